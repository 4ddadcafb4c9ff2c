//! Figures are written in the transaction of their facts: the atom's own rows at once, everything above through the
//! part's queue, so that no push touches a row that another hamlet writes.

use base::{Instant, Uuid};
use db::{Result, Tx};
use serde::{Deserialize, Serialize};

use crate::delta::{Columns, Deltas, Place};

/// One line of the queue: place, indicator, item, bucket, nine numbers.
pub(crate) type Line = (Uuid, String, String, String, Columns);

/// The body of a queue row.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Queued {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub atoms: Vec<Line>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Line>,
}

/// Applies changes to the figures of a part and queues them for the tiers above. `queue_id` names the queue row.
pub fn apply(tx: &mut Tx<'_>, part: i64, deltas: &Deltas, queue_id: Uuid, now: Instant) -> Result<()> {
    let mut queued = Queued::default();
    for (key, columns) in deltas.changes() {
        let line = |id| (id, key.indicator.to_owned(), key.item.clone(), key.bucket.to_string(), *columns);
        match key.place {
            Place::Atom(id) => queued.atoms.push(line(id)),
            Place::Unit(id) => queued.units.push(line(id)),
        }
    }
    if queued.atoms.is_empty() && queued.units.is_empty() {
        return Ok(());
    }
    if !queued.atoms.is_empty() {
        tx.exec(ADD_TO_FIGURE, &[flat(&queued.atoms)?, part.into()])?;
    }
    let body = serde_json::to_string(&queued).map_err(|e| db::Error::Other(e.to_string()))?;
    tx.exec(
        "insert into fold_queue (part, id, queued_at, body) values ($1, $2, $3, $4)",
        db::args![part, queue_id, now, body],
    )?;
    Ok(())
}

/// Lines as one JSON parameter, each a flat list: SQLite would parse a nested one again for each of its numbers.
pub(crate) fn flat(lines: &[Line]) -> Result<db::Arg<'static>> {
    let flat: Vec<_> = lines
        .iter()
        .map(|(id, indicator, item, bucket, c)| {
            (id, indicator, item, bucket, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8])
        })
        .collect();
    db::json(&flat)
}

const ADD_TO_FIGURE: &str = "
insert into figure (part, atom, indicator, item, bucket,
  total, male, female, sex_unknown, age_0_17, age_18_39, age_40_59, age_60, age_unknown)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, r.value->>2, r.value->>3,
  cast(r.value->>4 as bigint), cast(r.value->>5 as bigint), cast(r.value->>6 as bigint),
  cast(r.value->>7 as bigint), cast(r.value->>8 as bigint), cast(r.value->>9 as bigint),
  cast(r.value->>10 as bigint), cast(r.value->>11 as bigint), cast(r.value->>12 as bigint)
from {rows:$1} where true
on conflict (part, atom, indicator, item, bucket) do update set
  total = figure.total + excluded.total, male = figure.male + excluded.male,
  female = figure.female + excluded.female, sex_unknown = figure.sex_unknown + excluded.sex_unknown,
  age_0_17 = figure.age_0_17 + excluded.age_0_17, age_18_39 = figure.age_18_39 + excluded.age_18_39,
  age_40_59 = figure.age_40_59 + excluded.age_40_59, age_60 = figure.age_60 + excluded.age_60,
  age_unknown = figure.age_unknown + excluded.age_unknown";

/// The same for the tiers above.
pub(crate) const ADD_TO_UNIT_FIGURE: &str = "
insert into unit_figure (part, unit, indicator, item, bucket,
  total, male, female, sex_unknown, age_0_17, age_18_39, age_40_59, age_60, age_unknown)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, r.value->>2, r.value->>3,
  cast(r.value->>4 as bigint), cast(r.value->>5 as bigint), cast(r.value->>6 as bigint),
  cast(r.value->>7 as bigint), cast(r.value->>8 as bigint), cast(r.value->>9 as bigint),
  cast(r.value->>10 as bigint), cast(r.value->>11 as bigint), cast(r.value->>12 as bigint)
from {rows:$1} where true
on conflict (part, unit, indicator, item, bucket) do update set
  total = unit_figure.total + excluded.total, male = unit_figure.male + excluded.male,
  female = unit_figure.female + excluded.female, sex_unknown = unit_figure.sex_unknown + excluded.sex_unknown,
  age_0_17 = unit_figure.age_0_17 + excluded.age_0_17, age_18_39 = unit_figure.age_18_39 + excluded.age_18_39,
  age_40_59 = unit_figure.age_40_59 + excluded.age_40_59, age_60 = unit_figure.age_60 + excluded.age_60,
  age_unknown = unit_figure.age_unknown + excluded.age_unknown";
