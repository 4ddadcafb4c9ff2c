//! Taking figures in.

use std::collections::HashMap;

use access::Scope;
use api::Seen;
use audit::{Chain, Entry};
use base::{Day, Instant, Uuid};
use db::Tx;

use super::model::Entering;
use super::read::{indicator, place};
use super::rules::{self, Refusal, Standing};
use super::store::{self, Batch, Line};
use crate::rules::Refused;

/// Who enters figures, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Whose name stands by them.
    pub scope: &'a Scope,
    /// The moment.
    pub now: Instant,
}

/// Keeps figures of one indicator and period for a unit and those directly below, and says how many were new. Whoever calls
/// has found that the indicator is theirs there.
pub fn keep(tx: &mut Tx<'_>, by: By<'_>, seen: &Seen, (code, asked): (&str, &Entering)) -> Result<usize, Refusal> {
    let (one, today) = (indicator(code)?, Day::of(by.now));
    let period = rules::period(one, Some(&asked.period), today)?;
    let day = asked.as_of.as_deref().map(str::parse::<Day>).transpose();
    let as_of = rules::as_of(one, &period, day.unwrap_or(Some(period.from.plus(-1))), today)?;
    let document = rules::document(&asked.document)?;
    let place = place(tx, seen)?;
    let parts: HashMap<Uuid, i64> = place.below.iter().chain([&place.unit]).map(|unit| (unit.id, unit.part)).collect();
    for row in &asked.rows {
        if !parts.contains_key(&row.unit) {
            return Err(Refusal::NotHere);
        }
        if one.field(&row.item).is_none() {
            let known = one.items_for(&[]).join(", ");
            let item = row.item.chars().take(40).collect();
            return Err(Refused::ItemUnknown { indicator: code.into(), item, known }.into());
        }
    }
    let sent = store::sent(tx, place.map, place.unit.id, &[(code, &period.key)])?;
    let standing: Standing<'_> = sent
        .iter()
        .filter_map(|((_, unit, item), revisions)| Some(((*unit, item.as_str()), revisions.last()?)))
        .collect();
    let changed = rules::changes(one, &asked.rows, &standing, (&by.scope.name, &document))?;
    let lines: Vec<Line<'_>> = changed
        .iter()
        .filter_map(|row| {
            let part = *parts.get(&row.unit)?;
            Some(Line { part, unit: row.unit, item: &row.item, revision: row.saw + 1, value: row.value })
        })
        .collect();
    if lines.is_empty() {
        return Ok(0);
    }
    let batch = Batch {
        indicator: code,
        period: &period.key,
        as_of,
        document: &document,
        sender: &by.scope.name,
        account: by.scope.account,
        at: by.now,
    };
    store::add(tx, &batch, &lines)?;
    let fields = format!("indicator={code} period={} figures={}", period.key, lines.len());
    let entry = Entry { fields, ..Entry::plain(by.now, Some(by.scope.account), "figure.enter", Some(place.unit.id)) };
    audit::append(tx, place.unit.part, Chain::Organisation, vec![entry])?;
    Ok(lines.len())
}
