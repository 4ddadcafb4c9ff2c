//! Conflicts on their way to being settled.

use std::collections::HashMap;

use base::{Instant, Uuid};
use db::{Result, Tx};
use serde_json::Value;

use super::ids;

/// A conflict as far as settling needs to know.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The hamlet on whose list it is.
    pub hamlet: Uuid,
    /// The household that it is about, or whose resident it is about.
    pub household: Option<Uuid>,
    /// The resident, where it is about one.
    pub resident: Option<Uuid>,
    /// Which field.
    pub field: String,
    /// The value that lost.
    pub lost: Value,
    /// It was settled already, and for the value that had lost.
    pub settled_lost: Option<bool>,
    /// By whom.
    pub settled_by: Option<String>,
    /// It was settled just now: by whom, and the list's revision.
    pub written: Option<(Uuid, i64)>,
}

/// Conflicts by id.
pub fn conflicts(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<HashMap<Uuid, Conflict>> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.all(
        "select c.id, c.hamlet, case when c.subject_kind = 'household' then c.subject else p.household end, p.id, c.field,
           c.lost_value, c.settled_value, a.name, c.settled_at
         from {rows:$1} join conflict c on c.part = $2 and c.id = uuid(r.value->>0)
         left join resident p on p.part = c.part and p.id = c.subject and c.subject_kind = 'resident'
         left join account a on a.part = c.part and a.id = c.settled_by",
        &[ids(wanted)?, part.into()],
        |row| {
            let lost: Option<String> = row.get(5)?;
            let settled: Option<i64> = row.get(8)?;
            let word: Option<String> = row.get(6)?;
            let conflict = Conflict {
                hamlet: row.get(1)?,
                household: row.get(2)?,
                resident: row.get(3)?,
                field: row.get(4)?,
                lost: lost.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
                settled_lost: settled.map(|_| word.as_deref() == Some("lost")),
                settled_by: row.get(7)?,
                written: None,
            };
            Ok((row.get(0)?, conflict))
        },
    )?;
    Ok(found.into_iter().collect())
}

/// Writes down which conflicts were settled, how, and by whom.
pub fn write_settled(tx: &mut Tx<'_>, part: i64, now: Instant, conflicts: &HashMap<Uuid, Conflict>) -> Result<()> {
    let mut rows = Vec::new();
    for (id, conflict) in conflicts {
        let (Some((by, revision)), Some(lost)) = (conflict.written, conflict.settled_lost) else { continue };
        rows.push((*id, by, if lost { "lost" } else { "kept" }, revision));
    }
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|row| row.3);
    tx.exec(
        "update conflict set settled_at = $3,
           settled_by = (select uuid(r.value->>1) from {rows:$1} where uuid(r.value->>0) = conflict.id),
           settled_value = (select r.value->>2 from {rows:$1} where uuid(r.value->>0) = conflict.id),
           revision = (select cast(r.value->>3 as bigint) from {rows:$1} where uuid(r.value->>0) = conflict.id)
         where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
        &[db::json(&rows)?, part.into(), now.into()],
    )?;
    Ok(())
}
