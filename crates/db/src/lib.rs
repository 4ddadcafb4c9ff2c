//! One SQL text on two engines. [`Db`] opens SQLite or PostgreSQL; a transaction is a closure over [`Tx`] that runs on a
//! blocking thread, so stores and rules are plain functions. SQL is static text with `$1` placeholders; the few true
//! differences are the marks that [`dialect`] knows. No other crate knows a driver.

mod args;
mod copy;
pub mod dialect;
mod error;
pub mod migrations;
mod postgres_engine;
mod row;
mod sqlite_engine;
pub mod statistics;
mod tx;

use std::path::Path;
use std::sync::Arc;

pub use args::Arg;
pub use copy::copy;
pub use error::Error;
pub use row::{Column, Row};
pub use tx::{Engine, Tx, json};

use postgres_engine::Postgres;
use sqlite_engine::Sqlite;

/// What a store function gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// A database: cheap to clone, shared by all.
#[derive(Clone)]
pub struct Db(Inner);

#[derive(Clone)]
enum Inner {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

impl Db {
    /// Opens by address: `sqlite:PATH` or `postgres://…` / `postgresql://…`. Nothing else is taken for a file name, so that a
    /// mistyped address never makes an empty database. `connections` bounds readers (SQLite) or connections (PostgreSQL).
    pub fn open(url: &str, connections: usize) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Ok(Self(Inner::Sqlite(Arc::new(Sqlite::open(Path::new(path), connections)?))));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self(Inner::Postgres(Arc::new(Postgres::open(url, connections)?))));
        }
        Err(Error::Address(url.chars().take(24).collect()))
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs one read transaction on a blocking thread: a single snapshot from its first statement to its last.
    pub async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let db = self.clone();
        join(tokio::task::spawn_blocking(move || db.read_blocking(work)).await)
    }

    /// Runs one write transaction on a blocking thread. It commits (fsynced) when the closure gives `Ok` and leaves no
    /// trace when it gives `Err`. PostgreSQL may ask for a repeat: the closure must have no other effects.
    pub async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let db = self.clone();
        join(tokio::task::spawn_blocking(move || db.write_blocking(work)).await)
    }

    /// [`Db::read`] on this thread. Never call it on an async thread.
    pub fn read_blocking<T, E: From<Error>>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        match &self.0 {
            Inner::Sqlite(engine) => engine.read(work),
            Inner::Postgres(engine) => engine.read(work),
        }
    }

    /// [`Db::write`] on this thread. Never call it on an async thread.
    pub fn write_blocking<T, E: From<Error>>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        match &self.0 {
            Inner::Sqlite(engine) => engine.write(work),
            Inner::Postgres(engine) => engine.write(work),
        }
    }
}

fn join<T, E: From<Error>>(
    joined: std::result::Result<std::result::Result<T, E>, tokio::task::JoinError>,
) -> std::result::Result<T, E> {
    match joined {
        Ok(result) => result,
        Err(failure) if failure.is_panic() => std::panic::resume_unwind(failure.into_panic()),
        Err(_) => Err(Error::Busy("the server is stopping".into()).into()),
    }
}
