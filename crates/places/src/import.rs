//! Units from the official lists: idempotent, in seconds, in transactions of a fraction of a second each, so that a
//! running server goes on.

mod plan;

use std::collections::HashMap;
use std::path::Path;

use base::{Clock, Uuid};
use db::{Db, Tx};

use crate::hamlets;
use crate::source::{self, MapSource, SourceError};
use crate::store::{self, write};
use plan::Plan;

/// How many rows one transaction writes.
const BATCH: usize = 4_000;

/// What an import did: rows in the lists, and how many of them were new or different.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// In the lists.
    pub read: u64,
    /// New or different.
    pub written: u64,
}

/// What an import of units did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Units, the country among them.
    pub units: Counted,
    /// Names, former ones too.
    pub names: Counted,
    /// Rows of the closure.
    pub links: Counted,
    /// What became what.
    pub successions: Counted,
}

/// Why units were not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The lists.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A unit of the lists hangs elsewhere in the database.
    #[error("{} units have another parent in the database than in the list, the first is {first}; a move is a \
        reorganisation with a day and a decision, not an import", .count)]
    Moved {
        /// How many.
        count: usize,
        /// One of them.
        first: Uuid,
    },
    /// A list names a parent or a unit that it does not have.
    #[error("units_{year}.csv has no unit '{code}', which '{by}' names")]
    Missing {
        /// The map.
        year: i64,
        /// The code that is not there.
        code: String,
        /// Where it is named.
        by: String,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Imports the lists that this version was built with.
pub fn units(db: &Db, clock: &dyn Clock) -> Result<Report, ImportError> {
    units_from(db, clock, &source::embedded()?)
}

/// Imports the lists in a folder.
pub fn units_from_folder(db: &Db, clock: &dyn Clock, folder: &Path) -> Result<Report, ImportError> {
    units_from(db, clock, &source::from_folder(folder)?)
}

fn units_from(db: &Db, clock: &dyn Clock, maps: &[MapSource]) -> Result<Report, ImportError> {
    let made_at = clock.now();
    let parts = db.write_blocking(|tx| plan::parts(tx, maps, made_at))?;
    let plan = Plan::of(maps, &parts)?;
    refuse_moves(db, maps, &plan)?;
    let report = Report {
        units: staged(db, &plan.units, write::put_units)?,
        names: staged(db, &plan.names, write::put_names)?,
        links: staged(db, &plan.links, write::add_links)?,
        successions: staged(db, &plan.successions, write::put_successions)?,
    };
    if report.links.written > 0 {
        db.write_blocking(write::settle)?;
    }
    // Last: a map is there when all of it is.
    db.write_blocking(|tx| maps.iter().try_for_each(|map| store::note_map(tx, map.year, plan::first_day(map))))?;
    // Hamlets that were there before a later map came follow their communes onto it.
    for part in parts.values() {
        db.write_blocking(|tx| hamlets::hang_on_later_maps(tx, *part))?;
    }
    Ok(report)
}

fn refuse_moves(db: &Db, maps: &[MapSource], plan: &Plan) -> Result<(), ImportError> {
    for map in maps {
        let known: HashMap<Uuid, Uuid> = db.read_blocking(|tx| write::parents(tx, map.year))?.into_iter().collect();
        let listed = plan.links.iter().filter(|(year, _, _, depth, _)| *year == map.year && *depth == 1);
        let moved = listed.filter(|(_, unit, parent, ..)| known.get(unit).is_some_and(|known| known != parent));
        let moved: Vec<Uuid> = moved.map(|link| link.1).collect();
        if let Some(first) = moved.first() {
            return Err(ImportError::Moved { count: moved.len(), first: *first });
        }
    }
    Ok(())
}

fn staged<R>(db: &Db, rows: &[R], put: impl Fn(&mut Tx<'_>, &[R]) -> db::Result<u64>) -> db::Result<Counted> {
    let mut counted = Counted { read: rows.len() as u64, written: 0 };
    for batch in rows.chunks(BATCH) {
        counted.written += db.write_blocking(|tx| put(tx, batch))?;
    }
    Ok(counted)
}
