//! What the tests share: reading with the usual limits, and small files made by hand.

use std::io::{Cursor, Write};

use sheets::{Limits, Refusal, Row, Sheet, Value, Workbook};
use zip::write::SimpleFileOptions;

/// A file from `tests/files`.
pub fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads with the usual limits.
pub fn try_read(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    sheets::read(bytes, name, &Limits::default(), &mut |_| ())
}

/// Reads what has to be readable.
#[track_caller]
pub fn read(bytes: &[u8], name: &str) -> Workbook {
    try_read(bytes, name).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

/// The refusal of what must not be readable.
#[track_caller]
pub fn refusal(bytes: &[u8], name: &str) -> Refusal {
    match try_read(bytes, name) {
        Ok(workbook) => panic!("{name} was read: {:?}", workbook.sheets),
        Err(refusal) => refusal,
    }
}

/// A packed file of these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A packed file again with a part added or replaced.
pub fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let part = old.by_index_raw(index).unwrap();
        if part.name().unwrap() != name {
            zip.raw_copy_file(part).unwrap();
        }
    }
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook with one sheet of this XML: what stands inside `worksheet`.
pub fn xlsx_with(inside: &str) -> Vec<u8> {
    let top = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         </Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Ấp 1\" sheetId=\"1\" r:id=\"b\"/>\
         </sheets></workbook>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"b\" Type=\"{RELATIONS}/worksheet\" Target=\"/xl/worksheets/a.xml\"/>\
         </Relationships>"
    );
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &top),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/a.xml", &format!("<worksheet xmlns=\"{MAIN}\">{inside}</worksheet>")),
    ])
}

/// A workbook whose sheet has these rows.
pub fn xlsx_rows(rows: &str) -> Vec<u8> {
    xlsx_with(&format!("<sheetData>{rows}</sheetData>"))
}

/// An OpenDocument table: what stands inside `office:spreadsheet`.
pub fn ods_with(inside: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">\
         <office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

/// The only sheet.
#[track_caller]
pub fn only(workbook: &Workbook) -> &Sheet {
    assert_eq!(workbook.sheets.len(), 1);
    &workbook.sheets[0]
}

/// The row with this number.
#[track_caller]
pub fn row(sheet: &Sheet, number: u32) -> &Row {
    sheet.rows.iter().find(|row| row.number == number).unwrap_or_else(|| panic!("no row {number}"))
}

/// The values of a row.
#[track_caller]
pub fn values(sheet: &Sheet, number: u32) -> Vec<Value> {
    row(sheet, number).cells.iter().map(|cell| cell.value.clone()).collect()
}

/// A text.
pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A day with its number.
pub fn day(serial: f64, year: i16, month: i8, day: i8) -> Value {
    Value::Date { serial, date_1904: false, year, month, day }
}

/// A part of a packed file as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}
