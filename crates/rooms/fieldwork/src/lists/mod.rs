//! A list of households as an office keeps it, set beside the book and brought in. It becomes operations like those of phones,
//! so that receipts, streams and figures follow by themselves. Of poverty, ethnicity and residents' phones see [`protected`].

mod alike;
mod export;
mod finding;
mod group;
mod plan;
mod protected;
mod undo;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use access::Scope;
use base::Uuid;
use db::Tx;
use org::import::Import;
use org::lists::{File, Found, HOUSEHOLDS, Line, ListError, Mistake, Outcome, keep_as, places_of};
use org::upload::{Did, HamletCount};
use places::Unit;
use roster::{Reading, Record};
use serde::Serialize;
use sync::Refusal;
use sync::office::{self, Office};

pub use export::households;
use group::Group;
pub(crate) use plan::{Home, Person};
pub use undo::undo;

use crate::body::Body;
use crate::{Fieldwork, store};

/// What a list of households did, or would do.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The commune.
    pub commune: Uuid,
    /// Its name.
    pub commune_name: String,
    /// Hamlets that are made: the commune had none.
    pub new_hamlets: Vec<String>,
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
    /// What is counted of protected columns, hamlet by hamlet.
    pub counts: Vec<HamletCount>,
}

impl From<Report> for Did {
    fn from(report: Report) -> Self {
        Self {
            commune_name: report.commune_name,
            new_hamlets: report.new_hamlets,
            rows: report.rows,
            people_new: report.residents_new,
            households_new: report.households_new,
            changed: report.changed,
            counts: report.counts,
            ..Self::default()
        }
    }
}

/// What is asked of an import.
#[derive(Default)]
pub struct Wanted<'a> {
    /// The commune that the officer chose; otherwise the list says it.
    pub unit: Option<&'a Unit>,
    /// Noted as where every row came from; None for a preview.
    pub file: Option<File<'a>>,
    /// Rows that the officer leaves out, by sheet and row.
    pub leave_out: BTreeSet<(String, u32)>,
    /// Rows that are, or are not, who they may be.
    pub settled: BTreeMap<(String, u32), bool>,
    /// Nothing is written, and no lock is taken.
    pub only_look: bool,
}

/// What the officer answered.
struct Answers<'a> {
    leave_out: &'a BTreeSet<(String, u32)>,
    settled: &'a BTreeMap<(String, u32), bool>,
}

impl Answers<'_> {
    fn of(&self, record: &Record) -> Option<bool> {
        self.settled.get(&(record.sheet.clone(), record.source_row)).copied()
    }

    /// One answer stands for the household.
    fn of_group(&self, group: &Group<'_>) -> Option<bool> {
        group.people.iter().find_map(|(_, record)| self.of(record))
    }
}

/// Brings a list of households in, all of it or nothing; the id is that of the list, for [`undo()`]. For a preview the caller
/// takes the transaction back.
pub fn bring_in(
    tx: &mut Tx<'_>,
    reading: &Reading,
    wanted: &Wanted<'_>,
    (by, scope): (&Import<'_>, Arc<Scope>),
) -> Result<(Report, Option<Uuid>), ListError> {
    let Found { commune, hamlets, new_hamlets } = places_of(tx, reading, (wanted.unit, wanted.only_look), by)?;
    let ids: Vec<Uuid> = hamlets.values().map(|unit| unit.id).collect();
    let book = store::book(tx, commune.part, &ids)?;
    let answers = Answers { leave_out: &wanted.leave_out, settled: &wanted.settled };
    let mut plan = plan::plan(&reading.records, &hamlets, &book, &answers, by);
    let protected = protected::read(&reading.records, &hamlets, &plan);
    let list = by.ids.id(by.now);
    let pieces = std::mem::take(&mut plan.pieces);
    if wanted.only_look {
        let office = Office { now: by.now, ids: by.ids, scope, list };
        let wrong = office::ops(&office, pieces).iter().find_map(|op| Body::read(op).err());
        wrong.map_or(Ok(()), |refusal| Err(refused(&refusal)))?;
    } else {
        operate(tx, commune.part, (list, pieces), (by, scope))?;
    }
    let list = match &wanted.file {
        Some(file) => keep(tx, (list, &commune, file), (reading, &plan, &protected), by)?,
        None => None,
    };
    let count = |is: fn(&Outcome) -> bool| plan.outcomes.values().filter(|outcome| is(outcome)).count();
    let report = Report {
        commune: commune.id,
        commune_name: commune.full_name,
        new_hamlets,
        households_new: plan.households,
        residents_new: count(|outcome| matches!(outcome, Outcome::Created)),
        changed: count(|outcome| matches!(outcome, Outcome::Changed { .. })),
        maybe: count(|outcome| matches!(outcome, Outcome::Maybe { .. })),
        counts: protected.counts(&hamlets),
        rows: by_place(reading, plan.outcomes),
    };
    Ok((report, list))
}

/// Brings operations in under a list's name.
fn operate(
    tx: &mut Tx<'_>,
    part: i64,
    (list, pieces): (Uuid, Vec<office::Piece>),
    (by, scope): (&Import<'_>, Arc<Scope>),
) -> Result<(), ListError> {
    let office = Office { now: by.now, ids: by.ids, scope, list };
    office::bring_in(tx, &Fieldwork, part, &office, pieces)?.map(drop).map_err(|refusal| refused(&refusal))
}

/// Why the list does not go into the book.
fn refused(refusal: &Refusal) -> ListError {
    let (code, params) = (refusal.code, &refusal.params);
    let vi = format!("danh sách không ghi được ({code} {params}); xem lại các dòng có tên quá dài hoặc ký tự lạ");
    ListError::Mistakes(vec![Mistake::of_file(code, vi, format!("the list was refused: {code} {params}"))])
}

/// Notes the list with what its rows became. A list that says nothing new leaves no trace.
fn keep(
    tx: &mut Tx<'_>,
    (list, commune, file): (Uuid, &Unit, &File<'_>),
    (reading, plan, protected): (&Reading, &plan::Plan, &protected::Protected),
    by: &Import<'_>,
) -> Result<Option<Uuid>, ListError> {
    let line = |touched: &plan::Touched| {
        let record = &reading.records[touched.record];
        Line {
            subject: touched.subject,
            sheet: record.sheet.clone(),
            row: record.source_row,
            before: touched.before.as_ref().map(ToString::to_string),
            after: touched.after.to_string(),
            phone: None,
            given: None,
        }
    };
    let lines: Vec<Line> = plan.touched.iter().map(line).collect();
    let with_values = file.basis.is_some();
    if lines.is_empty() && !protected.is_news(tx, commune.part, with_values)? {
        return Ok(None);
    }
    keep_as(tx, (list, HOUSEHOLDS), (commune, file), (&lines, &[]), by)?;
    protected.keep(tx, (commune.part, list, by.now), with_values)?;
    Ok(Some(list))
}

fn by_place(reading: &Reading, outcomes: HashMap<usize, Outcome>) -> BTreeMap<String, BTreeMap<u32, Outcome>> {
    let mut rows: BTreeMap<String, BTreeMap<u32, Outcome>> = BTreeMap::new();
    for (at, outcome) in outcomes {
        let record = &reading.records[at];
        rows.entry(record.sheet.clone()).or_default().insert(record.source_row, outcome);
    }
    rows
}
