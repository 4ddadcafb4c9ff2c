//! How an office lays its lists out, remembered from the last file, so that they go out as they came in.

use std::collections::HashMap;

use db::{Error, Result, Tx};
use places::Unit;
use roster::layout::Layout;
use roster::{Kind, Meaning};

use super::headings;
use crate::store::layouts as store;

/// A kind of list, as it is stored.
fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Roster => "roster",
        Kind::Households => "households",
    }
}

/// Keeps the layout of a file that came in for a commune, where it has one: see [`roster::layout::of`].
pub fn keep_layout(tx: &mut Tx<'_>, (commune, kind): (&Unit, Kind), layout: Option<&Layout>) -> Result<()> {
    let Some(layout) = layout else { return Ok(()) };
    let body = serde_json::to_string(layout).map_err(|error| Error::Other(error.to_string()))?;
    store::put_layout(tx, (commune.part, commune.id), code(kind), &body)
}

/// What is known of an office's own way to write a list.
pub struct Laid {
    /// Its last file's layout.
    pub layout: Option<Layout>,
    /// What its headings were said to mean.
    pub headings: HashMap<String, Meaning>,
}

/// How an office writes this kind of list. A layout that this program does not understand any more is none.
pub fn laid(tx: &mut Tx<'_>, (commune, kind): (&Unit, Kind)) -> Result<Laid> {
    let body = store::layout(tx, (commune.part, commune.id), code(kind))?;
    let layout = body.and_then(|body| serde_json::from_str(&body).ok());
    Ok(Laid { layout, headings: headings(tx, commune, code(kind))? })
}
