use base::{Day, Period, PeriodKind};

use super::Refused;

/// How many reporting months a trend and the list of periods go back: a year and the month to compare with.
const MONTHS: usize = 13;

/// The period that a page shows, and what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The period.
    pub period: Period,
    /// The day at whose end stocks are read: the period's last, or today in the one that runs.
    pub day: Day,
    /// The period before with its last day; None for all time.
    pub previous: Option<(Period, Day)>,
    /// The months of a trend, oldest first, each with the day at whose end stocks are read.
    pub trend: Vec<(Period, Day)>,
    /// What can be chosen: the last months, newest first, and all time.
    pub periods: Vec<Period>,
}

impl Chosen {
    /// The period with this key, or the reporting month that runs.
    pub fn new(key: Option<&str>, today: Day) -> Result<Self, Refused> {
        let period = match key {
            None => Period::containing(PeriodKind::Month, today),
            Some(key) => Period::parse(key).ok_or_else(|| Refused::PeriodWrong(shortened(key)))?,
        };
        if period.from > today {
            return Err(Refused::PeriodWrong(period.key));
        }
        let day = period.to.min(today);
        let previous = (period.kind != PeriodKind::All).then(|| period.previous()).map(|before| {
            let last = before.to;
            (before, last)
        });
        let mut trend: Vec<_> =
            months_back(day).into_iter().map(|month| (month.clone(), month.to.min(today))).collect();
        trend.reverse();
        let mut periods = months_back(today);
        periods.push(Period::all());
        Ok(Self { period, day, previous, trend, periods })
    }
}

/// The reporting month of a day and those before it, newest first.
fn months_back(day: Day) -> Vec<Period> {
    let newest = Period::containing(PeriodKind::Month, day);
    std::iter::successors(Some(newest), |month| Some(month.previous())).take(MONTHS).collect()
}

fn shortened(key: &str) -> String {
    key.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_that_runs_is_the_default_and_is_read_today() {
        let today = "2026-11-24".parse().unwrap();
        let chosen = Chosen::new(None, today).unwrap();
        assert_eq!((chosen.period.key.as_str(), chosen.day), ("m:2026-12", today));
        let (before, last) = chosen.previous.unwrap();
        assert_eq!((before.key.as_str(), last.to_string().as_str()), ("m:2026-11", "2026-11-14"));
        assert_eq!(chosen.trend.len(), 13);
        assert_eq!((&*chosen.trend[0].0.key, &*chosen.trend[12].0.key), ("m:2025-12", "m:2026-12"));
        assert_eq!((chosen.trend[11].1, chosen.trend[12].1), (last, today));
        assert_eq!(chosen.periods.len(), 14);
    }

    #[test]
    fn a_period_that_is_over_is_read_at_its_end_and_one_that_has_not_begun_is_refused() {
        let today = "2026-11-24".parse().unwrap();
        let quarter = Chosen::new(Some("q:2026-3"), today).unwrap();
        assert_eq!(quarter.day.to_string(), "2026-09-14");
        assert_eq!(quarter.trend[12].0.key, "m:2026-09");
        let all = Chosen::new(Some("all"), today).unwrap();
        assert_eq!((all.day, all.previous), (today, None));
        for wrong in ["m:2027-01", "q:2027-1", "m:2026-13", "", "'; drop", "m:2026-12 "] {
            assert_eq!(Chosen::new(Some(wrong), today).unwrap_err().code(), "period_wrong", "{wrong}");
        }
    }
}
