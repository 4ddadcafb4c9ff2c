//! Sealed copies: an operation encrypted to the server's key, so that it can be sent while the app is locked, after
//! sign-out or revocation, or handed in as a file on another machine. Inside the seal a MAC under the device's key proves
//! author and device.
//!
//! The form: `GD1`, length as u32 (big endian) of what follows, 65 bytes of an ephemeral P-256 point, 12 bytes of nonce,
//! AES-256-GCM ciphertext of JSON `{"device","account","op","mac"}`, where `op` is the operation's exact JSON text and `mac` is
//! base64 of HMAC-SHA256 over its bytes. The key is HKDF-SHA256 of the ECDH secret, empty salt, info `gandan sealed 1`.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use base::{Ids, Uuid};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey, ecdh};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// The first bytes of every copy.
const MAGIC: &[u8; 3] = b"GD1";
const POINT: usize = 65;
const NONCE: usize = 12;
const INFO: &[u8] = b"gandan sealed 1";
/// The largest copy that is looked at.
pub const MAX_COPY: usize = 64 * 1024;

/// Why a copy cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It does not begin or end as a copy does.
    #[error("the file is not a sealed copy, or it is cut off")]
    Form,
    /// It was sealed to another server's key, or damaged.
    #[error("the copy was sealed for another server, or it is damaged")]
    Key,
}

/// What is inside the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// The device that made it.
    pub device: Uuid,
    /// Its author.
    pub account: Uuid,
    /// The operation's exact JSON text.
    pub op: String,
    /// Base64 of the MAC over that text.
    pub mac: String,
}

/// A new key pair: (secret, public), secret as 32 bytes and public as an uncompressed point, both base64.
pub fn new_key(ids: &dyn Ids) -> (String, String) {
    loop {
        let mut bytes = [0; 32];
        ids.fill(&mut bytes);
        if let Ok(secret) = SecretKey::from_slice(&bytes) {
            let point = secret.public_key().to_encoded_point(false);
            return (STANDARD.encode(bytes), STANDARD.encode(point.as_bytes()));
        }
    }
}

/// Splits a file of copies; the rest after the last whole copy is an error of form.
pub fn split(mut bytes: &[u8]) -> Result<Vec<&[u8]>, SealError> {
    let mut copies = Vec::new();
    while !bytes.is_empty() {
        let head: &[u8; 7] = bytes.first_chunk().ok_or(SealError::Form)?;
        let length = u32::from_be_bytes([head[3], head[4], head[5], head[6]]) as usize;
        if &head[..3] != MAGIC || !(POINT + NONCE + 16..=MAX_COPY).contains(&length) {
            return Err(SealError::Form);
        }
        let (copy, rest) = bytes[7..].split_at_checked(length).ok_or(SealError::Form)?;
        copies.push(copy);
        bytes = rest;
    }
    Ok(copies)
}

/// Opens one copy with the server's secret key (base64).
pub fn open(copy: &[u8], secret: &str) -> Result<Inside, SealError> {
    let bytes = STANDARD.decode(secret).map_err(|_| SealError::Key)?;
    let secret = SecretKey::from_slice(&bytes).map_err(|_| SealError::Key)?;
    let (point, rest) = copy.split_at_checked(POINT).ok_or(SealError::Form)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(SealError::Form)?;
    let point = PublicKey::from_sec1_bytes(point).map_err(|_| SealError::Form)?;
    let shared = ecdh::diffie_hellman(secret.to_nonzero_scalar(), point.as_affine());
    let cipher = cipher(shared.raw_secret_bytes())?;
    let plain = cipher.decrypt(Nonce::from_slice(nonce), sealed).map_err(|_| SealError::Key)?;
    serde_json::from_slice(&plain).map_err(|_| SealError::Form)
}

/// Seals an operation as a phone does; for tests and the demo.
pub fn seal(inside: &Inside, public: &str, ids: &dyn Ids) -> Result<Vec<u8>, SealError> {
    let public = STANDARD.decode(public).map_err(|_| SealError::Key)?;
    let public = PublicKey::from_sec1_bytes(&public).map_err(|_| SealError::Key)?;
    let (secret, point) = new_key(ids);
    let secret =
        SecretKey::from_slice(&STANDARD.decode(secret).map_err(|_| SealError::Key)?).map_err(|_| SealError::Key)?;
    let shared = ecdh::diffie_hellman(secret.to_nonzero_scalar(), public.as_affine());
    let mut nonce = [0; NONCE];
    ids.fill(&mut nonce);
    let plain = serde_json::to_vec(inside).map_err(|_| SealError::Form)?;
    let sealed = cipher(shared.raw_secret_bytes())?
        .encrypt(Nonce::from_slice(&nonce), plain.as_slice())
        .map_err(|_| SealError::Form)?;
    let point = STANDARD.decode(point).map_err(|_| SealError::Form)?;
    let length = u32::try_from(POINT + NONCE + sealed.len()).map_err(|_| SealError::Form)?;
    Ok([MAGIC.as_slice(), &length.to_be_bytes(), &point, &nonce, &sealed].concat())
}

fn cipher(shared: &[u8]) -> Result<Aes256Gcm, SealError> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, shared).expand(INFO, &mut key).map_err(|_| SealError::Key)?;
    Aes256Gcm::new_from_slice(&key).map_err(|_| SealError::Key)
}

/// The MAC of an operation under a device's key (base64), in base64.
pub fn mac(key: &str, op: &str) -> Option<String> {
    let key = STANDARD.decode(key).ok()?;
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).ok()?;
    mac.update(op.as_bytes());
    Some(STANDARD.encode(mac.finalize().into_bytes()))
}

/// Whether the MAC inside proves that this device made the operation.
pub fn proves(key: &str, inside: &Inside) -> bool {
    let Ok(claimed) = STANDARD.decode(&inside.mac) else { return false };
    let Ok(key) = STANDARD.decode(key) else { return false };
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&key) else { return false };
    mac.update(inside.op.as_bytes());
    mac.verify_slice(&claimed).is_ok()
}

#[cfg(test)]
mod tests {
    use base::SeededIds;

    use super::*;

    fn inside(key: &str) -> Inside {
        let op = r#"{"id":"x"}"#.to_owned();
        let mac = mac(key, &op).unwrap();
        Inside { device: Uuid::nil(), account: Uuid::nil(), op, mac }
    }

    #[test]
    fn what_is_sealed_opens_with_the_right_key_only() {
        let ids = SeededIds::new(1);
        let (secret, public) = new_key(&ids);
        let key = STANDARD.encode([7; 32]);
        let two = [seal(&inside(&key), &public, &ids).unwrap(), seal(&inside(&key), &public, &ids).unwrap()].concat();
        let copies = split(&two).unwrap();
        assert_eq!(copies.len(), 2);
        let opened = open(copies[1], &secret).unwrap();
        assert!(proves(&key, &opened));
        assert!(!proves(&STANDARD.encode([8; 32]), &opened));
        assert_eq!(open(copies[0], &new_key(&ids).0), Err(SealError::Key));
    }

    #[test]
    fn a_cut_or_foreign_file_is_no_copy() {
        let ids = SeededIds::new(2);
        let (_, public) = new_key(&ids);
        let whole = seal(&inside(&STANDARD.encode([7; 32])), &public, &ids).unwrap();
        for cut in [1, 6, 7, 50, whole.len() - 1] {
            assert_eq!(split(&whole[..cut]), Err(SealError::Form), "{cut}");
        }
        assert_eq!(split(b"PK\x03\x04 something else"), Err(SealError::Form));
    }
}
