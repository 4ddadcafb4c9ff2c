//! Texts with a hamlet's name in them, as patterns.

/// A text with a place left open where the hamlet's name stands.
pub(super) fn open(text: &str, hamlet: &str) -> String {
    match around(text, hamlet) {
        Some((before, own, after)) => format!("{before}{}{after}", mark_of(&own)),
        None => text.to_owned(),
    }
}

/// A sub-heading as a pattern: its numbering, the hamlet, how many it has.
pub(super) fn section(text: &str, hamlet: &str) -> String {
    let Some((before, own, after)) = around(text, hamlet) else { return "{hamlet}".to_owned() };
    format!("{}{}{}", numbering(&before), mark_of(&own), counted(&after))
}

/// "II. " as `{I}. `; what is no numbering is left out.
fn numbering(before: &str) -> String {
    let token: String = before.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let rest = &before[token.len()..];
    if rest.chars().any(char::is_alphanumeric) {
        return String::new();
    }
    match token.as_str() {
        "" => rest.to_owned(),
        token if token.chars().all(|c| "IVXLC".contains(c)) => format!("{{I}}{rest}"),
        token if token.chars().all(|c| c.is_ascii_digit()) => format!("{{1}}{rest}"),
        _ => String::new(),
    }
}

/// " (06 thành viên)" as ` ({nn} thành viên)`; anything else that follows is left out.
fn counted(after: &str) -> String {
    const WORDS: &[&str] = &["người", "thành", "viên", "hộ", "đồng", "chí", "tv", "đ", "c", "khẩu"];
    let digits: String = after.chars().filter(char::is_ascii_digit).collect();
    let lower = after.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let runs = after.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count();
    if runs != 1 || digits.len() > 3 || words.clone().any(|word| !WORDS.contains(&word)) {
        return String::new();
    }
    // Households are not what a count of people says.
    if words.clone().any(|word| word == "hộ" || word == "khẩu") {
        return String::new();
    }
    let pattern = if digits.starts_with('0') { "{nn}" } else { "{n}" };
    after.replacen(&digits, pattern, 1)
}

/// The text before a name, the name as it is written there, and the text behind it.
fn around(text: &str, name: &str) -> Option<(String, String, String)> {
    let low = |c: &char| c.to_lowercase().next().unwrap_or(*c);
    let text: Vec<char> = text.chars().collect();
    let name: Vec<char> = name.chars().map(|c| low(&c)).collect();
    let fits = |at: usize| {
        let end = at + name.len();
        let next = text.get(end).is_none_or(|c| !c.is_alphanumeric());
        end <= text.len() && next && text[at..end].iter().map(low).eq(name.iter().copied())
    };
    let at = (0..text.len()).find(|at| !name.is_empty() && fits(*at))?;
    let part = |range: std::ops::Range<usize>| text[range].iter().collect::<String>();
    Some((part(0..at), part(at..at + name.len()), part(at + name.len()..text.len())))
}

fn mark_of(own: &str) -> &'static str {
    if own.chars().any(char::is_lowercase) { "{hamlet}" } else { "{HAMLET}" }
}

/// Whether a hamlet's name belongs in it.
pub(super) fn is_open(text: &str) -> bool {
    text.contains("{hamlet}") || text.contains("{HAMLET}")
}

/// The text of a pattern for a hamlet.
pub(super) fn close(text: &str, hamlet: &str) -> String {
    text.replace("{hamlet}", hamlet).replace("{HAMLET}", &hamlet.to_uppercase())
}

/// A sub-heading for the hamlet at this place (from 1), with so many people.
pub(super) fn close_section(text: &str, hamlet: &str, (place, count): (usize, usize)) -> String {
    close(text, hamlet)
        .replace("{I}", &roman(place))
        .replace("{1}", &place.to_string())
        .replace("{nn}", &format!("{count:02}"))
        .replace("{n}", &count.to_string())
}

fn roman(mut number: usize) -> String {
    const SIGNS: &[(usize, &str)] =
        &[(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= *value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_heading_becomes_a_pattern_and_comes_back() {
        let cases = [
            ("II. ẤP HUY HẾT (06 thành viên)", "Ấp Huy Hết", "{I}. {HAMLET} ({nn} thành viên)"),
            ("3) Ấp Huy Hết: 6 người", "Ấp Huy Hết", "{1}) {hamlet}: {n} người"),
            ("Ấp Huy Hết - do Trần Văn Sáu phụ trách", "Ấp Huy Hết", "{hamlet}"),
            ("TDP 3", "Tổ dân phố 3", "{hamlet}"),
        ];
        for (text, hamlet, pattern) in cases {
            assert_eq!(section(text, hamlet), pattern);
        }
        assert_eq!(
            close_section("{I}. {HAMLET} ({nn} thành viên)", "Ấp Do Thới", (14, 7)),
            "XIV. ẤP DO THỚI (07 thành viên)"
        );
        assert_eq!(
            open("DANH SÁCH TỔ CNSCĐ ẤP 14 - XÃ VĨNH HẬU", "Ấp 14"),
            "DANH SÁCH TỔ CNSCĐ {HAMLET} - XÃ VĨNH HẬU"
        );
    }
}
