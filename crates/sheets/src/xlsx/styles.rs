use std::collections::HashMap;

use crate::Refusal;
use crate::number_format::{built_in_shows_day, shows_day};
use crate::package::Package;
use crate::xml::Node;

/// For each cell format, in the order that cells name them by, whether it shows a day.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<bool>, Refusal> {
    let Some(mut xml) = package.xml(part)? else { return Ok(Vec::new()) };
    let mut formats: Vec<u16> = Vec::new();
    let mut own: HashMap<u16, bool> = HashMap::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "numFmt" => {
                    let id = element.attribute("numFmtId")?.and_then(|id| id.parse().ok());
                    let code = element.attribute("formatCode")?.unwrap_or_default();
                    own.extend(id.map(|id| (id, shows_day(&code))));
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id = element.attribute("numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or(0);
                    formats.push(id);
                }
                _ => (),
            },
            Node::End(element) if element.name() == "cellXfs" => inside = false,
            Node::Eof => break,
            _ => (),
        }
    }
    Ok(formats.into_iter().map(|id| own.get(&id).copied().unwrap_or_else(|| built_in_shows_day(id))).collect())
}
