//! Passwords: argon2id behind a semaphore, so that a crowd at the door cannot take all memory.

use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use base::Ids;
use tokio::sync::Semaphore;

/// So many are checked at once; each takes 19 MB.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The shortest password that is taken.
pub const SHORTEST: usize = 8;
/// The longest.
pub const LONGEST: usize = 128;

/// The hash of a password, as a PHC string; None: the password is too short or too long.
pub async fn hash(password: String, ids: &dyn Ids) -> Option<String> {
    if !(SHORTEST..=LONGEST).contains(&password.chars().count()) {
        return None;
    }
    let mut salt = [0; 16];
    ids.fill(&mut salt);
    let _permit = AT_ONCE.acquire().await.ok()?;
    tokio::task::spawn_blocking(move || hash_blocking(&password, &salt)).await.ok()?
}

/// [`hash`] on this thread, for commands and the demo.
pub fn hash_blocking(password: &str, salt: &[u8; 16]) -> Option<String> {
    let salt = SaltString::encode_b64(salt).ok()?;
    Argon2::default().hash_password(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

/// Whether a password is the one of the hash. Without a hash the same work is done, so that a stranger cannot tell which
/// names exist.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    let Ok(_permit) = AT_ONCE.acquire().await else { return false };
    let checked = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()),
        None => {
            let _ = hash_blocking(&password, &[0; 16]);
            false
        }
    });
    checked.await.unwrap_or(false)
}
