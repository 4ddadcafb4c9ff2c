//! Households and who lives in them.

use crate::Dice;
use crate::district::{Hamlet, custom};
use crate::names::{Custom, Names, Sex};

/// Someone who lives in a household.
#[derive(Debug, Clone)]
pub struct Person {
    /// Family, middle, given.
    pub name: String,
    /// The year of birth; a few are not known.
    pub birth_year: Option<i64>,
    /// As in the book.
    pub sex: Sex,
    /// To the head, as the book says it.
    pub relation: &'static str,
}

/// A household as it stands in the hamlet's book; the head comes first.
#[derive(Debug, Clone)]
pub struct Family {
    /// "Tổ tự quản 3": neighbours who look after each other.
    pub cluster: String,
    /// Head first.
    pub people: Vec<Person>,
    /// How their names are given.
    pub custom: Custom,
}

/// Neighbours of one self-governing group.
const CLUSTER: u32 = 30;
/// Households of 1, 2, 3 … people: 4.2 on average.
const SIZES: &[u32] = &[4, 12, 17, 26, 20, 13, 6, 2];

struct Maker<'a> {
    names: &'a Names,
    dice: Dice,
    custom: Custom,
    family: &'static str,
    year: i64,
    people: Vec<Person>,
}

impl Family {
    /// Household number `number` of a hamlet, the same at every call.
    pub fn generate(seed: u64, year: i64, names: &Names, at: usize, hamlet: &Hamlet, number: u32) -> Self {
        let mut dice = Dice::new(seed, "family", ((at as u64) << 32) | u64::from(number));
        let custom = custom(hamlet.khmer, hamlet.commune == 0, &mut dice);
        let family = names.family(custom, &mut dice);
        let size = dice.weighted(SIZES) + 1;
        let mut maker = Maker { names, dice, custom, family, year, people: Vec::with_capacity(size) };
        maker.fill(size);
        Self { cluster: format!("Tổ tự quản {}", number / CLUSTER + 1), people: maker.people, custom }
    }
}

impl Maker<'_> {
    fn fill(&mut self, size: usize) {
        let alone = size == 1;
        let sex = if self.dice.chance(if alone { 0.35 } else { 0.74 }) { Sex::Male } else { Sex::Female };
        let age = self.dice.around(if alone { 62.0 } else { 51.0 }, 22.0).clamp(24.0, 92.0) as i64;
        let born = self.year - age;
        self.add(self.family, sex, born, "chủ hộ");
        if size > 1 && self.dice.chance(if sex == Sex::Male { 0.9 } else { 0.55 }) {
            let relation = if sex == Sex::Male { "vợ" } else { "chồng" };
            let years = self.dice.between(-3, 6);
            let family = self.names.family(self.custom, &mut self.dice);
            self.add(family, sex.other(), born + if sex == Sex::Male { years } else { -years }, relation);
        }
        if size > 3 && age < 58 && self.dice.chance(0.3) {
            let (relation, sex) = if self.dice.chance(0.7) { ("mẹ", Sex::Female) } else { ("cha", Sex::Male) };
            let older = self.dice.between(21, 34);
            let family = if sex == Sex::Male { self.family } else { self.names.family(self.custom, &mut self.dice) };
            self.add(family, sex, born - older, relation);
        }
        while self.people.len() < size {
            self.younger(age, born, size);
        }
    }

    /// A child, a child's wife or husband, or a grandchild, as the head's age allows.
    fn younger(&mut self, age: i64, born: i64, size: usize) {
        let left = size - self.people.len();
        let sex = if self.dice.chance(0.51) { Sex::Male } else { Sex::Female };
        let grown = self.people.iter().filter(|p| p.relation == "con").count();
        let married = self.people.iter().any(|p| p.relation == "con dâu" || p.relation == "con rể");
        if age >= 52 && grown > 0 && !married && left > 1 {
            let (relation, sex) =
                if self.dice.chance(0.75) { ("con dâu", Sex::Female) } else { ("con rể", Sex::Male) };
            let (family, years) = (self.names.family(self.custom, &mut self.dice), self.dice.between(22, 30));
            return self.add(family, sex, born + years, relation);
        }
        if age >= 46 && married {
            let years = self.dice.between(46, age.clamp(46, 62));
            return self.add(self.family, sex, (born + years).min(self.year - 1), "cháu");
        }
        let years = self.dice.between(19, age.clamp(20, 38));
        self.add(self.family, sex, (born + years).min(self.year - 1), "con");
    }

    fn add(&mut self, family: &str, sex: Sex, born: i64, relation: &'static str) {
        let born = born.max(self.year - 101);
        let name = self.names.full(family, self.custom, sex, born, &mut self.dice);
        // The year of an old person or of a hurried entry is not always known.
        let known = !self.dice.chance(if self.year - born > 70 { 0.06 } else { 0.012 });
        self.people.push(Person { name, birth_year: known.then_some(born), sex, relation });
    }
}
