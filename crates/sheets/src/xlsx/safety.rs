use crate::package::Package;
use crate::xml::Node;
use crate::{Place, Refusal};

/// Refuses what a workbook brings along beside its cells: macros and sources outside.
pub(super) fn check(package: &mut Package<'_>) -> Result<(), Refusal> {
    let found = |test: fn(&&str) -> bool, package: &Package<'_>| {
        // The smallest name, so that the same file always gives the same answer.
        package.names().filter(test).min().map(str::to_owned)
    };
    let macros = |name: &&str| name.ends_with("vbaproject.bin") || name.contains("/macrosheets/");
    if let Some(part) = found(macros, package) {
        return Err(Refusal::Macros { part });
    }
    let outside = |name: &&str| name.contains("externallinks/") || name.ends_with("xl/connections.xml");
    if let Some(target) = found(outside, package) {
        return Err(Refusal::ExternalLink { place: None::<Place>, target });
    }
    declared_macros(package)
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
