use unicode_normalization::UnicodeNormalization;

/// The five tones that are written; the sixth has no mark.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// What may stand before the vowels of a syllable (q comes with u, gi reads as g and i).
const FIRST: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "r",
    "s", "t", "th", "tr", "v", "x",
];

/// What may stand behind them.
const LAST: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether a word is built like a Vietnamese syllable: letters of the alphabet, one tone at most, vowels in one place.
pub(super) fn is_syllable(word: &str) -> bool {
    let Some((letters, tones)) = split(word) else { return false };
    if tones > 1 {
        return false;
    }
    let is_vowel = |c: char| "aăâeêioôơuưy".contains(c);
    let Some(begin) = letters.find(is_vowel) else { return false };
    let vowels_on = &letters[begin..];
    let end = vowels_on.find(|c| !is_vowel(c)).unwrap_or(vowels_on.len());
    let (vowels, behind) = vowels_on.split_at(end);
    // ă, â, ê, ô, ơ and ư stand alone among plain vowels; only ư and ơ go together.
    let marked = vowels.chars().filter(|c| !c.is_ascii()).count();
    let doubled = ["aa", "ee", "ii", "uu", "yy"].iter().any(|pair| vowels.contains(pair));
    let fits = !doubled && (marked <= 1 || (marked == 2 && vowels.contains("ươ")));
    fits && vowels.chars().count() <= 3 && FIRST.contains(&&letters[..begin]) && LAST.contains(&behind)
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
        ] {
            assert!(is_syllable(word) && is_cased(word), "{word}");
        }
        assert!(is_syllable("Nguye\u{302}\u{303}n"));
        for word in ["Nguyờịn", "V¨n", "B×nh", "tæ", "êê", "ngcan", "đf", "", "Huúnh", "ấpấ"] {
            assert!(!is_syllable(word), "{word}");
        }
        for word in ["NguyÔn", "tR", "aB"] {
            assert!(!is_cased(word), "{word}");
        }
    }
}
