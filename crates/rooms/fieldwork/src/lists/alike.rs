//! How alike a person of a list and one of the book are. Only who is surely the same is taken for the same; who may be is shown
//! with the score, and nothing is merged.

use roster::Record;

use org::likeness::likeness;
pub(super) use org::likeness::{MAYBE, SURE};

/// Somebody of the book.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub name: String,
    pub birth_year: Option<i64>,
}

/// From 0 to 1.
pub(super) fn score(record: &Record, known: &Known) -> f64 {
    likeness((&record.full_name, record.birth_year), (&known.name, known.birth_year))
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
