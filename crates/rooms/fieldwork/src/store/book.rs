use std::collections::HashMap;

use base::Uuid;
use db::{Result, Tx};
use serde_json::json;

use crate::lists::{Home, Person};

/// The households of hamlets with the people who live there now, in two statements.
pub(crate) fn book(tx: &mut Tx<'_>, part: i64, hamlets: &[Uuid]) -> Result<Vec<Home>> {
    let rows: Vec<[Uuid; 1]> = hamlets.iter().map(|id| [*id]).collect();
    let asked = || db::json(&rows);
    let found = tx.all(
        // What was merged goes where the household goes that stands for it, whatever hamlet its own row names.
        "select h.id, p.id, p.name, p.birth_year, p.sex, p.relation from {rows:$1}
         join household h on h.part = $2 and h.hamlet = uuid(r.value->>0)
         join resident p on p.part = h.part and p.household = h.id and p.left_on is null and p.merged_into is null
         where h.left_on is null and h.merged_into is null
         union all
         select h.id, p.id, p.name, p.birth_year, p.sex, p.relation from {rows:$1}
         join household h on h.part = $2 and h.hamlet = uuid(r.value->>0)
         join household m on m.part = h.part and m.merged_into = h.id
         join resident p on p.part = m.part and p.household = m.id and p.left_on is null and p.merged_into is null
         where h.left_on is null and h.has_merged = 1 and m.merged_into is not null",
        &[asked()?, part.into()],
        |row| {
            let person = Person {
                id: row.get(1)?,
                name: row.get(2)?,
                birth_year: row.get(3)?,
                sex: row.get(4)?,
                relation: row.get(5)?,
            };
            Ok((row.get::<Uuid>(0)?, person))
        },
    )?;
    let mut people: HashMap<Uuid, Vec<Person>> = HashMap::new();
    found.into_iter().for_each(|(household, person)| people.entry(household).or_default().push(person));
    tx.all(
        "select h.id, h.hamlet, h.name, h.revision, h.smartphones, h.computers, h.line, h.surveyed_on from {rows:$1}
         join household h on h.part = $2 and h.hamlet = uuid(r.value->>0) where h.left_on is null and h.merged_into is null
         order by h.id",
        &[asked()?, part.into()],
        |row| {
            let id: Uuid = row.get(0)?;
            let people = people.remove(&id).unwrap_or_default();
            let survey = [
                ("smartphones", json!(row.get::<Option<i64>>(4)?)),
                ("computers", json!(row.get::<Option<i64>>(5)?)),
                ("line", json!(row.get::<Option<String>>(6)?)),
                ("surveyed_on", json!(row.get::<Option<String>>(7)?)),
            ];
            let survey = survey.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
            Ok(Home { id, hamlet: row.get(1)?, name: row.get(2)?, revision: row.get(3)?, survey, people })
        },
    )
}
