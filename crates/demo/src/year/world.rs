use base::Uuid;

use super::ladder::Levels;

/// The truth about a household, as small as it gets: 25,000 of them are held while the year is made.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub id: Uuid,
    pub hamlet: u16,
    /// Its number in the hamlet's book: the family is made again from it when its book entry is written.
    pub number: u32,
    /// The first of its people; each knows the next.
    pub first: u32,
    /// Where it stands in the order in which doors are knocked on, 0 to 1.
    pub turn: f32,
    /// The day of the year on which it is entered.
    pub enters: u16,
    pub entered: bool,
    pub gone: bool,
    pub asked: bool,
    pub surveyed: bool,
    pub consulted: bool,
    pub phones: u8,
    /// Days of the year, -1 for none.
    pub met: i16,
    pub due: i16,
}

/// The truth about a resident.
#[derive(Debug, Clone)]
pub(crate) struct Soul {
    pub id: Uuid,
    pub born: i16,
    pub gift: i8,
    pub left: bool,
    pub next: u32,
    pub levels: Levels,
}

/// No further resident.
pub(crate) const NOBODY: u32 = u32::MAX;

/// All homes and souls, and which homes a member looks after.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub homes: Vec<Home>,
    pub souls: Vec<Soul>,
    pub rounds: Vec<Vec<u32>>,
}

impl World {
    /// The positions of those who live in a home now.
    pub(crate) fn people(&self, home: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let mut at = self.homes.get(home as usize).map_or(NOBODY, |home| home.first);
        while let Some(soul) = self.souls.get(at as usize) {
            if !soul.left {
                found.push(at);
            }
            at = soul.next;
        }
        found
    }

    /// Adds a resident at the front of a home's chain.
    pub(crate) fn add(&mut self, home: u32, mut soul: Soul) {
        let at = self.souls.len() as u32;
        if let Some(home) = self.homes.get_mut(home as usize) {
            soul.next = home.first;
            home.first = at;
            self.souls.push(soul);
        }
    }
}
