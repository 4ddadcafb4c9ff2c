use base::{Instant, Uuid};

use crate::anchor::{Anchor, Heads};

/// Makes the anchors of a part again while its chains are walked. For each anchor, a chain's head is its last entry from before
/// that hour; memory is one hash an anchor, however many chains there are.
pub(crate) struct Replay {
    kept: Vec<Anchor>,
    again: Vec<Heads>,
    /// Of the chain at hand: from which anchor on an entry is the head. Rising in anchor and in place.
    heads: Vec<(usize, i64, String)>,
}

impl Replay {
    /// `kept`: the anchors as they were written, oldest first.
    pub(crate) fn new(kept: Vec<Anchor>) -> Self {
        let again = kept.iter().map(|_| Heads::default()).collect();
        Self { kept, again, heads: Vec::new() }
    }

    /// The next entry of the chain at hand. Clocks may have gone back: a later entry hides those that are not older.
    pub(crate) fn entry(&mut self, at: Instant, seq: i64, hash: &str) {
        let from = self.kept.partition_point(|anchor| anchor.at <= at);
        while self.heads.last().is_some_and(|(earlier, _, _)| *earlier >= from) {
            self.heads.pop();
        }
        if from < self.kept.len() {
            self.heads.push((from, seq, hash.to_owned()));
        }
    }

    /// The chain at hand is at its end.
    pub(crate) fn close(&mut self, chain: Uuid) {
        let heads = std::mem::take(&mut self.heads);
        for (at, (from, seq, hash)) in heads.iter().enumerate() {
            let to = heads.get(at + 1).map_or(self.again.len(), |(next, _, _)| *next);
            self.again[*from..to].iter_mut().for_each(|again| again.add(chain, *seq, hash));
        }
    }

    /// The hours whose line is no longer what the chains say.
    pub(crate) fn differing(self) -> Vec<Instant> {
        let pairs = self.kept.into_iter().zip(self.again);
        pairs.filter_map(|(kept, again)| (again.line(kept.part, kept.at) != kept).then_some(kept.at)).collect()
    }
}
