use base::Uuid;
use db::{Result, Tx, args};

/// The atoms of a hamlet.
pub fn atoms_of(tx: &mut Tx<'_>, part: i64, hamlet: Uuid) -> Result<Vec<Uuid>> {
    tx.all("select id from atom where part = $1 and unit = $2", args![part, hamlet], |row| row.get(0))
}

/// The households that were ever counted in these atoms; one that was merged is the one that stands for it.
pub fn households_counted_in(tx: &mut Tx<'_>, part: i64, atoms: &[Uuid]) -> Result<Vec<Uuid>> {
    tx.all(
        "select distinct coalesce(h.merged_into, h.id) from {rows:$1}
         cross join stay s cross join household h
         where s.part = $2 and s.atom = uuid(r.value->>0) and h.part = s.part and h.id = s.household
         order by coalesce(h.merged_into, h.id)",
        &[super::ids(atoms)?, part.into()],
        |row| row.get(0),
    )
}
