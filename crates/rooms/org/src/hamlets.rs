//! Hamlets come into the list of units and into the figures in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use audit::{Chain, Entry};
use base::{Day, Uuid};
use counting::Deltas;
use db::Tx;
use places::RowErrors;
use places::hamlets::{NewHamlet, Report};

use crate::figures;
use crate::import::Import;
use crate::offices::Offices;

/// Imports hamlets (columns: docs/csv.md), counts those that are new and tells their communes.
pub fn import(tx: &mut Tx<'_>, text: &str, import: &Import<'_>) -> Result<Report, RowErrors> {
    let report = places::hamlets::import(tx, text)?;
    let mut by_part: BTreeMap<i64, Vec<&NewHamlet>> = BTreeMap::new();
    report.created.iter().for_each(|hamlet| by_part.entry(hamlet.part).or_default().push(hamlet));
    for (part, hamlets) in by_part {
        count(tx, part, &hamlets, import)?;
    }
    Ok(report)
}

fn count(tx: &mut Tx<'_>, part: i64, hamlets: &[&NewHamlet], import: &Import<'_>) -> db::Result<()> {
    let units: BTreeSet<Uuid> = hamlets.iter().map(|hamlet| hamlet.unit).collect();
    let mut offices = Offices::lock(tx, &units.iter().map(|unit| (part, *unit)).collect())?;
    offices.raise(tx, part, &units.into_iter().collect::<Vec<_>>())?;
    let mut deltas = Deltas::default();
    for hamlet in hamlets {
        if let Ok(from) = hamlet.valid_from.parse::<Day>() {
            figures::hamlet(hamlet.atom, from, None, &mut deltas);
        }
    }
    counting::write::apply(tx, part, &deltas, import.ids.id(import.now), import.now)?;
    let entries = hamlets.iter().map(|hamlet| Entry {
        at: import.now,
        actor: import.actor,
        device: None,
        action: "unit.create".into(),
        subject: Some(hamlet.unit),
        fields: "name,parent,valid_from".into(),
        content_hash: String::new(),
    });
    audit::append(tx, part, Chain::Organisation, entries.collect())
}
