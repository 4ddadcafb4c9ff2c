use std::sync::atomic::{AtomicU64, Ordering};

use uuid::{Builder, Uuid};

use crate::Instant;

/// Makes ids and other chance. Passed in, so that tests and the demo's generator can repeat themselves.
pub trait Ids: Send + Sync {
    /// A UUIDv7 that carries the given moment.
    fn id(&self, at: Instant) -> Uuid;

    /// Fills `bytes` with chance fit for secrets (except in tests).
    fn fill(&self, bytes: &mut [u8]);
}

/// Ids and chance of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    fn id(&self, at: Instant) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        version_7(at, &random)
    }

    #[allow(clippy::disallowed_methods)] // the one place that asks for chance
    fn fill(&self, bytes: &mut [u8]) {
        // A machine without a source of chance can keep no secret: better to stop than to go on.
        getrandom::fill(bytes).expect("the operating system gives no random numbers");
    }
}

/// The same ids and bytes at every run, from a seed. Not for secrets.
#[derive(Debug)]
pub struct SeededIds(AtomicU64);

impl SeededIds {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// The next number (splitmix64).
    pub fn next(&self) -> u64 {
        let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Ids for SeededIds {
    fn id(&self, at: Instant) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        version_7(at, &random)
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.next().to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

fn version_7(at: Instant, random: &[u8; 10]) -> Uuid {
    let ms = u64::try_from(at.millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(ms, random).into_uuid()
}

/// An id that follows from a name: the same name gives the same id on every machine (UUIDv8 over two FNV-1a hashes).
/// For things that are named already, such as a unit by code and vintage or a stream by kind and subject.
pub fn derived_id(name: &str) -> Uuid {
    let hash = |basis: u64| {
        name.bytes().fold(basis, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3)).rotate_left(29)
            ^ (name.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    };
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&hash(0xCBF2_9CE4_8422_2325).to_be_bytes());
    bytes[8..].copy_from_slice(&hash(0x6C62_272E_07BB_0142).to_be_bytes());
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_their_moment_and_names_give_ids() {
        let at = Instant::from_millis(1_795_453_200_000);
        let id = SystemIds.id(at);
        assert_eq!(id.get_version_num(), 7);
        assert!(SystemIds.id(Instant::from_millis(at.millis() + 1)) > id);
        assert_eq!(SeededIds::new(7).id(at), SeededIds::new(7).id(at));
        assert_eq!(derived_id("unit 961@2024"), derived_id("unit 961@2024"));
        assert_ne!(derived_id("unit 961@2024"), derived_id("unit 961@2025"));
    }
}
