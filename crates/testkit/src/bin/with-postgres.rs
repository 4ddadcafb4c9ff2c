//! `with-postgres COMMAND [ARGUMENT…]` runs a command with `GANDAN_TEST_POSTGRES_URL` set: to the server that it names
//! already, else to a private one that lives as long as the command. So tests, benchmark and browser tests share one.

use std::process::{Command, ExitCode};

use testkit::postgres::{Private, VARIABLE};

#[allow(clippy::disallowed_methods)] // a test run is set up by the environment
fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        eprintln!("with-postgres COMMAND [ARGUMENT…]");
        return ExitCode::from(2);
    };
    let mut command = Command::new(&program);
    command.args(words);
    let named = std::env::var(VARIABLE).is_ok_and(|url| !url.is_empty());
    let server = if named { Ok(None) } else { Private::start().map(Some) };
    match server {
        Ok(Some(server)) => {
            command.env(VARIABLE, server.url());
            run(command)
        }
        Ok(None) => run(command),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) => status.code().map_or(ExitCode::FAILURE, |code| ExitCode::from(code.clamp(0, 255) as u8)),
        Err(error) => {
            eprintln!("{:?} cannot be run: {error}", command.get_program());
            ExitCode::FAILURE
        }
    }
}
