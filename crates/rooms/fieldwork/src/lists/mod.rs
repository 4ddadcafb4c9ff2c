//! A list of households as an office keeps it, set beside the book and brought in. It becomes operations like those of phones,
//! so that receipts, streams and figures follow by themselves. Poverty, ethnicity and residents' phones stay out of it.

mod alike;
mod export;
mod group;
mod plan;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use access::Scope;
use base::Uuid;
use db::Tx;
use org::import::Import;
use org::lists::{Found, ListError, Mistake, Outcome, places_of};
use places::Unit;
use roster::Reading;
use serde::Serialize;
use sync::office::{self, Office};

pub use export::households;
pub(crate) use plan::{Home, Person};

use crate::{Fieldwork, store};

/// What a list of households did, or would do.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The commune.
    pub commune: Uuid,
    /// Its name.
    pub commune_name: String,
    /// What becomes of each row, by sheet and row.
    pub rows: BTreeMap<String, BTreeMap<u32, Outcome>>,
    /// Households that are made.
    pub households_new: usize,
    /// Residents that are made.
    pub residents_new: usize,
    /// Residents that become different.
    pub changed: usize,
    /// Rows that may be somebody who is there already.
    pub maybe: usize,
}

/// Brings a list of households in, all of it or nothing. For a preview the caller takes the transaction back.
pub fn bring_in(
    tx: &mut Tx<'_>,
    reading: &Reading,
    unit: Option<&Unit>,
    (by, scope): (&Import<'_>, Arc<Scope>),
) -> Result<Report, ListError> {
    let Found { commune, hamlets, .. } = places_of(tx, reading, unit, by)?;
    let ids: Vec<Uuid> = hamlets.values().map(|unit| unit.id).collect();
    let book = store::book(tx, commune.part, &ids)?;
    let plan = plan::plan(&reading.records, &hamlets, book, by);
    let office = Office { now: by.now, ids: by.ids, scope, list: by.ids.id(by.now) };
    if let Err(refusal) = office::bring_in(tx, &Fieldwork, commune.part, &office, plan.pieces)? {
        let (code, params) = (refusal.code, refusal.params);
        let vi = format!("danh sách không ghi được ({code} {params}); xem lại các dòng có tên quá dài hoặc ký tự lạ");
        return Err(ListError::Mistakes(vec![Mistake::of_file(
            code,
            vi,
            format!("the list was refused: {code} {params}"),
        )]));
    }
    let count = |is: fn(&Outcome) -> bool| plan.outcomes.values().filter(|outcome| is(outcome)).count();
    let (changed, maybe) = (
        count(|outcome| matches!(outcome, Outcome::Changed { .. })),
        count(|outcome| matches!(outcome, Outcome::Maybe { .. })),
    );
    Ok(Report {
        commune: commune.id,
        commune_name: commune.full_name,
        households_new: plan.households,
        residents_new: count(|outcome| matches!(outcome, Outcome::Created)),
        changed,
        maybe,
        rows: by_place(reading, plan.outcomes),
    })
}

fn by_place(reading: &Reading, outcomes: HashMap<usize, Outcome>) -> BTreeMap<String, BTreeMap<u32, Outcome>> {
    let mut rows: BTreeMap<String, BTreeMap<u32, Outcome>> = BTreeMap::new();
    for (at, outcome) in outcomes {
        let record = &reading.records[at];
        rows.entry(record.sheet.clone()).or_default().insert(record.source_row, outcome);
    }
    rows
}
