use std::fmt;

use crate::{Day, PeriodKind};

/// What a figure is kept under in time, small enough to be the key of a sum: a day, one of the calendar's periods
/// (numbered from the year 0), or all time. Its text is what stands in `figure.bucket`, that of [`crate::Period::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// One day.
    Day(Day),
    /// A reporting month, 15th to 14th.
    Month(i64),
    /// Three of them.
    Quarter(i64),
    /// Twelve.
    Year(i64),
    /// From the first day to the last.
    All,
}

impl Bucket {
    /// The period of this kind that contains `day`.
    pub fn of(kind: PeriodKind, day: Day) -> Self {
        // From the 15th on a day belongs to the month that follows.
        let month = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + i64::from(day.day() >= 15);
        match kind {
            PeriodKind::Month => Self::Month(month),
            PeriodKind::Quarter => Self::Quarter(month.div_euclid(3)),
            PeriodKind::Year => Self::Year(month.div_euclid(12)),
            PeriodKind::All => Self::All,
        }
    }

    /// The four periods that contain a day: month, quarter, year and all time.
    pub fn periods_of(day: Day) -> [Self; 4] {
        [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year, PeriodKind::All].map(|kind| Self::of(kind, day))
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(n) => write!(f, "m:{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1),
            Self::Quarter(n) => write!(f, "q:{:04}-{}", n.div_euclid(4), n.rem_euclid(4) + 1),
            Self::Year(n) => write!(f, "y:{n:04}"),
            Self::All => f.write_str("all"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::periods_of;

    #[test]
    fn its_text_is_the_key_of_the_period() {
        let first: Day = "2024-12-01".parse().unwrap();
        for day in (0..800).map(|n| first.plus(n)) {
            let keys = periods_of(day).map(|period| period.key);
            assert_eq!(Bucket::periods_of(day).map(|bucket| bucket.to_string()), keys, "{day}");
        }
        assert_eq!(Bucket::Day(first).to_string(), "2024-12-01");
    }
}
