use std::collections::HashMap;

use crate::formula::is_dangerous;
use crate::meter::Meter;
use crate::number_format::{built_in_shows_day, shows_day};
use crate::{Limits, Place, Refusal};

use super::external::Sources;
use super::records::{Record, Records, kind, u16_at, u32_at};
use super::text::{Chunks, Texts};
use super::{PART, Version, formula};

/// What stands before the sheets and holds for all of them.
pub(super) struct Globals {
    pub texts: Texts,
    pub sheets: Vec<Entry>,
    /// The shared texts.
    pub strings: Vec<String>,
    /// For each cell format whether it shows a day.
    pub dates: Vec<bool>,
    pub date_1904: bool,
    pub sources: Sources,
}

/// A sheet of cells and where its records begin.
pub(super) struct Entry {
    pub name: String,
    pub hidden: bool,
    pub offset: usize,
}

/// Reads the records up to the first end.
pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Globals, Refusal> {
    let mut records = Records::new(stream);
    let version = version_of(&records.next()?)?;
    let mut globals = Globals {
        texts: Texts { version, code_page: 0 },
        sheets: Vec::new(),
        strings: Vec::new(),
        dates: Vec::new(),
        date_1904: false,
        sources: Sources::default(),
    };
    let mut formats = Vec::new();
    let mut own = HashMap::new();
    loop {
        let record = records.next()?;
        let data = record.data;
        match record.kind {
            kind::FILE_PASS => return Err(Refusal::Encrypted),
            kind::CODE_PAGE => globals.texts.code_page = u16_at(data, 0).unwrap_or(0),
            kind::DATE_MODE => globals.date_1904 = u16_at(data, 0) == Some(1),
            kind::FORMAT => own.extend(format_of(data, globals.texts)),
            kind::XF => formats.push(u16_at(data, 2).unwrap_or(0)),
            kind::BOUND_SHEET => globals.bound_sheet(data, limits)?,
            kind::LABEL_NAME => check_name(data, globals.texts)?,
            kind::SUP_BOOK | kind::EXTERN_SHEET => globals.sources.take(&record, globals.texts),
            kind::SST => globals.strings = shared_texts(&records.with_continued(data)?, limits)?,
            kind::EOF => break,
            _ => (),
        }
    }
    let shows = |id: u16| own.get(&id).copied().unwrap_or_else(|| built_in_shows_day(id));
    globals.dates = formats.into_iter().map(shows).collect();
    Ok(globals)
}

fn version_of(first: &Record<'_>) -> Result<Version, Refusal> {
    match (first.kind, u16_at(first.data, 0)) {
        (kind::BOF, Some(0x0600)) => Ok(Version::Biff8),
        (kind::BOF, Some(0x0500)) => Ok(Version::Biff5),
        _ => Err(Refusal::broken(PART, "it does not begin as a workbook")),
    }
}

impl Globals {
    fn bound_sheet(&mut self, data: &[u8], limits: &Limits) -> Result<(), Refusal> {
        let broken = || Refusal::broken(PART, "the list of sheets");
        let offset = u32_at(data, 0).ok_or_else(broken)? as usize;
        let name = data.get(6..).and_then(|name| self.texts.short(name)).ok_or_else(broken)?;
        match data.get(5) {
            Some(0) => {
                self.sheets.push(Entry { name, hidden: data.get(4).is_some_and(|state| state & 3 != 0), offset })
            }
            Some(1 | 6) => return Err(Refusal::Macros { part: name }),
            // A chart.
            _ => (),
        }
        if self.sheets.len() > limits.sheets {
            return Err(Refusal::TooManySheets { sheets: self.sheets.len(), limit: limits.sheets });
        }
        Ok(())
    }
}

fn format_of(data: &[u8], texts: Texts) -> Option<(u16, bool)> {
    let id = u16_at(data, 0)?;
    let code = match texts.version {
        Version::Biff8 => texts.long(&[data.get(2..)?])?,
        Version::Biff5 => texts.short(data.get(2..)?)?,
    };
    Some((id, shows_day(&code)))
}

fn shared_texts(parts: &[&[u8]], limits: &Limits) -> Result<Vec<String>, Refusal> {
    let nobody = &mut |_| ();
    let mut meter = Meter::new(limits, nobody);
    let mut chunks = Chunks::new(parts);
    let (_, count) = (chunks.u32(), chunks.u32().unwrap_or(0));
    let mut strings = Vec::new();
    for _ in 0..count {
        let Some(text) = chunks.text() else { break };
        meter.shared(PART, &text)?;
        strings.push(text);
    }
    Ok(strings)
}

/// A defined name: a formula of its own, or the stand-in of a function newer than the file's kind.
fn check_name(data: &[u8], texts: Texts) -> Result<(), Refusal> {
    let parts = || {
        let (count, length) = (usize::from(*data.get(3)?), usize::from(u16_at(data, 4)?));
        let (name, rest) = texts.plain(count, data.get(14..)?)?;
        Some((name, rest.get(..length)?))
    };
    let Some((name, tokens)) = parts() else { return Ok(()) };
    let called = name.to_ascii_lowercase().starts_with("_xl") && is_dangerous(&name);
    let function =
        if called { Some(name.clone()) } else { formula::dangerous(tokens, texts.version).map(str::to_owned) };
    function.map_or(Ok(()), |function| Err(Refusal::DangerousFormula { place: Place::named(&name), function }))
}
