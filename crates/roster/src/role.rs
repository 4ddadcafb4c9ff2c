//! Roles in a team and relations in a household, in the words and shorthands of lists.

use base::fold;

/// The role that a cell names.
pub(crate) fn read(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let bare = folded
        .strip_suffix(" to cnscd")
        .or_else(|| folded.strip_suffix(" to cong nghe so cong dong"))
        .unwrap_or(&folded);
    match bare.trim() {
        "tt" | "t truong" | "to truong" | "ttr" | "truong" | "to trg" | "t tr" | "nhom truong" => Some("Tổ trưởng"),
        "tp" | "t pho" | "to pho" | "pho to truong" | "pho" | "pho to" | "p to truong" | "ptt" | "pt" | "nhom pho" => {
            Some("Tổ phó")
        }
        "tv" | "t vien" | "thanh vien" | "uv" | "uy vien" | "to vien" | "t v" | "u v" | "thanh vien to" | "u vien" => {
            Some("Thành viên")
        }
        "thu ky" | "thu ki" | "tk" => Some("Thư ký"),
        _ => None,
    }
}

/// A mark that repeats what stands above: quotes, "nt", "như trên".
pub(crate) fn is_ditto(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let quoted = !bare.is_empty()
        && bare.chars().all(|c| "\"“”″〃'’‘´`-–_.".contains(c))
        && bare.chars().any(|c| "\"“”″〃'’‘´`".contains(c));
    quoted || bare == "//" || matches!(fold(text).as_str(), "nt" | "nhu tren" | "n t" | "như trên")
}

/// A relation as lists write it out: "CH" is the head, everything begins with a capital.
pub(crate) fn relation(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if matches!(fold(&text).as_str(), "ch" | "chu ho" | "chu h" | "c ho" | "c h") {
        return "Chủ hộ".to_owned();
    }
    let shouted = text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.chars().any(char::is_lowercase);
    let text = if shouted { text.to_lowercase() } else { text };
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorthands_are_known() {
        for (text, role) in [("T. phó", "Tổ phó"), ("TT", "Tổ trưởng"), ("T.viên", "Thành viên"), ("UV", "Thành viên")]
        {
            assert_eq!(read(text), Some(role), "{text}");
        }
        assert_eq!(read("Bí thư chi bộ"), None);
        assert!(is_ditto("\"") && is_ditto("- nt -") && is_ditto("- \" -") && !is_ditto("-") && !is_ditto("TV"));
        assert_eq!((relation("CH").as_str(), relation("con dâu").as_str()), ("Chủ hộ", "Con dâu"));
    }
}
