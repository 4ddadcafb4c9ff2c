//! Workbooks as communes make them, with what a perfect reader makes of them (tests/files/README.md).

use std::collections::BTreeMap;
use std::path::Path;

use roster::{Reading, Settings};

fn read(name: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    let bytes = std::fs::read(path).expect("the file");
    let workbook = sheets::read(&bytes, name, &sheets::Limits::default(), &mut |_| {}).expect("a workbook");
    roster::read(&workbook, &Settings { this_year: 2026, ..Settings::default() })
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

fn expected(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    let mut reader = csv::Reader::from_path(path).expect("the expected rows");
    reader.deserialize::<BTreeMap<String, String>>().map(|row| line(&row.expect("a row"))).collect()
}

#[test]
fn every_row_comes_back_as_expected() {
    let mut wrong = Vec::new();
    for name in [
        "01_vinh_my_a_hai_dong_tieu_de",
        "02_vinh_thinh_dau_x_ngay_sinh_lon_xon",
        "03_ho_dan_ap_17_tach_ho_va_ten",
        "04_vinh_hau_nfd_va_tcvn3",
        "05_minh_dieu_trung_nguoi",
    ] {
        let got = lines(&read(&format!("{name}.xlsx")));
        let want = expected(&format!("{name}.expected.csv"));
        for at in 0..got.len().max(want.len()) {
            let (got, want) = (got.get(at).map_or("", |s| s), want.get(at).map_or("", |s| s));
            if got != want {
                wrong.push(format!("{name} {at}\n  got  {got}\n  want {want}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
