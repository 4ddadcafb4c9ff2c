//! A search over 2,000 residents on a slow phone, in a real browser, beside an empty page (`e2e/search.mjs`).

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// Medians, in milliseconds from a letter typed to the picture after it.
#[derive(Debug, Deserialize)]
pub(crate) struct Search {
    pub search_ms: f64,
    pub empty_ms: f64,
}

pub(crate) fn measure() -> Result<Search> {
    let program = std::env::current_exe()?.with_file_name("gandan");
    let said = Command::new("node").arg("e2e/search.mjs").env("E2E_PROGRAM", program).output();
    let said = said.context("node is not there")?;
    ensure!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let text = String::from_utf8(said.stdout)?;
    let line = text.lines().rev().find(|line| line.starts_with('{')).context("the search said nothing")?;
    Ok(serde_json::from_str(line)?)
}
