//! What every route shares: state, extractors, errors, OpenAPI.
