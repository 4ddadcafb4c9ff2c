//! Binary workbooks: one by Python's xlwt, one of Excel 95 made record by record.

use std::io::{Cursor, Write};

use sheets::{Format, Value};

use crate::make::{day, file, only, read, row, text, values};

#[test]
fn shared_texts_go_on_from_record_to_record() {
    let workbook = read(&file("xlwt.xls"), "xlwt.xls");
    assert_eq!(workbook.format, Format::Xls);
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.name, "Hộ dân");
    for at in 0..1_200_u32 {
        let name = match at % 2 {
            0 => format!("ASCII only name number {at}"),
            _ => format!("Nguyễn Văn {at}"),
        };
        let people = f64::from(at % 7) + if at % 3 == 0 { 0.0 } else { 0.25 };
        let found = values(sheet, at + 3);
        assert_eq!((&found[0], &found[1]), (&Value::Number(f64::from(at) + 1.0), &text(&name)));
        assert_eq!(found[3], Value::Number(people));
    }
    assert_eq!(values(sheet, 3)[2], day(18_264.0, 1950, 1, 1));
    assert_eq!(values(sheet, 1_301)[1], text(&"Nguyễn ".repeat(600)));
    assert!(row(sheet, 1_301).hidden && !row(sheet, 1_302).hidden);
    assert_eq!(values(sheet, 1_304), [1.0, 2.0, 3.0, 4.0, 5.0].map(Value::Number));
    assert!(row(sheet, 1_302).cells[3].formula);
    assert!(workbook.sheets[1].hidden);
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A compound file with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A workbook of Excel 95 with these records in its sheet.
fn old_workbook(cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 5, kind, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let head = [
        begin(0x05),
        record(0x0042, &1252_u16.to_le_bytes()),
        record(0x041E, &[&[164, 0, 10], &b"dd/mm/yyyy"[..]].concat()),
        record(0x00E0, &[0; 16]),
        record(0x00E0, &[0, 0, 164, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ]
    .concat();
    let sheet = |offset: usize| record(0x0085, &[&(offset as u32).to_le_bytes()[..], &[0, 0, 5], b"Danh1"].concat());
    let offset = head.len() + sheet(0).len() + end.len();
    let stream = [head, sheet(offset), end.clone(), begin(0x10), cells.concat(), end].concat();
    compound("Book", &stream)
}

#[test]
fn excel_95_keeps_the_bytes_of_its_fonts() {
    let name = [0x4E, 0x67, 0x75, 0x79, 0xD4, 0x6E]; // Nguyễn in TCVN3
    let label = [&[2, 0, 1, 0, 0, 0, 6, 0], &name[..]].concat();
    let number = [&[2, 0, 2, 0, 1, 0], &1966_f64.to_le_bytes()[..]].concat();
    let hidden = record(0x0208, &[2, 0, 0, 0, 3, 0, 0xFF, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]);
    let workbook = read(&old_workbook(&[hidden, record(0x0204, &label), record(0x0203, &number)]), "cu.xls");
    let sheet = only(&workbook);
    assert_eq!((workbook.format, sheet.name.as_str()), (Format::Xls, "Danh1"));
    assert_eq!(values(sheet, 3), [Value::Empty, text("NguyÔn"), day(1966.0, 1905, 5, 19)]);
    assert!(row(sheet, 3).hidden);
}
