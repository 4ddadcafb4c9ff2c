//! Why somebody does not want to use something: a list that is data (data/reasons.csv). What a phone says that is not on
//! the list counts as another reason, and what it does not say as not said.

use std::sync::LazyLock;

use serde::Deserialize;

/// The reason that stands for all that are not on the list.
const OTHER: &str = "other";

/// No reason was given.
pub const UNSAID: &str = "unsaid";

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reason {
    /// Its code, as phones send it.
    pub code: String,
    /// Its place in lists.
    pub position: i64,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
}

static ALL: LazyLock<Vec<Reason>> = LazyLock::new(|| {
    let file = include_bytes!("../../../data/reasons.csv");
    let read: Result<Vec<Reason>, csv::Error> = csv::Reader::from_reader(file.as_slice()).deserialize().collect();
    // The file is compiled in and a test reads it: it cannot fail in an installation.
    let mut reasons = read.expect("reasons.csv is well formed");
    reasons.sort_by_key(|reason| reason.position);
    reasons
});

/// All reasons, in their order.
pub fn all() -> &'static [Reason] {
    &ALL
}

/// The code under which what a phone said is counted.
pub fn counted_as(said: &str) -> &'static str {
    match said {
        "" => UNSAID,
        said => ALL.iter().find(|reason| reason.code == said).map_or(OTHER, |reason| &reason.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_list_is_another_reason() {
        assert!(all().iter().any(|reason| reason.code == OTHER) && all().len() > 4);
        assert_eq!([counted_as("scam"), counted_as("moon"), counted_as("")], ["scam", OTHER, UNSAID]);
        assert!(all().iter().all(|reason| reason.code != UNSAID && !reason.name_vi.is_empty()));
    }
}
