//! The official lists on both engines: counts, names as of a day, what became what, and an import that can be repeated.

use base::{Day, ManualClock, Uuid};
use db::Db;
use places::{CodeAtYear, LookupError, Tier, import, resolve, store};

fn clock() -> ManualClock {
    ManualClock::new(base::Instant::from_millis(1_795_453_200_000))
}

fn read<T>(db: &Db, work: impl FnMut(&mut db::Tx<'_>) -> db::Result<T>) -> T {
    db.read_blocking(work).expect("the read succeeds")
}

fn unit(db: &Db, code: &str) -> places::Unit {
    db.read_blocking(|tx| resolve(tx, code)).unwrap_or_else(|e| panic!("{code}: {e}"))
}

fn id(code: &str, year: i64) -> Uuid {
    CodeAtYear::new(code, year).id()
}

fn count(db: &Db, sql: &'static str) -> i64 {
    read(db, |tx| tx.one(sql, &[], |row| row.get(0)))
}

#[test]
fn the_whole_country_on_both_maps() {
    testkit::on_both(|db| {
        let first = import::units(db, &clock()).expect("the lists import");
        assert_eq!(first.units.read, 1 + 63 + 696 + 10_035 + 34 + 3_321);
        assert_eq!(first.units.written, first.units.read);
        assert_eq!(first.successions.read, 10_570 + 63);
        let again = import::units(db, &clock()).expect("the lists import again");
        for counted in [again.units, again.names, again.links, again.successions] {
            assert_eq!(counted.written, 0, "{again:?}");
        }
        for (year, tier, expected) in [
            (2024, "province", 63),
            (2024, "district", 696),
            (2024, "commune", 10_035),
            (2025, "province", 34),
            (2025, "district", 0),
            (2025, "commune", 3_321),
        ] {
            let found = read(db, |tx| {
                tx.one(
                    "select count(*) from unit_link l join unit u on u.id = l.unit
                     where l.map = $1 and l.ancestor = $2 and u.tier = $3 and u.vintage = $1",
                    db::args![year, id("VN", year), tier],
                    |row| row.get::<i64>(0),
                )
            });
            assert_eq!(found, expected, "{tier} on the map of {year}");
        }
        assert_eq!(count(db, "select count(*) from part"), 63);
        the_closure_agrees_with_itself(db);
        every_commune_went_somewhere(db);
        names_and_codes(db);
        searching(db);
    });
}

/// The closure of each map is a tree: one parent each, and what is above the parent is above the child, one deeper.
fn the_closure_agrees_with_itself(db: &Db) {
    let lonely = "select count(*) from unit u where u.tier = 'commune' and not exists (
        select 1 from unit_link l join unit p on p.id = l.ancestor and p.tier = 'province' and p.vintage = u.vintage
        where l.map = u.vintage and l.unit = u.id)";
    assert_eq!(count(db, lonely), 0, "each commune lies in a province of its map");
    let parents = "select count(*) from (select map, unit from unit_link where depth = 1 group by map, unit
        having count(*) > 1) twice";
    assert_eq!(count(db, parents), 0);
    let inherited = "select count(*) from unit_link l join unit_link up on up.map = l.map and up.unit = l.ancestor
        where l.depth = 1 and not exists (select 1 from unit_link far where far.map = l.map and far.unit = l.unit
          and far.ancestor = up.ancestor and far.depth = up.depth + 1)";
    assert_eq!(count(db, inherited), 0);
    let total = "select cast(count(*) - sum(case when l.depth = 0 then 1 else 0 end) as bigint) from unit_link l";
    let through = "select count(*) from unit_link l join unit_link up on up.map = l.map and up.unit = l.ancestor
        where l.depth = 1";
    assert_eq!(count(db, total), count(db, through), "nothing stands above that no parent explains");
}

fn every_commune_went_somewhere(db: &Db) {
    let defaults = "select count(*) from (select s.predecessor from unit_succession s
        join unit u on u.id = s.predecessor and u.tier = 'commune' group by s.predecessor having sum(s.is_default) = 1) d";
    assert_eq!(count(db, defaults), 10_035);
    let reached = "select count(distinct s.successor) from unit_succession s
        join unit u on u.id = s.successor and u.tier = 'commune'";
    assert_eq!(count(db, reached), 3_321);
    let whole = "select count(*) from (select s.predecessor from unit_succession s
        join unit u on u.id = s.predecessor and u.tier = 'commune' group by s.predecessor having count(*) = 1) d";
    assert_eq!(count(db, whole), 9_595);
    let parts = "select count(*) from unit u where not exists (select 1 from part p where p.part = u.part)";
    assert_eq!(count(db, parts), 0);

    let district = read(db, |tx| store::successors(tx, id("961", 2024)));
    let names: Vec<_> = district.iter().map(|s| s.unit.full_name.as_str()).collect();
    assert_eq!(names, ["Xã Hòa Bình", "Xã Vĩnh Hậu", "Xã Vĩnh Mỹ"]);
    assert!(district.iter().all(|s| s.decision == "1655/NQ-UBTVQH15" && s.day == "2025-07-01"));
    let from = read(db, |tx| store::predecessors(tx, id("31918", 2025)));
    let names: Vec<_> = from.iter().map(|s| s.unit.full_name.as_str()).collect();
    assert_eq!(names, ["Xã Minh Diệu", "Xã Vĩnh Bình", "Xã Vĩnh Mỹ B"]);
    let island = read(db, |tx| store::successors(tx, id("498", 2024)));
    assert_eq!((island.len(), island[0].unit.full_name.as_str()), (1, "Đặc khu Hoàng Sa"));
}

fn names_and_codes(db: &Db) {
    let district = unit(db, "961@2024");
    assert_eq!((district.full_name.as_str(), district.tier), ("Huyện Hòa Bình", Tier::District));
    assert_eq!(unit(db, "31918@2024").full_name, "Xã Vĩnh Bình");
    assert_eq!(unit(db, "31918@2025").full_name, "Xã Vĩnh Mỹ");
    assert_eq!(unit(db, "31918").full_name, "Xã Vĩnh Mỹ", "today is read on the map in force");
    let refused = db.read_blocking(|tx| resolve(tx, "961")).expect_err("no unit of 2025 has this code");
    assert_eq!(
        refused.to_string(),
        "the code 961 alone is not enough, since no unit of today has it; did you mean 961@2024 (Huyện Hòa Bình)?"
    );
    assert_eq!(db.read_blocking(|tx| resolve(tx, "99999@2025")), Err(LookupError::Unknown("99999@2025".into())));

    db.write_blocking(|tx| store::set_map_in_force(tx, 2024)).expect("the map is set");
    assert_eq!(unit(db, "31918").full_name, "Xã Vĩnh Bình");
    assert_eq!(unit(db, "961").full_name, "Huyện Hòa Bình");
    let day = |text: &str| text.parse::<Day>().expect("a day");
    assert_eq!(read(db, |tx| store::map_on(tx, day("2026-11-24"))), 2024);
    db.write_blocking(|tx| store::set_map_in_force(tx, 2025)).expect("the map is set");
    assert_eq!(read(db, |tx| store::map_on(tx, day("2025-06-30"))), 2024);
    assert_eq!(read(db, |tx| store::map_on(tx, day("2025-07-01"))), 2025);

    let dong_nai = |on: &str| read(db, |tx| store::unit_on(tx, id("75", 2025), day(on))).map(|unit| unit.full_name);
    assert_eq!(dong_nai("2026-04-29").as_deref(), Some("Tỉnh Đồng Nai"));
    assert_eq!(dong_nai("2026-04-30").as_deref(), Some("Thành phố Đồng Nai"));
    assert_eq!(dong_nai("2025-06-30"), None);

    let crumbs = |code, year| read(db, |tx| store::ancestors(tx, id(code, year), year));
    let names = |crumbs: Vec<places::UnitRef>| crumbs.into_iter().map(|unit| unit.name).collect::<Vec<_>>();
    assert_eq!(names(crumbs("31918", 2024)), ["Việt Nam", "Bạc Liêu", "Hòa Bình"]);
    assert_eq!(names(crumbs("31918", 2025)), ["Việt Nam", "Cà Mau"]);
    let parent = read(db, |tx| store::parent_on(tx, id("31918", 2025), 2025, day("2025-07-01")));
    assert_eq!(parent.map(|unit| unit.name).as_deref(), Some("Cà Mau"));
    assert_eq!(read(db, |tx| store::parent_on(tx, id("31918", 2025), 2025, day("2025-06-30"))), None);
    assert!(read(db, |tx| store::subtree_contains(tx, 2024, id("95", 2024), id("31918", 2024))));
    assert!(!read(db, |tx| store::subtree_contains(tx, 2025, id("95", 2024), id("31918", 2025))));
    let communes = read(db, |tx| store::children(tx, id("961", 2024), 2024, None));
    assert_eq!(communes.len(), 8);
    assert_eq!(read(db, |tx| store::subtree(tx, id("96", 2025), 2025, None)).len(), 65);
}

fn searching(db: &Db) {
    let found = read(db, |tx| store::search(tx, 2024, "vinh binh", None));
    assert!(found.len() > 3 && found.iter().all(|unit| base::fold(&unit.full_name).contains("vinh binh")));
    let exact = read(db, |tx| store::search(tx, 2025, "CÀ MAU", Some(Tier::Province)));
    assert_eq!(exact.into_iter().map(|unit| unit.full_name).collect::<Vec<_>>(), ["Tỉnh Cà Mau"]);
    assert_eq!(read(db, |tx| store::search(tx, 2025, "%_", None)), []);
}
