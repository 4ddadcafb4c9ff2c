//! The PostgreSQL of a test run: the one that `GANDAN_TEST_POSTGRES_URL` names, or a private one from the installed
//! server binaries, started at the first call and gone with this process, however it ends.

use std::path::PathBuf;
use std::sync::LazyLock;

use postgres::{Client, NoTls};

mod binaries;
mod private;

pub use private::Private;

/// The variable that names a server to use. The user has to be allowed to make databases.
pub const VARIABLE: &str = "GANDAN_TEST_POSTGRES_URL";

/// The address of a database on the server of this run; tests make their own beside it with [`execute`].
///
/// # Panics
/// When no server is named and none can be started: a test that cannot run has to fail, never to pass unseen.
#[allow(clippy::disallowed_methods)] // a test run is set up by the environment
pub fn url() -> String {
    static SERVER: LazyLock<Server> = LazyLock::new(|| match std::env::var(VARIABLE) {
        Ok(url) if !url.is_empty() => Server::Named(url),
        _ => Server::Started(Private::start().unwrap_or_else(|why| panic!("{why}"))),
    });
    match &*SERVER {
        Server::Named(url) => url.clone(),
        Server::Started(server) => server.url(),
    }
}

enum Server {
    Named(String),
    Started(Private),
}

/// Runs one statement outside any transaction (`create database` wants it so). Safe to call on an async thread.
///
/// # Panics
/// When the server refuses it.
pub fn execute(url: &str, sql: &str) {
    let work = || {
        let mut client = Client::connect(url, NoTls).unwrap_or_else(|e| panic!("connect to {url}: {e}"));
        client.batch_execute(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    };
    // The blocking client drives a runtime of its own, which must not happen inside another one.
    std::thread::scope(|scope| scope.spawn(work).join()).unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// The same server, another database.
pub fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, None), |(a, p)| (a, Some(p)));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let server = address[authority..].find('/').map_or(address, |slash| &address[..authority + slash]);
    parameters.map_or_else(|| format!("{server}/{name}"), |p| format!("{server}/{name}?{p}"))
}

/// Where a private server's folders go.
fn temporary() -> PathBuf {
    std::env::temp_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_keeps_server_and_parameters() {
        let name = |url| with_database(url, "t1");
        assert_eq!(name("postgres://a:b@h:5432/postgres"), "postgres://a:b@h:5432/t1");
        assert_eq!(name("postgres://a@h"), "postgres://a@h/t1");
        assert_eq!(name("postgres://a@h/x?sslmode=disable"), "postgres://a@h/t1?sslmode=disable");
        assert_eq!(name("postgres:///x?host=/run/postgresql"), "postgres:///t1?host=/run/postgresql");
    }

    #[test]
    fn a_server_answers() {
        execute(&url(), "select 1");
    }
}
