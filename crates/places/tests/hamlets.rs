//! Hamlets on both engines: all of a file or none, on both maps, found by name.

mod small;

use db::Db;
use places::import::{ImportError, units_from_folder};
use places::{RowErrors, hamlets, resolve, store};

const HOA_BINH: &str = include_str!("../../../data/hamlets_hoa_binh.csv");

fn with_units(test: impl Fn(&Db)) {
    testkit::on_both(|db| {
        small::import(db);
        test(db);
    });
}

fn names(db: &Db, map: i64, code: &str) -> Vec<String> {
    let found = db.read_blocking(|tx| {
        let unit = resolve(tx, code)?;
        Ok::<_, places::LookupError>(store::hamlets_under(tx, map, unit.id)?)
    });
    found.expect("the hamlets are there").into_iter().map(|unit| unit.full_name).collect()
}

#[test]
fn the_68_hamlets_hang_on_both_maps() {
    with_units(|db| {
        let report = db.write_blocking(|tx| hamlets::import(tx, HOA_BINH)).expect("the file is clean");
        assert_eq!((report.created.len(), report.known, report.unplaced.len()), (68, 0, 0));
        let again = db.write_blocking(|tx| hamlets::import(tx, HOA_BINH)).expect("the file is clean");
        assert_eq!((again.created.len(), again.known), (0, 68));
        assert_eq!(names(db, 2024, "961@2024").len(), 68);
        assert_eq!(names(db, 2025, "96@2025").len(), 68);
        assert_eq!(names(db, 2025, "31918@2025").len(), 9 + 10 + 8);
        assert_eq!(names(db, 2024, "31930@2024"), ["Ấp 12", "Ấp 15", "Ấp 16", "Ấp 17", "Ấp Cây Gừa", "Ấp Giồng Tra"]);
        let found = |path: &str| db.read_blocking(|tx| resolve(tx, path)).map(|unit| unit.full_name);
        assert_eq!(found("31933@2024/Vĩnh Thành").as_deref(), Ok("Ấp Vĩnh Thành"));
        assert_eq!(found("31933@2024/ấp Vĩnh Thạnh").as_deref(), Ok("Ấp Vĩnh Thạnh"));
        assert_eq!(found("31918@2024/ap cau duc").as_deref(), Ok("Ấp Cầu Đúc"));
        let unclear = found("31933@2024/vinh thanh").expect_err("two hamlets are called so without marks");
        assert_eq!(unclear.code(), "hamlet_unknown");
        let hamlet = report.created[0].unit;
        let atoms = db.read_blocking(|tx| store::atoms_under(tx, 2024, hamlet)).expect("the read succeeds");
        assert_eq!(atoms.len(), 1);
        assert_eq!(atoms[0].part, report.created[0].part);
        let hung_twice = "select count(*) from (select map, unit, depth from unit_link l group by map, unit, depth
            having count(*) > 1) twice";
        let twice = db.read_blocking(|tx| tx.one(hung_twice, &[], |row| row.get::<i64>(0)));
        assert_eq!(twice, Ok(0));
    });
}

#[test]
fn hamlets_of_a_split_commune_wait_for_people_to_place_them() {
    with_units(|db| {
        let split = db.read_blocking(|tx| {
            tx.one(
                "select u.code from unit u join unit_succession s on s.predecessor = u.id and s.is_default = 0
                 where u.tier = 'commune' and u.vintage = 2024 order by u.code",
                &[],
                |row| row.get::<String>(0),
            )
        });
        let split = split.expect("some communes were split");
        let text = format!("commune,name,full_name\n{split}@2024,1,Thôn 1\n");
        let report = db.write_blocking(|tx| hamlets::import(tx, &text)).expect("the file is clean");
        assert_eq!(report.unplaced, [report.created[0].unit]);
    });
}

#[test]
fn a_file_is_refused_as_a_whole_with_every_cell_to_mend() {
    with_units(|db| {
        let text = "commune,name,full_name,valid_from\n31918,17,Ấp 17,\n31918@2024,17,Ấp 17,\n31918@2024,17,Ấp  17,\n\
            31918@2024,18,Ấp 19,\n961@2024,1,Ấp 1,\n31918@2024,20,Ấp 20,30/11/2020\n";
        let refused = db.write_blocking(|tx| hamlets::import(tx, text)).expect_err("the file has mistakes");
        let RowErrors::Rows(rows) = refused else { panic!("{refused}") };
        let cells: Vec<_> = rows.iter().map(|error| (error.line, error.column)).collect();
        assert_eq!(cells, [(2, "commune"), (4, "name"), (5, "full_name"), (6, "commune"), (7, "valid_from")]);
        assert!(rows[0].in_vietnamese().starts_with("Dòng 2, cột “commune”: không có xã nào mang mã “31918”"));
        assert_eq!(names(db, 2024, "961@2024").len(), 0);
        let missing = db.write_blocking(|tx| hamlets::import(tx, "commune,name\n")).expect_err("a column is missing");
        assert!(missing.to_string().starts_with("row 1, column 'full_name': this column is missing"), "{missing}");
    });
}

#[test]
fn a_unit_that_would_move_is_refused() {
    with_units(|db| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        small::write(folder.path());
        let file = folder.path().join("units_2024.csv");
        let text = std::fs::read_to_string(&file).expect("the list is there");
        let moved = text.replace("31918,commune,Xã,Vĩnh Bình,961", "31918,commune,Xã,Vĩnh Bình,958");
        assert_ne!(moved, text);
        std::fs::write(&file, moved).expect("the file is written");
        let clock = base::ManualClock::new(base::Instant(0));
        let refused = units_from_folder(db, &clock, folder.path()).expect_err("a move is no import");
        assert!(matches!(refused, ImportError::Moved { count: 1, .. }), "{refused}");
        std::fs::remove_file(folder.path().join("units_2025.csv")).expect("the file goes");
        let missing = units_from_folder(db, &clock, folder.path()).expect_err("a list is missing");
        assert_eq!(missing.to_string(), "units_2025.csv: the file is not there");
    });
}
