//! What every command does first: open the database, bring its schema up to date, give it what it is born with.

use base::{Clock, Ids};
use db::Db;

use crate::commands::Failure;
use crate::config::Config;

/// Opens the database of the settings. The folder of an embedded one is made when it is not there.
pub fn open(config: &Config) -> Result<Db, Failure> {
    if config.is_embedded() {
        let folder = &config.data;
        std::fs::create_dir_all(folder).map_err(|e| {
            Failure::mend(
                format!("{}: {e}", folder.display()),
                "name a folder that can be written, with --data or GANDAN_DATA",
            )
        })?;
    }
    Db::open(&config.database_url(), config.connections).map_err(|e| {
        Failure::mend(
            format!("{}: {e}", config.shown_database()),
            "check --data, --database-url and whether the server runs",
        )
    })
}

/// Migrations, then epoch and server key where there are none yet. Safe beside other processes that do the same.
pub fn prepare(db: &Db, clock: &dyn Clock, ids: &dyn Ids) -> Result<usize, Failure> {
    let ran = db::migrations::run(db, clock.now())?;
    db.write_blocking(|tx| {
        if places::store::epoch(tx)?.is_none() {
            places::store::draw_epoch(tx, ids)?;
        }
        fieldwork::ensure_catalogue(tx)?;
        people::server_key::ensure(tx, ids)
    })?;
    counting::catch_up::run(db, &crate::wiring::recounts(), ids, clock.now())?;
    Ok(ran)
}
