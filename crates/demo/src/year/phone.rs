use base::{Ids, Instant, SeededIds, Uuid};

use super::Place;
use super::rhythm::{DAYS, Rhythm};
use crate::Dice;
use crate::operation::{Body, Operation};

/// A member's phone: how it behaves and what it holds.
#[derive(Debug)]
pub(crate) struct Phone {
    pub place: Place,
    pub rhythm: Rhythm,
    /// The day of the year and the minute up to which its member's work is written.
    pub worked_to: (i64, i64),
    /// What it will send besides the next visits.
    pub outbox: Vec<Operation>,
    /// What goes out one exchange later: it answers to what the next one brings back.
    pub later: Vec<Operation>,
    /// Lost and revoked; the member has no phone until another is joined.
    pub lost: bool,
    counter: i64,
}

impl Phone {
    pub(crate) fn new(seed: u64, place: Place) -> Self {
        let rhythm = Rhythm::generate(seed, place.hamlet, place.place);
        Self { place, rhythm, worked_to: (0, 6 * 60), outbox: Vec::new(), later: Vec::new(), lost: false, counter: 0 }
    }

    /// The minute at which it syncs on this day, if it does.
    pub(crate) fn exchange_on(&self, seed: u64, day: i64) -> Option<i64> {
        let rhythm = &self.rhythm;
        if self.lost || day > rhythm.silent_from {
            return None;
        }
        let number = ((self.place.hamlet * 100 + self.place.place) as u64) << 16 | day as u64;
        let mut dice = Dice::new(seed, "exchange", number);
        let weekly = day % 7 == rhythm.weekday && !dice.chance(rhythm.late);
        // The last days bring everyone who is not silent up to date.
        let closing = day >= DAYS - 7 && day % 7 == rhythm.weekday;
        let extra = dice.chance(0.004);
        (weekly || closing || extra).then(|| (rhythm.minute + dice.between(-40, 40)).clamp(300, 1_380))
    }

    /// What its clock says at a true moment.
    pub(crate) fn clock(&self, at: Instant) -> Instant {
        at.plus_millis(self.rhythm.skew_ms)
    }

    /// An operation written at a true moment.
    pub(crate) fn write(&mut self, ids: &SeededIds, at: Instant, body: Body) -> Operation {
        let clock = self.clock(at);
        self.counter = (self.counter + 1) % 1_000;
        Operation { id: ids.id(clock), stamp: (clock.millis(), self.counter), body }
    }

    /// An id made on the phone.
    pub(crate) fn id(&self, ids: &SeededIds, at: Instant) -> Uuid {
        ids.id(self.clock(at))
    }
}
