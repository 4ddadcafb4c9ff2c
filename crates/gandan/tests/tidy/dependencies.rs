//! A dependency that no source names is dead weight for everyone who builds.

use crate::{none, tree};

/// Named by no source, needed all the same: (crate, dependency, why).
const SILENT: &[(&str, &str, &str)] = &[];

#[test]
fn every_dependency_is_used() {
    let mut findings = Vec::new();
    for c in tree::crates() {
        let folder = c.folder.strip_prefix(tree::top()).expect("inside").display().to_string();
        let sources = tree::files(&folder, &["rs"]);
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for name in c.dependencies(table) {
                let word = name.replace('-', "_");
                let silent = SILENT.iter().any(|(of, what, _)| *of == c.name && *what == name);
                if !silent && !sources.iter().any(|file| names(&file.text, &word)) {
                    findings.push(format!("{}: {name} ({table})", c.name));
                }
            }
        }
    }
    none("no source names these dependencies", findings);
}

/// Whether `word` stands before `::`, after `use `, or alone as a name (`use db;`, `#[serde(...)]`).
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before =
            text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.' && c != '"');
        let after = &text[at + word.len()..];
        let named = ["::", ";", " as ", "}", ","].iter().any(|end| after.starts_with(end));
        before && named
    })
}
