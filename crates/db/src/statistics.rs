//! What an engine knows of how full its tables are, and plans by.

use crate::{Db, Engine, Result, migrations};

/// Lets PostgreSQL look at the tables that hold rows and that it has never looked at: after a restore, an import, an upgrade of
/// the engine. Until then it plans as if they were all but empty, and walks them. Gives the number of tables. (SQLite needs
/// none: every statement there says itself in which order it is meant.)
pub fn take_missing(db: &Db) -> Result<usize> {
    if db.engine() == Engine::Sqlite {
        return Ok(0);
    }
    let blind = db.read_blocking(|tx| {
        tx.all(
            "select cast(relname as text) from pg_class
             where relkind = 'r' and reltuples <= 0 and relpages = 0 and relnamespace = cast(current_schema() as regnamespace)
               and pg_relation_size(oid) > 0",
            &[],
            |row| row.get::<String>(0),
        )
    })?;
    let ours: Vec<_> = migrations::tables().into_iter().filter(|(name, _)| blind.iter().any(|b| b == name)).collect();
    for (table, _) in &ours {
        // A transaction each: none keeps a lock while the next table is read.
        db.write_blocking(|tx| tx.run_text(&format!("analyze {table}")))?;
    }
    Ok(ours.len())
}
