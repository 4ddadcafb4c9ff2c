//! Hamlets from a CSV file. They have no official code: commune and name identify one, and its atom is made with it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use base::{Day, LAST_DAY, Uuid, derived_id, fold, sort_key};
use db::Tx;
use serde::Deserialize;

use crate::store::{self, write};
use crate::{CodeAtYear, FIRST_DAY, RowError, RowErrors, Tier, Unit, Vintage, name_key, read_rows};

/// A hamlet that an import made. The caller counts it (indicator `hamlets`) from its first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHamlet {
    /// The hamlet.
    pub unit: Uuid,
    /// Its commune.
    pub commune: Uuid,
    /// Its atom.
    pub atom: Uuid,
    /// Its part.
    pub part: i64,
    /// Its first day.
    pub valid_from: String,
}

/// What an import of hamlets did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Those that were not there before.
    pub created: Vec<NewHamlet>,
    /// How many were there already.
    pub known: usize,
    /// Those whose commune was split on a later map, where they therefore hang nowhere yet.
    pub unplaced: Vec<Uuid>,
}

#[derive(Debug, Deserialize)]
struct Row {
    commune: String,
    name: String,
    full_name: String,
    #[serde(default)]
    valid_from: String,
}

/// The id of a hamlet.
pub fn hamlet_id(commune: &CodeAtYear, name: &str) -> Uuid {
    derived_id(&format!("hamlet {commune} {}", name_key(name)))
}

/// Imports all hamlets of a file, or none with the reasons (columns: docs/csv.md). Idempotent.
pub fn import(tx: &mut Tx<'_>, text: &str) -> Result<Report, RowErrors> {
    let rows: Vec<(u64, Row)> = read_rows(text, &["commune", "name", "full_name"])?;
    let checked = check(tx, &rows)?;
    let ids: Vec<Uuid> = checked.iter().map(|hamlet| hamlet.id).collect();
    let known: HashSet<Uuid> = store::units(tx, &ids)?.into_iter().map(|unit| unit.id).collect();
    // What is there stays as it is: another name or commune is a reorganisation, with a day and a decision.
    let new: Vec<_> = checked.into_iter().filter(|hamlet| !known.contains(&hamlet.id)).collect();
    write_units(tx, &new)?;
    let unplaced = write_links(tx, &new)?;
    let created = new.into_iter().map(|hamlet| NewHamlet {
        unit: hamlet.id,
        commune: hamlet.commune,
        atom: atom_id(hamlet.id),
        part: hamlet.part,
        valid_from: hamlet.valid_from,
    });
    Ok(Report { created: created.collect(), known: known.len(), unplaced })
}

struct Hamlet<'a> {
    id: Uuid,
    commune: Uuid,
    map: Vintage,
    part: i64,
    kind: &'a str,
    name: &'a str,
    full_name: &'a str,
    valid_from: String,
}

fn atom_id(hamlet: Uuid) -> Uuid {
    derived_id(&format!("atom {hamlet}"))
}

fn check<'a>(tx: &mut Tx<'_>, rows: &'a [(u64, Row)]) -> Result<Vec<Hamlet<'a>>, RowErrors> {
    let codes: HashMap<&str, Option<CodeAtYear>> =
        rows.iter().map(|(_, row)| (row.commune.as_str(), row.commune.parse().ok())).collect();
    let ids: Vec<Uuid> = codes.values().flatten().map(CodeAtYear::id).collect();
    let units = store::units(tx, &ids)?.into_iter().filter(|unit| unit.tier == Tier::Commune);
    let communes: HashMap<Uuid, Unit> = units.map(|unit| (unit.id, unit)).collect();
    let mut errors = Vec::new();
    let mut hamlets: BTreeMap<Uuid, Hamlet<'a>> = BTreeMap::new();
    for (line, row) in rows {
        let code = codes.get(row.commune.as_str()).and_then(Option::as_ref);
        let known = code.and_then(|code| Some((code, communes.get(&code.id())?)));
        match known.ok_or_else(|| no_commune(*line, row)).and_then(|(code, unit)| hamlet(*line, row, code, unit)) {
            Ok(hamlet) if hamlets.contains_key(&hamlet.id) => errors.push(twice(*line, row)),
            Ok(hamlet) => {
                hamlets.insert(hamlet.id, hamlet);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(hamlets.into_values().collect()) } else { Err(RowErrors::Rows(errors)) }
}

fn no_commune(line: u64, row: &Row) -> RowError {
    let vi = format!("không có xã nào mang mã “{}”; viết cả năm của bản đồ, ví dụ 31918@2024", row.commune);
    let en =
        format!("'{}' is no commune; write its code with the year of its map, for example 31918@2024", row.commune);
    RowError::new(line, "commune", vi, en)
}

fn twice(line: u64, row: &Row) -> RowError {
    let vi = format!("{} của xã này đã có ở dòng trên", row.full_name);
    RowError::new(line, "name", vi, format!("{} of this commune stands above already", row.full_name))
}

fn hamlet<'a>(line: u64, row: &'a Row, code: &CodeAtYear, commune: &Unit) -> Result<Hamlet<'a>, RowError> {
    let name = row.name.as_str();
    let kind = row.full_name.strip_suffix(name).map(str::trim).filter(|_| !name.is_empty()).ok_or_else(|| {
        let vi = "tên đầy đủ phải kết thúc bằng tên ở cột “name”, ví dụ “Ấp 17” và “17”";
        let en = "the full name has to end with the name in column 'name', for example 'Ấp 17' and '17'";
        RowError::new(line, "full_name", vi, en)
    })?;
    let valid_from = match row.valid_from.as_str() {
        "" => FIRST_DAY.to_owned(),
        text => text.parse::<Day>().map(|day| day.to_string()).map_err(|error| {
            let vi = format!("“{text}” không phải là ngày; viết như 2020-11-23");
            RowError::new(line, "valid_from", vi, error.to_string())
        })?,
    };
    let (id, map, full_name) = (hamlet_id(code, name), code.year, row.full_name.as_str());
    Ok(Hamlet { id, commune: commune.id, map, part: commune.part, kind, name, full_name, valid_from })
}

fn write_units(tx: &mut Tx<'_>, hamlets: &[Hamlet<'_>]) -> db::Result<()> {
    let tier = Tier::Hamlet.as_str();
    let units = hamlets.iter().map(|h| (h.id, tier, None, None, h.part, h.kind.to_owned(), h.valid_from.clone()));
    write::put_units(tx, &units.collect::<Vec<_>>())?;
    let names = hamlets.iter().map(|h| {
        let (name, full) = (h.name.to_owned(), h.full_name.to_owned());
        (h.id, h.valid_from.clone(), LAST_DAY.to_owned(), name, full, fold(h.full_name), sort_key(h.name, false))
    });
    write::put_names(tx, &names.collect::<Vec<_>>())?;
    let atoms = hamlets.iter().map(|h| (h.part, atom_id(h.id), h.id, h.valid_from.clone()));
    write::add_atoms(tx, &atoms.collect::<Vec<_>>())?;
    Ok(())
}

/// Hangs new hamlets under their communes, then under what these became on later maps, if they went there whole. Gives
/// those that hang nowhere on the newest map.
fn write_links(tx: &mut Tx<'_>, hamlets: &[Hamlet<'_>]) -> db::Result<Vec<Uuid>> {
    let communes: Vec<Uuid> = hamlets.iter().map(|h| h.commune).collect();
    let mut above: HashMap<(Uuid, Vintage), Vec<_>> = HashMap::new();
    for (map, commune, ancestor, depth, since) in write::links_of(tx, &communes)? {
        above.entry((commune, map)).or_default().push((ancestor, depth, since));
    }
    let mut lines = Vec::new();
    for h in hamlets {
        lines.push((h.map, h.id, h.id, 0, h.valid_from.clone()));
        for (ancestor, depth, since) in above.get(&(h.commune, h.map)).into_iter().flatten() {
            lines.push((h.map, h.id, *ancestor, depth + 1, since.max(&h.valid_from).clone()));
        }
    }
    write::add_links(tx, &lines)?;
    let parts: BTreeSet<i64> = hamlets.iter().map(|h| h.part).collect();
    for part in parts {
        hang_on_later_maps(tx, part)?;
    }
    let Some(newest) = store::maps(tx)?.pop() else { return Ok(Vec::new()) };
    let ids: Vec<Uuid> = hamlets.iter().map(|h| h.id).collect();
    let placed = store::ancestors_of(tx, &ids, newest.year, None)?;
    Ok(ids.into_iter().filter(|id| !placed.contains_key(id)).collect())
}

/// Hangs the hamlets of a part on every map where they do not hang yet and their commune of the map before went whole
/// into one other. Where a commune was split, only people can say where a hamlet belongs.
pub(crate) fn hang_on_later_maps(tx: &mut Tx<'_>, part: i64) -> db::Result<u64> {
    let maps = store::maps(tx)?;
    let mut hung = 0;
    for pair in maps.windows(2) {
        if let [before, after] = pair {
            hung += write::hang_hamlets(tx, part, before.year, after.year)?;
        }
    }
    Ok(hung)
}
