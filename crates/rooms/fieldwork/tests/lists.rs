//! A list of households from an office's spreadsheet, and the phones of the hamlet that it goes to.

mod small;

use std::sync::Arc;

use access::{Role, Scope};
use base::Clock;
use db::Db;
use fieldwork::lists::{self, Report};
use org::import::Import;
use org::lists::{ListError, Outcome};
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
        lists::bring_in(tx, &reading, Some(&commune), (&by, scope.clone()))
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
