use base::{Ids, Instant, SeededIds, SystemIds, Uuid};

/// Ids repeat from load to load; secrets never do: anyone can read the seed.
#[derive(Debug)]
pub(crate) struct Chance(SeededIds);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(SeededIds::new(seed))
    }
}

impl Ids for Chance {
    fn id(&self, at: Instant) -> Uuid {
        self.0.id(at)
    }

    fn fill(&self, bytes: &mut [u8]) {
        SystemIds.fill(bytes);
    }
}
