//! Which commune and which hamlets of ours a list speaks of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use db::Tx;
use places::{Tier, Unit, name_key, store};
use roster::{About, Record};

use super::Mistake;

/// The places of a list.
pub(super) struct Places {
    /// The one commune that the list is for.
    pub commune: Unit,
    /// Hamlets that are there, by the name that the list gives them.
    pub hamlets: HashMap<String, Unit>,
    /// Hamlets to be made: the commune has none yet.
    pub new_hamlets: Vec<String>,
}

/// Finds them. `unit` is what the officer said; otherwise the list itself has to say.
pub(super) fn find(
    tx: &mut Tx<'_>,
    records: &[Record],
    unit: Option<&Unit>,
) -> db::Result<Result<Places, Vec<Mistake>>> {
    let people = || records.iter().filter(|record| record.about != About::Sheet);
    let names: BTreeSet<&str> = people().map(|record| record.hamlet.as_str()).filter(|name| !name.is_empty()).collect();
    let commune = match unit {
        Some(unit) => Ok(unit.clone()),
        None => commune(tx, &people().map(|record| record.commune.as_str()).collect(), &names)?,
    };
    let commune = match commune {
        Ok(commune) => commune,
        Err(mistake) => return Ok(Err(vec![mistake])),
    };
    let map = store::map_in_force(tx)?;
    let known = store::children(tx, commune.id, map, None)?;
    if known.is_empty() {
        let new_hamlets = names.into_iter().map(str::to_owned).collect();
        return Ok(Ok(Places { commune, hamlets: HashMap::new(), new_hamlets }));
    }
    let mut hamlets = HashMap::new();
    let mut mistakes = Vec::new();
    for name in names {
        match hamlet(name, &known) {
            Ok(unit) => drop(hamlets.insert(name.to_owned(), unit.clone())),
            Err(nearest) => mistakes.extend(
                people().find(|record| record.hamlet == name).map(|record| unknown_hamlet(record, &commune, nearest)),
            ),
        }
    }
    Ok(if mistakes.is_empty() { Ok(Places { commune, hamlets, new_hamlets: Vec::new() }) } else { Err(mistakes) })
}

/// Where a list names one commune and that is neither this one nor what was part of it or came of it: it lies in the wrong
/// folder. An officer's own word (`--unit`) is not asked about.
pub fn of_another(tx: &mut Tx<'_>, records: &[Record], unit: &Unit) -> db::Result<Option<Mistake>> {
    let mut names: BTreeSet<&str> = records.iter().map(|record| record.commune.as_str()).collect();
    names.remove("");
    let mut kin = vec![base::fold(&unit.full_name)];
    let before = store::predecessors(tx, unit.id)?;
    let after = store::successors(tx, unit.id)?;
    kin.extend(before.iter().chain(&after).map(|one| base::fold(&one.unit.full_name)));
    let Some(other) = names.into_iter().find(|name| !kin.contains(&base::fold(name))) else { return Ok(None) };
    Ok(Some(Mistake::of_file(
        "other_commune",
        format!("tệp này ghi là của {other}, không phải {}; mở trang của xã đó rồi nhập", unit.full_name),
        format!("the file says that it is of {other}, not {}; import it on that commune's page", unit.full_name),
    )))
}

/// The hamlet of a name: written alike, or alike but for marks where only one is.
fn hamlet<'a>(name: &str, known: &'a [Unit]) -> Result<&'a Unit, Option<&'a Unit>> {
    let key = name_key(name);
    if let Some(unit) = known.iter().find(|unit| name_key(&unit.full_name) == key) {
        return Ok(unit);
    }
    let folded = base::fold(name);
    let alike: Vec<&Unit> = known.iter().filter(|unit| base::fold(&unit.full_name) == folded).collect();
    match alike.as_slice() {
        [only] => Ok(*only),
        // A town's khóm is an ấp of the commune that it became part of: the name without its tier has to be one's own.
        _ => {
            let bare = |text: &str| text.split_once(' ').map_or_else(|| text.to_owned(), |(_, rest)| rest.to_owned());
            let same: Vec<&Unit> = known.iter().filter(|unit| name_key(&unit.name) == name_key(&bare(name))).collect();
            match same.as_slice() {
                [only] => Ok(*only),
                _ => Err(known.iter().filter(|unit| is_near(&unit.name, &bare(name))).max_by_key(|unit| {
                    let common =
                        base::fold(&unit.full_name).chars().zip(folded.chars()).take_while(|(a, b)| a == b).count();
                    (common, std::cmp::Reverse(unit.full_name.len()))
                })),
            }
        }
    }
}

/// Whether a name could be another one misspelt: it begins alike, beyond what every hamlet's name begins with.
fn is_near(known: &str, said: &str) -> bool {
    let (known, said) = (base::fold(known), base::fold(said));
    let common = known.chars().zip(said.chars()).take_while(|(a, b)| a == b).count();
    common * 2 >= said.chars().count()
}

fn unknown_hamlet(record: &Record, commune: &Unit, nearest: Option<&Unit>) -> Mistake {
    let hint = |before: &str, after: &str| {
        nearest.map(|unit| format!("{before}{}{after}", unit.full_name)).unwrap_or_default()
    };
    Mistake::at(
        record,
        "unknown_hamlet",
        format!(
            "{} không có {}{}",
            commune.full_name,
            record.hamlet,
            hint("; có phải là ", " không? Sửa trong tệp rồi nhập lại")
        ),
        format!(
            "{} has no {}{}",
            commune.full_name,
            record.hamlet,
            hint("; did they mean ", "? Mend the file and import it again")
        ),
    )
}

/// The commune that a list names, on the map in force. Of several with one name the one that has the list's hamlets.
fn commune(tx: &mut Tx<'_>, names: &BTreeSet<&str>, hamlets: &BTreeSet<&str>) -> db::Result<Result<Unit, Mistake>> {
    let named: Vec<&&str> = names.iter().filter(|name| !name.is_empty()).collect();
    let [name] = named.as_slice() else {
        let list = named.iter().map(|name| **name).collect::<Vec<_>>().join(", ");
        return Ok(Err(match named.len() {
            0 => Mistake::of_file(
                "no_commune",
                "tệp không nói là của xã nào; chọn xã (--unit MÃ@NĂM)".into(),
                "the file does not say which commune it is for; name it with --unit CODE@YEAR".into(),
            ),
            _ => Mistake::of_file(
                "several_communes",
                format!("tệp có nhiều xã: {list}; tách mỗi xã một tệp"),
                format!("the file has several communes: {list}; make a file of each"),
            ),
        }));
    };
    let map = store::map_in_force(tx)?;
    let key = name_key(name);
    let found = store::search(tx, map, name, Some(Tier::Commune))?;
    let mut found: Vec<Unit> = found.into_iter().filter(|unit| name_key(&unit.full_name) == key).collect();
    if found.len() > 1 {
        let ids: Vec<_> = found.iter().map(|unit| unit.id).collect();
        let below = store::children_of(tx, &ids, map)?;
        let fit: BTreeMap<_, usize> = below
            .iter()
            .map(|(id, known)| (*id, hamlets.iter().filter(|name| hamlet(name, known).is_ok()).count()))
            .collect();
        let most = fit.values().copied().max().unwrap_or(0);
        found.retain(|unit| most > 0 && fit.get(&unit.id) == Some(&most) || most == 0);
    }
    Ok(match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Mistake::of_file(
            "unknown_commune",
            format!("không có {name} trên bản đồ đang dùng ({map}); chọn xã (--unit MÃ@NĂM)"),
            format!("there is no {name} on the map in force ({map}); name the commune with --unit CODE@YEAR"),
        )),
        many => {
            let codes = many.iter().filter_map(|unit| unit.code.as_ref()).map(|code| format!("{code}@{map}"));
            let codes = codes.take(8).collect::<Vec<_>>().join(", ");
            Err(Mistake::of_file(
                "ambiguous_commune",
                format!("có {} nơi tên {name}: {codes}; chọn một (--unit MÃ@NĂM)", many.len()),
                format!("{} places are called {name}: {codes}; choose one with --unit CODE@YEAR", many.len()),
            ))
        }
    })
}
