//! Formulas that reach beyond the workbook, in every format, with the cell that has them.

use sheets::{Place, Refusal};

use crate::make::{file, part, refusal, try_read, with_part, xlsx_rows};

#[track_caller]
fn check_function(bytes: &[u8], name: &str, sheet: &str, cell: &str, function: &str) {
    let place = Place { sheet: sheet.to_owned(), cell: cell.to_owned() };
    assert_eq!(refusal(bytes, name), Refusal::DangerousFormula { place, function: function.to_owned() });
}

#[test]
fn functions_that_reach_out() {
    for (formula, function) in [
        ("HYPERLINK(&quot;http://x&quot;)", "HYPERLINK"),
        ("_xlfn.WEBSERVICE(A1)", "_XLFN.WEBSERVICE"),
        ("cmd|&apos;/c calc&apos;!A0", "cmd|"),
        ("CALL(1)", "CALL"),
    ] {
        let rows = format!("<row r=\"3\"><c r=\"B3\"><f>{formula}</f><v>1</v></c></row>");
        check_function(&xlsx_rows(&rows), "a.xlsx", "Ấp 1", "B3", function);
    }
    check_function(&file("hyperlink.ods"), "a.ods", "Sheet1", "B2", "HYPERLINK");
    check_function(&file("hyperlink.xls"), "a.xls", "Sheet1", "B2", "HYPERLINK");
    check_function("x,y\n1,\"=HYPERLINK(\"\"http://x\"\")\"\n".as_bytes(), "ds.csv", "ds", "B2", "HYPERLINK");
    check_function("x,y\n=cmd|'/c calc'!A0,1\n".as_bytes(), "ds.csv", "ds", "A2", "cmd|");
    check_function("x,y\n+cmd|'/c calc'!A0,1\n".as_bytes(), "ds.csv", "ds", "A2", "cmd|");
}

#[test]
fn other_files_as_sources() {
    for name in ["external.ods", "external.xls", "external.xlsx"] {
        let Refusal::ExternalLink { place, target } = refusal(&file(name), name) else { panic!("{name}") };
        assert_eq!(place, Some(Place { sheet: "Sheet1".to_owned(), cell: "B2".to_owned() }), "{name}");
        assert!(target.contains("office.ods"), "{name}: {target}");
    }
    let numbered = xlsx_rows("<row r=\"1\"><c r=\"A1\"><f>SUM([1]Sheet1!A1)</f><v>1</v></c></row>");
    assert_eq!(refusal(&numbered, "a.xlsx").code(), "file_external_link");
    // A source that no cell uses, and one that only a name uses.
    let plain = xlsx_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let unused = with_part(&plain, "xl/externalLinks/externalLink1.xml", b"<externalLink/>");
    assert!(matches!(refusal(&unused, "a.xlsx"), Refusal::ExternalLink { place: None, .. }));
    let book = part(&plain, "xl/workbook.xml");
    let names = |formula: &str| {
        let names = format!("</sheets><definedNames><definedName name=\"Cũ\">{formula}</definedName></definedNames>");
        with_part(&plain, "xl/workbook.xml", book.replace("</sheets>", &names).as_bytes())
    };
    let place = Place { sheet: String::new(), cell: "Cũ".to_owned() };
    let Refusal::ExternalLink { place: found, .. } = refusal(&names("[1]S!$A$1"), "a.xlsx") else { panic!() };
    assert_eq!(found.as_ref(), Some(&place));
    let function = "EXEC".to_owned();
    assert_eq!(refusal(&names("EXEC(\"x\")"), "a.xlsx"), Refusal::DangerousFormula { place, function });
    assert!(try_read(&names("'Ấp 1'!$A$1:$B$2"), "a.xlsx").is_ok());
}
