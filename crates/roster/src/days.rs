//! What the cells of a column of births say together.

use sheets::Value;

use crate::grid::{Cell, Row};
use crate::meaning::Meaning;
use crate::table::Table;

/// Serials up to here are years that were typed into a date cell.
const LAST_YEAR: f64 = 2100.0;

/// A cell of births as far as it matters here.
enum Shape {
    /// A real date cell: day and month.
    Dated(u32, u32),
    /// A text of three numbers: the first.
    Written(u32),
    Less,
}

fn shape(cell: &Cell) -> Shape {
    let text = cell.text();
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    match (&cell.value, numbers.as_slice()) {
        (Value::Date { serial, month, day, .. }, _) if *serial > LAST_YEAR => {
            Shape::Dated(day.unsigned_abs().into(), month.unsigned_abs().into())
        }
        (Value::Text(_), [day, _, _]) => Shape::Written(*day),
        _ => Shape::Less,
    }
}

fn shapes(table: &Table, people: &[&Row]) -> Vec<Shape> {
    let Some(column) = table.column(Meaning::Birth) else { return Vec::new() };
    people.iter().filter_map(|row| row.at(column)).map(shape).collect()
}

/// Most cells of a column that does not speak of days hold one all the same.
pub(crate) fn are_usual(table: &Table, people: &[&Row]) -> bool {
    let shapes = shapes(table, people);
    shapes.iter().filter(|shape| !matches!(shape, Shape::Less)).count() * 2 > shapes.len()
}

/// Texts of the column all have a day past the twelfth and its date cells none: a spreadsheet took 5/3 for the third of May.
pub(crate) fn may_be_swapped(table: &Table, people: &[&Row]) -> bool {
    let shapes = shapes(table, people);
    let small = |day: u32, month: u32| day <= 12 && month <= 12;
    let written = || shapes.iter().filter(|shape| matches!(shape, Shape::Written(_)));
    let dated = || shapes.iter().filter(|shape| matches!(shape, Shape::Dated(..)));
    written().count() > 0
        && dated().count() > 0
        && written().all(|shape| matches!(shape, Shape::Written(day) if *day > 12))
        && dated().all(|shape| matches!(shape, Shape::Dated(day, month) if small(*day, *month)))
}
