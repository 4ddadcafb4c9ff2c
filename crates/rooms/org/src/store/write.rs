use base::{Day, Uuid};
use db::{Result, Tx};
use serde::Serialize;

use crate::model::Decision;

/// A row of `team`, in the order of its columns below.
#[derive(Serialize)]
pub(crate) struct TeamLine<'a> {
    pub part: i64,
    pub id: Uuid,
    pub unit: Uuid,
    pub kind: &'a str,
    pub name: &'a str,
    pub decision: &'a Decision,
    pub founded_on: Day,
    pub closed_on: Option<Day>,
    pub revision: i64,
}
/// part, id, name, search, sort_key, birth_year, sex.
pub(crate) type PersonLine<'a> = (i64, Uuid, &'a str, String, String, Option<i64>, Option<&'a str>);
/// part, id, team, person, role, post, since, until, revision.
pub(crate) type MemberLine<'a> = (i64, Uuid, Uuid, Uuid, &'a str, &'a str, String, Option<String>, i64);
/// part, unit, indicator, item, as_of, value, source.
pub(crate) type PublishedLine<'a> = (i64, Uuid, &'a str, &'a str, String, i64, &'a str);

/// Above the communes no stream counts the changes (revision 0): there the row counts them itself.
pub(crate) fn put_teams(tx: &mut Tx<'_>, teams: &[TeamLine<'_>]) -> Result<u64> {
    tx.batch(
        "insert into team (part, id, unit, kind, name, decision_number, decision_date, decision_issuer,
           decision_until, founded_on, closed_on, revision)
         select cast(r.value->>'part' as bigint), uuid(r.value->>'id'), uuid(r.value->>'unit'), r.value->>'kind',
           r.value->>'name', r.value->'decision'->>'number', r.value->'decision'->>'date', r.value->'decision'->>'issuer',
           r.value->'decision'->>'valid_until', r.value->>'founded_on', r.value->>'closed_on',
           cast(r.value->>'revision' as bigint) from {rows:$1} where true
         on conflict (part, id) do update set kind = excluded.kind, name = excluded.name,
           decision_number = excluded.decision_number, decision_date = excluded.decision_date,
           decision_issuer = excluded.decision_issuer, decision_until = excluded.decision_until,
           founded_on = excluded.founded_on, closed_on = excluded.closed_on,
           revision = case when excluded.revision = 0 then team.revision + 1 else excluded.revision end",
        teams,
    )
}

pub(crate) fn put_people(tx: &mut Tx<'_>, people: &[PersonLine<'_>]) -> Result<u64> {
    tx.batch(
        "insert into person (part, id, name, search, sort_key, birth_year, sex)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), r.value->>2, r.value->>3, r.value->>4,
           cast(r.value->>5 as bigint), r.value->>6 from {rows:$1} where true
         on conflict (part, id) do update set name = excluded.name, search = excluded.search,
           sort_key = excluded.sort_key, birth_year = excluded.birth_year, sex = excluded.sex",
        people,
    )
}

pub(crate) fn put_memberships(tx: &mut Tx<'_>, memberships: &[MemberLine<'_>]) -> Result<u64> {
    tx.batch(
        "insert into membership (part, id, team, person, role, post, since, until, revision)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), uuid(r.value->>3), r.value->>4,
           r.value->>5, r.value->>6, r.value->>7, cast(r.value->>8 as bigint) from {rows:$1} where true
         on conflict (part, id) do update set role = excluded.role, post = excluded.post, since = excluded.since,
           until = excluded.until,
           revision = case when excluded.revision = 0 then membership.revision + 1 else excluded.revision end",
        memberships,
    )
}

pub(crate) fn put_published(tx: &mut Tx<'_>, figures: &[PublishedLine<'_>]) -> Result<u64> {
    tx.batch(
        "insert into published_figure (part, unit, indicator, item, as_of, value, source)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), r.value->>2, r.value->>3, r.value->>4,
           cast(r.value->>5 as bigint), r.value->>6 from {rows:$1} where true
         on conflict (part, unit, indicator, item, as_of) do update set value = excluded.value, source = excluded.source
         where published_figure.value <> excluded.value or published_figure.source <> excluded.source",
        figures,
    )
}
