//! Phone numbers in every shape in which a cell holds them.

use unicode_normalization::UnicodeNormalization;

use crate::record::{Code, Codes};

/// What a cell of phone numbers gives.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Phones {
    /// `+84…`
    pub first: Option<String>,
    /// A second number of the same cell.
    pub second: Option<String>,
}

/// The mobile prefixes of eleven digits that ended in November 2018, and what they became (the Ministry's plan of numbers,
/// decision 798/QĐ-BTTTT of 2018).
const OLD: &[(&str, &str)] = &[
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0126", "076"),
    ("0128", "078"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0127", "081"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

/// Reads a cell. A number of which nothing can be made leaves the field empty and its code behind.
pub(crate) fn read(text: &str, codes: &mut Codes) -> Phones {
    let mut found = Vec::new();
    let mut wrong = false;
    for piece in pieces(text) {
        match number(&piece, codes) {
            Some(number) => found.push(number),
            None => wrong = true,
        }
    }
    if found.is_empty() && (wrong || text.contains('#') || text.chars().any(|c| c.is_ascii_digit())) {
        codes.add(Code::PhoneInvalid);
    }
    found.dedup();
    let mut found = found.into_iter();
    let phones = Phones { first: found.next(), second: found.next() };
    if phones.second.is_some() {
        codes.add(Code::PhoneMultiple);
    }
    phones
}

/// The texts of single numbers: digits with a plus where there was one, remarks and grouping gone.
fn pieces(text: &str) -> Vec<String> {
    let text = plain_number(text.nfkc().collect::<String>().trim().trim_start_matches('\''));
    let strong: Vec<&str> = text.split(['/', ';', ',', '\n', '\r', '&', '|']).collect();
    let strong = strong.iter().flat_map(|piece| piece.split(" - ")).flat_map(|piece| piece.split(" và "));
    strong.flat_map(|piece| piece.split("hoặc")).flat_map(groups).filter(|piece| piece.len() > 3).collect()
}

/// Digits of one piece; two numbers with only a space or a dash between them are taken apart.
fn groups(piece: &str) -> Vec<String> {
    let keep = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let joined = keep(piece);
    if joined.len() <= 14 {
        return vec![joined];
    }
    let parts: Vec<String> =
        piece.split([' ', '-', '\u{a0}', '\t', '–']).map(keep).filter(|part| !part.is_empty()).collect();
    let mut numbers: Vec<String> = Vec::new();
    for part in parts {
        match numbers.last_mut() {
            Some(open) if open.len() < 9 => open.push_str(&part),
            _ => numbers.push(part),
        }
    }
    numbers
}

/// "950000354.0" and "9.50000354E8" are what spreadsheets make of numbers.
fn plain_number(text: &str) -> String {
    if let Some(whole) = text.strip_suffix(".0")
        && whole.bytes().all(|b| b.is_ascii_digit())
    {
        return whole.to_owned();
    }
    let scientific = text.contains(['e', 'E']) && text.bytes().all(|b| b.is_ascii_digit() || b".,eE+".contains(&b));
    let mantissa = text.split(['e', 'E']).next().map_or(0, |part| part.bytes().filter(u8::is_ascii_digit).count());
    match text.replace(',', ".").parse::<f64>() {
        // "9,5E+08" has lost its digits; only where all are written is it still a number.
        Ok(value) if scientific && value > 0.0 && value < 1e13 && mantissa >= 9 => format!("{value:.0}"),
        Ok(_) if scientific => "0000".to_owned(),
        _ => text.to_owned(),
    }
}

fn number(text: &str, codes: &mut Codes) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.as_str() {
        d if d.starts_with("0084") => format!("0{}", d[4..].trim_start_matches('0')),
        d if d.starts_with("84") && d.len() >= 11 => format!("0{}", d[2..].trim_start_matches('0')),
        d if d.starts_with('0') => d.to_owned(),
        d => format!("0{d}"),
    };
    let restored = !digits.starts_with('0') && digits.len() + 1 == national.len();
    let (number, code) = recognised(&national)?;
    if restored {
        codes.add(Code::PhoneZeroRestored);
    }
    code.into_iter().for_each(|code| codes.add(code));
    Some(format!("+84{}", &number[1..]))
}

fn recognised(national: &str) -> Option<(String, Option<Code>)> {
    let second = national.as_bytes().get(1)?;
    match (national.len(), second) {
        (10, b'3' | b'5' | b'7' | b'8' | b'9') => Some((national.to_owned(), None)),
        (11, b'1') => {
            let (old, new) = OLD.iter().find(|(old, _)| national.starts_with(old))?;
            Some((format!("{new}{}", &national[old.len()..]), Some(Code::PhoneOldPrefix)))
        }
        (11, b'2') => Some((national.to_owned(), Some(Code::PhoneLandline))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut codes = Codes::default();
        let phones = read(text, &mut codes);
        format!("{} {} {codes}", phones.first.unwrap_or_default(), phones.second.unwrap_or_default()).trim().to_owned()
    }

    #[test]
    fn every_shape_is_read() {
        let cases = [
            ("0950.000.119", "+84950000119"),
            ("'0950000213", "+84950000213"),
            ("950000107", "+84950000107  W_PHONE_ZERO_RESTORED"),
            ("950000354.0", "+84950000354  W_PHONE_ZERO_RESTORED"),
            ("9.50000107E8", "+84950000107  W_PHONE_ZERO_RESTORED"),
            ("84950000170", "+84950000170"),
            ("(+84)950000299", "+84950000299"),
            ("+84 950 000 147", "+84950000147"),
            ("0950000228 - 0950000233", "+84950000228 +84950000233 W_PHONE_MULTIPLE"),
            ("0950.000.311\n0950.000.318", "+84950000311 +84950000318 W_PHONE_MULTIPLE"),
            ("0950000228-0950000233", "+84950000228 +84950000233 W_PHONE_MULTIPLE"),
            ("0950 000 228 0950 000 233", "+84950000228 +84950000233 W_PHONE_MULTIPLE"),
            ("095000027", "W_PHONE_INVALID"),
            ("9,5E+08", "W_PHONE_INVALID"),
            ("#######", "W_PHONE_INVALID"),
            ("０９５０００００２８", "+84950000028"),
            ("-", ""),
            ("không", ""),
            ("0199 000 1234", "+84590001234  W_PHONE_OLD_PREFIX"),
            ("1990001234", "+84590001234  W_PHONE_OLD_PREFIX;W_PHONE_ZERO_RESTORED"),
            ("0291 000 1234", "+842910001234  W_PHONE_LANDLINE"),
            ("0950000228 (con trai)", "+84950000228"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
