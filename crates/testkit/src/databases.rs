use std::sync::atomic::{AtomicU32, Ordering};

use base::Instant;
use db::{Db, Engine};
use tempfile::TempDir;

use crate::postgres;

/// One migrated, empty database for one test; it goes when this goes.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its address, for a second program.
    pub url: String,
    _place: Place,
}

enum Place {
    Folder { _folder: TempDir },
    Database { admin: String, name: String },
}

impl TestDb {
    /// An empty SQLite file in a folder of its own.
    pub fn sqlite() -> Self {
        let folder = folder();
        let url = format!("sqlite:{}", folder.path().join("gandan.db").display());
        Self::migrated(url, Place::Folder { _folder: folder })
    }

    /// An empty database in the PostgreSQL of this run (see [`postgres::url`]).
    pub fn postgres() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let admin = postgres::url();
        let name = format!("gandan_t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        postgres::execute(&admin, &format!("create database {name} template template0"));
        let url = postgres::with_database(&admin, &name);
        Self::migrated(url, Place::Database { admin, name })
    }

    /// The engine's own.
    pub fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite(),
            Engine::Postgres => Self::postgres(),
        }
    }

    fn migrated(url: String, place: Place) -> Self {
        let db = Db::open(&url, 4).expect("the test database opens");
        db::migrations::run(&db, Instant(0)).expect("the migrations run");
        Self { db, url, _place: place }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Database { admin, name } = self {
            postgres::execute(admin, &format!("drop database if exists {name} with (force)"));
        }
    }
}

/// Runs a test on both engines, each on an empty migrated database.
pub fn on_both(test: impl Fn(&Db)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("on {engine:?}");
        test(&TestDb::on(engine).db);
    }
}

/// A folder that goes when this goes.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}
