//! What a column can mean, and the words by which headings say so (data/headings.csv).

use std::collections::HashMap;
use std::sync::LazyLock;

use base::fold;
use serde::{Deserialize, Serialize};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Meaning {
    Ordinal,
    HouseholdNo,
    FullName,
    HeadName,
    HeadMark,
    FamilyName,
    GivenName,
    Gender,
    Male,
    Female,
    Birth,
    BirthMale,
    BirthFemale,
    BirthDay,
    BirthMonth,
    BirthYear,
    Age,
    Role,
    LeaderMark,
    DeputyMark,
    MemberMark,
    Position,
    Phone,
    Email,
    Hamlet,
    Commune,
    Address,
    Relation,
    Identity,
    Insurance,
    Bank,
    Poor,
    NearPoor,
    Poverty,
    Ethnicity,
    Smartphone,
    Computer,
    Internet,
    PeopleCount,
    Note,
    Other,
}

impl Meaning {
    /// Never stored, never given back: numbers of identity papers, insurance and banks.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::Identity | Self::Insurance | Self::Bank)
    }

    /// Protected by law: shown, and kept per household only where a basis is recorded.
    pub fn is_sensitive(self) -> bool {
        self.is_secret() || matches!(self, Self::Poor | Self::NearPoor | Self::Poverty | Self::Ethnicity)
    }

    /// The code, as corrections and the data file write it.
    pub fn code(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The meaning that a code names.
    pub fn of_code(code: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
    }
}

/// Words of headings without marks, with what they mean; a word that two meanings share stays with the first.
static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in include_str!("../../../data/headings.csv").lines().skip(1) {
        let Some((code, list)) = line.split_once(',') else { continue };
        let Some(meaning) = Meaning::of_code(code) else { continue };
        for word in list.split('|') {
            words.entry(fold(word)).or_insert(meaning);
        }
    }
    words
});

/// Single words that decide also inside a longer heading.
const TELLING: &[&str] =
    &["sdt", "dtdd", "cccd", "cmnd", "email", "zalo", "stt", "bhyt", "smartphone", "wifi", "internet"];

/// What a heading says, and how surely (0 to 1).
pub(crate) fn of_heading(heading: &str) -> Option<(Meaning, f64)> {
    // Without its marks "năm" (year) would be "nam" (man).
    match heading.trim().to_lowercase().as_str() {
        "năm" => return Some((Meaning::BirthYear, 0.9)),
        "tháng" | "tháng sinh" => return Some((Meaning::BirthMonth, 0.9)),
        "ngày" => return Some((Meaning::BirthDay, 0.9)),
        _ => {}
    }
    let folded = fold(heading);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 12 {
        return None;
    }
    if let Some(meaning) = WORDS.get(&folded) {
        return Some((*meaning, 0.95));
    }
    // Otherwise the longest run of words that is known; one that leads says what the heading is about.
    let mut best: Option<(f64, usize, Meaning)> = None;
    for from in 0..words.len() {
        for to in (from + 1..=words.len()).rev() {
            let run = words[from..to].join(" ");
            let long = to - from >= 2 || TELLING.contains(&run.as_str());
            let weight = (to - from) as f64 + if from == 0 { 1.5 } else { 0.0 };
            if let Some(meaning) = WORDS.get(&run).filter(|_| long)
                && best.is_none_or(|(known, _, _)| weight > known)
            {
                best = Some((weight, to - from, *meaning));
            }
        }
    }
    best.map(|(_, length, meaning)| (meaning, 0.6 + 0.3 * length as f64 / words.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_understood() {
        let cases = [
            ("Họ và tên", Some(Meaning::FullName)),
            ("SĐT chủ hộ", Some(Meaning::Phone)),
            ("Có ĐT thông minh", Some(Meaning::Smartphone)),
            ("Quan hệ với chủ hộ", Some(Meaning::Relation)),
            ("Họ và chữ lót", Some(Meaning::FamilyName)),
            ("Nam/Nữ", Some(Meaning::Gender)),
            ("Số CCCD", Some(Meaning::Identity)),
            ("Nguyễn Văn Nam", None),
            ("Ngày, tháng, năm sinh", Some(Meaning::Birth)),
        ];
        for (heading, meaning) in cases {
            assert_eq!(of_heading(heading).map(|(m, _)| m), meaning, "{heading}");
        }
    }
}
