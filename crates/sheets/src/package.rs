use std::collections::HashMap;
use std::io::{Cursor, Read};

use flate2 as _; // zip inflates with what flate2 is built on; its default is the one written in Rust
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::xml::Xml;
use crate::{Limits, Refusal};

/// A packed file (.xlsx, .ods).
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part stands, by its name in small letters: programs do not agree on them.
    parts: HashMap<String, usize>,
}

/// One part, as XML.
pub(crate) type Part<'p, 'a> = Xml<ZipFile<'p, Cursor<&'a [u8]>>>;

impl<'a> Package<'a> {
    /// Opens the list of parts, and unpacks nothing yet.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Refusal::broken("", error))?;
        if archive.len() > limits.parts {
            return Err(Refusal::TooManyParts { parts: archive.len(), limit: limits.parts });
        }
        let mut parts = HashMap::new();
        for index in 0..archive.len() {
            let name = archive.name_for_index(index).and_then(Result::ok);
            parts.extend(name.map(|name| (name.replace('\\', "/").to_lowercase(), index)));
        }
        Ok(Self { archive, parts })
    }

    /// Unpacks every part once and counts what really comes out: what a file says of its sizes is worth nothing.
    pub fn weigh(&mut self, limits: &Limits) -> Result<(), Refusal> {
        let mut total = 0;
        let mut buffer = vec![0; 1 << 16];
        for index in 0..self.archive.len() {
            let mut part = open(&mut self.archive, index)?;
            let name = part.name().map(|name| name.into_owned()).unwrap_or_default();
            let packed = part.compressed_size().max(1);
            let mut unpacked = 0_u64;
            loop {
                let got = part.read(&mut buffer).map_err(|error| Refusal::broken(&name, error))? as u64;
                (unpacked, total) = (unpacked + got, total + got);
                let swollen = unpacked > Limits::FREE_OF_RATIO && unpacked / packed > limits.ratio;
                if total > limits.unpacked || swollen {
                    return Err(Refusal::Bomb { part: name });
                }
                if got == 0 {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The names of all parts, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// A part as XML, if there is one of this name.
    pub fn xml(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Refusal> {
        let Some(index) = self.parts.get(&name.to_lowercase()) else { return Ok(None) };
        open(&mut self.archive, *index).map(|part| Some(Xml::new(part, name)))
    }

    /// The beginning of a part as text, for the few that are no XML.
    pub fn beginning(&mut self, name: &str) -> Option<String> {
        let index = self.parts.get(name)?;
        let mut bytes = Vec::new();
        open(&mut self.archive, *index).ok()?.take(200).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn open<'p, 'a>(
    archive: &'p mut ZipArchive<Cursor<&'a [u8]>>,
    index: usize,
) -> Result<ZipFile<'p, Cursor<&'a [u8]>>, Refusal> {
    use zip::result::ZipError;
    archive.by_index(index).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Encrypted,
        error => Refusal::broken("", error),
    })
}
