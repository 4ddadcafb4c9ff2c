use base::Uuid;
use db::{Result, Tx};

/// part, id, unit, kind, name, decision number, date, issuer, founded_on, closed_on, revision.
pub(crate) type TeamLine<'a> =
    (i64, Uuid, Uuid, &'a str, &'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>, String, Option<String>, i64);
/// part, id, name, search, sort_key, birth_year, sex.
pub(crate) type PersonLine<'a> = (i64, Uuid, &'a str, String, String, Option<i64>, Option<&'a str>);
/// part, id, team, person, role, post, since, until, revision.
pub(crate) type MemberLine<'a> = (i64, Uuid, Uuid, Uuid, &'a str, &'a str, String, Option<String>, i64);
/// part, unit, indicator, item, as_of, value, source.
pub(crate) type PublishedLine<'a> = (i64, Uuid, &'a str, &'a str, String, i64, &'a str);

pub(crate) fn put_teams(tx: &mut Tx<'_>, teams: &[TeamLine<'_>]) -> Result<u64> {
    tx.batch(
        "insert into team (part, id, unit, kind, name, decision_number, decision_date, decision_issuer, founded_on,
           closed_on, revision)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), r.value->>3, r.value->>4, r.value->>5,
           r.value->>6, r.value->>7, r.value->>8, r.value->>9, cast(r.value->>10 as bigint) from {rows:$1} where true
         on conflict (part, id) do update set kind = excluded.kind, name = excluded.name,
           decision_number = excluded.decision_number, decision_date = excluded.decision_date,
           decision_issuer = excluded.decision_issuer, founded_on = excluded.founded_on, closed_on = excluded.closed_on,
           revision = excluded.revision",
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
           until = excluded.until, revision = excluded.revision",
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
