//! A sheet as one reads it: legacy text decoded, merged cells known.

use sheets::{Merge, Sheet, Value};
use unicode_normalization::UnicodeNormalization;

use crate::legacy::{self, Encoding, Look};
use crate::name::letter_d;

/// A cell's value with its text as it stands there, decoded but otherwise untouched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub raw: String,
    pub encoding: Encoding,
    pub value: Value,
    pub formula: bool,
}

impl Cell {
    /// The text, composed and with single spaces.
    pub fn text(&self) -> String {
        let composed: String = self.raw.nfc().map(letter_d).collect();
        composed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn is_empty(&self) -> bool {
        self.raw.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
    }
}

/// A row that holds something.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub number: u32,
    pub hidden: bool,
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, if it holds anything.
    pub fn at(&self, column: usize) -> Option<&Cell> {
        self.cells.get(column).filter(|cell| !cell.is_empty())
    }

    /// Composed text of a column, empty where there is none.
    pub fn text(&self, column: usize) -> String {
        self.at(column).map(Cell::text).unwrap_or_default()
    }

    /// The filled cells, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty())
    }
}

/// A sheet.
pub(crate) struct Grid {
    pub name: String,
    pub rows: Vec<Row>,
    pub merges: Vec<Merge>,
}

impl Grid {
    pub fn new(sheet: &Sheet) -> Self {
        let looks: Vec<Vec<Look>> = sheet
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| if_text(&cell.value).map_or(Look::Plain, legacy::look)).collect())
            .collect();
        let usual = legacy::usual(looks.iter().flatten().copied());
        let rows = sheet.rows.iter().zip(&looks).map(|(row, looks)| {
            let of_row = legacy::usual(looks.iter().copied()).or(usual).unwrap_or(Encoding::Unicode);
            let cells = row.cells.iter().zip(looks).map(|(cell, look)| {
                let encoding = match look {
                    Look::Plain => Encoding::Unicode,
                    Look::Sure(encoding) => *encoding,
                    Look::Either(legacy) if of_row == *legacy => *legacy,
                    Look::Either(_) => Encoding::Unicode,
                };
                let shown = shown(&cell.value);
                let raw = legacy::decode(&shown, encoding);
                let encoding = if raw == shown { Encoding::Unicode } else { encoding };
                Cell { raw, encoding, value: cell.value.clone(), formula: cell.formula }
            });
            Row { number: row.number, hidden: row.hidden, cells: cells.collect() }
        });
        let name = sheet.name.nfc().collect();
        Self { name, rows: rows.collect(), merges: sheet.merges.clone() }
    }

    /// The row with a number, if it holds anything.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.rows[at])
    }

    /// The merged range that a cell lies in.
    pub fn merge(&self, row: u32, column: usize) -> Option<&Merge> {
        self.merges.iter().find(|m| {
            (m.first_row..=m.last_row).contains(&row)
                && (m.first_column as usize..=m.last_column as usize).contains(&column)
        })
    }

    /// The text of a cell, or of the merged range that covers it.
    pub fn covered(&self, row: u32, column: usize) -> String {
        let own = self.row(row).map(|r| r.text(column)).unwrap_or_default();
        if !own.is_empty() {
            return own;
        }
        let Some(merge) = self.merge(row, column) else { return own };
        self.row(merge.first_row).map(|r| r.text(merge.first_column as usize)).unwrap_or_default()
    }
}

fn if_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A value as text: whole numbers without a point.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date { year, month, day, .. } => format!("{day:02}/{month:02}/{year:04}"),
        Value::Flag(true) => "x".to_owned(),
        Value::Empty | Value::Flag(false) | Value::Error(_) => String::new(),
    }
}
