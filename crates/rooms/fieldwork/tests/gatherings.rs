//! Group activities: counted by form, with many residents' progress at once, corrected, taken back, refused.

mod small;

use access::Role;
use base::Clock;
use serde_json::{Value, json};
use small::{Town, field, on_both};

/// The reporting month of 24 November.
const MONTH: &str = "m:2026-12";

#[test]
fn a_meeting_counts_by_its_form_and_residents_of_many_households_climb() {
    on_both(|db| {
        let town = Town::new(&db, 21);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (first, one) = town.household(&mut phone, "Thạch");
        let (_, other) = town.household(&mut phone, "Danh");
        let done = [(one[0], "vneid", 5), (one[1], "vneid", 5), (other[0], "vneid", 5)];
        let people = [one[0], one[1], other[0]];
        let mut body = town.meeting(&phone, (&people, &done), "2026-11-23");
        body["contacts"] = json!(52);
        body["files"] = json!(3);
        let op = phone.write(clock, ids, "activity.record", body.clone());
        town.sync(&mut phone);
        assert_eq!(phone.fates[&op], "kept");
        for (indicator, item, count) in [
            ("outreach_sessions", "", 1),
            ("outreach_sessions", "meeting", 1),
            ("session_people", "meeting", 40),
            ("session_contacts", "", 52),
            ("dvc_assisted", "meeting", 3),
            ("scam_alerts", "", 1),
            ("people_guided", "vneid", 3),
            ("people_reached", "", 3),
            ("households_reached", "", 0),
            ("visits", "", 0),
        ] {
            assert_eq!(town.commune(indicator, item, MONTH), count, "{indicator} {item}");
        }
        assert_eq!(town.commune("ladder", "vneid:5", "all"), 3);
        assert_eq!(field(&phone, first, "last_visit"), &Value::Null, "a meeting makes no household visited");
        let id: base::Uuid = serde_json::from_value(body["activity"].clone()).unwrap();
        let shown = phone.record(id).unwrap();
        assert_eq!((&shown["kind"], &shown["came"], &shown["place"]), (&json!("meeting"), &json!(40), &json!("hall")));
        assert_eq!(shown["practised"][2], json!([2, "vneid", 5]));
        assert!(!phone.ids_of("word").is_empty(), "the words to pick from come with the catalogue");
        town.verify();
        // A phone that comes later finds it in the snapshot.
        let mut late = town.phone(Role::Member, 0);
        town.sync(&mut late);
        assert_eq!(late.record(id), phone.record(id));
    });
}

#[test]
fn a_correction_stands_for_the_first_word_and_what_is_taken_back_counts_nowhere() {
    on_both(|db| {
        let town = Town::new(&db, 22);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (home, one) = town.household(&mut phone, "Thạch");
        let (_, other) = town.household(&mut phone, "Danh");
        phone.visit(clock, ids, (home, &one), ("2026-11-10", &[(one[0], "vneid", 3)]));
        let told =
            town.meeting(&phone, (&[one[0], other[0]], &[(one[0], "vneid", 6), (other[0], "vneid", 4)]), "2026-11-20");
        phone.write(clock, ids, "activity.record", told.clone());
        town.sync(&mut phone);
        let mut again = town.meeting(&phone, (&[other[0]], &[(other[0], "vneid", 5)]), "2026-11-21");
        again["corrects"] = told["activity"].clone();
        again["kind"] = json!("help_point");
        again["came"] = Value::Null;
        let mut stranger = town.phone(Role::Member, 0);
        let refused = stranger.write(clock, ids, "activity.correct", again.clone());
        town.sync(&mut stranger);
        assert_eq!(stranger.fates[&refused], "refused", "only its author and who leads may");
        let fixed = phone.write(clock, ids, "activity.correct", again.clone());
        town.sync(&mut phone);
        assert_eq!(phone.fates[&fixed], "kept");
        assert_eq!((town.commune("ladder", "vneid:3", "all"), town.commune("ladder", "vneid:5", "all")), (1, 1));
        assert_eq!(
            (
                town.commune("outreach_sessions", "meeting", MONTH),
                town.commune("outreach_sessions", "help_point", MONTH)
            ),
            (0, 1)
        );
        assert_eq!(town.commune("session_people", "", MONTH), 0, "nobody counted: no figure");
        town.verify();
        let mut leader = town.phone(Role::Leader, 0);
        let gone = leader.write(clock, ids, "activity.remove", json!({ "activity": again["activity"], "why": "nhầm" }));
        town.sync(&mut leader);
        assert_eq!(leader.fates[&gone], "kept");
        assert_eq!((town.commune("ladder", "vneid:5", "all"), town.commune("outreach_sessions", "", MONTH)), (0, 0));
        let twice =
            leader.write(clock, ids, "activity.remove", json!({ "activity": again["activity"], "why": "nhầm" }));
        town.sync(&mut leader);
        assert_eq!(leader.fates[&twice], "refused");
        town.verify();
    });
}

#[test]
fn each_form_has_its_own_figure_and_what_does_not_fit_is_refused() {
    on_both(|db| {
        let town = Town::new(&db, 23);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (_, one) = town.household(&mut phone, "Thạch");
        let bare = town.meeting(&phone, (&[], &[]), "2026-11-24");
        let mut n = 0;
        let mut told = |more: Value| {
            n += 1;
            let mut body = bare.clone();
            body["activity"] = json!(base::Ids::id(ids, clock.now()));
            body["note"] = json!(format!("{n}"));
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        let none = Value::Null;
        let good = [
            told(json!({ "kind": "duty", "place": "service_centre", "contacts": 12, "files": 8 })),
            told(json!({ "kind": "duty", "place": "market" })),
            told(json!({ "kind": "broadcast", "channel": "zalo", "came": none, "place": none })),
            told(json!({ "kind": "help_point", "came": 0, "topics": ["phone"] })),
        ];
        let wrong = [
            (told(json!({ "kind": "dance" })), "field_wrong", "kind"),
            (told(json!({ "kind": "broadcast", "channel": "zalo" })), "field_wrong", "came"),
            (told(json!({ "kind": "broadcast", "came": none })), "field_wrong", "channel"),
            (told(json!({ "place": "moon" })), "field_wrong", "place"),
            (told(json!({ "partners": ["police", "police"] })), "field_wrong", "partners"),
            (told(json!({ "topics": ["juggling"] })), "field_wrong", "topics"),
            (told(json!({ "came": 0, "people": [one[0]] })), "field_wrong", "came"),
            (told(json!({ "day": "2026-11-25" })), "day_in_future", ""),
            (told(json!({ "hamlet": town.world.hamlets[1] })), "not_your_hamlet", ""),
        ];
        for body in &good {
            phone.write(clock, ids, "activity.record", body.clone());
        }
        let refused: Vec<_> = wrong
            .iter()
            .map(|(body, code, field)| (phone.write(clock, ids, "activity.record", body.clone()), *code, *field))
            .collect();
        let sent = town.sync(&mut phone);
        for (id, code, field) in refused {
            let fate = sent.head.fates.iter().find(|fate| fate.id == id).unwrap();
            let reason = fate.reason.clone().unwrap();
            assert_eq!(reason.code, code, "{reason:?}");
            assert!(field.is_empty() || reason.params["field"] == field, "{reason:?}");
        }
        for (indicator, item, count) in [
            ("duty_shifts", "", 2),
            ("duty_shifts", "service_centre", 1),
            ("duty_shifts", "other", 1),
            ("outreach_sessions", "", 2),
            ("outreach_sessions", "zalo", 1),
            ("dvc_assisted", "duty", 8),
            ("session_contacts", "duty", 12),
            ("scam_alerts", "broadcast", 1),
        ] {
            assert_eq!(town.commune(indicator, item, MONTH), count, "{indicator} {item}");
        }
        // The id of a group activity is no visit's.
        let (household, people) = town.household(&mut phone, "Danh");
        let (op, _) = phone.visit(clock, ids, (household, &people), ("2026-11-24", &[]));
        let visit = phone.outbox.iter_mut().find(|known| known.id == op).unwrap();
        visit.body["visit"] = good[0]["activity"].clone();
        town.sync(&mut phone);
        assert_eq!(phone.fates[&op], "refused");
        town.verify();
    });
}

#[test]
fn who_moved_away_before_is_named_with_the_place_and_who_moved_later_keeps_what_they_learnt() {
    on_both(|db| {
        let town = Town::new(&db, 24);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut leader = town.phone(Role::Leader, 0);
        let (home, people) = town.household(&mut leader, "Thạch");
        let told = town.meeting(&leader, (&people[..1], &[(people[0], "vneid", 4)]), "2026-11-01");
        leader.write(clock, ids, "activity.record", told.clone());
        let body = json!({ "household": home, "to": town.world.hamlets[1], "day": "2026-11-15" });
        leader.write(clock, ids, "household.move", body);
        town.sync(&mut leader);
        let before = town.meeting(&leader, (&people[..1], &[(people[0], "vneid", 5)]), "2026-11-10");
        let after = town.meeting(&leader, (&people[..1], &[(people[0], "vneid", 6)]), "2026-11-20");
        let kept = leader.write(clock, ids, "activity.record", before);
        let refused = leader.write(clock, ids, "activity.record", after);
        let sent = town.sync(&mut leader);
        assert_eq!(leader.fates[&kept], "kept");
        let reason = sent.head.fates.iter().find(|fate| fate.id == refused).unwrap().reason.clone().unwrap();
        assert_eq!((reason.code.as_str(), &reason.params["to_name"]), ("resident_elsewhere", &json!("Ấp 17")));
        assert_eq!(town.commune("ladder", "vneid:5", "all"), 1);
        leader.write(clock, ids, "activity.remove", json!({ "activity": told["activity"] }));
        town.sync(&mut leader);
        let mut there = town.phone(Role::Member, 1);
        town.sync(&mut there);
        assert_eq!(field(&there, home, "residents")[0]["levels"], json!({ "2026-11-10": { "vneid": 5 } }));
        town.verify();
    });
}
