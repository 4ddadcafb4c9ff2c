//! A list of households from an office's spreadsheet, and the phones of the hamlet that it goes to.

mod small;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::{Role, Scope};
use base::{Clock, Uuid};
use db::Db;
use fieldwork::lists::{self, Report, Wanted};
use org::import::Import;
use org::lists::{File, ListError, Outcome, UndoError};
use org::upload::{Basis, BasisKind};
use roster::{Kind, Settings};
use serde_json::json;
use small::{Town, field, on_both};

const LIST: &str = "\
UBND XÃ VĨNH HẬU A - ẤP GIỒNG TRA;;;;;;
Hộ số;STT;Họ và tên;Quan hệ với chủ hộ;Năm sinh;GT;Có ĐT thông minh
1;1;Nguyễn Hiệp;CH;1970;Nam;x
;2;Đoàn Thị Ngọc;vợ;1973;Nữ;x
2;3;Huỳnh Ngọc Bé;Chủ hộ;1958;Nữ;
;4;Huỳnh Văn An;Con;1985;Nam;x
";

fn scope(db: &Db, town: &Town, role: Role) -> Arc<Scope> {
    let account = town.world.member(db, role, town.world.above[3], ("2026-01-01", None)).caller.account;
    db.read_blocking(|tx| access::scope::load(tx, 7, account)).unwrap().expect("a scope")
}

fn bring(town: &Town, text: &str, scope: &Arc<Scope>) -> Result<Report, ListError> {
    let workbook = sheets::read(text.as_bytes(), "ho.csv", &sheets::Limits::default(), &mut |_| {}).unwrap();
    let settings = Settings { this_year: 2026, kind: Some(Kind::Households), ..Settings::default() };
    let reading = roster::read(&workbook, &settings);
    let by = Import { now: town.world.clock.now(), ids: &*town.world.ids, actor: Some(scope.account) };
    town.db.write_blocking(|tx| {
        let commune = places::store::unit(tx, town.world.above[3])?.expect("the commune");
        let wanted = Wanted { unit: Some(&commune), ..Wanted::default() };
        Ok(lists::bring_in(tx, &reading, &wanted, (&by, scope.clone()))?.0)
    })
}

fn counts(report: &Report) -> (usize, usize, usize, usize) {
    (report.households_new, report.residents_new, report.changed, report.maybe)
}

#[test]
fn a_list_fills_the_book_once_and_phones_see_it() {
    on_both(|db| {
        let town = Town::new(&db, 41);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        let mut phone = town.phone(Role::Member, 0);
        town.sync(&mut phone);
        assert_eq!(counts(&bring(&town, LIST, &officer).unwrap()), (2, 4, 0, 0));
        assert_eq!(counts(&bring(&town, LIST, &officer).unwrap()), (0, 0, 0, 0));
        town.sync(&mut phone);
        let homes = phone.ids_of("household");
        assert_eq!(homes.len(), 2);
        let hiep = homes.iter().find(|id| field(&phone, **id, "name") == "Nguyễn Hiệp").expect("his household");
        assert_eq!(field(&phone, *hiep, "smartphones"), 2);
        assert_eq!(
            (town.commune("households", "", "all"), town.commune("connectivity", "smartphone:yes", "all")),
            (2, 2)
        );
        // The next quarter's list: a year was wrong, somebody was born.
        let next = LIST.replace("1973", "1974").replace("2;3;", ";;Nguyễn Văn Tí;con;2026;Nam;\n2;3;");
        assert_eq!(counts(&bring(&town, &next, &officer).unwrap()), (0, 1, 1, 0));
        town.sync(&mut phone);
        assert_eq!(phone.ids_of("household").len(), 2);
        town.verify();
    });
}

#[test]
fn who_may_be_somebody_known_is_shown_and_not_merged() {
    on_both(|db| {
        let town = Town::new(&db, 43);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        let mut phone = town.phone(Role::Member, 0);
        let household = base::Ids::id(&*town.world.ids, town.world.clock.now());
        let resident = base::Ids::id(&*town.world.ids, town.world.clock.now());
        let residents = json!([{ "resident": resident, "name": "Nguyễn Hiệp", "head": 1 }]);
        let hamlet = phone.member.hamlet;
        let body = json!({ "household": household, "hamlet": hamlet, "name": "Nguyễn Hiệp", "made_on": "2026-03-01", "residents": residents });
        phone.write(&town.world.clock, &*town.world.ids, "household.create", body);
        town.sync(&mut phone);
        let report = bring(&town, LIST, &officer).unwrap();
        assert_eq!(counts(&report), (1, 2, 0, 2));
        let Outcome::Maybe { name, score } = &report.rows["ho"][&3] else { panic!("{:?}", report.rows) };
        assert_eq!((name.as_str(), *score), ("Nguyễn Hiệp", 0.8));
        town.verify();
    });
}

#[test]
fn who_may_not_lead_there_brings_nothing_in() {
    on_both(|db| {
        let town = Town::new(&db, 47);
        for role in [Role::CommuneLeader, Role::ReadOnly, Role::DataOwner] {
            let Err(ListError::Mistakes(mistakes)) = bring(&town, LIST, &scope(&db, &town, role)) else {
                panic!("{role:?} brought it in")
            };
            assert_eq!(mistakes[0].code, "not_your_hamlet");
        }
        assert_eq!(town.commune("households", "", "all"), 0);
    });
}

/// What one is told of a list that is written.
fn write(town: &Town, text: &str, scope: &Arc<Scope>, wanted: Wanted<'_>) -> (Report, Option<Uuid>) {
    let settings = Settings { this_year: 2026, kind: Some(Kind::Households), ..Settings::default() };
    let workbook = sheets::read(text.as_bytes(), "ho.csv", &sheets::Limits::default(), &mut |_| {}).unwrap();
    let reading = roster::read(&workbook, &settings);
    let by = Import { now: town.world.clock.now(), ids: &*town.world.ids, actor: Some(scope.account) };
    let commune =
        town.db.read_blocking(|tx| places::store::unit(tx, town.world.above[3])).unwrap().expect("the commune");
    let file = wanted.file.unwrap_or(File { name: "ho.csv", hash: "h", basis: None });
    let wanted = Wanted { file: Some(file), unit: Some(&commune), ..wanted };
    town.db.write_blocking(|tx| lists::bring_in(tx, &reading, &wanted, (&by, scope.clone()))).expect("it comes in")
}

fn undo(town: &Town, list: Uuid, scope: &Arc<Scope>) -> Result<(), UndoError> {
    let by = Import { now: town.world.clock.now(), ids: &*town.world.ids, actor: Some(scope.account) };
    town.db.write_blocking(|tx| {
        let kept = org::lists::one(tx, list)?.expect("the list is there");
        lists::undo(tx, &kept, (&by, scope.clone()))
    })
}

fn rows(town: &Town, sql: &'static str) -> i64 {
    town.db.read_blocking(|tx| tx.one(sql, &[], |row| row.get(0))).unwrap()
}

#[test]
fn a_list_is_taken_back_exactly_and_only_where_nothing_was_built_on_it() {
    on_both(|db| {
        let town = Town::new(&db, 53);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        let mut phone = town.phone(Role::Member, 0);
        let (_, first) = write(&town, LIST, &officer, Wanted::default());
        let next = LIST.replace("1973", "1974").replace("2;3;", ";;Nguyễn Văn Tí;con;2026;Nam;\n2;3;");
        let (_, second) = write(&town, &next, &officer, Wanted::default());
        assert_eq!(write(&town, &next, &officer, Wanted::default()).1, None, "the same again leaves no trace");
        let (first, second) = (first.expect("kept"), second.expect("kept"));
        let Err(UndoError::Built(built)) = undo(&town, first, &officer) else {
            panic!("the second builds on the first")
        };
        assert!(built.iter().any(|one| one.why == "grew") && built.iter().any(|one| one.why == "changed"), "{built:?}");
        assert_eq!((town.commune("residents", "", "all"), town.commune("households", "", "all")), (5, 2));
        undo(&town, second, &officer).expect("it is taken back");
        assert!(matches!(undo(&town, second, &officer), Err(UndoError::Already)));
        assert_eq!(town.commune("residents", "", "all"), 4);
        town.verify();
        town.sync(&mut phone);
        let people = |phone: &testkit::Pocket| -> Vec<String> {
            let homes = phone.ids_of("household");
            let people = homes.iter().map(|id| field(phone, *id, "residents").to_string());
            people.collect()
        };
        assert!(people(&phone).iter().any(|text| text.contains("1973")), "the year is as it was");
        // What the second changed was set by its undoing last: who takes the first back is told.
        let Err(UndoError::Built(_)) = undo(&town, first, &officer) else { panic!("somebody touched it since") };
    });
}

#[test]
fn who_was_made_by_a_list_that_is_taken_back_was_never_there() {
    on_both(|db| {
        let town = Town::new(&db, 59);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        let mut phone = town.phone(Role::Member, 0);
        let (_, list) = write(&town, LIST, &officer, Wanted::default());
        town.sync(&mut phone);
        assert_eq!(phone.ids_of("household").len(), 2);
        undo(&town, list.expect("kept"), &officer).expect("it is taken back");
        for (indicator, item) in [("households", ""), ("residents", ""), ("connectivity", "smartphone:yes")] {
            assert_eq!(town.commune(indicator, item, "all"), 0, "{indicator}");
        }
        town.verify();
        town.sync(&mut phone);
        assert_eq!(phone.ids_of("household").len(), 0, "phones forget them");
        let mut other = town.phone(Role::Member, 0);
        town.sync(&mut other);
        assert_eq!(other.ids_of("household").len(), 0, "and new ones never see them");
        assert_eq!(counts(&bring(&town, LIST, &officer).unwrap()), (2, 4, 0, 0), "it can come in again");
        town.verify();
    });
}

#[test]
fn an_officer_says_who_is_who() {
    on_both(|db| {
        let town = Town::new(&db, 61);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        let without_year = LIST.replace(";1970;", ";;").replace("Đoàn Thị Ngọc;vợ;1973", "Đoàn Thị Ngọc;vợ;");
        write(&town, &without_year, &officer, Wanted::default());
        let answer = |same| BTreeMap::from([(("ho".to_owned(), 3), same)]);
        let settled = |same| Wanted { settled: answer(same), ..Wanted::default() };
        assert_eq!(counts(&write(&town, LIST, &officer, Wanted::default()).0), (0, 0, 0, 2));
        let (report, list) = write(&town, LIST, &officer, settled(true));
        assert_eq!(counts(&report), (0, 0, 2, 0), "{:?}", report.rows);
        undo(&town, list.expect("kept"), &officer).expect("it is taken back");
        assert_eq!(counts(&write(&town, LIST, &officer, settled(false)).0), (1, 2, 0, 0));
        town.verify();
    });
}

#[test]
fn what_is_protected_is_counted_and_kept_only_with_a_basis() {
    const POOR: &str = "\
UBND XÃ VĨNH HẬU A - ẤP GIỒNG TRA;;;;;;;
Hộ số;Họ và tên;Quan hệ với chủ hộ;Năm sinh;Dân tộc;Hộ nghèo;Hộ cận nghèo;Điện thoại
1;Nguyễn Hiệp;CH;1970;Kinh;x;;0912345678
;Đoàn Thị Ngọc;vợ;1973;KHMER;;;
2;Huỳnh Ngọc Bé;Chủ hộ;1958;Khmer;;x;
3;Danh Sol;Chủ hộ;1961;Khmer;;;
";
    on_both(|db| {
        let town = Town::new(&db, 67);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        let (report, list) = write(&town, POOR, &officer, Wanted::default());
        let said: Vec<(&str, &str, i64)> =
            report.counts.iter().map(|one| (one.kind, one.item.as_str(), one.count)).collect();
        let wanted = [
            ("ethnicity", "Khmer", 3),
            ("ethnicity", "Kinh", 1),
            ("poverty", "near_poor", 1),
            ("poverty", "none", 1),
            ("poverty", "poor", 1),
        ];
        assert_eq!(said, wanted);
        assert_eq!(rows(&town, "select count(*) from hamlet_count"), 5);
        assert_eq!(
            rows(&town, "select count(*) from restricted_value where value is not null"),
            0,
            "no basis, no value"
        );
        let everything = "select count(*) from operation where body like '%912345678%' or body like '%Khmer%' or body like '%KHMER%'";
        assert_eq!(rows(&town, everything), 0, "nor anywhere else");
        assert_eq!(
            rows(&town, "select count(*) from list_import_row where after like '%Khmer%' or after like '%912345678%'"),
            0
        );
        undo(&town, list.expect("kept"), &officer).expect("it is taken back");

        let basis = Basis { kind: BasisKind::Consent, document: "12/KH-UBND".into() };
        let file = Some(File { name: "ho.csv", hash: "h", basis: Some(&basis) });
        let (_, list) = write(&town, POOR, &officer, Wanted { file, ..Wanted::default() });
        assert_eq!(rows(&town, "select count(*) from restricted_value where value is not null"), 3 + 4 + 1);
        assert_eq!(write(&town, POOR, &officer, Wanted { file, ..Wanted::default() }).1, None, "the same again");
        undo(&town, list.expect("kept"), &officer).expect("it is taken back");
        assert_eq!(rows(&town, "select count(*) from restricted_value where value is not null"), 0);
        town.verify();
    });
}

#[test]
fn a_household_goes_in_with_its_head_or_not_at_all() {
    let by_relation = LIST.replace("Hộ số;STT", "STT;Ghi chú").replace("\n1;1;", "\n1;;").replace("\n2;3;", "\n2;;");
    on_both(|db| {
        let town = Town::new(&db, 71);
        let officer = scope(&db, &town, Role::CommuneOfficer);
        for text in [LIST, by_relation.as_str()] {
            let out = |row| BTreeSet::from([("ho".to_owned(), row)]);
            let seen = |row| {
                let by = Import { now: town.world.clock.now(), ids: &*town.world.ids, actor: Some(officer.account) };
                let settings = Settings { this_year: 2026, kind: Some(Kind::Households), ..Settings::default() };
                let workbook =
                    sheets::read(text.as_bytes(), "ho.csv", &sheets::Limits::default(), &mut |_| {}).unwrap();
                let reading = roster::read(&workbook, &settings);
                // Who only looks needs no lock, and leaves nothing behind.
                let seen: Result<Report, ListError> = town.db.read_blocking(|tx| {
                    let commune = places::store::unit(tx, town.world.above[3])?;
                    let (leave_out, unit) = (out(row), commune.as_ref());
                    let wanted = Wanted { leave_out, unit, only_look: true, ..Wanted::default() };
                    Ok(lists::bring_in(tx, &reading, &wanted, (&by, officer.clone()))?.0)
                });
                counts(&seen.expect("it is understood"))
            };
            assert_eq!(seen(3), (1, 2, 0, 0), "the first household stays out with its head");
            assert_eq!(seen(5), (1, 2, 0, 0), "so does the second, and its people do not move in with the first");
            assert_eq!(seen(4), (2, 3, 0, 0), "a member stays out alone");
        }
    });
}
