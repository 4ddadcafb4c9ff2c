//! Edits are per field. An edit carries what it saw: it beats whatever it saw, whatever the clocks say. Only truly
//! concurrent edits ask the stamp; the losing value is kept for the leader.

use std::collections::BTreeMap;

use base::Uuid;
use serde::{Deserialize, Serialize};

/// What a field was last set by: [revision, stamp ms, stamp counter, device, operation].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark(pub i64, pub i64, pub i64, pub Uuid, pub Uuid);

impl Mark {
    fn stamp(&self) -> (i64, i64, Uuid) {
        (self.1, self.2, self.3)
    }
}

/// The marks of all fields that were ever edited.
pub type Marks = BTreeMap<String, Mark>;

/// What becomes of one field of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// It takes effect; nobody loses.
    Wins,
    /// It takes effect over a concurrent one, whose value is kept for the leader.
    WinsOver,
    /// A concurrent one stands; this value is kept for the leader.
    LosesTo,
    /// The same device has set a later value already.
    Superseded,
}

/// Judges an edit of a field that `mark` set last. `mark.0` of the new one is the revision it will get.
pub fn judge(current: Option<&Mark>, new: &Mark, saw: i64, same_value: bool) -> Judged {
    let Some(current) = current else { return Judged::Wins };
    if current.3 == new.3 {
        // One device's own edits are a sequence, whatever it had seen from the server between them.
        return if current.stamp() < new.stamp() { Judged::Wins } else { Judged::Superseded };
    }
    if current.0 <= saw || same_value {
        return Judged::Wins;
    }
    if current.stamp() < new.stamp() { Judged::WinsOver } else { Judged::LosesTo }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(revision: i64, ms: i64, device: u128) -> Mark {
        Mark(revision, ms, 0, Uuid::from_u128(device), Uuid::nil())
    }

    #[test]
    fn an_edit_beats_what_it_saw_whatever_the_clocks_say() {
        let current = mark(7, 9_000_000, 1);
        assert_eq!(judge(Some(&current), &mark(8, 5, 2), 7, false), Judged::Wins);
        assert_eq!(judge(None, &mark(8, 5, 2), 0, false), Judged::Wins);
    }

    #[test]
    fn concurrent_edits_ask_the_stamp_and_the_order_of_arrival_does_not_matter() {
        let (a, b) = (mark(7, 100, 1), mark(7, 200, 2));
        assert_eq!(judge(Some(&a), &b, 6, false), Judged::WinsOver);
        assert_eq!(judge(Some(&b), &a, 6, false), Judged::LosesTo);
        assert_eq!(judge(Some(&b), &a, 6, true), Judged::Wins);
    }

    #[test]
    fn a_devices_own_edits_are_a_sequence() {
        assert_eq!(judge(Some(&mark(7, 100, 1)), &mark(8, 200, 1), 0, false), Judged::Wins);
        assert_eq!(judge(Some(&mark(7, 200, 1)), &mark(8, 100, 1), 0, false), Judged::Superseded);
    }
}
