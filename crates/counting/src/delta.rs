use std::collections::HashMap;

use base::{Bucket, Day, PeriodKind, Uuid};

/// The columns of a figure: the total, and its marginals by sex and age group ("not known" a column of its own).
pub const COLUMNS: [&str; 9] =
    ["total", "male", "female", "sex_unknown", "age_0_17", "age_18_39", "age_40_59", "age_60", "age_unknown"];

/// One value for each of [`COLUMNS`].
pub type Columns = [i64; 9];

/// Where a figure is kept: with an atom, or directly with a unit (a commune's own team).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The smallest piece of land.
    Atom(Uuid),
    /// A unit above the hamlet.
    Unit(Uuid),
}

/// What one number is about: place, indicator, item ('' where it has none) and bucket (a day, a period, 'all').
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Where.
    pub place: Place,
    /// The indicator's code in the catalogue.
    pub indicator: &'static str,
    /// Its part, such as a skill.
    pub item: String,
    /// A day, a period of the calendar, or 'all'.
    pub bucket: Bucket,
}

/// The person behind a fact, as far as the breakdowns need to know: sex and age group on the fact's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// 'm', 'f' or '' for not known.
    pub sex: &'static str,
    /// '0_17', '18_39', '40_59', '60' or '' for not known.
    pub age: &'static str,
}

impl Group {
    /// The group of a person on a day. Only the birth year is known, so an age is that of the year's end.
    pub fn of(sex: Option<&str>, birth_year: Option<i64>, day: Day) -> Self {
        let sex = match sex {
            Some("m") => "m",
            Some("f") => "f",
            _ => "",
        };
        let age = match birth_year.map(|year| i64::from(day.year()) - year) {
            None => "",
            Some(..=17) => "0_17",
            Some(18..=39) => "18_39",
            Some(40..=59) => "40_59",
            Some(_) => "60",
        };
        Self { sex, age }
    }

    /// The group with the texts that a row holds; anything else counts as not known.
    pub fn from_text(sex: &str, age: &str) -> Self {
        let known = |all: [&'static str; 4], text: &str| all.into_iter().find(|k| *k == text).unwrap_or("");
        Self { sex: known(["m", "f", "", ""], sex), age: known(["0_17", "18_39", "40_59", "60"], age) }
    }

    /// `count` persons of this group, in all columns.
    pub fn columns(self, count: i64) -> Columns {
        let mut columns = plain(count);
        columns[match self.sex {
            "m" => 1,
            "f" => 2,
            _ => 3,
        }] = count;
        columns[match self.age {
            "0_17" => 4,
            "18_39" => 5,
            "40_59" => 6,
            "60" => 7,
            _ => 8,
        }] = count;
        columns
    }
}

/// `count` things that have neither sex nor age.
pub fn plain(count: i64) -> Columns {
    [count, 0, 0, 0, 0, 0, 0, 0, 0]
}

/// A sum of signed changes. What cancels out is not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deltas {
    sums: HashMap<Key, Columns>,
    taking_away: bool,
}

impl Deltas {
    /// Adds one change.
    pub fn add(&mut self, key: Key, columns: &Columns) {
        let sign = if self.taking_away { -1 } else { 1 };
        let sum = self.sums.entry(key).or_default();
        for (sum, value) in sum.iter_mut().zip(columns) {
            *sum += sign * value;
        }
    }

    /// What `counted` adds is taken away instead.
    pub fn take_away(&mut self, counted: impl FnOnce(&mut Self)) {
        self.taking_away = !self.taking_away;
        counted(self);
        self.taking_away = !self.taking_away;
    }

    /// A *flow*: it adds over days, so the day and its month are kept.
    pub fn flow(&mut self, place: Place, indicator: &'static str, item: &str, day: Day, columns: &Columns) {
        for bucket in [Bucket::Day(day), Bucket::of(PeriodKind::Month, day)] {
            self.add(Key { place, indicator, item: item.into(), bucket }, columns);
        }
    }

    /// A *stock*: a running sum of signed daily changes; 'all' is where it stands now.
    pub fn stock(&mut self, place: Place, indicator: &'static str, item: &str, day: Day, columns: &Columns) {
        for bucket in [Bucket::Day(day), Bucket::All] {
            self.add(Key { place, indicator, item: item.into(), bucket }, columns);
        }
    }

    /// A subject under the *latest* day on which it was reached; no other bucket is kept.
    pub fn latest(&mut self, place: Place, indicator: &'static str, day: Day, columns: &Columns) {
        self.add(Key { place, indicator, item: String::new(), bucket: Bucket::Day(day) }, columns);
    }

    /// A *distinct* subject, reached on `day` and before that last on `previous`: it counts in every period of the
    /// calendar that contains the day and not the previous one.
    pub fn distinct(
        &mut self,
        place: Place,
        indicator: &'static str,
        item: &str,
        (day, previous): (Day, Option<Day>),
        columns: &Columns,
    ) {
        let before = previous.map(Bucket::periods_of);
        for (at, bucket) in Bucket::periods_of(day).into_iter().enumerate() {
            if before.is_none_or(|before| before[at] != bucket) {
                self.add(Key { place, indicator, item: item.into(), bucket }, columns);
            }
        }
    }

    /// The changes that are not nothing, in the order of their keys.
    pub fn changes(&self) -> Vec<(&Key, &Columns)> {
        let mut changes: Vec<_> = self.sums.iter().filter(|(_, columns)| columns.iter().any(|v| *v != 0)).collect();
        changes.sort_unstable_by_key(|(key, _)| *key);
        changes
    }
}
