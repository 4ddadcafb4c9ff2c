//! OpenDocument tables in the forms that programs write.

use sheets::{Merge, Value};

use crate::make::{day, ods_with, only, read, refusal, text, values};

const LAST: &str = "<table:table-row table:number-rows-repeated=\"1048570\">\
    <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";

fn cell(kind: &str, attribute: &str, value: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"{kind}\" office:{attribute}=\"{value}\"><text:p>?</text:p></table:table-cell>"
    )
}

#[test]
fn repetitions_cost_nothing_while_they_are_empty() {
    let rows = format!(
        "<table:table table:name=\"S\"><table:table-column table:number-columns-repeated=\"16384\"/>{LAST_SMALL}\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\"/>\
         <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>x</text:p>\
         </table:table-cell><table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>{LAST}</table:table>",
        LAST_SMALL = LAST.replace("1048570", "4")
    );
    let workbook = read(&ods_with(&rows), "a.ods");
    let sheet = only(&workbook);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 6, 7]);
    assert_eq!(values(sheet, 6), [Value::Empty, Value::Empty, text("x"), text("x")]);
}

#[test]
fn repetitions_that_are_filled_count() {
    let filled = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let rows =
        format!("<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"1048576\">{filled}");
    let bytes = ods_with(&format!("{rows}</table:table-row></table:table>"));
    assert_eq!(refusal(&bytes, "a.ods").code(), "file_too_many_rows");
    let wide = filled.replace("office:", "table:number-columns-repeated=\"16384\" office:");
    let bytes = ods_with(&format!("<table:table><table:table-row>{wide}</table:table-row></table:table>"));
    assert_eq!(refusal(&bytes, "a.ods").code(), "file_too_many_columns");
}

#[test]
fn values_are_what_is_stored() {
    let row = [
        cell("float", "value", "912345678"),
        cell("percentage", "value", "0.5"),
        cell("currency", "value", "1000"),
        cell("date", "date-value", "1905-05-19"),
        cell("time", "time-value", "PT08H30M00S"),
        cell("boolean", "boolean-value", "true"),
        cell("string", "string-value", "thật"),
        cell("date", "date-value", "hôm nay"),
    ];
    let table = format!("<table:table><table:table-row>{}</table:table-row></table:table>", row.concat());
    let workbook = read(&ods_with(&table), "a.ods");
    let expected = [
        Value::Number(912_345_678.0),
        Value::Number(0.5),
        Value::Number(1_000.0),
        day(1966.0, 1905, 5, 19),
        Value::Number(8.5 / 24.0),
        Value::Flag(true),
        text("thật"),
        text("hôm nay"),
    ];
    assert_eq!(values(only(&workbook), 1), expected);
    let old = format!(
        "<table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/>\
        </table:calculation-settings>{table}"
    );
    let shown = Value::Date { serial: 504.0, date_1904: true, year: 1905, month: 5, day: 19 };
    assert_eq!(values(only(&read(&ods_with(&old), "a.ods")), 1)[3], shown);
}

#[test]
fn text_is_what_is_shown() {
    let table = "<table:table><table:table-row><table:table-cell office:value-type=\"string\" \
        table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\">\n  <office:annotation><text:p>ghi chú</text:p></office:annotation>\
        <text:p>\n Lê <text:span>Văn</text:span><text:s text:c=\"3\"/>C<text:tab/>&#7845;<text:line-break/>\n  x</text:p>\
        <text:p>hai</text:p><draw:frame xmlns:draw=\"d\"><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>\
        </table:table-cell><table:covered-table-cell/></table:table-row></table:table>";
    let workbook = read(&ods_with(table), "a.ods");
    let sheet = only(&workbook);
    assert_eq!(values(sheet, 1), [text("Lê Văn   C\tấ\nx\nhai")]);
    assert_eq!(sheet.merges, [Merge { first_row: 1, last_row: 3, first_column: 0, last_column: 1 }]);
}

#[test]
fn what_was_deleted_under_review_is_gone() {
    let tracked = "<table:tracked-changes><table:deletion><table:table><table:table-row><table:table-cell \
        office:value-type=\"string\"><text:p>cũ</text:p></table:table-cell></table:table-row></table:table></table:deletion>\
        </table:tracked-changes><table:table table:name=\"S\"/>";
    assert!(only(&read(&ods_with(tracked), "a.ods")).rows.is_empty());
}
