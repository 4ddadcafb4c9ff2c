//! The units of old Bạc Liêu and Cà Mau on both maps, cut out of the lists: a real tree that imports in no time.

use std::path::Path;

use base::ManualClock;
use db::Db;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
const ELSEWHERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../data");

/// Imports them.
pub fn import(db: &Db) {
    let folder = testkit::folder();
    write(folder.path());
    places::import::units_from_folder(db, &ManualClock::new(base::Instant(0)), folder.path())
        .expect("the lists import");
}

/// Writes the lists into a folder.
pub fn write(folder: &Path) {
    let data = [DATA, ELSEWHERE].into_iter().map(Path::new).find(|path| path.join("maps.csv").exists());
    let data = data.expect("the data folder is there");
    let read = |file: &str| std::fs::read_to_string(data.join(file)).expect("the list is there");
    let mut old: Vec<String> = vec!["95".into(), "96".into()];
    let mut new: Vec<String> = vec!["96".into()];
    std::fs::copy(data.join("maps.csv"), folder.join("maps.csv")).expect("the file copies");
    for (file, codes) in [("units_2024.csv", &mut old), ("units_2025.csv", &mut new)] {
        let text = read(file);
        let mut kept = String::new();
        for (at, line) in text.lines().enumerate() {
            let cells: Vec<&str> = line.split(',').collect();
            let (code, parent) = (cells[0], cells[cells.len() - 1]);
            if at == 0 || codes.iter().any(|known| known == code || known == parent) {
                codes.push(code.to_owned());
                kept += &format!("{line}\n");
            }
        }
        std::fs::write(folder.join(file), kept).expect("the file is written");
    }
    for file in ["mapping_2025.csv", "mapping_provinces_2025.csv"] {
        let text = read(file);
        let ours =
            |line: &&str| line.split(',').next().is_some_and(|code| code == "old" || old.iter().any(|o| o == code));
        let kept: String = text.lines().filter(ours).map(|line| format!("{line}\n")).collect();
        std::fs::write(folder.join(file), kept).expect("the file is written");
    }
}
