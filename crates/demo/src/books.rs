//! The books of the hamlets come in from their communes' spreadsheets, before anyone knocks on a door.

use std::collections::HashMap;
use std::sync::Arc;

use access::Scope;
use base::{Day, Ids, Instant, Uuid};
use db::{Db, Tx};
use fieldwork::lists::{Wanted, bring_in as list_in};
use org::import::Import;
use org::lists::{self, File};
use roster::{About, Kind, Record};
use serde_json::Value;

use crate::District;
use crate::district::Seat;
use crate::error::Error;
use crate::family::{Family, Person};
use crate::setup::Founded;
use crate::tables::{self, Table};
use crate::year::{Listed, Year};

/// Brings in the list of every commune under its officer, and tells the year who came in as whom.
pub(crate) fn bring_in(
    db: &Db,
    (district, founded): (&District, &Founded),
    year: &mut Year<'_>,
    now: Instant,
    ids: &dyn Ids,
) -> Result<(), Error> {
    for at in 0..district.communes.len() {
        let book = year.book(at);
        let records: Vec<Record> = book
            .iter()
            .filter_map(|(home, family)| Some((year.address(*home)?, family)))
            .flat_map(|(address, family)| family.people.iter().map(move |person| record(person, address)))
            .collect();
        let table = tables::households(district, at, &records, Day::of(now).year().into())?;
        let officer = officer(district, founded, at).ok_or(Error::Missing("a commune has no officer"))?;
        let came = db.write_blocking(|tx| one(tx, (founded, at), officer, &table, (now, ids)))?;
        settle(year, book, &table, &came)?;
    }
    Ok(())
}

fn record(person: &Person, (hamlet, number): (&str, u32)) -> Record {
    let mut record = Record::named(&person.name);
    record.hamlet = hamlet.to_owned();
    record.birth_year = person.birth_year;
    record.gender = if person.sex.letter() == "m" { "Nam" } else { "Nữ" }.to_owned();
    record.household_no = (number + 1).to_string();
    let mut relation = person.relation.chars();
    record.relation = relation.next().map(|first| first.to_uppercase().chain(relation).collect()).unwrap_or_default();
    record
}

/// The account of the commune's officer: the second of its own team (see the officers in `setup`).
fn officer(district: &District, founded: &Founded, at: usize) -> Option<Uuid> {
    let team = district.teams.iter().position(|team| team.seat == Seat::Commune(at))?;
    Some(founded.teams.get(team)?.get(1)?.account)
}

/// Who a row became: household and resident, by sheet and row.
type Came = HashMap<(String, u32), (Uuid, Uuid)>;

fn one(
    tx: &mut Tx<'_>,
    (founded, at): (&Founded, usize),
    officer: Uuid,
    table: &Table,
    (now, ids): (Instant, &dyn Ids),
) -> Result<Came, Error> {
    let commune = founded.communes.get(at).copied().ok_or(Error::Missing("there is no such commune"))?;
    let commune = places::store::unit(tx, commune)?.ok_or(Error::Missing("there is no such commune"))?;
    let scope: Option<Arc<Scope>> = access::scope::load(tx, founded.part, officer)?;
    let scope = scope.ok_or(Error::Missing("a commune's officer may nothing"))?;
    let by = Import { now, ids, actor: Some(officer) };
    let file = File { name: &table.name, hash: &lists::hash(&table.bytes), basis: None };
    let wanted = Wanted { unit: Some(&commune), file: Some(file), ..Wanted::default() };
    let (_, list) =
        list_in(tx, &table.reading, &wanted, (&by, scope)).map_err(|error| Error::List(error.to_string()))?;
    lists::keep_layout(tx, (&commune, Kind::Households), table.layout.as_ref())?;
    let list = list.ok_or(Error::Missing("a list of households says nothing"))?;
    let kept = lists::one(tx, list)?.ok_or(Error::Missing("a list is not there"))?;
    let home = |after: &str| {
        let after: Value = serde_json::from_str(after).ok()?;
        after.get("household")?.as_str()?.parse::<Uuid>().ok()
    };
    let lines = lists::lines(tx, &kept)?.into_iter();
    Ok(lines.filter_map(|line| Some(((line.sheet, line.row), (home(&line.after)?, line.subject)))).collect())
}

/// The rows of the sheets stand in the order of the book.
fn settle(year: &mut Year<'_>, book: Vec<(u32, Family)>, table: &Table, came: &Came) -> Result<(), Error> {
    let people = table.reading.records.iter().filter(|record| record.about == About::Person);
    let mut rows = people.map(|record| came.get(&(record.sheet.clone(), record.source_row)));
    for (home, family) in book {
        let mut listed = Listed { household: Uuid::nil(), residents: Vec::with_capacity(family.people.len()) };
        for person in &family.people {
            let Some((household, resident)) = rows.next().flatten() else {
                return Err(Error::List(format!("{}: {} did not come in", table.name, person.name)));
            };
            listed.household = *household;
            listed.residents.push(*resident);
        }
        year.came_in(home, listed);
    }
    Ok(())
}
