use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base::{Clock, Day, Instant, SystemClock, SystemIds};
use db::Db;

use super::{Failure, verify};
use crate::config::Config;
use crate::start;

/// What a push that is under way when the snapshot is taken may lag behind its own stamp: such an operation is not called
/// safe yet.
const UNDER_WAY_SECONDS: i64 = 60;

/// Writes a file, verifies it, and only then tells phones that what is in it is safe.
pub(super) fn run(file: &Path, config: &Config) -> Result<ExitCode, Failure> {
    if file.exists() {
        return Err(Failure::mend(
            format!("{} is there already", file.display()),
            "name a new file; a backup never writes over another",
        ));
    }
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    let began = SystemClock.now();
    let part = partial(file);
    let result = write(&db, &part, began);
    let rows = result.inspect_err(|_| remove(&part))?;
    std::fs::rename(&part, file).map_err(|e| Failure::from(format!("{}: {e}", file.display())))?;
    let safe = began.plus_seconds(-UNDER_WAY_SECONDS);
    db.write_blocking(|tx| places::store::set_setting(tx, "safe_through", &safe.0.to_string()))?;
    println!("{}: {rows} rows, opened and verified; safe is what the server had a minute before", file.display());
    Ok(ExitCode::SUCCESS)
}

fn write(db: &Db, part: &Path, began: Instant) -> Result<u64, Failure> {
    remove(part);
    let rows = {
        let copy = Db::open(&address(part), 1)?;
        db::migrations::run(&copy, began)?;
        db::copy(db, &copy)?
    };
    // Opened anew: what is verified is what lies on the disk.
    let opened = Db::open(&address(part), 1)?;
    let findings = verify::all(&opened, Day::of(began))?;
    match findings.wrong.first() {
        None => Ok(rows),
        Some(first) => Err(Failure::mend(
            format!("the copy does not agree with itself: {first}"),
            "run gandan verify on the database itself",
        )),
    }
}

pub(super) fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn partial(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

/// A cut backup leaves nothing behind.
pub(super) fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}
