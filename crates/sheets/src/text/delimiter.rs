use super::records::Records;

/// In the order in which they win a tie: the rarer in prose, the stronger.
const CANDIDATES: [char; 4] = ['\t', ';', ',', '|'];

/// So many records tell it.
const SAMPLE: usize = 50;

/// What parts the columns: the mark that parts most records into the same number of cells.
pub(super) fn guess(text: &str) -> char {
    let best = |prose_counts: bool| {
        let scored = CANDIDATES.map(|mark| (score(text, mark, prose_counts), mark));
        // The first of equals wins.
        scored.into_iter().rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score > 0)
    };
    // A mark with a blank behind it is most often prose; where there is no other, it may part columns after all.
    best(false).or_else(|| best(true)).map_or(',', |(_, mark)| mark)
}

fn score(text: &str, mark: char, prose_counts: bool) -> usize {
    let mut widths = std::collections::BTreeMap::new();
    for (_, fields) in Records::new(text, mark).take(SAMPLE) {
        let parts = fields.iter().skip(1).filter(|field| prose_counts || !field.starts_with(' ')).count();
        *widths.entry(parts).or_insert(0_usize) += 1;
    }
    widths.into_iter().map(|(parts, records)| parts * records).max().unwrap_or(0)
}

/// Excel's own way to say it: a first line `sep=;`. What is left is the table, whose rows count from there.
pub(super) fn announced(text: &str) -> Option<(char, &str)> {
    let rest = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(text.get(4..))?;
    let mark = rest.chars().next().filter(|mark| mark.is_ascii() && !mark.is_ascii_alphanumeric())?;
    let rest = rest.get(1..)?;
    let table = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
    Some((mark, table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_that_parts_most_records_alike() {
        for (text, mark) in [
            ("STT,Họ tên\n1,A\n2,B\n", ','),
            ("STT;Họ tên\n1;A, B, C\n2;D, E, F\n", ';'),
            ("a;1,5\nb;2,5\n", ';'),
            ("STT\tHọ tên\n1\tA, B\n", '\t'),
            ("1|A|x\n2|B|y\n", '|'),
            ("\"a;b;c\",1\n\"d;e;f\",2\n", ','),
            ("DANH SÁCH TỔ, XÃ A\n\nSTT;Tên;Ấp\n1;A;B\n2;C;D\n", ';'),
            ("a, b, c\nd, e, f\n", ','),
            ("Nguyễn Văn A\nTrần Thị B\n", ','),
            ("", ','),
        ] {
            assert_eq!(guess(text), mark, "{text:?}");
        }
        assert_eq!(announced("sep=;\r\na;b"), Some((';', "a;b")));
        assert_eq!(announced("SEP=\t\na"), Some(('\t', "a")));
        assert_eq!(announced("separate;x\n"), None);
        assert_eq!(announced("ấp"), None);
    }
}
