//! Secrets that travel: tokens carry their part, so that a look-up names the part; only their hashes are stored.

use base::Ids;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new token for a part, and the hash under which it is kept.
pub fn token(part: i64, ids: &dyn Ids) -> (String, String) {
    let mut bytes = [0; 34];
    ids.fill(&mut bytes[2..]);
    bytes[..2].copy_from_slice(&u16::try_from(part).unwrap_or(u16::MAX).to_be_bytes());
    let text = URL_SAFE_NO_PAD.encode(bytes);
    let hash = hash(&text);
    (text, hash)
}

/// The part that a token belongs to, if it has the form of one.
pub fn part_of(token: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == 34)?;
    Some(i64::from(u16::from_be_bytes([bytes[0], bytes[1]])))
}

/// The hash of a secret, in hex. The secrets are long and random: no salt is needed.
pub fn hash(secret: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(secret.as_bytes()).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The letters of a code that a person types: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new code of ten letters. The first two say the part in a way that tells a reader nothing.
pub fn code(part: i64, ids: &dyn Ids) -> String {
    let mut bytes = [0; 10];
    ids.fill(&mut bytes);
    let mut letters: Vec<u8> = bytes.iter().map(|byte| byte & 31).collect();
    let mask = u16::from(letters[2]) << 5 | u16::from(letters[3]);
    let hidden = u16::try_from(part & 1023).unwrap_or(0) ^ mask;
    letters[0] = (hidden >> 5) as u8;
    letters[1] = (hidden & 31) as u8;
    letters.iter().map(|letter| char::from(LETTERS[usize::from(*letter)])).collect()
}

/// The code as it is kept, from what a person typed; None where it cannot be one.
pub fn read_code(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    let code: String = letters.collect();
    let fits = code.len() == 10 && code.bytes().all(|b| LETTERS.contains(&b));
    fits.then_some(code)
}

/// The part that a code belongs to.
pub fn part_of_code(code: &str) -> i64 {
    let value = |at: usize| {
        let letter = code.as_bytes().get(at).copied().unwrap_or(b'0');
        LETTERS.iter().position(|known| *known == letter).unwrap_or(0) as u16
    };
    i64::from((value(0) << 5 | value(1)) ^ (value(2) << 5 | value(3)))
}

/// A code in groups, as it is shown.
pub fn shown(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use base::SeededIds;

    use super::*;

    #[test]
    fn tokens_and_codes_know_their_part() {
        let ids = SeededIds::new(3);
        for part in [0, 1, 17, 63, 1000] {
            let (text, hashed) = token(part, &ids);
            assert_eq!((part_of(&text), hash(&text)), (Some(part), hashed));
            let code = code(part, &ids);
            assert_eq!(part_of_code(&code), part);
            assert_eq!(read_code(&shown(&code).to_lowercase()), Some(code));
        }
        assert_eq!(part_of("nonsense"), None);
        assert_eq!(read_code("K7M4-2QPD"), None);
    }
}
