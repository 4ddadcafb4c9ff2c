use std::collections::{BTreeMap, HashMap};

use base::{Day, Uuid};
use db::{Result, Row, Tx};

use super::ids;
use super::load::from_json;
use crate::contribution::{Event, History};
use crate::house::House;
use crate::merged;
use crate::model::Visit;

/// Gives these households their whole history in place of its top.
pub fn complete(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid], houses: &mut BTreeMap<Uuid, House>) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let all =
        wanted.iter().filter_map(|id| houses.get(id)).flat_map(|house| house.joined.keys().chain([&house.row.id]));
    let mut parts = facts(tx, part, &all.copied().collect::<Vec<_>>())?;
    for id in wanted {
        let Some(house) = houses.get_mut(id) else { continue };
        let (own, mut visits, mut events) = parts.remove(id).unwrap_or_default();
        let mut earlier = Vec::with_capacity(house.joined.len());
        for one in house.joined.keys() {
            let (stays, theirs, practised) = parts.remove(one).unwrap_or_default();
            earlier.push(stays);
            visits.extend(theirs);
            events.extend(practised);
        }
        let history = History {
            household: *id,
            stays: merged::stays(own, earlier),
            survey: merged::survey(&house.row, &house.joined),
            residents: merged::pasts(&house.residents),
            visits: standing(&visits),
            events: merged::events(events, &house.residents),
        };
        house.make_whole(history, visits.into_iter().map(|visit| (visit.id, visit)).collect());
    }
    Ok(())
}

/// The whole histories of households with their rows, for the recount.
pub fn histories(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<Vec<History>> {
    let mut houses = super::houses(tx, part, wanted)?;
    complete(tx, part, wanted, &mut houses)?;
    Ok(houses.into_values().map(|house| house.before).collect())
}

/// The next households of a part in the order of their ids, each that stands.
pub fn ids_after(tx: &mut Tx<'_>, part: i64, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    tx.all(
        "select id from household where part = $1 and id > $2 and merged_into is null order by id limit $3",
        db::args![part, after, limit],
        |row| row.get(0),
    )
}

type Facts = (Vec<(Day, Option<Day>, Uuid)>, Vec<Visit>, Vec<Event>);

fn facts(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<HashMap<Uuid, Facts>> {
    let mut found: HashMap<Uuid, Facts> = HashMap::new();
    let stays = tx.all(
        "select s.household, s.since, s.until, s.atom from {rows:$1}
         join stay s on s.part = $2 and s.household = uuid(r.value->>0) order by s.since",
        &[ids(wanted)?, part.into()],
        |row| Ok((row.get::<Uuid>(0)?, (row.parsed(1)?, row.parsed_opt(2)?, row.get(3)?))),
    )?;
    for (household, stay) in stays {
        found.entry(household).or_default().0.push(stay);
    }
    let visits = tx.all(
        "select a.id, a.atom, a.hamlet, a.household, a.author, a.operation, a.day, a.met, a.people, a.next_step, a.next_day,
           a.next_note, a.note, a.flags, a.stamp_ms, a.stamp_counter, a.device_at, a.corrected_at, a.received_at,
           a.removed_by, a.revision, a.practised
         from {rows:$1} join activity a on a.part = $2 and a.household = uuid(r.value->>0)",
        &[ids(wanted)?, part.into()],
        visit,
    )?;
    for visit in visits {
        found.entry(visit.household).or_default().1.push(visit);
    }
    let events = tx.all(
        "select p.household, e.resident, e.skill, e.day, e.atom, e.level, e.stamp_ms, e.stamp_counter, e.activity, e.why
         from {rows:$1} join resident p on p.part = $2 and p.household = uuid(r.value->>0)
         join ladder_event e on e.part = $2 and e.resident = p.id where e.removed = 0",
        &[ids(wanted)?, part.into()],
        |row| {
            let event = Event {
                resident: row.get(1)?,
                skill: row.get(2)?,
                day: row.parsed(3)?,
                atom: row.get(4)?,
                level: row.get(5)?,
                order: (row.get(6)?, row.get(7)?, row.get(8)?),
                why: row.get(9)?,
            };
            Ok((row.get::<Uuid>(0)?, event))
        },
    )?;
    for (household, event) in events {
        found.entry(household).or_default().2.push(event);
    }
    Ok(found)
}

fn standing(visits: &[Visit]) -> Vec<(Day, Uuid, bool)> {
    let standing = visits.iter().filter(|visit| visit.removed_by.is_none());
    standing.map(|visit| (visit.day, visit.atom, visit.met)).collect()
}

/// Reads a visit from the columns above.
pub(super) fn visit(row: &Row<'_>) -> Result<Visit> {
    Ok(Visit {
        id: row.get(0)?,
        atom: row.get(1)?,
        hamlet: row.get(2)?,
        household: row.get(3)?,
        author: row.get(4)?,
        operation: row.get(5)?,
        day: row.parsed(6)?,
        met: row.flag(7)?,
        people: from_json(row, 8)?,
        next_step: row.get(9)?,
        next_day: row.parsed_opt(10)?,
        next_note: row.get(11)?,
        note: row.get(12)?,
        flags: row.get(13)?,
        stamp: (row.get(14)?, row.get(15)?),
        times: [row.get(16)?, row.get(17)?, row.get(18)?],
        removed_by: row.get(19)?,
        revision: row.get(20)?,
        practised: from_json(row, 21)?,
    })
}
