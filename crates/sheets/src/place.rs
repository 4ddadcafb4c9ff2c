use std::fmt;

/// Where in a workbook: what to open and where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of the sheet; empty for what belongs to the whole workbook.
    pub sheet: String,
    /// The cell as the user knows it (`B12`), or the defined name.
    pub cell: String,
}

impl Place {
    /// The cell in this row (from 1) and column (from 0).
    pub fn new(sheet: &str, row: u32, column: u32) -> Self {
        Self { sheet: sheet.to_owned(), cell: format!("{}{row}", letters(column)) }
    }

    /// A name that is defined for the whole workbook.
    pub(crate) fn named(name: &str) -> Self {
        Self { sheet: String::new(), cell: name.to_owned() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sheet.as_str() {
            "" => write!(f, "the name {}", self.cell),
            sheet => write!(f, "cell {} of the sheet \"{sheet}\"", self.cell),
        }
    }
}

/// The letters of a column: A to Z, AA and so on.
pub(crate) fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut reversed = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        reversed.push(b'A' + digit as u8);
        rest = (rest - 1) / 26;
    }
    reversed.iter().rev().map(|b| char::from(*b)).collect()
}

/// Row (from 1) and column (from 0) of a reference such as `B12` or `$B$12`.
pub(crate) fn parse(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim().trim_start_matches('$');
    let split = reference.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = reference.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1) - 1;
    let digits = digits.trim_start_matches('$');
    let row = digits.parse().ok().filter(|row| *row > 0 && digits.bytes().all(|b| b.is_ascii_digit()))?;
    Some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_go_both_ways() {
        for (text, row, column) in [("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("XFD1048576", 1_048_576, 16_383)] {
            assert_eq!(parse(text), Some((row, column)));
            assert_eq!(Place::new("s", row, column).cell, text);
        }
        assert_eq!(parse("$C$7"), Some((7, 2)));
        for wrong in ["", "A", "7", "A0", "ABCD1", "A-1", "A1B", "A+1", "Á1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
