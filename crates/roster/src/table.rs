//! One table of a sheet: its columns, and which of its rows names somebody.

use serde::Serialize;

use crate::column::{self, Column, Said};
use crate::grid::{Grid, Row};
use crate::header::Header;
use crate::meaning::Meaning;
use crate::total::{self, Total};
use crate::{name, place};

/// A table that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The first row of its headings; of a table without, its first row.
    pub first_row: u32,
    /// Its last row.
    pub last_row: u32,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Table {
    /// The column of a meaning.
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.columns.iter().find(|column| column.meaning == Some(meaning)).map(|column| column.column)
    }

    /// All columns of a meaning.
    pub(crate) fn all(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |column| column.meaning == Some(meaning)).map(|column| column.column)
    }

    pub(crate) fn has(&self, meaning: Meaning) -> bool {
        self.column(meaning).is_some()
    }

    fn name_column(&self) -> Option<usize> {
        let given = [Meaning::FullName, Meaning::GivenName, Meaning::FamilyName, Meaning::HeadName];
        given.into_iter().find_map(|meaning| self.column(meaning))
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Line {
    /// It names somebody; with the hamlet of the heading above.
    Person(Option<String>),
    /// It sums up what is above.
    Total(Total),
    Other,
}

/// A table with its rows.
pub(crate) struct Found<'a> {
    pub table: Table,
    pub lines: Vec<(&'a Row, Line)>,
}

/// Reads a table from its headings to its end, at the latest before row `until`.
pub(crate) fn read<'a>(grid: &'a Grid, header: &Header, until: u32, said: Said<'_>) -> Found<'a> {
    let from = if header.columns.is_empty() { header.first_row } else { header.last_row + 1 };
    let body: Vec<&Row> = grid.rows.iter().filter(|row| (from..until).contains(&row.number)).collect();
    let columns = column::read(header, &body, said);
    let mut table = Table { first_row: header.first_row, last_row: header.last_row, columns };
    let mut lines = classify(grid, &table, &body);
    // What follows the last person or total is no part of the list.
    let end = lines.iter().rposition(|(_, line)| *line != Line::Other).map_or(0, |at| at + 1);
    lines.truncate(end);
    table.last_row = lines.last().map_or(header.last_row, |(row, _)| row.number);
    Found { table, lines }
}

fn classify<'a>(grid: &Grid, table: &Table, body: &[&'a Row]) -> Vec<(&'a Row, Line)> {
    let Some(names) = table.name_column() else { return Vec::new() };
    let own: Vec<usize> = table.columns.iter().map(|column| column.column).collect();
    let sexes: Vec<usize> = [Meaning::Male, Meaning::Female, Meaning::BirthMale, Meaning::BirthFemale]
        .into_iter()
        .filter_map(|meaning| table.column(meaning))
        .collect();
    let mut heading = None;
    let mut lines = Vec::new();
    let mut summed = false;
    let followed =
        |at: usize| body[at + 1..].iter().any(|row| is_person(grid, table, row, names) && has_proof(table, row));
    for (at, row) in body.iter().enumerate() {
        let sure = is_person(grid, table, row, names) && has_proof(table, row);
        if total::is_one(row) && !sure {
            summed = true;
            lines.push((*row, Line::Total(total::read(row, &sexes))));
        } else if total::is_signature(row) && !sure && !followed(at) {
            break;
        } else if let Some(hamlet) = hamlet_heading(grid, row, &own, names).filter(|_| !sure) {
            (heading, summed) = (Some(hamlet), false);
            lines.push((*row, Line::Other));
        } else if is_person(grid, table, row, names) && !(summed && is_alone(row, names)) {
            lines.push((*row, Line::Person(heading.clone())));
        } else {
            lines.push((*row, Line::Other));
        }
    }
    lines
}

/// A row that only names a hamlet: its text, perhaps with numbering before and counts behind, often merged over the table.
fn hamlet_heading(grid: &Grid, row: &Row, own: &[usize], names: usize) -> Option<String> {
    let filled: Vec<_> = row.filled().filter(|(column, _)| own.contains(column)).collect();
    let (at, heading) = filled.iter().find(|(_, cell)| place::is_hamlet_heading(&cell.text()))?;
    let is_count = |text: &str| {
        let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
        letters.chars().count() <= 4
            || ["người", "thànhviên", "hộ", "đồngchí"].contains(&letters.to_lowercase().as_str())
    };
    let rest = || filled.iter().filter(|(column, _)| column != at).map(|(_, cell)| cell.text());
    let wide = filled
        .iter()
        .any(|(column, _)| grid.merge(row.number, *column).is_some_and(|m| m.last_column > m.first_column));
    let is_name = row.at(names).is_some_and(|cell| name::looks_like_one(&cell.text()));
    // In a column of its own a hamlet stands beside a person's name.
    let beside = *at > names && row.at(names).is_some();
    if (is_name && !wide) || beside || !rest().all(|text| is_count(&text)) {
        None
    } else {
        place::hamlet(&heading.text())
    }
}

/// Only the cell of the name, or it and a number: at the end of a list rather somebody who signs.
fn is_alone(row: &Row, names: usize) -> bool {
    row.filled().all(|(column, _)| column == names)
}

/// A number and a year or a phone: whatever the name is, this is somebody.
fn has_proof(table: &Table, row: &Row) -> bool {
    let filled = |meaning| table.all(meaning).any(|column| row.at(column).is_some());
    is_numbered(table, row) && FIGURES.into_iter().any(filled)
}

/// Where a person has figures and a heading has words.
const FIGURES: [Meaning; 5] =
    [Meaning::Birth, Meaning::BirthMale, Meaning::BirthFemale, Meaning::BirthYear, Meaning::Phone];

fn has_figures(table: &Table, row: &Row) -> bool {
    let figure = |column| row.text(column).contains(|c: char| c.is_ascii_digit());
    FIGURES.into_iter().any(|meaning| table.all(meaning).any(figure))
}

/// Its number is one, where the table has a column for it.
fn is_numbered(table: &Table, row: &Row) -> bool {
    let ordinal = table.column(Meaning::Ordinal);
    ordinal.is_none_or(|column| row.text(column).trim_end_matches('.').parse::<u32>().is_ok())
}

fn is_person(grid: &Grid, table: &Table, row: &Row, names: usize) -> bool {
    let Some(cell) = row.at(names) else { return false };
    let text = cell.text();
    // Nguyễn Quân is somebody, though "nguyên quán" heads a column, and so is Phạm Thị | Phương: a row with its number, a year or
    // a phone, or a name in two columns, is no heading that comes again.
    let numbered = (table.has(Meaning::Ordinal) && is_numbered(table, row)) || has_figures(table, row);
    let family = table.column(Meaning::FamilyName).filter(|column| *column != names);
    let in_two = family.is_some_and(|column| name::looks_like_one(&format!("{} {text}", row.text(column))));
    let heading = || !numbered && !in_two && crate::meaning::of_heading(&text).is_some_and(|(_, sure)| sure > 0.9);
    if !name::could_be_one(&text) || heading() {
        return false;
    }
    // A note or a heading that is merged over the columns beside it names nobody.
    if grid.merge(row.number, names).is_some_and(|m| m.last_column > m.first_column + 1) {
        return false;
    }
    let others = table
        .columns
        .iter()
        .filter(|c| c.column != names && c.meaning.is_some())
        .filter(|c| row.at(c.column).is_some());
    others.count() >= 1 || name::looks_like_one(&text)
}
