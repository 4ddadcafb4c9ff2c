//! A table that somebody sees at the desk, as a sheet that stands on its own: title, what it is about, headings, rows.

use serde::Deserialize;
use sheets::{Cell, Look, Merge, Page, Row, Sheet, Value};
use utoipa::ToSchema;

/// As many rows as the longest list of a province's hamlets, and room.
const ROWS: usize = 20_000;
const COLUMNS: usize = 80;
/// A text of a cell that Excel still shows.
const LETTERS: usize = 2_000;

/// A table as it is shown.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it is called; the file is called so too.
    #[schema(max_length = 200)]
    pub title: String,
    /// Under the title: the unit, the period, as of when, how it was counted.
    #[schema(max_items = 40)]
    pub meta: Vec<String>,
    /// The headings.
    #[schema(max_items = 80)]
    pub columns: Vec<String>,
    /// The rows: texts, numbers, and null for what is not known, which is never 0.
    #[schema(value_type = Vec<Vec<Object>>)]
    pub rows: Vec<Vec<serde_json::Value>>,
}

/// Writes a table as a workbook of one sheet, or says why not.
pub fn write(table: &Table) -> Result<Vec<u8>, String> {
    let columns = table.columns.len();
    if table.title.trim().is_empty() || columns == 0 || columns > COLUMNS {
        return Err(format!("a table has a title and 1 to {COLUMNS} columns"));
    }
    if table.rows.len() > ROWS || table.meta.len() > 40 || table.rows.iter().any(|row| row.len() > columns) {
        return Err(format!("a table has at most {ROWS} rows, none longer than its headings"));
    }
    sheets::write(&[page(table)]).map_err(|error| error.to_string())
}

fn page(table: &Table) -> Page {
    let text = |text: &str| Value::Text(text.chars().take(LETTERS).collect());
    let cell = |value: Value| Cell { value, formula: false };
    let mut rows = Vec::with_capacity(table.rows.len() + table.meta.len() + 3);
    let (mut looks, mut merges) = (Vec::new(), Vec::new());
    let last = table.columns.len() as u32 - 1;
    for (at, line) in std::iter::once(&table.title).chain(&table.meta).enumerate() {
        let number = at as u32 + 1;
        rows.push(Row { number, hidden: false, cells: vec![cell(text(line))] });
        if at == 0 {
            looks.push((number, Look::Title));
            merges.push(Merge { first_row: number, last_row: number, first_column: 0, last_column: last });
        }
    }
    let heading = rows.len() as u32 + 2;
    looks.push((heading, Look::Heading));
    let heads = table.columns.iter().map(|name| cell(text(name))).collect();
    rows.push(Row { number: heading, hidden: false, cells: heads });
    for (at, values) in table.rows.iter().enumerate() {
        let number = heading + 1 + at as u32;
        let value = |value: &serde_json::Value| match value {
            serde_json::Value::Number(number) => number.as_f64().map_or(Value::Empty, Value::Number),
            serde_json::Value::String(words) if !words.is_empty() => text(words),
            _ => Value::Empty,
        };
        looks.push((number, Look::Row));
        rows.push(Row { number, hidden: false, cells: values.iter().map(|one| cell(value(one))).collect() });
    }
    Page { sheet: Sheet { name: sheet_name(&table.title), hidden: false, rows, merges }, looks, columns: (0, last) }
}

/// Excel takes 31 characters, and none of these.
fn sheet_name(title: &str) -> String {
    let plain: String = title.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(31).collect();
    let plain = plain.trim();
    if plain.is_empty() { "1".into() } else { plain.into() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn table() -> Table {
        Table {
            title: "Bà con đang ở bậc nào? Huyện Hòa Bình, tháng 11/2026".into(),
            meta: vec!["Số đếm đến 09:40".into(), "=không phải công thức".into()],
            columns: vec!["Đơn vị".into(), "Số".into(), "Phần".into()],
            rows: vec![vec![json!("Xã Vĩnh Mỹ A"), json!(0), json!(null)], vec![json!("Cộng"), json!(1.5)]],
        }
    }

    #[test]
    fn a_table_is_read_again_as_it_was() {
        let bytes = write(&table()).unwrap();
        let read = sheets::read(&bytes, "x.xlsx", &sheets::Limits::default(), &mut |_| {}).unwrap();
        let sheet = &read.sheets[0];
        assert_eq!(sheet.name, "Bà con đang ở bậc nào Huyện Hòa");
        assert_eq!(sheet.rows[2].cells[0].value, Value::Text("=không phải công thức".into()));
        let row = sheet.rows.iter().find(|row| row.number == 6).unwrap();
        assert_eq!(row.cells[1].value, Value::Number(0.0), "none is a zero");
        assert!(row.cells.get(2).is_none_or(|cell| cell.value == Value::Empty), "what is not known is empty");
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(write(&Table { columns: Vec::new(), ..table() }).is_err());
        assert!(write(&Table { rows: vec![vec![json!(1); 4]], ..table() }).is_err());
        assert!(write(&Table { title: " ".into(), ..table() }).is_err());
    }
}
