//! Numbered migrations, forward only, run at start and by `gandan migrate`, under a lock, one statement a message.

use base::Instant;

use crate::dialect::rewrite;
use crate::{Db, Engine, Error, Result, Tx, args};

/// Number, name and text of every migration, in order.
pub const ALL: &[(i64, &str, &str)] = &[
    (1, "foundation", include_str!("../../../migrations/0001_foundation.sql")),
    (2, "account_used", include_str!("../../../migrations/0002_account_used.sql")),
    (3, "snapshot_records", include_str!("../../../migrations/0003_snapshot_records.sql")),
    (4, "room_to_update", include_str!("../../../migrations/0004_room_to_update.sql")),
    (5, "lists", include_str!("../../../migrations/0005_lists.sql")),
    (6, "organisation_by_hand", include_str!("../../../migrations/0006_organisation_by_hand.sql")),
    (7, "merges", include_str!("../../../migrations/0007_merges.sql")),
    (8, "household_lists", include_str!("../../../migrations/0008_household_lists.sql")),
    (9, "list_layout", include_str!("../../../migrations/0009_list_layout.sql")),
    (10, "merged_flag", include_str!("../../../migrations/0010_merged_flag.sql")),
    (11, "group_activities", include_str!("../../../migrations/0011_group_activities.sql")),
    (12, "consent", include_str!("../../../migrations/0012_consent.sql")),
    (13, "stay_atom", include_str!("../../../migrations/0013_stay_atom.sql")),
    (14, "entered_figures", include_str!("../../../migrations/0014_entered_figures.sql")),
    (15, "activity_by_day", include_str!("../../../migrations/0015_activity_by_day.sql")),
];

/// How a table is laid out on a sharded cluster, from the line `-- @…` before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Copied to every node.
    Reference,
    /// Split by `part`.
    Distributed,
}

/// The tables of all migrations with their spread, in the order in which they are made.
pub fn tables() -> Vec<(&'static str, Spread)> {
    let mut tables = Vec::new();
    let mut spread = None;
    for line in ALL.iter().flat_map(|(_, _, text)| text.lines()) {
        match line.trim() {
            "-- @reference" => spread = Some(Spread::Reference),
            "-- @distributed" => spread = Some(Spread::Distributed),
            _ => {}
        }
        if let (Some(rest), Some(kind)) = (line.strip_prefix("create table "), spread) {
            tables.extend(rest.split([' ', '(']).next().map(|name| (name, kind)));
            spread = None;
        }
    }
    tables
}

/// The statements of a migration, without comments. One that begins with `{postgres}` says how that engine is to store what
/// both have, and means nothing to the other.
pub fn statements(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("--")).fold(String::new(), |mut code, line| {
            code.push_str(line.split(" -- ").next().unwrap_or(line).trim_end());
            code.push('\n');
            code
        });
    code.split(";\n").map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// Brings the schema up to date and gives the number of migrations that ran. Refuses a database that a newer program has
/// migrated further than this one knows.
pub fn run(db: &Db, now: Instant) -> Result<usize> {
    db.write_blocking(|tx| {
        if tx.engine() == Engine::Postgres {
            tx.all("select 1 from pg_advisory_xact_lock(7300112233)", &[], |_| Ok(()))?;
        }
        tx.run_text(
            "create table if not exists schema_migration (version bigint primary key, name text not null, ran_at bigint not null)",
        )?;
        let known = tx.all("select version from schema_migration order by version", &[], |row| row.get::<i64>(0))?;
        let newest = ALL.last().map_or(0, |(version, _, _)| *version);
        if let Some(ahead) = known.iter().find(|version| **version > newest) {
            return Err(Error::Other(format!(
                "the database is at migration {ahead}, this program knows {newest}: install the newer program"
            )));
        }
        let mut ran = 0;
        for (version, name, text) in ALL.iter().filter(|(version, _, _)| !known.contains(version)) {
            apply(tx, text)?;
            tx.exec(
                "insert into schema_migration (version, name, ran_at) values ($1, $2, $3)",
                args![*version, *name, now],
            )?;
            ran += 1;
        }
        Ok(ran)
    })
}

fn apply(tx: &mut Tx<'_>, text: &str) -> Result<()> {
    let cluster = tx.engine() == Engine::Postgres
        && tx.opt("select 1 from pg_extension where extname = 'citus'", &[], |_| Ok(()))?.is_some();
    let tables = tables();
    let mut open: Option<(&str, Spread)> = None;
    for statement in statements(text) {
        if let Some(rest) = statement.strip_prefix("create table ") {
            spread(tx, cluster, open.take())?;
            let name = rest.split([' ', '(']).next().unwrap_or_default();
            open = tables.iter().copied().find(|(table, _)| *table == name);
        }
        match statement.strip_prefix("{postgres}") {
            Some(_) if tx.engine() == Engine::Sqlite => {}
            Some(own) => tx.run_text(own)?,
            None => tx.run_text(&rewrite(&statement, tx.engine()))?,
        }
    }
    spread(tx, cluster, open)
}

/// On a cluster each table is spread right after it and its indexes are made, before anything refers to it.
fn spread(tx: &mut Tx<'_>, cluster: bool, table: Option<(&str, Spread)>) -> Result<()> {
    match table {
        Some((name, Spread::Reference)) if cluster => tx.run_text(&format!("select create_reference_table('{name}')")),
        Some((name, Spread::Distributed)) if cluster => {
            let with = if name == "atom" { "none" } else { "atom" };
            tx.run_text(&format!("select create_distributed_table('{name}', 'part', colocate_with => '{with}')"))
        }
        _ => Ok(()),
    }
}
