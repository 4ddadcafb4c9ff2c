//! What an installation sets: by flag, by environment (`GANDAN_…`), by file, in this order of precedence, else by default.
//! A key nobody knows or a value that does not fit is refused by name before anything starts. Nothing else in the product
//! reads the environment. `docs/configuration.md` lists the keys; a test holds the two together.

mod keys;
mod layers;
mod refusal;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use keys::{KEYS, Key};
pub use layers::{Layers, Source};
pub use refusal::{Refusal, Refusals};

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

/// The settings of this process.
#[derive(Clone)]
pub struct Config {
    /// Where to answer.
    pub listen: SocketAddr,
    /// The folder of the embedded database.
    pub data: PathBuf,
    /// The address people type or tap, without a slash at its end.
    pub public_url: String,
    /// A proxy of ours on another machine stands before the server, and its word on who is calling is believed.
    pub behind_proxy: bool,
    /// Readers (SQLite) or connections (PostgreSQL) at most.
    pub connections: usize,
    /// Which log lines are written, in the syntax of `RUST_LOG`.
    pub log: String,
    /// How they are written.
    pub log_format: LogFormat,
    database_url: Option<String>,
}

impl Config {
    /// Checks every layer and every value; gives all that is wrong at once.
    pub fn read(layers: &Layers) -> Result<Self, Refusals> {
        let mut refused = layers.unknown();
        let mut value = Values { layers, refused: &mut refused };
        let listen = value.get("listen", keys::address);
        let data = value.get("data", keys::folder);
        let database_url = value.get("database_url", keys::database);
        let public_url = value.get("public_url", keys::public);
        let behind_proxy = value.get("behind_proxy", keys::yes);
        let connections = value.get("connections", keys::count);
        let log = value.get("log", keys::filter);
        let log_format = value.get("log_format", keys::format);
        match (listen, data, database_url, public_url, behind_proxy, connections, log, log_format) {
            (
                Some(listen),
                Some(data),
                Some(database_url),
                Some(public_url),
                Some(behind_proxy),
                Some(connections),
                Some(log),
                Some(log_format),
            ) if refused.is_empty() => {
                let public_url = public_url.unwrap_or_else(|| format!("http://{}", reachable(listen)));
                Ok(Self { listen, data, public_url, behind_proxy, connections, log, log_format, database_url })
            }
            _ => Err(Refusals(refused)),
        }
    }

    /// The database: the one that is named, else the file in the data folder.
    pub fn database_url(&self) -> String {
        let embedded = || format!("sqlite:{}", self.data.join("gandan.db").display());
        self.database_url.clone().unwrap_or_else(embedded)
    }

    /// The database as it may be shown and logged: without a password.
    pub fn shown_database(&self) -> String {
        without_password(&self.database_url())
    }

    /// Whether the data lie in a file of ours, so that its folder has to exist.
    pub fn is_embedded(&self) -> bool {
        self.database_url().starts_with("sqlite:")
    }

    /// Whether browsers reach us by https, so that cookies may insist on it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("database", &self.shown_database())
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

struct Values<'a> {
    layers: &'a Layers,
    refused: &'a mut Vec<Refusal>,
}

impl Values<'_> {
    fn get<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let (text, source) = self.layers.value(key);
        match parse(&text) {
            Ok(value) => Some(value),
            Err(mend) => {
                self.refused.push(Refusal::value(&source, &text, mend));
                None
            }
        }
    }
}

/// An address to listen on "everywhere" is none to visit.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let mut address = listen;
    if address.ip().is_unspecified() {
        address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    address
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let rest = rest.split('?').next().unwrap_or(rest);
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}://{place}")
}

#[cfg(test)]
mod tests;
