//! Names as people in the delta bear them.

use std::collections::{BTreeMap, HashMap};

use crate::Dice;

/// `m` or `f`, as in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

impl Sex {
    /// The letter of the schema.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Male => "m",
            Self::Female => "f",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Male => Self::Female,
            Self::Female => Self::Male,
        }
    }
}

/// Whose naming customs a family follows. It is nowhere stored: ethnicity of a person is restricted data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Custom {
    /// Most families.
    Kinh,
    /// About one in eight.
    Khmer,
    /// A few, mostly in the township.
    Hoa,
}

#[derive(Debug, Default)]
struct List {
    values: Vec<&'static str>,
    weights: Vec<u32>,
}

impl List {
    fn add(&mut self, value: &'static str, weight: u32) {
        self.values.push(value);
        self.weights.push(weight);
    }
}

/// The name lists of `data/names_vi.csv`, as far as they are common enough to be believed.
#[derive(Debug)]
pub struct Names(HashMap<&'static str, List>);

impl Names {
    /// Reads the lists that are built in.
    pub fn built_in() -> Self {
        let mut lists: HashMap<&'static str, List> = HashMap::new();
        let mut pairs: Vec<(&'static str, &'static str)> = Vec::new();
        for line in include_str!("../../../data/names_vi.csv").lines().skip(1) {
            let fields: Vec<&'static str> = line.split(',').collect();
            let [kind, value, gender, group, weight] = fields[..] else { continue };
            let weight = weight.parse::<f64>().map_or(1, |w| (w * 10.0).round() as u32).max(1);
            let list = match (kind, group, gender) {
                ("family", "khmer", _) => "family.khmer",
                ("family", "hoa", _) => "family.hoa",
                ("family", ..) => "family.kinh",
                ("middle_weighted", _, "m") => "middle.m",
                ("middle_weighted", ..) => "middle.f",
                ("given_elder", _, "m") => "elder.m",
                ("given_elder", ..) => "elder.f",
                (_, "khmer", "m") => "khmer.m",
                (_, "khmer", _) => "khmer.f",
                ("given2", ..) => {
                    pairs.push((value, gender));
                    continue;
                }
                _ => continue,
            };
            lists.entry(list).or_default().add(value, weight);
        }
        add_given(&mut lists, &pairs);
        Self(lists)
    }

    /// A family name.
    pub fn family(&self, custom: Custom, dice: &mut Dice) -> &'static str {
        self.from(
            match custom {
                Custom::Kinh => "family.kinh",
                Custom::Khmer => "family.khmer",
                Custom::Hoa => "family.hoa",
            },
            dice,
        )
    }

    /// A whole name: family, middle and given name as people of that age bear them.
    pub fn full(&self, family: &str, custom: Custom, sex: Sex, birth_year: i64, dice: &mut Dice) -> String {
        let elder = birth_year < 1970 && dice.chance(0.4);
        let young = birth_year >= 1992 && dice.chance(0.55);
        let (male, female) = match custom {
            Custom::Khmer => ("khmer.m", "khmer.f"),
            _ if elder => ("elder.m", "elder.f"),
            _ if young => ("pair.m", "pair.f"),
            _ => ("given.m", "given.f"),
        };
        let given = self.from(if sex == Sex::Male { male } else { female }, dice);
        let middle = match (custom, sex) {
            (Custom::Khmer, Sex::Female) if dice.chance(0.4) => "Thị",
            (Custom::Khmer, _) => "",
            (_, Sex::Female) if young && dice.chance(0.3) => "Thị",
            _ if young => "",
            (_, Sex::Male) if elder || birth_year < 1965 => "Văn",
            (_, Sex::Female) if elder || birth_year < 1965 => "Thị",
            (_, Sex::Male) => self.from("middle.m", dice),
            (_, Sex::Female) => self.from("middle.f", dice),
        };
        // "Thị Kim Kim" and "Ngọc Ngọc" are not names.
        let middle =
            if middle.split(' ').any(|word| given.split(' ').any(|other| other == word)) { "" } else { middle };
        [family, middle, given].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn from(&self, list: &str, dice: &mut Dice) -> &'static str {
        let Some(list) = self.0.get(list) else { return "" };
        list.values.get(dice.weighted(&list.weights)).copied().unwrap_or_default()
    }
}

/// Given names of one syllable are the last syllables of those of two, as often as they occur there; a pair is taken
/// only when it ends in a common one.
fn add_given(lists: &mut HashMap<&'static str, List>, pairs: &[(&'static str, &'static str)]) {
    let last = |pair: &'static str| pair.rsplit(' ').next().unwrap_or(pair);
    for (gender, single, double) in [("m", "given.m", "pair.m"), ("f", "given.f", "pair.f")] {
        let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
        for (pair, _) in pairs.iter().filter(|(_, g)| *g == gender) {
            *counts.entry(last(pair)).or_default() += 1;
        }
        let common = |name: &str, at_least: u32| counts.get(name).is_some_and(|count| *count >= at_least);
        let usable = |pair: &'static str| common(last(pair), 9) && pair.split(' ').next() != Some(last(pair));
        for (pair, _) in pairs.iter().filter(|(pair, g)| *g == gender && usable(pair)) {
            lists.entry(double).or_default().add(pair, 1);
        }
        for (name, count) in counts.iter().filter(|(name, _)| common(name, 3)) {
            lists.entry(single).or_default().add(name, *count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_two_to_five_capitalised_words() {
        let names = Names::built_in();
        let mut dice = Dice::new(1, "names", 0);
        for n in 0..4_000 {
            let custom = [Custom::Kinh, Custom::Khmer, Custom::Hoa][n % 3];
            let sex = if n % 2 == 0 { Sex::Male } else { Sex::Female };
            let family = names.family(custom, &mut dice);
            let name = names.full(family, custom, sex, 1940 + (n as i64 * 7) % 86, &mut dice);
            let words: Vec<&str> = name.split(' ').collect();
            assert!((2..=5).contains(&words.len()), "{name}");
            assert!(words.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase)), "{name}");
            assert!(words.windows(2).all(|pair| pair[0] != pair[1] || pair[0] == family), "{name}");
        }
    }
}
