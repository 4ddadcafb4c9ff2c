use super::Version;
use super::records::u16_at;

/// Functions that reach beyond the workbook, by their numbers.
const DANGEROUS: &[(u16, &str)] = &[
    (110, "EXEC"),
    (149, "REGISTER"),
    (150, "CALL"),
    (175, "INITIATE"),
    (176, "REQUEST"),
    (177, "POKE"),
    (178, "EXECUTE"),
    (267, "REGISTER.ID"),
    (359, "HYPERLINK"),
    (379, "RTD"),
];

/// What a token does beyond computing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It calls a function that reaches beyond the workbook.
    Calls(&'static str),
    /// It refers to a sheet through the table of references, at this place.
    Refers(u16),
}

/// The name of the first function that reaches beyond the workbook.
pub(super) fn dangerous(tokens: &[u8], version: Version) -> Option<&'static str> {
    steps(tokens, version).into_iter().find_map(|step| match step {
        Step::Calls(name) => Some(name),
        Step::Refers(_) => None,
    })
}

/// What the tokens of a formula do. A token that is not known ends the search: behind it nobody knows where one begins.
/// The formula is never computed in any case.
pub(super) fn steps(mut tokens: &[u8], version: Version) -> Vec<Step> {
    let mut steps = Vec::new();
    while let Some((token, rest)) = tokens.split_first() {
        // From 0x20 on each token comes in three classes.
        let base = if *token >= 0x20 { token & 0x1F | 0x20 } else { *token };
        let step = match base {
            0x21 => u16_at(rest, 0).and_then(call),
            0x22 => u16_at(rest, 1).and_then(call),
            0x39..=0x3D if version == Version::Biff8 => u16_at(rest, 0).map(Step::Refers),
            _ => None,
        };
        steps.extend(step);
        let Some(behind) = length(base, rest, version).and_then(|length| rest.get(length..)) else { break };
        tokens = behind;
    }
    steps
}

fn call(number: u16) -> Option<Step> {
    // Commands of macro sheets are numbered apart.
    if number & 0x8000 != 0 {
        return Some(Step::Calls("MACRO"));
    }
    DANGEROUS.iter().find(|(known, _)| *known == number).map(|(_, name)| Step::Calls(name))
}

/// Bytes behind a token.
fn length(base: u8, rest: &[u8], version: Version) -> Option<usize> {
    let old = version == Version::Biff5;
    let either = |new: usize, older: usize| Some(if old { older } else { new });
    match base {
        0x03..=0x16 => Some(0),
        0x17 => {
            let count = usize::from(*rest.first()?);
            if old {
                return Some(1 + count);
            }
            Some(2 + if rest.get(1)? & 1 != 0 { count * 2 } else { count })
        }
        0x18 => Some(5),
        0x19 if rest.first()? & 4 != 0 => Some(3 + (usize::from(u16_at(rest, 1)?) + 1) * 2),
        0x19 => Some(3),
        0x1C | 0x1D => Some(1),
        0x1E | 0x21 | 0x29 | 0x2E | 0x2F => Some(2),
        0x22 => Some(3),
        0x01 | 0x02 => Some(4),
        0x1F => Some(8),
        0x20 => Some(7),
        0x23 => either(4, 14),
        0x24 | 0x2A | 0x2C => either(4, 3),
        0x25 | 0x2B | 0x2D => either(8, 6),
        0x26..=0x28 => Some(6),
        0x39 => either(6, 24),
        0x3A | 0x3C => either(6, 17),
        0x3B | 0x3D => either(10, 20),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_behind_other_tokens() {
        // "a", A1, 1, IF with jumps, then HYPERLINK with two arguments.
        let harmless = [0x17, 1, 0, b'a', 0x44, 0, 0, 0, 0, 0x1E, 1, 0, 0x19, 2, 5, 0, 0x22, 2, 1, 0];
        assert_eq!(dangerous(&harmless, Version::Biff8), None);
        let mut tokens = harmless.to_vec();
        tokens.extend([0x42, 2, 0x67, 0x01]);
        assert_eq!(dangerous(&tokens, Version::Biff8), Some("HYPERLINK"));
        assert_eq!(dangerous(&[0x21, 150, 0], Version::Biff5), Some("CALL"));
        assert_eq!(dangerous(&[0x42, 1, 0x10, 0x80], Version::Biff8), Some("MACRO"));
        assert_eq!(dangerous(&[0x17, 200], Version::Biff8), None);
    }
}
