//! Where SQL may stand: in the stores of the rooms, and in the crates below them, which know no web.

use crate::{none, tree};

/// Crates whose SQL stands in `store.rs` or `store/` only.
const STORED: &[&str] = &[
    "crates/rooms/",
    "crates/api/src/",
    "crates/gandan/src/",
    "crates/demo/src/",
    "crates/access/src/",
    "crates/places/src/",
];
/// Free of it in every file that knows the web.
const CORE: &[&str] = &["crates/audit/src/", "crates/counting/src/", "crates/sync/src/"];
const STARTS: &[&str] =
    &["select ", "insert into ", "update ", "delete from ", "create table ", "with recursive ", "drop table "];

#[test]
fn sql_stands_in_stores() {
    let mut findings = Vec::new();
    for file in tree::files("crates", &["rs"]) {
        let shown = file.shown.as_str();
        let is_store = shown.ends_with("/store.rs") || shown.contains("/store/");
        let is_test = shown.contains("/tests/") || shown.ends_with("/tests.rs");
        let stored = STORED.iter().any(|folder| shown.starts_with(folder));
        let knows_web = CORE.iter().any(|folder| shown.starts_with(folder)) && file.text.contains("axum::");
        if is_test || is_store || !(stored || knows_web) {
            continue;
        }
        let production = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = production.lines().enumerate().filter(|(_, line)| is_sql(line));
        findings.extend(lines.map(|(at, line)| format!("{shown}:{} {}", at + 1, line.trim())));
    }
    none("SQL outside a store", findings);
}

/// A string literal that begins as a statement does. `readyz` may ask the database whether it is there.
fn is_sql(line: &str) -> bool {
    if line.trim_start().starts_with("//") || line.contains("\"select cast(1 as bigint)\"") {
        return false;
    }
    line.split('"').skip(1).step_by(2).any(|text| STARTS.iter().any(|start| text.trim_start().starts_with(start)))
}
