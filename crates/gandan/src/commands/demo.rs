use std::process::ExitCode;

use base::{Clock, Day, SystemClock, SystemIds};
use db::Db;
use demo::Door;

use super::{Failure, serve};
use crate::config::Config;
use crate::wiring;

/// Serves at once and loads the year meanwhile, unless it is there; then says who can come in.
pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let load = |db: &Db| {
        let now = SystemClock.now();
        demo::load(db, demo::SEED, Day::of(now), &wiring::sync_service)?;
        Ok(demo::doors(db, demo::SEED, now, &SystemIds)?)
    };
    serve::serve(config, load, |doors| print(config, &doors))
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
