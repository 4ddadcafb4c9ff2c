//! Indicators that this program counts and the one before it did not: counted once from the facts that are there.

use std::collections::BTreeSet;

use base::{Ids, Instant};
use db::{Db, Result, Tx, args};

use crate::catalogue::{self, Kind};
use crate::delta::Deltas;
use crate::reach::ReachRows;
use crate::verify::Recount;
use crate::write;

/// The key under which an installation notes what it counts.
const COUNTED: &str = "indicators_counted";

/// Counts what is new to this installation, part by part, before anyone is served. Gives how many indicators were new.
///
/// # Errors
///
/// Where the database fails; what was counted by then stands.
pub fn run(db: &Db, recounts: &[&dyn Recount], ids: &dyn Ids, now: Instant) -> Result<usize> {
    let kept = catalogue::all().iter().filter(|one| one.kind != Kind::Ratio && one.adds.is_none());
    let kept: BTreeSet<&str> = kept.map(|one| one.code.as_str()).collect();
    let noted = db.read_blocking(|tx| places::store::setting(tx, COUNTED))?.unwrap_or_default();
    let known: BTreeSet<&str> = noted.split(' ').collect();
    let new: BTreeSet<&str> = kept.difference(&known).copied().collect();
    if new.is_empty() {
        return Ok(0);
    }
    for part in db.read_blocking(|tx| tx.all("select part from part order by part", &[], |row| row.get::<i64>(0)))? {
        db.write_blocking(|tx| count(tx, part, &new, recounts, ids, now))?;
    }
    let counted: Vec<&str> = kept.into_iter().collect();
    db.write_blocking(|tx| places::store::set_setting(tx, COUNTED, &counted.join(" ")))?;
    Ok(new.len())
}

fn count(
    tx: &mut Tx<'_>,
    part: i64,
    new: &BTreeSet<&str>,
    recounts: &[&dyn Recount],
    ids: &dyn Ids,
    now: Instant,
) -> Result<()> {
    // Another process that starts on the same database counts after this one, and finds it done.
    tx.one("select part from part where part = $1 {lock}", args![part], |row| row.get::<i64>(0))?;
    let stored =
        tx.all("select distinct indicator from figure where part = $1", args![part], |row| row.get::<String>(0))?;
    let missing: BTreeSet<&str> =
        new.iter().filter(|code| !stored.iter().any(|known| known == *code)).copied().collect();
    // Where nothing is counted yet there are no facts either.
    if stored.is_empty() || missing.is_empty() {
        return Ok(());
    }
    let (mut all, mut rows) = (Deltas::default(), ReachRows::new());
    for recount in recounts {
        recount.recount(tx, part, &mut all, &mut rows)?;
    }
    let mut deltas = Deltas::default();
    for (key, columns) in all.changes().into_iter().filter(|(key, _)| missing.contains(key.indicator)) {
        deltas.add(key.clone(), columns);
    }
    write::apply(tx, part, &deltas, ids.id(now), now)
}
