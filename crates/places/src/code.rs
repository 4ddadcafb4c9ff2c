use std::fmt;
use std::str::FromStr;

use base::{Uuid, derived_id};

use crate::Vintage;
use crate::lookup::LookupError;

/// A unit's full name for machines: code and the year of its map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodeAtYear {
    /// The official code, as text: leading zeros matter.
    pub code: String,
    /// The map.
    pub year: Vintage,
}

/// The country's code. It stands on every map and was never redrawn.
pub(crate) const COUNTRY: &str = "VN";

impl CodeAtYear {
    /// From its two halves.
    pub fn new(code: impl Into<String>, year: Vintage) -> Self {
        Self { code: code.into(), year }
    }

    /// The id of the unit with this code on this map.
    pub fn id(&self) -> Uuid {
        if self.code == COUNTRY { country_id() } else { derived_id(&format!("unit {self}")) }
    }
}

/// The id of Việt Nam.
pub(crate) fn country_id() -> Uuid {
    derived_id("unit VN")
}

impl fmt::Display for CodeAtYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.code, self.year)
    }
}

impl FromStr for CodeAtYear {
    type Err = LookupError;

    fn from_str(text: &str) -> Result<Self, LookupError> {
        match text.parse()? {
            UnitCode::Full(code) => Ok(code),
            UnitCode::Bare(_) => Err(LookupError::Wrong(text.chars().take(40).collect())),
        }
    }
}

/// What a person types: with the year, or a bare code that has to be resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnitCode {
    /// `961@2024`
    Full(CodeAtYear),
    /// `961`
    Bare(String),
}

impl FromStr for UnitCode {
    type Err = LookupError;

    fn from_str(text: &str) -> Result<Self, LookupError> {
        let text = text.trim();
        let wrong = || LookupError::Wrong(text.chars().take(40).collect());
        let (code, year) = text.split_once('@').map_or((text, None), |(code, year)| (code, Some(year)));
        let digits = (2..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
        if !digits && code != COUNTRY {
            return Err(wrong());
        }
        match year {
            None => Ok(Self::Bare(code.to_owned())),
            Some(year) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(Self::Full(CodeAtYear::new(code, year.parse().map_err(|_| wrong())?)))
            }
            Some(_) => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_two_to_five_digits_and_a_year_of_four() {
        assert_eq!("961@2024".parse(), Ok(UnitCode::Full(CodeAtYear::new("961", 2024))));
        assert_eq!(" 31918 ".parse(), Ok(UnitCode::Bare("31918".into())));
        assert_eq!("VN@2025".parse::<CodeAtYear>().map(|c| c.id()), Ok(country_id()));
        for wrong in ["", "@2024", "961@", "961@24", "1@2024", "961@2024@1", "xã", "961 @2024", "+61@2024", "961@+024"]
        {
            assert!(wrong.parse::<UnitCode>().is_err(), "{wrong}");
        }
        assert!("961".parse::<CodeAtYear>().is_err());
        assert_ne!(CodeAtYear::new("31918", 2024).id(), CodeAtYear::new("31918", 2025).id());
    }
}
