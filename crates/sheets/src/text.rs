//! Lines of text with a delimiter. Everything stays text, since a phone number that becomes a number loses its zero.

use crate::formula::{self, Concern, Dialect};
use crate::grid::Grid;
use crate::meter::Meter;
use crate::{Cell, Format, Found, Refusal, Value, Workbook, kind};

mod delimiter;
mod encoding;
mod legacy;
mod records;
mod vietnamese;

/// Reads the lines as one sheet, named like the file.
pub(crate) fn read(bytes: &[u8], name: &str, meter: &mut Meter<'_>) -> Result<Workbook, Refusal> {
    let (text, encoding) = encoding::decode(bytes).ok_or_else(|| Refusal::other(Found::Unknown))?;
    if let Some(found) = kind::of_text(&text) {
        return Err(Refusal::other(found));
    }
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let (delimiter, table) = delimiter::announced(&text).unwrap_or_else(|| (delimiter::guess(&text), text.as_str()));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut grid = Grid::new(stem, false);
    for (row, record) in records::Records::new(table, delimiter) {
        for (column, field) in (0..).zip(&record) {
            let cell = cell(field).map_err(|concern| match concern {
                Concern::External(target) => Refusal::ExternalLink { place: Some(grid.place(row, column)), target },
                Concern::Function(function) => Refusal::DangerousFormula { place: grid.place(row, column), function },
            })?;
            grid.put(row, column, cell, meter)?;
        }
    }
    Ok(Workbook { sheets: vec![grid.finish()], format: Format::Text { delimiter, encoding } })
}

/// A field as a cell. A table program would compute what begins with =; exports write `="0912"` to keep a zero.
fn cell(field: &str) -> Result<Cell, Concern> {
    if field.is_empty() {
        return Ok(Cell::default());
    }
    let Some(formula) = field.strip_prefix('=') else {
        // A command to another program runs behind + - and @ too; a phone number begins like that as well.
        let command = field.strip_prefix(['+', '-', '@']).filter(|rest| starts_command(rest));
        let concern = command.and_then(|rest| formula::concern(rest, Dialect::Excel));
        return concern.map_or_else(|| Ok(Cell { value: Value::Text(field.to_owned()), formula: false }), Err);
    };
    if let Some(concern) = formula::concern(formula, Dialect::Excel) {
        return Err(concern);
    }
    let quoted = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|text| !text.contains('"'));
    Ok(match quoted {
        Some(text) => Cell { value: Value::Text(text.to_owned()), formula: true },
        None => Cell { value: Value::Text(field.to_owned()), formula: false },
    })
}

/// Whether this begins with a word and a bar or a bracket, as commands and calls do.
fn starts_command(text: &str) -> bool {
    let word = text.trim_start().trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
    text.trim_start().starts_with(|c: char| c.is_ascii_alphabetic()) && word.trim_start().starts_with(['|', '('])
}
