use unicode_normalization::UnicodeNormalization;

/// The five tones that are written; the sixth has no mark.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// What may stand before the vowels of a syllable; gi and qu only where another vowel follows.
const FIRST: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// The vowels.
const VOWELS: &[&str] = &[
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia",
    "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo", "ôi", "ơi", "ua", "uâ", "uây", "uê",
    "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "ưa", "ưi", "ươ", "ươi", "ươu", "ưu", "yê", "yêu",
];

/// What may stand behind them.
const LAST: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether a word is built like a Vietnamese syllable: letters of the alphabet, one tone at most, and in their places
/// consonants, vowels and consonants that go together.
pub(super) fn is_syllable(word: &str) -> bool {
    let Some((letters, tones)) = split(word) else { return false };
    let is_vowel = |c: char| "aăâeêioôơuưy".contains(c);
    let Some(first) = letters.find(is_vowel) else { return false };
    let begins =
        |two: &str| letters.starts_with(two) && letters.get(2..).is_some_and(|rest| rest.starts_with(is_vowel));
    let first = if begins("gi") || begins("qu") { 2 } else { first };
    let (before, rest) = letters.split_at(first);
    let (vowels, behind) = rest.split_at(rest.find(|c| !is_vowel(c)).unwrap_or(rest.len()));
    tones <= 1 && FIRST.contains(&before) && VOWELS.contains(&vowels) && LAST.contains(&behind)
}

/// Whether capitals stand where people put them: everywhere, nowhere, or at the beginning.
pub(super) fn is_cased(word: &str) -> bool {
    let mut rest = word.chars();
    rest.next();
    let (upper, lower) = (rest.clone().any(char::is_uppercase), rest.any(char::is_lowercase));
    !upper || (!lower && !word.starts_with(char::is_lowercase))
}

/// The letters in small, and how many tones stand on them. None if there is anything that is no letter of the alphabet.
fn split(word: &str) -> Option<(String, usize)> {
    let mut tones = 0;
    let bare: String = word
        .chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|c| {
            let tone = TONES.contains(c);
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    let known = |c: char| c.is_ascii_lowercase() || "ăâđêôơư".contains(c);
    bare.chars().all(known).then_some((bare, tones))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_gibberish() {
        for word in [
            "Nguyễn",
            "nghiêng",
            "QUYẾT",
            "Đặng",
            "ươm",
            "khuỷu",
            "ấp",
            "Giữa",
            "trưởng",
            "Hoà",
            "hòa",
            "ý",
            "Thuý",
            "người",
            "giữa",
            "Quyền",
            "gì",
            "quốc",
            "Giang",
            "quý",
        ] {
            assert!(is_syllable(word) && is_cased(word), "{word}");
        }
        assert!(is_syllable("Nguye\u{302}\u{303}n"));
        for word in
            ["Nguyờịn", "V¨n", "B×nh", "tæ", "êê", "ngcan", "đf", "", "Huúnh", "ấpấ", "Taân", "Thóy", "Béi", "giq"]
        {
            assert!(!is_syllable(word), "{word}");
        }
        for word in ["NguyÔn", "tR", "aB"] {
            assert!(!is_cased(word), "{word}");
        }
    }
}
