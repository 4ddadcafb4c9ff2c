//! Colours have names. Their values stand in the tokens, so that a theme, or a contrast, is mended in one place.

use crate::{none, tree};

#[test]
fn colours_stand_in_tokens() {
    let mut findings = Vec::new();
    for file in tree::files("app/src", &["svelte", "css", "ts"]) {
        if file.shown.ends_with("tokens.css") {
            continue;
        }
        let lines = file.text.lines().enumerate().filter(|(_, line)| has_colour(line));
        findings.extend(lines.map(|(at, line)| format!("{}:{} {}", file.shown, at + 1, line.trim())));
    }
    none("raw colours outside tokens.css", findings);
}

fn has_colour(line: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("];
    functions.iter().any(|function| line.contains(function)) || line.match_indices('#').any(|(at, _)| is_hex(line, at))
}

/// `#` and 3, 4, 6 or 8 hexadecimal digits as a value; `{#each` and `href="#top"` are none.
fn is_hex(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
    let after = line[at + 1 + digits..].chars().next();
    let starts = before.is_none_or(|c| " :,('\"`".contains(c));
    let ends = after.is_none_or(|c| " ;,)'\"`".contains(c));
    let letters_only = line[at + 1..at + 1 + digits].chars().all(|c| c.is_ascii_digit());
    starts && ends && ([6, 8].contains(&digits) || (digits == 3 && !(letters_only && before == Some(' '))))
}

#[test]
fn a_colour_is_told_from_other_marks() {
    for colour in ["color: #1a5fb4;", "fill=\"#fff\"", "background: rgb(1 2 3)", "stroke: #12345678"] {
        assert!(has_colour(colour), "{colour}");
    }
    for other in ["{#each rows as row}", "href=\"#top\"", "see issue #123 there", "var(--ink)", "{#await add}"] {
        assert!(!has_colour(other), "{other}");
    }
}
