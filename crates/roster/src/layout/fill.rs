//! Today's people in a layout. What would read differently than it was meant is not written: then the plain layout is used.

use sheets::{Cell, Format, Look, Merge, Page, Row, Sheet, Value, Workbook};

use super::{Block, Layout, Spread, plain, text};
use crate::meaning::Meaning;
use crate::reading::{Kind, Settings};
use crate::record::{About, Record};

mod cells;

/// A list that is ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// Its sheets.
    pub pages: Vec<Page>,
    /// It looks like the file that came in.
    pub as_imported: bool,
}

/// What a list is of.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// Members or households.
    pub kind: Kind,
    /// "Xã Vĩnh Mỹ A".
    pub commune: &'a str,
    /// The line that names the decision, where there is one.
    pub decision: Option<&'a str>,
}

/// Lays records out; they come hamlet by hamlet, those of the commune itself first, households with their numbers.
/// `settings` are those with which the office's files are read.
pub fn fill(layout: Option<&Layout>, records: &[Record], of: Of<'_>, settings: &Settings) -> Filled {
    let groups = groups(records);
    let write = |layout: &Layout| {
        let writer = Writer { layout, groups: &groups, of, this_year: settings.this_year };
        writer.pages()
    };
    if let Some(pages) = layout.map(write).filter(|pages| reads_back(pages, records, of, settings)) {
        return Filled { pages, as_imported: true };
    }
    Filled { pages: write(&plain::layout(of.kind, of.commune, of.decision)), as_imported: false }
}

/// Whether a reader finds the same people in the same places, and nothing of them that was not meant.
fn reads_back(pages: &[Page], records: &[Record], of: Of<'_>, settings: &Settings) -> bool {
    let sheets = pages.iter().map(|page| page.sheet.clone()).collect();
    let settings = Settings { kind: Some(of.kind), corrections: Default::default(), ..settings.clone() };
    let reading = crate::read(&Workbook { sheets, format: Format::Xlsx }, &settings);
    let found: Vec<&Record> = reading.records.iter().filter(|record| record.about != About::Sheet).collect();
    let heads_only = found.iter().any(|record| record.about == About::Household);
    let meant: Vec<&Record> =
        records.iter().enumerate().filter(|(at, _)| !heads_only || begins(records, *at)).map(|(_, r)| r).collect();
    found.len() == meant.len()
        && found.iter().zip(&meant).all(|(found, meant)| is_same(found, meant))
        && (of.kind == Kind::Roster || heads_only || households(&found) == households(&meant))
}

fn is_same(found: &Record, meant: &Record) -> bool {
    let silent_or = |found: &str, meant: &str| found.is_empty() || base::fold(found) == base::fold(meant);
    found.full_name == meant.full_name
        && base::fold(&found.hamlet) == base::fold(&meant.hamlet)
        && (found.birth_year.is_none() || found.birth_year == meant.birth_year)
        && silent_or(&found.gender, &meant.gender)
        && silent_or(&found.role, &meant.role)
        && silent_or(&found.position, &meant.position)
        && silent_or(&found.phone, &meant.phone)
        && silent_or(&found.relation, &meant.relation)
}

/// Where households begin, as an import will put them together.
fn households(records: &[&Record]) -> Vec<usize> {
    let key = |record: &Record| (record.hamlet.clone(), record.household_no.clone());
    let begins = |at: &usize| {
        let record = records[*at];
        if record.household_no.is_empty() {
            record.relation == "Chủ hộ"
        } else {
            *at == 0 || key(records[*at - 1]) != key(record)
        }
    };
    (0..records.len()).filter(begins).collect()
}

/// Whether a record is the first of its household.
fn begins(records: &[Record], at: usize) -> bool {
    let key = |record: &Record| (record.hamlet.clone(), record.household_no.clone());
    at == 0 || key(&records[at - 1]) != key(&records[at])
}

/// The records of each hamlet, with their places among all.
fn groups(records: &[Record]) -> Vec<(&str, Vec<(&Record, bool)>)> {
    let mut groups: Vec<(&str, Vec<(&Record, bool)>)> = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let first = begins(records, at);
        match groups.last_mut() {
            Some((hamlet, people)) if *hamlet == record.hamlet => people.push((record, first)),
            _ => groups.push((&record.hamlet, vec![(record, first)])),
        }
    }
    groups
}

struct Writer<'a> {
    layout: &'a Layout,
    groups: &'a [(&'a str, Vec<(&'a Record, bool)>)],
    of: Of<'a>,
    this_year: i64,
}

impl Writer<'_> {
    fn pages(&self) -> Vec<Page> {
        let hamlets = self.groups.iter().any(|(hamlet, _)| !hamlet.is_empty());
        let spread =
            if self.layout.spread == Spread::Nowhere && hamlets { Spread::Headings } else { self.layout.spread };
        let all = self.groups.iter().collect::<Vec<_>>();
        if spread == Spread::Sheets {
            let mut names = Vec::new();
            let page = |group: &&(&str, Vec<_>)| {
                let own = if group.0.is_empty() { self.of.commune } else { group.0 };
                let mut sheet = Draft::new(sheet_name(&text::close(&self.layout.sheet, own), &mut names));
                sheet.above(self.layout, (group.0, 1, group.1.len()), true);
                self.rows(&mut sheet, std::slice::from_ref(group), spread);
                sheet.finish(self.layout)
            };
            return all.iter().map(page).collect();
        }
        let mut sheet = Draft::new(sheet_name(&self.layout.sheet, &mut Vec::new()));
        if spread == Spread::Tables {
            for (at, group) in all.iter().enumerate() {
                sheet.above(self.layout, (group.0, at + 1, group.1.len()), at == 0);
                self.rows(&mut sheet, std::slice::from_ref(group), spread);
                sheet.next += 1;
            }
        } else {
            sheet.above(self.layout, ("", 0, 0), true);
            self.rows(&mut sheet, &all, spread);
        }
        vec![sheet.finish(self.layout)]
    }

    /// The rows below one set of headings, and their total.
    fn rows(&self, sheet: &mut Draft, groups: &[&(&str, Vec<(&Record, bool)>)], spread: Spread) {
        let (mut ordinal, mut place, mut count) = (0, 0, 0);
        let heads_only = self.of.kind == Kind::Households && cells::is_of_heads(self.layout);
        for (hamlet, people) in groups {
            if spread == Spread::Headings && !hamlet.is_empty() {
                place += 1;
                self.section(sheet, hamlet, (place, people.len()));
            }
            if self.layout.restarts {
                ordinal = 0;
            }
            for (record, first) in people.iter().filter(|(_, first)| *first || !heads_only) {
                ordinal += 1;
                count += 1;
                let row = sheet.line(Look::Row);
                for place in &self.layout.columns {
                    sheet.put(row, place.column, cells::value(place, record, (*first, ordinal), self));
                }
            }
        }
        if self.layout.total && count > 0 {
            self.total(sheet, count);
        }
    }

    fn section(&self, sheet: &mut Draft, hamlet: &str, counted: (usize, usize)) {
        let last = self.layout.columns.last().map_or(0, |place| place.column);
        let usual = plain::section(last);
        let section = self.layout.section.as_ref().unwrap_or(&usual);
        if section.gap {
            sheet.next += 1;
        }
        let row = sheet.line(Look::Section);
        sheet.put(row, section.column, Value::Text(text::close_section(&section.text, hamlet, counted)));
        sheet.merge(row, (section.column, section.until));
    }

    /// "Tổng cộng" under the names, and how many as a number where no birth or phone is expected.
    fn total(&self, sheet: &mut Draft, count: usize) {
        use Meaning::*;
        let row = sheet.line(Look::Section);
        let of = |wanted: &[Meaning], after: u32| {
            let mut fit = self.layout.columns.iter().filter(|p| p.meaning.is_some_and(|m| wanted.contains(&m)));
            fit.find(|place| place.column >= after).map(|place| place.column)
        };
        let Some(names) = of(&[FullName, FamilyName, HeadName], 0) else { return };
        sheet.put(row, names, Value::Text("Tổng cộng".into()));
        match of(&[Role, Position, Relation, Note, Other, Address, Gender, Hamlet, Identity, Insurance], names + 1) {
            Some(column) => sheet.put(row, column, Value::Number(count as f64)),
            None => sheet.put(row, names, Value::Text(format!("Tổng cộng: {count} người"))),
        }
    }
}

/// A sheet while rows are added.
struct Draft {
    name: String,
    next: u32,
    rows: Vec<Row>,
    merges: Vec<Merge>,
    looks: Vec<(u32, Look)>,
}

impl Draft {
    fn new(name: String) -> Self {
        Self { name, next: 1, rows: Vec::new(), merges: Vec::new(), looks: Vec::new() }
    }

    /// The next row.
    fn line(&mut self, look: Look) -> u32 {
        let row = self.next;
        self.next += 1;
        self.looks.push((row, look));
        self.rows.push(Row { number: row, hidden: false, cells: Vec::new() });
        row
    }

    fn put(&mut self, row: u32, column: u32, value: Value) {
        let Some(row) = self.rows.iter_mut().rev().find(|known| known.number == row) else { return };
        let column = column as usize;
        if value != Value::Empty {
            if row.cells.len() <= column {
                row.cells.resize_with(column + 1, Cell::default);
            }
            row.cells[column] = Cell { value, formula: false };
        }
    }

    fn merge(&mut self, row: u32, (first_column, last_column): (u32, u32)) {
        if last_column > first_column {
            self.merges.push(Merge { first_row: row, last_row: row, first_column, last_column });
        }
    }

    /// Titles and headings; of a further table only what names its hamlet, and the headings.
    fn above(&mut self, layout: &Layout, own: (&str, usize, usize), whole: bool) {
        let hamlet = own.0;
        let keep = |row: u32, text: &str| {
            let open = text::is_open(text);
            row >= layout.headings_from || if open { !hamlet.is_empty() } else { whole }
        };
        let from = layout.above.texts.iter().filter(|(row, _, text)| keep(*row, text)).map(|(row, ..)| *row).min();
        self.block(&layout.above, (if whole { 0 } else { from.unwrap_or(0) }, own), &keep, &|row| {
            if row < layout.headings_from { Look::Title } else { Look::Heading }
        });
    }

    fn block(
        &mut self,
        block: &Block,
        (from, (hamlet, place, count)): (u32, (&str, usize, usize)),
        keep: &dyn Fn(u32, &str) -> bool,
        look: &dyn Fn(u32) -> Look,
    ) {
        let start = self.next;
        for row in from..block.rows {
            let number = self.line(look(row));
            for (_, column, pattern) in block.texts.iter().filter(|(at, _, text)| *at == row && keep(row, text)) {
                self.put(number, *column, Value::Text(text::close_section(pattern, hamlet, (place, count))));
            }
        }
        for (first, last, first_column, last_column) in block.merges.iter().filter(|(first, ..)| *first >= from) {
            let (first_row, last_row) = (start + first - from, start + last - from);
            self.merges.push(Merge { first_row, last_row, first_column: *first_column, last_column: *last_column });
        }
    }

    fn finish(mut self, layout: &Layout) -> Page {
        self.block(&layout.footer, (0, ("", 0, 0)), &|_, _| true, &|_| Look::Footer);
        let column = |at: Option<&super::Place>| at.map_or(0, |place| place.column);
        let columns = (column(layout.columns.first()), column(layout.columns.last()));
        // A reader sees only rows that hold something.
        self.rows.retain(|row| !row.cells.is_empty());
        let sheet = Sheet { name: self.name, hidden: false, rows: self.rows, merges: self.merges };
        Page { sheet, looks: self.looks, columns }
    }
}

/// A name that a spreadsheet takes, and that no other sheet has.
fn sheet_name(name: &str, taken: &mut Vec<String>) -> String {
    let clean: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(28).collect();
    let clean = if clean.trim().is_empty() { "Danh sách".to_owned() } else { clean.trim().to_owned() };
    let is_taken = |name: &String| taken.iter().any(|other: &String| other.to_lowercase() == name.to_lowercase());
    let unique = (1..).map(|n| if n == 1 { clean.clone() } else { format!("{clean} {n}") }).find(|n| !is_taken(n));
    let unique = unique.unwrap_or(clean);
    taken.push(unique.clone());
    unique
}
