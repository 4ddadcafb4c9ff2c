//! A whole file: sheet by sheet, table by table, then what rows say of each other.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use sheets::{Format, Workbook};

use crate::birth::Reading as BirthReading;
use crate::decision::{self, Decision};
use crate::grid::{Grid, Row};
use crate::header::{self, Header};
use crate::meaning::Meaning;
use crate::person::{Above, Context};
use crate::record::{About, Record};
use crate::said::{self, Values};
use crate::statement::Statement;
use crate::table::{self, Found, Line, Table};
use crate::{checks, days, name, place};

/// What an officer has said about columns: by sheet (composed name) and column.
pub type Corrections = BTreeMap<String, HashMap<usize, Meaning>>;

/// What reading needs to know of the world.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// No birth is later than this year.
    pub this_year: i64,
    /// What the file is known to be; None lets its headings say.
    pub kind: Option<Kind>,
    /// Corrected columns.
    pub corrections: Corrections,
    /// What headings were said to mean before, by [`heading_key`].
    pub headings: HashMap<String, Meaning>,
    /// Mended values of single rows.
    pub values: Values,
}

/// Under which a heading is remembered: marks, case and signs aside.
pub fn heading_key(heading: &str) -> String {
    base::fold(heading)
}

/// The two kinds of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Members of teams.
    Roster,
    /// Households and who lives in them.
    Households,
}

/// A file, understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reading {
    /// Its sheets, in order.
    pub sheets: Vec<SheetReading>,
    /// Every row that names somebody and every statement on a sheet, in the order of the file.
    pub records: Vec<Record>,
    /// The decision that the file says it belongs to.
    pub decision: Option<Decision>,
}

/// What was found in a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetReading {
    /// Composed.
    pub name: String,
    /// Its tables, from top to bottom, then from left to right.
    pub tables: Vec<Table>,
}

/// Understands a workbook.
pub fn read(workbook: &Workbook, settings: &Settings) -> Reading {
    let composed = matches!(workbook.format, Format::Text { encoding: sheets::Encoding::Windows1258, .. });
    let grids: Vec<Grid> = workbook.sheets.iter().map(Grid::new).collect();
    let mut reading = Reading { sheets: Vec::new(), records: Vec::new(), decision: decision::of(&grids) };
    for grid in &grids {
        let (sheet, records) = sheet(grid, settings, composed);
        reading.sheets.push(sheet);
        reading.records.extend(records);
    }
    settle_commune(&mut reading.records, &grids);
    checks::add(&mut reading.records);
    reading
}

fn sheet(grid: &Grid, settings: &Settings, composed: bool) -> (SheetReading, Vec<Record>) {
    let nothing = HashMap::new();
    let said = settings.corrections.get(&grid.name).unwrap_or(&nothing);
    let headers = headers(grid);
    let mut records: Vec<(usize, Record)> = Vec::new();
    let mut statement = Statement::default();
    let mut tables: Vec<Table> = Vec::new();
    let mut title_from = 0;
    let mut titled = Titles::default();
    for (at, group) in headers.iter().enumerate() {
        let until = headers.get(at + 1).map_or(u32::MAX, |next| next[0].first_row);
        titled.read(grid, title_from, group[0].first_row);
        for header in group {
            let found = table::read(grid, header, until, (said, &settings.headings));
            if found.lines.is_empty() {
                continue;
            }
            title_from = title_from.max(found.table.last_row + 1);
            let first = found.table.columns.first().map_or(0, |column| column.column);
            let hamlet = titled.hamlet_over(header).filter(|_| group.len() > 1).or(titled.hamlet.clone());
            let titles = Titles { hamlet, ..titled.clone() };
            let rows = rows(grid, &found, &titles, settings, composed);
            statement.see(&found, &rows);
            records.extend(rows.into_iter().map(|record| (first, record)));
            tables.push(found.table);
        }
    }
    records.sort_by_key(|(column, record)| (record.source_row, *column));
    let mut records: Vec<Record> = records.into_iter().map(|(_, record)| record).collect();
    let said = statement.record(&grid.name, &records, tables.is_empty());
    records.extend(said);
    (SheetReading { name: grid.name.clone(), tables }, records)
}

/// All headings of a sheet, those side by side together; where there are none, the rows in which names run down a column.
fn headers(grid: &Grid) -> Vec<Vec<Header>> {
    let mut found: Vec<Vec<Header>> = Vec::new();
    for row in &grid.rows {
        if found.last().is_some_and(|group| row.number <= group[0].last_row) {
            continue;
        }
        let group = header::at(grid, row);
        if !group.is_empty() {
            found.push(group);
        }
    }
    if found.is_empty() {
        found.extend(bare(grid).map(|header| vec![header]));
    }
    found
}

/// A table without headings begins at the first of at least three names in one column.
fn bare(grid: &Grid) -> Option<Header> {
    let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let named = |row: &&Row, column: usize| row.at(column).is_some_and(|cell| name::looks_like_one(&cell.text()));
    let count = |column: usize| grid.rows.iter().filter(|row| named(row, column) && row.filled().count() >= 2).count();
    let best = (0..width).max_by_key(|column| count(*column)).filter(|column| count(*column) >= 3)?;
    let first = grid.rows.iter().find(|row| named(row, best) && row.filled().count() >= 2)?;
    Some(Header { first_row: first.number, last_row: first.number, columns: Vec::new() })
}

/// Which commune and hamlet the lines above a table, or the sheet's name, speak of.
#[derive(Default, Clone)]
struct Titles {
    commune: Option<String>,
    hamlet: Option<String>,
    /// Hamlets of the last lines, with their columns: tables side by side have a title each.
    placed: Vec<(usize, String)>,
}

impl Titles {
    fn read(&mut self, grid: &Grid, from: u32, until: u32) {
        let lines = grid.rows.iter().filter(|row| (from..until).contains(&row.number));
        let texts: Vec<String> =
            lines.flat_map(|row| row.filled().map(|(_, cell)| cell.text()).collect::<Vec<_>>()).collect();
        self.commune = texts.iter().find_map(|text| place::commune(text)).or(self.commune.take());
        let hamlet = texts.iter().find_map(|text| place::hamlet(text));
        let cells = grid.rows.iter().filter(|row| (from..until).contains(&row.number));
        let cells = cells.flat_map(|row| row.filled().map(|(column, cell)| (column, cell.text())).collect::<Vec<_>>());
        self.placed = cells.filter_map(|(column, text)| Some((column, place::hamlet(&text)?))).collect();
        self.hamlet = hamlet.or(self.hamlet.take()).or_else(|| place::hamlet(&spelled(&grid.name)));
    }
}

impl Titles {
    /// The hamlet in a title that stands over the columns of a table.
    fn hamlet_over(&self, header: &Header) -> Option<String> {
        let (first, last) = (header.columns.first()?.0, header.columns.last()?.0);
        let over = self.placed.iter().rev().find(|(column, _)| (first..=last).contains(column));
        over.map(|(_, hamlet)| hamlet.clone())
    }
}

/// "Ap 17", as sheets are named on keyboards without marks.
fn spelled(name: &str) -> String {
    let tiers = [("ap ", "Ấp "), ("khom ", "Khóm "), ("thon ", "Thôn "), ("xom ", "Xóm ")];
    let lower = name.to_lowercase();
    let found = tiers.iter().find(|(plain, _)| lower.starts_with(plain));
    found.map_or_else(|| name.to_owned(), |(plain, tier)| format!("{tier}{}", &name[plain.len()..]))
}

fn rows(grid: &Grid, found: &Found<'_>, titled: &Titles, settings: &Settings, composed: bool) -> Vec<Record> {
    let table = &found.table;
    let people: Vec<&Row> =
        found.lines.iter().filter(|(_, line)| matches!(line, Line::Person(_))).map(|(row, _)| *row).collect();
    let households = settings.kind.map_or_else(|| is_of_households(table), |kind| kind == Kind::Households);
    let heading = |meaning| table.columns.iter().find(|c| c.meaning == Some(meaning)).map(|c| c.heading.as_str());
    let asks_days = heading(Meaning::Birth).is_some_and(|text| base::fold(text).contains("ngay"))
        || days::are_usual(table, &people);
    let context = Context {
        table,
        sheet: &grid.name,
        composed,
        births: BirthReading { this_year: settings.this_year, asks_days, adults: !households },
        suspect: days::may_be_swapped(table, &people),
        tier: place::tier_of(heading(Meaning::Hamlet).unwrap_or_default()),
        households,
    };
    let mut above = Above::default();
    let mut records = Vec::new();
    for (row, line) in &found.lines {
        if let Line::Person(hamlet) = line {
            let mut record = context.read(row, hamlet.as_deref().or(titled.hamlet.as_deref()), &mut above);
            said::apply(&mut record, &settings.values, context.births, &context.tier);
            if record.commune.is_empty() {
                record.commune = titled.commune.clone().unwrap_or_default();
            }
            records.push(record);
        }
    }
    records
}

fn is_of_households(table: &Table) -> bool {
    [Meaning::HouseholdNo, Meaning::Relation, Meaning::HeadName].iter().any(|meaning| table.has(*meaning))
}

/// A file speaks of one commune even where not each of its sheets says so.
fn settle_commune(records: &mut [Record], grids: &[Grid]) {
    let mut known: Vec<String> =
        records.iter().map(|r| r.commune.clone()).filter(|commune| !commune.is_empty()).collect();
    known.sort_unstable();
    known.dedup();
    if known.is_empty() {
        let texts = grids
            .iter()
            .flat_map(|grid| grid.rows.iter())
            .flat_map(|row| row.filled().map(|(_, cell)| cell.text()).collect::<Vec<_>>());
        known.extend(texts.take(2_000).filter_map(|text| place::commune(&text)).next());
    }
    if let [only] = known.as_slice() {
        for record in records.iter_mut().filter(|r| r.about != About::Sheet && r.commune.is_empty()) {
            record.commune.clone_from(only);
        }
    }
}
