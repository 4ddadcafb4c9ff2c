use std::collections::HashSet;

use anyhow::Result;
use serde::Serialize;
use uuid::Uuid;

/// What a column holds, as far as a JSON list has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Text,
    Id,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Null,
    Number(i64),
    Text(String),
    Id(Uuid),
}

pub(crate) struct Column {
    pub name: String,
    pub kind: Kind,
    key: bool,
}

/// A table, and the statement that writes a batch of its rows on each engine.
pub(crate) struct Table {
    pub name: &'static str,
    pub columns: Vec<Column>,
    pub sqlite: String,
    postgres: String,
}

impl Table {
    pub(crate) fn new(name: &'static str, columns: Vec<(String, String, bool)>) -> Self {
        let kind = |word: &str| match word.to_ascii_lowercase().as_str() {
            "bigint" => Kind::Number,
            "uuid" => Kind::Id,
            _ => Kind::Text,
        };
        let columns: Vec<Column> =
            columns.into_iter().map(|(name, word, key)| Column { kind: kind(&word), name, key }).collect();
        let (sqlite, postgres) = (
            upsert(name, &columns, "json_each(?1) as r"),
            upsert(name, &columns, "jsonb_array_elements(cast(cast($1 as text) as jsonb)) as r(value)"),
        );
        Self { name, columns, sqlite, postgres }
    }

    pub(crate) fn select(&self) -> String {
        let names = |only_key: bool| list(self.columns.iter().filter(|c| c.key || !only_key).map(|c| c.name.clone()));
        format!("select {} from {} order by {}", names(false), self.name, names(true))
    }

    pub(crate) fn prepared(&self, client: &mut postgres::Client) -> Result<postgres::Statement> {
        thread_local! {
            static KNOWN: std::cell::RefCell<std::collections::HashMap<String, postgres::Statement>> = Default::default();
        }
        if let Some(known) = KNOWN.with_borrow(|known| known.get(&self.postgres).cloned()) {
            return Ok(known);
        }
        let statement = client.prepare(&self.postgres)?;
        KNOWN.with_borrow_mut(|known| known.insert(self.postgres.clone(), statement.clone()));
        Ok(statement)
    }
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn upsert(table: &str, columns: &[Column], source: &str) -> String {
    let values = columns.iter().enumerate().map(|(at, column)| match column.kind {
        Kind::Number => format!("cast(r.value->>{at} as bigint)"),
        Kind::Text => format!("r.value->>{at}"),
        Kind::Id if source.starts_with("json_each") => format!("uuid(r.value->>{at})"),
        Kind::Id => format!("cast(r.value->>{at} as uuid)"),
    });
    let rest = list(columns.iter().filter(|c| !c.key).map(|c| format!("{0} = excluded.{0}", c.name)));
    let then = if rest.is_empty() { "nothing".to_owned() } else { format!("update set {rest}") };
    format!(
        "insert into {table} ({}) select {} from {source} where true on conflict ({}) do {then}",
        list(columns.iter().map(|c| c.name.clone())),
        list(values),
        list(columns.iter().filter(|c| c.key).map(|c| c.name.clone())),
    )
}

/// The rows that are new or other than before.
pub(crate) fn changed(before: Vec<Vec<Cell>>, after: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let known: HashSet<Vec<Cell>> = before.into_iter().collect();
    after.into_iter().filter(|row| !known.contains(row)).collect()
}
