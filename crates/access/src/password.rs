//! Passwords: argon2id behind a semaphore, so that a crowd at the door cannot take all memory.

use std::time::Duration;

use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use base::Ids;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;

/// So many are checked at once; each takes 19 MB.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Whoever would have to wait longer is asked to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// The shortest password that is taken.
pub const SHORTEST: usize = 8;
/// The longest.
pub const LONGEST: usize = 128;

/// Too many passwords are being checked: come back in some seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Crowded;

/// Kept until the work is done, also when nobody waits for it any more.
async fn place() -> Result<SemaphorePermit<'static>, Crowded> {
    let place = tokio::time::timeout(PATIENCE, AT_ONCE.acquire()).await;
    place.map_err(|_| Crowded)?.map_err(|_| Crowded)
}

/// The hash of a password, as a PHC string; None: the password is too short or too long.
pub async fn hash(password: String, ids: &dyn Ids) -> Result<Option<String>, Crowded> {
    if !(SHORTEST..=LONGEST).contains(&password.chars().count()) {
        return Ok(None);
    }
    let mut salt = [0; 16];
    ids.fill(&mut salt);
    let place = place().await?;
    let hashed = spawn_blocking(move || {
        let _until_done = place;
        hash_blocking(&password, &salt)
    });
    hashed.await.map_err(|_| Crowded)
}

/// [`hash`] on this thread, for commands and the demo.
pub fn hash_blocking(password: &str, salt: &[u8; 16]) -> Option<String> {
    let salt = SaltString::encode_b64(salt).ok()?;
    Argon2::default().hash_password(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

/// Whether a password is the one of the hash. Without a hash the same work is done, so that a stranger cannot tell which
/// names exist.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Crowded> {
    let place = place().await?;
    let checked = spawn_blocking(move || {
        let _until_done = place;
        let Some(hash) = hash else {
            let _ = hash_blocking(&password, &[0; 16]);
            return false;
        };
        let matches = |hash: PasswordHash<'_>| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        PasswordHash::new(&hash).is_ok_and(matches)
    });
    checked.await.map_err(|_| Crowded)
}

#[cfg(test)]
mod tests {
    use base::SeededIds;

    use super::*;

    #[tokio::test]
    async fn only_the_same_password_fits_and_no_two_hashes_are_alike() {
        let ids = SeededIds::new(1);
        let hash = |text: &str| hash(text.to_owned(), &ids);
        let (one, two) = (hash("một hai ba").await.unwrap().unwrap(), hash("một hai ba").await.unwrap().unwrap());
        assert_ne!(one, two);
        assert!(one.starts_with("$argon2id$"));
        assert_eq!(verify("một hai ba".into(), Some(one.clone())).await, Ok(true));
        assert_eq!(verify("mot hai ba".into(), Some(one)).await, Ok(false));
        assert_eq!(verify("một hai ba".into(), None).await, Ok(false));
        assert_eq!(verify("một hai ba".into(), Some("nonsense".into())).await, Ok(false));
        assert_eq!((hash("1234567").await, hash(&"x".repeat(129)).await), (Ok(None), Ok(None)));
    }
}
