//! Indicators, figures, distinct counts, folding to the tiers, recounting.
