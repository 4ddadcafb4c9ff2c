//! `gandan export roster|households --unit CODE@YEAR FILE`: today's members or households as the office's own spreadsheet.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::ExitCode;

use base::{Clock, Day, SystemClock, SystemIds};
use places::{Tier, Unit};
use roster::Kind;

use super::Failure;
use crate::cli::{Export, Out};
use crate::config::Config;
use crate::start;

pub(super) fn run(what: Export, config: &Config) -> Result<ExitCode, Failure> {
    let (kind, out) = match what {
        Export::Roster { out } => (Kind::Roster, out),
        Export::Households { out } => (Kind::Households, out),
    };
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    let (now, today) = (SystemClock.now(), Day::of(SystemClock.now()));
    // It writes only that names were read.
    let exported = db.write_blocking(|tx| {
        let commune = commune(super::unit(tx, Some(&out.unit))?)?;
        let (what, exported) = match kind {
            Kind::Roster => ("members", org::lists::roster(tx, &commune, today, true)?),
            Kind::Households => ("households", fieldwork::lists::households(tx, &commune, today)?),
        };
        audit::read_in_bulk(tx, commune.part, (now, None), (commune.id, what, exported.people))?;
        Ok::<_, Failure>(exported)
    })?;
    let bytes = sheets::write(&exported.filled.pages).map_err(|error| Failure::from(error.to_string()))?;
    write(&out, &bytes)?;
    let layout = match exported.filled.as_imported {
        true => "như tệp đã nhập / as the file that came in",
        false => "mẫu chung / the plain layout",
    };
    println!("{}: {} người / people, {layout}", out.file.display(), exported.people);
    Ok(ExitCode::SUCCESS)
}

fn commune(unit: Unit) -> Result<Unit, Failure> {
    if unit.tier == Tier::Commune {
        return Ok(unit);
    }
    Err(Failure::both(
        "--unit: danh sách xuất ở từng xã".to_owned(),
        "--unit: lists are kept commune by commune".to_owned(),
    ))
}

/// Names are for whoever made the file only; what is there already stays.
fn write(out: &Out, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::from(format!("{}: {error}", out.file.display()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&out.file).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)
}
