use std::process::ExitCode;
use std::sync::Arc;

use base::{SystemClock, SystemIds};
use db::Db;

use super::Failure;
use crate::wiring::{self, Shared};

/// The contract says what the program is, not what it holds: an empty database in memory is enough to ask for it.
pub(super) fn run() -> Result<ExitCode, Failure> {
    let db = Db::open("sqlite::memory:", 1)?;
    let service = wiring::sync_service(db, Arc::new(SystemClock), Arc::new(SystemIds));
    let shared = Shared { service: Arc::new(service), hub: Arc::default() };
    let contract = wiring::routes(&shared).into_openapi();
    println!("{}", contract.to_pretty_json().map_err(|e| Failure::from(e.to_string()))?);
    Ok(ExitCode::SUCCESS)
}
