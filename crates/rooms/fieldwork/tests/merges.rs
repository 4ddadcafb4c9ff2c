//! The same household on two phones: merged with both histories kept, taken apart again, and what was still on its way
//! about the old one arrives where it belongs.

mod small;

use std::collections::BTreeSet;

use access::Role;
use base::{Clock, Ids, Uuid};
use db::Db;
use serde_json::{Value, json};
use small::{Town, field, on_both};
use testkit::Pocket;

/// Every figure of the atoms and every row of distinct counts.
fn figures(db: &Db) -> Vec<String> {
    let read = |sql: &'static str| {
        db.read_blocking(|tx| {
            tx.all(sql, &[], |row| {
                Ok((0..5).map(|n| row.get::<String>(n).unwrap_or_default()).collect::<Vec<_>>().join(" "))
            })
        })
        .unwrap()
    };
    let mut all = read(
        "select cast(atom as text), indicator, item, bucket,
           cast(total as text) || ' ' || cast(male as text) || ' ' || cast(age_unknown as text)
         from figure where part = 7 and (total <> 0 or male <> 0) order by 1, 2, 3, 4",
    );
    all.extend(read(
        "select cast(subject as text), indicator, item, day, previous_day from reach where part = 7 order by 1, 2, 3, 4",
    ));
    all
}

fn said(town: &Town, phone: &mut Pocket, kind: &str, body: Value) -> (Uuid, String, String) {
    let id = phone.write(&town.world.clock, &*town.world.ids, kind, body);
    town.world.clock.advance_seconds(5);
    let sent = town.sync(phone);
    let reason = sent.head.fates.iter().find(|fate| fate.id == id).and_then(|fate| fate.reason.clone());
    (id, phone.fates[&id].clone(), reason.map(|reason| reason.code).unwrap_or_default())
}

struct Twice {
    town: Town,
    leader: Pocket,
    member: Pocket,
    a: (Uuid, [Uuid; 2]),
    b: (Uuid, [Uuid; 2]),
}

/// Two phones record one household, each with a visit.
fn twice(db: &Db, seed: u64) -> Twice {
    let town = Town::new(db, seed);
    let (clock, ids) = (town.world.clock.clone(), town.world.ids.clone());
    let (mut leader, mut member) = (town.phone(Role::Leader, 0), town.phone(Role::Member, 0));
    let a = town.household(&mut leader, "Bà Tư");
    let b = town.household(&mut member, "Ba Tu");
    leader.visit(&clock, &*ids, (a.0, &a.1), ("2026-11-18", &[(a.1[0], "vneid", 6), (a.1[1], "vssid", 3)]));
    member.visit(&clock, &*ids, (b.0, &b.1), ("2026-11-20", &[(b.1[0], "vneid", 4), (b.1[1], "vssid", 6)]));
    for _ in 0..2 {
        town.sync(&mut leader);
        town.sync(&mut member);
    }
    Twice { town, leader, member, a, b }
}

/// What is shown to a leader: (the one that would stand, the other, who is whom), and how many merges.
type Shown = (Vec<(Uuid, Uuid, Vec<(Uuid, Uuid)>)>, usize);

fn suggested(t: &Twice) -> Shown {
    let hamlet = t.town.world.hamlets[0];
    let found = t.town.db.read_blocking(|tx| {
        let unit = places::store::unit(tx, hamlet)?.unwrap();
        fieldwork::duplicates::found(tx, &unit, base::Instant(0))
    });
    let found = found.unwrap();
    let pairs = found.pairs.iter().map(|pair| (pair.one.id, pair.other.id, pair.residents.clone())).collect();
    (pairs, found.merges.len())
}

fn merge_of(t: &Twice) -> Value {
    let residents: Vec<[Uuid; 2]> = vec![[t.b.1[0], t.a.1[0]], [t.b.1[1], t.a.1[1]]];
    json!({ "household": t.b.0, "into": t.a.0, "residents": residents, "day": "2026-11-20" })
}

#[test]
fn a_household_that_was_there_twice_is_one_with_both_histories_and_two_again_when_that_was_wrong() {
    on_both(|db| {
        let mut t = twice(&db, 31);
        let (before, books) = (figures(&db), t.leader.records.clone());
        assert_eq!(t.town.commune("households", "", "all"), 2);
        let body = merge_of(&t);
        let (pairs, merges) = suggested(&t);
        assert_eq!((pairs.len(), merges), (1, 0));
        assert_eq!(BTreeSet::from([pairs[0].0, pairs[0].1]), BTreeSet::from([t.a.0, t.b.0]));
        assert_eq!(pairs[0].2.len(), 2, "both people are found again");
        let (merge, fate, _) = said(&t.town, &mut t.leader, "household.merge", body.clone());
        assert_eq!(fate, "kept");
        t.town.sync(&mut t.member);
        for phone in [&t.leader, &t.member] {
            assert_eq!(phone.ids_of("household"), [t.a.0].into());
            assert_eq!(field(phone, t.b.0, "into"), &json!(t.a.0), "work on its way learns where it belongs");
            let visits = phone.ids_of("visit");
            assert!(visits.len() == 2 && visits.iter().all(|id| field(phone, *id, "household") == &json!(t.a.0)));
            let people = field(phone, t.a.0, "residents").as_array().unwrap().clone();
            assert_eq!(people.len(), 2);
            // The later day says where somebody stands, whichever phone it was on.
            assert_eq!(people[0]["levels"], json!({ "2026-11-20": { "vneid": 4 } }));
            assert_eq!(people[1]["levels"], json!({ "2026-11-20": { "vssid": 6 } }));
            assert_eq!(field(phone, t.a.0, "last_visit")[0], "2026-11-20");
        }
        t.town.verify();
        assert_eq!(suggested(&t), (Vec::new(), 1), "what is one is suggested no more");
        let count = |indicator, bucket| t.town.commune(indicator, "", bucket);
        assert_eq!((count("households", "all"), count("residents", "all")), (1, 2));
        assert_eq!((count("visits", "m:2026-12"), count("households_reached", "m:2026-12")), (2, 1));

        let (_, again, _) = said(&t.town, &mut t.member, "household.unmerge", json!({ "merge": merge }));
        assert_eq!(again, "refused", "a member does not decide");
        assert_eq!(said(&t.town, &mut t.leader, "household.merge", body).1, "kept", "to say it twice is harmless");
        let (_, fate, _) = said(&t.town, &mut t.leader, "household.unmerge", json!({ "merge": merge }));
        assert_eq!(fate, "kept");
        assert_eq!(said(&t.town, &mut t.leader, "household.unmerge", json!({ "merge": merge })).1, "kept");
        t.town.sync(&mut t.leader);
        assert_eq!(figures(&db), before, "all figures are what they were");
        for (stream, records) in &books {
            for (id, (kind, content)) in records {
                if kind != "figures" && kind != "attention" {
                    assert_eq!(&t.leader.records[stream][id], &(kind.clone(), content.clone()), "exactly as it was");
                }
            }
        }
        t.town.verify();
    });
}

#[test]
fn what_was_on_its_way_about_the_old_one_arrives_at_the_one_that_stands_and_goes_back_with_it() {
    on_both(|db| {
        let mut t = twice(&db, 32);
        let (clock, ids) = (t.town.world.clock.clone(), t.town.world.ids.clone());
        // The member is without a network and goes on about the household that is about to be merged.
        let old = [(t.b.1[0], "vneid", 5)];
        let (visit_op, visit) = t.member.visit(&clock, &*ids, (t.b.0, &t.b.1), ("2026-11-22", &old));
        let child = ids.id(clock.now());
        let ops = [
            t.member.write(
                &clock,
                &*ids,
                "resident.create",
                json!({ "household": t.b.0, "resident": child, "name": "Bé Na", "made_on": "2026-11-22" }),
            ),
            t.member.write(
                &clock,
                &*ids,
                "household.edit",
                json!({ "household": t.b.0, "saw": 9, "fields": { "note": "nhà sau chùa" } }),
            ),
            t.member.write(
                &clock,
                &*ids,
                "resident.edit",
                json!({ "household": t.b.0, "resident": t.b.1[0], "saw": 9, "fields": { "birth_year": 1955 } }),
            ),
            visit_op,
        ];
        let body = merge_of(&t);
        let (merge, ..) = said(&t.town, &mut t.leader, "household.merge", body);
        t.town.sync(&mut t.member);
        for op in ops {
            assert_eq!(t.member.fates[&op], "kept");
        }
        t.town.sync(&mut t.leader);
        t.town.verify();
        let people = field(&t.leader, t.a.0, "residents").as_array().unwrap().clone();
        assert_eq!(people.len(), 3);
        assert_eq!((&people[0]["id"], &people[0]["birth_year"]), (&json!(t.a.1[0]), &json!(1955)));
        assert_eq!(people[0]["levels"]["2026-11-22"]["vneid"], 5);
        assert_eq!(field(&t.leader, t.a.0, "note"), "nhà sau chùa");
        assert_eq!(field(&t.leader, visit, "household"), &json!(t.a.0));

        // One of both households by its one name, with a person of each; then the merge turns out to be wrong.
        let both = [t.a.1[0], child];
        let done = [(t.a.1[0], "payment", 2), (child, "payment", 4)];
        let (_, shared) = t.leader.visit(&clock, &*ids, (t.a.0, &both), ("2026-11-23", &done));
        let stale = t.member.visit(&clock, &*ids, (t.a.0, &both), ("2026-11-24", &[(child, "payment", 6)]));
        assert_eq!(said(&t.town, &mut t.leader, "household.unmerge", json!({ "merge": merge })).1, "kept");
        t.town.verify();
        t.town.sync(&mut t.member);
        assert_eq!(t.member.fates[&stale.0], "kept", "its author had not heard of the undo");
        t.town.sync(&mut t.leader);
        t.town.verify();
        assert_eq!(field(&t.leader, visit, "household"), &json!(t.b.0), "what named the old one goes back with it");
        assert_eq!(field(&t.leader, shared, "household"), &json!(t.a.0), "what was recorded since stays");
        let child_of = |phone: &Pocket| {
            let people = field(phone, t.b.0, "residents").as_array().unwrap().clone();
            people.into_iter().find(|one| one["id"] == json!(child)).unwrap()["levels"].clone()
        };
        assert_eq!(child_of(&t.leader), json!({ "2026-11-24": { "payment": 6 } }));
        // Taking that visit back takes back what the child practised, two households away.
        assert_eq!(said(&t.town, &mut t.member, "visit.remove", json!({ "visit": stale.1 })).1, "kept");
        t.town.sync(&mut t.leader);
        assert_eq!(child_of(&t.leader), json!({ "2026-11-23": { "payment": 4 } }));
        t.town.verify();
    });
}

#[test]
fn a_merge_that_cannot_be_made_or_undone_says_why() {
    on_both(|db| {
        let mut t = twice(&db, 33);
        let (clock, ids) = (t.town.world.clock.clone(), t.town.world.ids.clone());
        let mut other = t.town.phone(Role::Leader, 1);
        let far = t.town.household(&mut other, "Bà Tư xa");
        t.town.sync(&mut other);
        let elsewhere = json!({ "household": far.0, "into": t.a.0, "residents": [], "day": "2026-11-20" });
        assert_eq!(said(&t.town, &mut t.leader, "household.merge", elsewhere).2, "merge_apart");
        let body = merge_of(&t);
        assert_eq!(said(&t.town, &mut t.member, "household.merge", body.clone()).2, "not_allowed");
        let two_in_one = json!({ "household": t.b.0, "into": t.a.0, "day": "2026-11-20",
            "residents": [[t.b.1[0], t.a.1[0]], [t.b.1[0], t.a.1[1]]] });
        assert_eq!(said(&t.town, &mut t.leader, "household.merge", two_in_one).2, "field_wrong");
        let (merge, ..) = said(&t.town, &mut t.leader, "household.merge", body);
        // A person of each record turn out to be one: that builds on the merge.
        let people =
            json!({ "household": t.a.0, "into": t.a.0, "residents": [[t.b.1[1], t.a.1[0]]], "day": "2026-11-20" });
        let (joined, fate, _) = said(&t.town, &mut t.leader, "household.merge", people);
        assert_eq!(fate, "kept");
        t.town.verify();
        let (_, fate, _) = said(&t.town, &mut t.leader, "household.unmerge", json!({ "merge": joined }));
        assert_eq!(fate, "kept");
        let third = t.town.household(&mut t.leader, "Tu");
        let (chain, fate, _) = said(
            &t.town,
            &mut t.leader,
            "household.merge",
            json!({ "household": t.a.0, "into": third.0, "residents": [[t.a.1[0], third.1[0]], [t.b.1[1], third.1[1]]], "day": "2026-11-20" }),
        );
        assert_eq!(fate, "kept");
        t.town.verify();
        let moved = json!({ "household": t.b.0, "to": t.town.world.hamlets[1], "day": "2026-11-21" });
        let undo = json!({ "merge": merge });
        assert_eq!(
            said(&t.town, &mut t.leader, "household.unmerge", undo.clone()).2,
            "",
            "it comes apart in the middle"
        );
        t.town.verify();
        assert_eq!(said(&t.town, &mut t.leader, "household.unmerge", json!({ "merge": chain })).1, "kept");
        let body = merge_of(&t);
        let (merge, ..) = said(&t.town, &mut t.leader, "household.merge", body);
        assert_eq!(said(&t.town, &mut t.leader, "household.move", moved).1, "kept", "by its old name it goes too");
        t.town.verify();
        let go = t.leader.visit(&clock, &*ids, (t.b.0, &[]), ("2026-11-22", &[])).0;
        t.town.sync(&mut t.leader);
        assert_eq!(t.leader.fates[&go], "refused");
        assert!(t.leader.ids_of("household").contains(&third.0) && t.leader.record(t.a.0).is_none());
        assert_eq!(said(&t.town, &mut other, "household.unmerge", json!({ "merge": merge })).2, "merge_moved");
        t.town.verify();
    });
}

#[test]
fn a_merge_and_its_undo_from_one_outbox_come_through_in_any_order() {
    on_both(|db| {
        let mut t = twice(&db, 34);
        let before = figures(&db);
        let (clock, ids) = (t.town.world.clock.clone(), t.town.world.ids.clone());
        let body = merge_of(&t);
        let merge = t.leader.write(&clock, &*ids, "household.merge", body);
        let undo = t.leader.write(&clock, &*ids, "household.unmerge", json!({ "merge": merge }));
        t.leader.outbox.swap(0, 1);
        t.town.sync(&mut t.leader);
        t.town.sync(&mut t.leader);
        assert_eq!(t.leader.fates[&merge], "kept");
        assert!(t.leader.ids_of("returned").is_empty(), "{undo} waited and went on");
        assert_eq!(figures(&db), before);
        t.town.verify();
    });
}
