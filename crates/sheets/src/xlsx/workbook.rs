use crate::formula::{self, Concern, Dialect};
use crate::package::Package;
use crate::xml::{Element, Node};
use crate::{Limits, Place, Refusal};

use super::relations::Relations;

/// What the workbook says of its parts.
#[derive(Default)]
pub(super) struct Outline {
    pub sheets: Vec<Entry>,
    pub strings: String,
    pub styles: String,
    pub date_1904: bool,
    /// A defined name that leads out of the file.
    pub outside: Option<Refusal>,
}

/// A sheet and the part that holds it.
pub(super) struct Entry {
    pub name: String,
    pub hidden: bool,
    pub part: String,
}

/// Reads the workbook part and what it leads to.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Outline, Refusal> {
    let top = Relations::read(package, "", "")?;
    let main = top.of_kind("officeDocument").filter(|part| package.has(part)).unwrap_or("xl/workbook.xml");
    let (folder, file) = main.split_at(main.rfind('/').map_or(0, |at| at + 1));
    let relations = Relations::read(package, folder, file)?;
    relations.check_macros()?;
    let part = |kind: &str| relations.of_kind(kind).map_or_else(|| format!("{folder}{kind}.xml"), str::to_owned);
    let mut outline = Outline { strings: part("sharedStrings"), styles: part("styles"), ..Outline::default() };
    let mut sheets = 0;
    let mut defined = None;
    let mut xml = package.xml(main)?.ok_or_else(|| Refusal::broken(main, "it is missing"))?;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "workbookPr" => outline.date_1904 = element.flag("date1904")?,
                "sheet" => {
                    outline.sheets.extend(entry(&element, &relations)?);
                    sheets += 1;
                    if sheets > limits.sheets {
                        return Err(Refusal::TooManySheets { sheets, limit: limits.sheets });
                    }
                }
                "definedName" => {
                    defined = Some((element.attribute("name")?.unwrap_or_default().into_owned(), String::new()));
                }
                _ => (),
            },
            Node::Text(text) => {
                if let Some((_, formula)) = &mut defined {
                    formula.push_str(&text);
                }
            }
            Node::End(element) if element.name() == "definedName" => {
                if let Some((name, formula)) = defined.take() {
                    let outside = named(&name, &formula)?;
                    outline.outside = outline.outside.or(outside);
                }
            }
            Node::Eof => return Ok(outline),
            _ => (),
        }
    }
}

/// The sheet that an element names, unless it is a chart or a dialog, which have no cells.
fn entry(element: &Element<'_>, relations: &Relations) -> Result<Option<Entry>, Refusal> {
    let id = element.attribute("id")?.unwrap_or_default();
    let relation = relations.get(&id).ok_or_else(|| element.broken(format!("sheet {id:.20}")))?;
    let entry = Entry {
        name: element.attribute("name")?.unwrap_or_default().into_owned(),
        hidden: element.attribute("state")?.is_some_and(|state| state != "visible"),
        part: relation.target.clone(),
    };
    Ok((relation.kind == "worksheet").then_some(entry))
}

/// A name may stand for a formula, and with it for anything that a formula can do. Gives what leads out of the file.
fn named(name: &str, formula: &str) -> Result<Option<Refusal>, Refusal> {
    let place = Place::named(name);
    match formula::concern(formula, Dialect::Excel) {
        None => Ok(None),
        Some(Concern::External(target)) => Ok(Some(Refusal::ExternalLink { place: Some(place), target })),
        Some(Concern::Function(function)) => Err(Refusal::DangerousFormula { place, function }),
    }
}
