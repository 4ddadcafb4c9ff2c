//! Households, residents, visits.
