use base::{Instant, Uuid};
use sha2::{Digest, Sha256};

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, by the server's clock.
    pub at: Instant,
    /// Which account did it; None: the server itself or a command.
    pub actor: Option<Uuid>,
    /// From which device.
    pub device: Option<Uuid>,
    /// What, such as `visit.record` or `grant.create`.
    pub action: String,
    /// To what.
    pub subject: Option<Uuid>,
    /// The names of the fields, never their values.
    pub fields: String,
    /// A hash of the content; salted where the content could be guessed.
    pub content_hash: String,
}

impl Entry {
    /// An entry whose content needs no words: who did what to what.
    pub fn plain(at: Instant, actor: Option<Uuid>, action: &str, subject: Option<Uuid>) -> Self {
        let (action, fields, content_hash) = (action.to_owned(), String::new(), String::new());
        Self { at, actor, device: None, action, subject, fields, content_hash }
    }
}

/// An entry in its place in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which chain.
    pub chain: Uuid,
    /// Its place, from 1.
    pub seq: i64,
    /// The entry.
    pub entry: Entry,
    /// SHA-256 over the hash before it and the entry, in hex.
    pub hash: String,
}

/// Puts an entry at the end of a chain whose last hash is `head` ('' at the beginning), and gives the new head.
pub fn link(chain: Uuid, seq: i64, head: &str, entry: Entry) -> (Row, String) {
    let hash = hash(chain, seq, head, &entry);
    (Row { chain, seq, entry, hash: hash.clone() }, hash)
}

/// Fields are hashed with their lengths, so that no two entries look alike when written one after the other.
pub(crate) fn hash(chain: Uuid, seq: i64, head: &str, entry: &Entry) -> String {
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut hasher = Sha256::new();
    for piece in [
        head,
        &chain.to_string(),
        &seq.to_string(),
        &entry.at.0.to_string(),
        &id(entry.actor),
        &id(entry.device),
        &entry.action,
        &id(entry.subject),
        &entry.fields,
        &entry.content_hash,
    ] {
        hasher.update((piece.len() as u64).to_be_bytes());
        hasher.update(piece.as_bytes());
    }
    hex(&hasher.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash of a content with its salt.
pub(crate) fn content_hash(salt: &str, content: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update((salt.len() as u64).to_be_bytes());
    hasher.update(salt.as_bytes());
    hasher.update(content.as_bytes());
    hex(&hasher.finalize())
}
