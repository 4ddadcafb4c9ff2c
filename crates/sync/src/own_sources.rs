//! The streams that are about operations: what came back to its author, and what a leader has to look at.

use std::collections::BTreeMap;

use access::handset;
use base::{Day, Instant, Uuid};
use db::{Result, Row, Tx, args};
use serde_json::{Value, json};

use crate::room::{Record, Source};
use crate::stream::{Kind, Stream};

/// What was returned to an account, or waits.
pub(crate) struct PersonSource;

const RETURNED: &str = "
select id, kind, received_at, fate, reason, reason_params, body, settled_at from operation
where part = $1 and account = $2 and revision > $3 and revision > 0 order by revision";

fn returned(row: &Row<'_>) -> Result<Record> {
    let fate: String = row.get(3)?;
    let stored = row.get::<Option<String>>(5)?.and_then(|text| serde_json::from_str::<(Value, Value)>(&text).ok());
    let (params, mend) = stored.unwrap_or_default();
    let body = row.get::<Option<String>>(6)?.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let settled = row.get::<Option<i64>>(7)?.is_some();
    let content = json!({
        "kind": row.get::<String>(1)?,
        "at": Instant(row.get(2)?).millis(),
        "fate": fate,
        "reason": { "code": row.get::<Option<String>>(4)?, "params": params, "mend": mend },
        "body": body,
    });
    let open = fate != "kept" && !settled;
    Ok(Record { kind: "returned", id: row.get(0)?, content: open.then_some(content) })
}

impl Source for PersonSource {
    fn kind(&self) -> Kind {
        Kind::Person
    }

    fn changes(&self, tx: &mut Tx<'_>, stream: &Stream, since: i64, _today: Day) -> Result<Vec<Record>> {
        tx.all(RETURNED, args![stream.part, stream.subject, since], returned)
    }

    fn page(
        &self,
        tx: &mut Tx<'_>,
        stream: &Stream,
        after: Option<&str>,
        _limit: i64,
        today: Day,
    ) -> Result<Vec<(String, Record)>> {
        if after.is_some() {
            return Ok(Vec::new());
        }
        // What is settled has no content and drops out of a snapshot.
        let records = self.changes(tx, stream, 0, today)?;
        Ok(records.into_iter().map(|record| (record.id.to_string(), record)).collect())
    }

    fn figures(&self, _tx: &mut Tx<'_>, _stream: &Stream, _today: Day) -> Result<Vec<Record>> {
        Ok(Vec::new())
    }
}

/// What a hamlet's leader has to look at.
pub(crate) struct LeadSource;

const ATTENTION: &str = "
select t.id, t.kind, t.operation, o.kind, a.name, t.made_at, o.reason, o.reason_params, o.body, t.settled_at
from attention t
join operation o on o.part = t.operation_part and o.id = t.operation
left join account a on a.part = t.operation_part and a.id = t.author
where t.part = $1 and t.hamlet = $2 and t.revision > $3 order by t.revision";

const CONFLICTS: &str = "
select id, subject_kind, subject, field, kept_value, lost_value, found_at, settled_at from conflict
where part = $1 and hamlet = $2 and revision > $3 order by revision";

fn attention(row: &Row<'_>) -> Result<Record> {
    let parsed = |index| -> Result<Value> {
        let text: Option<String> = row.get(index)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    };
    let params = parsed(7)?;
    let content = json!({
        "kind": row.get::<String>(1)?,
        "operation": row.get::<Uuid>(2)?,
        "op_kind": row.get::<String>(3)?,
        "author_name": row.get::<Option<String>>(4)?,
        "at": Instant(row.get(5)?).millis(),
        "reason": { "code": row.get::<Option<String>>(6)?, "params": params.get(0).cloned().unwrap_or_default() },
        "body": parsed(8)?,
    });
    let open = row.get::<Option<i64>>(9)?.is_none();
    Ok(Record { kind: "attention", id: row.get(0)?, content: open.then_some(content) })
}

fn conflict(row: &Row<'_>) -> Result<Record> {
    let content = json!({
        "subject_kind": row.get::<String>(1)?,
        "subject": row.get::<Uuid>(2)?,
        "field": row.get::<String>(3)?,
        "kept": row.get::<Option<String>>(4)?.and_then(|text| serde_json::from_str::<Value>(&text).ok()),
        "lost": row.get::<Option<String>>(5)?.and_then(|text| serde_json::from_str::<Value>(&text).ok()),
        "at": Instant(row.get(6)?).millis(),
    });
    let open = row.get::<Option<i64>>(7)?.is_none();
    Ok(Record { kind: "conflict", id: row.get(0)?, content: open.then_some(content) })
}

impl Source for LeadSource {
    fn kind(&self) -> Kind {
        Kind::Lead
    }

    fn changes(&self, tx: &mut Tx<'_>, stream: &Stream, since: i64, _today: Day) -> Result<Vec<Record>> {
        let mut records = tx.all(ATTENTION, args![stream.part, stream.subject, since], attention)?;
        records.extend(tx.all(CONFLICTS, args![stream.part, stream.subject, since], conflict)?);
        Ok(records)
    }

    fn page(
        &self,
        tx: &mut Tx<'_>,
        stream: &Stream,
        after: Option<&str>,
        _limit: i64,
        today: Day,
    ) -> Result<Vec<(String, Record)>> {
        if after.is_some() {
            return Ok(Vec::new());
        }
        let records = self.changes(tx, stream, 0, today)?;
        Ok(records.into_iter().map(|record| (record.id.to_string(), record)).collect())
    }

    /// Who has not been heard of, and what phones off the list still hold. No change tells when that begins or ends, so
    /// everybody is named each time, those who are fine as gone from the list.
    fn figures(&self, tx: &mut Tx<'_>, stream: &Stream, today: Day) -> Result<Vec<Record>> {
        let handsets = handset::of_hamlets(tx, stream.part, &[stream.subject])?;
        let mut records: BTreeMap<Uuid, Record> = BTreeMap::new();
        for one in &handsets {
            for (kind, id) in [("silent", one.account), ("handset", one.device)] {
                records.insert(id, Record { kind, id, content: None });
            }
        }
        for one in handset::silent(&handsets, today) {
            let content = json!({ "name": one.name, "seen_on": Day::of(one.seen_at), "held": one.held });
            records.insert(one.account, Record { kind: "silent", id: one.account, content: Some(content) });
        }
        for one in handset::lost(&handsets) {
            let seen_on = Day::of(one.seen_at);
            let content = json!({ "name": one.name, "label": one.label, "seen_on": seen_on, "held": one.announced });
            records.insert(one.device, Record { kind: "handset", id: one.device, content: Some(content) });
        }
        Ok(records.into_values().collect())
    }
}

/// The open entries of a hamlet's list, for the desk.
pub fn open_entries(tx: &mut Tx<'_>, part: i64, hamlet: Uuid) -> Result<Vec<Record>> {
    let stream = Stream::new(part, Kind::Lead, hamlet);
    let records = LeadSource.changes(tx, &stream, 0, Day::of(Instant(0)))?;
    Ok(records.into_iter().filter(|record| record.content.is_some()).collect())
}
