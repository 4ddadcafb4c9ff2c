//! Edits of one household from two phones: what was seen is beaten, what was not is kept for the leader.

mod small;

use access::Role;
use base::Clock;
use serde_json::json;
use small::{Town, field, on_both};
use sync::wire::Cursor;
use testkit::Pocket;

fn saw(phone: &Pocket) -> i64 {
    let stream = phone.records.iter().find(|(_, held)| held.values().any(|(kind, _)| kind == "household")).unwrap().0;
    match &phone.cursors[stream] {
        Cursor::Done(revision) | Cursor::Partway(revision, _) => *revision,
    }
}

#[test]
fn concurrent_edits_ask_the_stamp_whatever_the_order_of_arrival() {
    for first_wins in [false, true] {
        on_both(|db| {
            let town = Town::new(&db, 11);
            let (clock, ids) = (&town.world.clock, &*town.world.ids);
            let (mut a, mut b) = (town.phone(Role::Member, 0), town.phone(Role::Deputy, 0));
            let (household, _) = town.household(&mut a, "Ông Tư");
            town.sync(&mut a);
            town.sync(&mut b);
            let (saw_a, saw_b) = (saw(&a), saw(&b));
            a.write(
                clock,
                ids,
                "household.edit",
                json!({ "household": household, "saw": saw_a, "fields": { "note": "cạnh cầu", "smartphones": 2 } }),
            );
            clock.advance_seconds(60);
            b.write(
                clock,
                ids,
                "household.edit",
                json!({ "household": household, "saw": saw_b, "fields": { "note": "sau chợ", "line": "fixed" } }),
            );
            let order: [&mut Pocket; 2] = if first_wins { [&mut b, &mut a] } else { [&mut a, &mut b] };
            for phone in order {
                town.sync(phone);
            }
            for phone in [&mut a, &mut b] {
                town.sync(phone);
                assert_eq!(field(phone, household, "note"), "sau chợ", "the later stamp stands on both phones");
                assert_eq!(field(phone, household, "smartphones"), 2);
                assert_eq!(field(phone, household, "line"), "fixed");
            }
            let conflict = *b.ids_of("conflict").first().expect("the deputy sees what lost");
            assert_eq!(field(&b, conflict, "lost"), "cạnh cầu");
            assert_eq!(a.ids_of("conflict").len(), 0, "a member does not");
            assert_eq!(town.commune("connectivity", "smartphone:yes", "all"), 1);
            town.verify();
        });
    }
}

#[test]
fn an_edit_beats_what_it_saw_even_with_a_slow_clock() {
    on_both(|db| {
        let town = Town::new(&db, 12);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (mut a, mut b) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
        let (household, people) = town.household(&mut a, "Bà Hai");
        a.write(clock, ids, "household.edit", json!({ "household": household, "saw": 0, "fields": { "note": "một" } }));
        town.sync(&mut a);
        b.ahead_ms = -3 * 86_400_000;
        town.sync(&mut b);
        let saw = saw(&b);
        b.write(
            clock,
            ids,
            "household.edit",
            json!({ "household": household, "saw": saw, "fields": { "note": "hai" } }),
        );
        b.write(clock, ids, "resident.edit", json!({ "household": household, "resident": people[1], "saw": saw, "fields": { "sex": "f", "birth_year": 1960 } }));
        town.sync(&mut b);
        town.sync(&mut a);
        assert_eq!(field(&a, household, "note"), "hai");
        assert!(b.ids_of("conflict").is_empty());
        town.verify();
    });
}

#[test]
fn a_residents_group_changes_in_every_figure_when_it_is_corrected() {
    on_both(|db| {
        let town = Town::new(&db, 13);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Chị Ba");
        phone.visit(clock, ids, (household, &people), ("2026-11-10", &[(people[1], "vneid", 5)]));
        town.sync(&mut phone);
        let saw = saw(&phone);
        let new = base::Ids::id(ids, clock.now());
        phone.write(clock, ids, "resident.create", json!({ "resident": new, "household": household, "name": "Khôi", "birth_year": 2007, "sex": "m", "made_on": "2026-11-11" }));
        phone.write(clock, ids, "resident.edit", json!({ "household": household, "resident": people[1], "saw": saw, "fields": { "sex": "m", "birth_year": 1950 } }));
        phone.visit(clock, ids, (household, &[new]), ("2026-11-12", &[(new, "vneid", 6)]));
        phone.write(
            clock,
            ids,
            "resident.edit",
            json!({ "household": household, "resident": people[0], "saw": saw, "fields": { "left_on": "2026-11-15" } }),
        );
        town.sync(&mut phone);
        assert_eq!(town.commune("residents", "", "all"), 2);
        town.verify();
    });
}
