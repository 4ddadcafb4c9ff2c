//! The leader's word on concurrent edits, and on households that only seem to be one.

mod small;

use access::Role;
use base::{Clock, Ids, Uuid};
use db::Db;
use serde_json::{Value, json};
use small::{Town, field, on_both};
use sync::office::{self, Office};
use testkit::Pocket;

/// A birth year that two phones typed differently at the same time: (town, leader, member, household, people, conflict).
fn torn(db: &Db, seed: u64) -> (Town, Pocket, Pocket, (Uuid, [Uuid; 2]), Uuid) {
    let town = Town::new(db, seed);
    let (mut leader, mut member) = (town.phone(Role::Leader, 0), town.phone(Role::Member, 0));
    let home = town.household(&mut member, "Ông Tư");
    town.sync(&mut member);
    town.sync(&mut leader);
    for (phone, year) in [(&mut leader, 1955), (&mut member, 1945)] {
        let body = json!({ "household": home.0, "resident": home.1[0], "saw": 1, "fields": { "birth_year": year } });
        phone.write(&town.world.clock, &*town.world.ids, "resident.edit", body);
        town.world.clock.advance_seconds(60);
    }
    town.sync(&mut leader);
    town.sync(&mut member);
    town.sync(&mut leader);
    let conflict = *leader.ids_of("conflict").first().expect("the leader sees what lost");
    assert_eq!((field(&leader, conflict, "kept"), field(&leader, conflict, "lost")), (&json!(1945), &json!(1955)));
    (town, leader, member, home, conflict)
}

fn say(town: &Town, phone: &mut Pocket, conflict: Uuid, value: &str) -> (String, Value) {
    let body = json!({ "conflict": conflict, "value": value });
    let id = phone.write(&town.world.clock, &*town.world.ids, "conflict.settle", body);
    town.world.clock.advance_seconds(5);
    let sent = town.sync(phone);
    let reason = sent.head.fates.iter().find(|fate| fate.id == id).and_then(|fate| fate.reason.clone());
    (phone.fates[&id].clone(), reason.map_or(Value::Null, |reason| json!([reason.code, reason.params])))
}

fn year(phone: &Pocket, (household, people): (Uuid, [Uuid; 2])) -> Value {
    let residents = field(phone, household, "residents").as_array().unwrap().clone();
    residents.into_iter().find(|one| one["id"] == json!(people[0])).unwrap()["birth_year"].clone()
}

#[test]
fn the_value_that_lost_can_be_taken_and_the_conflict_closes_on_every_device() {
    on_both(|db| {
        let (town, mut leader, mut member, home, conflict) = torn(&db, 41);
        let mut deputy = town.phone(Role::Deputy, 0);
        town.sync(&mut deputy);
        assert_eq!(deputy.ids_of("conflict").len(), 1);
        assert_eq!(say(&town, &mut member, conflict, "lost").0, "refused", "a member does not decide");
        // Both settle it without knowing of the other: the first word stands, the second is told so.
        assert_eq!(say(&town, &mut leader, conflict, "lost").0, "kept");
        assert_eq!(say(&town, &mut leader, conflict, "lost").0, "kept", "the same word twice is harmless");
        let (fate, reason) = say(&town, &mut deputy, conflict, "kept");
        assert_eq!((fate.as_str(), &reason[0]), ("refused", &json!("already_settled")));
        assert_eq!(reason[1]["field"], "birth_year");
        for phone in [&mut leader, &mut deputy, &mut member] {
            town.sync(phone);
            assert_eq!(year(phone, home), 1955);
            assert!(phone.ids_of("conflict").is_empty());
        }
        // A phone that has seen this may change it again, and nothing is at odds.
        town.verify();
    });
}

#[test]
fn what_stands_is_confirmed_and_nothing_changes() {
    on_both(|db| {
        let (town, mut leader, _, home, conflict) = torn(&db, 42);
        assert_eq!(say(&town, &mut leader, conflict, "kept").0, "kept");
        assert_eq!(year(&leader, home), 1945);
        assert!(leader.ids_of("conflict").is_empty());
        let (_, reason) = say(&town, &mut leader, Uuid::from_u128(5), "kept");
        assert_eq!(reason[0], "field_wrong");
        town.verify();
    });
}

#[test]
fn an_office_says_the_same_at_its_desk() {
    on_both(|db| {
        let (town, mut leader, _, home, conflict) = torn(&db, 43);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let officer = town.world.member(&db, Role::CommuneOfficer, town.world.above[3], ("2026-01-01", None));
        let scope =
            db.read_blocking(|tx| access::scope::load(tx, 7, officer.caller.account)).unwrap().expect("a scope");
        let second = town.household(&mut leader, "Ong Tu");
        town.sync(&mut leader);
        let said = |kind: &'static str, body: Value| {
            let now = clock.now();
            db.write_blocking(|tx| {
                let office = Office { now, ids, scope: scope.clone(), list: ids.id(now) };
                office::bring_in(tx, &fieldwork::Fieldwork, 7, &office, vec![(kind, body.clone())])
            })
            .unwrap()
        };
        said("conflict.settle", json!({ "conflict": conflict, "value": "lost" })).unwrap();
        let merge =
            said("household.merge", json!({ "household": second.0, "into": home.0, "day": "2026-11-20" })).unwrap()[0];
        town.sync(&mut leader);
        assert_eq!(year(&leader, home), 1955);
        assert_eq!(leader.ids_of("household"), [home.0].into());
        said("household.unmerge", json!({ "merge": merge })).unwrap();
        said("household.apart", json!({ "household": second.0, "other": home.0 })).unwrap();
        said("household.apart", json!({ "household": home.0, "other": second.0 })).unwrap();
        let apart = |db: &Db| {
            let count = "select cast(count(*) as bigint) from duplicate_apart";
            db.read_blocking(|tx| tx.one(count, &[], |row| row.get::<i64>(0))).unwrap()
        };
        assert_eq!(apart(&db), 1);
        said("household.apart", json!({ "household": home.0, "other": second.0, "apart": 0 })).unwrap();
        assert_eq!(apart(&db), 0);
        town.sync(&mut leader);
        assert_eq!(leader.ids_of("household").len(), 2);
        town.verify();
    });
}
