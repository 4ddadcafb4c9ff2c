//! How alike a person of a list and one of the book are. Only who is surely the same is taken for the same; who may be is shown
//! with the score, and nothing is merged.

use base::fold;
use places::name_key;
use roster::Record;

/// From here on it is the same person.
pub(super) const SURE: f64 = 0.95;
/// From here on it may be.
pub(super) const MAYBE: f64 = 0.6;

/// Somebody of the book.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub name: String,
    pub birth_year: Option<i64>,
}

/// From 0 to 1: six tenths for the name, four for the year of birth.
pub(super) fn score(record: &Record, known: &Known) -> f64 {
    let name = if name_key(&record.full_name) == name_key(&known.name) {
        0.6
    } else if fold(&record.full_name) == fold(&known.name) {
        0.5
    } else {
        return 0.0;
    };
    name + match (record.birth_year, known.birth_year) {
        (Some(a), Some(b)) if a == b => 0.4,
        (Some(a), Some(b)) if (a - b).abs() == 1 => 0.15,
        (Some(_), Some(_)) => 0.0,
        _ => 0.2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_name_and_year_together_are_sure() {
        let of = |name: &str, birth_year| Known { name: name.into(), birth_year };
        let record = |name: &str, birth_year| {
            let mut record = Record::named(name);
            record.birth_year = birth_year;
            record
        };
        let an = record("Nguyễn Văn An", Some(1965));
        assert!(score(&an, &of("Nguyễn Văn An", Some(1965))) >= SURE);
        for (name, year) in [("Nguyễn Văn An", None), ("Nguyen Van An", Some(1965)), ("Nguyễn Văn An", Some(1966))]
        {
            let found = score(&an, &of(name, year));
            assert!((MAYBE..SURE).contains(&found), "{name} {year:?}: {found}");
        }
        assert!(score(&an, &of("Nguyễn Văn An", Some(1990))) <= MAYBE);
        assert!(score(&an, &of("Nguyễn Văn Ẩn", Some(1990))) < MAYBE);
    }
}
