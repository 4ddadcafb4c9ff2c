//! Excel's packed workbooks, read part by part as a stream. General readers lay a sheet out as a full rectangle, trust
//! the sizes that a file announces, and stop at an error value they do not know; hidden rows they do not give at all.

use crate::meter::Meter;
use crate::package::Package;
use crate::{Format, Refusal, Workbook};

mod cell;
mod relations;
mod safety;
mod sheet;
mod strings;
mod styles;
mod workbook;

/// Reads all sheets.
pub(crate) fn read(package: &mut Package<'_>, meter: &mut Meter<'_>) -> Result<Workbook, Refusal> {
    safety::check_macros(package)?;
    let outline = workbook::read(package, meter.limits)?;
    let outside = safety::outside(package)?;
    let strings = strings::read(package, &outline.strings, meter.limits)?;
    let dates = styles::read(package, &outline.styles)?;
    let context = cell::Context { strings: &strings, dates: &dates, date_1904: outline.date_1904 };
    let mut sheets = Vec::new();
    for entry in &outline.sheets {
        let sheet = sheet::read(package, entry, &context, meter);
        sheets.extend(sheet.map_err(|refusal| name_file(refusal, outside.as_deref()))?);
    }
    // The cell that uses a source says most; then the name; then that there is one.
    if let Some(target) = outside.clone() {
        let refusal = outline.outside.unwrap_or(Refusal::ExternalLink { place: None, target });
        return Err(name_file(refusal, outside.as_deref()));
    }
    match outline.outside {
        Some(refusal) => Err(refusal),
        None if sheets.is_empty() => Err(Refusal::NoSheet),
        None => Ok(Workbook { sheets, format: Format::Xlsx }),
    }
}

/// Formulas give other files by number; the workbook knows their names.
fn name_file(refusal: Refusal, file: Option<&str>) -> Refusal {
    match (refusal, file) {
        (Refusal::ExternalLink { place, .. }, Some(file)) => Refusal::ExternalLink { place, target: file.to_owned() },
        (refusal, _) => refusal,
    }
}
