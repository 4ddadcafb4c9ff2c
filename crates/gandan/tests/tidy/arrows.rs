//! Which crate may know which. Arrows go down only; a new one is a decision, taken here.

use crate::{none, tree};

/// A crate and the crates of ours that it may name. Rooms may know `org`; no room knows another.
const ARROWS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("sheets", &[]),
    ("roster", &["sheets", "base"]),
    ("db", &["base"]),
    ("places", &["db", "base"]),
    ("audit", &["db", "base"]),
    ("access", &["audit", "places", "db", "base"]),
    ("counting", &["places", "db", "base"]),
    ("sync", &["access", "audit", "places", "counting", "db", "base"]),
    ("api", &["sync", "counting", "access", "audit", "places", "db", "base"]),
    ("org", &["roster", "sheets", "api", "sync", "counting", "access", "audit", "places", "db", "base"]),
    ("people", &["org", "api", "sync", "counting", "access", "audit", "places", "db", "base"]),
    ("fieldwork", &["org", "roster", "sheets", "api", "sync", "counting", "access", "audit", "places", "db", "base"]),
    ("insight", &["org", "sheets", "api", "sync", "counting", "access", "audit", "places", "db", "base"]),
    (
        "demo",
        &[
            "roster",
            "sheets",
            "org",
            "people",
            "fieldwork",
            "insight",
            "api",
            "sync",
            "counting",
            "access",
            "audit",
            "places",
            "db",
            "base",
        ],
    ),
    (
        "gandan",
        &[
            "roster",
            "sheets",
            "demo",
            "org",
            "people",
            "fieldwork",
            "insight",
            "api",
            "sync",
            "counting",
            "access",
            "audit",
            "places",
            "db",
            "base",
        ],
    ),
    // Not part of the product.
    ("testkit", &["org", "fieldwork", "api", "sync", "counting", "access", "audit", "places", "db", "base"]),
    (
        "bench",
        &["gandan", "testkit", "demo", "fieldwork", "sync", "counting", "access", "audit", "places", "db", "base"],
    ),
];

/// Who may name a database driver: the one crate for it, and what makes databases for tests or measures the bare engine.
const DRIVERS: &[&str] = &["rusqlite", "postgres", "tokio-postgres", "sqlx", "libsqlite3-sys"];
const DRIVEN: &[&str] = &["db", "testkit", "bench"];

#[test]
fn arrows_go_down() {
    let crates = tree::crates();
    let ours: Vec<&str> = crates.iter().map(|c| c.name.as_str()).collect();
    let mut findings = Vec::new();
    for c in &crates {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == c.name) else {
            findings.push(format!("{} has no line in the table of arrows", c.name));
            continue;
        };
        let named = c.dependencies("dependencies").into_iter().chain(c.dependencies("build-dependencies"));
        let forbidden = named.filter(|name| ours.contains(&name.as_str()) && !allowed.contains(&name.as_str()));
        findings.extend(forbidden.map(|name| format!("{} → {name}", c.name)));
    }
    none("these arrows are not in the table", findings);
}

#[test]
fn only_db_drives() {
    let strangers = tree::crates().into_iter().filter(|c| !DRIVEN.contains(&c.name.as_str()));
    let findings = strangers.flat_map(|c| {
        let named = c.dependencies("dependencies").into_iter().filter(|name| DRIVERS.contains(&name.as_str()));
        named.map(|driver| format!("{} → {driver}", c.name)).collect::<Vec<_>>()
    });
    none("only db knows a driver", findings.collect());
}

#[test]
fn versions_stand_in_one_table() {
    let mut findings = Vec::new();
    for c in tree::crates() {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = c.manifest.get(table).and_then(|t| t.as_table()) else { continue };
            let own = table.iter().filter(|(_, value)| value.get("workspace").is_none());
            findings.extend(own.map(|(name, _)| format!("{}: {name}", c.name)));
        }
    }
    none("versions stand in [workspace.dependencies]", findings);
}
