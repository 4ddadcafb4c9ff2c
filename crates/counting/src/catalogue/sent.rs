//! What the catalogue declares of figures that other offices send, and of rows of the field's catalogue.

use base::{Period, PeriodKind};
use serde::{Deserialize, Serialize};

use super::{Indicator, Kind};

/// How often a figure is reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every reporting month.
    #[default]
    Month,
    /// Every quarter.
    Quarter,
    /// Twice a year.
    HalfYear,
    /// Once a year.
    Year,
    /// While a campaign runs.
    Campaign,
}

impl Frequency {
    /// The calendar's period for which such a figure is entered: half a year is entered in its second quarter.
    pub fn period(self) -> PeriodKind {
        match self {
            Self::Month | Self::Campaign => PeriodKind::Month,
            Self::Quarter | Self::HalfYear => PeriodKind::Quarter,
            Self::Year => PeriodKind::Year,
        }
    }
}

/// One thing that is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its item.
    pub item: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The counted figures, as (indicator, item), that together are the same thing.
    #[serde(default)]
    pub beside: Vec<(String, String)>,
}

/// A row of the field's catalogue that is some items of an indicator, or the share of its two fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Also {
    /// The row, such as `2.2/17`.
    pub domain: String,
    /// Its code there.
    pub code: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The items that are it; none: the share.
    #[serde(default)]
    pub items: Vec<String>,
}

impl Indicator {
    /// The field of a figure that is sent.
    pub fn field(&self, item: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.item == item)
    }

    /// Whether a period is one for which this figure is entered.
    pub fn takes(&self, period: &Period) -> bool {
        self.kind == Kind::Entered && period.kind == self.frequency.period()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::catalogue::{Kind, all, find};

    #[test]
    fn what_is_sent_says_what_is_entered() {
        for one in all().iter().filter(|one| one.kind == Kind::Entered) {
            assert!(!one.fields.is_empty() && one.since.as_str() > "2026", "{}", one.code);
            for field in &one.fields {
                assert!(
                    !field.item.is_empty() && !field.name_vi.is_empty() && !field.name_en.is_empty(),
                    "{}",
                    one.code
                );
                for (code, item) in &field.beside {
                    let counted = find(code).unwrap_or_else(|| panic!("{} beside {code}", one.code));
                    let there = counted.has_item(item, &["vneid", "vssid", "health", "payment"]);
                    assert!(counted.kind != Kind::Entered && there, "{} beside {code} {item}", one.code);
                }
            }
            for end in one.share.iter().flat_map(|(part, whole)| [part, whole]) {
                assert!(one.field(end).is_some(), "{} share of {end}", one.code);
            }
        }
        assert!(all().iter().all(|one| (one.kind == Kind::Entered) != one.fields.is_empty()));
    }

    #[test]
    fn the_field_s_own_catalogue_is_found_by_number() {
        let named = all().iter().flat_map(|one| one.domain.iter().chain(one.also.iter().map(|also| &also.domain)));
        let found: BTreeSet<u32> = named.map(|text| text.strip_prefix("2.2/").unwrap().parse().unwrap()).collect();
        assert!(found.iter().all(|number| (1..=40).contains(number)));
        // What field work and organisation count, and what other offices give.
        let wanted = [
            1, 2, 3, 4, 5, 6, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
            33, 39,
        ];
        for number in wanted {
            assert!(found.contains(&number), "2.2/{number} is not in the catalogue");
        }
    }
}
