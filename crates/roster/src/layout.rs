//! How an office lays its list out: titles, headings, the order of columns, where hamlets stand, how marks and numbers are
//! written. It is taken from the file that came in, without anything personal, so that a list can go out the same way.

mod fill;
mod find;
mod plain;
mod safe;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use fill::{Filled, Of, fill};
pub use find::of;

use crate::Meaning;

/// How a list is laid out. It holds words of forms only, never of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The sheet's name; `{hamlet}` stands for the hamlet's.
    pub sheet: String,
    /// Where hamlets stand.
    pub spread: Spread,
    /// What stands above the rows: titles, then the headings.
    pub above: Block,
    /// The row of `above` with which the headings begin.
    pub headings_from: u32,
    /// Where hamlets are sub-headings, how one is written.
    pub section: Option<Section>,
    /// The columns, from left to right.
    pub columns: Vec<Place>,
    /// Numbers begin anew with every hamlet.
    pub restarts: bool,
    /// A total stands below the rows.
    pub total: bool,
    /// Who signs, and when; without a name.
    pub footer: Block,
}

/// Where a list says which hamlet its rows are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// In a column.
    Column,
    /// In sub-headings.
    Headings,
    /// Each hamlet has a sheet.
    Sheets,
    /// Each hamlet has a table of its own, one below the other.
    Tables,
    /// Nowhere.
    Nowhere,
}

/// Rows of fixed texts; rows count from 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// How many rows it takes.
    pub rows: u32,
    /// Its texts: row, column, text. `{hamlet}` and `{HAMLET}` stand for the hamlet's name.
    pub texts: Vec<(u32, u32, String)>,
    /// Its merged cells: first row, last row, first column, last column.
    pub merges: Vec<(u32, u32, u32, u32)>,
}

/// A sub-heading: `{I}. {HAMLET} ({nn} thành viên)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Where it stands.
    pub column: u32,
    /// The last column that is merged with it.
    pub until: u32,
    /// Its text, with `{I}` or `{1}` for its number, `{hamlet}` or `{HAMLET}`, `{n}` or `{nn}` for how many it has.
    pub text: String,
    /// An empty row stands before it.
    pub gap: bool,
}

/// A column and how its cells are written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// From 0.
    pub column: u32,
    /// What it means; None, and what is not kept, stays empty.
    pub meaning: Option<Meaning>,
    /// A value that holds for several rows is written in each of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
    /// What parts the digits of a phone, or the mark for yes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sign: String,
    /// How this office abbreviates: "Tổ trưởng" as "TT".
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
}
