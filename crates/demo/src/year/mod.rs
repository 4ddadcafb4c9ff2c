//! A year of work in the district, as the phones of the 458 hamlet members write it: pure, seeded, in the order of time.
//! One exchange with the server after the other is made on demand; what is held between them is the bare truth about
//! homes and residents.

mod changes;
mod consent;
mod door;
mod gather;
mod ladder;
mod lesson;
mod phone;
mod register;
mod rhythm;
mod world;

use std::collections::{HashMap, VecDeque};

use base::{Day, Instant, SeededIds, Uuid};

use crate::district::{Commune, District};
use crate::names::Names;
use crate::operation::Operation;
use crate::{Dice, Hamlet};
use phone::Phone;
pub use rhythm::DAYS;
use world::World;

/// Something that happens between a phone and the server.
#[derive(Debug, Clone)]
pub enum Turn {
    /// A phone sends what it holds and fetches what is new.
    Sync(Exchange),
    /// A lost phone is revoked by the team's leader.
    Revoke {
        /// Whose.
        member: usize,
        /// When.
        at: Instant,
    },
    /// What a revoked phone still held comes in as sealed copies.
    Sealed(Exchange),
    /// The member joins again with another phone.
    Replace {
        /// Who.
        member: usize,
        /// When.
        at: Instant,
    },
}

impl Turn {
    /// The true time.
    pub fn at(&self) -> Instant {
        match self {
            Self::Sync(exchange) | Self::Sealed(exchange) => exchange.at,
            Self::Revoke { at, .. } | Self::Replace { at, .. } => *at,
        }
    }
}

/// What one phone sends at one moment.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Position among the members of hamlet teams.
    pub member: usize,
    /// The true time.
    pub at: Instant,
    /// What the phone's clock says.
    pub phone_clock: Instant,
    /// Oldest first.
    pub operations: Vec<Operation>,
    /// The answer is lost on the way: the phone sends all of it once more.
    pub repeated: bool,
    /// How many operations stay behind on the phone.
    pub held: usize,
}

/// A member of a hamlet's team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Position in [`District::hamlets`].
    pub hamlet: usize,
    /// Position in the team: 0 leads, 1 is the deputy.
    pub place: usize,
}

/// A household that came in with a list: its id and those of its people, the head first.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its id.
    pub household: Uuid,
    /// Theirs.
    pub residents: Vec<Uuid>,
}

/// The generator.
pub struct Year<'a> {
    seed: u64,
    first: Day,
    names: &'a Names,
    district: &'a District,
    units: Vec<Uuid>,
    places: Vec<Place>,
    phones: Vec<Phone>,
    world: World,
    listed: HashMap<u32, Listed>,
    ids: SeededIds,
    day: i64,
    turns: VecDeque<Turn>,
}

impl<'a> Year<'a> {
    /// A year that ends with `last`. `units` are the ids of the hamlets' units, in the district's order.
    pub fn new(seed: u64, last: Day, names: &'a Names, district: &'a District, units: Vec<Uuid>) -> Self {
        let places = places(district);
        let phones = places.iter().map(|place| Phone::new(seed, *place)).collect();
        let mut year = Self {
            seed,
            first: last.plus(1 - DAYS),
            names,
            district,
            units,
            places,
            phones,
            world: World::default(),
            listed: HashMap::new(),
            ids: SeededIds::new(seed ^ 0x6F70),
            day: 0,
            turns: VecDeque::new(),
        };
        year.open_books();
        year
    }

    /// The members of hamlet teams, in the order of [`Exchange::member`].
    pub fn members(&self) -> &[Place] {
        &self.places
    }

    /// How far the year is, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.day as f64 / DAYS as f64
    }

    /// The year's first day.
    pub fn first_day(&self) -> Day {
        self.first
    }

    /// What happens on one day, in the order of time.
    fn fill(&mut self) {
        let mut due: Vec<(i64, usize)> = Vec::new();
        for (member, phone) in self.phones.iter().enumerate() {
            due.extend(phone.exchange_on(self.seed, self.day).map(|minute| (minute, member)));
        }
        due.sort_unstable();
        for (minute, member) in due {
            self.work(member, minute);
        }
        self.losses();
        self.turns.make_contiguous().sort_by_key(Turn::at);
        self.day += 1;
    }

    fn hamlet(&self, at: usize) -> Option<&'a Hamlet> {
        self.district.hamlets.get(at)
    }

    fn commune_of(&self, hamlet: usize) -> Option<&'a Commune> {
        self.hamlet(hamlet).and_then(|hamlet| self.district.communes.get(hamlet.commune))
    }

    fn dice(&self, purpose: &str, member: usize, day: i64) -> Dice {
        Dice::new(self.seed, purpose, ((member as u64) << 16) | day as u64)
    }
}

impl Iterator for Year<'_> {
    type Item = Turn;

    fn next(&mut self) -> Option<Turn> {
        while self.turns.is_empty() && self.day < DAYS {
            self.fill();
        }
        self.turns.pop_front()
    }
}

fn places(district: &District) -> Vec<Place> {
    let of_hamlet = |(hamlet, it): (usize, &Hamlet)| (0..it.team).map(move |place| Place { hamlet, place });
    district.hamlets.iter().enumerate().flat_map(of_hamlet).collect()
}
