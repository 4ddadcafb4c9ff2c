//! One file for each command. A command says on standard output what it did, and on standard error what it could not do.

mod failure;
mod import;
mod migrate;

use std::process::ExitCode;

pub use failure::Failure;

use crate::cli::Command;
use crate::config::Config;

/// Runs a command to its end.
pub fn run(command: Command, config: Config) -> Result<ExitCode, Failure> {
    match command {
        Command::Migrate => migrate::run(&config),
        Command::Import { what } => import::run(what, &config),
        _ => Err(Failure::from("this command is not there yet".to_owned())),
    }
}
