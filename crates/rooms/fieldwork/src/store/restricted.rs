//! What is protected of a hamlet's households, for the desk.

use std::collections::BTreeMap;

use base::Uuid;
use db::{Result, Tx, args};

use super::load::from_json;
use crate::consent::Consents;

/// A household with what is kept of it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The household.
    pub household: Uuid,
    /// What people call it.
    pub name: String,
    /// What it was asked.
    pub consents: Consents,
    /// By (person's name, field); '' for the household itself.
    pub values: BTreeMap<(String, String), KeptValue>,
}

/// A value and what it rests on.
#[derive(Debug, Clone)]
pub struct KeptValue {
    /// The value.
    pub value: String,
    /// 'consent' or 'law' where a list brought it in.
    pub basis: Option<String>,
    /// That list's document.
    pub document: Option<String>,
}

/// The households of a hamlet that were asked or of which something is kept, in two statements.
pub fn kept(tx: &mut Tx<'_>, part: i64, hamlet: Uuid) -> Result<Vec<Kept>> {
    let mut all: BTreeMap<Uuid, Kept> = BTreeMap::new();
    let asked = tx.all(
        "select h.id, h.name, h.consents from household h
         where h.part = $1 and h.hamlet = $2 and h.left_on is null and h.merged_into is null
           and (h.consents <> '{}' or h.has_merged = 1 or exists (select 1 from restricted_value v
             where v.part = h.part and v.household = h.id and v.value is not null))",
        args![part, hamlet],
        |row| {
            let household = row.get(0)?;
            Ok(Kept { household, name: row.get(1)?, consents: from_json(row, 2)?, values: BTreeMap::new() })
        },
    )?;
    all.extend(asked.into_iter().map(|kept| (kept.household, kept)));
    let values = tx.all(
        // The newest value of a field comes last and stands.
        "with home as (
           select h.id, h.id as stands from household h where h.part = $1 and h.hamlet = $2 and h.merged_into is null
           union all
           select m.id, h.id from household h join household m on m.part = h.part and m.merged_into = h.id
           where h.part = $1 and h.hamlet = $2 and h.has_merged = 1 and m.merged_into is not null)
         select home.stands, coalesce(p.name, ''), v.field, v.value, l.basis, l.basis_document from home
         cross join restricted_value v
         left join resident p on p.part = v.part and p.id = v.subject
         left join list_import l on l.part = v.part and l.id = v.basis
         where v.part = $1 and v.household = home.id and v.value is not null and (p.id is null or p.left_on is null)
         order by v.said_at, v.basis",
        args![part, hamlet],
        |row| {
            let value = KeptValue { value: row.get(3)?, basis: row.get(4)?, document: row.get(5)? };
            Ok((row.get::<Uuid>(0)?, (row.get::<String>(1)?, row.get::<String>(2)?), value))
        },
    )?;
    for (household, key, value) in values {
        if let Some(kept) = all.get_mut(&household) {
            kept.values.insert(key, value);
        }
    }
    let something = |kept: &Kept| !kept.values.is_empty() || !kept.consents.is_empty();
    let mut kept: Vec<Kept> = all.into_values().filter(something).collect();
    kept.sort_by_cached_key(|one| places::name_key(&one.name));
    Ok(kept)
}
