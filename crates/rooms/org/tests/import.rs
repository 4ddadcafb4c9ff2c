//! The clean list of teams on both engines: counted to the last member, nothing twice, nothing of a file with mistakes.

#[path = "../../../places/tests/small/mod.rs"]
mod small;

use base::{Day, Instant, SeededIds, Uuid};
use counting::reach::ReachRows;
use counting::verify::Recount;
use counting::{Deltas, Place};
use db::{Db, args};
use org::import::{Import, Report};
use places::{RowErrors, resolve};

const HOA_BINH: &str = include_str!("../../../../data/hamlets_hoa_binh.csv");

const LIST: &str = "\
unit,team,decision_number,decision_date,decision_issuer,name,birth_year,sex,role,post,phone,since,until
31918@2024/Ấp 17,Tổ CNSCĐ ấp 17,12/QĐ-UBND,2023-03-01,UBND xã Vĩnh Bình,Trần Văn Sáu,1965,nam,,Bí thư chi bộ,0912 345 678,,
31918@2024/17,Tổ CNSCĐ ấp 17,,,,Lê Thị Út,1982,nữ,tổ phó,Trưởng ấp,,,
31918@2024/17,Tổ CNSCĐ ấp 17,,,,Thạch Sa Rươl,,,,Chi hội trưởng phụ nữ,,2024-01-15,2025-02-01
31918@2024,Tổ CNSCĐ xã Vĩnh Bình,11/QĐ-UBND,2023-02-01,UBND huyện Hòa Bình,Nguyễn Minh Hải,1978,nam,tổ trưởng,Phó Chủ tịch UBND,0987654321,,
961@2024,Tổ CNSCĐ huyện Hòa Bình,1/QĐ-UBND,2023-01-15,UBND huyện Hòa Bình,Phạm Kim Ngân,1980,nữ,leader,vice_chair,,,
31918@2024,Ban Chỉ đạo chuyển đổi số,9/QĐ-UBND,2023-01-20,UBND xã,Nguyễn Minh Hải,1978,nam,leader,chair,0987654321,,
";

fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

fn import(db: &Db, text: &str) -> Result<Report, RowErrors> {
    let ids = SeededIds::new(text.len() as u64);
    db.write_blocking(|tx| org::import::teams(tx, text, &Import { now: now(), ids: &ids, actor: None }))
}

fn list() -> String {
    let mut lines = LIST.lines();
    let head = format!("{},kind\n", lines.next().unwrap_or_default());
    lines.fold(head, |text, line| text + line + if line.contains("Ban Chỉ đạo") { ",committee\n" } else { ",\n" })
}

fn with_places(test: impl Fn(&Db)) {
    testkit::on_both(|db| {
        small::import(db);
        db.write_blocking(|tx| places::store::set_map_in_force(tx, 2024)).expect("the map is set");
        let ids = SeededIds::new(1);
        let import = Import { now: now(), ids: &ids, actor: None };
        let hamlets = db.write_blocking(|tx| org::hamlets::import(tx, HOA_BINH, &import)).expect("the hamlets import");
        assert_eq!(hamlets.created.len(), 68);
        test(db);
        everything_counted_is_stored(db);
    });
}

/// The recount of the organisation gives what the imports stored, and so do the units above after folding.
fn everything_counted_is_stored(db: &Db) {
    counting::fold::run(db, now()).expect("the queue folds");
    let part = db.read_blocking(|tx| {
        let id = unit(tx, "961@2024");
        places::store::part_of(tx, id)
    });
    let part = part.expect("the read succeeds").expect("the district has a part");
    let mut found = Vec::new();
    let looked =
        db.read_blocking(|tx| counting::verify::part(tx, part, Day::of(now()), &[&org::OrgRecount], &mut found));
    assert_eq!(found, []);
    assert!(looked.expect("the recount runs").figures > 0);
    let mut deltas = Deltas::default();
    db.read_blocking(|tx| org::OrgRecount.recount(tx, part, &mut deltas, &mut ReachRows::new())).expect("it counts");
    assert!(deltas.changes().iter().any(|(key, _)| matches!(key.place, Place::Atom(_)) && key.indicator == "hamlets"));
}

fn unit(tx: &mut db::Tx<'_>, code: &str) -> Uuid {
    resolve(tx, code).unwrap_or_else(|e| panic!("{e}")).id
}

/// A figure of a unit after folding, of all time.
fn figure(db: &Db, code: &str, indicator: &str) -> (i64, i64) {
    counting::fold::run(db, now()).expect("the queue folds");
    let found = db.read_blocking(|tx| {
        let id = unit(tx, code);
        tx.opt(
            "select total, female from unit_figure where unit = $1 and indicator = $2 and bucket = 'all'",
            args![id, indicator],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    });
    found.expect("the read succeeds").unwrap_or_default()
}

fn count(db: &Db, sql: &'static str) -> i64 {
    db.read_blocking(|tx| tx.one(sql, &[], |row| row.get(0))).expect("the read succeeds")
}

#[test]
fn a_list_is_imported_once_and_counted_at_every_tier() {
    with_places(|db| {
        let first = import(db, &list()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((first.teams, first.teams_new, first.members, first.members_new), (4, 4, 6, 6));
        assert_eq!(first.changed_communes.len(), 1, "one commune: its own team and a hamlet's");
        let again = import(db, &list()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((again.teams_new, again.members_new, again.changed), (0, 0, 0));
        assert_eq!(again.changed_communes.len(), 0);

        assert_eq!(figure(db, "961@2024", "teams").0, 3, "the steering committee is no team");
        assert_eq!(figure(db, "961@2024", "members"), (4, 2), "who left is not counted now");
        assert_eq!(figure(db, "31918@2024", "teams").0, 2);
        assert_eq!(figure(db, "95@2024", "hamlets_with_team").0, 1);
        assert_eq!(figure(db, "961@2024", "hamlets").0, 68);

        assert_eq!(count(db, "select count(*) from person"), 5, "one person leads a team and sits on the committee");
        assert_eq!(count(db, "select count(*) from account"), 5);
        assert_eq!(count(db, "select count(*) from account_login where login = '+84987654321'"), 1);
        assert_eq!(count(db, "select count(*) from access_grant"), 5, "a committee gives no role in the field");
        assert_eq!(count(db, "select count(*) from access_grant where role = 'leader'"), 3);
        assert_eq!(count(db, "select count(*) from access_grant where until = '2025-02-01'"), 1);
        assert_eq!(count(db, "select max(revision) from membership"), 2, "hamlets came first, then the list");
        let leader = "select count(*) from membership where role = 'leader' and post = 'cell_secretary'";
        assert_eq!(count(db, leader), 1, "the party-cell secretary leads where the list does not say");
    });
}

#[test]
fn a_changed_list_changes_what_is_there() {
    with_places(|db| {
        import(db, &list()).unwrap_or_else(|e| panic!("{e}"));
        let changed = list().replace(
            "Lê Thị Út,1982,nữ,tổ phó,Trưởng ấp,,,",
            "Lê Thị Út,1982,nữ,thành viên,Trưởng ấp,0909090909,,2026-11-01",
        );
        let report = import(db, &changed).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((report.members_new, report.changed, report.changed_communes.len()), (0, 1, 1));
        assert_eq!(figure(db, "961@2024", "members"), (3, 1));
        assert_eq!(count(db, "select count(*) from account_login where login = '+84909090909'"), 1);
        let ended = "select count(*) from access_grant where role = 'member' and until = '2026-11-01'";
        assert_eq!(count(db, ended), 1);
        let stale = "select count(*) from account where revision = 2";
        assert_eq!(count(db, stale), 1, "what was cached of her scope is stale");
    });
}

#[test]
fn a_list_with_mistakes_is_refused_as_a_whole_with_every_cell_to_mend() {
    with_places(|db| {
        let text = "unit,team,decision_date,name,birth_year,sex,role,post,phone,since,until\n\
            31918,Tổ A,2023-01-01,Lê Văn A,65,nam,,,,,\n\
            31918@2025/Ấp 99,Tổ B,2023-01-01,Lê Văn B,1970,x,sếp,hoàng tử,12345,,\n\
            31918@2024/Ấp 17,Tổ C,,Lê Văn C,1970,nam,,,,2027-01-01,\n\
            31918@2024/Ấp 19,Tổ D,2023-01-01,Lê Văn D,1970,nam,,,0911111111,2022-01-01,2021-01-01\n\
            31918@2024/Ấp 19,Tổ D,2023-01-02,Lê Văn E,1970,nam,,,0911111111,,\n\
            31918@2024/Ấp 19,Tổ D,,Lê Văn D,1970,nam,,,0911111111,2023-05-01,\n";
        let refused = import(db, text).expect_err("the list has mistakes");
        let RowErrors::Rows(rows) = refused else { panic!("{refused}") };
        let cells: Vec<_> = rows.iter().map(|error| (error.line, error.column)).collect();
        let expected = [
            (2, "birth_year"),
            (3, "unit"),
            (3, "sex"),
            (3, "post"),
            (3, "phone"),
            (4, "since"),
            (5, "until"),
            (6, "decision_date"),
        ];
        for cell in expected {
            assert!(cells.contains(&cell), "{cell:?} in {cells:?}");
        }
        assert!(rows.iter().all(|error| !error.vi.is_empty() && error.vi != error.en));
        assert_eq!(count(db, "select count(*) from team"), 0);

        let taken = list() + "31918@2024/Ấp 19,Tổ E,,2023-01-01,,Võ Thị Hoa,1970,nữ,,,0912345678,,,\n";
        let refused = import(db, &taken).expect_err("a number belongs to one person").to_string();
        assert!(refused.contains("row 8, column 'phone': this number belongs to"), "{refused}");
    });
}

#[test]
fn published_figures_stand_beside() {
    with_places(|db| {
        let text = include_str!("../../../../data/published_figures.csv");
        assert_eq!(db.write_blocking(|tx| org::published::import(tx, text)), Ok((2, 2)));
        assert_eq!(db.write_blocking(|tx| org::published::import(tx, text)), Ok((2, 0)));
        let wrong = "unit,indicator,as_of,value,source\n961@2024,tổ,2023,1.000,\n";
        let refused =
            db.write_blocking(|tx| org::published::import(tx, wrong)).expect_err("a row is wrong").to_string();
        assert!(refused.starts_with("row 2, column 'indicator': there is no indicator 'tổ'"), "{refused}");
    });
}
