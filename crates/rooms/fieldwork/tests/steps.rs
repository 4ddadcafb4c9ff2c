//! Who moved on the ladder, why not, and when a household was last met: through backdating, corrections and moves.

mod small;

use access::Role;
use base::Clock;
use fieldwork::FieldRecount;
use serde_json::json;
use small::{Town, on_both};

#[test]
fn moves_on_the_ladder_follow_what_is_told_late_and_what_is_taken_back() {
    on_both(|db| {
        let town = Town::new(&db, 21);
        let mut phone = town.phone(Role::Leader, 0);
        let (household, people) = town.household(&mut phone, "Thạch Thị");
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let tell = |phone: &mut testkit::Pocket, day: &str, level: i64| {
            let (_, visit) = phone.visit(clock, ids, (household, &people[..1]), (day, &[(people[0], "vneid", level)]));
            town.sync(phone);
            town.verify();
            visit
        };
        let moved = |item: &str, bucket: &str| town.commune("ladder_move", item, bucket);
        tell(&mut phone, "2026-11-10", 2);
        let fourth = tell(&mut phone, "2026-11-20", 4);
        assert_eq!((moved("vneid:new:2", "m:2026-11"), moved("vneid:2:4", "m:2026-12")), (1, 1));
        // Told late: the step of the 20th began elsewhere than it seemed.
        tell(&mut phone, "2026-11-15", 3);
        assert_eq!(
            (moved("vneid:2:4", "m:2026-12"), moved("vneid:2:3", "m:2026-12"), moved("vneid:3:4", "m:2026-12")),
            (0, 1, 1)
        );
        tell(&mut phone, "2026-11-22", -1);
        assert_eq!((moved("vneid:4:-1", "2026-11-22"), town.commune("not_using", "vneid:unsaid", "all")), (1, 1));
        // Taken back: he went from the third rung to not wanting it.
        phone.write(clock, ids, "visit.remove", json!({ "visit": fourth }));
        town.sync(&mut phone);
        town.verify();
        assert_eq!(
            (moved("vneid:3:4", "m:2026-12"), moved("vneid:4:-1", "m:2026-12"), moved("vneid:3:-1", "m:2026-12")),
            (0, 0, 1)
        );
    });
}

#[test]
fn a_household_is_under_the_day_it_was_last_met_wherever_it_is() {
    on_both(|db| {
        let town = Town::new(&db, 22);
        let mut phone = town.phone(Role::Leader, 0);
        let (household, people) = town.household(&mut phone, "Lê Văn");
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let met = |day: &str| town.commune("last_met", "", day);
        for (day, who) in [("2026-11-10", &people[..]), ("2026-11-12", &people[..]), ("2026-11-20", &[])] {
            phone.visit(clock, ids, (household, who), (day, &[]));
            town.sync(&mut phone);
            town.verify();
        }
        assert_eq!((met("2026-11-10"), met("2026-11-12"), met("2026-11-20")), (0, 1, 0));
        let to = town.world.hamlets[1];
        phone.write(clock, ids, "household.move", json!({ "household": household, "to": to, "day": "2026-11-21" }));
        town.sync(&mut phone);
        town.verify();
        assert_eq!(met("2026-11-12"), 1);
    });
}

#[test]
fn what_is_new_to_an_installation_is_counted_from_the_facts_that_are_there() {
    on_both(|db| {
        let town = Town::new(&db, 23);
        let mut phone = town.phone(Role::Leader, 0);
        let (household, people) = town.household(&mut phone, "Lê Văn");
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        phone.visit(clock, ids, (household, &people), ("2026-11-10", &[(people[0], "vneid", -1)]));
        town.sync(&mut phone);
        town.verify();
        // As an earlier program left it.
        db.write_blocking(|tx| {
            for table in [
                "delete from figure where indicator in ('last_met', 'ladder_move', 'not_using')",
                "delete from unit_figure where indicator in ('last_met', 'ladder_move', 'not_using')",
            ] {
                tx.exec(table, &[])?;
            }
            Ok::<_, db::Error>(())
        })
        .unwrap();
        let catch_up = || counting::catch_up::run(&db, &[&FieldRecount], ids, clock.now()).unwrap();
        assert!(catch_up() > 0);
        town.verify();
        assert_eq!(catch_up(), 0);
    });
}

#[test]
fn the_records_behind_a_figure_come_to_the_figure() {
    on_both(|db| {
        let town = Town::new(&db, 24);
        let mut phone = town.phone(Role::Leader, 0);
        let homes: Vec<_> = (0..6).map(|n| town.household(&mut phone, &format!("Hộ {n}"))).collect();
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        for (at, (household, people)) in homes.iter().enumerate() {
            for n in 0..at {
                let day = town.world.today().plus(-((n * 17) as i64)).to_string();
                let done = [(people[n % 2], "vneid", n as i64 - 1), (people[0], "vssid", 6)];
                phone.visit(clock, ids, (*household, people), (&day, &done));
            }
        }
        town.sync(&mut phone);
        let (to, today) = (town.world.hamlets[1], town.world.today());
        phone.write(clock, ids, "household.move", json!({ "household": homes[5].0, "to": to, "day": today }));
        phone.write(
            clock,
            ids,
            "household.merge",
            json!({ "household": homes[1].0, "into": homes[2].0, "residents": [], "day": today }),
        );
        town.sync(&mut phone);
        town.verify();
        let month = base::Period::containing(base::PeriodKind::Month, today);
        let mut seen = 0;
        for (code, item) in [
            ("households", ""),
            ("residents", ""),
            ("visits", ""),
            ("households_reached", ""),
            ("people_guided", "vneid"),
            ("people_reached", ""),
            ("ladder", "vneid:3"),
            ("ladder_up", "vneid"),
            ("household_skill", "vssid:alone"),
            ("last_met", "0-30"),
            ("last_met", "31-90"),
            ("not_using", "vneid:unsaid"),
        ] {
            let one = counting::catalogue::find(code).unwrap();
            for hamlet in &town.world.hamlets[..2] {
                let (records, figure) = db
                    .read_blocking(|tx| {
                        let unit = places::store::unit(tx, *hamlet)?.unwrap();
                        let which = fieldwork::records::Which { indicator: one, item, period: &month, day: today };
                        let mut asks = counting::read::Asks::default();
                        let ask = asks.push(one, item, &month, today);
                        let level = counting::read::Level::Hamlet;
                        let figures = counting::read::figures(tx, level, &[(*hamlet, 7)], &asks)?;
                        Ok::<_, db::Error>((fieldwork::records::of(tx, &unit, &which)?, figures.total(*hamlet, ask)))
                    })
                    .unwrap();
                assert_eq!(records.value, figure, "{code} {item}");
                assert_eq!(records.count, records.records.len());
                seen += records.count;
            }
        }
        assert!(seen > 40, "{seen} records");
    });
}
