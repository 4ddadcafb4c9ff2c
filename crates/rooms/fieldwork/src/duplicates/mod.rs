//! Households of a hamlet that may be one, and people of a household that may be: who looks at what, and why. Only those that
//! share a key are compared; nothing is merged by itself.

mod found;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use base::{Day, Uuid, fold};
use places::name_key;
use serde::Serialize;
use utoipa::ToSchema;

use org::likeness::{MAYBE, likeness};

pub use found::{Duplicates, found};

/// From here on two households are shown.
const SHOWN: f64 = 0.5;
/// A name that so many of a hamlet bear tells nothing by itself.
const COMMON: usize = 40;
/// Made within so many days of each other: by two who were there in the same week.
const NEAR: i64 = 3;

/// Somebody of a household, as they count.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardPerson {
    /// The resident.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Year of birth, if known.
    pub birth_year: Option<i64>,
    /// 'm' or 'f', if known.
    pub sex: Option<String>,
    /// To the head.
    pub relation: String,
    /// The head of the household.
    pub head: bool,
}

/// A household as it is laid beside another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Card {
    /// The household.
    pub id: Uuid,
    /// Its hamlet.
    #[serde(skip)]
    pub hamlet: Uuid,
    /// What people call it.
    pub name: String,
    /// Its self-managed cluster.
    pub cluster: String,
    /// How to find it.
    pub note: String,
    /// How many; null: not asked.
    pub smartphones: Option<i64>,
    /// How many; null: not asked.
    pub computers: Option<i64>,
    /// 'none' or 'fixed'; null: not asked.
    pub line: Option<String>,
    /// 'none', 'weak' or 'good'; null: not asked.
    pub signal: Option<String>,
    /// In the book from this day.
    #[schema(value_type = String)]
    pub made_on: Day,
    /// The day of the last visit.
    #[schema(value_type = Option<String>)]
    pub last_visit: Option<Day>,
    /// How many visits stand.
    pub visits: i64,
    /// Who lives there.
    pub residents: Vec<CardPerson>,
}

/// Why two seem to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The heads bear the same name.
    HeadName,
    /// The heads bear the same name without its marks.
    HeadNameFolded,
    /// The heads are born in the same year.
    BirthYear,
    /// Others have the same name, and no other year of birth.
    Residents,
    /// They are called the same.
    HouseholdName,
    /// They are in the same cluster.
    Cluster,
    /// They were made within a few days.
    MadeNear,
}

/// Two that may be one; where both are the same household two of its people may be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Pair {
    /// The hamlet.
    pub hamlet: Uuid,
    /// Its name.
    pub hamlet_name: String,
    /// From 0 to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<Likeness>,
    /// The one that would stand: it has more visits, or its name has its marks, or it is older.
    pub one: Card,
    /// The one that would go into it.
    pub other: Card,
    /// Who of the other would be whom: [[resident of the other, resident of the one], …].
    #[schema(value_type = Vec<Vec<Uuid>>)]
    pub residents: Vec<(Uuid, Uuid)>,
}

/// The pairs among these households that nobody said are two, the likeliest first.
pub fn pairs(cards: &[Card], apart: &HashSet<(Uuid, Uuid)>) -> Vec<Pair> {
    let apart = |a: Uuid, b: Uuid| apart.contains(&(a.min(b), a.max(b)));
    let mut found: Vec<Pair> = Vec::new();
    for (a, b) in candidates(cards) {
        let (a, b) = (&cards[a], &cards[b]);
        if apart(a.id, b.id) {
            continue;
        }
        let (score, reasons) = compare(a, b);
        if score >= SHOWN {
            let (one, other) = if worth(b) <= worth(a) { (a, b) } else { (b, a) };
            found.push(pair((score, reasons), one, other, matched(other, one)));
        }
    }
    for card in cards {
        for (at, one) in card.residents.iter().enumerate() {
            let same = |other: &&CardPerson| alike(other, one) > MAYBE && !apart(one.id, other.id);
            if let Some(other) = card.residents[at + 1..].iter().find(same) {
                found.push(pair((alike(other, one), Vec::new()), card, card, vec![(other.id, one.id)]));
            }
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.one.id.cmp(&b.one.id)).then(a.other.id.cmp(&b.other.id)));
    found
}

/// Of two, the greater stands: the one with more visits, then the one that is spelled with its marks, then the older.
fn worth(card: &Card) -> (i64, bool, std::cmp::Reverse<Day>, std::cmp::Reverse<Uuid>) {
    (card.visits, !card.name.is_ascii(), std::cmp::Reverse(card.made_on), std::cmp::Reverse(card.id))
}

fn pair((score, reasons): (f64, Vec<Likeness>), one: &Card, other: &Card, residents: Vec<(Uuid, Uuid)>) -> Pair {
    let score = (score * 100.0).round() / 100.0;
    let (one, other) = (one.clone(), other.clone());
    Pair { hamlet: one.hamlet, hamlet_name: String::new(), score, reasons, one, other, residents }
}

/// Pairs that share a key, each once: (earlier, later).
fn candidates(cards: &[Card]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<(Uuid, String), Vec<usize>> = BTreeMap::new();
    for (at, card) in cards.iter().enumerate() {
        let people =
            card.residents.iter().filter_map(|one| Some(format!("{} {}", fold(bare(&one.name)), one.birth_year?)));
        let names = head(card).map(|head| fold(bare(&head.name))).into_iter().chain([called(&card.name)]);
        let keys: BTreeSet<String> = names.chain(people).collect();
        for key in keys {
            blocks.entry((card.hamlet, key)).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values().filter(|block| block.len() <= COMMON) {
        for (n, a) in block.iter().enumerate() {
            pairs.extend(block[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs
}

fn head(card: &Card) -> Option<&CardPerson> {
    card.residents.iter().find(|one| one.head).or(card.residents.first())
}

/// Words of address, as people write them before a name.
const ADDRESS: [&str; 11] = ["ho", "ong", "ba", "anh", "chi", "co", "chu", "bac", "cau", "di", "em"];

/// A name without the words of address before it, as long as so many words are left.
fn without_address(name: &str, least: usize) -> &str {
    let mut rest = name.trim();
    while let Some((first, more)) = rest.split_once(char::is_whitespace) {
        if !ADDRESS.contains(&fold(first).as_str()) || more.split_whitespace().count() < least {
            break;
        }
        rest = more.trim_start();
    }
    rest
}

/// What a household is called: "Bà Tư" and "Tư" are one.
fn called(name: &str) -> String {
    fold(without_address(name, 1))
}

/// A person's full name: who types "ba Ly Thi Kem" means no Mr or Ms Ba.
fn bare(name: &str) -> &str {
    without_address(name, 2)
}

fn alike(a: &CardPerson, b: &CardPerson) -> f64 {
    likeness((bare(&a.name), a.birth_year), (bare(&b.name), b.birth_year))
}

fn compare(a: &Card, b: &Card) -> (f64, Vec<Likeness>) {
    let mut score = 0.0;
    let mut reasons = Vec::new();
    let mut add = |by: f64, reason: Likeness| {
        score += by;
        reasons.push(reason);
    };
    if let (Some(one), Some(other)) = (head(a), head(b)) {
        if name_key(bare(&one.name)) == name_key(bare(&other.name)) {
            add(0.3, Likeness::HeadName);
        } else if fold(bare(&one.name)) == fold(bare(&other.name)) {
            add(0.25, Likeness::HeadNameFolded);
        }
        if one.birth_year.is_some() && one.birth_year == other.birth_year {
            add(0.2, Likeness::BirthYear);
        }
        let others = |card: &Card, head: Uuid| -> Vec<CardPerson> {
            card.residents.iter().filter(|person| person.id != head).cloned().collect()
        };
        let theirs = others(b, other.id);
        let shared =
            others(a, one.id).iter().filter(|person| theirs.iter().any(|known| alike(person, known) > MAYBE)).count();
        if shared > 0 {
            add(0.2 * shared.min(2) as f64, Likeness::Residents);
        }
    }
    if called(&a.name) == called(&b.name) {
        add(0.2, Likeness::HouseholdName);
    }
    if !a.cluster.is_empty() && fold(&a.cluster) == fold(&b.cluster) {
        add(0.05, Likeness::Cluster);
    }
    if a.made_on.since(b.made_on).abs() <= NEAR {
        add(0.05, Likeness::MadeNear);
    }
    let years = |card| head(card).and_then(|head| head.birth_year);
    if let (Some(one), Some(other)) = (years(a), years(b)) {
        // Two of one name in one place are common; born years apart they are two.
        if (one - other).abs() > 2 {
            score -= 0.3;
        }
    }
    (score.clamp(0.0, 1.0), reasons)
}

/// Who of one household is surely enough whom of the other, each once.
fn matched(from: &Card, into: &Card) -> Vec<(Uuid, Uuid)> {
    let mut all: Vec<(f64, Uuid, Uuid)> = Vec::new();
    for one in &from.residents {
        all.extend(
            into.residents.iter().map(|other| (alike(one, other), one.id, other.id)).filter(|found| found.0 > MAYBE),
        );
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(Uuid, Uuid)> = Vec::new();
    for (_, one, other) in all {
        if !pairs.iter().any(|pair| pair.0 == one || pair.1 == other) {
            pairs.push((one, other));
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
