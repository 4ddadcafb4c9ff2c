//! What several routes of this room answer or write down.

use access::{scope, secret};
use api::{AppState, Failure};
use axum::http::StatusCode;
use base::{Instant, Uuid};
use db::Tx;
use places::store::{map_in_force, units};

use crate::model::{DeviceShown, GrantShown, InvitationMade, Me};
pub(super) use crate::office::{held, note};
use crate::{invite, rules};

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

/// An invitation for the desk, as it is shown once.
pub(super) fn desk_invitation(state: &AppState, (code, expires_at): (String, Instant)) -> InvitationMade {
    let url = invite::desk_url(&state.public_url, &code);
    let qr_svg = invite::qr_svg(&url);
    InvitationMade { code: secret::shown(&code), url, qr_svg, expires_at: expires_at.millis() }
}

/// For what only a browser's session can do.
pub(super) fn not_a_browser() -> Failure {
    Failure::refused(StatusCode::CONFLICT, "not_a_browser", "a script's token cannot do this; sign in with a browser")
}
