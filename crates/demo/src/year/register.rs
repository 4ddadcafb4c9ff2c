use base::{Day, Instant};

use super::ladder::{NOT_ASKED, gift};
use super::rhythm::DAYS;
use super::world::{Home, NOBODY, Soul};
use super::{Listed, Year};
use crate::Dice;
use crate::family::Family;
use crate::operation::{Body, Fields, HouseholdCreate, HouseholdEdit, NewResident, Operation, ResidentCreate};

/// From this day on members enter households that no list had.
const LATE: i64 = 60;
/// The books of the hamlets are entered in the first weeks.
const FIRST_WEEKS: i64 = 26;

impl Year<'_> {
    /// Gives every household of the books a member who looks after it, and a day on which it is entered.
    pub(super) fn open_books(&mut self) {
        let mut member = 0;
        for (at, hamlet) in self.district.hamlets.iter().enumerate() {
            let mut dice = Dice::new(self.seed, "books", at as u64);
            let slow = if dice.chance(0.2) { 14 } else { 0 };
            let team = hamlet.team.max(1) as u32;
            for place in 0..team {
                let (from, to) = (hamlet.households * place / team, hamlet.households * (place + 1) / team);
                let mut round = Vec::new();
                for number in from..to {
                    let share = f64::from(number - from) / f64::from((to - from).max(1));
                    let late = dice.chance(0.006);
                    let enters =
                        if late { dice.between(LATE, DAYS - 20) } else { (share * FIRST_WEEKS as f64) as i64 + slow };
                    round.push(self.world.homes.len() as u32);
                    self.world.homes.push(closed(at, number, enters, &mut dice));
                }
                self.world.rounds.push(round);
                member += 1;
            }
        }
        debug_assert_eq!(member, self.places.len());
    }

    /// The households of a commune's book when the year begins, hamlet by hamlet, each with its place among the homes and its
    /// people. A few were not listed: members find them later.
    pub fn book(&self, commune: usize) -> Vec<(u32, Family)> {
        let year = i64::from(self.first.year());
        let homes = self.world.homes.iter().enumerate();
        let listed = homes.filter(|(_, home)| i64::from(home.enters) < LATE).filter_map(|(at, home)| {
            let hamlet = self.hamlet(home.hamlet.into()).filter(|hamlet| hamlet.commune == commune)?;
            let family = Family::generate(self.seed, year, self.names, home.hamlet.into(), hamlet, home.number);
            Some((at as u32, family))
        });
        listed.collect()
    }

    /// The hamlet of a home and its number in that hamlet's book.
    pub fn address(&self, home: u32) -> Option<(&'static str, u32)> {
        let home = self.world.homes.get(home as usize)?;
        Some((self.hamlet(home.hamlet.into())?.full_name, home.number))
    }

    /// Says under which ids a home came in.
    pub fn came_in(&mut self, home: u32, listed: Listed) {
        self.listed.insert(home, listed);
    }

    /// Writes a household and its people into the book.
    pub(super) fn enter(&mut self, member: usize, home: u32, at: Instant) -> Option<Operation> {
        let (hamlet_at, number) = self.world.homes.get(home as usize).map(|h| (h.hamlet as usize, h.number))?;
        let hamlet = self.hamlet(hamlet_at)?;
        let day = Day::of(at);
        // Who came in with the commune's list is who they were when it was written.
        let listed = self.listed.remove(&home);
        let year = i64::from(if listed.is_some() { self.first } else { day }.year());
        let family = Family::generate(self.seed, year, self.names, hamlet_at, hamlet, number);
        let mut dice = Dice::new(self.seed, "home", u64::from(home));
        let lift = self.lift(hamlet_at);
        let fresh = self.phones.get(member)?.id(&self.ids, at);
        let id = listed.as_ref().map_or(fresh, |listed| listed.household);
        let name = family.people.first().map(|head| head.name.clone()).unwrap_or_default();
        let mut youngest = year - 80;
        let mut residents = Vec::with_capacity(family.people.len());
        for (n, person) in family.people.into_iter().enumerate() {
            let born = person.birth_year.unwrap_or(year - 60);
            youngest = youngest.max(born.min(year - 14));
            let fresh = self.phones.get(member)?.id(&self.ids, at);
            let resident = listed.as_ref().and_then(|listed| listed.residents.get(n).copied()).unwrap_or(fresh);
            let soul = Soul {
                id: resident,
                born: born as i16,
                gift: gift(year - born, lift, &mut dice),
                left: false,
                next: NOBODY,
                levels: [NOT_ASKED; 8],
            };
            self.world.add(home, soul);
            residents.push(NewResident {
                resident,
                name: person.name,
                birth_year: person.birth_year,
                sex: person.sex.letter(),
                relation: person.relation,
                head: i64::from(n == 0),
            });
        }
        let phones = smartphones(residents.len(), year - youngest, lift, &mut dice);
        let entered = self.world.homes.get_mut(home as usize)?;
        (entered.id, entered.entered, entered.phones) = (id, true, phones);
        let phone = self.phones.get_mut(member)?;
        if listed.is_some() {
            // Lists do not say where it is: whoever looks after it does.
            let fields = Fields::Place { cluster: family.cluster };
            let edit = HouseholdEdit { household: id, saw: 0, fields };
            return Some(phone.write(&self.ids, at, Body::HouseholdEdit(edit)));
        }
        let hamlet = *self.units.get(hamlet_at)?;
        let made_on = day.to_string();
        let body = HouseholdCreate { household: id, hamlet, name, cluster: family.cluster, residents, made_on };
        Some(phone.write(&self.ids, at, Body::HouseholdCreate(body)))
    }

    /// A child is born or someone moves in.
    pub(super) fn join(&mut self, member: usize, home: u32, at: Instant, dice: &mut Dice) -> Option<Operation> {
        let day = Day::of(at);
        let year = i64::from(day.year());
        let (household, hamlet_at, number) =
            self.world.homes.get(home as usize).map(|h| (h.id, h.hamlet as usize, h.number))?;
        let family = Family::generate(self.seed, year, self.names, hamlet_at, self.hamlet(hamlet_at)?, number);
        let born = if dice.chance(0.7) { year } else { year - dice.between(19, 30) };
        let sex = if dice.chance(0.5) { crate::Sex::Male } else { crate::Sex::Female };
        let head = family.people.first()?;
        let surname = head.name.split(' ').next().unwrap_or_default();
        let name = self.names.full(surname, family.custom, sex, born, dice);
        let lift = self.lift(hamlet_at);
        let phone = self.phones.get_mut(member)?;
        let resident = phone.id(&self.ids, at);
        let relation = if born == year { "cháu" } else { "con" };
        let fields = NewResident { resident, name, birth_year: Some(born), sex: sex.letter(), relation, head: 0 };
        let body = ResidentCreate { household, resident: fields, made_on: day.to_string() };
        let operation = phone.write(&self.ids, at, Body::ResidentCreate(body));
        let gift = gift(year - born, lift, dice);
        let soul = Soul { id: resident, born: born as i16, gift, left: false, next: NOBODY, levels: [NOT_ASKED; 8] };
        self.world.add(home, soul);
        Some(operation)
    }

    /// How much easier or harder it goes in a commune than on average.
    fn lift(&self, hamlet: usize) -> f64 {
        self.commune_of(hamlet).map_or(0.0, |commune| (commune.alone - 0.31) * 165.0 + LIFT)
    }
}

/// Moves the whole district, so that about a third of the households asked manage the e-ID alone when the year ends.
const LIFT: f64 = 7.0;

fn closed(hamlet: usize, number: u32, enters: i64, dice: &mut Dice) -> Home {
    Home {
        id: base::Uuid::nil(),
        hamlet: hamlet as u16,
        number,
        first: NOBODY,
        turn: dice.unit() as f32,
        enters: enters as u16,
        entered: false,
        gone: false,
        asked: false,
        surveyed: false,
        consulted: false,
        phones: 0,
        met: -1,
        due: -1,
    }
}

fn smartphones(people: usize, youngest: i64, lift: f64, dice: &mut Dice) -> u8 {
    let young = if youngest < 45 { 0.62 } else { 0.3 };
    let each = (young + lift / 200.0).clamp(0.05, 0.95);
    (0..people.min(5)).filter(|_| dice.chance(each)).count() as u8
}
