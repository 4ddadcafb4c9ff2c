//! Workbooks as communes make them, with what a perfect reader makes of them (tests/files/README.md).

use std::collections::BTreeMap;
use std::path::Path;

use roster::{Kind, Reading, Settings};

fn read(path: &Path) -> Reading {
    let bytes = std::fs::read(path).expect("the file");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let workbook = sheets::read(&bytes, &name, &sheets::Limits::default(), &mut |_| {}).expect("a workbook");
    let households = name.starts_with('h') || name.starts_with("03");
    let kind = Some(if households { Kind::Households } else { Kind::Roster });
    roster::read(&workbook, &Settings { this_year: 2026, kind, ..Settings::default() })
}

/// A record as a line of the expected results: `column=value`, what is empty left out.
fn lines(reading: &Reading) -> Vec<String> {
    let shown = |record: &roster::Record| {
        let value = serde_json::to_value(record).expect("json");
        let fields: BTreeMap<String, String> =
            value.as_object().expect("an object").iter().map(|(k, v)| (k.clone(), flat(v))).collect();
        line(&fields)
    };
    reading.records.iter().map(shown).collect()
}

fn flat(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(list) => list.iter().map(flat).collect::<Vec<_>>().join(";"),
        serde_json::Value::Object(map) => {
            map.iter().map(|(k, v)| format!("{k}={}", flat(v))).collect::<Vec<_>>().join(";")
        }
        other => other.to_string(),
    }
}

fn line(fields: &BTreeMap<String, String>) -> String {
    let ordered = |key: &str, value: &str| {
        let mut parts: Vec<&str> = value.split(';').collect();
        if key == "extra" {
            parts.sort_unstable();
        }
        parts.join(";")
    };
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(key, value)| format!("{key}={}", ordered(key, value))).collect::<Vec<_>>().join(" | ")
}

fn expected(path: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).expect("the expected rows");
    reader.deserialize::<BTreeMap<String, String>>().map(|row| line(&row.expect("a row"))).collect()
}

/// Extras that the expected rows speak of; the others are this program's own.
const EXTRAS: &[&str] = &["phone2=", "smartphone=", "stated_", "counted"];

fn told(line: &str) -> String {
    let extra = |list: &str| {
        list.split(';').filter(|one| EXTRAS.iter().any(|key| one.starts_with(key))).collect::<Vec<_>>().join(";")
    };
    let part = |part: &str| match part.strip_prefix("extra=") {
        Some(list) => Some(format!("extra={}", extra(list))).filter(|text| text != "extra="),
        None => Some(part.to_owned()),
    };
    line.split(" | ").filter_map(part).collect::<Vec<_>>().join(" | ")
}

#[test]
fn every_row_comes_back_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let folders = [root.clone(), root.join("more")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("the folder"));
    let files = files.map(|entry| entry.expect("an entry").path()).filter(|path| {
        let name = path.to_string_lossy().into_owned();
        [".xlsx", ".xls", ".ods", ".csv"].iter().any(|end| name.ends_with(end)) && !name.ends_with(".expected.csv")
    });
    let (mut wrong, mut read_files) = (Vec::new(), 0);
    for path in files {
        read_files += 1;
        let sort = |mut lines: Vec<String>| {
            lines.sort_unstable();
            lines
        };
        let got = sort(lines(&read(&path)).iter().map(|line| told(line)).collect());
        let want = sort(expected(&path.with_extension("expected.csv")).iter().map(|line| told(line)).collect());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        wrong.extend(got.iter().filter(|line| !want.contains(line)).map(|line| format!("{name}\n  got  {line}")));
        wrong.extend(want.iter().filter(|line| !got.contains(line)).map(|line| format!("{name}\n  want {line}")));
        if got.len() != want.len() {
            wrong.push(format!("{name}: {} rows instead of {}", got.len(), want.len()));
        }
    }
    assert_eq!(read_files, 5 + 36);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The five that everybody starts from come back in the order of their sheets, and with every extra.
#[test]
fn rows_come_in_the_order_of_the_sheet() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|end| end == "xlsx") {
            assert_eq!(lines(&read(&path)), expected(&path.with_extension("expected.csv")), "{}", path.display());
        }
    }
}
