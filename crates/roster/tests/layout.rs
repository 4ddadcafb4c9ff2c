//! What came in goes out the same way: the layout of each workbook is taken, filled with the same people as they are kept, and
//! read again.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use roster::layout::{self, Layout, Of, Spread};
use roster::{About, Kind, Reading, Record, Settings};
use sheets::{Limits, Value, Workbook};

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
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

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn kind(path: &Path) -> Kind {
    if name(path).starts_with('h') || name(path).starts_with("03") { Kind::Households } else { Kind::Roster }
}

fn settings(kind: Kind) -> Settings {
    Settings { this_year: 2026, kind: Some(kind), ..Settings::default() }
}

fn open(path: &Path) -> (Workbook, Reading) {
    let bytes = std::fs::read(path).expect("the file");
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let workbook = sheets::read(&bytes, &file, &Limits::default(), &mut |_| {}).expect("a workbook");
    let reading = roster::read(&workbook, &settings(kind(path)));
    (workbook, reading)
}

/// The people of a reading as they are kept: once each, in their hamlets' order, with what is kept of them.
fn kept(reading: &Reading, kind: Kind) -> Vec<Record> {
    let mut order: Vec<&str> = reading.records.iter().map(|record| record.hamlet.as_str()).collect();
    let mut seen = BTreeSet::new();
    order.retain(|hamlet| seen.insert(*hamlet));
    order.sort_by_key(|hamlet| !hamlet.is_empty());
    let mut twice = HashSet::new();
    let mut records = Vec::new();
    for hamlet in order {
        let (mut number, mut last) = (0, None);
        for record in reading.records.iter().filter(|r| r.about != About::Sheet && r.hamlet == hamlet) {
            let who = (hamlet, record.full_name.clone(), record.birth_year, record.phone.clone());
            if record.full_name.is_empty() || (kind == Kind::Roster && !twice.insert(who)) {
                continue;
            }
            let mut one = Record::named(&record.full_name);
            one.hamlet = hamlet.to_owned();
            (one.birth_year, one.gender, one.phone) = (record.birth_year, record.gender.clone(), record.phone.clone());
            match kind {
                Kind::Roster => (one.role, one.position) = (record.role.clone(), record.position.clone()),
                Kind::Households => {
                    let begins = record.about == About::Household
                        || if record.household_no.is_empty() {
                            record.relation == "Chủ hộ"
                        } else {
                            last != Some(&record.household_no)
                        };
                    number += usize::from(begins || number == 0);
                    last = Some(&record.household_no);
                    one.household_no = number.to_string();
                    one.relation = record.relation.clone();
                    one.phone.clear();
                }
            }
            records.push(one);
        }
    }
    records
}

fn filled(path: &Path) -> (Option<Layout>, layout::Filled, Vec<Record>) {
    let (workbook, reading) = open(path);
    let records = kept(&reading, kind(path));
    let layout = layout::of(&workbook, &reading);
    let of = Of { kind: kind(path), commune: "Xã Vĩnh Mỹ A", decision: None };
    let filled = layout::fill(layout.as_ref(), &records, of, &settings(kind(path)));
    (layout, filled, records)
}

#[test]
fn every_workbook_goes_out_as_it_came_in() {
    let mut plain = Vec::new();
    for path in files() {
        let (_, filled, records) = filled(&path);
        if !filled.as_imported {
            plain.push(name(&path));
        }
        let bytes = sheets::write(&filled.pages).expect("it is written");
        assert_eq!(bytes, sheets::write(&filled.pages).expect("it is written"), "{}", name(&path));
        let workbook = sheets::read(&bytes, "x.xlsx", &Limits::default(), &mut |_| {}).expect("a workbook");
        let again = kept(&roster::read(&workbook, &settings(kind(&path))), kind(&path));
        let names = |records: &[Record]| {
            records.iter().map(|r| (r.hamlet.to_lowercase(), r.full_name.clone())).collect::<Vec<_>>()
        };
        assert_eq!(names(&again), names(&records), "{}", name(&path));
        assert!(workbook.sheets.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).all(|cell| !cell.formula));
    }
    assert_eq!(plain, Vec::<String>::new());
}

#[test]
fn nothing_of_people_is_remembered() {
    for path in files() {
        let (layout, _, _) = filled(&path);
        let (_, reading) = open(&path);
        let text = serde_json::to_string(&layout.expect("a layout")).expect("json");
        for record in reading.records.iter().filter(|record| record.about != About::Sheet) {
            let own = [&record.full_name, &record.phone].into_iter().filter(|own| own.chars().count() > 5);
            own.for_each(|own| assert!(!text.contains(own.as_str()), "{}: {own}", name(&path)));
        }
        let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
        assert!(longest < 8, "{}: {text}", name(&path));
    }
}

#[test]
fn headings_marks_and_sub_headings_are_those_of_the_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let (layout, filled, _) = filled(&root.join("01_vinh_my_a_hai_dong_tieu_de.xlsx"));
    let layout = layout.expect("a layout");
    assert_eq!(layout.spread, Spread::Headings);
    assert_eq!(layout.section.expect("sub-headings").text, "{I}. {HAMLET} ({nn} thành viên)");
    let sheet = &filled.pages[0].sheet;
    let texts: Vec<&str> = sheet
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for expected in [
        "(Kèm theo Quyết định số 45/QĐ-UBND ngày 12 tháng 5 năm 2023 của UBND xã Vĩnh Mỹ A)",
        "Trong tổ",
        "(8)",
        "II. ẤP HUY HẾT (06 thành viên)",
        "Tổng cộng",
    ] {
        assert!(texts.contains(&expected), "{expected}: {texts:?}");
    }
    assert!(sheet.merges.iter().any(|m| m.first_row == 7 && m.first_column == 2 && m.last_column == 3));
}

#[test]
fn a_head_whose_name_sounds_like_a_heading_begins_no_table() {
    let text = "Hộ số;STT;Họ và tên;Quan hệ với chủ hộ;Năm sinh;Giới tính\n\
        1;1;Nguyễn Văn Hoàng;chủ hộ;1981;Nam\n;2;Nguyễn Thị Mai;vợ;1985;Nữ\n\
        2;3;Phan Công Tâm;chủ hộ;1991;Nam\n;4;Nguyễn Hải Vân;vợ;1993;Nữ\n;5;Nguyễn Quân;con;2017;Nam\n";
    let workbook = sheets::read(text.as_bytes(), "Ấp 17.csv", &Limits::default(), &mut |_| {}).expect("a table");
    let reading = roster::read(&workbook, &settings(Kind::Households));
    assert_eq!(reading.sheets[0].tables.len(), 1);
    let names: Vec<&str> = reading.records.iter().map(|record| record.full_name.as_str()).collect();
    assert_eq!(names, ["Nguyễn Văn Hoàng", "Nguyễn Thị Mai", "Phan Công Tâm", "Nguyễn Hải Vân", "Nguyễn Quân"]);
}
