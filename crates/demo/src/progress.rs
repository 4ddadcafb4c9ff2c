use std::io::{IsTerminal, Write};
use std::time::Instant;

/// How far the loading is, on stderr: one line that moves on a terminal, a line every tenth elsewhere.
#[derive(Debug)]
pub(crate) struct Progress {
    terminal: bool,
    start: Instant,
    shown: i64,
}

const WIDTH: usize = 32;

impl Progress {
    #[allow(clippy::disallowed_methods)] // how long a person waits is the machine's time, not the driven clock's
    pub(crate) fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), start: Instant::now(), shown: -1 }
    }

    /// Shows a share from 0 to 1 with what is being done.
    pub(crate) fn show(&mut self, share: f64, what: &str) {
        let percent = (share.clamp(0.0, 1.0) * 100.0) as i64;
        let step = if self.terminal { 1 } else { 10 };
        if percent / step == self.shown / step && self.shown >= 0 {
            return;
        }
        self.shown = percent;
        let seconds = self.start.elapsed().as_secs();
        if self.terminal {
            let full = WIDTH * percent as usize / 100;
            eprint!("\r{}{} {percent:3}%  {what}  {seconds} s   ", "█".repeat(full), "░".repeat(WIDTH - full));
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("{percent:3}%  {what}  {seconds} s");
        }
    }

    /// Ends the line.
    pub(crate) fn done(&self) {
        if self.terminal {
            eprintln!();
        }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }
}
