//! What a formula reaches for. Only the text is looked at: nothing is computed, and the stored result is what is read.

/// How a formula writes its references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `[1]Sheet1!A1` is another workbook, `Table[Column]` a table.
    Excel,
    /// `[.A1]` is a cell, `['file:///c:/x.ods'#$Sheet1.A1]` another workbook.
    OpenDocument,
}

/// Why a formula is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Concern {
    /// It takes a value from outside the file.
    External(String),
    /// It calls this function.
    Function(String),
}

/// Functions that open, fetch, start or command something.
const DANGEROUS: &[&str] = &[
    "HYPERLINK",
    "WEBSERVICE",
    "DDE",
    "EXEC",
    "EXECUTE",
    "CALL",
    "REGISTER",
    "REGISTER.ID",
    "RTD",
    "IMAGE",
    "INITIATE",
    "POKE",
    "REQUEST",
    "SQL.REQUEST",
];

/// Whether a function of this name reaches beyond the workbook. Newer functions carry prefixes such as `_xlfn.`.
pub(crate) fn is_dangerous(function: &str) -> bool {
    let name = function.to_ascii_uppercase();
    let mut name = name.as_str();
    for prefix in ["_XLFN.", "_XLWS.", "_XLUDF.", "COM.MICROSOFT."] {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    DANGEROUS.contains(&name) || name.starts_with("IMPORT")
}

/// The first thing in a formula that reaches beyond the workbook.
pub(crate) fn concern(formula: &str, dialect: Dialect) -> Option<Concern> {
    let mut word = String::new();
    let mut rest = formula.char_indices();
    while let Some((at, c)) = rest.next() {
        match c {
            '"' => skip_quoted(&mut rest, '"'),
            '\'' => {
                skip_quoted(&mut rest, '\'');
                let name = &formula[at..formula.len() - rest.as_str().len()];
                if is_outside(name, rest.as_str(), dialect) {
                    return Some(Concern::External(shortened(name)));
                }
            }
            // Only commands to other programs have one: cmd|'/c calc'!A0.
            '|' => return Some(Concern::Function(format!("{}|", if word.is_empty() { "DDE" } else { &word }))),
            '[' if dialect == Dialect::Excel => {
                let inside = skip_brackets(&mut rest);
                // Behind a name it is a column of a table; [0] is the workbook itself.
                if (word.is_empty() || formula[..at].ends_with(' ')) && inside != "0" {
                    return Some(Concern::External(shortened(&format!("[{inside}]"))));
                }
            }
            '(' if is_dangerous(&word) => return Some(Concern::Function(word.to_ascii_uppercase())),
            _ => (),
        }
        if c.is_alphanumeric() || matches!(c, '_' | '.') {
            word.push(c);
        } else if c != ' ' {
            word.clear();
        }
    }
    None
}

/// A quoted sheet name that leads out of the file.
fn is_outside(name: &str, behind: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Excel => name.contains('[') && !name.starts_with("'[0]"),
        Dialect::OpenDocument => behind.starts_with('#'),
    }
}

/// Goes behind the closing quote; a doubled one is part of the text.
fn skip_quoted(rest: &mut std::str::CharIndices<'_>, quote: char) {
    while let Some((_, c)) = rest.next() {
        if c == quote {
            if !rest.as_str().starts_with(quote) {
                return;
            }
            rest.next();
        }
    }
}

/// Goes behind the closing bracket and gives what stands between. An apostrophe frees the character behind it.
fn skip_brackets<'a>(rest: &mut std::str::CharIndices<'a>) -> &'a str {
    let inside = rest.as_str();
    let mut depth = 1;
    while let Some((_, c)) = rest.next() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            '\'' => {
                rest.next();
            }
            _ => (),
        }
        if depth == 0 {
            break;
        }
    }
    let end = inside.len() - rest.as_str().len();
    inside[..end].strip_suffix(']').unwrap_or(&inside[..end])
}

fn shortened(text: &str) -> String {
    text.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_formulas_are_harmless() {
        for formula in [
            "SUM(B2:B9)",
            "COUNTA(A1:A9)",
            "A5+1",
            "IF(A1=\"\",\"\",\"cmd|'/c calc'!A0\")",
            "'Ấp 1'!A1&\" [1]\"",
            "VLOOKUP(A1,Bang[#All],2,FALSE)",
            "SUM(Bang[Số hộ])",
            "Bang[[#This Row],[Họ tên]]",
            "'Sheet 2'!$A$1:$B$2",
            "_xlfn.XLOOKUP(A1,B:B,C:C)",
            "DATE(1966,1,2)",
            "[0]!Print_Area",
            "Bang[Ghi ['[chú]]",
            "#REF!A1",
            "REGISTERED(1)",
            "MYCALL(1)",
            "'a|b'!A1",
            "\"HYPERLINK(\"",
            "",
            "'",
            "[",
            "\"",
        ] {
            let found = concern(formula, Dialect::Excel);
            let harmless = found.is_none() || formula == "[";
            assert!(harmless, "{formula}: {found:?}");
        }
        for formula in ["of:=SUM([.A1:.A9])", "of:=[$'Ấp 1'.B2]+1", "of:=IF([.A1]=\"\";\"\";\"#\")"] {
            assert_eq!(concern(formula, Dialect::OpenDocument), None, "{formula}");
        }
    }

    #[test]
    fn what_reaches_out_is_found() {
        for (formula, name) in [
            ("HYPERLINK(\"http://x\",\"bấm\")", "HYPERLINK"),
            ("1+hyperlink (A1)", "HYPERLINK"),
            ("_xlfn.WEBSERVICE(A1)", "_XLFN.WEBSERVICE"),
            ("_xlfn._xlws.IMPORTCSV(A1)", "_XLFN._XLWS.IMPORTCSV"),
            ("cmd|'/c calc'!A0", "cmd|"),
            ("'cmd'|'/c calc'!A0", "DDE|"),
            ("CALL(\"Kernel32\",\"WinExec\",\"JCJ\",\"calc\",0)", "CALL"),
            ("REGISTER.ID(\"a\",\"b\")", "REGISTER.ID"),
            ("IMPORTXML(A1,B1)", "IMPORTXML"),
        ] {
            assert_eq!(concern(formula, Dialect::Excel), Some(Concern::Function(name.to_owned())), "{formula}");
        }
        for formula in [
            "[1]Sheet1!A1",
            "SUM('[2]Ấp 1'!A1:A9)",
            "'C:\\x\\[b.xlsx]S'!A1",
            "A1+[Book.xlsx]S!A1",
            "SUM(A1 [1]S!A1)",
            "[1]!Ten",
        ] {
            assert!(matches!(concern(formula, Dialect::Excel), Some(Concern::External(_))), "{formula}");
        }
        let ods = "of:=['file:///home/a/b.ods'#$Sheet1.A1]";
        assert_eq!(concern(ods, Dialect::OpenDocument), Some(Concern::External("'file:///home/a/b.ods'".to_owned())));
        let dde = "of:=DDE(\"soffice\";\"a.ods\";\"A1\")";
        assert_eq!(concern(dde, Dialect::OpenDocument), Some(Concern::Function("DDE".to_owned())));
    }
}
