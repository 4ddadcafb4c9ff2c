use csv::{ReaderBuilder, StringRecord};

/// The records of a text with their numbers as a table program counts them: blank lines count, line breaks inside quotes
/// do not. The csv crate passes over blank lines, so they are counted where it began to read.
pub(super) struct Records<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    number: u32,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, delimiter: char) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        let mut builder = ReaderBuilder::new();
        let reader = builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        Self { text: text.as_bytes(), reader, number: 0 }
    }

    /// Line ends that stand where the next record is looked for.
    fn blank_lines(&self) -> u32 {
        let at = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let mut rest = self.text.get(at..).unwrap_or_default();
        // The other half of the line end behind the record before.
        if at > 0 && self.text.get(at - 1) == Some(&b'\r') {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        let mut lines = 0;
        loop {
            rest = match rest {
                [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
                _ => return lines,
            };
            lines += 1;
        }
    }
}

impl Iterator for Records<'_> {
    type Item = (u32, StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let blank = self.blank_lines();
        let mut record = StringRecord::new();
        // The text is UTF-8 and records may be of any width: there is nothing left to go wrong.
        if !self.reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        self.number = self.number.saturating_add(blank).saturating_add(1);
        Some((self.number, record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_count_and_quoted_ones_do_not() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "", "\"c\nd\",e", "f", ";;", "", "g,", ""].join(end);
            let numbers: Vec<(u32, String)> =
                Records::new(&text, ',').map(|(number, record)| (number, record.iter().collect())).collect();
            let expected = [(2, "ab"), (5, "c\nde"), (6, "f"), (7, ";;"), (9, "g")];
            assert_eq!(numbers, expected.map(|(number, text)| (number, text.to_owned())), "{end:?}");
        }
    }
}
