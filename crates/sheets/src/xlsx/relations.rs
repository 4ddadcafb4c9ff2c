use std::collections::BTreeMap;

use crate::Refusal;
use crate::package::Package;
use crate::xml::Node;

/// Relations of one part. A workbook needs a few more than it has sheets.
const MANY: usize = 10_000;

/// What a part leads to, by the ids it uses for it.
pub(super) struct Relations(BTreeMap<String, Relation>);

/// One other part.
pub(super) struct Relation {
    /// The last word of its kind, such as `worksheet`.
    pub kind: String,
    /// Its name.
    pub target: String,
}

impl Relations {
    /// Reads the part with the relations of the part `file` in a folder (which ends with a stroke, or is empty).
    pub fn read(package: &mut Package<'_>, folder: &str, file: &str) -> Result<Self, Refusal> {
        let mut relations = BTreeMap::new();
        let part = format!("{folder}_rels/{file}.rels");
        let Some(mut xml) = package.xml(&part)? else { return Ok(Self(relations)) };
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "Relationship" => {
                    let id = element.attribute("Id")?.unwrap_or_default().into_owned();
                    let kind = element.attribute("Type")?.unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let target = resolve(folder, &element.attribute("Target")?.unwrap_or_default());
                    relations.insert(id, Relation { kind, target });
                    if relations.len() > MANY {
                        return Err(Refusal::broken(part, "relations without end"));
                    }
                }
                Node::Eof => return Ok(Self(relations)),
                _ => (),
            }
        }
    }

    /// The part with this id.
    pub fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part of this kind.
    pub fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.values().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
    }

    /// Refuses macros: their part may have any name, but how the workbook leads to it cannot be anything else.
    pub fn check_macros(&self) -> Result<(), Refusal> {
        let found = self.0.values().find(|relation| {
            let kind = relation.kind.to_ascii_lowercase();
            kind.contains("vbaproject") || kind.contains("macrosheet")
        });
        found.map_or(Ok(()), |relation| Err(Refusal::Macros { part: relation.target.clone() }))
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
