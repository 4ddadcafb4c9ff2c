use base::{Day, Ids};
use db::{Result, Tx, args};

use crate::{MapOfUnits, Vintage};

const EPOCH: &str = "epoch";
const MAP_IN_FORCE: &str = "map_in_force";
const MAP: &str = "map:";

/// The map of the country since 1 July 2025: in force where nothing else was set.
const DEFAULT_MAP: Vintage = 2025;

/// A fact about this installation.
pub fn setting(tx: &mut Tx<'_>, key: &str) -> Result<Option<String>> {
    tx.opt("select value from installation where key = $1", args![key], |row| row.get(0))
}

/// Sets a fact about this installation.
pub fn set_setting(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<()> {
    tx.exec(
        "insert into installation (key, value) values ($1, $2)
         on conflict (key) do update set value = excluded.value where installation.value <> excluded.value",
        args![key, value],
    )?;
    Ok(())
}

/// The map that 'today' is read on.
pub fn map_in_force(tx: &mut Tx<'_>) -> Result<Vintage> {
    Ok(setting(tx, MAP_IN_FORCE)?.and_then(|year| year.parse().ok()).unwrap_or(DEFAULT_MAP))
}

/// Puts a map into force. What is counted above the hamlets has to be folded anew afterwards.
pub fn set_map_in_force(tx: &mut Tx<'_>, map: Vintage) -> Result<()> {
    set_setting(tx, MAP_IN_FORCE, &map.to_string())
}

/// The maps that were imported, oldest first.
pub fn maps(tx: &mut Tx<'_>) -> Result<Vec<MapOfUnits>> {
    let rows = tx.all("select key, value from installation where key like 'map:%'", &[], |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?))
    })?;
    let year = |key: &str| key.strip_prefix(MAP).and_then(|year| year.parse().ok());
    let mut maps: Vec<_> =
        rows.into_iter().filter_map(|(key, first_day)| Some(MapOfUnits { year: year(&key)?, first_day })).collect();
    maps.sort_by_key(|map| map.year);
    Ok(maps)
}

/// Notes that a map is loaded, and the day from which the country was drawn so.
pub(crate) fn note_map(tx: &mut Tx<'_>, map: Vintage, first_day: &str) -> Result<()> {
    set_setting(tx, &format!("{MAP}{map}"), first_day)
}

/// The map that a day is read on: the newest that had begun, but none newer than the one in force.
pub fn map_on(tx: &mut Tx<'_>, on: Day) -> Result<Vintage> {
    let in_force = map_in_force(tx)?;
    let on = on.to_string();
    let begun = maps(tx)?.into_iter().rfind(|map| map.year <= in_force && map.first_day <= on);
    Ok(begun.map_or(in_force, |map| map.year))
}

/// The epoch of this database; none before it was drawn.
pub fn epoch(tx: &mut Tx<'_>) -> Result<Option<String>> {
    setting(tx, EPOCH)
}

/// Draws a new epoch: when the database is made, and when it is restored. Phones that know another one take a snapshot and
/// offer their shelf again.
pub fn draw_epoch(tx: &mut Tx<'_>, ids: &dyn Ids) -> Result<String> {
    let mut bytes = [0; 8];
    ids.fill(&mut bytes);
    let epoch = format!("{:016x}", u64::from_be_bytes(bytes));
    set_setting(tx, EPOCH, &epoch)?;
    Ok(epoch)
}
