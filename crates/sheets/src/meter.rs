use crate::{Limits, Place, Refusal};

/// Counts what is kept of a file against the limits, and tells how far the reading has come.
pub(crate) struct Meter<'a> {
    pub limits: &'a Limits,
    progress: &'a mut dyn FnMut(u64),
    rows: u64,
    cells: u64,
    texts: u64,
}

/// Progress is told once in so many rows.
const EVERY: u64 = 500;

impl<'a> Meter<'a> {
    pub fn new(limits: &'a Limits, progress: &'a mut dyn FnMut(u64)) -> Self {
        Self { limits, progress, rows: 0, cells: 0, texts: 0 }
    }

    /// One more row that holds something.
    pub fn row(&mut self, sheet: &str) -> Result<(), Refusal> {
        self.rows += 1;
        if self.rows > u64::from(self.limits.rows) {
            return Err(Refusal::TooManyRows { sheet: sheet.to_owned(), limit: self.limits.rows });
        }
        if self.rows.is_multiple_of(EVERY) {
            (self.progress)(self.rows);
        }
        Ok(())
    }

    /// So many more cells, or anything else that takes the room of one.
    pub fn cells(&mut self, sheet: &str, more: u64) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(more);
        if self.cells > self.limits.cells {
            return Err(Refusal::TooManyCells { sheet: sheet.to_owned(), limit: self.limits.cells });
        }
        Ok(())
    }

    /// A text that is kept.
    pub fn text(&mut self, sheet: &str, row: u32, column: u32, text: &str) -> Result<(), Refusal> {
        let limit = self.limits.text;
        if text.len() > limit && text.chars().count() > limit {
            return Err(Refusal::LongText { place: Place::new(sheet, row, column), limit });
        }
        self.more_text(sheet, text)
    }

    /// A text that cells may share.
    pub fn shared(&mut self, part: &str, text: &str) -> Result<(), Refusal> {
        self.cells(part, 1)?;
        self.more_text(part, text)
    }

    fn more_text(&mut self, sheet: &str, text: &str) -> Result<(), Refusal> {
        self.texts = self.texts.saturating_add(text.len() as u64);
        if self.texts > self.limits.texts {
            return Err(Refusal::TooMuchText { sheet: sheet.to_owned(), limit: self.limits.texts });
        }
        Ok(())
    }

    /// The end: whoever watches hears the last number.
    pub fn finish(&mut self) {
        (self.progress)(self.rows);
    }
}
