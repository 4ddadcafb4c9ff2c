//! Vietnamese from before Unicode: TCVN3 (the .Vn fonts) and VNI show as Western letters. Which cell is in which is told by
//! what becomes of its syllables; where both readings are possible, by the cells around it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::syllable::valid_words;

/// How a text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    Unicode,
    Tcvn3,
    Vni,
}

/// By encoding: legacy text of one or two characters to the letter that it means (sources: data/README.md).
static TABLES: LazyLock<HashMap<(Encoding, String), char>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/legacy_encodings.csv").lines().skip(1);
    lines.filter_map(row).collect()
});

fn row(line: &str) -> Option<((Encoding, String), char)> {
    let mut cells = line.split(',');
    let encoding = match cells.next()? {
        "TCVN3" => Encoding::Tcvn3,
        "VNI" => Encoding::Vni,
        _ => return None,
    };
    let code = |hex| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let legacy: Option<String> = cells.next()?.split(' ').map(code).collect();
    Some(((encoding, legacy?), cells.next()?.chars().next()?))
}

/// Reads a text as if it were in an encoding.
pub(crate) fn decode(text: &str, encoding: Encoding) -> String {
    if encoding == Encoding::Unicode {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let longest = (1..=2).rev().filter(|length| at + length <= chars.len());
        let found = longest.filter_map(|length| {
            let key = (encoding, chars[at..at + length].iter().collect::<String>());
            TABLES.get(&key).map(|letter| (length, *letter))
        });
        let (length, letter) = found.into_iter().next().unwrap_or((1, chars[at]));
        out.push(letter);
        at += length;
    }
    out
}

/// How a text alone looks: in which encoding it must be, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// No letter beyond ASCII: it reads the same in all.
    Plain,
    /// It can only be this one.
    Sure(Encoding),
    /// Unicode and this legacy encoding both give words.
    Either(Encoding),
}

/// Judges a text by its letters and syllables.
pub(crate) fn look(text: &str) -> Look {
    if text.is_ascii() {
        return Look::Plain;
    }
    let western = |c: char| c.is_ascii() || ('\u{a0}'..='\u{ff}').contains(&c);
    if !text.chars().all(western) {
        return Look::Sure(Encoding::Unicode);
    }
    let good = |encoding| valid_words(&decode(text, encoding)).0;
    let unicode = good(Encoding::Unicode);
    let (tcvn3, vni) = (good(Encoding::Tcvn3), good(Encoding::Vni));
    let (legacy, best) = if vni > tcvn3 { (Encoding::Vni, vni) } else { (Encoding::Tcvn3, tcvn3) };
    match best.cmp(&unicode) {
        std::cmp::Ordering::Greater => Look::Sure(legacy),
        std::cmp::Ordering::Less => Look::Sure(Encoding::Unicode),
        std::cmp::Ordering::Equal if decode(text, legacy) == text => Look::Plain,
        std::cmp::Ordering::Equal => Look::Either(legacy),
    }
}

/// What the cells around say of an open question: the commonest sure answer, if there is any.
pub(crate) fn usual(looks: impl Iterator<Item = Look>) -> Option<Encoding> {
    let mut counts: HashMap<Encoding, usize> = HashMap::new();
    for look in looks {
        if let Look::Sure(encoding) = look {
            *counts.entry(encoding).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(encoding, count)| (*count, *encoding == Encoding::Unicode));
    most.map(|(encoding, _)| encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_are_read() {
        let cases = [
            ("NguyÔn V¨n H\u{ad}ëng", Encoding::Tcvn3, "Nguyễn Văn Hưởng"),
            ("TrÇn H÷u §¹t", Encoding::Tcvn3, "Trần Hữu Đạt"),
            ("Nguyeãn Thò Höông", Encoding::Vni, "Nguyễn Thị Hương"),
            ("Traàn Vaên Ñöùc", Encoding::Vni, "Trần Văn Đức"),
        ];
        for (legacy, encoding, unicode) in cases {
            assert_eq!(look(legacy), Look::Sure(encoding), "{legacy}");
            assert_eq!(decode(legacy, encoding), unicode);
        }
        for text in ["Trương Thị Thu Thủy", "Lê Văn Hùng", "Đỗ Hà", "Nguyễn Chí Hải", "Nguyễn"] {
            assert_eq!(look(text), Look::Sure(Encoding::Unicode), "{text}");
        }
        assert_eq!(look("Nam"), Look::Plain);
    }

    #[test]
    fn an_open_question_is_answered_by_the_cells_around() {
        assert_eq!(look("Tó"), Look::Either(Encoding::Tcvn3));
        assert_eq!(usual(["Hä vµ tªn", "Tó", "Nam"].into_iter().map(look)), Some(Encoding::Tcvn3));
    }
}
