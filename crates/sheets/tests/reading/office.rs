//! One document, stored by LibreOffice in three formats: what is read is the same.

use sheets::{Format, Merge, Sheet, Value};

use crate::make::{day, file, read, row, text, values};

fn check(name: &str, format: Format) {
    let workbook = read(&file(name), name);
    assert_eq!(workbook.format, format);
    let names: Vec<(&str, bool)> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(names, [("Ấp 1", false), ("Ẩn", true), ("A\u{302}\u{301}p 2", false)], "{name}");
    let sheet = &workbook.sheets[0];
    check_values(sheet, name);
    check_formulas(sheet, name);
    let hidden: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
    assert_eq!(hidden, [5, 18, 19], "{name}");
    let merges = [
        Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 3 },
        Merge { first_row: 8, last_row: 9, first_column: 0, last_column: 0 },
    ];
    assert_eq!(sheet.merges, merges, "{name}");
    assert_eq!(values(&workbook.sheets[2], 2), [Value::Empty, text("Nguye\u{302}\u{303}n")]);
}

fn check_values(sheet: &Sheet, name: &str) {
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20], "{name}");
    let first = [Value::Number(1.0), text("Nguyễn Văn A"), day(24_246.0, 1966, 5, 19), text("0912345678")];
    assert_eq!(values(sheet, 3), first, "{name}");
    let second =
        [Value::Number(2.0), text("  Trần\u{a0} Thị B "), day(1966.0, 1905, 5, 19), Value::Number(912_345_678.0)];
    assert_eq!(values(sheet, 4), second, "{name}");
    assert_eq!(values(sheet, 5)[1..3], [text("Lê\nVăn C"), Value::Number(0.5)], "{name}");
    assert!(matches!(values(sheet, 5)[3], Value::Number(time) if (time * 24.0 - 8.5).abs() < 1e-9), "{name}");
    assert_eq!(values(sheet, 10), [Value::Empty, text("có ghi chú")], "{name}");
    assert_eq!(values(sheet, 11), [Value::Empty, text("NguyÔn V¨n B×nh"), text("tr\u{ad}ëng")], "{name}");
    assert_eq!(values(sheet, 13), values(sheet, 12), "{name}");
    assert_eq!(values(sheet, 16), [text("'x")], "{name}");
    assert_eq!(values(sheet, 20)[2..], [day(45_000.75, 2023, 3, 15), Value::Number(1.5)], "{name}");
}

fn check_formulas(sheet: &Sheet, name: &str) {
    let sums = row(sheet, 6);
    assert!(sums.cells.iter().all(|cell| cell.formula), "{name}");
    let expected = [Value::Number(6.0), text("Nguyễn Văn A!"), Value::Error("#DIV/0!".to_owned())];
    assert_eq!(values(sheet, 6)[..3], expected, "{name}");
    assert!(sheet.rows.iter().filter(|row| row.number != 6).all(|row| row.cells.iter().all(|cell| !cell.formula)));
}

#[test]
fn the_same_document_in_three_formats() {
    check("office.xlsx", Format::Xlsx);
    check("office.xls", Format::Xls);
    check("office.ods", Format::Ods);
    // The name says nothing.
    assert_eq!(read(&file("office.ods"), "danh sach.xls").format, Format::Ods);
}
