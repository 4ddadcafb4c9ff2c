use crate::grid::Grid;
use crate::meter::Meter;
use crate::{Merge, Refusal, Sheet};

use super::PART;
use super::cells::Cells;
use super::globals::{Entry, Globals};
use super::records::{Records, kind, u16_at};

/// A page of cells, as its first record says.
const WORKSHEET: u16 = 0x0010;
/// The bit of a row that is hidden.
const HIDDEN: u16 = 0x0020;

/// Reads the sheet whose records begin here, if it is one of cells.
pub(super) fn read(
    stream: &[u8],
    entry: &Entry,
    globals: &Globals,
    meter: &mut Meter<'_>,
) -> Result<Option<Sheet>, Refusal> {
    let mut records = Records::new(stream);
    let first = records.next()?;
    if first.kind != kind::BOF {
        return Err(Refusal::broken(PART, format!("the sheet \"{}\" does not begin", entry.name)));
    }
    if u16_at(first.data, 2) != Some(WORKSHEET) {
        return Ok(None);
    }
    let mut grid = Grid::new(&entry.name, entry.hidden);
    let mut cells = Cells::new(globals, &mut grid);
    // Charts inside a sheet have records of cells of their own.
    let mut inside = 0_u32;
    loop {
        let record = records.next()?;
        match record.kind {
            kind::BOF => inside = inside.saturating_add(1),
            kind::EOF if inside == 0 => break,
            kind::EOF => inside -= 1,
            _ if inside > 0 => (),
            kind::ROW => {
                let hidden = u16_at(record.data, 12).is_some_and(|options| options & HIDDEN != 0);
                if let Some(row) = u16_at(record.data, 0).filter(|_| hidden) {
                    cells.grid.hide(u32::from(row) + 1);
                }
            }
            kind::MERGE_CELLS => merges(record.data, cells.grid, meter)?,
            kind::STRING => {
                let parts = records.with_continued(record.data)?;
                cells.result_text(&parts, meter)?;
            }
            _ => cells.take(&record, meter)?,
        }
    }
    Ok(Some(grid.finish()))
}

fn merges(data: &[u8], grid: &mut Grid, meter: &mut Meter<'_>) -> Result<(), Refusal> {
    for region in data.get(2..).unwrap_or_default().chunks_exact(8) {
        let at = |at| u16_at(region, at).map_or(0, u32::from);
        let merge = Merge { first_row: at(0) + 1, last_row: at(2) + 1, first_column: at(4), last_column: at(6) };
        grid.merge(merge, meter)?;
    }
    Ok(())
}
