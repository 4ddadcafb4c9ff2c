use crate::grid::Grid;
use crate::meter::Meter;
use crate::{Cell, Refusal, Value, date};

use super::formula::{self, Step};
use super::globals::Globals;
use super::number::{self, Outcome};
use super::records::{Record, f64_at, kind, u16_at, u32_at};

/// Takes the records of cells into a grid.
pub(super) struct Cells<'a> {
    globals: &'a Globals,
    pub grid: &'a mut Grid,
    /// The formula whose result is a text that comes in the next record but a few.
    awaiting: Option<(u32, u32)>,
    /// The formula that was read last: what is shared among cells follows the first of them.
    last: (u32, u32),
}

impl<'a> Cells<'a> {
    pub fn new(globals: &'a Globals, grid: &'a mut Grid) -> Self {
        Self { globals, grid, awaiting: None, last: (1, 0) }
    }

    /// Takes a record, if it is one of a cell.
    pub fn take(&mut self, record: &Record<'_>, meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let data = record.data;
        let value = match record.kind {
            kind::NUMBER => f64_at(data, 6).map(|number| self.number(number, u16_at(data, 4))),
            kind::RK => number::packed(data, 6).map(|number| self.number(number, u16_at(data, 4))),
            kind::MUL_RK => return self.many(data, meter),
            kind::LABEL_SST => u32_at(data, 6).map(|at| self.shared(at)),
            kind::LABEL | kind::R_STRING => data.get(6..).and_then(|text| self.globals.texts.long(&[text])).map(text),
            kind::BOOL_ERR => data.get(6).zip(data.get(7)).map(|(value, is_error)| match is_error {
                0 => Value::Flag(*value != 0),
                _ => Value::Error(number::error(*value).to_owned()),
            }),
            kind::FORMULA => return self.formula(data, meter),
            kind::SHARED_FORMULA => return self.check(data, 8),
            kind::ARRAY => return self.check(data, 12),
            _ => return Ok(()),
        };
        let (row, column) = position(data).ok_or_else(|| self.broken())?;
        let value = value.ok_or_else(|| self.broken())?;
        self.grid.put(row, column, Cell { value, formula: false }, meter)
    }

    /// The text that a formula gave.
    pub fn result_text(&mut self, parts: &[&[u8]], meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let Some((row, column)) = self.awaiting.take() else { return Ok(()) };
        let value = self.globals.texts.long(parts).map(text).ok_or_else(|| self.broken())?;
        self.grid.put(row, column, Cell { value, formula: true }, meter)
    }

    fn formula(&mut self, data: &[u8], meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let (row, column) = position(data).ok_or_else(|| self.broken())?;
        (self.last, self.awaiting) = ((row, column), None);
        self.check(data, 20)?;
        let value = match data.get(6..14).and_then(number::outcome) {
            Some(Outcome::Number(number)) => self.number(number, u16_at(data, 4)),
            Some(Outcome::Flag(flag)) => Value::Flag(flag),
            Some(Outcome::Error(code)) => Value::Error(number::error(code).to_owned()),
            Some(Outcome::TextFollows) => {
                self.awaiting = Some((row, column));
                Value::Empty
            }
            Some(Outcome::Blank) | None => Value::Empty,
        };
        self.grid.put(row, column, Cell { value, formula: true }, meter)
    }

    /// Refuses a formula that reaches out. Its tokens begin with their length; behind them stand constants.
    fn check(&self, data: &[u8], at: usize) -> Result<(), Refusal> {
        let length = u16_at(data, at).map_or(0, usize::from);
        let tokens = data.get(at + 2..).unwrap_or_default();
        let tokens = tokens.get(..length).unwrap_or(tokens);
        let place = || self.grid.place(self.last.0, self.last.1);
        for step in formula::steps(tokens, self.globals.texts.version) {
            match step {
                Step::Calls(function) => {
                    return Err(Refusal::DangerousFormula { place: place(), function: function.to_owned() });
                }
                Step::Refers(reference) if self.globals.sources.leads_out(reference) => {
                    let target = self.globals.sources.first().unwrap_or_default().to_owned();
                    return Err(Refusal::ExternalLink { place: Some(place()), target });
                }
                Step::Refers(_) => (),
            }
        }
        Ok(())
    }

    /// Numbers side by side: one format and four bytes each.
    fn many(&mut self, data: &[u8], meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let (row, first) = position(data).ok_or_else(|| self.broken())?;
        let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
        for (column, pair) in (first..).zip(pairs) {
            let number = number::packed(pair, 2).ok_or_else(|| self.broken())?;
            let value = self.number(number, u16_at(pair, 0));
            self.grid.put(row, column, Cell { value, formula: false }, meter)?;
        }
        Ok(())
    }

    fn number(&self, number: f64, format: Option<u16>) -> Value {
        let shows_day = format.and_then(|format| self.globals.dates.get(usize::from(format)));
        match shows_day {
            Some(true) => date::from_serial(number, self.globals.date_1904),
            _ => Value::Number(number),
        }
    }

    fn shared(&self, at: u32) -> Value {
        self.globals.strings.get(at as usize).map_or(Value::Empty, |shared| text(shared.clone()))
    }

    fn broken(&self) -> Refusal {
        Refusal::broken(self.grid.name(), "a record of a cell is cut")
    }
}

/// Row from 1 and column from 0.
fn position(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?)))
}

fn text(text: String) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text) }
}
