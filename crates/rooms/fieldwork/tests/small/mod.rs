//! A server on an empty database with a small tree, and phones.
#![allow(dead_code)]

use std::sync::Arc;

use access::Role;
use base::{Clock, Uuid};
use counting::verify::{Difference, Recount};
use db::Db;
use fieldwork::{CatalogueSource, FieldRecount, Fieldwork, HamletSource, RestrictedSource};
use serde_json::{Value, json};
use sync::Service;
use testkit::{Pocket, World};

pub struct Town {
    pub db: Db,
    pub world: World,
    pub service: Service,
    runtime: tokio::runtime::Runtime,
}

impl Town {
    pub fn new(db: &Db, seed: u64) -> Self {
        let world = World::new(db, seed);
        db.write_blocking(fieldwork::ensure_catalogue).unwrap();
        let service = service(db, &world);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        Self { db: db.clone(), world, service, runtime }
    }

    pub fn phone(&self, role: Role, hamlet: usize) -> Pocket {
        let unit = self.world.hamlets[hamlet];
        Pocket::new(self.world.member(&self.db, role, unit, ("2026-01-01", None)))
    }

    /// A household with two residents, written into the phone's outbox: (household, residents).
    pub fn household(&self, phone: &mut Pocket, name: &str) -> (Uuid, [Uuid; 2]) {
        let (clock, ids) = (&self.world.clock, &*self.world.ids);
        let id = || base::Ids::id(ids, clock.now());
        let (household, people) = (id(), [id(), id()]);
        let body = json!({
            "household": household, "hamlet": phone.member.hamlet, "name": name, "cluster": "Tổ tự quản 3",
            "made_on": "2026-03-01",
            "residents": [
                { "resident": people[0], "name": format!("{name} Sa Rươl"), "birth_year": 1954, "sex": "f", "head": 1 },
                { "resident": people[1], "name": format!("{name} Đa"), "birth_year": 1981, "relation": "con gái" },
            ],
        });
        phone.write(clock, ids, "household.create", body);
        (household, people)
    }

    /// The body of a meeting in the phone's hamlet, where these people were and got so far.
    pub fn meeting(&self, phone: &Pocket, (people, done): (&[Uuid], &[(Uuid, &str, i64)]), day: &str) -> Value {
        let (clock, ids) = (&self.world.clock, &*self.world.ids);
        let practised: Vec<Value> =
            done.iter().map(|(who, skill, level)| json!({ "resident": who, "skill": skill, "level": level })).collect();
        json!({
            "activity": base::Ids::id(ids, clock.now()), "hamlet": phone.member.hamlet, "kind": "meeting", "day": day,
            "chosen": 1, "at": clock.now().millis() + phone.ahead_ms, "place": "hall", "partners": ["police", "women"],
            "topics": ["vneid", "safety"], "came": 40, "people": people, "practised": practised,
        })
    }

    pub fn sync(&self, phone: &mut Pocket) -> testkit::Sent {
        self.runtime.block_on(phone.sync(&self.service, &self.world.clock)).unwrap()
    }

    /// Recounts everything; there must be no difference, folded or not.
    pub fn verify(&self) {
        let found = self.differences();
        assert!(found.is_empty(), "{found:#?}");
        counting::fold::run(&self.db, self.world.clock.now()).unwrap();
        let found = self.differences();
        assert!(found.is_empty(), "after folding: {found:#?}");
        let broken = self.db.read_blocking(|tx| audit::verify(tx, 7)).unwrap();
        assert!(broken.1.is_empty(), "{:?}", broken.1);
    }

    fn differences(&self) -> Vec<Difference> {
        let today = self.world.today();
        let mut found = Vec::new();
        let recounts: [&dyn Recount; 1] = [&FieldRecount];
        self.db.read_blocking(|tx| counting::verify::part(tx, 7, today, &recounts, &mut found)).unwrap();
        found
    }

    /// Waits for something of the service.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// A figure of the commune, folded.
    pub fn commune(&self, indicator: &str, item: &str, bucket: &str) -> i64 {
        counting::fold::run(&self.db, self.world.clock.now()).unwrap();
        let read = self.db.read_blocking(|tx| {
            tx.opt(
                "select total from unit_figure where part = 7 and unit = $1 and indicator = $2 and item = $3 and bucket = $4",
                db::args![self.world.above[3], indicator, item, bucket],
                |row| row.get::<i64>(0),
            )
        });
        read.unwrap().unwrap_or(0)
    }
}

pub fn service(db: &Db, world: &World) -> Service {
    let sources: Vec<Arc<dyn sync::Source>> =
        vec![Arc::new(HamletSource), Arc::new(CatalogueSource), Arc::new(RestrictedSource)];
    Service::new(db.clone(), world.clock.clone(), world.ids.clone(), Arc::new(Fieldwork), sources)
}

pub fn field<'a>(phone: &'a Pocket, id: Uuid, name: &str) -> &'a Value {
    phone.record(id).map_or(&Value::Null, |record| &record[name])
}

/// Runs a test on both engines.
pub fn on_both(test: impl Fn(Db)) {
    testkit::on_both(|db| test(db.clone()));
}
