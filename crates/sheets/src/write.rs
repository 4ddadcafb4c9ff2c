//! A workbook as bytes again (.xlsx). Texts are written as texts: what begins with "=" is never a formula.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::{Sheet, Value};

/// A sheet with how its rows look.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What it holds. Sheets of one file have different names.
    pub sheet: Sheet,
    /// How rows look, in their order; rows that are not named here look like nothing in particular.
    pub looks: Vec<(u32, Look)>,
    /// The first and last column (from 0) of the table, for its borders.
    pub columns: (u32, u32),
}

/// How a row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A line above the table.
    Title,
    /// Headings of columns.
    Heading,
    /// A sub-heading or a total.
    Section,
    /// A row of the table.
    Row,
    /// Who signs.
    Footer,
}

/// The file could not be written.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct WriteError(String);

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Writes a workbook. The same pages give the same bytes.
pub fn write(pages: &[Page]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    // A file says nothing of when and by whom it was made.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    for page in pages {
        put(book.add_worksheet(), page)?;
    }
    Ok(book.save_to_buffer()?)
}

fn put(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    sheet.set_name(&page.sheet.name)?;
    for merge in page.sheet.merges.iter().filter(|m| m.first_row != m.last_row || m.first_column != m.last_column) {
        let (first, last) = (merge.first_row - 1, merge.last_row - 1);
        let format = format(page.look(merge.first_row), true);
        sheet.merge_range(first, merge.first_column as u16, last, merge.last_column as u16, "", &format)?;
    }
    for row in &page.sheet.rows {
        let look = page.look(row.number);
        let boxed = matches!(look, Some(Look::Heading | Look::Section | Look::Row));
        let (first, last) = page.columns;
        let until = if boxed { last + 1 } else { 0 }.max(row.cells.len() as u32);
        for column in 0..until {
            let value = row.cells.get(column as usize).map_or(&Value::Empty, |cell| &cell.value);
            let inside = boxed && (first..=last).contains(&column);
            let merged = page.merged(row.number, column);
            if merged == Some(false) {
                continue;
            }
            let format = format(look.filter(|_| inside || !boxed), merged.is_some());
            let (row, column) = (row.number - 1, column as u16);
            match value {
                Value::Number(number) => drop(sheet.write_number_with_format(row, column, *number, &format)?),
                Value::Text(text) => drop(sheet.write_string_with_format(row, column, text, &format)?),
                _ if inside && merged.is_none() => drop(sheet.write_blank(row, column, &format)?),
                _ => {}
            }
        }
    }
    for (column, width) in widths(page) {
        sheet.set_column_width(column, width)?;
    }
    let heading = page.looks.iter().filter(|(_, look)| *look == Look::Heading).map(|(row, _)| *row);
    if let (Some(first), Some(last)) = (heading.clone().min(), heading.max()) {
        // A second table has headings of its own; only the first are printed on every page.
        let together = last - first < 6;
        if together {
            sheet.set_freeze_panes(last, 0)?;
            sheet.set_repeat_rows(first - 1, last - 1)?;
        }
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

impl Page {
    fn look(&self, row: u32) -> Option<Look> {
        self.looks.binary_search_by_key(&row, |(number, _)| *number).ok().map(|at| self.looks[at].1)
    }

    /// Whether a cell is the first of merged ones (true) or another of them (false).
    fn merged(&self, row: u32, column: u32) -> Option<bool> {
        let area = self.sheet.merges.iter().find(|m| {
            (m.first_row..=m.last_row).contains(&row) && (m.first_column..=m.last_column).contains(&column)
        })?;
        (area.first_row != area.last_row || area.first_column != area.last_column)
            .then_some((area.first_row, area.first_column) == (row, column))
    }
}

fn format(look: Option<Look>, merged: bool) -> Format {
    let format =
        Format::new().set_font_name("Times New Roman").set_font_size(12).set_align(FormatAlign::VerticalCenter);
    match look {
        None => format,
        Some(Look::Title | Look::Footer) => {
            let format = format.set_bold();
            if merged { format.set_align(FormatAlign::Center).set_text_wrap() } else { format }
        }
        Some(Look::Heading) => {
            format.set_bold().set_align(FormatAlign::Center).set_text_wrap().set_border(FormatBorder::Thin)
        }
        Some(Look::Section) => format.set_bold().set_border(FormatBorder::Thin),
        Some(Look::Row) => format.set_border(FormatBorder::Thin),
    }
}

/// Columns as wide as what stands in their rows, within reason.
fn widths(page: &Page) -> Vec<(u16, f64)> {
    let (first, last) = page.columns;
    let length = |column: u32| {
        let rows = page.sheet.rows.iter().filter(|row| page.look(row.number) == Some(Look::Row));
        let texts = rows.filter_map(|row| match &row.cells.get(column as usize)?.value {
            Value::Text(text) => Some(text.chars().count()),
            Value::Number(number) => Some(number.to_string().len()),
            _ => None,
        });
        texts.max().unwrap_or(0)
    };
    (first..=last).map(|column| (column as u16, (length(column) as f64 * 1.15 + 3.0).clamp(7.0, 48.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Limits, Merge, Row, read};

    fn page(cells: Vec<Value>) -> Page {
        let cells = cells.into_iter().map(|value| Cell { value, formula: false }).collect();
        let merge = Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 1 };
        let title =
            Row { number: 1, hidden: false, cells: vec![Cell { value: Value::Text("A".into()), formula: false }] };
        let rows = vec![title, Row { number: 3, hidden: false, cells }];
        let sheet = Sheet { name: "Ấp 17".into(), hidden: false, rows, merges: vec![merge] };
        Page { sheet, looks: vec![(1, Look::Title), (3, Look::Row)], columns: (0, 3) }
    }

    #[test]
    fn what_is_written_is_read_and_no_text_becomes_a_formula() {
        let texts = ["=HYPERLINK(\"http://x\",\"y\")", "+84950000107", "@SUM(A1)", "-1+2"];
        let page = page(texts.iter().map(|text| Value::Text((*text).into())).chain([Value::Number(7.0)]).collect());
        let bytes = write(std::slice::from_ref(&page)).expect("it is written");
        let read = read(&bytes, "x.xlsx", &Limits::default(), &mut |_| {}).expect("a workbook");
        assert_eq!(read.sheets, vec![page.sheet]);
    }
}
