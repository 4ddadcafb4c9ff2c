use std::collections::HashMap;

use crate::formula::{self, Concern, Dialect};
use crate::package::Package;
use crate::xml::Node;
use crate::{Limits, Place, Refusal};

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

/// Relations of one part. A workbook needs a few more than it has sheets.
const MANY: usize = 10_000;

/// What a part leads to: the kind and the target, by the id.
type Relations = HashMap<String, (String, String)>;

/// Reads the workbook part and what it leads to.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Outline, Refusal> {
    let top = relations(package, "_rels/.rels", "")?;
    let main = top.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
    let main = main.filter(|part| package.has(part)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let relations = relations(package, &format!("{prefix}_rels/{file}.rels"), &prefix)?;
    // A part of macros may have any name; how the workbook leads to it cannot be anything else.
    let macros = |kind: &str| ["vbaproject", "macrosheet"].iter().any(|word| kind.to_ascii_lowercase().contains(word));
    if let Some((_, part)) = relations.values().filter(|(kind, _)| macros(kind)).min() {
        return Err(Refusal::Macros { part: part.clone() });
    }
    let of_kind = |wanted: &str, usual: &str| {
        let found = relations.values().find(|(kind, _)| kind == wanted);
        found.map_or_else(|| format!("{prefix}{usual}"), |(_, target)| target.clone())
    };
    let mut outline = Outline {
        strings: of_kind("sharedStrings", "sharedStrings.xml"),
        styles: of_kind("styles", "styles.xml"),
        ..Outline::default()
    };
    let mut sheets = 0;
    let mut defined = None;
    let mut xml = package.xml(&main)?.ok_or_else(|| Refusal::broken(&main, "it is missing"))?;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "workbookPr" => outline.date_1904 = element.flag("date1904")?,
                "sheet" => {
                    sheets += 1;
                    let id = element.attribute("id")?.unwrap_or_default();
                    let relation = relations.get(&*id).ok_or_else(|| Refusal::broken(&main, format!("sheet {id}")))?;
                    match relation.0.as_str() {
                        "worksheet" => outline.sheets.push(Entry {
                            name: element.attribute("name")?.unwrap_or_default().into_owned(),
                            hidden: element.attribute("state")?.is_some_and(|state| state != "visible"),
                            part: relation.1.clone(),
                        }),
                        // A chart or a dialog: no cells.
                        _ => (),
                    }
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

/// A name may stand for a formula, and with it for anything that a formula can do. Gives what leads out of the file.
fn named(name: &str, formula: &str) -> Result<Option<Refusal>, Refusal> {
    let place = Place::named(name);
    match formula::concern(formula, Dialect::Excel) {
        None => Ok(None),
        Some(Concern::External(target)) => Ok(Some(Refusal::ExternalLink { place: Some(place), target })),
        Some(Concern::Function(function)) => Err(Refusal::DangerousFormula { place, function }),
    }
}

fn relations(package: &mut Package<'_>, part: &str, folder: &str) -> Result<Relations, Refusal> {
    let mut relations = HashMap::new();
    let Some(mut xml) = package.xml(part)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let id = element.attribute("Id")?.unwrap_or_default().into_owned();
                let kind = element.attribute("Type")?.unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = resolve(folder, &element.attribute("Target")?.unwrap_or_default());
                relations.insert(id, (kind, target));
                if relations.len() > MANY {
                    return Err(Refusal::broken(part, "relations without end"));
                }
            }
            Node::Eof => return Ok(relations),
            _ => (),
        }
    }
}

/// The name of a part that is named from within a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = if target.starts_with('/') { target } else { format!("{folder}{target}") };
    let mut path = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => (),
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_their_folder() {
        assert_eq!(resolve("xl/", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/", "..\\other/./s.xml"), "other/s.xml");
        assert_eq!(resolve("", "../../x.xml"), "x.xml");
    }
}
