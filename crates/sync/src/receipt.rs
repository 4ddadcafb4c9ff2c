//! Receipts: the server's lasting answers. They live under the part of the device and are never purged.

use std::collections::HashMap;

use base::{Instant, Uuid};
use db::{Result, Tx, args};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::room::Op;
use crate::wire::{Fate, Reason, WireOp};

/// What is known of an operation that was received before.
#[derive(Debug, Clone)]
pub(crate) struct Receipt {
    pub hash: String,
    pub fate: Fate,
}

/// The hash that tells whether an id came back with the same content. Keys of the body are in order, so that the same
/// content hashes the same however it was written.
pub(crate) fn hash_of(op: &WireOp) -> String {
    let mut hasher = Sha256::new();
    for piece in [op.kind.as_str(), &op.version.to_string(), &op.stamp.0.to_string(), &op.stamp.1.to_string()] {
        hasher.update(piece.as_bytes());
        hasher.update([0]);
    }
    hasher.update(op.body.to_string().as_bytes());
    hex(&hasher.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The ways to mend a refusal, by its code: they belong to the code, so they are not stored.
pub(crate) fn reason(code: &str, params: Value, mend: &[&str]) -> Reason {
    Reason { code: code.into(), params, mend: mend.iter().map(|word| (*word).to_owned()).collect() }
}

/// Receipts of these ids, where there are any.
pub(crate) fn find(tx: &mut Tx<'_>, part: i64, ids: &[Uuid]) -> Result<HashMap<Uuid, Receipt>> {
    let rows = db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())?;
    let found = tx.all(
        "select o.id, o.body_hash, o.fate, o.received_at, o.reason, o.reason_params from {rows:$1}
         join operation o on o.part = $2 and o.id = uuid(r.value->>0)",
        &[rows, part.into()],
        |row| {
            let (code, params): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
            let stored = params.and_then(|text| serde_json::from_str::<(Value, Vec<String>)>(&text).ok());
            let (params, mend) = stored.unwrap_or_default();
            let reason = code.map(|code| Reason { code, params, mend });
            let at = Instant(row.get(3)?).millis();
            let fate = Fate { id: row.get(0)?, fate: row.get(2)?, at, reason };
            Ok((fate.id, Receipt { hash: row.get(1)?, fate }))
        },
    )?;
    Ok(found.into_iter().collect())
}

/// An operation with what became of it, ready to be written.
pub(crate) struct Outcome<'a> {
    pub op: &'a Op,
    pub fate: Fate,
    pub waits_for: Option<Uuid>,
    pub hamlet: Option<Uuid>,
    /// The revision of the author's stream, 0 for what was kept at once.
    pub revision: i64,
    /// What may stay on file in place of the body.
    pub words: Option<Value>,
}

#[derive(Serialize)]
struct Line<'a> {
    i: Uuid,
    d: Uuid,
    a: Uuid,
    k: &'a str,
    v: i64,
    s: i64,
    c: i64,
    b: String,
    h: &'a str,
    f: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<Uuid>,
    n: i64,
}

/// Reason parameters and ways to mend, as they are stored.
pub(crate) fn stored_params(reason: &Reason) -> String {
    serde_json::json!([reason.params, reason.mend]).to_string()
}

/// Writes new receipts.
pub(crate) fn insert(tx: &mut Tx<'_>, part: i64, now: Instant, outcomes: &[Outcome<'_>]) -> Result<()> {
    let lines: Vec<Line<'_>> = outcomes
        .iter()
        .map(|outcome| Line {
            i: outcome.op.id,
            d: outcome.op.device,
            a: outcome.op.account,
            k: &outcome.op.kind,
            v: outcome.op.version,
            s: outcome.op.stamp.0,
            c: outcome.op.stamp.1,
            b: outcome.words.as_ref().unwrap_or(&outcome.op.body).to_string(),
            h: &outcome.op.hash,
            f: &outcome.fate.fate,
            r: outcome.fate.reason.as_ref().map(|reason| reason.code.as_str()),
            p: outcome.fate.reason.as_ref().map(stored_params),
            w: outcome.waits_for,
            m: outcome.hamlet,
            n: outcome.revision,
        })
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    tx.exec(
        "insert into operation (part, id, device, account, kind, version, stamp_ms, stamp_counter, body, body_hash,
           received_at, fate, reason, reason_params, waits_for, hamlet, revision)
         select cast($2 as bigint), uuid(r.value->>'i'), uuid(r.value->>'d'), uuid(r.value->>'a'), r.value->>'k',
           cast(r.value->>'v' as bigint), cast(r.value->>'s' as bigint), cast(r.value->>'c' as bigint), r.value->>'b',
           r.value->>'h', cast($3 as bigint), r.value->>'f', r.value->>'r', r.value->>'p', uuid(r.value->>'w'),
           uuid(r.value->>'m'), cast(r.value->>'n' as bigint)
         from {rows:$1}",
        &[db::json(&lines)?, part.into(), now.into()],
    )?;
    Ok(())
}

/// The same id came with another body: both are kept.
pub(crate) fn insert_clash(tx: &mut Tx<'_>, part: i64, now: Instant, op: &Op) -> Result<()> {
    tx.exec(
        "insert into operation_clash (part, id, body_hash, body, device, received_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (part, id, body_hash) do nothing",
        args![part, op.id, &op.hash, op.body.to_string(), op.device, now],
    )?;
    Ok(())
}

/// Gives an operation that was received before another fate.
///
/// `words`: what may stay on file in place of the body.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    part: i64,
    fate: &Fate,
    (waits_for, words): (Option<Uuid>, Option<&Value>),
    revision: i64,
) -> Result<()> {
    let reason = fate.reason.as_ref();
    tx.exec(
        "update operation set fate = $3, reason = $4, reason_params = $5, waits_for = $6, revision = $7,
           body = coalesce($8, body)
         where part = $1 and id = $2",
        args![
            part,
            fate.id,
            &fate.fate,
            reason.map(|reason| reason.code.as_str()),
            reason.map(stored_params),
            waits_for,
            revision,
            words.map(Value::to_string)
        ],
    )?;
    Ok(())
}

/// Operations that wait for one of these ids, oldest first.
pub(crate) fn waiting_for(tx: &mut Tx<'_>, part: i64, ids: &[Uuid]) -> Result<Vec<Op>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())?;
    let mut found = tx.all(
        "select o.id, o.kind, o.version, o.stamp_ms, o.stamp_counter, o.body, o.body_hash, o.device, o.account
         from {rows:$1} join operation o on o.part = $2 and o.waits_for = uuid(r.value->>0)",
        &[rows, part.into()],
        read_op,
    )?;
    found.sort_by_key(|op| (op.stamp, op.id));
    Ok(found)
}

/// One operation with its content, as it was received.
pub(crate) fn load(tx: &mut Tx<'_>, part: i64, id: Uuid) -> Result<Option<Op>> {
    tx.opt(
        "select id, kind, version, stamp_ms, stamp_counter, body, body_hash, device, account from operation
         where part = $1 and id = $2 {lock}",
        args![part, id],
        read_op,
    )
}

fn read_op(row: &db::Row<'_>) -> Result<Op> {
    let body: Option<String> = row.get(5)?;
    Ok(Op {
        id: row.get(0)?,
        kind: row.get(1)?,
        version: row.get(2)?,
        stamp: (row.get(3)?, row.get(4)?),
        clamped: false,
        body: body.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
        hash: row.get(6)?,
        device: row.get(7)?,
        account: row.get(8)?,
        skew_ms: 0,
        accepted_by: None,
    })
}
