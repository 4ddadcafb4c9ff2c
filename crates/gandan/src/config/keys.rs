use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use super::LogFormat;

/// One setting. Its variable is `GANDAN_` and the name in capitals, its flag `--` and the name with hyphens.
pub struct Key {
    /// The name in `gandan.toml`.
    pub name: &'static str,
    /// What holds when nobody says anything.
    pub default: &'static str,
}

/// Every setting there is.
pub const KEYS: &[Key] = &[
    Key { name: "listen", default: "127.0.0.1:8080" },
    Key { name: "data", default: "gandan-data" },
    Key { name: "database_url", default: "" },
    Key { name: "public_url", default: "" },
    Key { name: "behind_proxy", default: "no" },
    Key { name: "connections", default: "8" },
    Key { name: "log", default: "info" },
    Key { name: "log_format", default: "text" },
];

impl Key {
    /// The variable of this setting.
    pub fn variable(&self) -> String {
        format!("GANDAN_{}", self.name.to_uppercase())
    }

    /// The flag of this setting.
    pub fn flag(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }
}

type Parsed<T> = Result<T, String>;

pub(super) fn address(text: &str) -> Parsed<SocketAddr> {
    let found = text.to_socket_addrs().ok().and_then(|mut all| all.next());
    found.ok_or_else(|| "write ADDRESS:PORT, for example 127.0.0.1:8080, or 0.0.0.0:8080 for every network".into())
}

pub(super) fn folder(text: &str) -> Parsed<PathBuf> {
    let path = PathBuf::from(text);
    match text {
        "" => Err("write the path of a folder, for example /var/lib/gandan".into()),
        _ if path.is_file() => Err("a file is there; name a folder".into()),
        _ => Ok(path),
    }
}

pub(super) fn database(text: &str) -> Parsed<Option<String>> {
    let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
    match text {
        "" => Ok(None),
        _ if known => Ok(Some(text.to_owned())),
        _ => Err(
            "write postgres://USER:PASSWORD@HOST/NAME or sqlite:PATH, or leave it out for the file in the data folder"
                .into(),
        ),
    }
}

pub(super) fn public(text: &str) -> Parsed<Option<String>> {
    let web = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match web {
        None if text.is_empty() => Ok(None),
        Some(rest) if !rest.is_empty() && !rest.trim_end_matches('/').contains(['/', '?', '#', ' ']) => {
            Ok(Some(text.trim_end_matches('/').to_owned()))
        }
        _ => Err("write the address that people open, without a path, for example https://gandan.example.vn".into()),
    }
}

pub(super) fn yes(text: &str) -> Parsed<bool> {
    match text {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err("write yes or no".into()),
    }
}

pub(super) fn count(text: &str) -> Parsed<usize> {
    let number = text.parse().ok().filter(|n| (1..=200).contains(n));
    number.ok_or_else(|| "write a whole number from 1 to 200".into())
}

pub(super) fn filter(text: &str) -> Parsed<String> {
    let parsed = tracing_subscriber::EnvFilter::builder().parse(text);
    parsed.map(|_| text.to_owned()).map_err(|_| "write error, warn, info or debug, or for example info,db=debug".into())
}

pub(super) fn format(text: &str) -> Parsed<LogFormat> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("write text or json".into()),
    }
}
