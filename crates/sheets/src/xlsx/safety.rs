use crate::Refusal;
use crate::package::Package;
use crate::xml::Node;

/// Refuses macros, however they are named.
pub(super) fn check_macros(package: &mut Package<'_>) -> Result<(), Refusal> {
    let is_macro = |name: &&str| name.ends_with("vbaproject.bin") || name.contains("/macrosheets/");
    // The smallest name, so that the same file always gives the same answer.
    match package.names().filter(is_macro).min().map(str::to_owned) {
        Some(part) => Err(Refusal::Macros { part }),
        None => declared_macros(package),
    }
}

/// What the workbook takes values from, if it has a source outside.
pub(super) fn outside(package: &mut Package<'_>) -> Result<Option<String>, Refusal> {
    let is_link = |name: &&str| name.contains("externallinks/") || name.ends_with("xl/connections.xml");
    let Some(part) = package.names().filter(is_link).min().map(str::to_owned) else { return Ok(None) };
    // The part of the relations, which comes first, has the path of the other file.
    let Some(mut xml) = package.xml(&part)? else { return Ok(Some(part)) };
    loop {
        match xml.next()? {
            Node::Start(element) => {
                if let Some(target) = element.attribute("Target")? {
                    return Ok(Some(target.chars().take(200).collect()));
                }
            }
            Node::Eof => return Ok(Some(part)),
            _ => (),
        }
    }
}

/// A part may have any name; what it is stands in the list of content types.
fn declared_macros(package: &mut Package<'_>) -> Result<(), Refusal> {
    let Some(mut xml) = package.xml("[Content_Types].xml")? else { return Ok(()) };
    loop {
        match xml.next()? {
            Node::Start(element) => {
                let kind = element.attribute("ContentType")?.unwrap_or_default().to_ascii_lowercase();
                let named = element.attribute("PartName")?;
                // A default for an ending (Excel lists one for .bin) says nothing of what is there.
                if let Some(part) = named.filter(|_| kind.contains("vbaproject") || kind.contains("macrosheet")) {
                    return Err(Refusal::Macros { part: part.into_owned() });
                }
            }
            Node::Eof => return Ok(()),
            _ => (),
        }
    }
}
