use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as one searches for it: no marks, lower case, đ and ð as d, runs of anything but letters and digits as one space.
/// "Nguyễn Văn Á" and "nguyen van a" fold to the same; so do composed and decomposed forms, and both places of a tone mark.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let c = match c {
            'đ' | 'ð' => 'd',
            c if c.is_alphanumeric() => c,
            _ => {
                gap = true;
                continue;
            }
        };
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(c);
    }
    folded
}

/// The order of the Vietnamese alphabet: letters (a ă â b c d đ e ê …), then tones.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A key whose byte order is the Vietnamese order of the text. For personal names the given name (the last word) comes
/// first, as in every Vietnamese list: pass `by_given_name`. Numbers inside names order by value ("Ấp 9" before "Ấp 12").
pub fn sort_key(text: &str, by_given_name: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ordered: Vec<&str> = match words.split_last() {
        Some((given, rest)) if by_given_name => std::iter::once(*given).chain(rest.iter().copied()).collect(),
        _ => words,
    };
    let mut key = String::new();
    for word in &ordered {
        push_word(&mut key, word);
        key.push(' ');
    }
    key
}

fn push_word(key: &mut String, word: &str) {
    if word.len() <= 9 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        key.push_str(&format!("{word:0>10}"));
        return;
    }
    let mut tones = String::new();
    for c in word.nfc().flat_map(char::to_lowercase) {
        let (letter, tone) = split_tone(c);
        match ALPHABET.chars().position(|a| a == letter) {
            Some(at) => key.push(char::from(b'A' + u8::try_from(at).unwrap_or(0))),
            None => key.push(letter),
        }
        tones.push(char::from(b'0' + tone));
    }
    key.push('!');
    key.push_str(&tones);
}

/// The letter without its tone, and the tone in the order of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
fn split_tone(c: char) -> (char, u8) {
    let mut tone = 0;
    let bare: String = std::iter::once(c)
        .nfd()
        .filter(|mark| {
            let found = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'].iter().position(|t| t == mark);
            tone = found.map_or(tone, |at| at as u8 + 1);
            found.is_none()
        })
        .nfc()
        .collect();
    (bare.chars().next().unwrap_or(c), tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_gaps_do_not_matter() {
        assert_eq!(fold("  Nguyễn  Văn Á "), "nguyen van a");
        assert_eq!(fold("ĐẶNG THỊ Ð"), "dang thi d");
        assert_eq!(fold("Huyện Hoà Bình"), fold("huyện Hòa Bình"));
        assert_eq!(fold("Nguye\u{302}\u{303}n"), "nguyen");
        assert_eq!(fold(&fold("Thạch-Thị (Sa) Rươl")), "thach thi sa ruol");
    }

    #[test]
    fn lists_are_in_vietnamese_order() {
        let mut names = ["Trần Thị Đa", "Lê Văn Danh", "Nguyễn Ân", "Nguyễn An", "Võ Ánh", "Lê Ảnh", "Bùi Ăn"];
        names.sort_by_key(|name| sort_key(name, true));
        assert_eq!(names, ["Nguyễn An", "Lê Ảnh", "Võ Ánh", "Bùi Ăn", "Nguyễn Ân", "Lê Văn Danh", "Trần Thị Đa"]);
        let mut hamlets = ["Ấp 12", "Ấp 9", "Ấp Cây Gừa"];
        hamlets.sort_by_key(|name| sort_key(name, false));
        assert_eq!(hamlets, ["Ấp 9", "Ấp 12", "Ấp Cây Gừa"]);
    }
}
