use std::collections::HashMap;

use access::handset::{self, Handset, Silent};
use base::{Day, Instant, Uuid};
use db::{Result, Row, Tx, args};
use places::{Tier, Unit};
use serde_json::{Value, json};

/// The open entries under a unit: refused, quarantine (with what was handed over), conflicts, who is silent, and phones off
/// the list that still hold work.
pub fn attention(tx: &mut Tx<'_>, unit: &Unit, today: Day) -> Result<[Vec<Value>; 5]> {
    let hamlets = hamlets_of_unit(tx, unit)?;
    let mut lists: [Vec<Value>; 5] = Default::default();
    let mut parts: Vec<i64> = hamlets.iter().map(|hamlet| hamlet.1).collect();
    parts.sort_unstable();
    parts.dedup();
    for part in parts {
        let ids: Vec<[Uuid; 1]> = hamlets.iter().filter(|hamlet| hamlet.1 == part).map(|hamlet| [hamlet.0]).collect();
        let name = |id: Uuid| hamlets.iter().find(|hamlet| hamlet.0 == id).map(|hamlet| hamlet.2.clone());
        let entries = tx.all(ATTENTION, &[db::json(&ids)?, part.into()], entry)?;
        let about = names(tx, part, entries.iter().filter_map(|(_, _, entry)| subject(entry)).collect())?;
        for (hamlet, kind, mut entry) in entries {
            entry["hamlet_name"] = json!(name(hamlet));
            entry["subject_name"] = json!(subject(&entry).and_then(|household| about.get(&household)));
            lists[usize::from(kind != "refused")].push(entry);
        }
        for (hamlet, mut entry) in tx.all(CONFLICTS, &[db::json(&ids)?, part.into()], conflict)? {
            entry["hamlet_name"] = json!(name(hamlet));
            lists[2].push(entry);
        }
        let handsets = handset::of_hamlets(tx, part, &ids.iter().map(|id| id[0]).collect::<Vec<_>>())?;
        lists[3].extend(handset::silent(&handsets, today).iter().map(|one| silent(one, name(one.unit))));
        lists[4].extend(handset::lost(&handsets).into_iter().map(|one| lost(one, name(one.unit))));
    }
    Ok(lists)
}

/// The hamlets of a unit, itself if it is one: (hamlet, part, name).
pub(super) fn hamlets_of_unit(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<(Uuid, i64, String)>> {
    if unit.tier == Tier::Hamlet {
        return Ok(vec![(unit.id, unit.part, unit.full_name.clone())]);
    }
    let map = places::store::map_in_force(tx)?;
    let below = places::store::hamlets_under(tx, map, unit.id)?;
    Ok(below.into_iter().map(|hamlet| (hamlet.id, hamlet.part, hamlet.full_name)).collect())
}

/// The household that an entry's work is about. The body may be of any form: it was not judged, or refused.
fn subject(entry: &Value) -> Option<Uuid> {
    entry["body"]["household"].as_str()?.parse().ok()
}

fn names(tx: &mut Tx<'_>, part: i64, mut households: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    households.sort_unstable();
    households.dedup();
    let named = tx.all(
        "select h.id, h.name from {rows:$1} join household h on h.part = $2 and h.id = uuid(r.value->>0)",
        &[super::ids(&households)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(named.into_iter().collect())
}

const ATTENTION: &str = "
select t.id, t.hamlet, t.kind, t.operation, o.kind, a.name, t.made_at, o.reason, o.reason_params, o.body
from (select uuid(r.value->>0) as id from {rows:$1}) h
join attention t on t.part = $2 and t.hamlet = h.id and t.settled_at is null
join operation o on o.part = t.operation_part and o.id = t.operation
left join account a on a.part = t.operation_part and a.id = t.author
order by t.made_at desc limit 500";

const CONFLICTS: &str = "
select c.id, c.hamlet, c.subject_kind, c.subject, c.field, c.kept_value, c.lost_value, c.found_at,
  coalesce(hh.name, p.name)
from (select uuid(r.value->>0) as id from {rows:$1}) h
join conflict c on c.part = $2 and c.hamlet = h.id and c.settled_at is null
left join household hh on hh.part = c.part and hh.id = c.subject
left join resident p on p.part = c.part and p.id = c.subject
order by c.found_at desc limit 500";

fn parsed(row: &Row<'_>, index: usize) -> Result<Value> {
    let text: Option<String> = row.get(index)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn entry(row: &Row<'_>) -> Result<(Uuid, String, Value)> {
    let (hamlet, kind): (Uuid, String) = (row.get(1)?, row.get(2)?);
    let params = parsed(row, 8)?;
    let shown = json!({
        "id": row.get::<Uuid>(0)?,
        "kind": kind,
        "hamlet": hamlet,
        "operation": row.get::<Uuid>(3)?,
        "op_kind": row.get::<String>(4)?,
        "author_name": row.get::<Option<String>>(5)?,
        "at": Instant(row.get(6)?).millis(),
        "reason": { "code": row.get::<Option<String>>(7)?, "params": params.get(0).cloned().unwrap_or_default() },
        "body": parsed(row, 9)?,
    });
    Ok((hamlet, kind, shown))
}

fn conflict(row: &Row<'_>) -> Result<(Uuid, Value)> {
    let hamlet: Uuid = row.get(1)?;
    let shown = json!({
        "id": row.get::<Uuid>(0)?,
        "hamlet": hamlet,
        "subject_kind": row.get::<String>(2)?,
        "subject": row.get::<Uuid>(3)?,
        "subject_name": row.get::<Option<String>>(8)?,
        "field": row.get::<String>(4)?,
        "kept": parsed(row, 5)?,
        "lost": parsed(row, 6)?,
        "at": Instant(row.get(7)?).millis(),
    });
    Ok((hamlet, shown))
}

fn silent(one: &Silent, hamlet_name: Option<String>) -> Value {
    json!({
        "account": one.account, "hamlet": one.unit, "hamlet_name": hamlet_name, "name": one.name,
        "seen_at": one.seen_at.millis(), "held": one.held,
    })
}

fn lost(one: &Handset, hamlet_name: Option<String>) -> Value {
    json!({
        "id": one.device, "account": one.account, "hamlet": one.unit, "hamlet_name": hamlet_name, "name": one.name,
        "label": one.label, "seen_at": one.seen_at.millis(), "held": one.announced,
    })
}

/// Where an open entry stands: (part, hamlet), looked for in these parts.
pub fn attention_place(tx: &mut Tx<'_>, parts: &[i64], id: Uuid) -> Result<Option<(i64, Uuid)>> {
    for part in parts {
        let found = tx.opt(
            "select hamlet from attention where part = $1 and id = $2 and settled_at is null",
            args![*part, id],
            |row| row.get::<Uuid>(0),
        )?;
        if let Some(hamlet) = found {
            return Ok(Some((*part, hamlet)));
        }
    }
    Ok(None)
}
