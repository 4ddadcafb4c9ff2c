//! One figure taken apart, and the catalogue.

mod common;

use base::Day;
use common::{NOW, World, plain};
use db::Db;
use insight::model::Figure;
use insight::rules::Chosen;
use insight::{Refused, figure};
use uuid::Uuid;

fn figure_of(db: &Db, unit: Uuid, figure: (&str, &str)) -> Result<Figure, Refused> {
    let chosen = Chosen::new(None, Day::of(NOW))?;
    db.read_blocking(|tx| {
        let seen = common::seen(tx, unit)?;
        figure::figure(tx, &seen, figure, (&chosen, NOW))
    })
}

#[test]
fn a_figure_comes_with_its_breakdowns_and_what_each_unit_adds() {
    testkit::on_both(|db| {
        let world = World::new(db, 2, 2);
        let [first, second] = [world.hamlets[0][0], world.hamlets[1][1]];
        db.write_blocking(|tx| -> db::Result<()> {
            world.count(tx, first, ("people_reached", "vneid"), "2026-11-20", [3, 1, 2, 0, 0, 0, 0, 3, 0]);
            world.count(tx, second, ("people_reached", "vneid"), "2026-11-20", [1, 1, 0, 0, 0, 0, 0, 1, 0]);
            world.count(tx, first, ("people_reached", "vneid"), "2026-11-01", plain(7));
            Ok(())
        })
        .unwrap();
        let found = figure_of(db, world.district, ("people_reached", "vneid")).unwrap();
        assert_eq!((found.value, found.previous, found.own), (4, Some(7), 0));
        let sex = found.sex.unwrap();
        assert_eq!((sex.male, sex.female, sex.unknown), (2, 2, 0));
        assert_eq!(found.age.unwrap().age_60, 4);
        assert_eq!(found.children.iter().map(|child| child.value).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(found.indicator.items, ["", "vneid", "vssid"]);
        assert!(found.indicator.how_vi.contains("một người"));
    });
}

#[test]
fn a_ratio_keeps_its_two_figures() {
    testkit::on_both(|db| {
        let world = World::new(db, 1, 2);
        let hamlet = world.hamlets[0][0];
        db.write_blocking(|tx| -> db::Result<()> {
            world.count(tx, hamlet, ("household_skill", "vneid:asked"), "2026-11-20", plain(4));
            world.count(tx, hamlet, ("household_skill", "vneid:alone"), "2026-11-20", plain(1));
            Ok(())
        })
        .unwrap();
        let found = figure_of(db, world.communes[0], ("household_alone", "vneid")).unwrap();
        assert_eq!((found.value, found.whole, found.previous), (1, Some(4), Some(0)));
        assert_eq!(
            found.terms.iter().map(|term| (term.item.as_str(), term.value)).collect::<Vec<_>>(),
            [("vneid:alone", 1), ("vneid:asked", 4)]
        );
        assert_eq!((found.children[0].value, found.children[0].whole), (1, Some(4)));
        assert_eq!((found.sex, found.trend[12].asked), (None, Some(4)));
    });
}

#[test]
fn what_is_not_in_the_catalogue_is_refused_with_what_is() {
    testkit::on_both(|db| {
        let world = World::new(db, 1, 1);
        let refused = |figure| figure_of(db, world.district, figure).unwrap_err();
        assert_eq!(refused(("nothing", "")).code(), "indicator_unknown");
        let ladder = refused(("ladder", "vneid:7"));
        assert_eq!(ladder.code(), "item_unknown");
        assert!(ladder.to_string().contains("vneid:6"), "{ladder}");
        let all = db.read_blocking(|tx| figure::indicators(tx, NOW)).unwrap();
        assert!(all.iter().any(|one| one.code == "ladder" && one.items.len() == 16));
    });
}
