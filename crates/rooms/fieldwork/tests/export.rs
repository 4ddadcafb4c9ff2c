//! What an office brought in goes out in its own layout, and comes in again without changing anything: every workbook of the
//! reader's tests, on both engines.

#[path = "../../../places/tests/small/mod.rs"]
mod small;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use access::{Grant, Role, Scope};
use base::{Day, Instant, SeededIds};
use db::Db;
use org::import::Import;
use org::lists::{Exported, File, Outcome, Wanted};
use places::{Tier, Unit};
use roster::{Kind, Reading, Settings};
use sheets::{Limits, Value, Workbook};

fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../roster/tests/files");
    let folders = [root.clone(), root.join("more")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("the folder"));
    let mut files: Vec<PathBuf> = files.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| {
        let name = path.to_string_lossy().into_owned();
        [".xlsx", ".xls", ".ods", ".csv"].iter().any(|end| name.ends_with(end)) && !name.ends_with(".expected.csv")
    });
    files.sort();
    files
}

fn kind(name: &str) -> Kind {
    if name.starts_with('h') || name.starts_with("03") { Kind::Households } else { Kind::Roster }
}

struct Office<'a> {
    db: &'a Db,
    ids: SeededIds,
    scope: Arc<Scope>,
}

type Rows = BTreeMap<String, BTreeMap<u32, Outcome>>;

impl<'a> Office<'a> {
    fn new(db: &'a Db) -> Self {
        small::import(db);
        db.write_blocking(|tx| places::store::set_map_in_force(tx, 2024)).expect("the map is set");
        db.write_blocking(fieldwork::ensure_catalogue).expect("the skills are there");
        let account = base::derived_id("an officer");
        let grant = Grant {
            id: account,
            role: Role::CommuneOfficer,
            unit: places::CodeAtYear::new("VN", 2024).id(),
            indicators: Vec::new(),
            since: Day::of(now()),
            until: None,
        };
        let scope =
            Scope { part: 0, account, name: "officer".into(), revision: 0, grants: vec![grant], disabled_at: None };
        Self { db, ids: SeededIds::new(9), scope: Arc::new(scope) }
    }

    fn communes(&self) -> Vec<Unit> {
        let district = |tx: &mut db::Tx<'_>| {
            let province = places::resolve(tx, "95@2024").expect("the province").id;
            places::store::subtree(tx, province, 2024, None)
        };
        let mut units = self.db.read_blocking(district).expect("the units");
        units.retain(|unit| unit.tier == Tier::Commune);
        units
    }

    fn bring(&self, kind: Kind, commune: &Unit, (workbook, reading): (&Workbook, &Reading)) -> Rows {
        let by = Import { now: now(), ids: &self.ids, actor: None };
        let rows = self.db.write_blocking(|tx| {
            let rows = match kind {
                Kind::Roster => {
                    let file = Some(File { name: "list.xlsx", hash: "h", basis: None });
                    let wanted = Wanted { unit: Some(commune), file, ..Wanted::default() };
                    org::lists::bring_in(tx, reading, &wanted, &by)?.0.rows
                }
                Kind::Households => {
                    let scope = self.scope.clone();
                    let wanted = fieldwork::lists::Wanted { unit: Some(commune), ..Default::default() };
                    fieldwork::lists::bring_in(tx, reading, &wanted, (&by, scope))?.0.rows
                }
            };
            org::lists::keep_layout(tx, (commune, kind), roster::layout::of(workbook, reading).as_ref())?;
            Ok::<_, org::lists::ListError>(rows)
        });
        rows.unwrap_or_else(|error| panic!("{} does not come in: {error}", commune.full_name))
    }

    fn export(&self, kind: Kind, commune: &Unit) -> Exported {
        let exported = self.db.read_blocking(|tx| match kind {
            Kind::Roster => org::lists::roster(tx, commune, Day::of(now()), true),
            Kind::Households => fieldwork::lists::households(tx, commune, Day::of(now())),
        });
        exported.expect("it goes out")
    }
}

fn read(bytes: &[u8], name: &str, kind: Kind) -> (Workbook, Reading) {
    let workbook = sheets::read(bytes, name, &Limits::default(), &mut |_| {}).expect("a workbook");
    let reading = roster::read(&workbook, &Settings { this_year: 2026, kind: Some(kind), ..Settings::default() });
    (workbook, reading)
}

fn made(rows: &Rows) -> usize {
    rows.values().flat_map(BTreeMap::values).filter(|outcome| matches!(outcome, Outcome::Created)).count()
}

#[test]
fn what_came_in_goes_out_the_same_and_comes_in_as_known() {
    testkit::on_both(|db| {
        let office = Office::new(db);
        let (mut plain, mut changed) = (Vec::new(), Vec::new());
        for (path, commune) in files().iter().zip(office.communes()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let kind = kind(&name);
            let (workbook, reading) = read(&std::fs::read(path).expect("the file"), &name, kind);
            let first = made(&office.bring(kind, &commune, (&workbook, &reading)));
            assert!(first > 0, "{name}: nothing came in");
            let exported = office.export(kind, &commune);
            // Tables side by side have rows of two people each.
            assert!(exported.people >= first, "{name}: {} of {first} are kept", exported.people);
            if !exported.filled.as_imported {
                plain.push(name.clone());
            }
            let bytes = sheets::write(&exported.filled.pages).expect("it is written");
            let (workbook, reading) = read(&bytes, "again.xlsx", kind);
            let rows = office.bring(kind, &commune, (&workbook, &reading));
            let all = rows.iter().flat_map(|(sheet, rows)| rows.iter().map(move |(row, is)| (sheet, row, is)));
            let other = all.filter(|(.., outcome)| **outcome != Outcome::Same);
            changed.extend(other.map(|(sheet, row, outcome)| format!("{name} {sheet} {row}: {outcome:?}")));
        }
        assert!(changed.is_empty(), "{}", changed.join("\n"));
        assert_eq!(plain, Vec::<String>::new());
    });
}

#[test]
fn a_commune_that_brought_nothing_in_gets_a_plain_list() {
    testkit::on_both(|db| {
        let office = Office::new(db);
        let text = "commune,name,full_name\n31918@2024,17,Ấp 17\n31918@2024,18,Ấp 18\n";
        let list = "unit,team,decision_number,decision_date,name,birth_year,sex,role,post\n\
            31918@2024/17,Tổ ấp 17,12/QĐ-UBND,2023-03-01,Lê Thị Út,,nữ,Tổ trưởng,Trưởng ấp\n\
            31918@2024/18,Tổ ấp 18,12/QĐ-UBND,2023-03-01,Trần Văn Sáu,1965,nam,Tổ phó,Bí thư chi bộ\n";
        let by = Import { now: now(), ids: &office.ids, actor: None };
        db.write_blocking(|tx| org::hamlets::import(tx, text, &by)).expect("the hamlets");
        db.write_blocking(|tx| org::import::teams(tx, list, &by)).expect("the teams");
        let commune = db.read_blocking(|tx| Ok::<_, db::Error>(places::resolve(tx, "31918@2024").expect("there")));
        let commune = commune.expect("the commune");
        let exported = office.export(Kind::Roster, &commune);
        assert!(!exported.filled.as_imported);
        let bytes = sheets::write(&exported.filled.pages).expect("it is written");
        let (workbook, reading) = read(&bytes, "plain.xlsx", Kind::Roster);
        assert_eq!(reading.decision.as_ref().map(|decision| decision.number.as_str()), Some("12/QĐ-UBND"));
        let cells: Vec<&Value> = workbook.sheets[0].rows.iter().flat_map(|r| &r.cells).map(|c| &c.value).collect();
        assert!(cells.contains(&&Value::Text("II. ẤP 18".into())), "{cells:?}");
        assert_eq!(cells.iter().filter(|value| ***value == Value::Number(2.0)).count(), 1, "the total is a number");
        let rows = office.bring(Kind::Roster, &commune, (&workbook, &reading));
        assert!(rows.values().flat_map(BTreeMap::values).all(|outcome| *outcome == Outcome::Same), "{rows:?}");
    });
}
