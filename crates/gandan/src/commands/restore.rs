use std::path::Path;
use std::process::ExitCode;

use base::{Clock, Day, SystemClock, SystemIds};
use db::Db;

use super::{Failure, backup, verify};
use crate::config::Config;
use crate::{start, wiring};

/// Fills an empty database from a backup. The new epoch makes every phone drop its copy and offer what it has kept.
pub(super) fn run(file: &Path, config: &Config) -> Result<ExitCode, Failure> {
    if !file.is_file() {
        return Err(Failure::from(format!("{}: there is no such file", file.display())));
    }
    let now = SystemClock.now();
    let to = start::open(config)?;
    db::migrations::run(&to, now)?;
    // The backup itself is left as it is; a copy is brought up to this program's schema first.
    let scratch = std::env::temp_dir().join(format!("gandan-restore-{}.db", std::process::id()));
    let rows = fill(file, &scratch, &to);
    backup::remove(&scratch);
    let rows = rows?;
    to.write_blocking(|tx| places::store::draw_epoch(tx, &SystemIds))?;
    // A backup of an earlier program has not what this one counts beside it.
    counting::catch_up::run(&to, &wiring::recounts(), &SystemIds, now)?;
    let findings = verify::all(&to, Day::of(now))?;
    if let Some(first) = findings.wrong.first() {
        return Err(Failure::from(format!("restored, but the figures do not agree: {first}")));
    }
    println!(
        "{}: {rows} rows restored and verified; phones will offer what they sent after the backup",
        config.shown_database()
    );
    Ok(ExitCode::SUCCESS)
}

fn fill(file: &Path, scratch: &Path, to: &Db) -> Result<u64, Failure> {
    std::fs::copy(file, scratch).map_err(|e| Failure::from(format!("{}: {e}", file.display())))?;
    let from = Db::open(&backup::address(scratch), 1)?;
    db::migrations::run(&from, SystemClock.now())?;
    db::copy(&from, to).map_err(|error| {
        Failure::mend(error.to_string(), "restore into an empty folder (--data) or an empty database (--database-url)")
    })
}
