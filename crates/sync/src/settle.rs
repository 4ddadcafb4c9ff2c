//! The leader's word on work that came in by a side door: quarantine and what was handed over.

use std::collections::BTreeSet;

use base::{Ids, Instant, Uuid};
use db::{Result, Tx, args};
use serde_json::json;

use crate::push::{judge, open, release, settle_one};
use crate::receipt;
use crate::room::{Refusal, Room, Verdict};
use crate::stream::{Kind, Streams};
use crate::wire::Fate;

/// What the leader decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// It counts, as the author wrote it.
    Accept,
    /// It goes back to the author, with a word why.
    Return(String),
    /// Seen; nothing else happens.
    Seen,
}

/// Settles one entry of a hamlet's list; None where there is no such open entry in this hamlet.
pub fn settle(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    (part, now, ids): (i64, Instant, &dyn Ids),
    (hamlet, attention, by): (Uuid, Uuid, Uuid),
    settlement: &Settlement,
) -> Result<Option<Fate>> {
    let found = tx.opt(
        "select operation_part, operation, kind from attention
         where part = $1 and id = $2 and hamlet = $3 and settled_at is null {lock}",
        args![part, attention, hamlet],
        |row| Ok((row.get::<i64>(0)?, row.get::<Uuid>(1)?, row.get::<String>(2)?)),
    )?;
    let Some((operation_part, operation, kind)) = found else { return Ok(None) };
    let Some(mut op) = receipt::load(tx, operation_part, operation)? else { return Ok(None) };
    op.accepted_by = Some(by);
    let mut session = open(tx, room, (part, now, ids), &[&op])?;
    if !session.streams.holds(Kind::Lead, hamlet) {
        let wanted = BTreeSet::from([(Kind::Lead, hamlet), (Kind::Hamlet, hamlet)]);
        let mut extra = Streams::lock(tx, part, &wanted)?;
        let revision = extra.bump(Kind::Lead, hamlet)?;
        extra.save(tx, part)?;
        close(tx, part, attention, (now, by, revision))?;
    } else {
        let revision = session.streams.bump(Kind::Lead, hamlet)?;
        close(tx, part, attention, (now, by, revision))?;
    }
    let fate = match settlement {
        Settlement::Accept if kind != "refused" => {
            let verdicts = judge(tx, room, &mut session, &[&op])?;
            let Some((_, verdict)) = verdicts.into_iter().next() else { return Ok(None) };
            let fate = settle_one(tx, room, &mut session, (&op, &verdict))?;
            if let Verdict::Kept { made, .. } = verdict {
                release(tx, room, &mut session, made)?;
            }
            fate
        }
        Settlement::Return(word) if kind != "refused" => {
            let params = json!({ "word": word });
            let verdict =
                Verdict::Refused(Refusal { code: "returned", params, mend: &["edit", "dismiss"], hamlet: None });
            settle_one(tx, room, &mut session, (&op, &verdict))?
        }
        _ => {
            session.streams.save(tx, part)?;
            return Ok(receipt::find(tx, operation_part, &[operation])?.remove(&operation).map(|receipt| receipt.fate));
        }
    };
    session.streams.save(tx, part)?;
    Ok(Some(fate))
}

fn close(tx: &mut Tx<'_>, part: i64, attention: Uuid, (now, by, revision): (Instant, Uuid, i64)) -> Result<()> {
    tx.exec(
        "update attention set settled_at = $3, settled_by = $4, revision = $5 where part = $1 and id = $2",
        args![part, attention, now, by, revision],
    )?;
    Ok(())
}
