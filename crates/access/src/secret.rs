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

/// A token that follows from a key of ours and a token that only its owner has: neither alone gives it away.
pub fn derived(part: i64, key: &str, token: &str) -> String {
    let inner = Sha256::new().chain_update(key).chain_update([0]).chain_update(token).finalize();
    let outer = Sha256::new().chain_update(key).chain_update([1]).chain_update(inner).finalize();
    let part = u16::try_from(part).unwrap_or(u16::MAX).to_be_bytes();
    URL_SAFE_NO_PAD.encode([part.as_slice(), &outer].concat())
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

/// A new code of ten letters, all of them chance: there are few parts, so that each can be asked for it.
pub fn code(ids: &dyn Ids) -> String {
    let mut bytes = [0; 10];
    ids.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
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
    fn tokens_know_their_part() {
        let ids = SeededIds::new(3);
        for part in [0, 1, 17, 63, 1000] {
            let (text, hashed) = token(part, &ids);
            assert_eq!((part_of(&text), hash(&text)), (Some(part), hashed));
        }
        assert_eq!(part_of("nonsense"), None);
        assert_eq!(part_of(""), None);
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = code(&SeededIds::new(3));
        assert_eq!(read_code(&shown(&code).to_lowercase()).as_deref(), Some(code.as_str()));
        assert_eq!(read_code(" o1il-2QPD 9x ").as_deref(), Some("01112QPD9X"));
        for wrong in ["K7M4-2QPD", "", "K7M4-2QPD-9U", "K7M4-2QPD-9XX", "Ấ7M4-2QPD-9X"] {
            assert_eq!(read_code(wrong), None, "{wrong}");
        }
    }
}
