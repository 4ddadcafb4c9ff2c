//! The indicators, declared in two files, what is counted and what other offices send: what each is called, who owns it, of
//! which kind it is, how it is counted in words, and which items and breakdowns it has. Figures are written and read by these
//! codes and no others.

mod sent;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::reasons;

pub use sent::{Also, Field, Frequency};

/// How an indicator behaves over days and places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Adds over days and places.
    Flow,
    /// A running sum of signed daily changes.
    Stock,
    /// Subjects, each once in a period: never adds over time.
    Distinct,
    /// Two other figures, kept apart; only the quotient is shown.
    Ratio,
    /// Subjects by the day of the last time, as it stands today: each is under one day. Adds over places and days.
    Latest,
    /// Sent by the office that has it, and never added to what is counted.
    Entered,
}

/// Whose figure it is, so that nobody is asked to invent a number that another office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Comes from what teams record.
    Team,
    /// The commune's lists.
    Commune,
    /// The police.
    Police,
    /// The public service centre.
    ServiceCentre,
    /// The social insurance office.
    SocialInsurance,
    /// The statistics office.
    Statistics,
    /// The province's department.
    Province,
    /// Worked out from other figures.
    System,
}

/// A marginal that is kept beside the total, "not known" a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breakdown {
    /// Male, female.
    Sex,
    /// Age groups.
    Age,
}

/// The two figures of a ratio, each an indicator and an item (`{skill}` stands for the ratio's own item).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotient {
    /// What is counted.
    pub part: (String, String),
    /// Out of what.
    pub whole: (String, String),
}

/// A figure that is the sum of some items of another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// The indicator that is kept.
    pub of: String,
    /// Which of its items, as templates (`{skill}` stands for the sum's own item).
    pub items: Vec<String>,
}

/// One indicator, as the catalogue file declares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The code, as it stands in `figure.indicator`.
    pub code: String,
    /// The kind.
    pub kind: Kind,
    /// The owner of the figure.
    pub owner: Owner,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// The unit of measure in Vietnamese.
    pub unit_vi: String,
    /// The unit of measure in English.
    pub unit_en: String,
    /// How it is counted, in words, in Vietnamese.
    pub how_vi: String,
    /// How it is counted, in words, in English.
    pub how_en: String,
    /// The marginals that are kept.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// The items as templates: `{skill}` stands for every skill, `{reason}` for every reason. An indicator without items has the one item ''.
    #[serde(default = "no_items")]
    pub items: Vec<String>,
    /// `tier`: teams are shown apart by the tier that they belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<String>,
    /// The two figures, for a ratio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Quotient>,
    /// What it adds up, where it is not kept itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adds: Option<Sum>,
    /// Which rows of the field's own catalogue it is, such as `2.2/5`.
    #[serde(default)]
    pub domain: Vec<String>,
    /// Rows of the field's catalogue that are some of its items.
    #[serde(default)]
    pub also: Vec<Also>,
    /// How often it is reported.
    #[serde(default)]
    pub frequency: Frequency,
    /// The day since which this definition holds.
    #[serde(default = "first_day")]
    pub since: String,
    /// What is entered, for figures that are sent.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// For figures that are sent: they stand on a day; otherwise they add up over the period.
    #[serde(default)]
    pub on_day: bool,
    /// For figures that are sent: two fields, of which the first is a part of the second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<(String, String)>,
}

/// The day of the first catalogue.
fn first_day() -> String {
    "2026-11-25".into()
}

fn no_items() -> Vec<String> {
    vec![String::new()]
}

const SKILL: &str = "{skill}";
const REASON: &str = "{reason}";

impl Indicator {
    /// Every item, for these skills.
    pub fn items_for(&self, skills: &[&str]) -> Vec<String> {
        let spread = |template: &String| match template.contains(SKILL) {
            true => skills.iter().map(|skill| template.replace(SKILL, skill)).collect(),
            false => vec![template.clone()],
        };
        let because = |item: String| match item.contains(REASON) {
            true => reasons::all()
                .iter()
                .map(|reason| reason.code.as_str())
                .chain([reasons::UNSAID])
                .map(|reason| item.replace(REASON, reason))
                .collect(),
            false => vec![item],
        };
        match self.kind {
            Kind::Entered => self.fields.iter().map(|field| field.item.clone()).collect(),
            _ => self.items.iter().flat_map(spread).flat_map(because).collect(),
        }
    }

    /// Whether `item` is one of its items, for these skills.
    pub fn has_item(&self, item: &str, skills: &[&str]) -> bool {
        self.items_for(skills).iter().any(|known| known == item)
    }

    /// What is kept and added up for an item: the indicator and its items. It is itself, unless it is a sum.
    pub fn kept(&self, item: &str) -> (&str, Vec<String>) {
        match &self.adds {
            None => (&self.code, vec![item.to_owned()]),
            Some(sum) => (&sum.of, sum.items.iter().map(|template| template.replace(SKILL, item)).collect()),
        }
    }

    /// A ratio's two figures for an item: (indicator, item) of the part and of the whole.
    pub fn quotient(&self, item: &str) -> Option<[(&str, String); 2]> {
        let of = self.of.as_ref()?;
        Some([&of.part, &of.whole].map(|(code, template)| (code.as_str(), template.replace(SKILL, item))))
    }
}

static ALL: LazyLock<Vec<Indicator>> = LazyLock::new(|| {
    let read = |text| -> Vec<Indicator> {
        // The files are compiled in and a test reads them: they cannot fail in an installation.
        serde_json::from_str(text).expect("the catalogue is well formed")
    };
    [read(include_str!("catalogue.json")), read(include_str!("catalogue/sent.json"))].concat()
});

/// All indicators, in the order in which they are shown.
pub fn all() -> &'static [Indicator] {
    &ALL
}

/// The indicator with this code.
pub fn find(code: &str) -> Option<&'static Indicator> {
    ALL.iter().find(|indicator| indicator.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_every_text_is_there_in_both_languages() {
        let mut seen = HashSet::new();
        for one in all() {
            assert!(seen.insert(&one.code), "{} twice", one.code);
            for text in [&one.name_vi, &one.name_en, &one.unit_vi, &one.unit_en, &one.how_vi, &one.how_en] {
                assert!(!text.trim().is_empty(), "{}", one.code);
            }
        }
    }

    #[test]
    fn ratios_stand_on_figures_that_are_there() {
        let skills = ["vneid", "vssid"];
        for ratio in all().iter().filter(|one| one.kind == Kind::Ratio) {
            for item in ratio.items_for(&skills) {
                for (code, item) in ratio.quotient(&item).unwrap() {
                    let figure = find(code).unwrap_or_else(|| panic!("{} stands on {code}", ratio.code));
                    assert!(figure.kind != Kind::Ratio && figure.has_item(&item, &skills), "{code} {item}");
                }
            }
        }
        assert!(all().iter().all(|one| (one.kind == Kind::Ratio) == one.of.is_some()));
    }

    #[test]
    fn sums_stand_on_items_that_are_kept() {
        let skills = ["vneid", "vssid"];
        for sum in all().iter().filter(|one| one.adds.is_some()) {
            let mut items = Vec::new();
            for item in sum.items_for(&skills) {
                let (code, kept) = sum.kept(&item);
                let base = find(code).unwrap_or_else(|| panic!("{} adds up {code}", sum.code));
                assert!(base.adds.is_none() && base.kind == sum.kind && base.breakdowns == sum.breakdowns);
                assert!(kept.iter().all(|item| base.has_item(item, &skills)), "{}", sum.code);
                items.extend(kept);
            }
            assert_eq!(items.iter().collect::<HashSet<_>>().len(), items.len(), "{} counts something twice", sum.code);
        }
        let all = ["ladder_up", "ladder_down", "ladder_first"].map(|code| find(code).unwrap().kept("vneid").1).concat();
        assert_eq!(all.len(), find("ladder_move").unwrap().items_for(&["vneid"]).len());
    }

    #[test]
    fn items_spread_over_skills() {
        let ladder = find("ladder").unwrap();
        assert_eq!(ladder.items_for(&["vneid", "vssid"]).len(), 16);
        assert!(ladder.has_item("vneid:-1", &["vneid"]) && !ladder.has_item("vneid:7", &["vneid"]));
        assert!(find("not_using").unwrap().has_item("vneid:unsaid", &["vneid"]));
        assert_eq!(find("teams").unwrap().items_for(&[]), [""]);
        assert_eq!(find("people_reached").unwrap().items_for(&["a"]), ["", "a"]);
    }
}
