//! Random books, merges and undos: a recount finds nothing after any step.

mod small;

use access::Role;
use base::{SeededIds, Uuid};
use serde_json::{Value, json};
use small::{Town, on_both};
use testkit::{Pocket, TestDb};

/// Random books, merges and undos, work that names either id: a recount finds nothing after any step.
#[test]
fn whatever_is_merged_and_taken_apart_a_recount_agrees() {
    on_both(|db| {
        for seed in 0..5 {
            let place = TestDb::on(db.engine());
            let town = Town::new(&place.db, seed + 50);
            let mut run = Random::new(town, seed);
            for _ in 0..4 {
                run.household();
            }
            for step in 0..110 {
                run.step();
                if step % 3 == 0 {
                    run.town.sync(&mut run.phone);
                    run.town.sync(&mut run.neighbour);
                    run.town.verify();
                }
            }
            let kept = |ids: &[Uuid]| {
                ids.iter().filter(|id| run.phone.fates.get(*id).is_some_and(|fate| fate == "kept")).count()
            };
            let (visits, merges, undos) = (kept(&run.told), kept(&run.merges), kept(&run.undos));
            let meetings = kept(&run.met);
            assert!(meetings > 4, "seed {seed}: {meetings} meetings");
            assert!(
                visits > 8 && merges > 3 && undos > 0,
                "seed {seed}: {visits} visits, {merges} merges, {undos} undos"
            );
            // In the end everything is taken apart, the last first: as if nobody had ever merged anything.
            for merge in run.merges.clone().into_iter().rev() {
                run.write("household.unmerge", json!({ "merge": merge }));
            }
            run.town.sync(&mut run.phone);
            run.town.verify();
        }
    });
}

struct Random {
    town: Town,
    phone: Pocket,
    /// The leader of the other hamlet, who sends back what was moved there.
    neighbour: Pocket,
    /// Operations that told of visits, that merged, and that undid.
    told: Vec<Uuid>,
    undos: Vec<Uuid>,
    chance: SeededIds,
    homes: Vec<(Uuid, Vec<Uuid>)>,
    visits: Vec<Uuid>,
    gatherings: Vec<Uuid>,
    /// Operations that told of group activities or took them back.
    met: Vec<Uuid>,
    merges: Vec<Uuid>,
}

impl Random {
    fn new(town: Town, seed: u64) -> Self {
        let (phone, neighbour) = (town.phone(Role::Leader, 0), town.phone(Role::Leader, 1));
        let chance = SeededIds::new(seed);
        let (told, undos, homes, visits, gatherings, met, merges) = Default::default();
        Self { town, phone, neighbour, told, undos, chance, homes, visits, gatherings, met, merges }
    }

    fn pick(&self, most: usize) -> usize {
        (self.chance.next() % most.max(1) as u64) as usize
    }

    fn write(&mut self, kind: &str, body: Value) -> Uuid {
        self.phone.write(&self.town.world.clock, &*self.town.world.ids, kind, body)
    }

    fn household(&mut self) {
        let (household, people) = self.town.household(&mut self.phone, &format!("Hộ {}", self.homes.len()));
        self.homes.push((household, people.to_vec()));
    }

    fn step(&mut self) {
        self.town.world.clock.advance_seconds(60);
        let (one, other) = (self.pick(self.homes.len()), self.pick(self.homes.len()));
        let (home, people) = self.homes[one].clone();
        let (second, theirs) = self.homes[other].clone();
        match self.pick(15) {
            0 => self.household(),
            1..=4 => {
                // Met are people of both, as a phone sees them that holds the two as one.
                let mut met = vec![people[0], people[1]];
                if other != one && self.pick(3) == 0 {
                    met.push(theirs[0]);
                }
                let day = self.town.world.today().plus(-(self.pick(80) as i64)).to_string();
                let skill = ["vneid", "vssid"][self.pick(2)];
                let done: Vec<_> = met.iter().map(|who| (*who, skill, self.pick(8) as i64 - 1)).collect();
                let met = if self.pick(5) == 0 { Vec::new() } else { met };
                let done = if met.is_empty() { Vec::new() } else { done };
                let world = &self.town.world;
                let (told, visit) = self.phone.visit(&world.clock, &*world.ids, (home, &met), (&day, &done));
                self.told.push(told);
                self.visits.push(visit);
            }
            5 if !self.visits.is_empty() => {
                let visit = self.visits[self.pick(self.visits.len())];
                self.write("visit.remove", json!({ "visit": visit }));
            }
            6 => {
                let fields = json!({ "smartphones": self.pick(3), "surveyed_on": "2026-10-01" });
                self.write("household.edit", json!({ "household": home, "saw": 5, "fields": fields }));
                let fields = json!({ "birth_year": 1950 + self.pick(60), "sex": "f" });
                self.write(
                    "resident.edit",
                    json!({ "household": home, "resident": people[1], "saw": 5, "fields": fields }),
                );
            }
            7 => {
                let to = self.pick(4).min(1);
                let body =
                    json!({ "household": home, "to": self.town.world.hamlets[1 - to], "day": self.town.world.today() });
                let (clock, ids) = (&self.town.world.clock, &*self.town.world.ids);
                let phone = if to == 0 { &mut self.phone } else { &mut self.neighbour };
                phone.write(clock, ids, "household.move", body);
            }
            8 if one != other => {
                let body = json!({ "household": home, "into": home, "residents": [[people[0], people[1]]], "day": self.town.world.today() });
                let merge = self.write("household.merge", body);
                self.merges.push(merge);
            }
            9 | 10 if one != other => {
                let pairs = [
                    json!([]),
                    json!([[people[0], theirs[0]]]),
                    json!([[people[0], theirs[1]], [people[1], theirs[0]]]),
                ];
                let pairs = pairs[self.pick(3)].clone();
                let merge = self.write(
                    "household.merge",
                    json!({ "household": home, "into": second, "residents": pairs, "day": self.town.world.today() }),
                );
                self.merges.push(merge);
            }
            // People of both are at one meeting, whatever they count as by now.
            12 | 13 => {
                let people = if one == other { people } else { [people, theirs].concat() };
                let day = self.town.world.today().plus(-(self.pick(80) as i64)).to_string();
                let rung = self.pick(8) as i64 - 1;
                let done: Vec<_> = people.iter().map(|who| (*who, "vneid", rung)).collect();
                let corrects = (self.pick(3) == 0).then(|| self.gatherings.last().copied()).flatten();
                let body = self.town.meeting(&self.phone, (&people, &done), &day);
                self.gatherings.push(serde_json::from_value(body["activity"].clone()).unwrap());
                let kind = if corrects.is_some() { "activity.correct" } else { "activity.record" };
                let mut body = body;
                body["corrects"] = json!(corrects);
                let op = self.write(kind, body);
                self.met.push(op);
            }
            14 if !self.gatherings.is_empty() => {
                let gathering = self.gatherings[self.pick(self.gatherings.len())];
                let op = self.write("activity.remove", json!({ "activity": gathering }));
                self.met.push(op);
            }
            _ if !self.merges.is_empty() => {
                let merge = self.merges[self.pick(self.merges.len())];
                let undo = self.write("household.unmerge", json!({ "merge": merge }));
                self.undos.push(undo);
            }
            _ => {}
        }
    }
}
