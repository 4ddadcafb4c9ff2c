/// Whether a number format shows a day: it has a year, a month or a day outside quotes and brackets. Times of day and
/// durations show none.
pub(crate) fn shows_day(code: &str) -> bool {
    let tokens = tokens(code);
    tokens.iter().enumerate().any(|(at, token)| match token {
        'y' | 'd' => true,
        'm' => {
            let after_hours = at > 0 && tokens.get(at - 1) == Some(&'h');
            let before_seconds = tokens.get(at + 1) == Some(&'s');
            !after_hours && !before_seconds
        }
        _ => false,
    })
}

/// Whether one of the numbered formats that no file spells out shows a day. 27 to 58 belong to East Asian Excel.
pub(crate) fn built_in_shows_day(id: u16) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58)
}

/// The parts of the first section that stand for time, one letter for each run: `dd/mm/yyyy` gives d, m, y.
fn tokens(code: &str) -> Vec<char> {
    let mut tokens = Vec::new();
    let mut chars = code.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let c = c.to_ascii_lowercase();
        match c {
            ';' => break,
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            // The next character is shown, skipped in width, or repeated.
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => tokens.extend(elapsed(&mut chars)),
            // General shows any number.
            'g' if chars.clone().take(6).collect::<String>().eq_ignore_ascii_case("eneral") => {
                chars.by_ref().take(6).for_each(drop);
            }
            'y' | 'd' | 'm' | 'h' | 's' if last != c => tokens.push(c),
            // Half of the day: AM/PM or A/P. Its m is no month.
            'a' => {
                let rest: String = chars.clone().take(4).collect::<String>().to_ascii_lowercase();
                let skipped = if rest == "m/pm" { 4 } else { rest.starts_with("/p").into() };
                chars.by_ref().take(if skipped == 1 { 2 } else { skipped }).for_each(drop);
            }
            _ => (),
        }
        last = c;
    }
    tokens
}

/// Hours, minutes or seconds that go on counting (`[h]`); colours, conditions and languages are no time.
fn elapsed(chars: &mut impl Iterator<Item = char>) -> Option<char> {
    let inside: String = chars.take_while(|c| *c != ']').collect::<String>().to_ascii_lowercase();
    let first = inside.chars().next()?;
    // A counting minute stands where a month cannot: as an hour it is no day either.
    let counts = matches!(first, 'h' | 'm' | 's') && inside.chars().all(|c| c == first);
    counts.then_some(if first == 'm' { 'h' } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_times_and_numbers() {
        for day in [
            "dd/mm/yyyy",
            "d/m/yy;@",
            "mm-dd-yy",
            "[$-42A]dd/mm/yyyy",
            "[$-F800]dddd, mmmm dd, yyyy",
            "mmm-yy",
            "yyyy",
            "dd\\.mm\\.yyyy",
            "m/d/yy h:mm",
            "h:mm dd/mm",
            "mmmm",
            "\"ngày\" d \"tháng\" m \"năm\" yyyy",
            "*-yyyy",
            "[Red]d/m",
            "m\"M\"d",
            "mm/yyyy",
            "d h:mm AM/PM",
        ] {
            assert!(shows_day(day), "{day}");
        }
        for other in [
            "General",
            "@",
            "0",
            "0%",
            "#,##0.00",
            "#,##0 \"đ\"",
            "0.00E+00",
            "h:mm",
            "h:mm:ss AM/PM",
            "mm:ss",
            "[h]:mm",
            "[mm]:ss",
            "[m]",
            "h:mm a/p",
            "mmss.0",
            "0\"d\"",
            "0\\d",
            "0_d",
            "[Blue]0",
            "0;dd/mm/yyyy",
            "0000 000 000",
            "\"ĐT: \"0000000000",
            "[>=100][Magenta]General",
            "0*y",
            "",
            "[",
            "\"",
            "\\",
        ] {
            assert!(!shows_day(other), "{other}");
        }
    }
}
