//! One file for each command. A command says on standard output what it did, and on standard error what it could not do.

mod backup;
mod demo;
mod failure;
mod import;
mod migrate;
mod openapi;
mod restore;
mod serve;
mod token;
mod verify;

use std::process::ExitCode;

pub use failure::Failure;

use crate::cli::Command;
use crate::config::Config;

/// Runs a command to its end.
pub fn run(command: Command, config: Config) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve => serve::run(&config),
        Command::Migrate => migrate::run(&config),
        Command::Import { what } => import::run(what, &config),
        Command::Verify => verify::run(&config),
        Command::Backup { file } => backup::run(&file, &config),
        Command::Restore { file } => restore::run(&file, &config),
        Command::Openapi => openapi::run(),
        Command::Token { what } => token::run(what, &config),
        Command::Demo { load_only: false } => demo::run(&config),
        Command::Demo { load_only: true } => demo::load(&config),
    }
}
