use std::collections::{BTreeMap, BTreeSet};

use crate::meter::Meter;
use crate::{Cell, Merge, Place, Refusal, Row, Sheet, Value};

/// The last row that any program has.
pub(crate) const LAST_ROW: u32 = 1_048_576;

/// A sheet while it is read. Cells may come in any order and from anywhere: only what holds something takes room.
pub(crate) struct Grid {
    name: String,
    sheet_hidden: bool,
    rows: BTreeMap<u32, Vec<Cell>>,
    hidden: BTreeSet<u32>,
    merges: Vec<Merge>,
}

impl Grid {
    pub fn new(name: &str, hidden: bool) -> Self {
        Self {
            name: name.to_owned(),
            sheet_hidden: hidden,
            rows: BTreeMap::new(),
            hidden: BTreeSet::new(),
            merges: Vec::new(),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The place of a cell of this sheet.
    pub fn place(&self, row: u32, column: u32) -> Place {
        Place::new(&self.name, row, column)
    }

    /// Puts a cell at this row (from 1) and column (from 0). A cell without content is none.
    pub fn put(&mut self, row: u32, column: u32, cell: Cell, meter: &mut Meter<'_>) -> Result<(), Refusal> {
        if cell.value == Value::Empty && !cell.formula {
            return Ok(());
        }
        if row == 0 {
            return Err(Refusal::broken(&self.name, "row 0"));
        }
        if row > LAST_ROW {
            return Err(Refusal::TooManyRows { sheet: self.name.clone(), limit: LAST_ROW });
        }
        let limit = meter.limits.columns;
        if column >= limit {
            return Err(Refusal::TooManyColumns { place: self.place(row, column), limit });
        }
        if let Value::Text(text) | Value::Error(text) = &cell.value {
            meter.text(&self.name, row, column, text)?;
        }
        let cells = match self.rows.get_mut(&row) {
            Some(cells) => cells,
            None => {
                meter.row(&self.name)?;
                self.rows.entry(row).or_default()
            }
        };
        let column = column as usize;
        if column >= cells.len() {
            meter.cells(&self.name, (column + 1 - cells.len()) as u64)?;
            cells.resize_with(column, Cell::default);
            cells.push(cell);
        } else if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// Marks a row as hidden, whether it holds something or not.
    pub fn hide(&mut self, row: u32) {
        if row <= LAST_ROW {
            self.hidden.insert(row);
        }
    }

    /// Keeps a merged region.
    pub fn merge(&mut self, merge: Merge, meter: &mut Meter<'_>) -> Result<(), Refusal> {
        let real = merge.first_row >= 1 && merge.first_row <= merge.last_row && merge.last_row <= LAST_ROW;
        if real && merge.first_column <= merge.last_column {
            meter.cells(&self.name, 1)?;
            self.merges.push(merge);
        }
        Ok(())
    }

    /// The sheet as it was read.
    pub fn finish(self) -> Sheet {
        let hidden = self.hidden;
        let rows = self.rows.into_iter().map(|(number, mut cells)| {
            cells.shrink_to_fit();
            Row { number, hidden: hidden.contains(&number), cells }
        });
        Sheet { name: self.name, hidden: self.sheet_hidden, rows: rows.collect(), merges: self.merges }
    }
}
