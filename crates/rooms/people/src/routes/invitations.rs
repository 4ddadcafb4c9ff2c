use access::{Action, account, device, invitation, secret, throttle};
use api::{AppState, Body, ClientAddress, Failure, IdPath, PublicFailures, Signed, SignedFailures, see};
use audit::Chain;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry;
use crate::{invite, store};

/// So many codes are looked up from one address in a quarter of an hour.
pub(super) const LOOKS: throttle::Limit = throttle::Limit { most: 60, window_seconds: 900 };

/// What the invitation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationKind {
    /// A first phone.
    Join,
    /// Another phone in place of one that is gone: the others are taken off the list.
    Reset,
}

/// Which invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// What it is for.
    kind: InvitationKind,
}

/// An invitation to show: as a link, as a QR code, as letters to type.
#[derive(Serialize, ToSchema)]
pub struct Made {
    /// The letters.
    code: String,
    /// The link.
    url: String,
    /// The QR code, as SVG.
    qr_svg: String,
    /// Milliseconds.
    expires_at: i64,
}

/// Makes an invitation for a member. Older open ones for the same person end.
#[utoipa::path(
    post, path = "/api/memberships/{id}/invitation", tag = "desk", operation_id = "invitation_create",
    params(("id" = Uuid, Path)), request_body = Wanted, security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Made), SignedFailures)
)]
pub async fn make(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(Wanted { kind }): Body<Wanted>,
) -> Result<Json<Made>, Failure> {
    let (now, today, ids) = (state.now(), state.today(), state.ids.clone());
    let made = state.db.write(move |tx| {
        let scope = &signed.scope;
        let mut parts = vec![scope.part];
        let units = places::store::units(tx, &scope.grants.iter().map(|grant| grant.unit).collect::<Vec<_>>())?;
        parts.extend(units.iter().map(|unit| unit.part));
        parts.dedup();
        let member = store::member(tx, &parts, id, today)?.ok_or_else(Failure::not_found)?;
        see(tx, scope, Action::ManagePeople, member.unit, today)?;
        let account = member.account.ok_or_else(Failure::not_found)?;
        let reset = kind == InvitationKind::Reset;
        let place = (member.part, account, Some(id));
        let made = invitation::make(tx, &*ids, now, place, (reset, Some(scope.account)))?;
        let action = if reset { "invitation.reset" } else { "invitation.join" };
        audit::append(tx, member.part, Chain::Accounts, vec![entry(now, Some(scope.account), action, account)])?;
        Ok::<_, Failure>(made)
    });
    let (code, expires) = made.await?;
    let url = invite::url(&state.public_url, &code);
    let qr_svg = invite::qr_svg(&url);
    Ok(Json(Made { code: secret::shown(&code), url, qr_svg, expires_at: expires.millis() }))
}

/// What an invitation says before it is accepted.
#[derive(Serialize, ToSchema)]
pub struct Shown {
    /// What it is for.
    kind: InvitationKind,
    /// Whom it is for.
    person_name: String,
    /// Year of birth, so that the app can address people properly.
    birth_year: Option<i64>,
    /// 'm', 'f' or null.
    sex: Option<String>,
    /// What the team is called.
    team_name: String,
    /// leader, deputy, secretary, member.
    role: String,
    /// The hamlet or unit of the team.
    unit_name: String,
    /// Its commune; empty for a team above one.
    commune_name: String,
    /// Its province.
    province_name: String,
    /// The founding decision: [number, day].
    decision: Option<(String, String)>,
    /// How many households the book has.
    households: i64,
    /// About how many bytes are fetched.
    bytes_estimate: i64,
    /// Who invites.
    invited_by: Option<String>,
}

/// Reads an invitation. Changes nothing: link previews fetch it too.
#[utoipa::path(
    get, path = "/api/invitations/{code}", tag = "sign-in", operation_id = "invitation_show",
    params(("code" = String, Path, description = "as shown: K7M4-2QPD-9X", max_length = 20)),
    responses((status = 200, body = Shown), (status = 410, description = "used or expired", body = api::Problem), PublicFailures)
)]
pub async fn show(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    Path(code): Path<String>,
) -> Result<Json<Shown>, Failure> {
    let code = secret::read_code(&code).ok_or_else(Failure::not_found)?;
    let (now, today) = (state.now(), state.today());
    let bucket = format!("code {address}");
    if let Some(seconds) = state.db.write(move |tx| throttle::attempt(tx, &bucket, LOOKS, now)).await? {
        return Err(Failure::too_many(seconds));
    }
    let shown = state.db.read(move |tx| {
        let found = invitation::find(tx, &code)?.ok_or_else(Failure::not_found)?;
        if !found.is_good(now) {
            return Err(gone(found.used_at.is_some()));
        }
        let member = match found.membership {
            Some(id) => store::member(tx, &[found.part], id, today)?,
            None => None,
        };
        let member = member.ok_or_else(|| gone(false))?;
        let map = places::store::map_in_force(tx)?;
        let unit = places::store::unit(tx, member.unit)?.ok_or_else(Failure::not_found)?;
        let above = places::store::ancestors(tx, member.unit, map)?;
        let named = |tier| above.iter().find(|unit| unit.tier == tier).map(|unit| unit.full_name.clone()).unwrap_or_default();
        let households = store::households(tx, found.part, member.unit)?;
        let by = match found.made_by {
            Some(by) => account::by_id(tx, found.part, by)?.map(|account| account.name),
            None => None,
        };
        Ok(Shown {
            kind: if found.reset { InvitationKind::Reset } else { InvitationKind::Join },
            person_name: member.name,
            birth_year: member.birth_year,
            sex: member.sex,
            team_name: member.team,
            role: member.role,
            unit_name: unit.full_name,
            commune_name: named(places::Tier::Commune),
            province_name: named(places::Tier::Province),
            decision: member.decision.0.zip(member.decision.1),
            households,
            bytes_estimate: 200_000 + households * 300,
            invited_by: by,
        })
    });
    Ok(Json(shown.await?))
}

/// Used or expired: there was one, and it is no longer good.
pub(super) fn gone(used: bool) -> Failure {
    let (code, text) = if used {
        ("invitation_used", "this invitation was used already; ask for a new one")
    } else {
        ("invitation_expired", "this invitation has ended; ask for a new one")
    };
    Failure::refused(StatusCode::GONE, code, text)
}

/// Registers the phone that accepts; in the same transaction the invitation is used up.
pub(super) fn register(
    tx: &mut db::Tx<'_>,
    state: &AppState,
    code: &str,
    (label, mac_key): (&str, &str),
) -> Result<(invitation::Invitation, Uuid, String), Failure> {
    let now = state.now();
    let found = invitation::find(tx, code)?.ok_or_else(Failure::not_found)?;
    if !found.is_good(now) {
        return Err(gone(found.used_at.is_some()));
    }
    let (device, token) = device::register(tx, &*state.ids, now, (found.part, found.account), (label, mac_key))?;
    if !invitation::accept(tx, &found, device, now)? {
        return Err(gone(true));
    }
    if found.reset {
        store::revoke_others(tx, found.part, found.account, device, now)?;
    }
    audit::append(tx, found.part, Chain::Accounts, vec![entry(now, Some(found.account), "device.register", device)])?;
    Ok((found, device, token))
}
