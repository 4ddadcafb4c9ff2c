//! What a phone loads before the app starts: the page, what it names, and what the service worker fetches in advance.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// The sum of the compressed sizes, fonts left out.
pub(crate) fn bytes(dist: &Path) -> Result<u64> {
    let page = std::fs::read_to_string(dist.join("index.html")).context("the app is not built (app/dist)")?;
    let worker = std::fs::read_to_string(dist.join("sw.js")).unwrap_or_default();
    let mut files = BTreeSet::from(["index.html".to_owned()]);
    if !worker.is_empty() {
        files.insert("sw.js".into());
    }
    for name in quoted(&page).chain(quoted(&worker)) {
        let name = name.trim_start_matches("./").trim_start_matches('/');
        let font = [".woff2", ".woff", ".ttf"].iter().any(|end| name.ends_with(end));
        if !name.is_empty() && !font && dist.join(name).is_file() {
            files.insert(name.to_owned());
        }
    }
    files.iter().map(|name| compressed(&dist.join(name))).sum()
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`'])
}

/// As the server sends it: the smaller of the files that lie beside it, or else compressed here.
fn compressed(file: &Path) -> Result<u64> {
    let beside = ["br", "gz"].iter().filter_map(|end| {
        let name = format!("{}.{end}", file.display());
        std::fs::metadata(name).ok().map(|found| found.len())
    });
    if let Some(size) = beside.min() {
        return Ok(size);
    }
    let content = std::fs::read(file)?;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&content)?;
    let size = encoder.finish()?.len().min(content.len());
    Ok(size as u64)
}
