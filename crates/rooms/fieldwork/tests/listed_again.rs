//! A list after households became one and moved: nobody of them is made a second time.

mod small;

use access::Role;
use base::Clock;
use fieldwork::lists::{self, Wanted};
use org::import::Import;
use org::lists::ListError;
use roster::{Kind, Settings};
use serde_json::json;
use small::{Town, on_both};

#[test]
fn who_was_merged_into_a_household_that_moved_is_not_made_again_by_a_list() {
    on_both(|db| {
        let town = Town::new(&db, 73);
        let account =
            town.world.member(&db, Role::CommuneOfficer, town.world.above[3], ("2026-01-01", None)).caller.account;
        let officer = db.read_blocking(|tx| access::scope::load(tx, 7, account)).unwrap().expect("a scope");
        let mut leader = town.phone(Role::Leader, 0);
        let (one, other) = (town.household(&mut leader, "Lê").0, town.household(&mut leader, "Thạch").0);
        let to = town.world.hamlets[1];
        for (kind, body) in [
            ("household.merge", json!({ "household": other, "into": one, "residents": [], "day": "2026-03-02" })),
            ("household.move", json!({ "household": one, "to": to, "day": "2026-03-03" })),
        ] {
            leader.write(&town.world.clock, &*town.world.ids, kind, body);
            town.sync(&mut leader);
        }
        let hamlet = db.read_blocking(|tx| places::store::unit(tx, to)).unwrap().expect("a hamlet").full_name;
        let list = format!(
            "UBND XÃ VĨNH HẬU A;;;;;\nHộ số;Họ và tên;Quan hệ với chủ hộ;Năm sinh;Giới tính;Ấp\n\
             1;Lê Sa Rươl;Chủ hộ;1954;Nữ;{hamlet}\n1;Lê Đa;con gái;1981;;{hamlet}\n\
             1;Thạch Sa Rươl;;1954;Nữ;{hamlet}\n1;Thạch Đa;con gái;1981;;{hamlet}\n"
        );
        let workbook = sheets::read(list.as_bytes(), "ho.csv", &sheets::Limits::default(), &mut |_| {}).unwrap();
        let settings = Settings { this_year: 2026, kind: Some(Kind::Households), ..Settings::default() };
        let reading = roster::read(&workbook, &settings);
        let by = Import { now: town.world.clock.now(), ids: &*town.world.ids, actor: Some(account) };
        let report = db.write_blocking(|tx| {
            let unit = places::store::unit(tx, town.world.above[3])?;
            let wanted = Wanted { unit: unit.as_ref(), ..Wanted::default() };
            Ok::<_, ListError>(lists::bring_in(tx, &reading, &wanted, (&by, officer.clone()))?.0)
        });
        let report = report.expect("it comes in");
        assert_eq!((report.households_new, report.residents_new, report.maybe), (0, 0, 0), "{:?}", report.rows);
        assert_eq!(town.commune("residents", "", "all"), 4);
        town.verify();
    });
}
