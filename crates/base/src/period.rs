use crate::Day;

/// The calendar's periods. A month runs from the 15th of the month before to the 14th; a quarter and a year are made of
/// such months (NĐ 09/2019/NĐ-CP, art. 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// 15th to 14th.
    Month,
    /// Three such months.
    Quarter,
    /// 15 December to 14 December.
    Year,
    /// From the first day to the last.
    All,
}

/// One period: its key (`m:2026-11`, `q:2026-4`, `y:2026`, `all`) and its first and last day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// Which kind.
    pub kind: PeriodKind,
    /// The key, as it stands in `figure.bucket`.
    pub key: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The reporting month that a day falls into, as (year, month 1 to 12).
fn month_of(day: Day) -> (i64, i64) {
    let month = if day.day() >= 15 { day.month_start(1) } else { day };
    (i64::from(month.year()), i64::from(month.month()))
}

impl Period {
    /// The period of this kind that contains `day`.
    pub fn containing(kind: PeriodKind, day: Day) -> Self {
        let (year, month) = month_of(day);
        match kind {
            PeriodKind::Month => Self::months(kind, format!("m:{year:04}-{month:02}"), year, month, 1),
            PeriodKind::Quarter => {
                let quarter = (month - 1) / 3;
                Self::months(kind, format!("q:{year:04}-{}", quarter + 1), year, quarter * 3 + 1, 3)
            }
            PeriodKind::Year => Self::months(kind, format!("y:{year:04}"), year, 1, 12),
            PeriodKind::All => Self::all(),
        }
    }

    /// From the first day to the last.
    pub fn all() -> Self {
        let day = |y, m, d| Day::new(y, m, d).unwrap_or_else(|_| Day::of(crate::Instant(0)));
        Self { kind: PeriodKind::All, key: "all".into(), from: day(1, 1, 1), to: day(9999, 12, 31) }
    }

    /// The period that a key names, if it names one.
    pub fn parse(key: &str) -> Option<Self> {
        let year = |text: &str| text.parse::<i64>().ok().filter(|year| (1900..=9998).contains(year));
        let period = match key.split_once(':') {
            None if key == "all" => return Some(Self::all()),
            Some(("y", text)) => Self::months(PeriodKind::Year, key.into(), year(text)?, 1, 12),
            Some((kind, text)) => {
                let (y, n) = text.split_once('-')?;
                let n = n.parse::<i64>().ok()?;
                match kind {
                    "m" if (1..=12).contains(&n) => Self::months(PeriodKind::Month, key.into(), year(y)?, n, 1),
                    "q" if (1..=4).contains(&n) => {
                        Self::months(PeriodKind::Quarter, key.into(), year(y)?, n * 3 - 2, 3)
                    }
                    _ => return None,
                }
            }
            None => return None,
        };
        // 'm:2026-1' and 'm:+2026-01' parse as numbers but are not the key.
        (Self::containing(period.kind, period.from).key == key).then_some(period)
    }

    /// The period of the same kind just before this one.
    pub fn previous(&self) -> Self {
        Self::containing(self.kind, self.from.plus(-1))
    }

    /// Whether `day` lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    fn months(kind: PeriodKind, key: String, year: i64, month: i64, count: i64) -> Self {
        let base = Day::new(year as i16, 1, 1).unwrap_or_else(|_| Day::of(crate::Instant(0)));
        let start = base.month_start(month - 2).plus(14);
        let end = base.month_start(month - 2 + count).plus(13);
        Self { kind, key, from: start, to: end }
    }
}

/// The four periods that contain a day: month, quarter, year and all time.
pub fn periods_of(day: Day) -> [Period; 4] {
    [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year, PeriodKind::All]
        .map(|kind| Period::containing(kind, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(key: &str) -> (String, String) {
        let period = Period::parse(key).unwrap();
        (period.from.to_string(), period.to.to_string())
    }

    #[test]
    fn months_run_from_the_15th_to_the_14th() {
        assert_eq!(span("m:2026-11"), ("2026-10-15".into(), "2026-11-14".into()));
        assert_eq!(span("m:2026-01"), ("2025-12-15".into(), "2026-01-14".into()));
        assert_eq!(span("q:2026-1"), ("2025-12-15".into(), "2026-03-14".into()));
        assert_eq!(span("y:2026"), ("2025-12-15".into(), "2026-12-14".into()));
        for wrong in ["m:2026-1", "m:2026-13", "q:2026-5", "x", "", "y:26", "m:+026-01"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_day_lies_in_the_periods_that_contain_it() {
        let mut day: Day = "2023-12-01".parse().unwrap();
        for _ in 0..1200 {
            for period in periods_of(day) {
                assert!(period.contains(day), "{day} {period:?}");
                assert_eq!(Period::parse(&period.key), Some(period));
            }
            day = day.plus(1);
        }
    }
}
