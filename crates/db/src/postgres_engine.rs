use std::collections::HashMap;
use std::str::FromStr;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use postgres::{Client, Config, IsolationLevel, NoTls, Statement, Transaction};

use crate::tx::{Inner, PostgresTx};
use crate::{Error, Result, Tx};

const PATIENCE: Duration = Duration::from_secs(5);
/// How often a transaction that PostgreSQL asks to repeat is repeated.
const REPEATS: u32 = 6;

/// A small pool of blocking connections, each with the statements it has prepared.
pub(crate) struct Postgres {
    config: Config,
    pool: Mutex<Pool>,
    returned: Condvar,
}

struct Pool {
    idle: Vec<Connection>,
    open: usize,
    limit: usize,
}

struct Connection {
    client: Client,
    statements: Statements,
}

/// Prepared statements by text.
#[derive(Default)]
pub(crate) struct Statements(HashMap<Box<str>, Statement>);

impl Statements {
    pub(crate) fn get(&mut self, tx: &mut Transaction<'_>, text: &str) -> Result<Statement> {
        if let Some(known) = self.0.get(text) {
            return Ok(known.clone());
        }
        let statement = tx.prepare(text)?;
        self.0.insert(text.into(), statement.clone());
        Ok(statement)
    }
}

impl Postgres {
    pub(crate) fn open(url: &str, connections: usize) -> Result<Self> {
        let mut config = Config::from_str(url).map_err(Error::from)?;
        if config.get_application_name().is_none() {
            config.application_name("gandan");
        }
        config.connect_timeout(PATIENCE);
        let engine = Self {
            config,
            pool: Mutex::new(Pool { idle: Vec::new(), open: 0, limit: connections.max(1) }),
            returned: Condvar::new(),
        };
        let first = engine.take()?;
        engine.give_back(first);
        Ok(engine)
    }

    pub(crate) fn read<T, E: From<Error>>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut lease = Lease { pool: self, connection: Some(self.take()?) };
        let Some(connection) = &mut lease.connection else { return Err(Error::NoRow.into()) };
        let start = connection.client.build_transaction();
        let snapshot = start.isolation_level(IsolationLevel::RepeatableRead).read_only(true);
        let tx = snapshot.start().map_err(Error::from)?;
        work(&mut Tx(Inner::Postgres(PostgresTx { tx, statements: &mut connection.statements, repeat: false })))
    }

    pub(crate) fn write<T, E: From<Error>>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut lease = Lease { pool: self, connection: Some(self.take()?) };
        let Some(connection) = &mut lease.connection else { return Err(Error::NoRow.into()) };
        let mut repeats = 0;
        loop {
            match once(connection, &mut work) {
                Attempt::Done(result) => return result,
                Attempt::Repeat if repeats < REPEATS => repeats += 1,
                Attempt::Repeat => return Err(Error::Busy("too many writers on the same rows".into()).into()),
            }
            std::thread::sleep(Duration::from_millis(1 << repeats));
        }
    }

    fn take(&self) -> Result<Connection> {
        let mut pool = self.pool.lock();
        loop {
            while let Some(connection) = pool.idle.pop() {
                if !connection.client.is_closed() {
                    return Ok(connection);
                }
                pool.open -= 1;
            }
            if pool.open < pool.limit {
                pool.open += 1;
                drop(pool);
                return self.connect().inspect_err(|_| self.pool.lock().open -= 1);
            }
            if self.returned.wait_for(&mut pool, PATIENCE).timed_out() && pool.idle.is_empty() {
                return Err(Error::Busy("all connections are at work".into()));
            }
        }
    }

    fn connect(&self) -> Result<Connection> {
        let mut client = self.config.connect(NoTls)?;
        client.batch_execute("set synchronous_commit = on; set statement_timeout = '120s'")?;
        Ok(Connection { client, statements: Statements::default() })
    }

    fn give_back(&self, connection: Connection) {
        self.pool.lock().idle.push(connection);
        self.returned.notify_one();
    }
}

enum Attempt<T> {
    Done(T),
    Repeat,
}

fn once<T, E: From<Error>>(
    connection: &mut Connection,
    work: &mut impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
) -> Attempt<std::result::Result<T, E>> {
    let tx = match connection.client.transaction() {
        Ok(tx) => tx,
        Err(error) => return Attempt::Done(Err(Error::from(error).into())),
    };
    let mut tx = Tx(Inner::Postgres(PostgresTx { tx, statements: &mut connection.statements, repeat: false }));
    let result = work(&mut tx);
    let Inner::Postgres(inner) = tx.0 else { return Attempt::Done(result) };
    match result {
        Ok(value) => match inner.tx.commit().map_err(Error::from) {
            Ok(()) => Attempt::Done(Ok(value)),
            Err(Error::Repeat(_)) => Attempt::Repeat,
            Err(error) => Attempt::Done(Err(error.into())),
        },
        Err(_) if inner.repeat => Attempt::Repeat,
        Err(error) => Attempt::Done(Err(error)),
    }
}

struct Lease<'a> {
    pool: &'a Postgres,
    connection: Option<Connection>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.give_back(connection);
        }
    }
}
