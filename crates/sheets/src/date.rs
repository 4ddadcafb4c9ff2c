use jiff::civil::{Date, DateTime};

use crate::Value;

/// 9999-12-31, the last day that Excel shows, in its two ways of counting.
const LAST_1900: f64 = 2_958_466.0;
const LAST_1904: f64 = 2_957_004.0;

/// The value of a number that is shown through a date format. Where no day can be shown (Excel fills the cell with #),
/// for example a phone number in a column of dates, it stays a number.
pub(crate) fn from_serial(serial: f64, date_1904: bool) -> Value {
    match shown(serial, date_1904) {
        Some((year, month, day)) => Value::Date { serial, date_1904, year, month, day },
        None => Value::Number(serial),
    }
}

fn shown(serial: f64, date_1904: bool) -> Option<(i16, i8, i8)> {
    let last = if date_1904 { LAST_1904 } else { LAST_1900 };
    if !(0.0..last).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    let (epoch, days) = match (date_1904, days) {
        (true, days) => (Date::new(1904, 1, 1), days),
        (false, 0) => return Some((1900, 1, 0)),
        // Lotus 1-2-3 took 1900 for a leap year, and Excel keeps to it.
        (false, 60) => return Some((1900, 2, 29)),
        (false, days) => (Date::new(1899, 12, 30), if days < 60 { days + 1 } else { days }),
    };
    let date = epoch.ok()?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some((date.year(), date.month(), date.day()))
}

/// The value of a day that is written out, as `2026-11-24` or `2026-11-24T08:00:00`. `counted_from` is the day 0 of the
/// workbook: OpenDocument names it, and knows no 29th of February 1900.
pub(crate) fn from_iso(text: &str, counted_from: Date) -> Option<Value> {
    let text = text.trim().trim_end_matches('Z');
    let at = match text.len() {
        10 => text.parse::<Date>().ok()?.to_datetime(jiff::civil::Time::midnight()),
        _ => text.parse::<DateTime>().ok()?,
    };
    let days = f64::from((at.date() - counted_from).get_days());
    let time = at.time();
    let seconds = f64::from(time.hour()) * 3600.0 + f64::from(time.minute()) * 60.0 + f64::from(time.second());
    let date_1904 = counted_from.year() == 1904;
    let (year, month, day) = (at.year(), at.month(), at.day());
    Some(Value::Date { serial: days + seconds / 86_400.0, date_1904, year, month, day })
}

/// The day 0 of OpenDocument tables, unless they say another one.
pub(crate) fn usual_epoch() -> Date {
    Date::constant(1899, 12, 30)
}

/// The day 0 of workbooks from old Macintosh computers.
pub(crate) fn epoch_1904() -> Date {
    Date::constant(1904, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_shown_as_excel_shows_them() {
        for (serial, day) in [
            (0.5, Some((1900, 1, 0))),
            (1.0, Some((1900, 1, 1))),
            (59.0, Some((1900, 2, 28))),
            (60.0, Some((1900, 2, 29))),
            (61.0, Some((1900, 3, 1))),
            (1966.0, Some((1905, 5, 19))),
            (45_000.75, Some((2023, 3, 15))),
            (2_958_465.9, Some((9999, 12, 31))),
            (2_958_466.0, None),
            (912_345_678.0, None),
            (-1.0, None),
            (f64::NAN, None),
        ] {
            assert_eq!(shown(serial, false), day, "{serial}");
        }
        assert_eq!(shown(0.0, true), Some((1904, 1, 1)));
        assert_eq!(shown(1966.0, true), Some((1909, 5, 20)));
    }

    #[test]
    fn written_days_become_serials() {
        let at = |text| match from_iso(text, usual_epoch()) {
            Some(Value::Date { serial, year, month, day, .. }) => Some((serial, year, month, day)),
            _ => None,
        };
        assert_eq!(at("1905-05-19"), Some((1966.0, 1905, 5, 19)));
        assert_eq!(at("2023-03-15T18:00:00"), Some((45_000.75, 2023, 3, 15)));
        assert_eq!(at("2023-03-15T18:00:00Z"), Some((45_000.75, 2023, 3, 15)));
        for wrong in ["", "2023-02-30", "15/03/2023", "2023-03-15Tnoon", "99999999999999-01-01"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
