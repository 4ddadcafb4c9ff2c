use crate::{Error, Result};

/// A type that both engines can read from a column: i64, f64, String, Uuid and their `Option`s.
pub trait Column: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a> {}
impl<T: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>> Column for T {}

/// One row of an answer. Columns are read by position, in the order of the select list.
pub struct Row<'a>(pub(crate) Inner<'a>);

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The value of a column.
    pub fn get<T: Column>(&self, index: usize) -> Result<T> {
        let wrong = |message: String| Error::Column { index, message };
        match &self.0 {
            Inner::Sqlite(row) => row.get(index).map_err(|e| wrong(e.to_string())),
            Inner::Postgres(row) => row.try_get(index).map_err(|e| wrong(e.to_string())),
        }
    }

    /// A flag kept as bigint.
    pub fn flag(&self, index: usize) -> Result<bool> {
        Ok(self.get::<i64>(index)? != 0)
    }

    /// Text that this installation wrote itself in a known form (a day, JSON).
    pub fn parsed<T: std::str::FromStr>(&self, index: usize) -> Result<T>
    where
        T::Err: std::fmt::Display,
    {
        let text: String = self.get(index)?;
        text.parse().map_err(|e: T::Err| Error::Column { index, message: e.to_string() })
    }

    /// The same where the column may be null.
    pub fn parsed_opt<T: std::str::FromStr>(&self, index: usize) -> Result<Option<T>>
    where
        T::Err: std::fmt::Display,
    {
        let text: Option<String> = self.get(index)?;
        text.map(|t| t.parse().map_err(|e: T::Err| Error::Column { index, message: e.to_string() })).transpose()
    }
}
