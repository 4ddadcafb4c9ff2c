//! The SQL of group activities. They share a table with the visits, which are told apart by their kind.

use std::collections::HashSet;

use base::{Day, Uuid};
use db::{Result, Row, Tx, args};
use serde::Serialize;
use sync::{Kind, Streams};

use super::words::Word;
use super::{Form, Gathered, Gathering};
use crate::store::{from_json, ids};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "select a.id, a.atom, a.hamlet, a.kind, a.author, a.operation, a.day, a.channel, a.place, a.place_note, a.partners,
               a.topics, a.came, a.contacts, a.files, a.people, a.practised, a.note, a.flags, a.stamp_ms, a.stamp_counter,
               a.device_at, a.corrected_at, a.received_at, a.removed_by, a.revision from ",
            $rest
        )
    };
}

/// Group activities by id.
pub fn by_id(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<Vec<Gathering>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        columns!("{rows:$1} join activity a on a.part = $2 and a.id = uuid(r.value->>0) where a.kind <> 'visit'"),
        &[ids(wanted)?, part.into()],
        gathering,
    )
}

/// In whose books group activities are.
pub fn hamlets_of(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<Vec<Uuid>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        "select a.hamlet from {rows:$1} join activity a on a.part = $2 and a.id = uuid(r.value->>0) where a.kind <> 'visit'",
        &[ids(wanted)?, part.into()],
        |row| row.get(0),
    )
}

/// Those of a hamlet that changed after a revision.
pub fn changed(tx: &mut Tx<'_>, part: i64, hamlet: Uuid, since: i64) -> Result<Vec<Gathering>> {
    tx.all(
        columns!(
            "activity a where a.part = $1 and a.hamlet = $2 and a.revision > $3 and a.kind <> 'visit' order by a.revision"
        ),
        args![part, hamlet, since],
        gathering,
    )
}

/// The next that stand in a hamlet since a day, in the order of their ids.
pub fn after(
    tx: &mut Tx<'_>,
    part: i64,
    hamlet: Uuid,
    (after, from): (Uuid, Day),
    limit: i64,
) -> Result<Vec<Gathering>> {
    tx.all(
        columns!(
            "activity a where a.part = $1 and a.hamlet = $2 and a.id > $3 and a.day >= $4 and a.removed_by is null
               and a.kind <> 'visit' order by a.id limit $5"
        ),
        args![part, hamlet, after, from, limit],
        gathering,
    )
}

/// The next that stand in a part, for the recount.
pub fn standing(tx: &mut Tx<'_>, part: i64, after: Uuid, limit: i64) -> Result<Vec<Gathering>> {
    tx.all(
        columns!(
            "activity a where a.part = $1 and a.id > $2 and a.kind <> 'visit' and a.removed_by is null order by a.id limit $3"
        ),
        args![part, after, limit],
        gathering,
    )
}

fn gathering(row: &Row<'_>) -> Result<Gathering> {
    let kind: String = row.get(3)?;
    Ok(Gathering {
        id: row.get(0)?,
        atom: row.get(1)?,
        hamlet: row.get(2)?,
        form: Form::parse(&kind).ok_or_else(|| db::Error::Damaged(format!("an activity of kind {kind}")))?,
        author: row.get(4)?,
        operation: row.get(5)?,
        day: row.parsed(6)?,
        channel: row.get(7)?,
        place: row.get(8)?,
        place_note: row.get(9)?,
        partners: from_json(row, 10)?,
        topics: from_json(row, 11)?,
        came: row.get(12)?,
        contacts: row.get(13)?,
        files: row.get(14)?,
        people: from_json(row, 15)?,
        practised: from_json(row, 16)?,
        note: row.get(17)?,
        flags: row.get(18)?,
        stamp: (row.get(19)?, row.get(20)?),
        times: [row.get(21)?, row.get(22)?, row.get(23)?],
        removed_by: row.get(24)?,
        revision: row.get(25)?,
    })
}

/// Writes what a push did to them.
pub(crate) fn save(tx: &mut Tx<'_>, part: i64, gathered: &Gathered) -> Result<()> {
    let changed: Vec<&Gathering> = gathered.changed.iter().filter_map(|id| gathered.rows.get(id)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(changed.len());
    for one in &changed {
        let lists = [text(&one.partners)?, text(&one.topics)?, text(&one.people)?, text(&one.practised)?];
        let [partners, topics, people, practised] = lists;
        // As two lists: a tuple has no more than sixteen places.
        rows.push((
            (one.id, one.atom, one.hamlet, one.form.word(), one.author, one.operation, one.day, &one.channel),
            (&one.place, &one.place_note, partners, topics, one.came, one.contacts, one.files, people, practised),
            (&one.note, &one.flags, one.stamp.0, one.stamp.1, one.times, one.removed_by, one.revision),
        ));
    }
    tx.exec(ROWS, &[db::json(&rows)?, part.into()])?;
    let gone = changed.iter().filter(|one| one.removed_by.is_some());
    let gone: Vec<_> = gone.flat_map(|one| one.practised.iter().map(|(who, skill, _)| (*who, skill, one.id))).collect();
    if !gone.is_empty() {
        tx.exec(crate::store::REMOVED, &[db::json(&gone)?, part.into()])?;
    }
    Ok(())
}

fn text<T: Serialize>(value: &[T]) -> Result<String> {
    serde_json::to_string(value).map_err(|e| db::Error::Other(e.to_string()))
}

const ROWS: &str = "
insert into activity (part, id, atom, hamlet, kind, author, operation, day, channel, place, place_note, partners, topics,
  came, contacts, files, people, practised, note, flags, stamp_ms, stamp_counter, device_at, corrected_at, received_at,
  removed_by, revision, met)
select cast($2 as bigint), uuid(r.value->0->>0), uuid(r.value->0->>1), uuid(r.value->0->>2), r.value->0->>3,
  uuid(r.value->0->>4), uuid(r.value->0->>5), r.value->0->>6, r.value->0->>7, r.value->1->>0, r.value->1->>1,
  r.value->1->>2, r.value->1->>3, cast(r.value->1->>4 as bigint), cast(r.value->1->>5 as bigint),
  cast(r.value->1->>6 as bigint), r.value->1->>7, r.value->1->>8, r.value->2->>0, r.value->2->>1,
  cast(r.value->2->>2 as bigint), cast(r.value->2->>3 as bigint), cast(r.value->2->4->>0 as bigint),
  cast(r.value->2->4->>1 as bigint), cast(r.value->2->4->>2 as bigint), uuid(r.value->2->>5),
  cast(r.value->2->>6 as bigint), 0
from {rows:$1} where true
on conflict (part, id) do update set removed_by = excluded.removed_by, revision = excluded.revision";

/// The words that can be picked: (kind, code).
pub fn words(tx: &mut Tx<'_>) -> Result<HashSet<(String, String)>> {
    let found = tx.all("select kind, code from activity_word", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Words of the catalogue that changed after a revision.
pub(super) fn words_changed(tx: &mut Tx<'_>, since: i64) -> Result<Vec<Word>> {
    tx.all(
        "select kind, code, position, name_vi, name_en, since from activity_word where revision > $1 order by kind, position",
        args![since],
        word,
    )
}

fn word(row: &Row<'_>) -> Result<Word> {
    Ok(Word {
        kind: row.get(0)?,
        code: row.get(1)?,
        position: row.get(2)?,
        name_vi: row.get(3)?,
        name_en: row.get(4)?,
        since: row.get(5)?,
    })
}

/// Makes the stored words those of the list; raises the catalogue's stream where that changes any.
pub(super) fn keep_words(tx: &mut Tx<'_>, list: &[Word]) -> Result<()> {
    let known = words_changed(tx, -1)?;
    let changed: Vec<&Word> = list.iter().filter(|word| !known.contains(word)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut streams = Streams::lock(tx, 0, &[(Kind::Catalogue, Uuid::nil())].into())?;
    let revision = streams.bump(Kind::Catalogue, Uuid::nil())?;
    tx.exec(
        "insert into activity_word (kind, code, position, name_vi, name_en, since, revision)
         select r.value->>'kind', r.value->>'code', cast(r.value->>'position' as bigint), r.value->>'name_vi',
           r.value->>'name_en', r.value->>'since', cast($2 as bigint)
         from {rows:$1} where true
         on conflict (kind, code) do update set position = excluded.position, name_vi = excluded.name_vi,
           name_en = excluded.name_en, since = excluded.since, revision = excluded.revision",
        &[db::json(&changed)?, revision.into()],
    )?;
    streams.save(tx, 0)
}
