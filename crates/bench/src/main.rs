//! Speed, bytes and memory. Speeds are ratios: the same rows through the endpoint and through the engine's own client, on
//! the same machine, at the same sync level. `make bench` runs all of it; names given as arguments run a part.

#![allow(clippy::disallowed_methods)] // a program that measures asks the machine for the time

mod app;
mod bare;
mod dashboard;
mod http;
mod lists;
mod phone;
mod push;
mod report;
mod rows;
mod search;
mod server;
mod stage;
mod wire;
mod work;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use report::Figure;
use server::Server;
use stage::Stage;

/// Memory is read this long after the demo was loaded.
const SETTLED: Duration = Duration::from_secs(30);

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    let mut figures = Vec::new();
    let mut add = |name, value, unit| figures.push(Figure { name, value, unit });
    if runs("push_sqlite") {
        let outcome = push::measure(&Stage::sqlite()?, 1)?;
        add("push_sqlite", outcome.ours / outcome.bare, "ratio");
        add("push_sqlite_ops", outcome.ours.round(), "ops/s");
        add("push_sqlite_bare_ops", outcome.bare.round(), "ops/s");
        add("push_rows", outcome.rows, "rows/op");
    }
    if runs("push_postgres") {
        let outcome = push::measure(&Stage::postgres()?, 4)?;
        add("push_postgres", outcome.ours / outcome.bare, "ratio");
        add("push_postgres_ops", outcome.ours.round(), "ops/s");
        add("push_postgres_bare_ops", outcome.bare.round(), "ops/s");
    }
    if runs("wire") {
        let outcome = wire::measure(&Stage::sqlite()?)?;
        add("first_sync_requests", outcome.first.requests as f64, "requests");
        add("first_sync_bytes", outcome.first.down as f64, "bytes");
        add("delta_requests", outcome.delta.requests as f64, "requests");
        add("delta_bytes_up", outcome.delta.up as f64, "bytes");
        add("delta_bytes_down", outcome.delta.down as f64, "bytes");
        add("noop_bytes", (outcome.noop.up + outcome.noop.down) as f64, "bytes");
    }
    if runs("lists") {
        let outcome = lists::measure()?;
        add("import_rows_per_s", outcome.ours.round(), "rows/s");
        add("import_plain_rows_per_s", outcome.plain.round(), "rows/s");
        add("import_peak_mb", outcome.peak_mb, "MB");
    }
    if runs("dashboard") {
        let outcome = dashboard::measure()?;
        add("dashboard_ms_70", outcome.small, "ms");
        add("dashboard_ms_7000", outcome.large, "ms");
        add("dashboard_ms", outcome.large / outcome.small, "ratio");
    }
    if runs("app") {
        add("app_bytes", app::bytes(Path::new("app/dist"))? as f64, "bytes");
    }
    if runs("search") {
        let outcome = search::measure()?;
        add("search_ms", outcome.search_ms, "ms");
        add("search_empty_ms", outcome.empty_ms, "ms");
        add("search_ratio", outcome.search_ms / outcome.empty_ms, "ratio");
    }
    if runs("demo") {
        let folder = tempfile::tempdir()?;
        let clock = Instant::now();
        let server = Server::start("demo", folder.path(), None, Duration::from_secs(600))?;
        add("demo_load_seconds", clock.elapsed().as_secs_f64(), "s");
        std::thread::sleep(SETTLED);
        add("rss_anon_mb", server.rss_anon_mb()?, "MB");
    }
    report::write(&figures, Path::new("target/bench.json"))
}
