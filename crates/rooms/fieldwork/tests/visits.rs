//! From a phone to the commune's figures, refusals on the way, and what comes back.

mod small;

use access::Role;
use base::Clock;
use serde_json::json;
use small::{Town, field, on_both};

#[test]
fn a_visit_moves_every_figure_and_a_repeat_moves_none() {
    on_both(|db| {
        let town = Town::new(&db, 1);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Thạch Thị");
        let clock = &town.world.clock;
        let practised = [(people[0], "vneid", 4), (people[1], "vneid", 6)];
        let (op, visit) = phone.visit(clock, &*town.world.ids, (household, &people), ("2026-11-23", &practised));
        let before = phone.clone();
        town.sync(&mut phone);
        assert_eq!(phone.fates[&op], "kept");
        assert!(phone.outbox.is_empty());
        assert_eq!(phone.shelf.len(), 2);
        assert_eq!(field(&phone, household, "last_met"), "2026-11-23");
        assert_eq!(field(&phone, household, "residents")[0]["levels"], json!({ "2026-11-23": { "vneid": 4 } }));
        assert_eq!(field(&phone, visit, "household"), &json!(household));
        let figures = phone.record(town.world.hamlets[0]).unwrap();
        assert_eq!((&figures["reached"], &figures["contacts"], &figures["nobody"]), (&json!(1), &json!(1), &json!(0)));
        assert_eq!(figures["period"]["key"], "m:2026-12");

        // The answer was lost: the same batch again gets the same answers and counts nothing twice.
        let mut again = before;
        town.sync(&mut again);
        assert_eq!(again.fates, phone.fates);
        assert_eq!(town.commune("households_reached", "", "m:2026-12"), 1);
        assert_eq!(town.commune("people_guided", "vneid", "2026-11-23"), 2);
        assert_eq!(town.commune("people_reached", "", "y:2026"), 2);
        assert_eq!(town.commune("ladder", "vneid:6", "all"), 1);
        assert_eq!(town.commune("household_skill", "vneid:alone", "all"), 1);
        assert_eq!(town.commune("residents", "", "all"), 2);
        assert_eq!(again.records, phone.records);
        town.verify();
    });
}

#[test]
fn nobody_at_home_is_no_contact_and_no_household_reached() {
    on_both(|db| {
        let town = Town::new(&db, 2);
        let mut phone = town.phone(Role::Member, 0);
        let (household, _) = town.household(&mut phone, "Lê Văn");
        phone.visit(&town.world.clock, &*town.world.ids, (household, &[]), ("2026-11-24", &[]));
        town.sync(&mut phone);
        assert_eq!(town.commune("visits_nobody", "", "m:2026-12"), 1);
        assert_eq!(town.commune("visits", "", "m:2026-12"), 0);
        assert_eq!(town.commune("households_reached", "", "all"), 0);
        assert_eq!(field(&phone, household, "last_visit")[0], "2026-11-24");
        town.verify();
    });
}

#[test]
fn late_corrected_and_removed_visits_count_as_if_told_in_order() {
    on_both(|db| {
        let town = Town::new(&db, 3);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Danh");
        phone.visit(clock, ids, (household, &people), ("2026-11-20", &[(people[0], "vneid", 6)]));
        town.sync(&mut phone);
        let (_, late) = phone.visit(
            clock,
            ids,
            (household, &people),
            ("2026-06-01", &[(people[0], "vneid", 2), (people[1], "vssid", 1)]),
        );
        town.sync(&mut phone);
        assert_eq!(field(&phone, late, "flags"), "late");
        assert_eq!(field(&phone, household, "last_met"), "2026-11-20");
        assert_eq!(field(&phone, household, "residents")[0]["levels"]["2026-11-20"]["vneid"], 6);
        assert_eq!(town.commune("people_reached", "vneid", "y:2026"), 1);
        town.verify();
        let body = json!({
            "visit": base::Ids::id(ids, clock.now()), "corrects": late, "household": household, "day": "2026-07-01", "chosen": 1,
            "at": clock.now().millis(), "people": people, "practised": [{ "resident": people[1], "skill": "vneid", "level": -1, "why": "sợ" }],
        });
        let op = phone.write(clock, ids, "visit.correct", body);
        town.sync(&mut phone);
        assert_eq!(phone.fates[&op], "kept");
        assert!(phone.record(late).is_none(), "the corrected visit is gone from the phone");
        assert_eq!(town.commune("ladder", "vssid:1", "all"), 0);
        assert_eq!(town.commune("ladder", "vneid:-1", "all"), 1);
        town.verify();
        let again = phone.write(clock, ids, "visit.remove", json!({ "visit": late, "why": "x" }));
        town.sync(&mut phone);
        assert_eq!(phone.fates[&again], "refused");
        town.verify();
    });
}

#[test]
fn whoever_takes_a_whole_book_along_stands_in_the_audit_log() {
    on_both(|db| {
        let town = Town::new(&db, 9);
        let (mut member, mut leader) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
        let (household, _) = town.household(&mut member, "Lâm");
        town.sync(&mut member);
        assert!(leader.record(household).is_none());
        let before = reads(&town);
        town.sync(&mut leader);
        assert_eq!(reads(&town), before + 1, "the first sync hands over the book");
        town.household(&mut member, "Danh");
        town.sync(&mut member);
        town.sync(&mut leader);
        assert_eq!(reads(&town), before + 1, "what is new is no reading in bulk");
    });
}

fn reads(town: &Town) -> i64 {
    let count = "select cast(count(*) as bigint) from audit_entry where action = 'read.hamlet'";
    town.db.read_blocking(|tx| tx.one(count, &[], |row| row.get(0))).unwrap()
}

#[test]
fn a_visit_taken_back_before_it_was_sent_leaves_what_was_there() {
    on_both(|db| {
        let town = Town::new(&db, 8);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Thạch");
        phone.visit(clock, ids, (household, &people), ("2026-10-01", &[(people[0], "vneid", 3)]));
        town.sync(&mut phone);
        let (_, slip) = phone.visit(clock, ids, (household, &people), ("2026-11-01", &[(people[0], "vneid", 6)]));
        let op = phone.write(clock, ids, "visit.remove", json!({ "visit": slip, "why": "nhầm hộ" }));
        town.sync(&mut phone);
        assert_eq!(phone.fates[&op], "kept");
        assert_eq!(field(&phone, household, "last_met"), "2026-10-01");
        assert_eq!(field(&phone, household, "residents")[0]["levels"], json!({ "2026-10-01": { "vneid": 3 } }));
        phone.visit(clock, ids, (household, &people), ("2026-11-10", &[]));
        town.sync(&mut phone);
        town.verify();
    });
}

#[test]
fn what_is_wrong_is_refused_with_a_reason_and_holds_up_nothing_else() {
    on_both(|db| {
        let town = Town::new(&db, 4);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Sơn");
        let wrong = [
            ("visit.record", json!({ "visit": "x" }), "field_wrong"),
            ("visit.dance", json!({}), "kind_unknown"),
            (
                "household.edit",
                json!({ "household": household, "saw": 0, "fields": { "smartphones": -3 } }),
                "field_wrong",
            ),
        ];
        let ops: Vec<_> =
            wrong.iter().map(|(kind, body, code)| (phone.write(clock, ids, kind, body.clone()), *code)).collect();
        let (future, _) = phone.visit(clock, ids, (household, &people), ("2026-11-25", &[]));
        let (unknown, _) = phone.visit(clock, ids, (household, &people), ("2026-11-24", &[(people[0], "juggling", 1)]));
        let (good, _) = phone.visit(clock, ids, (household, &people), ("2026-11-24", &[]));
        let sent = town.sync(&mut phone);
        let reason = |id| sent.head.fates.iter().find(|fate| fate.id == id).unwrap().reason.clone().unwrap();
        for (id, code) in ops {
            assert_eq!(reason(id).code, code);
        }
        assert_eq!(reason(future).code, "day_in_future");
        assert_eq!(reason(future).params["today"], "2026-11-24");
        assert_eq!(reason(unknown).code, "skill_unknown");
        assert_eq!(phone.fates[&good], "kept");
        let returned = phone.ids_of("returned");
        assert_eq!(returned.len(), 5, "author sees what came back");
        let dismiss = phone.write(clock, ids, "work.dismiss", json!({ "operation": future }));
        town.sync(&mut phone);
        assert_eq!(phone.fates[&dismiss], "kept");
        assert_eq!(phone.ids_of("returned").len(), 4);
        let mut leader = town.phone(Role::Leader, 0);
        town.sync(&mut leader);
        assert_eq!(leader.ids_of("attention").len(), 4, "the leader sees all but the one that its author let rest");
        town.verify();
    });
}

#[test]
fn the_same_id_with_another_body_is_refused_and_both_are_kept() {
    on_both(|db| {
        let town = Town::new(&db, 5);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Kim");
        let (op, _) = phone.visit(&town.world.clock, &*town.world.ids, (household, &people), ("2026-11-24", &[]));
        let mut twisted = phone.outbox.last().unwrap().clone();
        town.sync(&mut phone);
        twisted.body["day"] = json!("2026-11-20");
        phone.outbox.push(twisted);
        phone.fates.clear();
        let sent = town.sync(&mut phone);
        let fate = sent.head.fates.iter().find(|fate| fate.id == op).unwrap();
        assert_eq!((fate.fate.as_str(), fate.reason.as_ref().unwrap().code.as_str()), ("refused", "id_reused"));
        let kept =
            |sql: &'static str| db.read_blocking(|tx| tx.one(sql, db::args![op], |row| row.get::<i64>(0))).unwrap();
        assert_eq!(kept("select cast(count(*) as bigint) from operation where id = $1 and fate = 'kept'"), 1);
        assert_eq!(kept("select cast(count(*) as bigint) from operation_clash where id = $1"), 1);
        assert_eq!(town.commune("visits", "", "all") + town.commune("visits", "", "m:2026-12"), 1);
        town.verify();
    });
}

#[test]
fn a_chain_that_arrives_out_of_order_waits_and_is_applied_once() {
    on_both(|db| {
        let town = Town::new(&db, 6);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Trần");
        let (visit, _) = phone.visit(
            &town.world.clock,
            &*town.world.ids,
            (household, &people),
            ("2026-11-24", &[(people[0], "vneid", 3)]),
        );
        let create = phone.outbox.remove(0);
        town.sync(&mut phone);
        assert_eq!(phone.fates[&visit], "waiting");
        assert_eq!(town.commune("visits", "", "m:2026-12"), 0);
        phone.outbox.push(create);
        town.sync(&mut phone);
        assert_eq!(town.commune("visits", "", "m:2026-12"), 1);
        assert_eq!(town.commune("ladder", "vneid:3", "all"), 1);
        assert!(phone.ids_of("returned").is_empty());
        town.verify();
    });
}

#[test]
fn a_clock_that_is_years_off_counts_on_the_corrected_day_and_is_flagged() {
    on_both(|db| {
        let town = Town::new(&db, 7);
        let mut phone = town.phone(Role::Member, 0);
        phone.ahead_ms = 5 * 365 * 86_400_000;
        let (household, people) = town.household(&mut phone, "Huỳnh");
        let (op, visit) = phone.visit(&town.world.clock, &*town.world.ids, (household, &people), ("2031-11-23", &[]));
        let waiting = phone.outbox.iter_mut().find(|known| known.id == op).unwrap();
        waiting.body["chosen"] = json!(0);
        town.sync(&mut phone);
        assert_eq!(phone.fates[&op], "kept");
        assert_eq!(field(&phone, visit, "day"), "2026-11-24");
        assert_eq!(field(&phone, visit, "flags"), "clock");
        town.verify();
    });
}
