//! Households that move, people that leave, phones that are lost: work goes to its true owner or comes back with the reason.

mod small;

use access::{Role, device};
use base::Clock;
use serde_json::json;
use small::{Town, field, on_both};
use sync::Settlement;
use testkit::Pocket;

#[test]
fn work_before_a_move_is_its_owners_and_work_after_it_comes_back_and_can_be_handed_over() {
    on_both(|db| {
        let town = Town::new(&db, 21);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (mut member, mut leader) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
        let mut other = town.phone(Role::Leader, 1);
        let (household, people) = town.household(&mut member, "Ông Lê Văn Tư");
        member.visit(clock, ids, (household, &people), ("2026-11-01", &[(people[0], "vneid", 4)]));
        town.sync(&mut member);
        town.sync(&mut leader);
        town.sync(&mut other);
        let go = leader.write(
            clock,
            ids,
            "household.move",
            json!({ "household": household, "to": town.world.hamlets[1], "day": "2026-11-20" }),
        );
        town.sync(&mut leader);
        assert_eq!(leader.fates[&go], "kept");
        let (early, _) = member.visit(clock, ids, (household, &people), ("2026-11-18", &[(people[0], "vneid", 5)]));
        let (late, _) = member.visit(clock, ids, (household, &people), ("2026-11-22", &[(people[0], "vneid", 6)]));
        let sent = town.sync(&mut member);
        assert_eq!(member.fates[&early], "kept");
        assert_eq!(member.fates[&late], "refused");
        let reason = sent.head.fates.iter().find(|fate| fate.id == late).unwrap().reason.clone().unwrap();
        assert_eq!((reason.code.as_str(), &reason.params["to_name"]), ("household_moved", &json!("Ấp 17")));
        assert_eq!(reason.params["day"], "2026-11-20");
        assert_eq!(reason.params["name"], "Ông Lê Văn Tư", "this phone will know it no longer");
        assert!(reason.mend.contains(&"hand_over".to_owned()));
        assert!(member.record(household).is_none(), "the household left this phone");
        town.sync(&mut other);
        assert!(other.record(household).is_some(), "and came to that one");
        town.verify();

        member.write(clock, ids, "work.hand_over", json!({ "operation": late }));
        town.sync(&mut member);
        town.sync(&mut other);
        let listed = *other.ids_of("attention").first().expect("the other leader sees it");
        assert_eq!(field(&other, listed, "kind"), "handed");
        let place = (town.world.hamlets[1], listed, other.member.caller.account);
        let fate = town.wait(town.service.settle(7, place, Settlement::Accept)).unwrap().unwrap();
        assert_eq!(fate.fate, "kept");
        town.sync(&mut member);
        assert!(member.ids_of("returned").is_empty());
        town.sync(&mut other);
        assert_eq!(field(&other, household, "residents")[0]["levels"]["2026-11-22"]["vneid"], 6);
        assert!(other.ids_of("attention").is_empty());
        town.verify();
    });
}

#[test]
fn work_done_before_someone_left_is_kept_and_later_work_comes_back() {
    on_both(|db| {
        let town = Town::new(&db, 22);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut leader = town.phone(Role::Leader, 0);
        let (household, people) = town.household(&mut leader, "Bà Năm");
        town.sync(&mut leader);
        let gone = town.world.member(&db, Role::Member, town.world.hamlets[0], ("2026-01-01", Some("2026-11-10")));
        let mut gone = Pocket::new(gone);
        let (before, _) = gone.visit(clock, ids, (household, &people), ("2026-11-09", &[]));
        let (after, _) = gone.visit(clock, ids, (household, &people), ("2026-11-10", &[]));
        town.sync(&mut gone);
        assert_eq!((gone.fates[&before].as_str(), gone.fates[&after].as_str()), ("kept", "refused"));
        assert!(gone.ids_of("household").is_empty(), "who left has no book any more");
        town.verify();
    });
}

#[test]
fn a_revoked_phones_work_waits_counted_nowhere_until_the_leader_speaks() {
    on_both(|db| {
        let town = Town::new(&db, 23);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (mut lost, mut leader) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
        let (household, people) = town.household(&mut lost, "Chị Út");
        town.sync(&mut lost);
        db.write_blocking(|tx| device::revoke(tx, 7, lost.member.caller.device, clock.now())).unwrap();
        let caller = sync::Caller { revoked: true, ..lost.member.caller };
        let mut ops = Vec::new();
        for level in [5, 6] {
            lost.visit(clock, ids, (household, &people), ("2026-11-24", &[(people[0], "vneid", level)]));
            ops.push(lost.outbox.pop().unwrap());
        }
        let fates = town.wait(town.service.take(caller, ops.clone())).unwrap();
        assert!(fates.iter().all(|fate| fate.fate == "waiting"), "{fates:?}");
        assert_eq!(town.commune("visits", "", "m:2026-12"), 0);
        town.sync(&mut leader);
        let listed: Vec<_> = leader.ids_of("attention").into_iter().collect();
        assert_eq!(listed.len(), 2);
        let word = |settlement, id| {
            let place = (town.world.hamlets[0], id, leader.member.caller.account);
            town.wait(town.service.settle(7, place, settlement)).unwrap().unwrap().fate
        };
        assert_eq!(word(Settlement::Accept, listed[0]), "kept");
        assert_eq!(word(Settlement::Return("không rõ".into()), listed[1]), "refused");
        assert_eq!(town.commune("visits", "", "m:2026-12"), 1);
        let again = town.wait(town.service.take(caller, ops)).unwrap();
        let mut words: Vec<&str> = again.iter().map(|fate| fate.fate.as_str()).collect();
        words.sort_unstable();
        assert_eq!(words, ["kept", "refused"], "a repeat gets what became of it");
        town.verify();
    });
}

#[test]
fn another_hamlets_households_are_neither_seen_nor_changed() {
    on_both(|db| {
        let town = Town::new(&db, 24);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (mut mine, mut theirs) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 1));
        let (household, people) = town.household(&mut mine, "Ông Sáu");
        town.sync(&mut mine);
        town.sync(&mut theirs);
        assert!(theirs.ids_of("household").is_empty());
        let ops = [
            theirs.visit(clock, ids, (household, &people), ("2026-11-24", &[])).0,
            theirs.write(
                clock,
                ids,
                "household.edit",
                json!({ "household": household, "saw": 9, "fields": { "note": "x" } }),
            ),
            theirs.write(
                clock,
                ids,
                "household.move",
                json!({ "household": household, "to": town.world.hamlets[1], "day": "2026-11-20" }),
            ),
        ];
        let mut stolen = mine.outbox.clone();
        town.household(&mut mine, "Ông Bảy");
        stolen.push(mine.outbox[0].clone());
        theirs.outbox.push(mine.outbox.pop().unwrap());
        town.sync(&mut theirs);
        for op in ops {
            assert_eq!(theirs.fates[&op], "refused");
        }
        assert_eq!(theirs.fates.values().filter(|fate| *fate == "kept").count(), 0);
        town.sync(&mut mine);
        assert_eq!(field(&mine, household, "note"), &serde_json::Value::Null);
        town.verify();
    });
}
