//! `gandan import roster|households FILE`: an office's own spreadsheet, read row by row, and brought in when nothing stands
//! against it. Status 0: it can come in; 1: something has to be mended; 2: wrong use.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use access::{Grant, Role, Scope};
use base::{Clock, Day, Instant, SystemClock, SystemIds, Uuid};
use db::{Db, Tx};
use org::import::Import;
use org::lists::{self, File, ListError, Mistake, Wanted};
use roster::layout::{self, Layout};
use roster::{About, Kind, Reading, Settings};
use serde::Serialize;
use sheets::Limits;

use super::Failure;
use crate::cli::List;

#[derive(Serialize)]
struct Answer<'a> {
    rows: &'a [roster::Record],
    summary: Summary<'a>,
}

#[derive(Serialize)]
struct Summary<'a> {
    kind: Kind,
    /// Whether anything was written.
    written: bool,
    people: usize,
    households: usize,
    /// How often each code came.
    warnings: BTreeMap<&'static str, usize>,
    sheets: &'a [roster::SheetReading],
    decision: Option<&'a roster::Decision>,
    errors: Vec<Mistake>,
    #[serde(flatten)]
    report: Option<Done>,
}

/// What either kind of list did.
#[derive(Serialize)]
#[serde(untagged)]
enum Done {
    Roster(lists::Report),
    Households(fieldwork::lists::Report),
}

impl Done {
    fn commune(&self) -> Uuid {
        match self {
            Self::Roster(report) => report.commune,
            Self::Households(report) => report.commune,
        }
    }
}

pub(super) fn run(db: &Db, kind: Kind, list: &List) -> Result<ExitCode, Failure> {
    let bytes = match std::fs::read(&list.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{}: {error}", list.file.display());
            return Ok(ExitCode::from(2));
        }
    };
    let (layout, reading, mut errors) = read(&bytes, &list.file, kind);
    let mut report = None;
    if errors.is_empty() {
        match bring_in(db, (layout.as_ref(), &reading), (kind, &lists::hash(&bytes)), list)? {
            Ok(done) => report = done,
            Err(mistakes) => errors = mistakes,
        }
    }
    let status = ExitCode::from(u8::from(!errors.is_empty()));
    if report.is_some() && !list.dry_run {
        counting::fold::run(db, SystemClock.now())?;
    }
    let written = report.is_some() && !list.dry_run;
    let summary = summary(kind, &reading, errors, report, written);
    if list.json {
        let text = serde_json::to_string(&Answer { rows: &reading.records, summary });
        println!("{}", text.map_err(|error| Failure::from(error.to_string()))?);
    } else {
        print(&reading, &summary);
    }
    Ok(status)
}

/// The file as far as it can be read.
fn read(bytes: &[u8], file: &Path, kind: Kind) -> (Option<Layout>, Reading, Vec<Mistake>) {
    match sheets::read(bytes, &file_name(file), &Limits::default(), &mut |_| {}) {
        Ok(workbook) => {
            let this_year = Day::of(SystemClock.now()).year().into();
            let reading = roster::read(&workbook, &Settings { this_year, kind: Some(kind), ..Settings::default() });
            let errors = lists::unusable(&reading, kind).into_iter().collect();
            (layout::of(&workbook, &reading), reading, errors)
        }
        Err(refusal) => {
            let mistake = Mistake::of_file(refusal.code(), refusal.in_vietnamese(), refusal.to_string());
            (None, Reading::default(), vec![mistake])
        }
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

type Brought = Result<Option<Done>, Vec<Mistake>>;

/// Brings it in; a dry run is taken back. Where no units are loaded, a dry run can only read.
fn bring_in(
    db: &Db,
    (layout, reading): (Option<&Layout>, &Reading),
    (kind, hash): (Kind, &str),
    list: &List,
) -> Result<Brought, Failure> {
    let empty = db.read_blocking(|tx| Ok::<_, db::Error>(places::store::maps(tx)?.is_empty()))?;
    if empty && list.dry_run {
        return Ok(Ok(None));
    }
    let unit = match &list.unit {
        Some(text) => Some(db.read_blocking(|tx| super::unit(tx, Some(text)))?),
        None => None,
    };
    let by = Import { now: SystemClock.now(), ids: &SystemIds, actor: None };
    let name = file_name(&list.file);
    let (unit, file) = (unit.as_ref(), Some(File { name: &name, hash, basis: None }));
    let scope = Arc::new(db.read_blocking(|tx| whole_country(tx, by.now))?);
    let mut seen = None;
    let work = |tx: &mut Tx<'_>| {
        let report = match kind {
            Kind::Roster => {
                let wanted = Wanted { unit, file, ..Wanted::default() };
                Done::Roster(lists::bring_in(tx, reading, &wanted, &by)?.0)
            }
            Kind::Households => {
                let only_look = list.dry_run;
                let file = file.filter(|_| !only_look);
                let wanted = fieldwork::lists::Wanted { unit, file, only_look, ..Default::default() };
                Done::Households(fieldwork::lists::bring_in(tx, reading, &wanted, (&by, scope.clone()))?.0)
            }
        };
        if list.dry_run {
            seen = Some(report);
            return Err(ListError::Mistakes(Vec::new()));
        }
        if let Some(commune) = places::store::unit(tx, report.commune())? {
            lists::keep_layout(tx, (&commune, kind), layout)?;
        }
        Ok(Some(report))
    };
    // Who only looks at households takes no lock beside a running server.
    let look = list.dry_run && kind == Kind::Households;
    let done = if look { db.read_blocking(work) } else { db.write_blocking(work) };
    match done {
        Ok(report) => Ok(Ok(report)),
        Err(ListError::Mistakes(_)) if seen.is_some() => Ok(Ok(seen)),
        Err(ListError::Mistakes(mistakes)) => Ok(Err(mistakes)),
        Err(ListError::Db(error)) => Err(error.into()),
    }
}

/// Whoever runs the command at the machine may bring lists in everywhere.
fn whole_country(tx: &mut Tx<'_>, now: Instant) -> db::Result<Scope> {
    let account = base::derived_id("whoever runs commands");
    let unit = places::CodeAtYear::new("VN", places::store::map_in_force(tx)?).id();
    let grant = Grant {
        id: account,
        role: Role::CommuneOfficer,
        unit,
        indicators: Vec::new(),
        since: Day::of(now),
        until: None,
    };
    Ok(Scope { part: 0, account, name: "gandan".into(), revision: 0, grants: vec![grant], disabled_at: None })
}

fn summary(kind: Kind, reading: &Reading, errors: Vec<Mistake>, report: Option<Done>, written: bool) -> Summary<'_> {
    let mut warnings = BTreeMap::new();
    for code in reading.records.iter().flat_map(|record| record.warnings.iter()) {
        *warnings.entry(code).or_default() += 1;
    }
    let people = reading.records.iter().filter(|record| record.about == About::Person);
    let mut households: Vec<(&str, &str)> = reading
        .records
        .iter()
        .filter(|record| !record.household_no.is_empty())
        .map(|record| (record.hamlet.as_str(), record.household_no.as_str()))
        .collect();
    households.dedup();
    Summary {
        kind,
        written,
        people: people.count(),
        households: households.len(),
        warnings,
        sheets: &reading.sheets,
        decision: reading.decision.as_ref(),
        errors,
        report,
    }
}

fn print(reading: &Reading, summary: &Summary<'_>) {
    for record in &reading.records {
        let year = record.birth_year.map(|year| year.to_string()).unwrap_or_default();
        println!(
            "{} {:>5}  {:<28} {:<4} {:>4}  {:<11} {:<14} {:<20} {}",
            record.sheet,
            record.source_row,
            record.full_name,
            record.gender,
            year,
            record.role,
            record.phone,
            record.hamlet,
            record.warnings
        );
    }
    println!("{} người / people, {} hộ / households", summary.people, summary.households);
    let (place, counts) = match &summary.report {
        Some(Done::Roster(report)) => (
            &report.commune_name,
            format!(
                "{} tổ mới / new teams, {} thành viên mới / new members, {} thay đổi / changed",
                report.teams_new, report.members_new, report.changed
            ),
        ),
        Some(Done::Households(report)) => (
            &report.commune_name,
            format!(
                "{} hộ mới / new households, {} người mới / new residents, {} thay đổi / changed, {} cần xem / to look at",
                report.households_new, report.residents_new, report.changed, report.maybe
            ),
        ),
        None => return complain(summary),
    };
    println!(
        "{place}: {counts}{}",
        if summary.written { "" } else { " (xem trước, chưa ghi / preview, nothing was written)" }
    );
}

fn complain(summary: &Summary<'_>) {
    for error in &summary.errors {
        let place = if error.row > 0 { format!("{} {}: ", error.sheet, error.row) } else { String::new() };
        eprintln!("{place}{}\n  {}", error.vi, error.en);
    }
}
