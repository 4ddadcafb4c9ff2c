//! Workbooks made with rust_xlsxwriter, and forms of XML that other programs write.

use rust_xlsxwriter::{Format, Formula, Workbook};
use sheets::{Cell, Merge, Value};

use crate::make::{day, only, read, row, text, values, xlsx_rows, xlsx_with};

#[test]
fn everything_a_roster_has() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("A\u{302}\u{301}p 14").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.merge_range(0, 0, 0, 3, "DANH SÁCH", &Format::new()).unwrap();
    sheet.write(2, 1, "  Phạm\u{a0}Thị Yến ").unwrap();
    sheet.write_with_format(2, 2, 1966, &date).unwrap();
    sheet.write_with_format(2, 3, 912_345_678, &date).unwrap();
    sheet.write_with_format(3, 0, 0.25, &Format::new().set_num_format("0%")).unwrap();
    sheet.write_with_format(3, 1, 7, &Format::new().set_num_format("@")).unwrap();
    sheet.write_with_format(3, 2, 0.5, &Format::new().set_num_format("hh:mm")).unwrap();
    sheet.write(3, 3, true).unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.write(4, 0, Formula::new("=COUNTA(A1:A4)").set_result("2")).unwrap();
    sheet.write(4, 1, Formula::new("=\"a\"&\"b\"").set_result("ab")).unwrap();
    sheet.write(4, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    // Formatted, and empty all the same.
    sheet.write_blank(4, 200, &date).unwrap();
    sheet.write_blank(900, 0, &date).unwrap();
    book.add_worksheet().set_hidden(true);

    let read = read(&book.save_to_buffer().unwrap(), "danh sách.xlsx");
    let sheet = &read.sheets[0];
    assert_eq!(sheet.name, "A\u{302}\u{301}p 14");
    assert!(!sheet.hidden && read.sheets[1].hidden && read.sheets[1].rows.is_empty());
    assert_eq!(sheet.merges, [Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 3 }]);
    let third = [Value::Empty, text("  Phạm\u{a0}Thị Yến "), day(1966.0, 1905, 5, 19), Value::Number(912_345_678.0)];
    assert_eq!(values(sheet, 3), third);
    assert!(row(sheet, 4).hidden && !row(sheet, 3).hidden);
    assert_eq!(values(sheet, 4), [Value::Number(0.25), Value::Number(7.0), Value::Number(0.5), Value::Flag(true)]);
    let results = [Value::Number(2.0), text("ab"), Value::Error("#DIV/0!".to_owned())];
    assert_eq!(row(sheet, 5).cells, results.map(|value| Cell { value, formula: true }));
    assert_eq!(sheet.rows.len(), 4);
}

#[test]
fn prefixes_rows_without_numbers_and_cells_without_names() {
    let rows = "<x:sheetFormatPr xmlns:x=\"m\" zeroHeight=\"1\"/><x:sheetData xmlns:x=\"m\">\
        <x:row><x:c t=\"inlineStr\"><x:is><x:r><x:t>Lê </x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t>Văn</x:t></x:r>\
        <x:rPh><x:t>leˈ</x:t></x:rPh></x:is></x:c><x:c><x:v> 2 </x:v></x:c></x:row>\
        <x:row r=\"5\" hidden=\"true\"><x:c r=\"C5\" t=\"str\"><x:v>a_x000D_&amp;&#7845;</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>\
        <x:row ht=\"0\"><x:c t=\"d\"><x:v>2023-03-15</x:v></x:c><x:c t=\"e\"><x:v>#SPILL!</x:v></x:c></x:row>\
        </x:sheetData>";
    let workbook = read(&xlsx_with(rows), "a.xlsx");
    let sheet = only(&workbook);
    assert_eq!(values(sheet, 1), [text("Lê Văn"), Value::Number(2.0)]);
    assert_eq!(values(sheet, 5), [Value::Empty, Value::Empty, text("a\r&ấ"), Value::Number(3.0)]);
    assert_eq!(values(sheet, 6), [day(45_000.0, 2023, 3, 15), Value::Error("#SPILL!".to_owned())]);
    assert_eq!(sheet.rows.iter().map(|row| row.hidden).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn cells_may_come_in_any_order_and_the_last_word_counts() {
    let rows = "<row r=\"9\"><c r=\"B9\"><v>1</v></c><c r=\"A9\"><v>2</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>3</v></c></row><row r=\"9\"><c r=\"A9\"><v>4</v></c></row>";
    let workbook = read(&xlsx_rows(rows), "a.xlsx");
    let sheet = only(&workbook);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 9]);
    assert_eq!(values(sheet, 9), [Value::Number(4.0), Value::Number(1.0)]);
}

#[test]
fn numbers_that_are_none_stay_text_and_shared_formulas_are_formulas() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>NaN</v></c><c r=\"B1\"><v>inf</v></c><c r=\"C1\"><v>1e400</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A3\" si=\"99999999999999\">B2+1</f><v>1</v></c>\
        <c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>2</v></c><c r=\"C2\"><f>A1</f></c></row>";
    let workbook = read(&xlsx_rows(rows), "a.xlsx");
    let sheet = only(&workbook);
    assert_eq!(values(sheet, 1), [text("NaN"), text("inf"), text("1e400")]);
    assert!(row(sheet, 2).cells.iter().all(|cell| cell.formula));
    assert_eq!(values(sheet, 2), [Value::Number(1.0), Value::Number(2.0), Value::Empty]);
}

#[test]
fn days_of_old_macintosh_workbooks() {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format_index(14);
    book.add_worksheet().write_with_format(0, 0, 1966, &date).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let plain = read(&bytes, "a.xlsx");
    assert_eq!(values(only(&plain), 1), [day(1966.0, 1905, 5, 19)]);
    let book = crate::make::part(&bytes, "xl/workbook.xml").replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
    let old = read(&crate::make::with_part(&bytes, "xl/workbook.xml", book.as_bytes()), "a.xlsx");
    let shown = Value::Date { serial: 1966.0, date_1904: true, year: 1909, month: 5, day: 20 };
    assert_eq!(values(only(&old), 1), [shown]);
}

#[test]
fn progress_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..1_200 {
        sheet.write(row, 0, row).unwrap();
    }
    let mut told = Vec::new();
    let bytes = book.save_to_buffer().unwrap();
    sheets::read(&bytes, "a.xlsx", &sheets::Limits::default(), &mut |rows| told.push(rows)).unwrap();
    assert_eq!(told, [500, 1_000, 1_200]);
}
