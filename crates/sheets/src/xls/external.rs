use crate::Refusal;

use super::Version;
use super::records::{Record, kind, u16_at};
use super::text::Texts;

/// Refuses a workbook that names another file, a program, or an object in one as a source of values.
pub(super) fn check(record: &Record<'_>, texts: Texts) -> Result<(), Refusal> {
    let target = match texts.version {
        Version::Biff8 if record.kind == kind::SUP_BOOK => supporting(record.data, texts),
        Version::Biff5 if record.kind == kind::EXTERN_SHEET => extern_sheet(record.data, texts),
        _ => None,
    };
    target.map_or(Ok(()), |target| Err(Refusal::ExternalLink { place: None, target: readable(&target) }))
}

/// The workbook itself, add-in functions and unused links have marks instead of a path.
fn supporting(data: &[u8], texts: Texts) -> Option<String> {
    match u16_at(data, 2)? {
        0x0401 | 0x3A01 => None,
        count => {
            let (path, _) = texts.plain(usize::from(count), data.get(4..)?)?;
            (!matches!(path.as_str(), "" | "\0" | " ")).then_some(path)
        }
    }
}

/// An encoded path begins with 1; a sheet of the workbook itself with 2 or 3.
fn extern_sheet(data: &[u8], texts: Texts) -> Option<String> {
    texts.short(data).filter(|path| path.starts_with('\u{1}'))
}

/// Volumes and folders are marked by control characters.
fn readable(path: &str) -> String {
    let path = path.trim_start_matches(|c: char| c.is_control());
    path.chars().map(|c| if c.is_control() { '/' } else { c }).take(200).collect()
}
