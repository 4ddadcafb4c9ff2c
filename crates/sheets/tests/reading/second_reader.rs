//! A reader written by others sees the same cells.

use std::io::Cursor;

use calamine::{Data, Reader};
use sheets::{Sheet, Value};

use crate::make::{file, read};

#[track_caller]
fn agree(name: &str, sheet: &Sheet, others: &calamine::Range<Data>) {
    let mut seen = 0;
    for row in &sheet.rows {
        for (column, cell) in (0..).zip(&row.cells) {
            let other = others.get_value((row.number - 1, column)).unwrap_or(&Data::Empty);
            seen += usize::from(!other.is_empty_text());
            let same = match (&cell.value, other) {
                (Value::Empty, other) => other.is_empty_text(),
                (Value::Text(mine), Data::String(other)) => mine == other,
                (Value::Number(mine), Data::Float(other)) => mine == other,
                (Value::Number(mine), Data::Int(other)) => *mine == *other as f64,
                // Times of day are numbers here.
                (Value::Number(mine) | Value::Date { serial: mine, .. }, Data::DateTime(other)) => {
                    *mine == other.as_f64()
                }
                (Value::Number(_), Data::DurationIso(_)) => true,
                (Value::Date { year, month, day, .. }, Data::DateTimeIso(other)) => {
                    other.starts_with(&format!("{year:04}-{month:02}-{day:02}"))
                }
                (Value::Flag(mine), Data::Bool(other)) => mine == other,
                (Value::Error(mine), Data::Error(other)) => *mine == other.to_string(),
                (Value::Error(mine), Data::String(other)) => mine == other,
                _ => false,
            };
            assert!(same, "{name}, {} row {} column {column}: {cell:?} {other:?}", sheet.name, row.number);
        }
    }
    let filled = others.used_cells().filter(|(_, _, value)| !value.is_empty_text()).count();
    assert_eq!(seen, filled, "{name}, {}", sheet.name);
}

trait Blank {
    fn is_empty_text(&self) -> bool;
}

impl Blank for Data {
    fn is_empty_text(&self) -> bool {
        matches!(self, Data::Empty) || matches!(self, Data::String(text) if text.is_empty())
    }
}

#[test]
fn both_readers_agree() {
    for name in ["office.xlsx", "office.xls", "office.ods", "xlwt.xls"] {
        let bytes = file(name);
        let workbook = read(&bytes, name);
        let mut other = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(workbook.sheets.len(), other.sheet_names().len());
        for sheet in &workbook.sheets {
            agree(name, sheet, &other.worksheet_range(&sheet.name).unwrap());
        }
    }
}
