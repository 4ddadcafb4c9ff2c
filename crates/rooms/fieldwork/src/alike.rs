//! How alike two people are, by what is known of everybody: the name and the year of birth.

use base::fold;
use places::name_key;

/// From here on it is the same person.
pub(crate) const SURE: f64 = 0.95;
/// From here on it may be.
pub(crate) const MAYBE: f64 = 0.6;

/// From 0 to 1: six tenths for the name, four for the year of birth.
pub(crate) fn likeness((name, year): (&str, Option<i64>), (known, known_year): (&str, Option<i64>)) -> f64 {
    let name = if name_key(name) == name_key(known) {
        0.6
    } else if fold(name) == fold(known) {
        0.5
    } else {
        return 0.0;
    };
    name + match (year, known_year) {
        (Some(a), Some(b)) if a == b => 0.4,
        (Some(a), Some(b)) if (a - b).abs() == 1 => 0.15,
        (Some(_), Some(_)) => 0.0,
        _ => 0.2,
    }
}
