use std::process::ExitCode;

use base::{Clock, Day, SystemClock};

use super::{Failure, serve};
use crate::config::Config;
use crate::wiring;

/// Serves at once and loads the year meanwhile, unless it is there.
pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let load = |db: &db::Db| {
        let loaded = demo::load(db, demo::SEED, Day::of(SystemClock.now()), &|db, clock, ids| {
            wiring::sync_service(db, clock, ids)
        })?;
        let (vi, en) = if loaded.was_there { ("đã có sẵn", "were there") } else { ("vừa nạp", "were loaded") };
        println!("Dữ liệu một năm {vi}. / A year of data: {en}.");
        Ok(())
    };
    serve::serve(config, load, |_| println!("{}", config.public_url))
}
