//! Files that are something else, and what the refusals say.

use std::io::{Cursor, Write};

use sheets::{Found, Limits, Place, Refusal};

use crate::make::{file, packed, part, read, refusal, with_part, xlsx_rows, xlsx_with};

fn found(bytes: &[u8], name: &str) -> Found {
    match refusal(bytes, name) {
        Refusal::NotSpreadsheet { found } | Refusal::OtherFormat { found } => found,
        other => panic!("{name}: {other}"),
    }
}

#[test]
fn files_of_other_kinds() {
    assert_eq!(found(b"%PDF-1.7\n", "a.xlsx"), Found::Pdf);
    assert_eq!(found(b"\xFF\xD8\xFF\xE0\0\x10JFIF", "a.xls"), Found::Picture);
    assert_eq!(found(&packed(&[("[Content_Types].xml", ""), ("word/document.xml", "")]), "a.xlsx"), Found::Document);
    assert_eq!(found(&packed(&[("ppt/presentation.xml", "")]), "a.xlsx"), Found::Slides);
    assert_eq!(found(&packed(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "a.ods"), Found::Document);
    assert_eq!(found(&packed(&[("xl/workbook.bin", "")]), "a.xlsx"), Found::BinaryWorkbook);
    assert_eq!(found(&packed(&[("danh sach.xlsx", "")]), "a.xlsx"), Found::Archive);
    assert_eq!(found(&crate::xls::compound("WordDocument", b"x"), "a.xls"), Found::Document);
    assert_eq!(found(&crate::xls::compound("Other", b"x"), "a.xls"), Found::Unknown);
    assert_eq!(found(b"\0\x01\x02\x03binary\0\0\0", "a.csv"), Found::Unknown);
}

#[test]
fn tables_that_are_only_named_xls() {
    assert_eq!(found(b"\r\n<html><table><tr><td>1</td></tr></table></html>", "a.xls"), Found::WebPage);
    let utf16: Vec<u8> = "\u{feff}<table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&utf16, "a.xls"), Found::WebPage);
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    assert_eq!(found(xml.as_bytes(), "a.xls"), Found::Xml2003);
    assert!(refusal(xml.as_bytes(), "a.xls").to_string().contains(".xlsx"));
    assert_eq!(read(b"a\tb\n1\t2\n", "a.xls").sheets[0].rows.len(), 2);
}

#[test]
fn passwords() {
    for name in ["password.xlsx", "password.xls", "password.ods"] {
        assert_eq!(refusal(&file(name), name), Refusal::Encrypted, "{name}");
    }
}

#[test]
fn macros() {
    let plain = xlsx_rows("");
    let named = with_part(&plain, "xl/vbaProject.bin", b"x");
    assert_eq!(refusal(&named, "a.xlsm"), Refusal::Macros { part: "xl/vbaproject.bin".to_owned() });
    let types =
        "<Types><Override PartName=\"/xl/a.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>";
    assert_eq!(refusal(&with_part(&plain, "[Content_Types].xml", types.as_bytes()), "a.xlsx").code(), "file_macros");
    let relations = part(&plain, "xl/_rels/workbook.xml.rels");
    let hidden = relations.replace(
        "</Relationships>",
        "<Relationship Id=\"c\" Type=\"http://x/vbaProject\" Target=\"a.bin\"/></Relationships>",
    );
    let hidden = with_part(&plain, "xl/_rels/workbook.xml.rels", hidden.as_bytes());
    assert_eq!(refusal(&hidden, "a.xlsx"), Refusal::Macros { part: "xl/a.bin".to_owned() });
    // The ending .xlsm alone is none.
    let types = "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
    read(&with_part(&plain, "[Content_Types].xml", types.as_bytes()), "a.xlsm");

    let mut compound = cfb::CompoundFile::open(Cursor::new(file("office.xls"))).unwrap();
    compound.create_storage("/_VBA_PROJECT_CUR").unwrap();
    compound.create_stream("/_VBA_PROJECT_CUR/dir").unwrap().write_all(b"x").unwrap();
    compound.flush().unwrap();
    assert_eq!(refusal(&compound.into_inner().into_inner(), "a.xls").code(), "file_macros");

    let basic = with_part(&file("office.ods"), "Basic/Standard/Module1.xml", b"<x/>");
    assert_eq!(refusal(&basic, "a.ods").code(), "file_macros");
    read(&with_part(&file("office.ods"), "Basic/Standard/script-lb.xml", b"<x/>"), "a.ods");
}

#[test]
fn nothing_to_read() {
    assert_eq!(refusal(b"", "a.csv"), Refusal::Empty);
    assert_eq!(refusal(b"\xEF\xBB\xBF \r\n\r\n", "a.csv"), Refusal::Empty);
    let plain = xlsx_with("");
    assert_eq!(refusal(&plain, "a.xlsx"), Refusal::NoSheet);
    let none = with_part(&plain, "xl/workbook.xml", b"<workbook><sheets/></workbook>");
    assert_eq!(refusal(&none, "a.xlsx"), Refusal::NoSheet);
    assert_eq!(refusal(&with_part(&file("office.ods"), "content.xml", b"<a/>"), "a.ods"), Refusal::NoSheet);
}

#[test]
fn files_that_do_not_hold_together() {
    for name in ["office.xlsx", "office.xls", "office.ods"] {
        let whole = file(name);
        for part in [whole.len() / 4, whole.len() / 2, whole.len() - 30] {
            let refusal = refusal(&whole[..part], name);
            assert_eq!(refusal.code(), "file_broken", "{name} cut at {part}: {refusal}");
        }
    }
    let cut = part(&file("office.ods"), "content.xml");
    let cut = with_part(&file("office.ods"), "content.xml", &cut.as_bytes()[..cut.len() - 200]);
    assert_eq!(refusal(&cut, "a.ods").code(), "file_broken");
    let missing = xlsx_rows("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>7</v></c></row>");
    let Refusal::Broken { part, .. } = refusal(&missing, "a.xlsx") else { panic!() };
    assert_eq!(part, "Ấp 1!B2");
    assert_eq!(refusal(&xlsx_rows("<row><c r=\"Á1\"><v>1</v></c></row>"), "a.xlsx").code(), "file_broken");
}

#[test]
fn a_refusal_names_the_place_and_the_way_out() {
    let place = Place { sheet: "Ấp 1".to_owned(), cell: "B12".to_owned() };
    let refusal = Refusal::DangerousFormula { place: place.clone(), function: "HYPERLINK".to_owned() };
    assert_eq!(
        refusal.to_string(),
        "The formula of cell B12 of the sheet \"Ấp 1\" uses HYPERLINK. Copy the cell and paste it as a value."
    );
    assert_eq!(
        refusal.in_vietnamese(),
        "Công thức ở ô B12 của trang tính \"Ấp 1\" dùng hàm HYPERLINK. Hãy chép ô đó rồi dán lại dưới dạng giá trị (Paste Values)."
    );
    let long = Refusal::LongText { place, limit: 10 };
    assert!(long.in_vietnamese().starts_with("Ô B12 của trang tính \"Ấp 1\""), "{}", long.in_vietnamese());
    let large = sheets::read(b"12345", "a.csv", &Limits { bytes: 4, ..Limits::default() }, &mut |_| ()).unwrap_err();
    assert_eq!(large, Refusal::TooLarge { bytes: 5, limit: 4 });
}
