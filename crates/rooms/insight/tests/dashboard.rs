//! The page of each tier, on both engines.

mod common;

use base::Day;
use common::{NOW, PART, World, atom, member, plain};
use db::{Db, args};
use insight::model::{Dashboard, State, TrendPoint};
use insight::rules::Chosen;
use insight::{Refused, SendingMemo, dashboard};
use uuid::Uuid;

fn page(db: &Db, unit: Uuid, period: Option<&str>) -> Result<Dashboard, Refused> {
    let chosen = Chosen::new(period, Day::of(NOW))?;
    db.read_blocking(|tx| {
        let seen = common::seen(tx, unit)?;
        let state = dashboard::state(tx, unit, NOW)?;
        dashboard::page(tx, &SendingMemo::default(), &seen, &state, (&chosen, NOW))
    })
}

/// Two communes of two hamlets. In the first hamlet: three households, five residents, visits in two months.
fn filled(db: &Db) -> World {
    let world = World::new(db, 2, 2);
    let hamlet = world.hamlets[0][0];
    db.write_blocking(|tx| -> db::Result<()> {
        for hamlet in world.hamlets.concat() {
            world.count(tx, hamlet, ("teams", ""), "2022-06-01", plain(1));
            world.count(tx, hamlet, ("members", ""), "2022-06-01", plain(2));
        }
        for commune in &world.communes {
            world.count_above(tx, &[*commune, world.district, world.province], ("teams", ""), "2022-06-01", 1);
            world.count_above(tx, &[*commune, world.district, world.province], ("members", ""), "2022-06-01", 2);
        }
        world.count_above(tx, &[world.district, world.province], ("teams", ""), "2022-06-01", 1);
        world.count_above(tx, &[world.district, world.province], ("members", ""), "2022-06-01", 2);
        let mut at = |figure, on, value| world.count(tx, hamlet, figure, on, plain(value));
        at(("households", ""), "2026-01-10", 2);
        at(("households", ""), "2026-11-20", 1);
        at(("residents", ""), "2026-01-10", 5);
        at(("visits", ""), "2026-11-10", 2);
        at(("visits", ""), "2026-11-20", 1_206);
        at(("visits_nobody", ""), "2026-11-20", 4);
        at(("households_reached", ""), "2026-11-10", 2);
        at(("households_reached", ""), "2026-11-20", 1);
        at(("household_skill", "vneid:asked"), "2026-11-10", 2);
        at(("household_skill", "vneid:alone"), "2026-11-20", 1);
        at(("ladder", "vneid:4"), "2026-11-10", 1);
        at(("ladder", "vneid:4"), "2026-11-20", -1);
        at(("ladder", "vneid:6"), "2026-11-20", 1);
        at(("ladder", "vneid:-1"), "2026-11-20", 1);
        at(("connectivity", "smartphone:yes"), "2026-11-20", 1);
        at(("connectivity", "signal:weak"), "2026-11-20", 2);
        world.count(tx, hamlet, ("people_guided", "vneid"), "2026-11-20", [3, 2, 1, 0, 0, 0, 0, 3, 0]);
        for item in ["vneid", ""] {
            world.count(tx, hamlet, ("people_reached", item), "2026-11-20", [2, 1, 1, 0, 0, 0, 0, 2, 0]);
        }
        tx.exec(
            "insert into published_figure (part, unit, indicator, item, as_of, value, source) values
             ($1, $2, 'teams', '', '2023-06-30', 6, 'Báo'), ($1, $2, 'teams', '', '2027-01-01', 9, 'later')",
            args![PART, world.district],
        )?;
        Ok(())
    })
    .unwrap();
    world
}

#[test]
fn a_district_shows_its_figures_and_what_stands_beside_them() {
    testkit::on_both(|db| {
        let world = filled(db);
        let page = page(db, world.district, None).unwrap();
        let [teams, members, reached, alone] = &page.cards[..] else { panic!("{:?}", page.cards) };
        assert_eq!((teams.value, members.value), (7, 14));
        assert_eq!(teams.parts.iter().map(|part| part.value).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(members.parts.iter().map(|part| part.value).collect::<Vec<_>>(), [2, 4, 8]);
        assert_eq!(teams.published.as_ref().map(|one| (one.value, one.as_of.as_str())), Some((6, "2023-06-30")));
        assert_eq!((reached.value, reached.previous), (1, Some(2)));
        assert_eq!(reached.sub.as_ref().unwrap().vi, "trong 1.206 lượt thăm");
        assert_eq!(reached.trend.len(), 13);
        assert_eq!(reached.trend[11], TrendPoint { bucket: "m:2026-11".into(), value: 2, asked: None });
        assert_eq!((alone.value, alone.previous, alone.asked, alone.not_asked), (1, Some(0), Some(2), Some(1)));
        assert_eq!(alone.trend[11].asked, Some(2));
        let ladder = &page.ladder[0];
        assert_eq!((ladder.rungs, ladder.refuses, ladder.not_asked), ([0, 0, 0, 0, 0, 0, 1], 1, 3));
        assert_eq!((page.ladder[1].not_asked, page.ladder[1].residents), (5, 5));
        assert_eq!((page.connectivity.smartphone.yes, page.connectivity.smartphone.not_asked), (1, 2));
        assert_eq!((page.connectivity.signal.weak, page.connectivity.signal.not_asked), (2, 1));
        let people: Vec<_> = page.people.iter().map(|one| (one.skill.as_str(), one.contacts, one.people)).collect();
        assert_eq!(people, [("vneid", 3, 2), ("vssid", 0, 0), ("", 3, 2)]);
        assert_eq!((page.visits.met, page.visits.nobody), (1_206, 4));
        assert_eq!(page.own_team_row.as_ref().map(|own| (own.teams, own.members)), Some((1, 2)));
        assert_eq!(page.as_of, NOW.millis());
    });
}

#[test]
fn rows_lead_down_to_the_hamlet_which_has_none() {
    testkit::on_both(|db| {
        let world = filled(db);
        let district = page(db, world.district, None).unwrap();
        let row = &district.children[0];
        assert_eq!((row.unit.id, row.teams, row.members, row.households, row.reached), (world.communes[0], 3, 6, 3, 1));
        assert_eq!((row.coverage.alone, row.coverage.asked, row.coverage.not_asked), (1, 2, 1));
        assert_eq!(row.now_part_of.as_ref().map(|one| one.name.as_str()), Some("Xã Vĩnh Mỹ"));
        assert_eq!((district.children.len(), district.children[1].households), (2, 0));
        let commune = page(db, world.communes[0], None).unwrap();
        assert_eq!(commune.crumbs.iter().map(|crumb| crumb.id).collect::<Vec<_>>(), [world.province, world.district]);
        assert_eq!(commune.children.iter().map(|child| child.households).collect::<Vec<_>>(), [3, 0]);
        let hamlet = page(db, world.hamlets[0][0], None).unwrap();
        assert_eq!((hamlet.cards[2].value, hamlet.children.len()), (1, 0));
        assert_eq!(hamlet.cards[0].parts.iter().map(|part| part.value).collect::<Vec<_>>(), [1]);
        assert_eq!(hamlet.version, 21, "one for each change that touched it");
    });
}

#[test]
fn the_redrawing_is_known_but_not_in_force() {
    testkit::on_both(|db| {
        let world = filled(db);
        for unit in [world.district, world.communes[0], world.hamlets[0][0]] {
            let banner = page(db, unit, None).unwrap().banner.unwrap();
            assert_eq!((banner.decision.as_str(), banner.from), ("1655/NQ-UBTVQH15", common::day("2025-07-01")));
            assert_eq!(banner.successors, ["Xã Vĩnh Mỹ"]);
        }
        assert_eq!(page(db, world.province, None).unwrap().banner, None);
    });
}

#[test]
fn the_drawing_is_shown_where_the_installation_says_so() {
    testkit::on_both(|db| {
        let world = filled(db);
        assert_eq!(page(db, world.district, None).unwrap().map, None);
        db.write_blocking(|tx| places::store::set_setting(tx, insight::SCHEMATIC, insight::HOA_BINH)).unwrap();
        let map = page(db, world.district, None).unwrap().map.unwrap();
        assert_eq!(map.shapes.iter().map(|shape| shape.unit).collect::<Vec<_>>(), [world.communes[0]]);
        assert!(map.shapes[0].path.starts_with("M66 66L92 36") && map.shapes[0].path.ends_with('Z'));
        assert_eq!(map.texts[0].vi, "Biển Đông");
        assert_eq!(page(db, world.communes[0], None).unwrap().map, None, "hamlets are not drawn");
    });
}

#[test]
fn a_past_period_is_read_as_it_stood_at_its_end() {
    testkit::on_both(|db| {
        let world = filled(db);
        let then = page(db, world.hamlets[0][0], Some("m:2026-11")).unwrap();
        assert_eq!((then.period.key.as_str(), then.cards[2].value, then.visits.met), ("m:2026-11", 2, 2));
        assert_eq!(then.ladder[0].rungs, [0, 0, 0, 0, 1, 0, 0]);
        assert_eq!((then.cards[3].value, then.cards[3].asked, then.cards[3].not_asked), (0, Some(2), Some(0)));
        let quarter = page(db, world.district, Some("q:2026-4")).unwrap();
        assert_eq!((quarter.cards[2].value, quarter.visits.met), (3, 1_208), "the fixture counts every household anew");
        let all = page(db, world.district, Some("all")).unwrap();
        assert_eq!((all.cards[2].value, all.cards[2].previous, all.visits.met), (3, None, 1_208));
    });
}

#[test]
fn what_is_still_on_phones_was_sent_back_or_is_silent_is_said() {
    testkit::on_both(|db| {
        let world = filled(db);
        let [a, b] = [world.hamlets[0][0], world.hamlets[0][1]];
        db.write_blocking(|tx| -> db::Result<()> {
            let device = "update device set announced = $3, seen_at = $4 where part = $1 and id = $2";
            tx.exec(device, args![PART, member(a, 0), 12, NOW])?;
            for n in 0..2 {
                tx.exec(device, args![PART, member(b, n), 5, NOW.plus_seconds(-9 * 86_400)])?;
            }
            let attention = "insert into attention (part, id, hamlet, kind, operation_part, operation, author, made_at,
                settled_at, revision) values ($1, $2, $3, $4, $1, $2, $2, 0, $5, 1)";
            let hamlet = world.hamlets[1][0];
            for (n, kind, settled) in [(1, "refused", None), (2, "handed", None), (3, "refused", Some(1))] {
                tx.exec(attention, args![PART, Uuid::from_u128(n), hamlet, kind, settled])?;
            }
            Ok(())
        })
        .unwrap();
        let district = page(db, world.district, None).unwrap();
        let all = district.freshness;
        assert_eq!((all.sent_all, all.waiting, all.refused, all.silent), (1, 1, 1, 1));
        assert_eq!(all.last_at, Some(NOW.millis()));
        let row = |page: &Dashboard, at: usize| page.children[at].freshness.clone().unwrap();
        assert_eq!((row(&district, 0).state, row(&district, 0).days), (State::Late, Some(9)));
        assert_eq!((row(&district, 1).state, row(&district, 1).count), (State::Refused, 1));
        let commune = page(db, world.communes[0], None).unwrap();
        assert_eq!((row(&commune, 0).state, row(&commune, 0).count), (State::Waiting, 12));
        assert_eq!(page(db, a, None).unwrap().freshness.waiting, 1);
    });
}

#[test]
fn what_is_not_folded_yet_is_not_said_to_be_counted() {
    testkit::on_both(|db| {
        let world = filled(db);
        let queued = NOW.plus_seconds(-3);
        db.write_blocking(|tx| {
            let text = "insert into fold_queue (part, id, queued_at, body) values ($1, $2, $3, '{}')";
            tx.exec(text, args![PART, atom(world.district), queued])
        })
        .unwrap();
        assert_eq!(page(db, world.district, None).unwrap().as_of, queued.millis());
    });
}
