//! A unit looked at closely: what was counted is what each section shows, "not asked" is no zero, small numbers say so.

mod common;

use base::Day;
use common::{NOW, World, plain};
use db::{Db, Tx};
use insight::analysis::{self, Look, Wanted};
use insight::{Refused, dashboard};
use uuid::Uuid;

fn section<P: Send>(
    db: &Db,
    unit: Uuid,
    wanted: &Wanted,
    section: fn(&mut Tx<'_>, &Look<'_>) -> Result<P, Refused>,
) -> Result<P, Refused> {
    db.read_blocking(|tx| {
        let seen = common::seen(tx, unit)?;
        let state = dashboard::state(tx, unit, NOW)?;
        let look = Look::at(tx, &seen, &state, wanted, NOW)?;
        section(tx, &look)
    })
}

/// 24 households of which 4 were never met, in one hamlet.
fn book(db: &Db) -> World {
    let world = World::new(db, 2, 2);
    let hamlet = world.hamlets[0][0];
    db.write_blocking(|tx| -> db::Result<()> {
        let mut count = |code, item, on, columns| world.count(tx, hamlet, (code, item), on, columns);
        count("households", "", "2026-03-01", plain(24));
        count("residents", "", "2026-03-01", [40, 18, 20, 2, 5, 10, 10, 14, 1]);
        for (on, n) in [("2026-11-24", 3), ("2026-10-25", 2), ("2026-10-24", 5), ("2026-07-01", 6), ("2026-04-01", 4)] {
            count("last_met", "", on, plain(n));
        }
        count("ladder", "vneid:-1", "2026-11-01", [4, 1, 3, 0, 0, 0, 0, 4, 0]);
        count("ladder", "vneid:0", "2026-11-01", [6, 3, 3, 0, 0, 0, 1, 5, 0]);
        count("ladder", "vneid:6", "2026-11-20", [10, 6, 4, 0, 0, 6, 4, 0, 0]);
        count("not_using", "vneid:scam", "2026-11-01", [3, 0, 3, 0, 0, 0, 0, 3, 0]);
        count("not_using", "vneid:unsaid", "2026-11-01", [1, 1, 0, 0, 0, 0, 0, 1, 0]);
        count("ladder_move", "vneid:new:5", "2026-11-02", [10, 6, 4, 0, 0, 6, 4, 0, 0]);
        count("ladder_move", "vneid:5:6", "2026-11-20", [10, 6, 4, 0, 0, 6, 4, 0, 0]);
        count("ladder_move", "vneid:6:4", "2026-11-21", [1, 1, 0, 0, 0, 0, 1, 0, 0]);
        count("visits", "", "2026-10-01", plain(30));
        count("visits", "", "2026-11-24", plain(3));
        count("visits_nobody", "", "2026-11-24", plain(9));
        count("households_reached", "", "2026-11-24", plain(3));
        Ok(())
    })
    .unwrap();
    world
}

#[test]
fn households_stand_by_when_they_were_last_met() {
    testkit::on_both(|db| {
        let world = book(db);
        for unit in [world.hamlets[0][0], world.communes[0], world.province] {
            let page = section(db, unit, &Wanted::default(), analysis::coverage).unwrap();
            let found = page.recency;
            assert_eq!((found.within_30, found.within_90, found.within_180, found.longer), (5, 5, 6, 4), "{unit}");
            assert_eq!((found.households, found.never, page.reached), (24, 4, 3));
        }
        let rows = section(db, world.communes[0], &Wanted::default(), analysis::coverage).unwrap().rows;
        assert_eq!(rows.iter().map(|row| (row.recency.never, row.small)).collect::<Vec<_>>(), [(4, false), (0, true)]);
    });
}

#[test]
fn the_ladder_shows_who_moved_from_where_to_where() {
    testkit::on_both(|db| {
        let world = book(db);
        let page = section(db, world.district, &Wanted::default(), analysis::steps).unwrap();
        assert_eq!(page.stands, [4, 6, 0, 0, 0, 0, 0, 10]);
        assert_eq!((page.not_asked, page.stood.unwrap()[7]), (20, 0));
        let moves: Vec<_> = page.moves.iter().map(|one| (one.from, one.to, one.count)).collect();
        assert_eq!(moves, [(Some(5), 6, 10), (Some(6), 4, 1)]);
        let before = Wanted { period: Some("m:2026-11".into()), ..Wanted::default() };
        let page = section(db, world.district, &before, analysis::steps).unwrap();
        assert_eq!((page.moves[0].from, page.skills[0].first, page.skills[0].up), (None, 10, 0));
        let unknown = Wanted { skill: Some("moon".into()), ..Wanted::default() };
        assert_eq!(section(db, world.district, &unknown, analysis::steps).unwrap_err().code(), "item_unknown");
    });
}

#[test]
fn groups_and_difficulties_add_up_and_not_asked_stands_apart() {
    testkit::on_both(|db| {
        let world = book(db);
        let rows = section(db, world.province, &Wanted::default(), analysis::groups).unwrap().rows;
        let of = |group: &str| rows.iter().find(|row| row.group == group).unwrap();
        let (all, old) = (of("total"), of("age_60"));
        assert_eq!((all.residents, all.asked, all.not_asked, all.alone, all.up), (40, 20, 20, 10, 10));
        assert_eq!((old.asked, old.alone, old.refuses, old.no_device, old.not_asked), (9, 0, 4, 5, 5));
        let page = section(db, world.communes[0], &Wanted::default(), analysis::difficulties).unwrap();
        let why = |code: &str| page.reasons.iter().find(|row| row.code == code).unwrap();
        assert_eq!((why("no_device").people, why("scam").age.age_60, why("unsaid").people), (6, 3, 1));
        assert_eq!((page.rows[0].refuses, page.rows[0].no_device, page.connectivity.smartphone.not_asked), (4, 6, 24));
    });
}

#[test]
fn a_trend_goes_by_any_calendar_and_says_what_such_steps_do_not_count() {
    testkit::on_both(|db| {
        let world = book(db);
        let trend = |indicator: &str, step: &str, from: Option<&str>| {
            let days = (from.map(|text| text.parse::<Day>().unwrap()), None);
            let (indicator, step) = (Some(indicator.into()), Some(step.into()));
            section(db, world.district, &Wanted { indicator, step, days, ..Wanted::default() }, analysis::trend)
                .unwrap()
        };
        let last = |page: &analysis::TrendPage| page.steps.last().unwrap().value;
        let months = trend("visits", "reporting_month", None);
        assert_eq!((months.steps.len(), last(&months), months.steps[11].value), (13, Some(3), Some(0)));
        assert_eq!(months.steps[0].value, None, "nothing was recorded before March");
        assert_eq!(months.steps[10].value, Some(30));
        let weeks = trend("visits", "week", None);
        assert_eq!((last(&weeks), weeks.countable), (Some(3), true));
        assert_eq!(last(&trend("visits", "days", Some("2026-10-01"))), Some(33));
        assert_eq!(last(&trend("households", "month", None)), Some(24));
        let reached = trend("households_reached", "week", None);
        assert_eq!((last(&reached), reached.countable), (None, false));
        assert_eq!(last(&trend("households_reached", "reporting_quarter", None)), Some(3));
        let rate = trend("reach_rate", "reporting_month", None);
        assert_eq!((last(&rate), rate.steps.last().unwrap().whole), (Some(3), Some(24)));
        assert_eq!(last(&trend("members", "reporting_month", None)), Some(0));
    });
}

#[test]
fn warnings_name_the_unit_the_figures_and_the_rule() {
    testkit::on_both(|db| {
        let world = book(db);
        let page = section(db, world.communes[0], &Wanted::default(), analysis::warnings).unwrap();
        let found: Vec<_> = page.warnings.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(found, ["fall", "not_asked", "refusals", "nobody_home", "few_members"]);
        assert_eq!(page.warnings[0].says.vi, "3 lượt thăm, trước đó 30 lượt");
        assert!(page.rules[0].rule.vi.contains("21 ngày") && page.looked_at == 2);
        let own = section(db, world.hamlets[0][0], &Wanted::default(), analysis::warnings).unwrap();
        assert_eq!(own.warnings.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), found);
    });
}

#[test]
fn units_stand_beside_each_other_with_what_they_are_measured_by() {
    testkit::on_both(|db| {
        let world = book(db);
        let wanted = |indicator: &str, item: &str| Wanted {
            indicator: Some(indicator.into()),
            item: item.into(),
            ..Wanted::default()
        };
        let page = section(db, world.district, &wanted("visits", ""), analysis::compare).unwrap();
        let first = &page.rows[0];
        assert_eq!((first.value, first.households, first.residents, first.small), (3, 24, 40, false));
        assert!(page.rows[1].small && page.all.value == 3);
        let met = section(db, world.district, &wanted("last_met", "0-30"), analysis::compare).unwrap();
        assert_eq!(met.rows[0].value, 5);
        let rate = section(db, world.district, &wanted("reach_rate", ""), analysis::compare).unwrap();
        assert_eq!((rate.rows[0].value, rate.rows[0].whole), (3, Some(24)));
        let unknown = section(db, world.district, &wanted("ladder_up", "moon"), analysis::compare);
        assert_eq!(unknown.unwrap_err().code(), "item_unknown");
    });
}

#[test]
fn members_have_names_only_for_who_may_see_them() {
    testkit::on_both(|db| {
        let world = book(db);
        let hamlet = world.hamlets[0][0];
        let page = |named| section(db, hamlet, &Wanted { named, ..Wanted::default() }, analysis::team).unwrap();
        let seen = page(true);
        assert_eq!((seen.members.len(), seen.all.visits, seen.without_keeper), (2, 3, Some(0)));
        assert!(seen.members.iter().all(|one| one.name.is_some()));
        assert!(page(false).members.iter().all(|one| one.name.is_none()));
        let above = section(db, world.district, &Wanted::default(), analysis::team).unwrap();
        assert_eq!((above.members.len(), above.rows.len(), above.without_keeper), (0, 2, None));
    });
}
