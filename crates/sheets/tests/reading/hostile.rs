//! Files that want more than they should get.

use std::io::{Cursor, Write};

use sheets::{Limits, Place, Refusal};
use zip::write::SimpleFileOptions;

use crate::make::{ods_with, only, read, refusal, with_part, xlsx_rows};

fn limited(bytes: &[u8], name: &str, limits: &Limits) -> Refusal {
    sheets::read(bytes, name, limits, &mut |_| ()).unwrap_err()
}

/// A workbook with a part that unpacks to so many zeros.
fn swollen(megabytes: usize) -> Vec<u8> {
    let plain = xlsx_rows("");
    let mut zip = zip::ZipWriter::new_append(Cursor::new(plain)).unwrap();
    zip.start_file("xl/media/image1.png", SimpleFileOptions::default()).unwrap();
    let block = vec![0; 1 << 20];
    (0..megabytes).for_each(|_| zip.write_all(&block).unwrap());
    zip.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_noticed_while_they_unpack() {
    let bomb = swollen(310);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refusal(&bomb, "a.xlsx"), Refusal::Bomb { part: "xl/media/image1.png".to_owned() });
    let patient = Limits { ratio: u64::MAX, ..Limits::default() };
    assert_eq!(limited(&bomb, "a.xlsx", &patient).code(), "file_bomb");
    // A little may be as empty as it likes.
    read(&swollen(4), "a.xlsx");
}

#[test]
fn what_a_file_announces_is_not_believed() {
    // The sizes in the list of parts say 10 bytes.
    let mut bomb = swollen(20);
    let at = bomb.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    bomb[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
    assert!(matches!(refusal(&bomb, "a.xlsx").code(), "file_bomb" | "file_broken"));
    let strings = "<sst count=\"9999999999999\" uniqueCount=\"9999999999999\"><si><t>x</t></si></sst>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let bytes = with_part(&xlsx_rows(rows), "xl/sharedStrings.xml", strings.as_bytes());
    assert_eq!(only(&read(&bytes, "a.xlsx")).rows.len(), 1);
}

#[test]
fn too_many_parts() {
    let mut zip = zip::ZipWriter::new_append(Cursor::new(xlsx_rows(""))).unwrap();
    for at in 0..2_001 {
        zip.start_file(format!("xl/media/{at}.png"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(refusal(&zip.finish().unwrap().into_inner(), "a.xlsx").code(), "file_too_many_parts");
}

#[test]
fn cells_far_away() {
    let far = |cell: &str, row: u32| xlsx_rows(&format!("<row r=\"{row}\"><c r=\"{cell}{row}\"><v>1</v></c></row>"));
    let place = Place { sheet: "Ấp 1".to_owned(), cell: "XFD1048576".to_owned() };
    assert_eq!(refusal(&far("XFD", 1_048_576), "a.xlsx"), Refusal::TooManyColumns { place, limit: 256 });
    let low = read(&far("A", 1_048_576), "a.xlsx");
    assert_eq!((only(&low).rows.len(), only(&low).rows[0].number), (1, 1_048_576));
    assert_eq!(refusal(&far("A", 1_048_577), "a.xlsx").code(), "file_too_many_rows");
    assert_eq!(refusal(&[&[b'\n'; 1_048_576][..], b"a"].concat(), "a.csv").code(), "file_too_many_rows");
    // Only formatted: nothing.
    let blank = xlsx_rows("<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>");
    assert!(only(&read(&blank, "a.xlsx")).rows.is_empty());
}

#[test]
fn limits_hold_over_all_sheets() {
    let row = |number: u32| format!("<row r=\"{number}\"><c r=\"J{number}\" t=\"str\"><v>abc</v></c></row>");
    let bytes = xlsx_rows(&(1..=10).map(row).collect::<String>());
    read(&bytes, "a.xlsx");
    let usual = Limits::default;
    assert_eq!(limited(&bytes, "a.xlsx", &Limits { rows: 9, ..usual() }).code(), "file_too_many_rows");
    assert_eq!(limited(&bytes, "a.xlsx", &Limits { columns: 9, ..usual() }).code(), "file_too_many_columns");
    assert_eq!(limited(&bytes, "a.xlsx", &Limits { cells: 99, ..usual() }).code(), "file_too_many_cells");
    assert_eq!(limited(&bytes, "a.xlsx", &Limits { texts: 29, ..usual() }).code(), "file_too_much_text");
    assert_eq!(limited(&bytes, "a.xlsx", &Limits { text: 2, ..usual() }).code(), "file_long_text");
    assert_eq!(limited(&bytes, "a.xlsx", &Limits { sheets: 0, ..usual() }).code(), "file_too_many_sheets");
    let exact = Limits { rows: 10, columns: 10, cells: 100, texts: 30, text: 3, sheets: 1, ..usual() };
    assert!(sheets::read(&bytes, "a.xlsx", &exact, &mut |_| ()).is_ok());
}

#[test]
fn one_shared_text_in_every_cell() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(10_000));
    let row = |number: u32| {
        let cells: String =
            (0..26).map(|c| format!("<c r=\"{}{number}\" t=\"s\"><v>0</v></c>", char::from(b'A' + c))).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let bytes = xlsx_rows(&(1..=1_000).map(row).collect::<String>());
    let bytes = with_part(&bytes, "xl/sharedStrings.xml", strings.as_bytes());
    assert_eq!(refusal(&bytes, "a.xlsx").code(), "file_too_much_text");
}

#[test]
fn tricks_of_xml() {
    let sheet = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>";
    let plain = xlsx_rows("");
    let part = "xl/worksheets/a.xml";
    assert_eq!(
        refusal(&with_part(&plain, part, sheet.as_bytes()), "a.xlsx"),
        Refusal::Entities { part: part.to_owned() }
    );
    let unknown = xlsx_rows("<row><c t=\"str\"><v>&a;</v></c></row>");
    assert_eq!(refusal(&unknown, "a.xlsx").code(), "file_broken");
    let typed = b"<!DOCTYPE x><office:document-content/>";
    assert_eq!(refusal(&with_part(&ods_with(""), "content.xml", typed), "a.ods").code(), "file_entities");
    let deep = xlsx_rows(&"<a>".repeat(100_000));
    assert_eq!(refusal(&deep, "a.xlsx").code(), "file_broken");
    let endless = xlsx_rows(&format!("<row><c t=\"str\"><v>{}</v></c></row>", "ab".repeat(3 << 20)));
    assert!(matches!(refusal(&endless, "a.xlsx").code(), "file_broken" | "file_long_text"));
}

#[test]
fn blanks_without_end() {
    let blanks = "<text:s text:c=\"4000000000\"/>".repeat(1_000);
    let table = format!(
        "<table:table><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x{blanks}</text:p>\
         </table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(refusal(&ods_with(&table), "a.ods").code(), "file_long_text");
}
