//! Into what a trend divides time. The calendars are data (data/calendars.csv); those whose periods are counted apart can
//! show people and households once each, the others only what adds up.

use std::sync::LazyLock;

use base::{Day, Period, PeriodKind};
use serde::Deserialize;

use super::Refused;

/// How many steps a trend shows unless it is asked for more, and how many at most.
const STEPS: usize = 13;
const MOST: usize = 110;

/// One way to divide time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Calendar {
    /// Its code.
    pub code: String,
    /// Months in a step; 0 where steps are days.
    pub months: i64,
    /// Days in a step; 0 for months, and for days of one's own choice.
    pub days: i64,
    /// On which day of the month a step begins.
    pub first_day: i64,
    /// 1: what is reached is counted once for each of its steps.
    pub counted: i64,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
}

/// One step: its days, and the period of the reporting calendar that it is, if it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The period under which distinct counts are kept.
    pub period: Option<Period>,
}

static ALL: LazyLock<Vec<Calendar>> = LazyLock::new(|| {
    let file = include_bytes!("../../../../../data/calendars.csv");
    let read: Result<Vec<Calendar>, csv::Error> = csv::Reader::from_reader(file.as_slice()).deserialize().collect();
    // The file is compiled in and a test reads it: it cannot fail in an installation.
    read.expect("calendars.csv is well formed")
});

/// All calendars, the first being the one to begin with.
pub fn calendars() -> &'static [Calendar] {
    &ALL
}

impl Calendar {
    /// The calendar with this code, or the first.
    ///
    /// # Errors
    ///
    /// Where there is none of that code.
    pub fn find(code: Option<&str>) -> Result<&'static Self, Refused> {
        let found = code.map_or(ALL.first(), |code| ALL.iter().find(|one| one.code == code));
        found.ok_or_else(|| Refused::PeriodWrong(code.unwrap_or_default().chars().take(20).collect()))
    }

    /// The steps that touch the days asked for, oldest first; the last ones up to today where nothing is asked. Days of one's
    /// own choice are one step, cut at neither end.
    ///
    /// # Errors
    ///
    /// Where the days end before they begin, begin after today, or are more steps than a trend shows.
    pub fn steps(&self, (from, to): (Option<Day>, Option<Day>), today: Day) -> Result<Vec<Step>, Refused> {
        let last = to.unwrap_or(today).min(today);
        let wrong =
            || Refused::PeriodWrong(format!("{} – {last}", from.map(|day| day.to_string()).unwrap_or_default()));
        if from.is_some_and(|from| from > last) {
            return Err(wrong());
        }
        if self.months == 0 && self.days == 0 {
            return Ok(vec![Step { from: from.unwrap_or_else(|| last.plus(-29)), to: last, period: None }]);
        }
        let mut steps = vec![self.containing(last)];
        let most = if from.is_some() { MOST + 1 } else { STEPS };
        while steps.len() < most && steps.last().is_some_and(|step| from.is_none_or(|from| step.from > from)) {
            let before = steps.last().map_or(last, |step| step.from.plus(-1));
            steps.push(self.containing(before));
        }
        if steps.len() > MOST {
            return Err(wrong());
        }
        steps.reverse();
        Ok(steps)
    }

    fn containing(&self, day: Day) -> Step {
        if self.days > 0 {
            // 5 January 1970 was a Monday.
            let monday = Day::of(base::Instant(0)).plus(4);
            let from = day.plus(-day.since(monday).rem_euclid(self.days));
            return Step { from, to: from.plus(self.days - 1), period: None };
        }
        if self.counted == 1 {
            let kind = match self.months {
                1 => PeriodKind::Month,
                3 => PeriodKind::Quarter,
                _ => PeriodKind::Year,
            };
            let period = Period::containing(kind, day);
            return Step { from: period.from, to: period.to, period: Some(period) };
        }
        let into = (i64::from(day.month()) - 1).rem_euclid(self.months);
        let start = day.month_start(-into);
        Step { from: start, to: start.month_start(self.months).plus(-1), period: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(code: &str, from: Option<&str>, to: Option<&str>) -> Vec<(String, String)> {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let found = Calendar::find(Some(code)).unwrap().steps((from.map(day), to.map(day)), day("2026-11-24")).unwrap();
        found.iter().map(|step| (step.from.to_string(), step.to.to_string())).collect()
    }

    #[test]
    fn every_calendar_divides_time_without_a_gap() {
        for calendar in calendars().iter().filter(|one| one.months + one.days > 0) {
            let found = steps(&calendar.code, None, None);
            assert_eq!(found.len(), STEPS, "{}", calendar.code);
            for pair in found.windows(2) {
                assert_eq!(pair[0].1.parse::<Day>().unwrap().plus(1).to_string(), pair[1].0, "{}", calendar.code);
            }
        }
    }

    #[test]
    fn steps_begin_where_people_expect_them() {
        let last = |code| steps(code, None, None).pop().unwrap();
        assert_eq!(last("reporting_month"), ("2026-11-15".into(), "2026-12-14".into()));
        assert_eq!(last("month"), ("2026-11-01".into(), "2026-11-30".into()));
        assert_eq!(last("quarter"), ("2026-10-01".into(), "2026-12-31".into()));
        assert_eq!(last("week"), ("2026-11-23".into(), "2026-11-29".into()));
        assert_eq!(last("days"), ("2026-10-26".into(), "2026-11-24".into()));
        assert_eq!(steps("month", Some("2026-03-20"), Some("2026-05-02")).len(), 3);
        assert_eq!(steps("days", Some("2026-03-20"), Some("2026-05-02")), [("2026-03-20".into(), "2026-05-02".into())]);
    }

    #[test]
    fn what_no_trend_can_show_is_refused() {
        let today: Day = "2026-11-24".parse().unwrap();
        assert_eq!(Calendar::find(Some("moon")).unwrap_err().code(), "period_wrong");
        let weeks = Calendar::find(Some("week")).unwrap();
        assert!(weeks.steps((Some("2020-01-01".parse().unwrap()), None), today).is_err());
        assert!(weeks.steps((Some(today.plus(1)), None), today).is_err());
    }
}
