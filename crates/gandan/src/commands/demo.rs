use std::process::{Command, ExitCode};

use base::{Clock, Day, SystemClock, SystemIds};
use db::Db;
use demo::Door;

use super::{Failure, serve};
use crate::config::Config;
use crate::{start, wiring};

/// Serves at once and loads the year meanwhile, unless it is there; then says who can come in.
pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let load = |db: &Db| {
        load_apart(config)?;
        Ok(demo::doors(db, demo::SEED, SystemClock.now(), &SystemIds)?)
    };
    serve::serve(config, load, |doors| print(config, &doors))
}

/// Loads the year, unless it is there, and ends.
pub(super) fn load(config: &Config) -> Result<ExitCode, Failure> {
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    demo::load(&db, demo::SEED, Day::of(SystemClock.now()), &wiring::sync_service)?;
    // The demo draws its own schematic: outlines are data that an installation brings.
    db.write_blocking(|tx| places::store::set_setting(tx, insight::SCHEMATIC, insight::HOA_BINH))?;
    Ok(ExitCode::SUCCESS)
}

/// A year takes memory to make that serving does not need: it is made by a process of its own.
fn load_apart(config: &Config) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(|e| Failure::from(e.to_string()))?;
    let mut loader = Command::new(program);
    loader.args(["demo", "--load-only", "--database-url", &config.database_url()]);
    let ended = loader.status().map_err(|e| Failure::from(e.to_string()))?;
    if ended.success() { Ok(()) } else { Err(Failure::from("the year was not loaded to its end".to_owned())) }
}

fn print(config: &Config, doors: &[Door]) {
    println!("\nGần Dân: {}\n", config.public_url);
    println!("Bàn làm việc, mật khẩu chung / At the desk, one password for all: {}", demo::PASSWORD);
    for door in doors {
        println!("  {:<10}  {} / {}: {}", door.login, door.who_vi, door.who_en, door.name);
    }
    println!("\nTrên điện thoại, dùng được một lần / On a phone, good once:");
    for door in doors {
        if let Some(code) = &door.code {
            println!("  {}  {} / {}", people::invite::url(&config.public_url, code), door.who_vi, door.who_en);
        }
    }
    println!(
        "\nNhững người khác vào bằng lời mời của tổ trưởng hay cán bộ. / Everybody else comes in by an invitation."
    );
    println!("Ctrl-C để dừng. / Ctrl-C ends it.");
}
