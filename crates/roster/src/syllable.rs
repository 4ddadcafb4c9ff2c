//! Which letters can stand together in a Vietnamese syllable. Text in a legacy encoding that is read as if it were Unicode
//! breaks these rules nearly everywhere, text that is read rightly nearly nowhere: so encodings are told apart.

use unicode_normalization::UnicodeNormalization;

const ONSETS: &[&str] = &[
    "ngh", "ng", "gh", "gi", "kh", "nh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// What can follow the onset, tones aside (a textbook's table of rhymes).
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    y yêm yên yêng yêt yêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi \
    om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uênh uêch ui um un ung uôc uôi \
    uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu \
    ưt ưu ";

/// A mark that bends the pitch: grave, acute, tilde, hook above, dot below.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Whether a word, in any case and composition, can be a Vietnamese syllable with its tone.
pub(crate) fn is_valid(word: &str) -> bool {
    // An upper-case letter inside a word that is not all upper case is no Vietnamese: legacy text shows many.
    let inside = word.chars().skip(1);
    if inside.clone().any(char::is_uppercase) && !word.chars().all(|c| !c.is_lowercase()) {
        return false;
    }
    let mut tones = 0;
    let mut toned = ' ';
    let bare: String = word
        .nfd()
        .filter(|c| {
            tones += usize::from(is_tone(*c));
            toned = if is_tone(*c) { *c } else { toned };
            !is_tone(*c)
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .collect();
    if tones > 1 || bare.is_empty() {
        return false;
    }
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| bare.ends_with(end)) && bare.chars().count() > 1;
    // Before a stop only acute and dot below can be spoken; without any tone such a syllable is not written.
    if stopped && !matches!(toned, '\u{301}' | '\u{323}') {
        return false;
    }
    ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(|rhyme| fits(onset, rhyme)))
}

fn fits(onset: &str, rhyme: &str) -> bool {
    // "gì", "gìn": the vowel of the onset is that of the rhyme.
    let listed = |rhyme: &str| RHYMES.split_whitespace().any(|known| known == rhyme);
    match onset {
        "gi" => rhyme.is_empty() || listed(rhyme) || listed(&format!("i{rhyme}")),
        "qu" => listed(rhyme) || listed(&format!("u{rhyme}")) || listed(&format!("o{rhyme}")),
        _ => listed(rhyme),
    }
}

/// Of all words of letters in a text, how many can be Vietnamese: (such, all).
pub(crate) fn valid_words(text: &str) -> (usize, usize) {
    let words =
        text.split(|c: char| c.is_whitespace() || c.is_ascii_digit() || (c.is_ascii_punctuation() && c != '\''));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (words.iter().filter(|word| is_valid(word)).count(), words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_legacy_bytes() {
        for word in
            ["Nguyễn", "Huỳnh", "QUỐC", "Thị", "giỏi", "gì", "Quyên", "Hoàng", "Thúy", "Khuyến", "ương", "Ý", "Lê"]
        {
            assert!(is_valid(word), "{word}");
        }
        for word in ["NguyÔn", "TrÇn", "Nguyeãn", "Höông", "Ngoc", "Thµnh", "viªn", "N÷", "Vaên", "x·"] {
            assert!(!is_valid(word), "{word}");
        }
        assert_eq!(valid_words("Nguyễn Văn A, 1975"), (3, 3));
    }
}
