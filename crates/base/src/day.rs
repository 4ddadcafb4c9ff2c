use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Instant;

/// The end of everything that has no end yet, in `valid_to` columns.
pub const LAST_DAY: &str = "9999-12-31";

/// Viet Nam has kept UTC+7 without summer time since 1975, so no time zone database is needed.
const VIETNAM_OFFSET_SECONDS: i64 = 7 * 3600;

/// A calendar day in Viet Nam, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// The text is not a day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a day; write it as YYYY-MM-DD, for example 2026-11-24")]
pub struct DayError(pub String);

impl Day {
    /// The day with this year, month and day of month.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DayError> {
        Date::new(year, month, day).map(Self).map_err(|_| DayError(format!("{year}-{month}-{day}")))
    }

    /// The day that it is in Viet Nam at this moment.
    pub fn of(at: Instant) -> Self {
        let days = (at.0.div_euclid(1_000_000) + VIETNAM_OFFSET_SECONDS).div_euclid(86_400);
        Self(jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days.clamp(-700_000, 2_900_000))))
    }

    /// The first moment of this day in Viet Nam.
    pub fn start(self) -> Instant {
        let days = i64::from((self.0 - jiff::civil::date(1970, 1, 1)).get_days());
        Instant((days * 86_400 - VIETNAM_OFFSET_SECONDS) * 1_000_000)
    }

    /// This day moved by `days` (negative: earlier).
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000))))
    }

    /// Whole days from `earlier` to this one.
    pub fn since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The Monday of this day's week.
    pub fn week_start(self) -> Self {
        let since = self.0.weekday().to_monday_zero_offset();
        self.plus(-i64::from(since))
    }

    /// The first day of the month `months` away from this day's.
    pub fn month_start(self, months: i64) -> Self {
        let first = self.0.first_of_month();
        Self(first.saturating_add(jiff::Span::new().months(months.clamp(-100_000, 100_000))))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let wrong = || DayError(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        let shaped = |at: usize, b: &u8| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() };
        if bytes.len() != 10 || !bytes.iter().enumerate().all(|(at, b)| shaped(at, b)) {
            return Err(wrong());
        }
        let number = |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<i16>().ok()).ok_or_else(wrong);
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        Date::new(year, month as i8, day as i8).map(Self).map_err(|_| wrong())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_viet_nam_begins_at_five_in_the_afternoon_utc() {
        let day: Day = "2026-11-24".parse().unwrap();
        assert_eq!(Day::of(day.start()), day);
        assert_eq!(Day::of(Instant(day.start().0 - 1)), day.plus(-1));
        assert_eq!(day.start().millis(), 1_795_453_200_000);
    }

    #[test]
    fn only_real_days_in_one_form_are_read() {
        for wrong in ["2026-02-30", "24/11/2026", "2026-1-1", "", "2026-11-24T00:00", "-026-11-24", "２０２６-11-24"]
        {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }
}
