//! One file for each command. A command says on standard output what it did, and on standard error what it could not do.

mod account;
mod backup;
mod demo;
mod export;
mod failure;
mod import;
mod list;
mod migrate;
mod openapi;
mod restore;
mod serve;
mod token;
mod verify;

use std::process::ExitCode;

pub use failure::Failure;

use access::Role;
use db::Tx;
use places::{LookupError, Unit};

use crate::cli::Command;
use crate::config::Config;

/// Runs a command to its end.
pub fn run(command: Command, config: Config) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve => serve::run(&config),
        Command::Migrate => migrate::run(&config),
        Command::Import { what } => import::run(what, &config),
        Command::Export { what } => export::run(what, &config),
        Command::Verify => verify::run(&config),
        Command::Backup { file } => backup::run(&file, &config),
        Command::Restore { file } => restore::run(&file, &config),
        Command::Openapi => openapi::run(),
        Command::Token { what } => token::run(what, &config),
        Command::Account { what } => account::run(what, &config),
        Command::Demo { load_only: false } => demo::run(&config),
        Command::Demo { load_only: true } => demo::load(&config),
    }
}

/// The role of a word on the command line.
fn role(text: &str, known: &[Role]) -> Result<Role, Failure> {
    let found = known.iter().copied().find(|role| role.as_str() == text);
    found.ok_or_else(|| {
        let known: Vec<&str> = known.iter().map(|role| role.as_str()).collect();
        Failure::both(
            format!("--role {text}: không có vai trò này; các vai trò là {}", known.join(", ")),
            format!("--role {text}: there is no such role; known are {}", known.join(", ")),
        )
    })
}

/// The unit of a word on the command line; without one the whole country.
fn unit(tx: &mut Tx<'_>, text: Option<&str>) -> Result<Unit, Failure> {
    let whole = format!("VN@{}", places::store::map_in_force(tx)?);
    places::resolve(tx, text.unwrap_or(&whole)).map_err(|error| match error {
        LookupError::Db(error) => error.into(),
        refused => Failure::both(format!("--unit: {}", refused.in_vietnamese()), format!("--unit: {refused}")),
    })
}
