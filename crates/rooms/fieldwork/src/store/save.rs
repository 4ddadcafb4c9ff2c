use std::collections::BTreeMap;

use base::Uuid;
use counting::Deltas;
use counting::reach::ReachRows;
use db::{Result, Tx, json};
use serde::Serialize;
use sync::{Kind, Push, stream_id};

use super::lines::{household_line, resident_line, visit_line};
use crate::apply::Work;
use crate::contribution::{History, contribute};
use crate::gathering::{self, Gathered};
use crate::house::House;
use crate::model::Visit;

/// Writes what a push changed: rows, history, figures, and what left a stream.
pub fn save(tx: &mut Tx<'_>, work: &mut Work<'_, '_>) -> Result<()> {
    let part = work.push.part;
    rows(tx, work, part)?;
    gathering::store::save(tx, part, &work.gathered)?;
    stays(tx, work, part)?;
    lost(tx, work, part)?;
    apart(tx, work, part)?;
    super::consent::save(tx, (part, work.push.now), &work.answers, &work.erased, &work.values)?;
    carried(tx, work, part)?;
    super::conflict::write_settled(tx, part, work.push.now, &work.conflicts)?;
    let changed: Vec<&House> = work.houses.values().filter(|house| house.changed).collect();
    let before: Vec<&History> = changed.iter().map(|house| &house.before).collect();
    let after: Vec<&History> = changed.iter().map(|house| &house.after).collect();
    count(tx, work.push, (&before, &after), &work.gathered)
}

/// Writes households after rows were merged or taken apart: they are no longer those that were there before.
pub fn save_regrouped(tx: &mut Tx<'_>, work: &mut Work<'_, '_>, before: &[History], after: &[History]) -> Result<()> {
    rows(tx, work, work.push.part)?;
    let (before, after) = (before.iter().collect::<Vec<_>>(), after.iter().collect::<Vec<_>>());
    count(tx, work.push, (&before, &after), &work.gathered)
}

fn rows(tx: &mut Tx<'_>, work: &Work<'_, '_>, part: i64) -> Result<()> {
    let mut houses: Vec<&House> = work.houses.values().filter(|house| house.changed).collect();
    // By revision: the rows of one hamlet go in the order in which they changed.
    houses.sort_by_key(|house| (house.row.revision, house.row.id));
    let rows: Vec<_> = houses.iter().map(|house| household_line(&house.row)).collect::<Result<_>>()?;
    write(tx, HOUSEHOLDS, part, &rows)?;
    let people =
        houses.iter().flat_map(|house| house.changed_residents.iter().filter_map(|id| house.residents.get(id)));
    let rows: Vec<_> = people.map(resident_line).collect::<Result<_>>()?;
    write(tx, RESIDENTS, part, &rows)?;
    let visits = houses.iter().flat_map(|house| house.changed_visits.iter().filter_map(|id| house.visits.get(id)));
    let rows: Vec<_> = visits.map(visit_line).collect::<Result<_>>()?;
    write(tx, VISITS, part, &rows)?;
    let rows: Vec<_> = houses
        .iter()
        .flat_map(|house| &house.events)
        .map(|(e, home)| (e.resident, &e.skill, e.order.2, home, e.atom, e.day, e.level, &e.why, e.order.0, e.order.1))
        .collect();
    write(tx, EVENTS, part, &rows)?;
    let gone = houses.iter().flat_map(|house| house.removed.iter().filter_map(|visit| house.visits.get(visit)));
    let practised = |visit: &Visit| {
        let id = visit.id;
        visit.practised.iter().map(move |(who, skill, _)| (*who, skill.clone(), id)).collect::<Vec<_>>()
    };
    let gone: Vec<_> = gone.flat_map(practised).collect();
    write(tx, REMOVED, part, &gone)
}

fn apart(tx: &mut Tx<'_>, work: &Work<'_, '_>, part: i64) -> Result<()> {
    // The last word on two households is the one that counts.
    let said: BTreeMap<(Uuid, Uuid), (Uuid, Uuid, bool)> =
        work.apart.iter().map(|(one, other, hamlet, op, apart)| ((*one, *other), (*hamlet, *op, *apart))).collect();
    let rows: Vec<_> = said.iter().map(|((one, other), (hamlet, op, _))| (one, other, hamlet, op)).collect();
    write(tx, NO_LONGER_APART, part, &rows)?;
    let stands = said.iter().filter(|(_, (_, _, apart))| *apart);
    let rows: Vec<_> = stands.map(|((one, other), (hamlet, op, _))| (one, other, hamlet, op)).collect();
    write(tx, APART, part, &rows)
}

fn write<R: Serialize>(tx: &mut Tx<'_>, sql: &'static str, part: i64, rows: &[R]) -> Result<()> {
    if !rows.is_empty() {
        tx.exec(sql, &[json(rows)?, part.into()])?;
    }
    Ok(())
}

/// The difference that the push makes to the figures and to the rows of distinct counts.
fn count(
    tx: &mut Tx<'_>,
    push: &Push<'_>,
    (before, after): (&[&History], &[&History]),
    gathered: &Gathered,
) -> Result<()> {
    let mut deltas = Deltas::default();
    gathered.count(&mut deltas);
    let (mut rows_before, mut rows_after) = (ReachRows::new(), ReachRows::new());
    for history in before {
        deltas.take_away(|deltas| contribute(history, deltas, &mut rows_before));
    }
    for history in after {
        contribute(history, &mut deltas, &mut rows_after);
    }
    counting::reach::write(tx, push.part, &rows_before, &rows_after)?;
    let queue_id = push.ids.id(push.now);
    counting::write::apply(tx, push.part, &deltas, queue_id, push.now)
}

fn stays(tx: &mut Tx<'_>, work: &mut Work<'_, '_>, part: i64) -> Result<()> {
    let moved = |household: &Uuid| work.left.iter().any(|(record, ..)| record == household);
    let ended: Vec<_> =
        work.stays.iter().filter(|(household, _, _)| moved(household)).map(|(id, day, _)| (id, day)).collect();
    write(tx, END_STAY, part, &ended)?;
    // A household that was made and moved in one push has two new stays: the earlier ends where the later begins.
    let until = |at: usize| {
        let (household, _, _) = work.stays[at];
        work.stays[at + 1..].iter().find(|later| later.0 == household).map(|later| later.1)
    };
    let rows: Vec<_> =
        work.stays.iter().enumerate().map(|(at, (id, since, atom))| (id, since, atom, until(at))).collect();
    write(tx, STAYS, part, &rows)?;
    let ends = work
        .houses
        .values()
        .filter(|house| house.stay_ended)
        .filter_map(|house| house.after.stays.last().map(|(since, until, _)| (house.row.id, *since, *until)));
    let ends: Vec<_> = ends.collect();
    write(tx, STAY_ENDS, part, &ends)?;
    let left: Vec<_> = work
        .left
        .iter()
        .map(|(record, from, to, day, revision)| {
            (stream_id(Kind::Hamlet, *from), record, stream_id(Kind::Hamlet, *to), to, day, revision)
        })
        .collect();
    let back: Vec<_> = work.left.iter().map(|(record, _, to, _, _)| (stream_id(Kind::Hamlet, *to), record)).collect();
    write(tx, CAME_BACK, part, &back)?;
    write(tx, LEFT, part, &left)
}

/// What is protected goes with a household, from one restricted stream to the other.
fn carried(tx: &mut Tx<'_>, work: &mut Work<'_, '_>, part: i64) -> Result<()> {
    if work.carried.is_empty() {
        return Ok(());
    }
    let (mut left, mut back, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for (household, from, to) in std::mem::take(&mut work.carried) {
        let gone = work.push.streams.bump(Kind::Restricted, from)?;
        moved.push((household, work.push.streams.bump(Kind::Restricted, to)?));
        let (old, new) = (stream_id(Kind::Restricted, from), stream_id(Kind::Restricted, to));
        let record = crate::consent::record_id(household);
        left.push((old, record, new, to, work.push.today, gone));
        back.push((new, record));
    }
    super::consent::touch(tx, part, &moved)?;
    write(tx, CAME_BACK, part, &back)?;
    write(tx, LEFT, part, &left)
}

fn lost(tx: &mut Tx<'_>, work: &mut Work<'_, '_>, part: i64) -> Result<()> {
    let mut rows = Vec::with_capacity(work.lost.len());
    for (hamlet, lost) in &work.lost {
        let revision = work.push.streams.bump(Kind::Lead, *hamlet)?;
        let id = work.push.ids.id(work.push.now);
        let (kept, value) = (lost.kept.to_string(), lost.lost.to_string());
        rows.push((
            id,
            *hamlet,
            lost.subject_kind,
            lost.subject,
            &lost.field,
            kept,
            value,
            lost.kept_by,
            lost.lost_by,
            work.push.now,
            revision,
        ));
    }
    write(tx, CONFLICTS, part, &rows)
}

const HOUSEHOLDS: &str = "
insert into household (part, id, atom, hamlet, name, cluster, note, smartphones, computers, line, signal, surveyed_on,
  next_step, next_day, next_note, last_visit_day, last_visit, last_met_day, made_on, left_on, moved_from, edits, revision,
  keeper, consents, left_why)
select cast($2 as bigint), uuid(r.value->>0), uuid(r.value->>1), uuid(r.value->>2), r.value->>3, r.value->>4, r.value->>5,
  cast(r.value->>6 as bigint), cast(r.value->>7 as bigint), r.value->>8, r.value->>9, r.value->>10, r.value->>11,
  r.value->>12, r.value->>13, r.value->>14, uuid(r.value->>15), r.value->>16, r.value->>17, r.value->>18,
  uuid(r.value->>19), r.value->>20, cast(r.value->>21 as bigint), uuid(r.value->>22), r.value->>23, r.value->>24
from {rows:$1} where true
on conflict (part, id) do update set atom = excluded.atom, hamlet = excluded.hamlet, name = excluded.name,
  cluster = excluded.cluster, note = excluded.note, smartphones = excluded.smartphones, computers = excluded.computers,
  line = excluded.line, signal = excluded.signal, surveyed_on = excluded.surveyed_on, next_step = excluded.next_step,
  next_day = excluded.next_day, next_note = excluded.next_note, last_visit_day = excluded.last_visit_day,
  last_visit = excluded.last_visit, last_met_day = excluded.last_met_day, left_on = excluded.left_on,
  moved_from = excluded.moved_from, edits = excluded.edits, revision = excluded.revision, keeper = excluded.keeper,
  consents = excluded.consents, left_why = excluded.left_why";

const RESIDENTS: &str = "
insert into resident (part, id, household, name, birth_year, sex, relation, is_head, made_on, left_on, levels, edits,
  left_why)
select cast($2 as bigint), uuid(r.value->>0), uuid(r.value->>1), r.value->>2, cast(r.value->>3 as bigint), r.value->>4,
  r.value->>5, cast(r.value->>6 as bigint), r.value->>7, r.value->>8, r.value->>9, r.value->>10, r.value->>11
from {rows:$1} where true
on conflict (part, id) do update set name = excluded.name, birth_year = excluded.birth_year, sex = excluded.sex,
  relation = excluded.relation, is_head = excluded.is_head, left_on = excluded.left_on, levels = excluded.levels,
  edits = excluded.edits, left_why = excluded.left_why";

const VISITS: &str = "
insert into activity (part, id, atom, hamlet, kind, household, author, operation, day, met, people, next_step, next_day,
  next_note, note, flags, stamp_ms, stamp_counter, device_at, corrected_at, received_at, removed_by, revision, practised)
select cast($2 as bigint), uuid(r.value->>0), uuid(r.value->>1), uuid(r.value->>2), 'visit', uuid(r.value->>3),
  uuid(r.value->>4), uuid(r.value->>5), r.value->>6, cast(r.value->>7 as bigint), r.value->>8, r.value->>9, r.value->>10,
  r.value->>11, r.value->>12, r.value->>13, cast(r.value->>14 as bigint), cast(r.value->>15 as bigint),
  cast(r.value->>16 as bigint), cast(r.value->>17 as bigint), cast(r.value->>18 as bigint), uuid(r.value->>19),
  cast(r.value->>20 as bigint), r.value->>21
from {rows:$1} where true
on conflict (part, id) do update set hamlet = excluded.hamlet, removed_by = excluded.removed_by,
  revision = excluded.revision";

const EVENTS: &str = "
insert into ladder_event (part, resident, skill, activity, household, atom, day, level, why, stamp_ms, stamp_counter)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, uuid(r.value->>2), uuid(r.value->>3), uuid(r.value->>4),
  r.value->>5, cast(r.value->>6 as bigint), r.value->>7, cast(r.value->>8 as bigint), cast(r.value->>9 as bigint)
from {rows:$1}";

// By the key, as the visit was told.
pub(crate) const REMOVED: &str = "
update ladder_event set removed = 1 where part = $2 and removed = 0
  and (resident, skill, activity) in
    (select uuid(r.value->>0), r.value->>1, uuid(r.value->>2) from {rows:$1})";

const NO_LONGER_APART: &str = "
delete from duplicate_apart where part = $2 and (one, other) in
  (select uuid(r.value->>0), uuid(r.value->>1) from {rows:$1})";

const APART: &str = "
insert into duplicate_apart (part, one, other, hamlet, operation)
select cast($2 as bigint), uuid(r.value->>0), uuid(r.value->>1), uuid(r.value->>2), uuid(r.value->>3) from {rows:$1}";

const END_STAY: &str = "
update stay set until = (select max(r.value->>1) from {rows:$1} where uuid(r.value->>0) = stay.household)
where part = $2 and until is null and household in (select uuid(r.value->>0) from {rows:$1})";

const STAYS: &str = "
insert into stay (part, household, since, atom, until)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, uuid(r.value->>2), r.value->>3 from {rows:$1} where true
on conflict (part, household, since) do update set atom = excluded.atom, until = excluded.until";

const STAY_ENDS: &str = "
update stay set until = (select r.value->>2 from {rows:$1} where uuid(r.value->>0) = stay.household)
where part = $2 and (household, since) in (select uuid(r.value->>0), r.value->>1 from {rows:$1})";

const LEFT: &str = "
insert into stream_left (part, stream, record, to_stream, to_unit, day, revision)
select cast($2 as bigint), uuid(r.value->>0), uuid(r.value->>1), uuid(r.value->>2), uuid(r.value->>3), r.value->>4,
  cast(r.value->>5 as bigint)
from {rows:$1} where true
on conflict (part, stream, record) do update set to_stream = excluded.to_stream, to_unit = excluded.to_unit,
  day = excluded.day, revision = excluded.revision";

const CAME_BACK: &str = "
delete from stream_left where part = $2 and (stream, record) in
  (select uuid(r.value->>0), uuid(r.value->>1) from {rows:$1})";

const CONFLICTS: &str = "
insert into conflict (part, id, hamlet, subject_kind, subject, field, kept_value, lost_value, kept_operation,
  lost_operation, found_at, revision)
select cast($2 as bigint), uuid(r.value->>0), uuid(r.value->>1), r.value->>2, uuid(r.value->>3), r.value->>4, r.value->>5,
  r.value->>6, uuid(r.value->>7), uuid(r.value->>8), cast(r.value->>9 as bigint), cast(r.value->>10 as bigint)
from {rows:$1}";
