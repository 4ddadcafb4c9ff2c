//! Names of people: what was written, made regular; each thing that was done to it leaves its code.

use std::collections::HashSet;
use std::sync::LazyLock;

use base::fold;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::legacy::Encoding;
use crate::record::{Code, Codes};
use crate::syllable::is_valid;

/// Syllables of names, without their marks.
static SYLLABLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = include_str!("../../../data/names_vi.csv").lines().skip(1).filter_map(|line| line.split(',').nth(1));
    names.flat_map(|name| name.split_whitespace().map(fold).collect::<Vec<_>>()).collect()
});

static FAMILIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/names_vi.csv").lines();
    lines
        .filter_map(|line| line.strip_prefix("family,"))
        .map(|rest| fold(rest.split(',').next().unwrap_or(rest)))
        .collect()
});

/// Whether a text begins with a family name and could be a person's: two to six words of letters.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let bare = without_remarks(text).0;
    let folded = fold(&without_title(&bare).0);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    (2..=6).contains(&words.len())
        && words.iter().all(|word| word.chars().all(char::is_alphabetic))
        && FAMILIES.contains(words[0])
}

/// Whether a cell of a column of names can hold one at all: letters, no digits, not a sentence.
pub(crate) fn could_be_one(text: &str) -> bool {
    let bare = without_title(&without_remarks(text).0).0;
    let words = bare.split_whitespace().count();
    (1..=8).contains(&words)
        && bare.chars().any(char::is_alphabetic)
        && !bare.chars().any(|c| c.is_ascii_digit() || ":;=%@".contains(c))
}

/// Makes a name regular. `raw` is the text of the file after decoding from `encoding`; `split` says that it was put together
/// from two columns, where the gap is nobody's mistake.
pub(crate) fn tidy(raw: &str, encoding: Encoding, composed: bool, split: bool, codes: &mut Codes) -> String {
    match encoding {
        Encoding::Tcvn3 => codes.add(Code::NameLegacyTcvn3),
        Encoding::Vni => codes.add(Code::NameLegacyVni),
        Encoding::Unicode => {}
    }
    if !is_nfc(raw) && !composed {
        codes.add(Code::NameNfd);
    }
    let mut name: String = raw.nfc().collect();
    if name.contains(['ð', 'Ð', 'Ɖ', 'ɖ']) {
        codes.add(Code::NameEth);
        name = name.chars().map(letter_d).collect();
    }
    let (bare, had_remark) = without_remarks(&name);
    if had_remark {
        codes.add(Code::NameNoteRemoved);
    }
    let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if !split && !had_remark && words != name {
        codes.add(Code::NameSpaces);
    }
    let (words, had_title) = without_title(&words);
    if had_title {
        codes.add(Code::NameTitleRemoved);
    }
    // What follows a dash is no name any more and stays as written.
    let dash = words.find(" - ").or_else(|| words.find(" – ")).unwrap_or(words.len());
    let (own, rest) = words.split_at(dash);
    let cased = own.split(' ').map(cased).collect::<Vec<_>>().join(" ") + rest;
    if cased != words {
        codes.add(Code::NameCase);
    }
    if lacks_marks(&cased) {
        codes.add(Code::NameNoDiacritics);
    }
    cased
}

/// ð and its like come from other alphabets' keyboards; what is meant is đ.
pub(crate) fn letter_d(c: char) -> char {
    match c {
        'ð' | 'ɖ' => 'đ',
        'Ð' | 'Ɖ' => 'Đ',
        c => c,
    }
}

fn without_remarks(name: &str) -> (String, bool) {
    let mut depth = 0usize;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let had = out.len() != name.len();
    let out = out.trim_end_matches(['*', ',', ';', '.', '-', ' ']);
    (out.to_owned(), had)
}

/// "Ông", "Bà" and how one speaks of comrades are no part of a name.
fn without_title(name: &str) -> (String, bool) {
    const TITLES: &[&str] = &["ông", "bà", "ô.", "b.", "đ/c", "đ/c.", "đc", "đ.c", "anh", "chị", "cô", "chú"];
    let Some((first, rest)) = name.split_once(' ') else { return (name.to_owned(), false) };
    let lower = first.to_lowercase();
    let is_title = TITLES.contains(&lower.trim_end_matches([':', '.'])) || TITLES.contains(&lower.as_str());
    // Somebody whose family name is Cô or Chú keeps it: a name has two words at least.
    let rest = rest.trim_start_matches([':', ' ', '.']);
    if is_title && rest.split_whitespace().count() >= 2 {
        return (rest.trim().to_owned(), true);
    }
    match name.strip_prefix("Đồng chí ").or_else(|| name.strip_prefix("đồng chí ")) {
        Some(rest) => (rest.trim().to_owned(), true),
        None => (name.to_owned(), false),
    }
}

/// A word all in capitals, or that begins small, gets one capital; every part of it after an apostrophe or a dash too.
fn cased(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let shouted = letters.len() > 1 && letters.iter().all(|c| c.is_uppercase());
    let small = letters.first().is_some_and(|c| c.is_lowercase());
    // "NguyễN": legacy fonts of capitals decode to small letters inside.
    let mixed = letters.iter().skip(1).any(|c| c.is_uppercase()) && !word.contains(['\'', '’', '-', '.']);
    if !(shouted || small || mixed) {
        return word.to_owned();
    }
    let mut begin = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if begin {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        begin = !c.is_alphabetic();
    }
    out
}

/// No mark anywhere, and at least one syllable that names write with marks only: it cannot be spoken as it stands, or it is
/// the Văn or Thị in the middle. (Phan Minh Khoa needs no marks, nor does Kim Sa Vang.)
fn lacks_marks(name: &str) -> bool {
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let middle = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    let missing = |word: &String| !is_valid(word) && SYLLABLES.contains(word);
    name.is_ascii()
        && words.len() > 1
        && (middle.iter().any(|word| word == "van" || word == "thi") || words.iter().any(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> (String, String) {
        let mut codes = Codes::default();
        let name = tidy(raw, Encoding::Unicode, false, false, &mut codes);
        (name, codes.to_string())
    }

    #[test]
    fn what_was_done_to_a_name_is_said() {
        let cases = [
            ("HUỲNH VĂN TRIỀU", "Huỳnh Văn Triều", "W_NAME_CASE"),
            ("  Phạm\u{a0}Thị Yến ", "Phạm Thị Yến", "W_NAME_SPACES"),
            ("LÝ THỊ ÐẸP", "Lý Thị Đẹp", "W_NAME_CASE;W_NAME_ETH"),
            ("Phan Văn Triều (đã nghỉ)", "Phan Văn Triều", "W_NAME_NOTE_REMOVED"),
            ("Phan Ngoc Tuan", "Phan Ngoc Tuan", "W_NAME_NO_DIACRITICS"),
            ("Phan Minh Khoa", "Phan Minh Khoa", ""),
            ("Kim Sa Vang", "Kim Sa Vang", ""),
            ("Nguyen Thi Lan", "Nguyen Thi Lan", "W_NAME_NO_DIACRITICS"),
            ("Bà: Trần Thị Chín", "Trần Thị Chín", "W_NAME_TITLE_REMOVED"),
            ("Hồ Văn Sa – Trưởng ban", "Hồ Văn Sa – Trưởng ban", ""),
            ("Bà Trần Thị Sáu", "Trần Thị Sáu", "W_NAME_TITLE_REMOVED"),
            ("Nguye\u{302}\u{303}n Va\u{306}n An", "Nguyễn Văn An", "W_NAME_NFD"),
            ("H'HEN NIÊ", "H'Hen Niê", "W_NAME_CASE"),
        ];
        for (raw, name, codes) in cases {
            assert_eq!(read(raw), (name.to_owned(), codes.to_owned()), "{raw}");
        }
    }
}
