//! The engine's own client, without us: the same rows, set-based, in as many transactions, at the same sync level.

use anyhow::{Context, Result};
use postgres::{Client, NoTls};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use serde::Serialize;
use uuid::Uuid;

use crate::rows::{Cell, Kind, Table};

/// A connection of the engine's own client.
pub(crate) enum Bare {
    Sqlite(Connection),
    Postgres(Client),
}

impl Bare {
    pub(crate) fn open(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let connection = Connection::open(path)?;
            connection.execute_batch(
                "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;
                 pragma cache_size = -4000; pragma mmap_size = 268435456; pragma wal_autocheckpoint = 4000;",
            )?;
            connection.create_scalar_function(
                "uuid",
                1,
                FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
                |context| {
                    let text = context.get_raw(0).as_str_or_null().unwrap_or_default();
                    Ok(text.and_then(|text| Uuid::parse_str(text).ok()).map(|id| id.into_bytes().to_vec()))
                },
            )?;
            connection.set_prepared_statement_cache_capacity(256);
            return Ok(Self::Sqlite(connection));
        }
        let mut client = Client::connect(url, NoTls).with_context(|| format!("connect to {url}"))?;
        client.batch_execute("set synchronous_commit = on")?;
        Ok(Self::Postgres(client))
    }

    /// The columns of a table with their types, and the primary key's.
    pub(crate) fn table(&mut self, name: &'static str) -> Result<Table> {
        let columns = match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare("select name, type, pk > 0 from pragma_table_info(?1)")?;
                let rows =
                    statement.query_map([name], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
                rows.collect::<rusqlite::Result<Vec<(String, String, bool)>>>()?
            }
            Self::Postgres(client) => {
                let sql = "select a.attname::text, format_type(a.atttypid, null), coalesce(a.attnum = any(i.indkey), false)
                           from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
                           where a.attrelid = $1::text::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum";
                let rows = client.query(sql, &[&name])?;
                rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
            }
        };
        Ok(Table::new(name, columns))
    }

    /// All rows of a table, in the order of its key.
    pub(crate) fn rows(&mut self, table: &Table) -> Result<Vec<Vec<Cell>>> {
        let sql = table.select();
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(&sql)?;
                let rows = statement.query_map([], |row| {
                    table.columns.iter().enumerate().map(|(at, column)| sqlite_cell(row, at, column.kind)).collect()
                })?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            }
            Self::Postgres(client) => {
                let rows = client.query(&sql, &[])?;
                let cells = |row: &postgres::Row| {
                    table.columns.iter().enumerate().map(|(at, column)| postgres_cell(row, at, column.kind)).collect()
                };
                Ok(rows.iter().map(cells).collect())
            }
        }
    }

    /// One transaction: for each table one statement that carries its rows as one JSON parameter.
    pub(crate) fn write(&mut self, batch: &[(&Table, &[Vec<Cell>])]) -> Result<()> {
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch("begin immediate")?;
                for (table, rows) in batch {
                    connection.prepare_cached(&table.sqlite)?.execute([json(rows)?])?;
                }
                connection.execute_batch("commit")?;
            }
            Self::Postgres(client) => {
                // Prepared once a connection, as any client would.
                let statements = batch.iter().map(|(table, _)| table.prepared(client)).collect::<Result<Vec<_>>>()?;
                let mut tx = client.transaction()?;
                for ((_, rows), statement) in batch.iter().zip(statements) {
                    tx.execute(&statement, &[&json(rows)?])?;
                }
                tx.commit()?;
            }
        }
        Ok(())
    }
}

fn json<R: Serialize>(rows: &[R]) -> Result<String> {
    Ok(serde_json::to_string(rows)?)
}

fn sqlite_cell(row: &rusqlite::Row<'_>, at: usize, kind: Kind) -> rusqlite::Result<Cell> {
    Ok(match kind {
        Kind::Number => row.get::<_, Option<i64>>(at)?.map_or(Cell::Null, Cell::Number),
        Kind::Text => row.get::<_, Option<String>>(at)?.map_or(Cell::Null, Cell::Text),
        Kind::Id => row.get::<_, Option<Uuid>>(at)?.map_or(Cell::Null, Cell::Id),
    })
}

fn postgres_cell(row: &postgres::Row, at: usize, kind: Kind) -> Cell {
    match kind {
        Kind::Number => row.get::<_, Option<i64>>(at).map_or(Cell::Null, Cell::Number),
        Kind::Text => row.get::<_, Option<String>>(at).map_or(Cell::Null, Cell::Text),
        Kind::Id => row.get::<_, Option<Uuid>>(at).map_or(Cell::Null, Cell::Id),
    }
}
