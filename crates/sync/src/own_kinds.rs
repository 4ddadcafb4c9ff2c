//! The operations about operations: handing refused work to the hamlet it belongs to, and letting a refusal rest.

use std::collections::BTreeSet;

use base::Uuid;
use db::{Result, Tx, args};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::push::refuse;
use crate::receipt;
use crate::room::{Op, Push, Refusal, Verdict};
use crate::stream::Kind;
use crate::wire::Fate;

/// The body of both kinds.
#[derive(Deserialize)]
struct About {
    operation: Uuid,
}

fn about(op: &Op) -> Option<Uuid> {
    serde_json::from_value::<About>(op.body.clone()).ok().map(|about| about.operation)
}

/// What a revoked device sends waits, counted nowhere, until the leader accepts it or returns it.
pub(crate) fn quarantine(op: &Op) -> Verdict {
    let hamlet = op.body.get("hamlet").and_then(|value| serde_json::from_value::<Uuid>(value.clone()).ok());
    Verdict::Refused(Refusal { code: "device_revoked", params: Value::Null, mend: &["ask"], hamlet })
}

/// The hamlets that these operations point at: where the refused work was listed, and where it shall go.
pub(crate) fn hamlets(tx: &mut Tx<'_>, part: i64, ops: &[&Op]) -> Result<BTreeSet<Uuid>> {
    let ours = ops.iter().filter(|op| matches!(op.kind.as_str(), "work.hand_over" | "work.dismiss"));
    let referred: Vec<[Uuid; 1]> = ours.filter_map(|op| about(op)).map(|id| [id]).collect();
    if referred.is_empty() {
        return Ok(BTreeSet::new());
    }
    let listed = tx.all(
        "select t.hamlet from (select uuid(r.value->>0) as id from {rows:$1}) o
         join attention t on t.part = $2 and t.operation = o.id where t.settled_at is null",
        &[db::json(&referred)?, part.into()],
        |row| row.get::<Uuid>(0),
    )?;
    let mut hamlets: BTreeSet<Uuid> = listed.into_iter().collect();
    let ids: Vec<Uuid> = referred.iter().map(|id| id[0]).collect();
    for receipt in receipt::find(tx, part, &ids)?.into_values() {
        let to = receipt.fate.reason.and_then(|reason| reason.params.get("to_unit").cloned());
        hamlets.extend(to.and_then(|value| serde_json::from_value::<Uuid>(value).ok()));
    }
    Ok(hamlets)
}

/// Judges an operation of a kind that no room declares.
pub(crate) fn apply(tx: &mut Tx<'_>, push: &mut Push<'_>, op: &Op) -> Result<Verdict> {
    if !matches!(op.kind.as_str(), "work.hand_over" | "work.dismiss") {
        return Ok(refuse("kind_unknown", json!({ "kind": op.kind }), &["ask"], None));
    }
    if op.version != 1 {
        return Ok(refuse("version_unknown", json!({ "version": op.version }), &["ask"], None));
    }
    let Some(id) = about(op) else { return Ok(refuse("field_wrong", json!({ "field": "operation" }), &["ask"], None)) };
    let found = receipt::load(tx, push.part, id)?.filter(|work| work.account == op.account);
    let Some(work) = found else { return Ok(Verdict::Waits { on: id, hamlet: None }) };
    let fate = receipt::find(tx, push.part, &[id])?.remove(&id).map(|receipt| receipt.fate);
    let Some(fate) = fate.filter(|fate| fate.fate == "refused") else {
        return Ok(refuse("not_refused", json!({ "operation": id }), &["dismiss"], None));
    };
    match op.kind.as_str() {
        "work.hand_over" => hand_over(tx, push, op, &work, fate),
        _ => dismiss(tx, push, op, &work),
    }
}

fn hand_over(tx: &mut Tx<'_>, push: &mut Push<'_>, op: &Op, work: &Op, mut fate: Fate) -> Result<Verdict> {
    let to = fate.reason.as_ref().filter(|reason| reason.mend.iter().any(|mend| mend == "hand_over"));
    let to = to.and_then(|reason| reason.params.get("to_unit").cloned());
    let Some(to) = to.and_then(|value| serde_json::from_value::<Uuid>(value).ok()) else {
        return Ok(refuse("not_allowed", json!({ "action": "hand_over" }), &["ask"], None));
    };
    list(tx, push, "handed", work, to)?;
    fate.fate = "waiting".into();
    if let Some(reason) = &mut fate.reason {
        reason.code = "handed".into();
        reason.mend.clear();
    }
    let revision = push.streams.bump(Kind::Person, op.account)?;
    receipt::update(tx, push.part, &fate, (None, None), revision)?;
    close(tx, push, work.id, op.account, "refused")?;
    Ok(Verdict::Kept { hamlet: to, made: Vec::new() })
}

fn dismiss(tx: &mut Tx<'_>, push: &mut Push<'_>, op: &Op, work: &Op) -> Result<Verdict> {
    let revision = push.streams.bump(Kind::Person, op.account)?;
    tx.exec(
        "update operation set settled_by = $3, settled_at = $4, revision = $5 where part = $1 and id = $2",
        args![push.part, work.id, op.account, push.now, revision],
    )?;
    close(tx, push, work.id, op.account, "refused")?;
    Ok(Verdict::Kept { hamlet: Uuid::nil(), made: Vec::new() })
}

/// Puts an operation on the list of a hamlet's leader.
pub(crate) fn list(tx: &mut Tx<'_>, push: &mut Push<'_>, kind: &str, op: &Op, hamlet: Uuid) -> Result<()> {
    if !push.streams.holds(Kind::Lead, hamlet) {
        return Ok(());
    }
    let revision = push.streams.bump(Kind::Lead, hamlet)?;
    let id = push.ids.id(push.now);
    tx.exec(
        "insert into attention (part, id, hamlet, kind, operation_part, operation, author, made_at, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![push.part, id, hamlet, kind, push.part, op.id, op.account, push.now, revision],
    )?;
    Ok(())
}

/// Takes an operation off the lists where it stands with this kind, as far as their streams are locked.
fn close(tx: &mut Tx<'_>, push: &mut Push<'_>, operation: Uuid, by: Uuid, kind: &str) -> Result<()> {
    let open = tx.all(
        "select id, hamlet from attention where part = $1 and operation = $2 and kind = $3 and settled_at is null",
        args![push.part, operation, kind],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<Uuid>(1)?)),
    )?;
    for (id, hamlet) in open {
        if !push.streams.holds(Kind::Lead, hamlet) {
            continue;
        }
        let revision = push.streams.bump(Kind::Lead, hamlet)?;
        tx.exec(
            "update attention set settled_at = $3, settled_by = $4, revision = $5 where part = $1 and id = $2",
            args![push.part, id, push.now, by, revision],
        )?;
    }
    Ok(())
}
