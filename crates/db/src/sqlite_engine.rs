use std::path::{Path, PathBuf};
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use crate::tx::Inner;
use crate::{Error, Result, Tx};

/// How long a writer waits for the one write lock before the caller is told to come back (503).
const PATIENCE: Duration = Duration::from_secs(5);

/// The embedded engine: one writer, several readers, write-ahead log, fsync at every commit.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Readers>,
    returned: Condvar,
}

struct Readers {
    idle: Vec<Connection>,
    open: usize,
    limit: usize,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, readers: usize) -> Result<Self> {
        let writer = connect(path)?;
        writer.execute_batch("pragma cache_size = -8000").map_err(Error::from)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Readers { idle: Vec::new(), open: 0, limit: readers.max(1) }),
            returned: Condvar::new(),
        })
    }

    pub(crate) fn read<T, E: From<Error>>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let connection = self.take_reader()?;
        let lease = Lease { pool: self, connection: Some(connection) };
        let Some(connection) = &lease.connection else { return Err(Error::NoRow.into()) };
        connection.execute_batch("begin").map_err(Error::from)?;
        let result = work(&mut Tx(Inner::Sqlite(connection)));
        connection.execute_batch("rollback").map_err(Error::from)?;
        result
    }

    pub(crate) fn write<T, E: From<Error>>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let Some(connection) = self.writer.try_lock_for(PATIENCE) else {
            return Err(Error::Busy("another writer is at work".into()).into());
        };
        // Immediate: a transaction that begins as a reader and writes later fails at once beside another process.
        connection.execute_batch("begin immediate").map_err(Error::from)?;
        let rollback = RollbackOnPanic(&connection);
        let result = work(&mut Tx(Inner::Sqlite(&connection)));
        std::mem::forget(rollback);
        let end =
            if result.is_ok() { connection.execute_batch("commit") } else { connection.execute_batch("rollback") };
        if let Err(error) = end {
            if !connection.is_autocommit() {
                let _ = connection.execute_batch("rollback");
            }
            if result.is_ok() {
                return Err(Error::from(error).into());
            }
        }
        result
    }

    fn take_reader(&self) -> Result<Connection> {
        let mut readers = self.readers.lock();
        loop {
            if let Some(connection) = readers.idle.pop() {
                return Ok(connection);
            }
            if readers.open < readers.limit {
                readers.open += 1;
                drop(readers);
                return connect(&self.path).inspect_err(|_| self.readers.lock().open -= 1);
            }
            if self.returned.wait_for(&mut readers, PATIENCE).timed_out() && readers.idle.is_empty() {
                return Err(Error::Busy("all readers are at work".into()));
            }
        }
    }
}

/// Gives a reader back, also when the closure panics.
struct Lease<'a> {
    pool: &'a Sqlite,
    connection: Option<Connection>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            if !connection.is_autocommit() {
                let _ = connection.execute_batch("rollback");
            }
            self.pool.readers.lock().idle.push(connection);
            self.pool.returned.notify_one();
        }
    }
}

struct RollbackOnPanic<'a>(&'a Connection);

impl Drop for RollbackOnPanic<'_> {
    fn drop(&mut self) {
        let _ = self.0.execute_batch("rollback");
    }
}

fn connect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;
         pragma cache_size = -1000; pragma mmap_size = 268435456; pragma wal_autocheckpoint = 4000;",
    )?;
    // Plans do not depend on bound values: otherwise a statement would be planned anew each time its values change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.create_scalar_function(
        "uuid",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |context| {
            let text = context.get_raw(0).as_str_or_null().map_err(|e| rusqlite::Error::UserFunctionError(e.into()))?;
            text.map(Uuid::parse_str)
                .transpose()
                .map(|id| id.map(|id| id.into_bytes().to_vec()))
                .map_err(|e| rusqlite::Error::UserFunctionError(e.into()))
        },
    )?;
    Ok(connection)
}
