//! When somebody was born: a day where day, month and year are given and real, else a year.

use base::{Day, fold};

use crate::record::{Code, Codes};

/// What a cell says of a birth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Birth {
    pub date: Option<Day>,
    pub year: Option<i64>,
}

/// How a cell of births reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// The last year that is possible.
    pub this_year: i64,
    /// The column speaks of days, so that a year alone is less than it asks for.
    pub asks_days: bool,
    /// Nobody here is a child, so that two digits of a year mean the last century if in doubt.
    pub adults: bool,
}

impl Reading {
    /// Reads a text.
    pub fn text(&self, text: &str, codes: &mut Codes) -> Birth {
        let folded = fold(text);
        let about = text.contains(['~', '?', '≈', '±'])
            || ["khoang", "chung", "uoc", "tren", "duoi", "hon"]
                .iter()
                .any(|word| folded.split(' ').any(|w| w == *word));
        let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let birth = match numbers.as_slice() {
            [] => return Birth::default(),
            [only] if only.len() == 8 => self.three([&only[..2], &only[2..4], &only[4..]], codes),
            [year] => self.year_alone(year, codes),
            // A spreadsheet's "1966.0".
            [year, "0"] if year.len() == 4 => self.year_alone(year, codes),
            [_, year] => self.month_and_year(year, codes),
            [year, month, day] if year.len() == 4 => self.three([day, month, year], codes),
            [day, month, year, ..] => self.three([day, month, year], codes),
        };
        if about && birth.year.is_some() {
            codes.add(Code::DobApprox);
            return Birth { date: None, ..birth };
        }
        birth
    }

    /// Reads a number cell: a year, or a day whose cell lost its format.
    pub fn number(&self, number: f64, codes: &mut Codes) -> Birth {
        let days = number.fract() == 0.0 && (3_000.0..60_000.0).contains(&number) && self.asks_days;
        if let (true, Ok(first)) = (days, Day::new(1899, 12, 30)) {
            return self.date(number, first.plus(number as i64), codes);
        }
        self.text(&format!("{number:.0}"), codes)
    }

    /// Reads a date cell by its serial and the day that it shows. 1966 typed into a cell of dates shows a day of 1905.
    pub fn date(&self, serial: f64, shown: Day, codes: &mut Codes) -> Birth {
        if (1900.0..=self.this_year as f64).contains(&serial) && serial.fract() == 0.0 {
            codes.add(Code::DobYearInDateCell);
            return Birth { date: None, year: Some(serial as i64) };
        }
        let year = i64::from(shown.year());
        if self.is_possible(year) {
            return Birth { date: Some(shown), year: Some(year) };
        }
        codes.add(Code::DobInvalid);
        Birth::default()
    }

    fn is_possible(&self, year: i64) -> bool {
        (self.this_year - 120..=self.this_year).contains(&year)
    }

    fn year_alone(&self, text: &str, codes: &mut Codes) -> Birth {
        let Some(year) = self.year(text, codes) else { return Birth::default() };
        if self.asks_days {
            codes.add(Code::DobYearOnly);
        }
        Birth { date: None, year: Some(year) }
    }

    fn month_and_year(&self, year: &str, codes: &mut Codes) -> Birth {
        let Some(year) = self.year(year, codes) else { return Birth::default() };
        codes.add(Code::DobMonthOnly);
        Birth { date: None, year: Some(year) }
    }

    fn three(&self, [day, month, year]: [&str; 3], codes: &mut Codes) -> Birth {
        let Some(year) = self.year(year, codes) else { return Birth::default() };
        let (day, month) = (day.parse::<u8>().unwrap_or(99), month.parse::<u8>().unwrap_or(99));
        if day == 0 {
            codes.add(if (1..=12).contains(&month) { Code::DobMonthOnly } else { Code::DobYearOnly });
            return Birth { date: None, year: Some(year) };
        }
        match format!("{year:04}-{month:02}-{day:02}").parse::<Day>() {
            Ok(date) => Birth { date: Some(date), year: Some(year) },
            Err(_) => {
                codes.add(Code::DobInvalid);
                Birth { date: None, year: Some(year) }
            }
        }
    }

    fn year(&self, text: &str, codes: &mut Codes) -> Option<i64> {
        let number: i64 = text.parse().unwrap_or(-1);
        let year = match text.len() {
            4 => number,
            1 | 2 => {
                codes.add(Code::DobTwoDigitYear);
                let youngest = if self.adults { self.this_year - 10 } else { self.this_year };
                if 2000 + number <= youngest { 2000 + number } else { 1900 + number }
            }
            _ => -1,
        };
        if self.is_possible(year) {
            return Some(year);
        }
        codes.add(Code::DobInvalid);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, asks_days: bool) -> String {
        let reading = Reading { this_year: 2026, asks_days, adults: true };
        let mut codes = Codes::default();
        let birth = reading.text(text, &mut codes);
        let date = birth.date.map(|d| d.to_string()).unwrap_or_default();
        format!("{date} {} {codes}", birth.year.map(|y| y.to_string()).unwrap_or_default()).trim().to_owned()
    }

    #[test]
    fn every_form_of_a_date_is_read() {
        let cases = [
            ("02/09/1968", "1968-09-02 1968"),
            (" 19 / 01 / 1971 ", "1971-01-19 1971"),
            ("7.6.1987", "1987-06-07 1987"),
            ("1979", "1979 W_DOB_YEAR_ONLY"),
            ("12/5/78", "1978-05-12 1978 W_DOB_TWO_DIGIT_YEAR"),
            ("31/2/1980", "1980 W_DOB_INVALID"),
            ("00/00/1965", "1965 W_DOB_YEAR_ONLY"),
            ("08/1984", "1984 W_DOB_MONTH_ONLY"),
            ("khoảng 1960", "1960 W_DOB_APPROX;W_DOB_YEAR_ONLY"),
            ("1988-02-29", "1988-02-29 1988"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, true), expected, "{text}");
        }
        assert_eq!(shown("1991", false), "1991");
        assert_eq!(shown("~1960", false), "1960 W_DOB_APPROX");
    }
}
