//! Figures that other offices send, on both engines: kept with their sender, corrected beside what was there, added up only
//! where every part is there, and side by side with what is counted.

mod common;

use access::{Grant, Role, Scope};
use base::{Day, Uuid};
use common::{NOW, PART, World, plain, seen};
use db::Db;
use insight::sent::{By, Entering, Refusal, Row, SentTable, keep, overview, table};

fn owner(unit: Uuid) -> Scope {
    let since = common::day("2026-01-01");
    let grant = Grant {
        id: Uuid::nil(),
        role: Role::DataOwner,
        unit,
        indicators: vec!["eid_activated".into()],
        since,
        until: None,
    };
    let account = base::derived_id("police");
    Scope {
        part: PART, account, name: "Trần Văn Đức".into(), revision: 0, grants: vec![grant], disabled_at: None
    }
}

fn row(unit: Uuid, item: &str, value: i64, saw: i64) -> Row {
    Row { unit, item: item.into(), value: Some(value), saw }
}

struct Office<'a> {
    db: &'a Db,
    scope: Scope,
    unit: Uuid,
}

impl Office<'_> {
    fn enter(&self, document: &str, rows: Vec<Row>) -> Result<usize, Refusal> {
        let asked = Entering { period: "m:2026-11".into(), as_of: None, document: document.into(), rows };
        self.db.write_blocking(|tx| {
            let seen = seen(tx, self.unit)?;
            keep(tx, By { scope: &self.scope, now: NOW }, &seen, ("eid_activated", &asked))
        })
    }

    fn table(&self, unit: Uuid) -> SentTable {
        self.db
            .read_blocking(|tx| {
                let seen = seen(tx, unit)?;
                table(tx, &self.scope, &seen, ("eid_activated", Some("m:2026-11")), Day::of(NOW))
            })
            .unwrap()
    }
}

#[test]
fn a_correction_stands_beside_what_it_corrects_and_sums_wait_for_every_part() {
    testkit::on_both(|db| {
        let world = World::new(db, 2, 2);
        let office = Office { db, scope: owner(world.communes[0]), unit: world.communes[0] };
        let [first, second] = [world.hamlets[0][0], world.hamlets[0][1]];
        assert_eq!(office.enter("12/BC", vec![row(first, "activated", 90, 0)]).unwrap(), 1);
        assert_eq!(office.enter("12/BC", vec![row(first, "activated", 90, 0)]).unwrap(), 0, "the answer was lost");
        assert_eq!(office.enter("15/BC", vec![row(first, "activated", 95, 1)]).unwrap(), 1);
        let late = office.enter("16/BC", vec![row(first, "activated", 99, 1), row(second, "activated", 5, 0)]);
        assert!(matches!(late, Err(Refusal::Meanwhile { .. })), "{late:?}");

        let commune = office.table(world.communes[0]);
        let cell = &commune.rows[0].cells[0];
        let now = cell.now.as_ref().unwrap();
        assert_eq!((now.value, now.revision, now.document.as_str()), (Some(95), 2, "15/BC"));
        assert_eq!((now.sender.as_str(), now.as_of.as_str()), ("Trần Văn Đức", "2026-11-14"));
        assert_eq!(cell.earlier.iter().map(|one| one.value).collect::<Vec<_>>(), [Some(90)]);
        let sum = &commune.own.cells[0];
        assert_eq!((sum.now.as_ref(), sum.below, sum.units, sum.missing), (None, None, 2, 1), "one hamlet has none");
        assert!(commune.may_enter && !office.table(world.district).may_enter);

        office.enter("17/BC", vec![row(second, "activated", 0, 0)]).unwrap();
        let commune = office.table(world.communes[0]);
        assert_eq!(commune.own.cells[0].below, Some(95), "none is a figure");
        assert_eq!(commune.own.cells[0].senders, ["Trần Văn Đức"], "a sum says whose its parts are");
        let district = office.table(world.district);
        assert_eq!(district.rows[0].cells[0].below, Some(95), "a commune's figure is the sum of its hamlets");
        assert_eq!(
            (district.own.cells[0].below, district.own.cells[0].missing),
            (None, 1),
            "the other commune has none"
        );

        office.enter("18/BC", vec![row(world.communes[0], "activated", 100, 0)]).unwrap();
        let own = &office.table(world.communes[0]).own.cells[0];
        assert_eq!((own.now.as_ref().unwrap().value, own.below), (Some(100), Some(95)), "both stand, and they differ");
        let taken = Row { value: None, ..row(second, "activated", 0, 1) };
        office.enter("19/BC", vec![taken]).unwrap();
        assert_eq!(office.table(world.communes[0]).own.cells[0].missing, 1, "what was taken back is missing");
    });
}

#[test]
fn what_is_sent_stands_beside_what_is_counted_and_is_in_no_figure() {
    testkit::on_both(|db| {
        let world = World::new(db, 1, 1);
        let hamlet = world.hamlets[0][0];
        db.write_blocking(|tx| -> db::Result<()> {
            world.count(tx, hamlet, ("ladder", "vneid:5"), "2026-11-01", plain(3));
            world.count(tx, hamlet, ("ladder", "vneid:6"), "2026-11-20", plain(4));
            Ok(())
        })
        .unwrap();
        let office = Office { db, scope: owner(hamlet), unit: hamlet };
        office.enter("1/BC", vec![row(hamlet, "activated", 9, 0), row(hamlet, "eligible", 20, 0)]).unwrap();
        let own = office.table(hamlet).own;
        assert_eq!(own.cells[0].counted, Some(3), "as it stood at the end of the period");
        assert_eq!(own.cells[1].counted, None, "nobody counts who is eligible");
        let found = db.read_blocking(|tx| {
            let seen = seen(tx, hamlet)?;
            overview(tx, &office.scope, &seen, Day::of(NOW))
        });
        let found = found.unwrap();
        assert_eq!(found.may_enter, ["eid_activated"]);
        let line = found.lines.iter().find(|line| line.indicator == "eid_activated").unwrap();
        assert_eq!(line.period.as_ref().unwrap().key, "m:2026-11");
        assert_eq!(line.cells[0].now.as_ref().unwrap().value, Some(9));
        assert!(found.lines.iter().filter(|line| line.period.is_none()).count() > 15, "most were never sent");
        let figures = db.read_blocking(|tx| {
            tx.one("select count(*) from figure where indicator = 'eid_activated'", &[], |row| row.get::<i64>(0))
        });
        assert_eq!(figures.unwrap(), 0);
    });
}

#[test]
fn what_does_not_fit_is_refused_whole() {
    testkit::on_both(|db| {
        let world = World::new(db, 2, 1);
        let office = Office { db, scope: owner(world.communes[0]), unit: world.communes[0] };
        let hamlet = world.hamlets[0][0];
        let elsewhere =
            office.enter("1", vec![row(hamlet, "activated", 1, 0), row(world.communes[1], "activated", 1, 0)]);
        assert!(matches!(elsewhere, Err(Refusal::NotHere)));
        assert!(matches!(office.enter("1", vec![row(hamlet, "nothing", 1, 0)]), Err(Refusal::Refused(_))));
        assert!(matches!(office.enter(" ", vec![row(hamlet, "activated", 1, 0)]), Err(Refusal::Document)));
        let over = office.enter("1", vec![row(hamlet, "activated", 3, 0), row(hamlet, "eligible", 2, 0)]);
        assert!(matches!(over, Err(Refusal::PartOverWhole { .. })));
        assert!(office.table(world.communes[0]).rows[0].cells.iter().all(|cell| cell.now.is_none()));
    });
}
