use std::process::ExitCode;

use base::{SystemClock, SystemIds};

use super::Failure;
use crate::config::Config;
use crate::start;

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let db = start::open(config)?;
    let ran = start::prepare(&db, &SystemClock, &SystemIds)?;
    println!(
        "{}: {}",
        config.shown_database(),
        if ran == 0 { "up to date".into() } else { format!("{ran} migrations ran") }
    );
    Ok(ExitCode::SUCCESS)
}
