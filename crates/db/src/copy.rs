//! Everything of one database into another, of either engine: what backups are made of. One of the two is a file of the
//! embedded engine, which also tells the columns.

use std::fmt::Write;

use uuid::Uuid;

use crate::dialect::rewrite;
use crate::migrations::tables;
use crate::{Arg, Db, Engine, Error, Result, Row, Tx};

/// How many rows travel at once.
const PAGE: usize = 2_000;

/// A table with its columns, in the order of the schema.
struct Table {
    name: &'static str,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    kind: Kind,
    /// Its place in the primary key, from 1; 0 when it is in none.
    key: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Text,
    Id,
}

#[derive(Clone)]
enum Value {
    Int(i64),
    Text(String),
    Id(Uuid),
}

/// Copies every row of every table as of one snapshot of `from` into `to`, whose tables are there and empty. Gives the
/// number of rows. `to` is written in many small transactions: only a copy that came to its end is one.
pub fn copy(from: &Db, to: &Db) -> Result<u64> {
    let file = if from.engine() == Engine::Sqlite { from } else { to };
    let tables = file.read_blocking(describe)?;
    if let Some(name) = to.read_blocking(|tx| filled(tx, &tables))? {
        return Err(Error::Other(format!("the database to copy into is not empty: {name} has rows")));
    }
    from.read_blocking(|tx| tables.iter().map(|table| copy_table(tx, to, table)).sum())
}

fn describe(tx: &mut Tx<'_>) -> Result<Vec<Table>> {
    let describe_one = |(name, _)| {
        let columns = tx.all(
            "select name, lower(type), pk from pragma_table_info($1) order by cid",
            &[Arg::from(name)],
            |row| Ok(Column { name: row.get(0)?, kind: kind(&row.get::<String>(1)?)?, key: row.get(2)? }),
        )?;
        Ok(Table { name, columns })
    };
    tables().into_iter().map(describe_one).collect()
}

fn kind(declared: &str) -> Result<Kind> {
    match declared {
        "bigint" => Ok(Kind::Int),
        "text" => Ok(Kind::Text),
        "uuid" => Ok(Kind::Id),
        other => Err(Error::Other(format!("a column of type {other} cannot be copied"))),
    }
}

fn filled(tx: &mut Tx<'_>, tables: &[Table]) -> Result<Option<&'static str>> {
    for table in tables {
        if !tx.all_text(&format!("select 1 from {} limit 1", table.name), &[], |_| Ok(()))?.is_empty() {
            return Ok(Some(table.name));
        }
    }
    Ok(None)
}

fn copy_table(tx: &mut Tx<'_>, to: &Db, table: &Table) -> Result<u64> {
    let key = table.key();
    let put = rewrite(&table.insert(), to.engine());
    let mut copied = 0;
    let mut after: Vec<Value> = Vec::new();
    loop {
        let text = rewrite(&table.page(!after.is_empty()), tx.engine());
        let args: Vec<Arg<'_>> = after.iter().map(Value::arg).collect();
        let rows = tx.all_text(&text, &args, |row| table.read(row))?;
        let Some(last) = rows.last() else { return Ok(copied) };
        after = key.iter().filter_map(|at| last[*at].clone()).collect();
        let lines: Vec<serde_json::Value> = rows.iter().map(|row| table.line(row)).collect();
        let batch = crate::json(&lines)?;
        to.write_blocking(|tx| tx.all_text(&put, std::slice::from_ref(&batch), |_| Ok(())))?;
        copied += rows.len() as u64;
        if rows.len() < PAGE {
            return Ok(copied);
        }
    }
}

impl Table {
    /// The places of the primary key's columns, in its order.
    fn key(&self) -> Vec<usize> {
        let mut key: Vec<usize> = (0..self.columns.len()).filter(|at| self.columns[*at].key > 0).collect();
        key.sort_by_key(|at| self.columns[*at].key);
        key
    }

    /// The next rows in the order of the primary key, the first ones when there is nothing before.
    fn page(&self, has_before: bool) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let key: Vec<&str> = self.key().into_iter().map(|at| names[at]).collect();
        let order = key.join(", ");
        let marks: Vec<String> = (1..=key.len()).map(|n| format!("${n}")).collect();
        let after = if has_before { format!("where ({order}) > ({})", marks.join(", ")) } else { String::new() };
        format!("select {} from {} {after} order by {order} limit {PAGE}", names.join(", "), self.name)
    }

    fn insert(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let mut values = String::new();
        for (at, column) in self.columns.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            // Writing into a String cannot fail.
            let _ = match column.kind {
                Kind::Int => write!(values, "{comma}cast(r.value->>'c{at}' as bigint)"),
                Kind::Text => write!(values, "{comma}r.value->>'c{at}'"),
                Kind::Id => write!(values, "{comma}uuid(r.value->>'c{at}')"),
            };
        }
        format!("insert into {} ({}) select {values} from {{rows:$1}} where true", self.name, names.join(", "))
    }

    fn read(&self, row: &Row<'_>) -> Result<Vec<Option<Value>>> {
        let one = |(at, column): (usize, &Column)| {
            Ok(match column.kind {
                Kind::Int => row.get::<Option<i64>>(at)?.map(Value::Int),
                Kind::Text => row.get::<Option<String>>(at)?.map(Value::Text),
                Kind::Id => row.get::<Option<Uuid>>(at)?.map(Value::Id),
            })
        };
        self.columns.iter().enumerate().map(one).collect()
    }

    fn line(&self, row: &[Option<Value>]) -> serde_json::Value {
        let cells = row.iter().enumerate().filter_map(|(at, value)| Some((format!("c{at}"), value.as_ref()?.json())));
        serde_json::Value::Object(cells.collect())
    }
}

impl Value {
    fn arg(&self) -> Arg<'_> {
        match self {
            Self::Int(value) => Arg::from(*value),
            Self::Text(value) => Arg::from(value),
            Self::Id(value) => Arg::from(*value),
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::Int(value) => (*value).into(),
            Self::Text(value) => value.as_str().into(),
            Self::Id(value) => value.to_string().into(),
        }
    }
}
