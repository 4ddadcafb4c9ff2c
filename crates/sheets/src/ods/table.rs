use jiff::civil::Date;

use crate::grid::{Grid, LAST_ROW};
use crate::meter::Meter;
use crate::package::Part;
use crate::xml::{Element, Node};
use crate::{Cell, Merge, Refusal, Value};

use super::cell;

/// Reads the rows of the table that has just begun, up to its end.
pub(super) fn read(xml: &mut Part<'_, '_>, epoch: Date, grid: &mut Grid, meter: &mut Meter<'_>) -> Result<(), Refusal> {
    let mut next = 1;
    // Groups of rows that are folded, one inside the other.
    let mut groups: Vec<bool> = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "table-row" => {
                    let times = repeated(&element, "table:number-rows-repeated")?;
                    let visible = element.attribute("table:visibility")?.is_none_or(|how| how == "visible");
                    let rows = Rows { first: next, times, hidden: !visible || groups.contains(&true) };
                    read_row(xml, &rows, epoch, grid, meter)?;
                    next = next.saturating_add(times);
                }
                "table-row-group" => {
                    groups.push(element.attribute("table:display")?.is_some_and(|display| display == "false"));
                }
                "table-source" | "cell-range-source" => {
                    let target = element.attribute("xlink:href")?.unwrap_or_default().into_owned();
                    return Err(Refusal::ExternalLink { place: None, target });
                }
                // Columns say nothing here; shapes and forms hold texts of their own.
                "shapes" | "forms" | "table-column" | "named-expressions" | "conditional-formats" => xml.skip()?,
                _ => (),
            },
            Node::End(element) if element.name() == "table-row-group" => {
                groups.pop();
            }
            Node::End(element) if element.name() == "table" => return Ok(()),
            Node::Eof => return Ok(()),
            _ => (),
        }
    }
}

/// A row, written once for all its repetitions.
struct Rows {
    first: u32,
    times: u32,
    hidden: bool,
}

fn read_row(
    xml: &mut Part<'_, '_>,
    rows: &Rows,
    epoch: Date,
    grid: &mut Grid,
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let mut column = 0_u32;
    let mut filled = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) if matches!(element.name(), "table-cell" | "covered-table-cell") => {
                let times = repeated(&element, "table:number-columns-repeated")?;
                let merge = merge_at(&element, rows.first, column)?;
                let start = cell::Start::of(&element)?;
                start.check(|| grid.place(rows.first, column))?;
                let cell = cell::read(xml, start, epoch, meter.limits)?;
                merge.map_or(Ok(()), |merge| grid.merge(merge, meter))?;
                if cell.value != Value::Empty || cell.formula {
                    let limit = meter.limits.columns;
                    if column.saturating_add(times) > limit {
                        let place = grid.place(rows.first, column.saturating_add(times) - 1);
                        return Err(Refusal::TooManyColumns { place, limit });
                    }
                    filled.push((column, times, cell));
                }
                column = column.saturating_add(times);
            }
            Node::Start(_) => xml.skip()?,
            Node::End(_) | Node::Eof => break,
            _ => (),
        }
    }
    // A hidden row without content needs no mark, and may be repeated a million times.
    if filled.is_empty() {
        return Ok(());
    }
    for row in (rows.first..rows.first.saturating_add(rows.times)).take(LAST_ROW as usize) {
        if rows.hidden {
            grid.hide(row);
        }
        put(row, &filled, grid, meter)?;
    }
    Ok(())
}

fn put(row: u32, filled: &[(u32, u32, Cell)], grid: &mut Grid, meter: &mut Meter<'_>) -> Result<(), Refusal> {
    for (column, times, cell) in filled {
        for column in *column..column.saturating_add(*times) {
            grid.put(row, column, cell.clone(), meter)?;
        }
    }
    Ok(())
}

fn merge_at(element: &Element<'_>, row: u32, column: u32) -> Result<Option<Merge>, Refusal> {
    let (rows, columns) =
        (repeated(element, "table:number-rows-spanned")?, repeated(element, "table:number-columns-spanned")?);
    Ok((rows > 1 || columns > 1).then(|| Merge {
        first_row: row,
        last_row: row.saturating_add(rows - 1),
        first_column: column,
        last_column: column.saturating_add(columns - 1),
    }))
}

/// How often something stands there; once if it is not said.
fn repeated(element: &Element<'_>, name: &str) -> Result<u32, Refusal> {
    Ok(element.attribute(name)?.and_then(|times| times.parse().ok()).unwrap_or(1).max(1))
}
