//! The spreadsheets of the district's communes, each as another office makes them: headings in two rows, hamlets as sub-headings,
//! sheets or a column, crosses, names in two columns, capitals, letters in pieces.

use org::words;
use roster::layout::{self, Layout, Of, fill};
use roster::{Kind, Meaning, Reading, Record, Settings};
use serde::Deserialize;
use sheets::{Limits, Look, Page, Value};
use unicode_normalization::UnicodeNormalization;

use crate::district::{District, Member, Seat, Team};
use crate::error::Error;

#[derive(Deserialize)]
struct Layouts {
    roster: Vec<Layout>,
    households: Vec<Layout>,
}

/// A spreadsheet with what a reader makes of it.
#[derive(Debug)]
pub struct Table {
    /// The file's name: "To CNSCD 31933.xlsx".
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// How it is laid out.
    pub layout: Option<Layout>,
    /// As it was understood.
    pub reading: Reading,
}

fn layouts(commune: &str, decision: &str) -> Result<Layouts, Error> {
    let json = include_str!("../data/layouts.json");
    let json = json.replace("{COMMUNE}", &commune.to_uppercase()).replace("{decision}", decision);
    serde_json::from_str(&json).map_err(|error| Error::List(error.to_string()))
}

/// The list of households of the commune at this place of the district: its books when the year begins.
pub fn households(district: &District, at: usize, records: &[Record], this_year: i64) -> Result<Table, Error> {
    let commune = district.communes.get(at).ok_or(Error::Missing("there is no such commune"))?;
    let known = layouts(commune.full_name, "")?.households;
    let layout = known.get(at % known.len().max(1)).ok_or(Error::Missing("there is no layout for households"))?;
    written(
        &format!("Ho dan {}.xlsx", commune.code),
        (layout, records),
        Kind::Households,
        (commune.full_name, at, this_year),
    )
}

/// The roster of the commune at this place of the district: its own team and those of its hamlets.
pub fn roster(district: &District, at: usize, this_year: i64) -> Result<Table, Error> {
    let commune = district.communes.get(at).ok_or(Error::Missing("there is no such commune"))?;
    let of_commune = |team: &&Team| match team.seat {
        Seat::Commune(seat) => seat == at,
        Seat::Hamlet(hamlet) => district.hamlets.get(hamlet).is_some_and(|hamlet| hamlet.commune == at),
        Seat::District => false,
    };
    let teams: Vec<&Team> = district.teams.iter().filter(of_commune).collect();
    let own = teams.first().ok_or(Error::Missing("a commune has no team"))?;
    let place = |team: &Team| match team.seat {
        Seat::Hamlet(hamlet) => district.hamlets.get(hamlet).map_or("", |hamlet| hamlet.full_name),
        _ => "",
    };
    let records: Vec<Record> =
        teams.iter().flat_map(|team| team.members.iter().map(|member| record(member, place(team)))).collect();
    let decision = format!("(Kèm theo Quyết định số {} ngày 15 tháng 7 năm 2022 của {})", own.decision, own.issuer);
    let known = layouts(commune.full_name, &decision)?.roster;
    let layout = known.get(at % known.len().max(1)).ok_or(Error::Missing("there is no layout for rosters"))?;
    written(
        &format!("To CNSCD {}.xlsx", commune.code),
        (layout, &records),
        Kind::Roster,
        (commune.full_name, at, this_year),
    )
}

/// Records laid out as an office does it, written, and read again.
fn written(
    name: &str,
    (layout, records): (&Layout, &[Record]),
    kind: Kind,
    (commune, at, this_year): (&str, usize, i64),
) -> Result<Table, Error> {
    let settings = Settings { this_year, kind: Some(kind), ..Settings::default() };
    let filled = fill(Some(layout), records, Of { kind, commune, decision: None }, &settings);
    if !filled.as_imported {
        return Err(Error::List(format!("{name}: its layout does not read back")));
    }
    let pages: Vec<Page> = filled.pages.into_iter().map(|page| messy(page, layout, at)).collect();
    let bytes = sheets::write(&pages).map_err(|error| Error::List(error.to_string()))?;
    let workbook = sheets::read(&bytes, name, &Limits::default(), &mut |_| {});
    let workbook = workbook.map_err(|error| Error::List(error.to_string()))?;
    let reading = roster::read(&workbook, &settings);
    let layout = layout::of(&workbook, &reading);
    Ok(Table { name: name.to_owned(), bytes, layout, reading })
}

fn record(member: &Member, hamlet: &str) -> Record {
    let mut record = Record::named(&member.name);
    record.hamlet = hamlet.to_owned();
    record.birth_year = Some(member.birth_year);
    record.gender = if member.sex.letter() == "m" { "Nam" } else { "Nữ" }.to_owned();
    let role = words::roles().iter().find(|role| role.role == member.role);
    record.role = role.map(|role| role.name_vi.clone()).unwrap_or_default();
    let post = words::posts().iter().find(|post| post.code == member.post);
    record.position = post.map(|post| post.name_vi.clone()).unwrap_or_default();
    record
}

/// What keyboards and habits make of texts: names in capitals, or letters with their marks apart.
fn messy(mut page: Page, layout: &Layout, at: usize) -> Page {
    let names = layout.columns.iter().find(|place| place.meaning == Some(Meaning::FullName)).map(|p| p.column as usize);
    for row in &mut page.sheet.rows {
        let is_row = page.looks.contains(&(row.number, Look::Row));
        for (column, cell) in row.cells.iter_mut().enumerate() {
            let Value::Text(text) = &mut cell.value else { continue };
            match at % 3 {
                0 if is_row && Some(column) == names => *text = text.to_uppercase(),
                1 => *text = text.nfd().collect(),
                _ if is_row && Some(column) == names => text.push(' '),
                _ => {}
            }
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Names, SEED};

    #[test]
    fn every_commune_has_a_roster_that_is_read_to_the_last_member() {
        let district = District::generate(SEED, &Names::built_in());
        let mut people = 0;
        for at in 0..district.communes.len() {
            let table = roster(&district, at, 2025).expect("a roster");
            let again = roster(&district, at, 2025).expect("a roster");
            assert_eq!(table.bytes, again.bytes, "the same seed gives the same file");
            let named = table.reading.records.iter().filter(|record| record.about == roster::About::Person);
            people += named.count();
            assert!(table.reading.decision.is_some(), "{}", table.name);
        }
        assert_eq!(people, 542 - 7);
    }
}
