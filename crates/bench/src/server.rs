use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::http::Http;

/// The program itself, as a process of its own on a free port.
pub(crate) struct Server {
    child: Child,
    /// host:port
    pub host: String,
}

/// `gandan` beside this program: both are built by the same command.
fn program() -> Result<PathBuf> {
    let beside = std::env::current_exe()?.parent().context("no folder")?.join("gandan");
    if !beside.is_file() {
        bail!("{} is not there: build it with `cargo build --release -p gandan`", beside.display());
    }
    Ok(beside)
}

/// Brings the schema into an empty database, with what an installation is born with.
pub(crate) fn migrate(data: &Path, database: Option<&str>) -> Result<()> {
    let status = command("migrate", data, database)?.stdout(Stdio::null()).status()?;
    if !status.success() {
        bail!("gandan migrate ended with {status}");
    }
    Ok(())
}

fn command(name: &str, data: &Path, database: Option<&str>) -> Result<Command> {
    let mut process = Command::new(program()?);
    process.arg(name).env("GANDAN_DATA", data).env("GANDAN_LOG", "error");
    if let Some(url) = database {
        process.env("GANDAN_DATABASE_URL", url);
    }
    Ok(process)
}

/// A command of the program on a folder of its own.
pub(crate) fn words(words: &[&str], data: &Path) -> Result<Command> {
    let (first, rest) = words.split_first().context("a command")?;
    let mut process = command(first, data, None)?;
    process.args(rest);
    Ok(process)
}

impl Server {
    /// Starts a command of the program and waits until it is ready.
    pub(crate) fn start(command: &str, data: &Path, database: Option<&str>, patience: Duration) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let mut process = self::command(command, data, database)?;
        process.env("GANDAN_LISTEN", &host);
        let child = process.stdout(Stdio::null()).spawn().context("start gandan")?;
        let mut server = Self { child, host };
        let start = Instant::now();
        while !server.ready() {
            if let Some(status) = server.child.try_wait()? {
                bail!("gandan {command} ended with {status} before it was ready");
            }
            if start.elapsed() > patience {
                bail!("gandan {command} was not ready within {patience:?}");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    fn ready(&self) -> bool {
        let answer = Http::connect(&self.host).and_then(|mut http| http.send("GET", "/readyz", &[], b""));
        answer.is_ok_and(|answer| answer.status == 200)
    }

    /// Anonymous memory in MB, from /proc.
    pub(crate) fn rss_anon_mb(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).context("no RssAnon in /proc")?;
        let kb: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kb / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // As Ctrl-C would; a server that does not listen to it is ended.
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        for _ in 0..100 {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
