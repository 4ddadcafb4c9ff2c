use std::collections::HashSet;

use crate::grid::Grid;
use crate::meter::Meter;
use crate::package::Package;
use crate::xml::Node;
use crate::{Refusal, Sheet, date};

use super::table;

const PART: &str = "content.xml";

/// Reads the part with all sheets.
pub(super) fn read(package: &mut Package<'_>, meter: &mut Meter<'_>) -> Result<Vec<Sheet>, Refusal> {
    let mut xml = package.xml(PART)?.ok_or_else(|| Refusal::broken(PART, "it is missing"))?;
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut hiding = HashSet::new();
    let mut style = None;
    let mut epoch = date::usual_epoch();
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "style" => style = element.attribute("style:name")?.map(|name| name.into_owned()),
                "table-properties" if element.attribute("table:display")?.is_some_and(|display| display == "false") => {
                    hiding.extend(style.take());
                }
                "null-date" => {
                    let day = element.attribute("table:date-value")?;
                    epoch = day.and_then(|day| day.parse().ok()).unwrap_or(epoch);
                }
                // Changes that are kept for review carry cells that are no longer there.
                "tracked-changes" => xml.skip()?,
                "dde-links" => return Err(Refusal::ExternalLink { place: None, target: "DDE".to_owned() }),
                "table" => {
                    if sheets.len() == meter.limits.sheets {
                        return Err(Refusal::TooManySheets { sheets: sheets.len() + 1, limit: meter.limits.sheets });
                    }
                    let name = element.attribute("table:name")?.unwrap_or_default().into_owned();
                    let hidden = element.attribute("table:style-name")?.is_some_and(|style| hiding.contains(&*style));
                    let mut grid = Grid::new(&name, hidden);
                    table::read(&mut xml, epoch, &mut grid, meter)?;
                    sheets.push(grid.finish());
                }
                _ => (),
            },
            Node::Eof => return Ok(sheets),
            _ => (),
        }
    }
}
