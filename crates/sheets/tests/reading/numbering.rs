//! Rows have the numbers that a table program shows.

use crate::make::{only, read};

#[test]
fn blank_lines_and_quoted_breaks() {
    let lines = "DANH SÁCH\r\n\r\n\"a\r\n\r\nb\",c\r\n,,\r\n\r\n\r\nd,e\r\n";
    let workbook = read(lines.as_bytes(), "a.csv");
    let numbers: Vec<u32> = only(&workbook).rows.iter().map(|row| row.number).collect();
    // Row 4 has cells, but nothing in them.
    assert_eq!(numbers, [1, 3, 7]);
}

#[test]
fn the_line_that_names_the_mark_is_none() {
    let workbook = read("\u{feff}sep=;\r\n\r\na;b\r\n".as_bytes(), "a.csv");
    assert_eq!(only(&workbook).rows[0].number, 2);
}
