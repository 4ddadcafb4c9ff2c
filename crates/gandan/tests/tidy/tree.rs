//! The work tree: crates and files.

use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

/// A crate of ours.
pub struct Crate {
    pub name: String,
    pub folder: PathBuf,
    pub manifest: toml::Table,
}

/// Every crate of the workspace.
pub fn crates() -> Vec<Crate> {
    let mut found = Vec::new();
    for parent in ["crates", "crates/rooms"] {
        for folder in folders(&top().join(parent)) {
            let Ok(text) = std::fs::read_to_string(folder.join("Cargo.toml")) else { continue };
            let manifest: toml::Table = text.parse().expect("a manifest");
            let name = manifest["package"]["name"].as_str().expect("a name").to_owned();
            found.push(Crate { name, folder, manifest });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

impl Crate {
    /// The names in one of its tables of dependencies.
    pub fn dependencies(&self, table: &str) -> Vec<String> {
        let names = self.manifest.get(table).and_then(|table| table.as_table());
        names.map(|table| table.keys().cloned().collect()).unwrap_or_default()
    }
}

/// A file with its path as it is shown.
pub struct File {
    pub shown: String,
    pub text: String,
}

/// All files under `folder` (of the repository) with one of the endings, generated and foreign ones left out.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let top = top();
    let mut found = Vec::new();
    walk(&top.join(folder), &mut |path| {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if endings.contains(&ending) {
            let shown = path.strip_prefix(&top).unwrap_or(path).display().to_string();
            found.extend(std::fs::read_to_string(path).ok().map(|text| File { shown, text }));
        }
    });
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found
}

fn walk(folder: &Path, each: &mut impl FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if path.is_dir() && !["node_modules", "dist", "target", "out"].contains(&name) {
            walk(&path, each);
        } else if path.is_file() {
            each(&path);
        }
    }
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect()
}
