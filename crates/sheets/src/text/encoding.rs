use encoding_rs::{Encoding as Page, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

use super::legacy::{from_tcvn3, from_vni};
use super::vietnamese::{is_cased, is_syllable};
use crate::Encoding;

/// So much of a file tells its encoding.
const SAMPLE: usize = 256 << 10;

/// The characters of a text file and how they were found; None if the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    let (page, encoding, skip) = match Page::for_bom(bytes) {
        Some((page, length)) => (page, marked(page), length),
        None => guess(bytes),
    };
    let bytes = bytes.get(skip..).unwrap_or_default();
    let mut text: String = match encoding {
        Encoding::Bytes => bytes.iter().map(|b| char::from(*b)).collect(),
        _ => page.decode_without_bom_handling(bytes).0.into_owned(),
    };
    // Old programs end a file with a Ctrl-Z, careless ones with zeros.
    text.truncate(text.trim_end_matches(['\0', '\u{1A}']).len());
    let control = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}');
    let sampled = text.chars().take(SAMPLE).filter(control).count();
    (sampled * 200 <= text.len() && !text.contains('\0')).then_some((text, encoding))
}

fn marked(page: &'static Page) -> Encoding {
    match page {
        page if page == UTF_16LE => Encoding::Utf16Le,
        page if page == UTF_16BE => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

/// The page to decode with, what it is called, and the bytes to skip.
fn guess(bytes: &[u8]) -> (&'static Page, Encoding, usize) {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    match zeros(sample) {
        Some(Encoding::Utf16Le) => return (UTF_16LE, Encoding::Utf16Le, 0),
        Some(Encoding::Utf16Be) => return (UTF_16BE, Encoding::Utf16Be, 0),
        _ => (),
    }
    if is_utf8(bytes) {
        return (UTF_8, Encoding::Utf8, 0);
    }
    let (page, tcvn3, vni) = score(sample);
    if page > 0 && page >= tcvn3.max(vni) {
        (WINDOWS_1258, Encoding::Windows1258, 0)
    } else {
        (UTF_8, Encoding::Bytes, 0)
    }
}

/// In UTF-16 each plain letter has a zero byte, always on the same side.
fn zeros(sample: &[u8]) -> Option<Encoding> {
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let many = sample.len() / 10;
    match () {
        () if second > many && first * 20 < second => Some(Encoding::Utf16Le),
        () if first > many && second * 20 < first => Some(Encoding::Utf16Be),
        () => None,
    }
}

/// UTF-8 to the end, or with a rare slip in it: a letter that was cut by a program that counts bytes.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 50
}

/// How many words with foreign bytes become syllables as Windows' page, as TCVN3 and as VNI.
fn score(sample: &[u8]) -> (usize, usize, usize) {
    let (mut page, mut tcvn3, mut vni) = (0, 0, 0);
    let in_word = |b: &u8| b.is_ascii_alphabetic() || (*b >= 0x80 && *b != 0xA0);
    for word in sample.split(|b| !in_word(b)).filter(|word| word.iter().any(|b| *b >= 0x80)) {
        let windows = WINDOWS_1258.decode_without_bom_handling(word).0;
        page += usize::from(is_syllable(&windows) && is_cased(&windows));
        let plain: String = word.iter().map(|b| char::from(*b)).collect();
        // Capitals of TCVN3 are a matter of the font.
        tcvn3 += usize::from(is_syllable(&from_tcvn3(&plain)));
        let from_vni = from_vni(&plain);
        vni += usize::from(is_syllable(&from_vni) && is_cased(&from_vni));
    }
    (page, tcvn3, vni)
}
