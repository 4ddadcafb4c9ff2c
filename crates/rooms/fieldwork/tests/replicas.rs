//! Phones at work in any order, with lost answers, repeats, cut transfers, wrong clocks, and a server restored from a
//! backup: in the end all copies of a stream are equal, nothing that was acknowledged is lost, and a recount agrees.

mod small;

use access::Role;
use base::{Clock, Ids, SeededIds, Uuid};
use db::Db;
use serde_json::json;
use small::{Town, on_both, service};
use sync::wire::Cursor;
use testkit::{Pocket, TestDb};

/// How many happenings a run has, and how many runs there are an engine.
const STEPS: usize = 70;
const SEEDS: std::ops::Range<u64> = 0..3;

struct Run {
    town: Town,
    phones: Vec<Pocket>,
    chance: SeededIds,
    /// Households that somebody made: (household, residents, hamlet).
    made: Vec<(Uuid, [Uuid; 2], usize)>,
    /// Operations that made two households one.
    merges: Vec<Uuid>,
    /// A copy of the database as it was some time ago.
    backup: Option<TestDb>,
    restored: Option<TestDb>,
}

impl Run {
    fn new(db: &Db, seed: u64) -> Self {
        let town = Town::new(db, seed);
        let roles = [(Role::Member, 0), (Role::Member, 0), (Role::Leader, 0), (Role::Member, 1)];
        let mut phones: Vec<Pocket> = roles.into_iter().map(|(role, hamlet)| town.phone(role, hamlet)).collect();
        phones[1].ahead_ms = 400 * 86_400_000;
        phones[3].ahead_ms = -90 * 86_400_000;
        Self {
            town,
            phones,
            chance: SeededIds::new(seed ^ 0xA5A5),
            made: Vec::new(),
            merges: Vec::new(),
            backup: None,
            restored: None,
        }
    }

    fn pick(&self, most: usize) -> usize {
        (self.chance.next() % most.max(1) as u64) as usize
    }

    fn step(&mut self) {
        self.town.world.clock.advance_seconds(30 + self.pick(600) as i64);
        let who = self.pick(self.phones.len());
        match self.pick(16) {
            0 | 1 => self.write_household(who),
            2..=4 => self.write_visit(who),
            5 => self.write_edit(who),
            6 => self.lose_answer(who),
            7 => self.cut(who),
            8 => self.shuffle(who),
            9 => self.repeat(who),
            10 if self.backup.is_none() => self.back_up(),
            10 => self.restore(),
            11 => self.write_merge(),
            14 | 15 => self.write_meeting(who),
            12 if !self.merges.is_empty() => {
                let merge = self.merges[self.pick(self.merges.len())];
                let world = &self.town.world;
                self.phones[2].write(&world.clock, &*world.ids, "household.unmerge", json!({ "merge": merge }));
            }
            _ => {
                self.town.sync(&mut self.phones[who]);
            }
        }
    }

    fn write_household(&mut self, who: usize) {
        let name = format!("Hộ {}", self.made.len());
        let (household, people) = self.town.household(&mut self.phones[who], &name);
        self.made.push((household, people, if who == 3 { 1 } else { 0 }));
    }

    fn write_visit(&mut self, who: usize) {
        if self.made.is_empty() {
            return;
        }
        let (household, people, _) = self.made[self.pick(self.made.len())];
        // Most visits come after all others of the household; some are told late.
        let back = if self.pick(3) == 0 { self.pick(60) } else { self.pick(3) };
        let day = self.town.world.today().plus(-(back as i64)).to_string();
        let skill = ["vneid", "vssid", "payment"][self.pick(3)];
        let level = self.pick(8) as i64 - 1;
        let met = self.pick(5) > 0;
        let practised = [(people[0], skill, level)];
        let (seen, done): (&[Uuid], &[_]) = if met { (&people, &practised) } else { (&[], &[]) };
        let world = &self.town.world;
        let (_, visit) = self.phones[who].visit(&world.clock, &*world.ids, (household, seen), (&day, done));
        // Some were a slip of the finger, and some were on another day.
        match self.pick(6) {
            0 => {
                let body = json!({ "visit": visit, "why": "nhầm" });
                self.phones[who].write(&self.town.world.clock, &*self.town.world.ids, "visit.remove", body);
            }
            1 => self.correct(who, visit, household),
            _ => {}
        }
    }

    /// A meeting with one person of each of some households, of whichever hamlet; some are told again or taken back.
    fn write_meeting(&mut self, who: usize) {
        let here = if who == 3 { 1 } else { 0 };
        let there = self.made.iter().filter(|made| made.2 == here || self.pick(9) == 0).take(5);
        let people: Vec<Uuid> = there.map(|(_, people, _)| people[0]).collect();
        let done: Vec<_> = people.iter().map(|who| (*who, "vneid", self.pick(8) as i64 - 1)).collect();
        let day = self.town.world.today().plus(-(self.pick(20) as i64)).to_string();
        let mut body = self.town.meeting(&self.phones[who], (&people, &done), &day);
        let (world, phone) = (&self.town.world, &mut self.phones[who]);
        phone.write(&world.clock, &*world.ids, "activity.record", body.clone());
        match self.chance.next() % 5 {
            0 => {
                let body = json!({ "activity": body["activity"], "why": "nhầm" });
                phone.write(&world.clock, &*world.ids, "activity.remove", body);
            }
            1 => {
                body["corrects"] = body["activity"].clone();
                body["activity"] = json!(world.ids.id(world.clock.now()));
                body["came"] = json!(41);
                phone.write(&world.clock, &*world.ids, "activity.correct", body);
            }
            _ => {}
        }
    }

    fn correct(&mut self, who: usize, visit: Uuid, household: Uuid) {
        let world = &self.town.world;
        let day = world.today().plus(-((self.chance.next() % 60) as i64)).to_string();
        let new = world.ids.id(world.clock.now());
        let body = json!({ "visit": new, "corrects": visit, "household": household, "day": day, "chosen": 1,
            "at": world.clock.now().millis(), "people": [], "practised": [] });
        self.phones[who].write(&world.clock, &*world.ids, "visit.correct", body);
    }

    fn write_edit(&mut self, who: usize) {
        if self.made.is_empty() {
            return;
        }
        let (household, people, _) = self.made[self.pick(self.made.len())];
        let saw = self.phones[who]
            .cursors
            .values()
            .map(|c| match c {
                Cursor::Done(n) | Cursor::Partway(n, _) => *n,
            })
            .max();
        let saw = saw.unwrap_or(0);
        let world = &self.town.world;
        let phone = &mut self.phones[who];
        if self.chance.next().is_multiple_of(2) {
            let fields = json!({ "note": format!("n{}", self.chance.next() % 9), "smartphones": self.chance.next() % 4, "surveyed_on": "2026-10-01" });
            phone.write(
                &world.clock,
                &*world.ids,
                "household.edit",
                json!({ "household": household, "saw": saw, "fields": fields }),
            );
        } else {
            let fields = json!({ "birth_year": 1950 + self.chance.next() % 60, "sex": "m" });
            phone.write(
                &world.clock,
                &*world.ids,
                "resident.edit",
                json!({ "household": household, "resident": people[1], "saw": saw, "fields": fields }),
            );
        }
    }

    /// The leader finds that two are one, whether or not that is so.
    fn write_merge(&mut self) {
        let here: Vec<_> = self.made.iter().filter(|made| made.2 == 0).copied().collect();
        if here.len() < 2 {
            return;
        }
        let (one, other) = (here[self.pick(here.len())], here[self.pick(here.len())]);
        if one.0 == other.0 {
            return;
        }
        let world = &self.town.world;
        let body =
            json!({ "household": one.0, "into": other.0, "residents": [[one.1[0], other.1[0]]], "day": world.today() });
        let merge = self.phones[2].write(&world.clock, &*world.ids, "household.merge", body);
        self.merges.push(merge);
    }

    /// The server does it all, the phone hears nothing.
    fn lose_answer(&mut self, who: usize) {
        let request = self.phones[who].request(&self.town.world.clock, 1 + self.pick(4));
        self.town.wait(self.town.service.sync(self.phones[who].member.caller, request, None)).unwrap();
    }

    /// The transfer ends after some lines.
    fn cut(&mut self, who: usize) {
        let request = self.phones[who].request(&self.town.world.clock, 2);
        let answer = self.town.wait(self.town.service.sync(self.phones[who].member.caller, request, None)).unwrap();
        let lines = 1 + self.pick(answer.lines.len());
        self.phones[who].take(&answer, lines);
    }

    /// Another order than that in which they were written.
    fn shuffle(&mut self, who: usize) {
        let most = self.phones[who].outbox.len();
        if most > 1 {
            let (a, b) = (self.pick(most), self.pick(most));
            self.phones[who].outbox.swap(a, b);
        }
    }

    /// The same request twice, at the same time.
    fn repeat(&mut self, who: usize) {
        let request = self.phones[who].request(&self.town.world.clock, 500);
        let caller = self.phones[who].member.caller;
        let (first, second) = self.town.wait(async {
            let service = &self.town.service;
            tokio::join!(service.sync(caller, request.clone(), None), service.sync(caller, request, None))
        });
        self.phones[who].take(&first.unwrap(), usize::MAX);
        self.phones[who].take(&second.unwrap(), usize::MAX);
    }

    fn back_up(&mut self) {
        let copy = TestDb::sqlite();
        db::copy(&self.town.db, &copy.db).unwrap();
        self.backup = Some(copy);
    }

    /// A server that knows only what the backup knows, with an epoch of its own.
    fn restore(&mut self) {
        let Some(backup) = self.backup.take() else { return };
        let fresh = TestDb::on(self.town.db.engine());
        db::copy(&backup.db, &fresh.db).unwrap();
        fresh.db.write_blocking(|tx| places::store::draw_epoch(tx, &*self.town.world.ids)).unwrap();
        self.town.service = service(&fresh.db, &self.town.world);
        self.town.db = fresh.db.clone();
        self.restored = Some(fresh);
    }

    fn settle(&mut self) {
        for _ in 0..4 {
            for phone in &mut self.phones {
                self.town.world.clock.advance_seconds(5);
                self.town.sync(phone);
            }
        }
    }

    fn check(&self) {
        for phone in &self.phones {
            assert!(phone.outbox.is_empty(), "all was sent");
        }
        for (a, b) in [(0, 1), (0, 2)] {
            for (stream, held) in &self.phones[a].records {
                if let Some(other) = self.phones[b].records.get(stream) {
                    assert_eq!(held, other, "two copies of one stream");
                }
            }
        }
        let mut households = self.phones[0].ids_of("household");
        // What was merged is there by the name of the one that stands.
        households.extend(self.phones[0].ids_of("merged"));
        for (household, _, hamlet) in &self.made {
            assert_eq!(households.contains(household), *hamlet == 0, "every household is in its own book");
        }
        for (id, fate) in self.phones.iter().flat_map(|phone| &phone.fates) {
            let stored = self.town.db.read_blocking(|tx| {
                tx.opt("select fate from operation where id = $1", db::args![*id], |row| row.get::<String>(0))
            });
            let stored = stored.unwrap().expect("what was acknowledged is on file");
            assert!(fate != "kept" || stored == "kept", "{id} was acknowledged as kept and is {stored}");
        }
        self.town.verify();
    }
}

#[test]
fn whatever_happens_all_copies_end_equal_and_nothing_acknowledged_is_lost() {
    on_both(|db| {
        let engine = db.engine();
        for seed in SEEDS {
            eprintln!("seed {seed}");
            let place = TestDb::on(engine);
            let mut run = Run::new(&place.db, seed);
            for _ in 0..STEPS {
                run.step();
            }
            run.settle();
            run.check();
        }
    });
}
