use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use super::{binaries, temporary};

const SCRIPT: &str = include_str!("private.sh");

/// A server of our own on a free port. It stops and its folder is deleted when this is dropped or the process ends.
pub struct Private {
    guard: Child,
    port: u16,
}

impl Private {
    /// Makes a cluster and starts it; takes about two seconds. Another port is tried when somebody takes ours meanwhile.
    pub fn start() -> Result<Self, String> {
        let bin = binaries::folder()?;
        let mut why = String::new();
        for _ in 0..3 {
            let port = free_port().map_err(|e| format!("no free port: {e}"))?;
            let mut command = as_server_user();
            command.args(["sh", "-c", SCRIPT, "private.sh"]);
            command.arg(&bin).arg(port.to_string()).arg(temporary());
            match Self::wait_for(command, port) {
                Ok(server) => return Ok(server),
                Err(error) => why = error,
            }
        }
        Err(format!("PostgreSQL from {} does not start: {why}", bin.display()))
    }

    /// The address of its first database.
    pub fn url(&self) -> String {
        format!("postgres://gandan@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_for(mut command: Command, port: u16) -> Result<Self, String> {
        // The folder of whoever calls may be closed to the server's user.
        command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut guard = command.spawn().map_err(|e| e.to_string())?;
        let mut line = String::new();
        if let Some(out) = guard.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(|e| e.to_string())?;
        }
        if line.trim() == format!("ready {port}") {
            return Ok(Self { guard, port });
        }
        drop(guard.stdin.take());
        let status = guard.wait().map_err(|e| e.to_string())?;
        Err(format!("it ended with {status}; see the lines above"))
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// PostgreSQL refuses to run as root: then its own user does it.
fn as_server_user() -> Command {
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]);
        command
    } else {
        Command::new("env")
    }
}

fn is_root() -> bool {
    let out = Command::new("id").arg("-u").output();
    out.is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
