//! Operations that an office makes from a list: the same kinds, judged by the same rooms, with lasting receipts; but all of
//! them are kept, or none.

use std::sync::Arc;

use access::Scope;
use base::{Ids, Instant, Uuid};
use db::{Result, Tx};
use serde_json::Value;

use crate::push;
use crate::receipt::hash_of;
use crate::room::{Op, Refusal, Room};
use crate::wire::WireOp;

/// Who brings a list in. Their scope has to allow [`access::Action::Lead`] where the operations go.
#[derive(Clone)]
pub struct Office<'a> {
    /// The present moment.
    pub now: Instant,
    /// Makes ids.
    pub ids: &'a dyn Ids,
    /// The officer, or the one who runs the command.
    pub scope: Arc<Scope>,
    /// The list, which stands where a phone's operations have their device.
    pub list: Uuid,
}

/// A body of a kind on its way in.
pub type Piece = (&'static str, Value);

/// So many operations are judged together.
const TOGETHER: usize = 1_000;

/// Brings operations in, in their order, and gives their ids; the first refusal ends it, and the caller takes everything back.
pub fn bring_in(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    part: i64,
    office: &Office<'_>,
    pieces: Vec<Piece>,
) -> Result<std::result::Result<Vec<Uuid>, Refusal>> {
    let ops = ops(office, pieces);
    for group in ops.chunks(TOGETHER) {
        let group: Vec<&Op> = group.iter().collect();
        let mut session = push::open(tx, room, (part, office.now, office.ids), &group)?;
        session.scopes.insert(office.scope.account, office.scope.clone());
        let refused = push::apply_all(tx, room, &mut session, &group)?;
        session.streams.save(tx, part)?;
        if let Some(refusal) = refused {
            return Ok(Err(refusal));
        }
    }
    Ok(Ok(ops.iter().map(|op| op.id).collect()))
}

/// The operations that pieces become, in their order.
pub fn ops(office: &Office<'_>, pieces: Vec<Piece>) -> Vec<Op> {
    pieces.into_iter().enumerate().map(|(n, piece)| op(office, n, piece)).collect()
}

fn op(office: &Office<'_>, n: usize, (kind, body): Piece) -> Op {
    let (id, stamp) = (office.ids.id(office.now), (office.now.millis(), n as i64));
    let wire = WireOp { id, kind: kind.to_owned(), version: 1, stamp, body };
    Op {
        hash: hash_of(&wire),
        id: wire.id,
        kind: wire.kind,
        version: wire.version,
        stamp: wire.stamp,
        clamped: false,
        body: wire.body,
        device: office.list,
        account: office.scope.account,
        skew_ms: 0,
        accepted_by: Some(office.scope.account),
    }
}
