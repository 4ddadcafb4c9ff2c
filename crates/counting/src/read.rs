//! Reading figures: any number of units, indicators, items and periods in one statement. A hamlet's figures are those of
//! its atoms; every tier above has its own, folded. Where a unit has a share in several parts, the parts add up.

use std::collections::HashMap;

use base::{Day, Instant, LAST_DAY, Period, PeriodKind, Uuid};
use db::{Result, Tx};
use serde::Serialize;

use crate::catalogue::{Indicator, Kind};
use crate::delta::{Columns, Deltas, Place};

/// Which table holds the figures of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The hamlet: sums over its atoms, exact at once.
    Hamlet,
    /// Every tier above: folded, seconds behind.
    Above,
}

impl Level {
    /// The level of a tier's name.
    pub fn of_tier(tier: &str) -> Self {
        if tier == "hamlet" { Self::Hamlet } else { Self::Above }
    }
}

/// What a unit has in one part, and when that was last folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The unit.
    pub unit: Uuid,
    /// The part.
    pub part: i64,
    /// Rises with every fold that touched the unit.
    pub version: i64,
    /// When the unit was last touched.
    pub folded_at: Instant,
    /// Since when something waits to be folded in this part.
    pub waiting_since: Option<Instant>,
}

/// The parts in which these units have figures. A unit that was never counted has no share.
pub fn shares(tx: &mut Tx<'_>, units: &[Uuid]) -> Result<Vec<Share>> {
    let rows = db::json(&units.iter().map(|unit| [unit]).collect::<Vec<_>>())?;
    tx.all(SHARES, &[rows], |row| {
        Ok(Share {
            unit: row.get(0)?,
            part: row.get(1)?,
            version: row.get(2)?,
            folded_at: Instant(row.get(3)?),
            waiting_since: row.get::<Option<i64>>(4)?.map(Instant),
        })
    })
}

/// `cross join` keeps SQLite at the written order: from what is asked, by keys, to the large table.
const SHARES: &str = "
select v.unit, v.part, v.version, v.folded_at, (select min(q.queued_at) from fold_queue q where q.part = v.part)
from {rows:$1} cross join fold_state s cross join unit_version v
where v.part = s.part and v.unit = uuid(r.value->>0)";

/// Before every day that anything was counted on.
const FIRST_DAY: &str = "0001-01-01";

/// Names one question of [`Asks`] in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ask(usize);

/// The questions of one reading, each asked of every unit.
#[derive(Debug, Default)]
pub struct Asks {
    ranges: Vec<Range>,
    asked: usize,
}

/// The buckets from `low` to `high`, added or taken away.
#[derive(Debug)]
struct Range {
    ask: usize,
    indicator: String,
    item: String,
    low: String,
    high: String,
    sign: i64,
}

impl Asks {
    /// Asks for a figure over a period: a flow's months, a distinct count's own period, a stock as it stood at the end
    /// of `day`, subjects by the day they were last reached. A ratio is asked for by its two figures.
    pub fn push(&mut self, indicator: &Indicator, item: &str, period: &Period, day: Day) -> Ask {
        let ask = self.asked;
        self.asked += 1;
        let (code, mut items) = indicator.kept(item);
        if indicator.kind == Kind::Latest {
            items = vec![String::new()];
        }
        let mut add = |low: String, high: String, sign| {
            let range = |item: &String| {
                let (low, high) = (low.clone(), high.clone());
                Range { ask, indicator: code.to_owned(), item: item.clone(), low, high, sign }
            };
            self.ranges.extend(items.iter().map(range));
        };
        match indicator.kind {
            Kind::Flow => {
                let (low, high) = months(period);
                add(low, high, 1);
            }
            // The bounds are days back from `day`. What is kept is how it stands now, so that has to be today.
            Kind::Latest => {
                let window = item.split_once('-').unwrap_or((item, ""));
                let back = |text: &str| text.parse().ok().map(|days: i64| day.plus(-days).to_string());
                let low = back(window.1).unwrap_or_else(|| FIRST_DAY.to_owned());
                add(low, back(window.0).unwrap_or_else(|| day.to_string()), 1);
            }
            Kind::Distinct => add(period.key.clone(), period.key.clone(), 1),
            Kind::Stock => {
                add("all".into(), "all".into(), 1);
                // Days sort before 'all' and the keys of periods in every collation: digits come before letters.
                add(day.plus(1).to_string(), LAST_DAY.into(), -1);
            }
            Kind::Ratio | Kind::Entered => {}
        }
        Ask(ask)
    }

    /// A flow over days that are no period of the calendar.
    pub fn days(&mut self, indicator: &Indicator, item: &str, (from, to): (Day, Day)) -> Ask {
        let ask = self.asked;
        self.asked += 1;
        let (code, items) = indicator.kept(item);
        self.ranges.extend(items.into_iter().map(|item| Range {
            ask,
            indicator: code.to_owned(),
            item,
            low: from.to_string(),
            high: to.to_string(),
            sign: 1,
        }));
        Ask(ask)
    }

    /// The same by code. A code that the catalogue does not have is answered with zeros.
    pub fn code(&mut self, code: &str, item: &str, period: &Period, day: Day) -> Ask {
        match crate::catalogue::find(code) {
            Some(indicator) => self.push(indicator, item, period, day),
            None => {
                self.asked += 1;
                Ask(self.asked - 1)
            }
        }
    }
}

impl Asks {
    /// What changes amount to in these places, as the tables would answer the question.
    pub fn of_deltas(&self, deltas: &Deltas, places: &[Place], ask: Ask) -> Columns {
        let mut sum = Columns::default();
        for (key, columns) in deltas.changes().into_iter().filter(|(key, _)| places.contains(&key.place)) {
            let bucket = key.bucket.to_string();
            let asked = self.ranges.iter().filter(|range| {
                let same = range.ask == ask.0 && range.indicator == key.indicator && range.item == key.item;
                same && range.low <= bucket && bucket <= range.high
            });
            for range in asked {
                sum.iter_mut().zip(columns).for_each(|(sum, value)| *sum += range.sign * value);
            }
        }
        sum
    }
}

/// The month buckets that make up a period.
fn months(period: &Period) -> (String, String) {
    match period.kind {
        PeriodKind::All => ("m:0000-01".into(), "m:9999-12".into()),
        _ => [period.from, period.to].map(|day| Period::containing(PeriodKind::Month, day).key).into(),
    }
}

/// The answers: nine columns for each unit and question, zeros where nothing was ever counted.
#[derive(Debug, Default)]
pub struct Figures(HashMap<(Uuid, usize), Columns>);

impl Figures {
    /// All columns.
    pub fn columns(&self, unit: Uuid, ask: Ask) -> Columns {
        self.0.get(&(unit, ask.0)).copied().unwrap_or_default()
    }

    /// The total.
    pub fn total(&self, unit: Uuid, ask: Ask) -> i64 {
        self.columns(unit, ask)[0]
    }
}

#[derive(Serialize)]
struct Line<'a>(Uuid, i64, usize, &'a str, &'a str, &'a str, &'a str, i64);

/// Answers all questions for all units, `(unit, part)` being every share that counts, in one statement.
pub fn figures(tx: &mut Tx<'_>, level: Level, shares: &[(Uuid, i64)], asks: &Asks) -> Result<Figures> {
    if shares.is_empty() || asks.ranges.is_empty() {
        return Ok(Figures::default());
    }
    let lines: Vec<_> = shares
        .iter()
        .flat_map(|(unit, part)| {
            asks.ranges.iter().map(|r| Line(*unit, *part, r.ask, &r.indicator, &r.item, &r.low, &r.high, r.sign))
        })
        .collect();
    let text = match level {
        Level::Hamlet => OF_HAMLETS,
        Level::Above => OF_UNITS,
    };
    let rows = tx.all(text, &[db::json(&lines)?], |row| {
        let mut columns = Columns::default();
        for (at, value) in columns.iter_mut().enumerate() {
            *value = row.get(at + 2)?;
        }
        Ok(((row.get::<Uuid>(0)?, usize::try_from(row.get::<i64>(1)?).unwrap_or(usize::MAX)), columns))
    })?;
    Ok(Figures(rows.into_iter().collect()))
}

/// The nine sums. The place of `sign` in a line is 7.
macro_rules! sums {
    ($from:literal) => {
        concat!(
            "with signed as (select ",
            $from,
            ")
             select place, ask, cast(sum(sign * total) as bigint), cast(sum(sign * male) as bigint),
               cast(sum(sign * female) as bigint), cast(sum(sign * sex_unknown) as bigint),
               cast(sum(sign * age_0_17) as bigint), cast(sum(sign * age_18_39) as bigint),
               cast(sum(sign * age_40_59) as bigint), cast(sum(sign * age_60) as bigint),
               cast(sum(sign * age_unknown) as bigint)
             from signed group by place, ask"
        )
    };
}

const OF_UNITS: &str = sums!(
    "f.unit as place, cast(r.value->>2 as bigint) as ask, cast(r.value->>7 as bigint) as sign,
       f.total, f.male, f.female, f.sex_unknown, f.age_0_17, f.age_18_39, f.age_40_59, f.age_60, f.age_unknown
     from {rows:$1} cross join unit_figure f
     where f.part = cast(r.value->>1 as bigint) and f.unit = uuid(r.value->>0)
       and f.indicator = r.value->>3 and f.item = r.value->>4 and f.bucket between r.value->>5 and r.value->>6"
);

const OF_HAMLETS: &str = sums!(
    "a.unit as place, cast(r.value->>2 as bigint) as ask, cast(r.value->>7 as bigint) as sign,
       f.total, f.male, f.female, f.sex_unknown, f.age_0_17, f.age_18_39, f.age_40_59, f.age_60, f.age_unknown
     from {rows:$1} cross join atom a cross join figure f
     where a.part = cast(r.value->>1 as bigint) and a.unit = uuid(r.value->>0) and f.part = a.part and f.atom = a.id
       and f.indicator = r.value->>3 and f.item = r.value->>4 and f.bucket between r.value->>5 and r.value->>6"
);
