use std::io::{Cursor, Read};

use crate::{Found, Refusal};

/// The stream of records of a workbook in a compound file.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let broken = |error| Refusal::broken("", error);
    // The library holds that no sector belongs to two chains, so a chain has an end.
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    let (mut workbook, mut book, mut macros, mut other) = (None, None, None, Found::Unknown);
    for entry in file.walk() {
        let name = entry.name().to_ascii_lowercase();
        let top = entry.path().components().count() == 2;
        match name.as_str() {
            "encryptedpackage" | "\u{6}dataspaces" => return Err(Refusal::Encrypted),
            "workbook" if top && entry.is_stream() => workbook = Some(entry.path().to_owned()),
            "book" if top && entry.is_stream() => book = Some(entry.path().to_owned()),
            "_vba_project_cur" | "_vba_project" => macros = Some(entry.name().to_owned()),
            "worddocument" if top => other = Found::Document,
            "powerpoint document" if top => other = Found::Slides,
            _ => (),
        }
    }
    // A file that Excel 95 can read as well has both; the newer one holds more.
    let path = workbook.or(book).ok_or_else(|| Refusal::other(other))?;
    if let Some(part) = macros {
        return Err(Refusal::Macros { part });
    }
    let stream = file.open_stream(path).map_err(broken)?;
    let mut records = Vec::new();
    stream.take(bytes.len() as u64).read_to_end(&mut records).map_err(broken)?;
    Ok(records)
}
