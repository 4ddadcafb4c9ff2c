//! Crosses, ticks and their kin.

use base::fold;

/// Whether a cell is a mark for yes (true) or says no (false); None where it is something else.
pub(crate) fn read(text: &str) -> Option<bool> {
    let text = text.trim();
    if ["✓", "✔", "√", "☑", "☒", "×", "✗", "✘", "+", "*", "●", "■", "þ", "ü", "v", "V"].contains(&text)
    {
        return Some(true);
    }
    match fold(text).as_str() {
        "x" | "xx" | "co" | "1" | "yes" | "da" | "dung" | "true" | "1 0" => Some(true),
        "khong" | "ko" | "k" | "0" | "no" | "chua" | "false" | "sai" | "0 0" => Some(false),
        "" if text == "-" || text == "–" => Some(false),
        _ => None,
    }
}
