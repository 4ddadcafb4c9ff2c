//! One unit's page, put together in a fixed number of statements.

use api::Seen;
use base::{Day, Instant, Uuid};
use counting::read::{self, Asks, Level, Share};
use db::Tx;
use places::{Tier, Unit};

use crate::memo::SendingMemo;
use crate::model::Dashboard;
use crate::rules::{Cards, Chosen, Homes, People, Refused, Rows, Rungs, TeamSplit, banner, crumbs, unit_ref};
use crate::schematic;
use crate::store;

/// How fresh the figures of a unit are.
#[derive(Debug, Clone)]
pub struct State {
    /// What the unit has in each part.
    pub shares: Vec<Share>,
    /// Rises whenever a figure of the unit changes.
    pub version: i64,
    /// Everything received until then is counted.
    pub as_of: Instant,
}

/// How fresh the figures of a unit are now.
pub fn state(tx: &mut Tx<'_>, unit: Uuid, now: Instant) -> Result<State, Refused> {
    let shares = read::shares(tx, &[unit])?;
    let waiting = shares.iter().filter_map(|share| share.waiting_since).min();
    Ok(State {
        version: shares.iter().map(|share| share.version).sum(),
        as_of: waiting.unwrap_or(now).min(now),
        shares,
    })
}

impl State {
    /// Names this state of the page. What teams have still to send changes without a figure changing, so the minute is in
    /// it; what is silent changes with the day.
    pub fn etag(&self, unit: Uuid, chosen: &Chosen, now: Instant) -> String {
        let minute = now.millis().div_euclid(60_000) % 1_440;
        format!("W/\"{unit}:{}:{}:{}:{minute}\"", self.version, chosen.period.key, Day::of(now))
    }
}

/// The page of a unit of the map in force, in this state.
pub fn page(
    tx: &mut Tx<'_>,
    memo: &SendingMemo,
    seen: &Seen,
    state: &State,
    (chosen, now): (&Chosen, Instant),
) -> Result<Dashboard, Refused> {
    let unit = seen.unit.id;
    let place = store::place(tx, seen)?.ok_or(Refused::UnitUnknown(unit))?;
    let skills = store::skills(tx, chosen.day)?;

    let mut asks = Asks::default();
    let cards = Cards::ask(&mut asks, chosen);
    let rungs = Rungs::ask(&mut asks, &skills, chosen);
    let people = People::ask(&mut asks, &skills, chosen);
    let homes = Homes::ask(&mut asks, chosen);
    let [households, residents, met, nobody] = ["households", "residents", "visits", "visits_nobody"]
        .map(|code| asks.code(code, "", &chosen.period, chosen.day));
    let figures = read::figures(tx, level(&place.unit), &own_shares(&place.unit, &state.shares), &asks)?;
    let total = |ask| figures.total(unit, ask);

    let mut row_asks = Asks::default();
    let rows = Rows::ask(&mut row_asks, chosen);
    let row_figures = children_figures(tx, &place.below, &row_asks)?;

    let upper = store::teams_by_tier(tx, &place, chosen.day)?;
    let split = TeamSplit { unit: place.unit.tier, upper: &upper };
    let published = store::published(tx, place.unit.part, unit, chosen.day)?;
    let below: Vec<Uuid> = place.below.iter().map(|unit| unit.id).collect();
    let now_part_of = store::now_part_of(tx, &below)?;
    let sending = memo.sending(tx, &place, state.version, now)?;

    Ok(Dashboard {
        unit: unit_ref(&place.unit),
        crumbs: crumbs(&place),
        banner: banner(&place.successors),
        period: chosen.period.clone().into(),
        periods: chosen.periods.iter().cloned().map(Into::into).collect(),
        as_of: state.as_of.millis(),
        version: state.version,
        cards: cards.answer(&figures, unit, split, &published),
        ladder: rungs.answer(&figures, unit, total(residents)),
        connectivity: homes.answer(&figures, unit, total(households)),
        people: people.answer(&figures, unit),
        visits: crate::model::Visits { met: total(met), nobody: total(nobody) },
        freshness: sending.all,
        children: rows.answer(&row_figures, &place.below, &now_part_of, &sending),
        own_team_row: split.own_row(),
        map: schematic::view(place.schematic.as_deref(), &place.below),
    })
}

/// Which table has a unit's figures.
pub(crate) fn level(unit: &Unit) -> Level {
    if unit.tier == Tier::Hamlet { Level::Hamlet } else { Level::Above }
}

/// The shares of a unit; its own part counts also before the first fold has named it.
pub(crate) fn own_shares(unit: &Unit, shares: &[Share]) -> Vec<(Uuid, i64)> {
    let mut pairs = vec![(unit.id, unit.part)];
    pairs.extend(shares.iter().map(|share| (share.unit, share.part)).filter(|(id, _)| *id == unit.id));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The same questions for all units below, in two statements.
pub(crate) fn children_figures(tx: &mut Tx<'_>, below: &[Unit], asks: &Asks) -> Result<read::Figures, Refused> {
    let Some(first) = below.first() else { return Ok(read::Figures::default()) };
    let ids: Vec<Uuid> = below.iter().map(|unit| unit.id).collect();
    let shares = read::shares(tx, &ids)?;
    let mut pairs: Vec<_> = below.iter().map(|unit| (unit.id, unit.part)).collect();
    pairs.extend(shares.iter().map(|share| (share.unit, share.part)));
    pairs.sort_unstable();
    pairs.dedup();
    Ok(read::figures(tx, level(first), &pairs, asks)?)
}
