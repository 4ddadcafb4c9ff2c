//! An office that brings its own roster in.
#![allow(dead_code)]

#[path = "../../../../places/tests/small/mod.rs"]
mod small;

use base::{Day, Instant, SeededIds, Uuid};
use db::Db;
use org::import::Import;
use org::lists::{self, File, ListError, Outcome, Report, UndoError, Wanted};
use roster::{Kind, Reading, Settings};

const HOA_BINH: &str = include_str!("../../../../../data/hamlets_hoa_binh.csv");

pub const LIST: &str = "\
UBND XÃ VĨNH BÌNH;;;;
DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG (Kèm theo Quyết định số 12/QĐ-UBND ngày 01 tháng 3 năm 2023);;;;
Stt;Họ tên;NS;Ấp;Nhiệm vụ;Đơn vị;Số máy bàn giao
1;Trần Văn Sáu;1965;Ấp 17;TT;Bí thư chi bộ;912345678
2;Lê Thị Út;1982;ấp 17;T. phó;Trưởng ấp;0913 000 111
3;Lê Thị Út;1982;ấp 17;T. phó;Trưởng ấp;0913 000 111
4;Thạch Sa Rươl;1990;Ấp 18;TV;Bí thư chi đoàn;
";

pub fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

pub fn read(text: &str, settings: &Settings) -> Reading {
    let workbook =
        sheets::read(text.as_bytes(), "danh_sach.csv", &sheets::Limits::default(), &mut |_| {}).expect("a table");
    roster::read(&workbook, settings)
}

pub fn usual() -> Settings {
    Settings { this_year: 2026, kind: Some(Kind::Roster), ..Settings::default() }
}

pub struct Office {
    pub db: Db,
    pub ids: SeededIds,
}

impl Office {
    pub fn by(&self, at: Instant) -> Import<'_> {
        Import { now: at, ids: &self.ids, actor: None }
    }

    pub fn bring(&self, text: &str, at: Instant) -> Result<(Report, Uuid), ListError> {
        let reading = read(text, &usual());
        let file = Some(File { name: "danh_sach.csv", hash: "h", basis: None });
        let wanted = Wanted { file, ..Wanted::default() };
        let done = self.db.write_blocking(|tx| lists::bring_in(tx, &reading, &wanted, &self.by(at)))?;
        Ok((done.0, done.1.expect("the list is noted")))
    }

    pub fn undo(&self, list: Uuid, at: Instant) -> Result<(), UndoError> {
        self.db.write_blocking(|tx| {
            let kept = lists::one(tx, list)?.expect("the list is there");
            lists::undo(tx, &kept, &self.by(at))
        })
    }

    pub fn members(&self) -> i64 {
        counting::fold::run(&self.db, now()).expect("it folds");
        let found = self.db.read_blocking(|tx| {
            let unit = places::resolve(tx, "961@2024").expect("the district").id;
            let sql = "select total from unit_figure where unit = $1 and indicator = 'members' and bucket = 'all'";
            tx.opt(sql, db::args![unit], |row| row.get::<i64>(0))
        });
        found.expect("the read succeeds").unwrap_or(0)
    }

    /// What is stored is what a recount gives.
    pub fn agrees(&self) {
        counting::fold::run(&self.db, now()).expect("it folds");
        let mut found = Vec::new();
        let looked = self.db.read_blocking(|tx| {
            let unit = places::resolve(tx, "961@2024").expect("the district").id;
            let part = places::store::part_of(tx, unit)?.expect("a part");
            counting::verify::part(tx, part, Day::of(now()), &[&org::OrgRecount], &mut found)
        });
        looked.expect("the recount runs");
        assert_eq!(found, []);
    }
}

pub fn with_office(test: impl Fn(&Office)) {
    testkit::on_both(|db| {
        small::import(db);
        db.write_blocking(|tx| places::store::set_map_in_force(tx, 2024)).expect("the map is set");
        let office = Office { db: db.clone(), ids: SeededIds::new(5) };
        let by = office.by(now());
        db.write_blocking(|tx| org::hamlets::import(tx, HOA_BINH, &by)).expect("the hamlets import");
        test(&office);
        office.agrees();
    });
}

pub fn outcome(report: &Report, row: u32) -> &Outcome {
    &report.rows["danh_sach"][&row]
}
