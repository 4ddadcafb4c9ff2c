//! Early warnings: each a rule with its threshold (data/warnings.csv) and the figures that it looks at.

use std::sync::LazyLock;

use serde::Deserialize;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rule {
    /// Its code.
    pub code: String,
    /// Its place in lists.
    pub position: i64,
    /// Over how many days it looks, where it does.
    pub days: i64,
    /// Percent, days or households: what is too much.
    pub threshold: i64,
    /// Below this many the rule says nothing.
    pub least: i64,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The rule in words, in Vietnamese.
    pub rule_vi: String,
    /// The rule in words, in English.
    pub rule_en: String,
    /// What it says of a unit, in Vietnamese.
    pub says_vi: String,
    /// What it says of a unit, in English.
    pub says_en: String,
}

static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let file = include_bytes!("../../../../../data/warnings.csv");
    let read: Result<Vec<Rule>, csv::Error> = csv::Reader::from_reader(file.as_slice()).deserialize().collect();
    // The file is compiled in and a test reads it: it cannot fail in an installation.
    let mut rules = read.expect("warnings.csv is well formed");
    rules.sort_by_key(|rule| rule.position);
    rules
});

/// All rules, in their order.
pub fn warning_rules() -> &'static [Rule] {
    &ALL
}

/// The figures of one unit that rules look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// Days since the last visit that met someone; None: never one.
    pub silent_days: Option<i64>,
    /// Households in the book.
    pub households: i64,
    /// Visits of the days past, and of as many days before.
    pub visits: [i64; 2],
    /// Calls of the days past that met nobody.
    pub nobody: i64,
    /// Households asked about the leading skill.
    pub asked_households: i64,
    /// People asked about it, and of these who do not want it.
    pub asked: i64,
    /// See `asked`.
    pub refusing: i64,
    /// Households in the book that have no day of leaving, and of these who were met lately.
    pub in_book: i64,
    /// See `in_book`.
    pub met_lately: i64,
    /// Members of its teams and of those below.
    pub members: i64,
}

impl Rule {
    /// The days that the rule looks back over.
    pub fn days_of(code: &str) -> i64 {
        ALL.iter().find(|rule| rule.code == code).map_or(28, |rule| rule.days)
    }

    /// What the rule finds in these figures: a value and what it is measured by. None: nothing to say.
    pub fn finds(&self, signs: &Signs) -> Option<(i64, i64)> {
        let share = |part: i64, whole: i64| {
            (whole >= self.least.max(1) && part * 100 >= self.threshold * whole).then_some((part, whole))
        };
        match self.code.as_str() {
            // Without households nobody is expected to call.
            "no_visit" => {
                let days = signs.silent_days?;
                (signs.households >= self.least && days >= self.threshold).then_some((days, 0))
            }
            "fall" => {
                let [now, before] = signs.visits;
                share(before - now, before).map(|_| (now, before))
            }
            "not_asked" => share(signs.households - signs.asked_households, signs.households),
            "refusals" => share(signs.refusing, signs.asked),
            "long_ago" => share(signs.in_book - signs.met_lately, signs.in_book),
            "nobody_home" => share(signs.nobody, signs.nobody + signs.visits[0]),
            "few_members" => (signs.households >= self.least && signs.households > self.threshold * signs.members)
                .then_some((signs.members, signs.households)),
            _ => None,
        }
    }

    /// A text of the rule with its numbers in place.
    pub fn fill(&self, text: &str, number: impl Fn(i64) -> String, (value, whole): (i64, i64)) -> String {
        [
            ("{days}", self.days),
            ("{threshold}", self.threshold),
            ("{least}", self.least),
            ("{value}", value),
            ("{whole}", whole),
        ]
        .into_iter()
        .fold(text.to_owned(), |text, (word, n)| text.replace(word, &number(n)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(signs: &Signs) -> Vec<&'static str> {
        let rules = warning_rules().iter().filter(|rule| rule.finds(signs).is_some());
        rules.map(|rule| rule.code.as_str()).collect()
    }

    #[test]
    fn every_rule_speaks_at_its_threshold_and_not_below() {
        let calm = Signs {
            silent_days: Some(20),
            households: 100,
            visits: [51, 100],
            nobody: 33,
            asked_households: 41,
            asked: 100,
            refusing: 14,
            in_book: 100,
            met_lately: 61,
            members: 2,
        };
        assert_eq!(found(&calm), Vec::<&str>::new());
        let loud = Signs {
            silent_days: Some(21),
            visits: [50, 100],
            nobody: 34,
            asked_households: 40,
            refusing: 15,
            met_lately: 60,
            members: 1,
            ..calm
        };
        assert_eq!(found(&loud), warning_rules().iter().map(|rule| rule.code.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn small_numbers_warn_of_nothing() {
        let small = Signs {
            households: 19,
            asked: 19,
            refusing: 19,
            in_book: 19,
            visits: [0, 9],
            nobody: 9,
            ..Signs::default()
        };
        assert_eq!(found(&small), Vec::<&str>::new());
        assert_eq!(found(&Signs::default()), Vec::<&str>::new());
    }

    #[test]
    fn every_text_has_its_numbers_in_place() {
        for rule in warning_rules() {
            for text in [&rule.rule_vi, &rule.rule_en, &rule.says_vi, &rule.says_en] {
                assert!(!rule.fill(text, |n| n.to_string(), (3, 4)).contains('{'), "{text}");
            }
        }
    }
}
