//! The layout of a file that was read.

use std::collections::{BTreeMap, BTreeSet};

use sheets::{Value, Workbook};

use super::{Block, Layout, Place, Section, Spread, plain, safe, text};
use crate::grid::{Grid, Row};
use crate::header;
use crate::meaning::Meaning;
use crate::{About, Reading, Record, Table, mark, place, role, total};

/// Columns of crosses.
const MARKS: &[Meaning] =
    &[Meaning::Male, Meaning::Female, Meaning::HeadMark, Meaning::LeaderMark, Meaning::DeputyMark, Meaning::MemberMark];

/// How the list in a file is laid out; None where it has none. `reading` is what was understood of the same file.
pub fn of(workbook: &Workbook, reading: &Reading) -> Option<Layout> {
    let grids: Vec<Grid> = workbook.sheets.iter().map(Grid::new).collect();
    let tables: Vec<Seen<'_>> = grids
        .iter()
        .zip(&reading.sheets)
        .flat_map(|(grid, sheet)| sheet.tables.iter().map(move |table| Seen::new(grid, table, &reading.records)))
        .filter(|seen| !seen.records.is_empty())
        .collect();
    // Of tables as long the first: it has the letterhead.
    let most = tables.iter().map(|seen| seen.records.len()).max()?;
    let mut typical = tables.iter().find(|seen| seen.records.len() == most)?;
    let spread = spread(&tables, typical);
    if spread == Spread::Tables {
        typical = tables.first()?;
    }
    let before = tables.iter().filter(|seen| seen.grid.name == typical.grid.name);
    let before = before.map(|seen| seen.table.last_row).filter(|row| *row < typical.table.first_row).max();
    let hamlet = typical.records.first().map(|record| record.hamlet.as_str()).unwrap_or_default();
    let named: BTreeSet<&str> = tables.iter().flat_map(Seen::hamlets).collect();
    let open = |line: String| {
        let heads = place::is_hamlet_heading(&line);
        match spread {
            Spread::Tables if heads && text::is_open(&text::open(&line, hamlet)) => Some(text::section(&line, hamlet)),
            Spread::Sheets | Spread::Tables => Some(text::open(&line, hamlet)),
            // A title of one hamlet would claim the rows of all.
            _ => {
                Some(line).filter(|line| !(heads && place::hamlet(line).is_some_and(|of| named.contains(of.as_str()))))
            }
        }
    };
    let (above, headings_from) = typical.above(before.unwrap_or(0), &open);
    let sheet = match spread {
        Spread::Sheets => "{hamlet}".to_owned(),
        _ => safe::title(&typical.grid.name).unwrap_or_else(|| "Danh sách".to_owned()),
    };
    let layout = Layout {
        sheet,
        spread,
        above,
        headings_from,
        section: (spread == Spread::Headings).then(|| typical.section()).flatten(),
        columns: typical.table.columns.iter().map(|column| typical.place(column.column, column.meaning)).collect(),
        restarts: typical.restarts(),
        total: tables.iter().any(|seen| seen.body().any(total::is_one)),
        footer: tables
            .iter()
            .rev()
            .find(|seen| seen.grid.name == typical.grid.name)
            .map(Seen::footer)
            .unwrap_or_default(),
    };
    Some(if typical.headings().is_none() { plain::with_headings(layout) } else { layout })
}

fn spread(tables: &[Seen<'_>], typical: &Seen<'_>) -> Spread {
    let hamlets: BTreeSet<&str> = tables.iter().flat_map(|seen| seen.hamlets()).collect();
    let sheets: BTreeSet<&str> = tables.iter().map(|seen| seen.grid.name.as_str()).collect();
    if hamlets.is_empty() {
        Spread::Nowhere
    } else if typical.table.column(Meaning::Hamlet).is_some() {
        Spread::Column
    } else if tables.iter().any(|seen| seen.hamlets().len() > 1) || typical.section().is_some() {
        Spread::Headings
    } else if tables.len() > 1 && sheets.len() == 1 {
        Spread::Tables
    } else {
        Spread::Sheets
    }
}

/// A table with the sheet it stands in and what was read from it.
struct Seen<'a> {
    grid: &'a Grid,
    table: &'a Table,
    records: Vec<&'a Record>,
}

impl<'a> Seen<'a> {
    fn new(grid: &'a Grid, table: &'a Table, records: &'a [Record]) -> Self {
        let inside = |record: &&Record| {
            record.about != About::Sheet
                && record.sheet == grid.name
                && (table.first_row..=table.last_row).contains(&record.source_row)
        };
        Self { grid, table, records: records.iter().filter(inside).collect() }
    }

    fn hamlets(&self) -> BTreeSet<&'a str> {
        self.records.iter().map(|record| record.hamlet.as_str()).filter(|hamlet| !hamlet.is_empty()).collect()
    }

    fn span(&self) -> (usize, usize) {
        let column = |at: Option<&crate::Column>| at.map_or(0, |column| column.column);
        (column(self.table.columns.first()), column(self.table.columns.last()))
    }

    /// The last row of the headings; None where the table has none.
    fn headings(&self) -> Option<u32> {
        let row = self.grid.row(self.table.first_row)?;
        header::at(self.grid, row).first().map(|header| header.last_row)
    }

    /// The rows of the table that name nobody.
    fn body(&self) -> impl Iterator<Item = &'a Row> {
        let from = self.headings().map_or(self.table.first_row, |last| last + 1);
        let people: BTreeSet<u32> = self.records.iter().map(|record| record.source_row).collect();
        let until = self.table.last_row;
        self.grid.rows.iter().filter(move |row| (from..=until).contains(&row.number) && !people.contains(&row.number))
    }

    /// Titles and headings.
    fn above(&self, after: u32, open: &dyn Fn(String) -> Option<String>) -> (Block, u32) {
        let (first, last) = self.span();
        let top = self.table.first_row;
        let Some(bottom) = self.headings() else { return (Block::default(), 0) };
        let lines = self.grid.rows.iter().map(|row| row.number);
        let from = lines.filter(|row| *row > after && *row + 14 > top).min().unwrap_or(top);
        let mut block = Block { rows: bottom + 1 - from, ..Block::default() };
        let rows = self.grid.rows.iter().filter(|row| (from..=bottom).contains(&row.number));
        for row in rows {
            let is_heading = row.number >= top;
            let numbered = row.filled().any(|(_, cell)| matches!(cell.value, Value::Number(_)));
            if numbered && !is_heading {
                continue;
            }
            for (column, cell) in row.filled().filter(|(column, _)| !is_heading || (first..=last).contains(column)) {
                let text = cell.text();
                let kept = if is_heading { safe::heading(&text) } else { safe::title(&text).and_then(open) };
                block.texts.extend(kept.map(|text| (row.number - from, column as u32, text)));
            }
        }
        let merges = self.grid.merges.iter().filter(|m| m.first_row >= from && m.last_row <= bottom);
        let merges = merges.filter(|m| m.first_row < top || m.last_column as usize <= last);
        block.merges.extend(merges.map(|m| (m.first_row - from, m.last_row - from, m.first_column, m.last_column)));
        (block, top - from)
    }

    fn section(&self) -> Option<Section> {
        let hamlets = self.hamlets();
        self.body().find_map(|row| {
            let (column, cell) = row.filled().find(|(_, cell)| place::is_hamlet_heading(&cell.text()))?;
            let hamlet = place::hamlet(&cell.text()).filter(|hamlet| hamlets.contains(hamlet.as_str()))?;
            let merged = self.grid.merge(row.number, column).map(|merge| merge.last_column);
            Some(Section {
                column: column as u32,
                until: merged.unwrap_or(column as u32),
                text: text::section(&cell.text(), &hamlet),
                gap: row.number > 1 && self.grid.row(row.number - 1).is_none(),
            })
        })
    }

    /// How the cells of a column are written.
    fn place(&self, column: usize, meaning: Option<Meaning>) -> Place {
        let texts: Vec<String> =
            self.records.iter().filter_map(|r| self.grid.row(r.source_row)).map(|row| row.text(column)).collect();
        let filled = || texts.iter().filter(|text| !text.is_empty());
        let sign = match meaning {
            Some(Meaning::Phone) => usual(filled().map(|text| parting(text))),
            Some(m) if MARKS.contains(&m) => usual(filled().filter(|text| mark::read(text) == Some(true)).cloned()),
            _ => String::new(),
        };
        Place {
            column: column as u32,
            meaning,
            repeats: filled().count() * 10 >= texts.len() * 9,
            sign,
            words: self.words(column, meaning),
        }
    }

    /// The office's own words for what is written in one way here.
    fn words(&self, column: usize, meaning: Option<Meaning>) -> BTreeMap<String, String> {
        let mut words = BTreeMap::new();
        for record in &self.records {
            let written = self.grid.row(record.source_row).map(|row| row.text(column)).unwrap_or_default();
            let known = match meaning {
                Some(Meaning::Role) => role::read(&written).map(str::to_owned),
                Some(Meaning::Relation) => Some(role::relation(&written)).filter(|relation| relation == "Chủ hộ"),
                _ => None,
            };
            if let Some(known) = known.filter(|known| *known != written) {
                words.entry(known).or_insert(written);
            }
        }
        words
    }

    fn restarts(&self) -> bool {
        let Some(column) = self.table.column(Meaning::Ordinal) else { return false };
        let ones = self.records.iter().filter_map(|record| self.grid.row(record.source_row));
        ones.filter(|row| row.text(column).trim_end_matches('.').trim_start_matches('0') == "1").count() > 1
    }

    fn footer(&self) -> Block {
        let from = self.table.last_row + 1;
        let rows = self.grid.rows.iter().filter(|row| (from..from + 15).contains(&row.number));
        let mut block = Block::default();
        for row in rows {
            for (column, cell) in row.filled() {
                block.texts.extend(safe::footer(&cell.text()).map(|text| (row.number - from, column as u32, text)));
            }
        }
        block.rows = block.texts.iter().map(|(row, ..)| row + 1).max().unwrap_or(0);
        block
    }
}

/// What parts the digits of a number.
fn parting(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let between = text.chars().skip_while(|c| !c.is_ascii_digit()).find(|c| !c.is_ascii_digit());
    let simple = between.filter(|c| ". -".contains(*c) && (9..=10).contains(&digits));
    simple.map(String::from).unwrap_or_default()
}

/// What comes most often.
fn usual(texts: impl Iterator<Item = String>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    texts.for_each(|text| *counts.entry(text).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(text, _)| text).unwrap_or_default()
}
