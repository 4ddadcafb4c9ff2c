//! Poverty, ethnicity and residents' phones in a list: counts a hamlet are kept, values of one household or resident only where
//! the officer said by what right (Law on personal data protection 91/2025/QH15, articles 9 and 19).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Instant, Uuid, fold};
use db::Result;
use db::Tx;
use org::upload::HamletCount;
use places::Unit;
use roster::{About, Record};

use super::plan::Plan;
use crate::store::protected as store;

/// What a list says of what is protected.
#[derive(Default)]
pub(super) struct Protected {
    /// By hamlet, kind and item: how many.
    counts: BTreeMap<(Uuid, &'static str, String), i64>,
    /// Hamlet; subject, household, field, value.
    values: Vec<(Uuid, OfOne)>,
}

/// Subject, household, field, value.
type OfOne = (Uuid, Uuid, &'static str, String);

/// What a household's rows say of its poverty, and which household it is in the book.
#[derive(Default)]
struct Poverty {
    item: Option<&'static str>,
    household: Option<Uuid>,
}

/// Reads it from the rows that are not left out.
pub(super) fn read(records: &[Record], hamlets: &HashMap<String, Unit>, plan: &Plan) -> Protected {
    let mut found = Protected::default();
    let rows = records.iter().enumerate().filter(|(_, record)| record.about != About::Sheet);
    let rows = rows.filter(|(at, _)| !matches!(plan.outcomes.get(at), Some(org::lists::Outcome::LeftOut { .. })));
    let mut homes: BTreeMap<(Uuid, String), Poverty> = BTreeMap::new();
    for (at, record) in rows {
        let Some(hamlet) = hamlets.get(&record.hamlet).map(|unit| unit.id) else { continue };
        let placed = plan.placed.get(&at);
        if let Some(text) = record.extra.get("ethnicity") {
            let name = ethnicity(text);
            found.values.extend(placed.map(|(home, resident)| (hamlet, (*resident, *home, "ethnicity", name.clone()))));
            *found.counts.entry((hamlet, "ethnicity", name)).or_default() += 1;
        }
        let phone = Some(&record.phone).filter(|phone| !phone.is_empty());
        found
            .values
            .extend(placed.zip(phone).map(|((home, id), phone)| (hamlet, (*id, *home, "phone", phone.clone()))));
        // A household without a number is one by itself: nobody else speaks for it.
        let number = Some(&record.household_no).filter(|number| !number.is_empty());
        let key = number.map_or_else(|| format!("{}\n{}", record.sheet, record.source_row), Clone::clone);
        let asked = ["poor", "near_poor", "poverty"].iter().any(|field| record.extra.contains_key(*field));
        let known = homes.contains_key(&(hamlet, key.clone()));
        let begins = number.is_some() || record.about == About::Household || record.relation == "Chủ hộ";
        if asked && (known || begins) {
            let home = homes.entry((hamlet, key)).or_default();
            home.item = worse(home.item, poverty(record));
            home.household = home.household.or(placed.map(|(household, _)| *household));
        }
    }
    for ((hamlet, _), Poverty { item: poverty, household }) in homes {
        let item = poverty.unwrap_or("unknown");
        *found.counts.entry((hamlet, "poverty", item.to_owned())).or_default() += 1;
        found.values.extend(household.zip(poverty).map(|(id, item)| (hamlet, (id, id, "poverty", item.to_owned()))));
    }
    found
}

impl Protected {
    /// The counts, with the hamlets' names.
    pub fn counts(&self, hamlets: &HashMap<String, Unit>) -> Vec<HamletCount> {
        let names: HashMap<Uuid, &str> = hamlets.values().map(|unit| (unit.id, unit.full_name.as_str())).collect();
        let shown = |((hamlet, kind, item), count): (&(Uuid, &'static str, String), &i64)| HamletCount {
            hamlet: names.get(hamlet).map(|name| (*name).to_owned()).unwrap_or_default(),
            kind,
            item: item.clone(),
            count: *count,
        };
        self.counts.iter().map(shown).collect()
    }

    /// Whether it says anything that is not kept already.
    pub fn is_news(&self, tx: &mut Tx<'_>, part: i64, with_values: bool) -> Result<bool> {
        let hamlets: BTreeSet<Uuid> = self.counts.keys().map(|(hamlet, ..)| *hamlet).collect();
        let hamlets: BTreeSet<Uuid> = hamlets.into_iter().chain(self.values.iter().map(|value| value.0)).collect();
        let hamlets: Vec<Uuid> = hamlets.into_iter().collect();
        let known: BTreeMap<(Uuid, String, String), i64> = store::counts(tx, part, &hamlets)?
            .into_iter()
            .map(|one| ((one.hamlet, one.kind, one.item), one.count))
            .collect();
        let said = |((hamlet, kind, item), count): (&(Uuid, &'static str, String), &i64)| {
            known.get(&(*hamlet, (*kind).to_owned(), item.clone())) == Some(count)
        };
        if !self.counts.iter().all(said) {
            return Ok(true);
        }
        if !with_values || self.values.is_empty() {
            return Ok(false);
        }
        let known = store::values(tx, part, &hamlets)?;
        let mut values = self.values.iter();
        Ok(values
            .any(|(_, (subject, _, field, value))| !known.contains(&(*subject, (*field).to_owned(), value.clone()))))
    }

    /// Keeps the counts, and the values where there is a basis.
    pub fn keep(&self, tx: &mut Tx<'_>, (part, list, now): (i64, Uuid, Instant), with_values: bool) -> Result<()> {
        let counts: Vec<_> =
            self.counts.iter().map(|((hamlet, kind, item), count)| (hamlet, kind, item, count)).collect();
        store::put_counts(tx, (part, list), &counts)?;
        if !with_values {
            return Ok(());
        }
        let raised = store::raise(tx, part, self.values.iter().map(|value| value.0).collect())?;
        for (hamlet, revision) in raised {
            let of_hamlet = self.values.iter().filter(|value| value.0 == hamlet).map(|value| value.1.clone());
            store::put_values(tx, (part, list, now, revision), &of_hamlet.collect::<Vec<_>>())?;
        }
        Ok(())
    }
}

/// "KINH" and "kinh" are one.
fn ethnicity(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let mut chars = word.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// poor, near_poor, none; None where the row does not say or contradicts itself.
fn poverty(record: &Record) -> Option<&'static str> {
    let marked = |key: &str| record.extra.get(key).map(|value| value == "1");
    match (marked("poor"), marked("near_poor")) {
        (Some(true), Some(true)) => return None,
        (Some(true), _) => return Some("poor"),
        (_, Some(true)) => return Some("near_poor"),
        (None, None) => {}
        _ => return Some("none"),
    }
    let text = fold(record.extra.get("poverty")?);
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(match () {
        () if says(&["khong", "thoat"]) => "none",
        () if says(&["can ngheo"]) || text == "cn" => "near_poor",
        () if says(&["ngheo"]) || text == "n" => "poor",
        () => "none",
    })
}

/// Of two rows of one household the one that says more.
fn worse(a: Option<&'static str>, b: Option<&'static str>) -> Option<&'static str> {
    const ORDER: [&str; 3] = ["none", "near_poor", "poor"];
    a.into_iter().chain(b).max_by_key(|item| ORDER.iter().position(|known| known == item))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, &str)]) -> Option<&'static str> {
        let mut record = Record::named("Danh Sol");
        record.extra = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        poverty(&record)
    }

    #[test]
    fn poverty_is_read_from_marks_and_words() {
        assert_eq!(said(&[("poor", "1"), ("near_poor", "0")]), Some("poor"));
        assert_eq!(said(&[("poor", "0"), ("near_poor", "1")]), Some("near_poor"));
        assert_eq!(said(&[("poor", "0"), ("near_poor", "0")]), Some("none"));
        assert_eq!(said(&[("poor", "1"), ("near_poor", "1")]), None);
        for (text, item) in [("Cận nghèo", "near_poor"), ("Hộ nghèo", "poor"), ("Không", "none"), ("TB", "none")]
        {
            assert_eq!(said(&[("poverty", text)]), Some(item), "{text}");
        }
        assert_eq!(said(&[]), None);
        assert_eq!((ethnicity("KHMER").as_str(), ethnicity("ê đê").as_str()), ("Khmer", "Ê Đê"));
    }
}
