use std::path::Path;
use std::process::ExitCode;

use base::{Clock, SystemClock, SystemIds};
use db::Db;
use places::import::Counted;
use roster::Kind;

use super::Failure;
use crate::cli::Import;
use crate::config::Config;
use crate::start;

pub(super) fn run(what: Import, config: &Config) -> Result<ExitCode, Failure> {
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    match what {
        Import::Units { folder, in_force } => units(&db, folder.as_deref(), in_force)?,
        Import::Hamlets { file } => hamlets(&db, &read(&file)?)?,
        Import::Teams { file } => teams(&db, &read(&file)?)?,
        Import::Published { file } => published(&db, &read(&file)?)?,
        Import::Roster { list } => return super::list::run(&db, Kind::Roster, &list),
        Import::Households { list } => return super::list::run(&db, Kind::Households, &list),
    }
    counting::fold::run(&db, SystemClock.now())?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(file).map_err(|e| Failure::from(format!("{}: {e}", file.display())))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::mend(format!("{} is not UTF-8", file.display()), "save it as CSV UTF-8; docs/csv.md lists the columns")
    })
}

fn units(db: &Db, folder: Option<&Path>, in_force: Option<i64>) -> Result<(), Failure> {
    let report = match folder {
        Some(folder) => places::import::units_from_folder(db, &SystemClock, folder)?,
        None => places::import::units(db, &SystemClock)?,
    };
    let map = put_into_force(db, in_force)?;
    println!("units       {}", shown(report.units));
    println!("names       {}", shown(report.names));
    println!("tree        {}", shown(report.links));
    println!("successions {}", shown(report.successions));
    println!("the map in force is that of {map}");
    Ok(())
}

fn put_into_force(db: &Db, wanted: Option<i64>) -> Result<i64, Failure> {
    db.write_blocking(|tx| {
        let now = places::store::map_in_force(tx)?;
        let Some(year) = wanted.filter(|year| *year != now) else { return Ok(now) };
        let known = places::store::maps(tx)?;
        if !known.iter().any(|map| map.year == year) {
            let years: Vec<String> = known.iter().map(|map| map.year.to_string()).collect();
            return Err(Failure::from(format!("--in-force {year}: the maps that are loaded are {}", years.join(", "))));
        }
        // The tiers are folded along the map in force: what is counted already would stay with the units of the other one.
        let country = places::CodeAtYear::new("VN", year).id();
        if !counting::read::shares(tx, &[country])?.is_empty() {
            return Err(Failure::mend(
                format!("--in-force {year}: figures are counted on the map of {now} already"),
                "choose the map before hamlets and teams come in, in a new folder or database",
            ));
        }
        places::store::set_map_in_force(tx, year)?;
        Ok(year)
    })
}

fn shown(counted: Counted) -> String {
    format!("{:>7} in the lists, {:>7} new or changed", counted.read, counted.written)
}

fn hamlets(db: &Db, text: &str) -> Result<(), Failure> {
    let report = db.write_blocking(|tx| org::hamlets::import(tx, text, &by_command()).map_err(Failure::from))?;
    println!("{} new hamlets, {} were there", report.created.len(), report.known);
    if !report.unplaced.is_empty() {
        println!("{} lie in communes that were split and hang nowhere on the later map yet", report.unplaced.len());
    }
    Ok(())
}

fn teams(db: &Db, text: &str) -> Result<(), Failure> {
    let report = db.write_blocking(|tx| org::import::teams(tx, text, &by_command()).map_err(Failure::from))?;
    println!("teams   {:>6} in the list, {:>6} new", report.teams, report.teams_new);
    println!("members {:>6} in the list, {:>6} new", report.members, report.members_new);
    println!("{} that were there are different now", report.changed);
    Ok(())
}

fn published(db: &Db, text: &str) -> Result<(), Failure> {
    let (read, written) = db.write_blocking(|tx| org::published::import(tx, text).map_err(Failure::from))?;
    println!("{read} figures in the list, {written} new or changed");
    Ok(())
}

fn by_command() -> org::import::Import<'static> {
    org::import::Import { now: SystemClock.now(), ids: &SystemIds, actor: None }
}
