use unicode_normalization::UnicodeNormalization;

/// What makes two spellings one name: case, spaces, composition, eth for đ and the place of the tone inside a word do not
/// matter, letters and tones do. `base::fold` would not serve here: Vĩnh Thành and Vĩnh Thạnh are two hamlets of one commune.
pub fn name_key(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == '\u{a0}').filter(|word| !word.is_empty());
    words.map(word_key).collect::<Vec<_>>().join(" ")
}

fn word_key(word: &str) -> String {
    let mut tone = String::new();
    let letters: String = word
        .nfd()
        .filter(|c| {
            let is_tone = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'].contains(c);
            if is_tone {
                tone.push(*c);
            }
            !is_tone
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ð' { 'đ' } else { c })
        .collect();
    letters + &tone
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn spelling_does_not_matter_but_letters_and_tones_do() {
        assert_eq!(name_key("Ấp  Vĩnh Hoà"), name_key("ấp vĩnh Hòa "));
        assert_eq!(name_key("Đồng Lớn I"), name_key("\u{d0}ồng lớn i"));
        assert_eq!(name_key("Thạnh"), name_key("Tha\u{323}nh"));
        assert_ne!(name_key("Vĩnh Thành"), name_key("Vĩnh Thạnh"));
        assert_ne!(name_key("Vĩnh Mới"), name_key("Vĩnh Môi"));
    }
}
