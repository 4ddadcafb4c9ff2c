//! How answers are packed. A whole book goes out once in a phone's life, over a poor network: its bytes count. All else is
//! small or near, and the machine's time counts.

use api::Whole;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::CompressionLevel;
use tower_http::compression::{CompressionLayer, Predicate};

/// For answers that are marked [`Whole`]; the answer then passes by [`quick`].
pub fn dense() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(CompressionLevel::Precise(6)).compress_when(is_whole)
}

/// For all others.
pub fn quick() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Precise(4))
}

fn is_whole(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<Whole>().is_some()
}
