use serde::Serialize;

use crate::dialect::translate;
use crate::postgres_engine::Statements;
use crate::row::{Inner as RowInner, Row};
use crate::{Arg, Error, Result};

/// Which engine a transaction runs on. Stores never ask; bench, backup and tests may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// PostgreSQL 15 or newer, or a cluster that speaks like it.
    Postgres,
}

/// One transaction. Every statement goes through here.
pub struct Tx<'a>(pub(crate) Inner<'a>);

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(PostgresTx<'a>),
}

/// `repeat` remembers that PostgreSQL asked for the whole transaction again, whatever the closure made of the error.
pub(crate) struct PostgresTx<'a> {
    pub(crate) tx: postgres::Transaction<'a>,
    pub(crate) statements: &'a mut Statements,
    pub(crate) repeat: bool,
}

impl PostgresTx<'_> {
    fn run<T>(
        &mut self,
        text: &str,
        work: impl FnOnce(&mut postgres::Transaction<'_>, &postgres::Statement) -> std::result::Result<T, postgres::Error>,
    ) -> Result<T> {
        let result = self.statements.get(&mut self.tx, text);
        let result = result.and_then(|statement| work(&mut self.tx, &statement).map_err(Error::from));
        self.repeat |= matches!(result, Err(Error::Repeat(_)));
        result
    }
}

impl Tx<'_> {
    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and gives the number of rows it touched.
    pub fn exec(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64> {
        let text = translate(sql, self.engine());
        match &mut self.0 {
            Inner::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(&text)?;
                Ok(statement.execute(rusqlite::params_from_iter(args))? as u64)
            }
            Inner::Postgres(inner) => inner.run(&text, |tx, statement| tx.execute(statement, &dynamic(args))),
        }
    }

    /// All rows of an answer, each mapped as it comes.
    pub fn all<T>(
        &mut self,
        sql: &'static str,
        args: &[Arg<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let text = translate(sql, self.engine());
        self.all_text(&text, args, map)
    }

    /// [`Tx::all`] for text that a program wrote (copies between engines). Values still travel as arguments.
    pub fn all_text<T>(
        &mut self,
        text: &str,
        args: &[Arg<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        match &mut self.0 {
            Inner::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(text)?;
                let mut rows = statement.query(rusqlite::params_from_iter(args))?;
                let mut found = Vec::new();
                while let Some(row) = rows.next()? {
                    found.push(map(&Row(RowInner::Sqlite(row)))?);
                }
                Ok(found)
            }
            Inner::Postgres(inner) => {
                let rows = inner.run(text, |tx, statement| tx.query(statement, &dynamic(args)))?;
                rows.iter().map(|row| map(&Row(RowInner::Postgres(row)))).collect()
            }
        }
    }

    /// The first row, if there is one.
    pub fn opt<T>(
        &mut self,
        sql: &'static str,
        args: &[Arg<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, args, map)?.into_iter().next())
    }

    /// The row that has to be there.
    pub fn one<T>(&mut self, sql: &'static str, args: &[Arg<'_>], map: impl FnMut(&Row<'_>) -> Result<T>) -> Result<T> {
        self.opt(sql, args, map)?.ok_or(Error::NoRow)
    }

    /// Runs a statement for a whole batch: `rows` travels as one JSON parameter, `$1`, which the text opens with
    /// `{rows:$1}`. Does nothing for an empty batch.
    pub fn batch<R: Serialize>(&mut self, sql: &'static str, rows: &[R]) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        self.exec(sql, &[json(rows)?])
    }

    /// One statement of data definition or maintenance, not prepared.
    pub fn run_text(&mut self, text: &str) -> Result<()> {
        match &mut self.0 {
            Inner::Sqlite(connection) => Ok(connection.execute_batch(text)?),
            Inner::Postgres(inner) => Ok(inner.tx.batch_execute(text)?),
        }
    }

    /// Runs `work` so that what it wrote can be taken back alone when it fails (a savepoint).
    pub fn attempt<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.run_text("savepoint attempt")?;
        let result = work(self);
        match &result {
            Ok(_) => self.run_text("release savepoint attempt")?,
            Err(_) => {
                self.run_text("rollback to savepoint attempt")?;
                self.run_text("release savepoint attempt")?;
            }
        }
        result
    }
}

/// A batch as the JSON parameter that `{rows:$n}` opens.
pub fn json<R: Serialize>(rows: &[R]) -> Result<Arg<'static>> {
    serde_json::to_string(rows).map(Arg::from).map_err(|e| Error::Other(e.to_string()))
}

fn dynamic<'a>(args: &'a [Arg<'_>]) -> Vec<&'a (dyn postgres::types::ToSql + Sync)> {
    args.iter().map(|arg| arg as _).collect()
}
