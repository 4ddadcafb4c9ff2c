//! What several routes of this room answer or write down.

use access::scope;
use api::{AppState, Failure};
use axum::http::StatusCode;
use base::{Instant, Uuid};
use db::Tx;
use places::store::{map_in_force, units};

use crate::model::{DeviceShown, GrantShown, Me};
use crate::rules::{self, Held};

/// Who this account is and what it may today.
pub(super) fn me(tx: &mut Tx<'_>, state: &AppState, (part, account): (i64, Uuid)) -> Result<Me, Failure> {
    let today = state.today();
    let scope = scope::load(tx, part, account)?.ok_or_else(Failure::not_found)?;
    let on: Vec<Uuid> = scope.grants_on(today).map(|grant| grant.unit).collect();
    let known = units(tx, &on)?;
    let mut grants: Vec<_> = scope
        .grants_on(today)
        .filter_map(|grant| {
            let unit = known.iter().find(|unit| unit.id == grant.unit)?;
            Some((grant, unit))
        })
        .collect();
    grants.sort_by_key(|(grant, unit)| (unit.tier, grant.role, unit.id));
    let home_unit =
        rules::home(&grants.iter().map(|(grant, unit)| (grant.role, unit.tier, unit.id)).collect::<Vec<_>>());
    let shown = grants.iter().map(|(grant, unit)| GrantShown {
        role: grant.role,
        unit: unit.id,
        unit_name: unit.full_name.clone(),
        tier: unit.tier,
        since: grant.since.to_string(),
    });
    let (grants, map) = (shown.collect(), map_in_force(tx)?);
    Ok(Me { account, name: scope.name.clone(), grants, home_unit, map, today: today.to_string() })
}

/// The roles that an account holds today, each with its unit and the units above.
pub(super) fn held(tx: &mut Tx<'_>, state: &AppState, (part, account): (i64, Uuid)) -> Result<Vec<Held>, Failure> {
    let Some(scope) = scope::load(tx, part, account)? else { return Ok(Vec::new()) };
    let mut held = Vec::new();
    for grant in scope.grants_on(state.today()) {
        let place = api::place(tx, grant.unit)?.ok_or_else(Failure::not_found)?;
        held.push(Held { role: grant.role, path: place.path });
    }
    Ok(held)
}

/// A phone as it is listed.
pub(super) fn device(device: access::device::Device, name: String) -> DeviceShown {
    DeviceShown {
        id: device.id,
        account: device.account,
        name,
        label: device.label,
        created_at: device.created_at.millis(),
        seen_at: device.seen_at.millis(),
        announced: device.announced,
        revoked_at: device.revoked_at.map(Instant::millis),
    }
}

/// A line in the chain of accounts.
pub(super) fn note(
    tx: &mut Tx<'_>,
    part: i64,
    (at, actor): (Instant, Option<Uuid>),
    (action, subject): (&str, Uuid),
) -> db::Result<()> {
    audit::append(tx, part, audit::Chain::Accounts, vec![audit::Entry::plain(at, actor, action, Some(subject))])
}

/// For what only a browser's session can do.
pub(super) fn not_a_browser() -> Failure {
    Failure::refused(StatusCode::CONFLICT, "not_a_browser", "a script's token cannot do this; sign in with a browser")
}
