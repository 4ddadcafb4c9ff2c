use std::path::Path;
use std::process::ExitCode;

use base::{SystemClock, SystemIds};
use db::Db;
use places::import::Counted;

use super::Failure;
use crate::cli::Import;
use crate::config::Config;
use crate::start;

pub(super) fn run(what: Import, config: &Config) -> Result<ExitCode, Failure> {
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    match what {
        Import::Units { folder, in_force } => units(&db, folder.as_deref(), in_force)?,
        _ => return Err(Failure::from("not there yet".to_owned())),
    }
    Ok(ExitCode::SUCCESS)
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
        let known = places::store::maps(tx)?;
        if let Some(year) = wanted {
            if !known.iter().any(|map| map.year == year) {
                let years: Vec<String> = known.iter().map(|map| map.year.to_string()).collect();
                return Err(Failure::from(format!("--in-force {year}: the maps that are loaded are {}", years.join(", "))));
            }
            places::store::set_map_in_force(tx, year)?;
        }
        Ok(places::store::map_in_force(tx)?)
    })
}

fn shown(counted: Counted) -> String {
    format!("{:>7} in the lists, {:>7} new or changed", counted.read, counted.written)
}
