//! OpenDocument tables. One part holds all sheets; repeated rows and cells are written once with a number, which costs
//! nothing while they are empty and counts like any others when they are not.

use crate::meter::Meter;
use crate::package::Package;
use crate::xml::Node;
use crate::{Format, Refusal, Workbook};

mod cell;
mod content;
mod table;
mod text;

/// Reads all sheets.
pub(crate) fn read(package: &mut Package<'_>, meter: &mut Meter<'_>) -> Result<Workbook, Refusal> {
    check_encryption(package)?;
    check_macros(package)?;
    let sheets = content::read(package, meter)?;
    if sheets.is_empty() {
        return Err(Refusal::NoSheet);
    }
    Ok(Workbook { sheets, format: Format::Ods })
}

fn check_encryption(package: &mut Package<'_>) -> Result<(), Refusal> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else { return Ok(()) };
    // Old writers declare the document type of the manifest; it is looked at for this one element only.
    xml.allow_document_type();
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "encryption-data" => return Err(Refusal::Encrypted),
            Node::Eof => return Ok(()),
            _ => (),
        }
    }
}

/// Libraries of Basic are listed even where they are empty; a module is a part of its own.
fn check_macros(package: &Package<'_>) -> Result<(), Refusal> {
    let is_module = |name: &&str| {
        let module = name.starts_with("basic/") && name.ends_with(".xml");
        let list = name.ends_with("script-lb.xml") || name.ends_with("script-lc.xml");
        (module && !list) || (name.starts_with("scripts/") && !name.ends_with('/'))
    };
    match package.names().filter(is_module).min() {
        Some(part) => Err(Refusal::Macros { part: part.to_owned() }),
        None => Ok(()),
    }
}
