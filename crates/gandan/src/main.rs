//! `gandan`: reads the command line and the settings, runs the command, says what went wrong.

use std::process::ExitCode;

use clap::Parser;
use gandan::cli::{Cli, Command};
use gandan::config::{Config, Layers};
use gandan::{commands, logging};

/// Gives memory back to the system after a load or a busy evening, which the system's own does not.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match settings(&cli).map(|config| (logging::start(&config), config)) {
        Ok(((), config)) => match commands::run(cli.command, config) {
            Ok(code) => code,
            Err(failure) => {
                eprintln!("gandan: {failure}");
                ExitCode::FAILURE
            }
        },
        Err(refusals) => {
            eprintln!("gandan does not start:\n{refusals}");
            ExitCode::from(2)
        }
    }
}

fn settings(cli: &Cli) -> Result<Config, gandan::config::Refusals> {
    #[allow(clippy::disallowed_methods)] // the one place that asks the environment
    let environment =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let mut layers = Layers::gather(cli.settings.given(), environment, cli.settings.config.clone())?;
    if matches!(cli.command, Command::Demo { .. }) {
        // The demo never grows in the folder of a real installation.
        layers = layers.with_default("data", "gandan-demo").with_default("log", "warn");
    }
    Config::read(&layers)
}
