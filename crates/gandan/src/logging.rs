//! Where lines of the log go. They carry ids and numbers, never names, telephone numbers or words that people wrote.

use std::io::IsTerminal;
use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// From now on lines are written to standard error as the settings say. The first call counts.
pub fn start(config: &Config) {
    let filter = EnvFilter::builder().parse_lossy(&config.log);
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let lines = lines.with_ansi(std::io::stderr().is_terminal());
    let result = match config.log_format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).try_init(),
    };
    if result.is_ok() {
        std::panic::set_hook(Box::new(note_panic));
    }
}

/// Where it happened; what a formatted message says may come from the data.
fn note_panic(info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let cause = info.payload().downcast_ref::<&str>().copied().unwrap_or("(message left out)");
    tracing::error!(place, cause, "panic");
}
