//! One transaction over the operations of several phones: receipts first, then the rooms, then what was waiting, then the
//! answers. All statements are set-based; nothing here loops over rows with a query.

use std::collections::{BTreeSet, HashMap, HashSet};

use base::{Day, Ids, Instant, Uuid};
use db::{Result, Tx};
use serde_json::{Value, json};

use crate::own_kinds;
use crate::receipt::{self, Outcome};
use crate::room::{Op, Push, Refusal, Room, Verdict};
use crate::stream::{Kind, Streams};
use crate::wire::Fate;

/// How often operations that waited may set others free in one transaction.
const ROUNDS: usize = 32;

/// What one phone brought.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub ops: Vec<Op>,
    /// The device is revoked: its work goes to quarantine.
    pub quarantine: bool,
}

/// Applies the batches of one part and gives the fates of each, in their order.
pub(crate) fn run(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    (part, now, ids): (i64, Instant, &dyn Ids),
    batches: &[Batch],
) -> Result<Vec<Vec<Fate>>> {
    let all: Vec<&Op> = batches.iter().flat_map(|batch| &batch.ops).collect();
    let known = receipt::find(tx, part, &all.iter().map(|op| op.id).collect::<Vec<_>>())?;
    let quarantined: HashSet<Uuid> =
        batches.iter().filter(|batch| batch.quarantine).flat_map(|batch| batch.ops.iter().map(|op| op.id)).collect();

    let mut fates: HashMap<(Uuid, String), Fate> = HashMap::new();
    let mut fresh: Vec<&Op> = Vec::new();
    let mut first: HashMap<Uuid, &str> = HashMap::new();
    for &op in &all {
        let earlier = known.get(&op.id).map(|receipt| receipt.hash.as_str()).or(first.get(&op.id).copied());
        match earlier {
            None => {
                first.insert(op.id, &op.hash);
                fresh.push(op);
            }
            Some(hash) if hash == op.hash => {
                if let Some(receipt) = known.get(&op.id) {
                    fates.insert((op.id, op.hash.clone()), receipt.fate.clone());
                }
            }
            Some(_) => {
                receipt::insert_clash(tx, part, now, op)?;
                let reason = receipt::reason("id_reused", Value::Null, &["ask"]);
                let fate = Fate { id: op.id, fate: "refused".into(), at: now.millis(), reason: Some(reason) };
                fates.insert((op.id, op.hash.clone()), fate);
            }
        }
    }
    if !fresh.is_empty() {
        let mut session = open(tx, room, (part, now, ids), &fresh)?;
        for fate in apply(tx, room, &mut session, &fresh, &quarantined)? {
            let hash = first.get(&fate.id).map_or(String::new(), |hash| (*hash).to_owned());
            fates.insert((fate.id, hash), fate);
        }
        session.streams.save(tx, part)?;
    }
    let answer = |op: &Op| fates.get(&(op.id, op.hash.clone())).cloned();
    Ok(batches.iter().map(|batch| batch.ops.iter().filter_map(answer).collect()).collect())
}

/// Locks every stream that these operations can touch and learns what their authors may.
pub(crate) fn open<'a>(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    (part, now, ids): (i64, Instant, &'a dyn Ids),
    ops: &[&Op],
) -> Result<Push<'a>> {
    let today = Day::of(now);
    let accounts: BTreeSet<Uuid> = ops.iter().flat_map(|op| [Some(op.account), op.accepted_by]).flatten().collect();
    let mut hamlets = room.hamlets(tx, part, ops)?;
    hamlets.extend(own_kinds::hamlets(tx, part, ops)?);
    let accounts: Vec<Uuid> = accounts.into_iter().collect();
    let scopes = access::scope::load_many(tx, part, &accounts)?;
    let books = hamlets.iter().flat_map(|hamlet| [(Kind::Hamlet, *hamlet), (Kind::Lead, *hamlet)]);
    // Few operations do; the rest need not pay for the lock.
    let restricted = ops.iter().any(|op| room.touches_restricted(&op.kind));
    let restricted = hamlets.iter().filter(|_| restricted).map(|hamlet| (Kind::Restricted, *hamlet));
    let own = scopes.values().filter_map(|scope| own_hamlet(scope, today)).map(|hamlet| (Kind::Lead, hamlet));
    let people = accounts.iter().map(|account| (Kind::Person, *account));
    let wanted: BTreeSet<(Kind, Uuid)> = people.chain(books).chain(restricted).chain(own).collect();
    let streams = Streams::lock(tx, part, &wanted)?;
    let map = places::store::map_in_force(tx)?;
    Ok(Push { part, now, today, map, ids, streams, scopes })
}

/// The hamlet whose leader hears of refused work that names none: where its author records.
fn own_hamlet(scope: &access::Scope, today: Day) -> Option<Uuid> {
    let last = || scope.grants.iter().filter(|grant| grant.role.records()).max_by_key(|grant| grant.since);
    scope
        .roots_on(access::Action::Record, today)
        .next()
        .map(|root| root.unit)
        .or_else(|| last().map(|grant| grant.unit))
}

/// Judges fresh operations, then those that waited for what they made; writes receipts, lists and audit.
fn apply(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    session: &mut Push<'_>,
    fresh: &[&Op],
    quarantined: &HashSet<Uuid>,
) -> Result<Vec<Fate>> {
    let (held, open): (Vec<&Op>, Vec<&Op>) = fresh.iter().partition(|op| quarantined.contains(&op.id));
    let mut verdicts = judge(tx, room, session, &open)?;
    verdicts.extend(held.iter().map(|op| (*op, own_kinds::quarantine(op))));
    let made: Vec<Uuid> = made_by(&verdicts);
    let mut fates = Vec::new();
    let mut outcomes = Vec::new();
    for (op, verdict) in &verdicts {
        let outcome = outcome(tx, room, session, (op, verdict), quarantined.contains(&op.id))?;
        fates.push(outcome.fate.clone());
        outcomes.push(outcome);
    }
    receipt::insert(tx, session.part, session.now, &outcomes)?;
    audit_ops(tx, session, &outcomes)?;
    release(tx, room, session, made)?;
    Ok(fates)
}

/// [`apply`] where nothing but keeping will do: gives the first refusal instead of fates.
pub(crate) fn apply_all(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    session: &mut Push<'_>,
    ops: &[&Op],
) -> Result<Option<Refusal>> {
    let verdicts = judge(tx, room, session, ops)?;
    let mut outcomes = Vec::with_capacity(verdicts.len());
    for (op, verdict) in &verdicts {
        match verdict {
            Verdict::Kept { .. } => outcomes.push(outcome(tx, room, session, (op, verdict), false)?),
            Verdict::Refused(refusal) => return Ok(Some(refusal.clone())),
            Verdict::Waits { on, hamlet } => {
                // A list builds on what is there; what is gone meanwhile is a field that does not fit any more.
                let (params, mend) = (json!({ "field": "id", "id": on }), &["ask"][..]);
                return Ok(Some(Refusal { code: "field_wrong", params, mend, hamlet: *hamlet }));
            }
        }
    }
    receipt::insert(tx, session.part, session.now, &outcomes)?;
    audit_ops(tx, session, &outcomes)?;
    Ok(None)
}

pub(crate) fn judge<'o>(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    session: &mut Push<'_>,
    ops: &[&'o Op],
) -> Result<Vec<(&'o Op, Verdict)>> {
    let (rooms, rest): (Vec<&Op>, Vec<&Op>) = ops.iter().partition(|op| room.kinds().contains(&op.kind.as_str()));
    let mut verdicts: Vec<(&Op, Verdict)> = Vec::with_capacity(ops.len());
    if !rooms.is_empty() {
        let given = room.apply(tx, session, &rooms)?;
        verdicts.extend(rooms.iter().copied().zip(given));
    }
    for op in rest {
        let verdict = own_kinds::apply(tx, session, op)?;
        verdicts.push((op, verdict));
    }
    Ok(verdicts)
}

fn made_by(verdicts: &[(&Op, Verdict)]) -> Vec<Uuid> {
    let made = |verdict: &Verdict| match verdict {
        Verdict::Kept { made, .. } => made.clone(),
        _ => Vec::new(),
    };
    verdicts.iter().flat_map(|(_, verdict)| made(verdict)).collect()
}

/// Applies what waited for ids that exist now, and what waited for that in turn.
pub(crate) fn release(tx: &mut Tx<'_>, room: &dyn Room, session: &mut Push<'_>, made: Vec<Uuid>) -> Result<()> {
    let mut made = made;
    for _ in 0..ROUNDS {
        let waiting = receipt::waiting_for(tx, session.part, &made)?;
        if waiting.is_empty() {
            break;
        }
        let unknown: Vec<Uuid> =
            waiting.iter().map(|op| op.account).filter(|a| !session.scopes.contains_key(a)).collect();
        session.scopes.extend(access::scope::load_many(tx, session.part, &unknown)?);
        let ops: Vec<&Op> = waiting.iter().collect();
        let verdicts = judge(tx, room, session, &ops)?;
        made = made_by(&verdicts);
        for (op, verdict) in &verdicts {
            settle_one(tx, room, session, (op, verdict))?;
        }
    }
    Ok(())
}

/// Gives an operation that was on file its new fate and tells author and leader.
pub(crate) fn settle_one(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    session: &mut Push<'_>,
    (op, verdict): (&Op, &Verdict),
) -> Result<Fate> {
    let outcome = outcome(tx, room, session, (op, verdict), false)?;
    let revision = if session.streams.holds(Kind::Person, op.account) {
        session.streams.bump(Kind::Person, op.account)?
    } else {
        let mut extra = Streams::lock(tx, session.part, &BTreeSet::from([(Kind::Person, op.account)]))?;
        let revision = extra.bump(Kind::Person, op.account)?;
        extra.save(tx, session.part)?;
        revision
    };
    receipt::update(tx, session.part, &outcome.fate, (outcome.waits_for, outcome.words.as_ref()), revision)?;
    audit_ops(tx, session, std::slice::from_ref(&outcome))?;
    Ok(outcome.fate)
}

/// The fate that follows from a verdict; what is not kept goes to the author's stream and the leader's list.
fn outcome<'o>(
    tx: &mut Tx<'_>,
    room: &dyn Room,
    session: &mut Push<'_>,
    (op, verdict): (&'o Op, &Verdict),
    quarantine: bool,
) -> Result<Outcome<'o>> {
    let at = session.now.millis();
    let fate = |word: &str, reason| Fate { id: op.id, fate: word.into(), at, reason };
    let (fate, waits_for, hamlet, list) = match verdict {
        Verdict::Kept { hamlet, .. } => {
            let (fate, hamlet) = (fate("kept", None), Some(*hamlet));
            return Ok(Outcome { op, fate, waits_for: None, hamlet, revision: 0, words: None });
        }
        Verdict::Refused(refusal) => {
            let reason = receipt::reason(refusal.code, refusal.params.clone(), refusal.mend);
            let word = if quarantine { "waiting" } else { "refused" };
            (fate(word, Some(reason)), None, refusal.hamlet, if quarantine { "quarantine" } else { "refused" })
        }
        Verdict::Waits { on, hamlet } => {
            let reason = receipt::reason("waits_for", json!({ "id": on }), &[]);
            (fate("waiting", Some(reason)), Some(*on), *hamlet, "")
        }
    };
    let home = session.scopes.get(&op.account).and_then(|scope| own_hamlet(scope, session.today));
    let hamlet = hamlet.filter(|hamlet| session.streams.holds(Kind::Lead, *hamlet)).or(home);
    if let (Some(hamlet), false) = (hamlet, list.is_empty()) {
        own_kinds::list(tx, session, list, op, hamlet)?;
    }
    let held = session.streams.holds(Kind::Person, op.account);
    let revision = if held { session.streams.bump(Kind::Person, op.account)? } else { 0 };
    let words = if fate.fate == "refused" { room.kept_of_refused(op) } else { None };
    Ok(Outcome { op, fate, waits_for, hamlet, revision, words })
}

/// One entry of the audit chain for each operation: of the hamlet's stream where it was kept, else of the author's.
fn audit_ops(tx: &mut Tx<'_>, session: &mut Push<'_>, outcomes: &[Outcome<'_>]) -> Result<()> {
    let mut rows = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        let kept = outcome.fate.fate == "kept";
        let in_hamlet = outcome.hamlet.filter(|hamlet| kept && session.streams.holds(Kind::Hamlet, *hamlet));
        let (kind, subject) = in_hamlet.map_or((Kind::Person, outcome.op.account), |hamlet| (Kind::Hamlet, hamlet));
        if !session.streams.holds(kind, subject) {
            continue;
        }
        let stream = session.streams.get_mut(kind, subject)?;
        let entry = audit::Entry {
            at: session.now,
            actor: Some(outcome.op.accepted_by.unwrap_or(outcome.op.account)),
            device: Some(outcome.op.device),
            action: if kept { outcome.op.kind.clone() } else { format!("{}:{}", outcome.op.kind, outcome.fate.fate) },
            subject: Some(outcome.op.id),
            fields: String::new(),
            content_hash: outcome.op.hash.clone(),
        };
        let (row, head) = audit::link(stream.id, stream.audit_seq + 1, &stream.audit_head, entry);
        stream.audit_seq += 1;
        stream.audit_head = head;
        rows.push(row);
    }
    audit::write(tx, session.part, &rows)
}

/// A refusal in one line.
pub(crate) fn refuse(
    code: &'static str,
    params: Value,
    mend: &'static [&'static str],
    hamlet: Option<Uuid>,
) -> Verdict {
    Verdict::Refused(Refusal { code, params, mend, hamlet })
}
