use crate::Refusal;

use super::Version;
use super::records::{Record, kind, u16_at};
use super::text::Texts;

/// Other files, programs, or objects in them that a workbook names as sources of values.
#[derive(Default)]
pub(super) struct Sources {
    /// For each supporting link its path, if it leads outside.
    links: Vec<Option<String>>,
    /// For each reference between sheets the link that it goes through.
    references: Vec<u16>,
}

impl Sources {
    /// Takes a record that names a source.
    pub fn take(&mut self, record: &Record<'_>, texts: Texts) {
        let data = record.data;
        match (texts.version, record.kind) {
            (Version::Biff8, kind::SUP_BOOK) => self.links.push(supporting(data, texts)),
            (Version::Biff8, _) => {
                let entries = data.get(2..).unwrap_or_default().chunks_exact(6);
                self.references.extend(entries.filter_map(|entry| u16_at(entry, 0)));
            }
            (Version::Biff5, kind::EXTERN_SHEET) => self.links.push(extern_sheet(data, texts)),
            (Version::Biff5, _) => (),
        }
    }

    /// Whether the reference with this number leads outside.
    pub fn leads_out(&self, reference: u16) -> bool {
        let link = self.references.get(usize::from(reference)).and_then(|link| self.links.get(usize::from(*link)));
        link.is_some_and(Option::is_some)
    }

    /// The first source outside.
    pub fn first(&self) -> Option<&str> {
        self.links.iter().flatten().next().map(String::as_str)
    }

    /// Refuses a workbook with a source outside that no cell was seen to use.
    pub fn refuse(&self) -> Result<(), Refusal> {
        match self.first() {
            Some(target) => Err(Refusal::ExternalLink { place: None, target: target.to_owned() }),
            None => Ok(()),
        }
    }
}

/// The workbook itself, add-in functions and unused links have marks instead of a path.
fn supporting(data: &[u8], texts: Texts) -> Option<String> {
    match u16_at(data, 2)? {
        0x0401 | 0x3A01 => None,
        count => {
            let (path, _) = texts.plain(usize::from(count), data.get(4..)?)?;
            (!matches!(path.as_str(), "" | "\0" | " ")).then(|| readable(&path))
        }
    }
}

/// An encoded path begins with 1; a sheet of the workbook itself with 2 or 3.
fn extern_sheet(data: &[u8], texts: Texts) -> Option<String> {
    texts.short(data).filter(|path| path.starts_with('\u{1}')).map(|path| readable(&path))
}

/// Volumes and folders are marked by control characters.
fn readable(path: &str) -> String {
    let path = path.trim_start_matches(|c: char| c.is_control());
    path.chars().map(|c| if c.is_control() { '/' } else { c }).take(200).collect()
}
