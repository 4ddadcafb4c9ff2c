//! The rows that the lists mean, worked out before the first one is written.

use std::collections::{BTreeMap, HashMap};

use base::{Instant, LAST_DAY, Uuid, fold, sort_key};
use db::Tx;

use super::ImportError;
use crate::code::{COUNTRY, country_id};
use crate::source::{MapSource, UnitRow};
use crate::store::write::{self, LinkLine, NameLine, SuccessionLine, UnitLine};
use crate::{CodeAtYear, FIRST_DAY, Tier};

/// The parts by the code of the province of the oldest map. Those that are there keep their number for life.
pub(super) fn parts(tx: &mut Tx<'_>, maps: &[MapSource], made_at: Instant) -> db::Result<HashMap<String, i64>> {
    let known: HashMap<String, i64> = write::parts(tx)?.into_iter().collect();
    let mut next = known.values().copied().max().unwrap_or(0);
    let provinces = maps.first().into_iter().flat_map(|map| &map.units).filter(|unit| unit.parent.is_empty());
    let mut new = Vec::new();
    for province in provinces.filter(|province| !known.contains_key(&province.code)) {
        next += 1;
        new.push((next, province.code.clone(), made_at.0));
    }
    write::add_parts(tx, &new)?;
    Ok(known.into_iter().chain(new.into_iter().map(|(part, code, _)| (code, part))).collect())
}

pub(super) fn first_day(map: &MapSource) -> &str {
    if map.first_day.is_empty() { FIRST_DAY } else { &map.first_day }
}

#[derive(Default)]
pub(super) struct Plan {
    pub units: Vec<UnitLine>,
    pub names: Vec<NameLine>,
    pub links: Vec<LinkLine>,
    pub successions: Vec<SuccessionLine>,
}

/// The units of a map by code, and the parts given to them.
struct Drawn<'a> {
    map: &'a MapSource,
    by_code: HashMap<&'a str, &'a UnitRow>,
    parts: HashMap<&'a str, i64>,
}

impl Plan {
    pub(super) fn of(maps: &[MapSource], parts: &HashMap<String, i64>) -> Result<Self, ImportError> {
        let mut plan = Self::default();
        let country_part = parts.values().copied().min().unwrap_or(1);
        plan.units.push((
            country_id(),
            "country",
            Some(COUNTRY.into()),
            None,
            country_part,
            "".into(),
            FIRST_DAY.into(),
        ));
        plan.names.push(name(country_id(), (FIRST_DAY, LAST_DAY), "", "Việt Nam"));
        let mut before: Option<Drawn<'_>> = None;
        for map in maps {
            let by_code = map.units.iter().map(|unit| (unit.code.as_str(), unit)).collect();
            let mut drawn = Drawn { map, by_code, parts: HashMap::new() };
            match &before {
                None => plan.first_parts(&mut drawn, parts)?,
                Some(before) => {
                    drawn.parts = inherited_parts(before, &drawn);
                    plan.changes(before, &drawn)?;
                }
            }
            plan.draw(&drawn, country_part)?;
            before = Some(drawn);
        }
        Ok(plan)
    }

    fn first_parts<'a>(&self, drawn: &mut Drawn<'a>, parts: &HashMap<String, i64>) -> Result<(), ImportError> {
        for unit in &drawn.map.units {
            let province = chain(drawn, unit)?.last().map_or(unit.code.as_str(), |top| top.code.as_str());
            if let Some(part) = parts.get(province) {
                drawn.parts.insert(&unit.code, *part);
            }
        }
        Ok(())
    }

    /// Units, names and closure of one map.
    fn draw(&mut self, drawn: &Drawn<'_>, country_part: i64) -> Result<(), ImportError> {
        let (year, since) = (drawn.map.year, first_day(drawn.map));
        let former: HashMap<_, _> = drawn.map.former_names.iter().map(|name| (name.code.as_str(), name)).collect();
        self.links.push((year, country_id(), country_id(), 0, since.into()));
        for unit in &drawn.map.units {
            let id = CodeAtYear::new(&unit.code, year).id();
            let tier = tier(unit, year)?;
            let part = drawn.parts.get(unit.code.as_str()).copied().unwrap_or(country_part);
            self.units.push((id, tier, Some(unit.code.clone()), Some(year), part, unit.kind.clone(), since.into()));
            let named_since = former.get(unit.code.as_str()).map_or(since, |former| &former.valid_to);
            self.names.push(name(id, (named_since, LAST_DAY), &unit.kind, &unit.name));
            self.links.push((year, id, id, 0, since.into()));
            let mut depth = 1;
            for above in chain(drawn, unit)? {
                self.links.push((year, id, CodeAtYear::new(&above.code, year).id(), depth, since.into()));
                depth += 1;
            }
            self.links.push((year, id, country_id(), depth, since.into()));
        }
        for former in &drawn.map.former_names {
            let id = CodeAtYear::new(&former.code, year).id();
            self.names.push(name(id, (&former.valid_from, &former.valid_to), &former.kind, &former.name));
        }
        Ok(())
    }

    fn changes(&mut self, before: &Drawn<'_>, drawn: &Drawn<'_>) -> Result<(), ImportError> {
        let day = first_day(drawn.map);
        let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
        drawn.map.provinces.iter().for_each(|row| *sources.entry(&row.new).or_default() += 1);
        for row in &drawn.map.provinces {
            let (old, new) = (id_on(before, &row.old)?, id_on(drawn, &row.new)?);
            let alone = row.old == row.new && sources.get(row.new.as_str()) == Some(&1);
            let relation = if alone { "unchanged" } else { "whole" };
            let note = String::new();
            self.successions.push((old, new, relation.into(), day.into(), row.decision.clone(), 1, note));
        }
        let decisions: HashMap<_, _> =
            drawn.map.provinces.iter().map(|row| (row.new.as_str(), row.communes_decision.as_str())).collect();
        for row in &drawn.map.mapping {
            let (old, new) = (id_on(before, &row.old)?, id_on(drawn, &row.new)?);
            let province = drawn.by_code.get(row.new.as_str()).map_or("", |unit| unit.parent.as_str());
            let decision = decisions.get(province).copied().unwrap_or_default();
            let (relation, note) = (row.relation.clone(), row.note.clone());
            self.successions.push((old, new, relation, day.into(), decision.into(), row.is_default, note));
        }
        Ok(())
    }
}

/// A unit of a later map takes the part of one of those it came from: a default one before others, then the same code.
fn inherited_parts<'a>(before: &Drawn<'_>, drawn: &Drawn<'a>) -> HashMap<&'a str, i64> {
    let provinces = drawn.map.provinces.iter().map(|row| (row.new.as_str(), row.old.as_str(), 1));
    let communes = drawn.map.mapping.iter().map(|row| (row.new.as_str(), row.old.as_str(), row.is_default));
    let mut best: HashMap<&str, (i64, bool, &str)> = HashMap::new();
    for (new, old, is_default) in provinces.chain(communes) {
        let rank = (-is_default, new != old, old);
        let entry = best.entry(new).or_insert(rank);
        *entry = rank.min(*entry);
    }
    best.into_iter().filter_map(|(new, (_, _, old))| Some((new, *before.parts.get(old)?))).collect()
}

/// The units above within the list, the nearest first.
fn chain<'a>(drawn: &Drawn<'a>, unit: &'a UnitRow) -> Result<Vec<&'a UnitRow>, ImportError> {
    let mut above = Vec::new();
    let mut at = unit;
    // No tree here is deeper; a list in which units hang in a circle ends the walk too.
    while !at.parent.is_empty() && above.len() < Tier::ALL.len() {
        at = drawn.by_code.get(at.parent.as_str()).ok_or_else(|| ImportError::Missing {
            year: drawn.map.year,
            code: at.parent.clone(),
            by: at.code.clone(),
        })?;
        above.push(at);
    }
    Ok(above)
}

fn id_on(drawn: &Drawn<'_>, code: &str) -> Result<Uuid, ImportError> {
    if !drawn.by_code.contains_key(code) {
        return Err(ImportError::Missing { year: drawn.map.year, code: code.into(), by: "the mapping".into() });
    }
    Ok(CodeAtYear::new(code, drawn.map.year).id())
}

fn tier(unit: &UnitRow, year: i64) -> Result<&'static str, ImportError> {
    let known = unit.tier.parse::<Tier>().map(Tier::as_str);
    known.map_err(|_| ImportError::Missing { year, code: unit.tier.clone(), by: unit.code.clone() })
}

pub(crate) fn name(unit: Uuid, (from, to): (&str, &str), kind: &str, name: &str) -> NameLine {
    let full = format!("{kind} {name}").trim().to_owned();
    (unit, from.into(), to.into(), name.into(), full.clone(), fold(&full), sort_key(name, false))
}
