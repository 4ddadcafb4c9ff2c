use crate::formula::{self, Concern, Dialect};
use crate::grid::Grid;
use crate::meter::Meter;
use crate::package::{Package, Part};
use crate::xml::{Element, Node};
use crate::{Cell, Merge, Refusal, Sheet, Value, place};

use super::cell::{Context, Kind};
use super::strings::rich_text;
use super::workbook::Entry;

/// Reads one sheet, if its part is one of cells.
pub(super) fn read(
    package: &mut Package<'_>,
    entry: &Entry,
    context: &Context<'_>,
    meter: &mut Meter<'_>,
) -> Result<Option<Sheet>, Refusal> {
    let missing = || Refusal::broken(&entry.part, format!("the sheet \"{}\" is missing", entry.name));
    let mut xml = package.xml(&entry.part)?.ok_or_else(missing)?;
    let mut grid = Grid::new(&entry.name, entry.hidden);
    let mut at = Position::default();
    let mut cells = false;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "sheetData" => cells = true,
                "row" => {
                    at.begin_row(&element)?;
                    // A sheet that hides rows by default writes out those that are not: what counts stands here.
                    if element.flag("hidden")?
                        || element.attribute("ht")?.is_some_and(|height| height.parse() == Ok(0.0))
                    {
                        grid.hide(at.row);
                    }
                }
                "c" => {
                    let start = Start::of(&element, &mut at)?;
                    read_cell(&mut xml, start, context, &mut grid, meter)?;
                }
                "mergeCell" => {
                    let merge = element.attribute("ref")?.and_then(|region| region_of(&region));
                    merge.map_or(Ok(()), |merge| grid.merge(merge, meter))?;
                }
                _ => (),
            },
            Node::Eof => return Ok(cells.then(|| grid.finish())),
            _ => (),
        }
    }
}

/// Where the next cell stands, for sheets that do not say it of each.
#[derive(Default)]
struct Position {
    row: u32,
    column: u32,
}

impl Position {
    fn begin_row(&mut self, element: &Element<'_>) -> Result<(), Refusal> {
        let named = element.attribute("r")?.and_then(|row| row.trim().parse().ok());
        self.row = named.unwrap_or(self.row.saturating_add(1));
        self.column = 0;
        Ok(())
    }
}

/// What a cell says of itself before its content.
struct Start {
    row: u32,
    column: u32,
    style: usize,
    kind: Kind,
}

impl Start {
    fn of(element: &Element<'_>, at: &mut Position) -> Result<Self, Refusal> {
        let (row, column) = match element.attribute("r")? {
            Some(name) => place::parse(&name).ok_or_else(|| element.broken(format!("the cell {name:.20}")))?,
            None => (at.row, at.column),
        };
        at.column = column.saturating_add(1);
        let style = element.attribute("s")?.and_then(|style| style.parse().ok()).unwrap_or(0);
        let kind = element.attribute("t")?.map_or(Kind::Number, |mark| Kind::of(&mark));
        Ok(Self { row, column, style, kind })
    }
}

/// Which part of a cell the characters belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Nothing,
    Value,
    Formula,
}

fn read_cell(
    xml: &mut Part<'_, '_>,
    start: Start,
    context: &Context<'_>,
    grid: &mut Grid,
    meter: &mut Meter<'_>,
) -> Result<(), Refusal> {
    let (mut value, mut formula, mut inline) = (String::new(), None::<String>, None);
    let mut into = Into::Nothing;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "v" => into = Into::Value,
                "f" => {
                    into = Into::Formula;
                    formula.get_or_insert_default();
                }
                "is" => inline = Some(rich_text(xml)?),
                _ => xml.skip()?,
            },
            Node::Text(text) => match into {
                Into::Value => value.push_str(&text),
                Into::Formula => formula.get_or_insert_default().push_str(&text),
                Into::Nothing => (),
            },
            Node::End(element) if element.name() == "c" => break,
            Node::End(_) => into = Into::Nothing,
            Node::Eof => break,
            Node::Other => (),
        }
    }
    let place = || grid.place(start.row, start.column);
    match formula.as_deref().and_then(|formula| formula::concern(formula, Dialect::Excel)) {
        None => (),
        Some(Concern::External(target)) => return Err(Refusal::ExternalLink { place: Some(place()), target }),
        Some(Concern::Function(function)) => return Err(Refusal::DangerousFormula { place: place(), function }),
    }
    let value = match inline {
        Some(text) if !text.is_empty() => Value::Text(text),
        Some(_) => Value::Empty,
        None => context.value(start.kind, start.style, &value).map_err(|refusal| match refusal {
            Refusal::Broken { reason, .. } => Refusal::broken(format!("{}!{}", grid.name(), place().cell), reason),
            other => other,
        })?,
    };
    grid.put(start.row, start.column, Cell { value, formula: formula.is_some() }, meter)
}

/// `A1:C3`, or one cell.
fn region_of(region: &str) -> Option<Merge> {
    let (first, last) = region.split_once(':').unwrap_or((region, region));
    let ((first_row, first_column), (last_row, last_column)) = (place::parse(first)?, place::parse(last)?);
    Some(Merge { first_row, last_row, first_column, last_column })
}
