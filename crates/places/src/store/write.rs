//! What imports write. Every statement takes a batch and leaves alone what is there already and the same.

use base::Uuid;
use db::{Result, Tx, args};

/// id, tier, code, vintage, part, kind, valid_from. A part is given once: it is never changed here.
pub(crate) type UnitLine = (Uuid, &'static str, Option<String>, Option<i64>, i64, String, String);
/// unit, valid_from, valid_to, name, full_name, search, sort_key.
pub(crate) type NameLine = (Uuid, String, String, String, String, String, String);
/// map, unit, ancestor, depth, valid_from.
pub(crate) type LinkLine = (i64, Uuid, Uuid, i64, String);
/// predecessor, successor, relation, day, decision, is_default, note.
pub(crate) type SuccessionLine = (Uuid, Uuid, String, String, String, i64, String);
/// part, id, unit, made_on.
pub(crate) type AtomLine = (i64, Uuid, Uuid, String);

pub(crate) fn add_parts(tx: &mut Tx<'_>, parts: &[(i64, String, i64)]) -> Result<u64> {
    tx.batch(
        "insert into part (part, province_code, made_at)
         select cast(r.value->>0 as bigint), r.value->>1, cast(r.value->>2 as bigint) from {rows:$1} where true
         on conflict (part) do nothing",
        parts,
    )
}

pub(crate) fn parts(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>> {
    tx.all("select province_code, part from part", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub(crate) fn put_units(tx: &mut Tx<'_>, units: &[UnitLine]) -> Result<u64> {
    tx.batch(
        "insert into unit (id, tier, code, vintage, part, kind, valid_from)
         select uuid(r.value->>0), r.value->>1, r.value->>2, cast(r.value->>3 as bigint), cast(r.value->>4 as bigint),
           r.value->>5, r.value->>6 from {rows:$1} where true
         on conflict (id) do update set tier = excluded.tier, kind = excluded.kind
         where unit.tier <> excluded.tier or unit.kind <> excluded.kind",
        units,
    )
}

pub(crate) fn put_names(tx: &mut Tx<'_>, names: &[NameLine]) -> Result<u64> {
    tx.batch(
        "insert into unit_name (unit, valid_from, valid_to, name, full_name, search, sort_key)
         select uuid(r.value->>0), r.value->>1, r.value->>2, r.value->>3, r.value->>4, r.value->>5, r.value->>6
         from {rows:$1} where true
         on conflict (unit, valid_from) do update set valid_to = excluded.valid_to, name = excluded.name,
           full_name = excluded.full_name, search = excluded.search, sort_key = excluded.sort_key
         where unit_name.valid_to <> excluded.valid_to or unit_name.name <> excluded.name
           or unit_name.full_name <> excluded.full_name or unit_name.search <> excluded.search
           or unit_name.sort_key <> excluded.sort_key",
        names,
    )
}

/// Where the units with a code hang on a map: unit, parent.
pub(crate) fn parents(tx: &mut Tx<'_>, map: i64) -> Result<Vec<(Uuid, Uuid)>> {
    tx.all(
        "select l.unit, l.ancestor from unit_link l join unit u on u.id = l.unit and u.code is not null
         where l.map = $1 and l.depth = 1 and l.valid_to = '9999-12-31'",
        args![map],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Lets the engine look at how the tables of units are filled: until it has, it plans as if they were empty.
pub(crate) fn settle(tx: &mut Tx<'_>) -> Result<()> {
    tx.run_text("analyze unit; analyze unit_name; analyze unit_link; analyze unit_succession")
}

pub(crate) fn add_links(tx: &mut Tx<'_>, links: &[LinkLine]) -> Result<u64> {
    tx.batch(
        "insert into unit_link (map, unit, ancestor, depth, valid_from)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), cast(r.value->>3 as bigint), r.value->>4
         from {rows:$1} where true
         on conflict (map, unit, ancestor, valid_from) do nothing",
        links,
    )
}

pub(crate) fn put_successions(tx: &mut Tx<'_>, successions: &[SuccessionLine]) -> Result<u64> {
    tx.batch(
        "insert into unit_succession (predecessor, successor, relation, day, decision, is_default, note)
         select uuid(r.value->>0), uuid(r.value->>1), r.value->>2, r.value->>3, r.value->>4,
           cast(r.value->>5 as bigint), r.value->>6 from {rows:$1} where true
         on conflict (predecessor, successor) do update set relation = excluded.relation, day = excluded.day,
           decision = excluded.decision, is_default = excluded.is_default, note = excluded.note
         where unit_succession.relation <> excluded.relation or unit_succession.day <> excluded.day
           or unit_succession.decision <> excluded.decision or unit_succession.is_default <> excluded.is_default
           or unit_succession.note <> excluded.note",
        successions,
    )
}

pub(crate) fn add_atoms(tx: &mut Tx<'_>, atoms: &[AtomLine]) -> Result<u64> {
    tx.batch(
        "insert into atom (part, id, unit, made_on)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), r.value->>3 from {rows:$1} where true
         on conflict (part, id) do nothing",
        atoms,
    )
}

/// Where units with a code hang now, each on its own map.
pub(crate) fn links_of(tx: &mut Tx<'_>, units: &[Uuid]) -> Result<Vec<LinkLine>> {
    let rows: Vec<[Uuid; 1]> = units.iter().map(|id| [*id]).collect();
    tx.all(
        "select l.map, l.unit, l.ancestor, l.depth, l.valid_from
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit u on u.id = asked.id
         join unit_link l on l.map = u.vintage and l.unit = u.id and l.valid_to = '9999-12-31'",
        &[db::json(&rows)?],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
    )
}

/// The hamlets of a part that hang on the map `before` and not on `after` follow their commune, where it has one successor.
pub(crate) fn hang_hamlets(tx: &mut Tx<'_>, part: i64, before: i64, after: i64) -> Result<u64> {
    let hung = tx.exec(
        "insert into unit_link (map, unit, ancestor, depth, valid_from)
         select cast($3 as bigint), h.id, above.ancestor, above.depth + 1,
           case when h.valid_from > above.valid_from then h.valid_from else above.valid_from end
         from unit h
         join unit_link l on l.map = $2 and l.unit = h.id and l.depth = 1 and l.valid_to = '9999-12-31'
         join unit_succession s on s.predecessor = l.ancestor
         join unit_link above on above.map = $3 and above.unit = s.successor and above.valid_to = '9999-12-31'
         where h.part = $1 and h.tier = 'hamlet'
           and not exists (select 1 from unit_succession other
             where other.predecessor = s.predecessor and other.successor <> s.successor)
           and not exists (select 1 from unit_link there where there.map = $3 and there.unit = h.id)",
        args![part, before, after],
    )?;
    tx.exec(
        "insert into unit_link (map, unit, ancestor, depth, valid_from)
         select l.map, l.unit, l.unit, 0, l.valid_from from unit h
         join unit_link l on l.map = $2 and l.unit = h.id and l.depth = 1 and l.valid_to = '9999-12-31'
         where h.part = $1 and h.tier = 'hamlet' and not exists (select 1 from unit_link there
           where there.map = $2 and there.unit = h.id and there.depth = 0)",
        args![part, after],
    )?;
    Ok(hung)
}
