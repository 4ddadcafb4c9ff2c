use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use base::{Clock, Day, SystemClock, SystemIds};
use db::Db;
use demo::{District, Door, Names};

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
    write_tables(&db, &tables(config))?;
    Ok(ExitCode::SUCCESS)
}

/// Where the spreadsheets lie that the demo's rosters came from.
fn tables(config: &Config) -> PathBuf {
    config.data.join("bang-tinh")
}

/// The communes' spreadsheets, to be opened and brought in again: rosters as they came in, and today's households.
fn write_tables(db: &Db, folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        return Ok(());
    }
    let failed = |error: std::io::Error| Failure::from(format!("{}: {error}", folder.display()));
    let today = Day::of(SystemClock.now());
    let district = District::generate(demo::SEED, &Names::built_in());
    let mut files = Vec::new();
    for (at, commune) in district.communes.iter().enumerate() {
        let roster = demo::tables::roster(&district, at, today.year().into())?;
        let households = db.read_blocking(|tx| {
            let unit = super::unit(tx, Some(&format!("{}@2024", commune.code)))?;
            Ok::<_, Failure>(fieldwork::lists::households(tx, &unit, today)?)
        })?;
        let bytes = sheets::write(&households.filled.pages).map_err(|error| Failure::from(error.to_string()))?;
        files.extend([(roster.name, roster.bytes), (format!("Ho dan {}.xlsx", commune.code), bytes)]);
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    files.iter().try_for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes)).map_err(failed)
}

/// A year takes memory to make that serving does not need: it is made by a process of its own.
fn load_apart(config: &Config) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(|e| Failure::from(e.to_string()))?;
    let mut loader = Command::new(program);
    loader.args(["demo", "--load-only", "--database-url", &config.database_url()]).arg("--data").arg(&config.data);
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
    println!(
        "\nBảng tính của các xã, mở bằng Excel, nhập thử lại được / The communes' spreadsheets, to open and bring in again: {}",
        tables(config).display()
    );
    println!("Ctrl-C để dừng. / Ctrl-C ends it.");
}
