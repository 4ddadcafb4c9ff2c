//! The rows of figures that were sent. Nothing is ever changed in them.

use std::collections::{BTreeMap, HashMap};

use base::{Day, Instant, Uuid};
use db::{Result, Tx, args};

use super::model::SentValue;

/// How far below a unit figures are looked for: what is directly below may be the sum of what lies below that.
const DEEP: i64 = 2;

/// All revisions of the fields of units, the oldest first, by (indicator, unit, item).
pub(super) type Sent = HashMap<(String, Uuid, String), Vec<SentValue>>;

/// What was sent for a unit and those below it, for each of these indicators in its period.
pub(super) fn sent(tx: &mut Tx<'_>, map: i64, unit: Uuid, wanted: &[(&str, &str)]) -> Result<Sent> {
    let found = tx.all(SENT, &[db::json(wanted)?, map.into(), unit.into(), DEEP.into()], |row| {
        let value = SentValue {
            value: row.get(3)?,
            as_of: row.get(4)?,
            document: row.get(5)?,
            sender: row.get(6)?,
            at: Instant(row.get(7)?).millis(),
            revision: row.get(8)?,
        };
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), value))
    })?;
    let mut sent = Sent::new();
    for (key, value) in found {
        sent.entry(key).or_default().push(value);
    }
    Ok(sent)
}

const SENT: &str = "
select e.indicator, e.unit, e.item, e.value, e.as_of, e.document, e.sender, e.at, e.revision
from {rows:$1} join unit_link l on l.map = $2 and l.ancestor = $3 and l.depth <= $4 and l.valid_to = '9999-12-31'
join unit u on u.id = l.unit
join entered_figure e on e.part = u.part and e.unit = u.id and e.indicator = r.value->>0 and e.period = r.value->>1
order by e.revision";

/// The newest period of each indicator that was sent for a unit or for what lies below it.
pub(super) fn newest(tx: &mut Tx<'_>, map: i64, unit: Uuid) -> Result<BTreeMap<String, String>> {
    let found = tx.all(NEWEST, args![map, unit, DEEP], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// The keys of periods of one kind are in the order of time.
const NEWEST: &str = "
select e.indicator, max(e.period) from unit_link l {lead} join unit u on u.id = l.unit
join entered_figure e on e.part = u.part and e.unit = u.id
where l.map = $1 and l.ancestor = $2 and l.depth <= $3 and l.valid_to = '9999-12-31'
group by e.indicator";

/// A figure in its place.
pub(super) struct Line<'a> {
    pub(super) part: i64,
    pub(super) unit: Uuid,
    pub(super) item: &'a str,
    pub(super) revision: i64,
    pub(super) value: Option<i64>,
}

/// What the lines of one batch have in common.
pub(super) struct Batch<'a> {
    pub(super) indicator: &'a str,
    pub(super) period: &'a str,
    pub(super) as_of: Day,
    pub(super) document: &'a str,
    pub(super) sender: &'a str,
    pub(super) account: Uuid,
    pub(super) at: Instant,
}

/// Adds figures. A revision that somebody else wrote at the same moment makes the transaction begin anew.
pub(super) fn add(tx: &mut Tx<'_>, batch: &Batch<'_>, lines: &[Line<'_>]) -> Result<()> {
    let rows: Vec<_> =
        lines.iter().map(|line| (line.part, line.unit, line.item, line.revision, line.value, batch.account)).collect();
    tx.exec(
        "insert into entered_figure (part, unit, indicator, item, period, revision, as_of, value, document, sender, account, at)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), cast($2 as text), r.value->>2, cast($3 as text),
           cast(r.value->>3 as bigint), cast($4 as text), cast(r.value->>4 as bigint), cast($5 as text), cast($6 as text),
           uuid(r.value->>5), cast($7 as bigint)
         from {rows:$1}",
        &[
            db::json(&rows)?,
            batch.indicator.into(),
            batch.period.into(),
            batch.as_of.into(),
            batch.document.into(),
            batch.sender.into(),
            batch.at.into(),
        ],
    )?;
    Ok(())
}
