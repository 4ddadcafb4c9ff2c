use access::throttle::{self, Limit};
use access::{Action, invitation, secret};
use api::{AppState, Body, ClientAddress, Failure, IdPath, PublicFailures, Signed, SignedFailures, TextPath, see};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::Instant;
use db::Tx;
use places::Tier;

use super::answers;
use crate::model::{DecisionShown, InvitationKind, InvitationMade, InvitationShown, Invite};
use crate::{invite, rules, store};

/// Codes that are nobody's, from one address. Whole villages share one on a mobile network.
const MISSES: Limit = Limit { most: 30, window_seconds: 900 };

/// Makes an invitation for a member of a team, to be shown as a link, a picture or a code. Earlier ones end.
#[utoipa::path(
    post, path = "/api/memberships/{id}/invitation", tag = "phone", operation_id = "membership_invite",
    params(("id" = Uuid, Path)), request_body = Invite, security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = InvitationMade), SignedFailures)
)]
pub async fn make(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(asked): Body<Invite>,
) -> Result<Json<InvitationMade>, Failure> {
    let (now, today, inner) = (state.now(), state.today(), state.clone());
    let made = state.db.write(move |tx| {
        let member = store::member(tx, id, today)?.ok_or_else(Failure::not_found)?;
        see(tx, &signed.scope, Action::ManagePeople, member.unit, today)?;
        let account = member.account.ok_or_else(Failure::not_found)?;
        if account != signed.scope.account {
            let held = answers::held(tx, (member.part, account), today)?;
            if !rules::may_invite(&signed.scope, &held, today) {
                return Err(Failure::not_allowed(Action::ManagePeople));
            }
        }
        let by = Some(signed.scope.account);
        let reset = asked.kind == InvitationKind::Reset;
        let made = invitation::make(tx, &*inner.ids, now, (member.part, account, Some(member.id)), (reset, by))?;
        let action = if reset { "invitation.reset" } else { "invitation.join" };
        answers::note(tx, member.part, (now, by), (action, account))?;
        Ok(made)
    });
    let (code, expires_at) = made.await?;
    let url = invite::url(&state.public_url, &code);
    let qr_svg = invite::qr_svg(&url);
    Ok(Json(InvitationMade { code: secret::shown(&code), url, qr_svg, expires_at: expires_at.millis() }))
}

/// What an invitation says. Looking at it changes nothing: previews of links do it too.
#[utoipa::path(
    get, path = "/api/invitations/{code}", tag = "phone", operation_id = "invitation_show",
    params(("code" = String, Path, description = "as it is shown or typed", example = "K7M4-2QPD-9X")),
    responses(
        (status = 200, body = InvitationShown),
        (status = 410, description = "it is used or has expired", body = api::Problem),
        PublicFailures
    )
)]
pub async fn show(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    TextPath(typed): TextPath,
) -> Result<Json<InvitationShown>, Failure> {
    let (now, bucket, inner) = (state.now(), bucket(address), state.clone());
    let shown = state.db.read(move |tx| {
        blocked(tx, &bucket, now)?;
        let Some(found) = find(tx, &typed)? else { return Ok(None) };
        good(&found, now)?;
        read(tx, &inner, &found)
    });
    match shown.await? {
        Some(shown) => Ok(Json(shown)),
        None => Err(missed(&state, address).await?),
    }
}

fn read(tx: &mut Tx<'_>, state: &AppState, found: &invitation::Invitation) -> Result<Option<InvitationShown>, Failure> {
    let Some(membership) = found.membership else { return Ok(None) };
    let Some(member) = store::member(tx, membership, state.today())? else { return Ok(None) };
    let Some(unit) = places::store::unit(tx, member.unit)? else { return Ok(None) };
    let map = places::store::map_in_force(tx)?;
    let above = places::store::ancestors(tx, member.unit, map)?;
    let name_of = |tier: Tier| {
        let own = (unit.tier == tier).then(|| unit.full_name.clone());
        own.or_else(|| above.iter().find(|unit| unit.tier == tier).map(|unit| unit.full_name.clone()))
            .unwrap_or_default()
    };
    let households = store::households(tx, member.part, member.unit)?;
    let by = found.made_by.map(|by| store::inviter(tx, by)).transpose()?.flatten();
    Ok(Some(InvitationShown {
        kind: if found.reset { InvitationKind::Reset } else { InvitationKind::Join },
        salutation: rules::salutation(member.sex.as_deref()),
        commune_name: name_of(Tier::Commune),
        province_name: name_of(Tier::Province),
        person_name: member.name,
        team_name: member.team,
        unit_name: unit.full_name.clone(),
        role: member.role,
        decision: member.decision_number.map(|number| DecisionShown { number, date: member.decision_date }),
        households,
        bytes_estimate: rules::book_bytes(households),
        invited_by: by.unwrap_or_default(),
    }))
}

/// The invitation of a code as it was typed.
pub(super) fn find(tx: &mut Tx<'_>, typed: &str) -> db::Result<Option<invitation::Invitation>> {
    secret::read_code(typed).map_or(Ok(None), |code| invitation::find(tx, &code))
}

/// 410 for what was good once.
pub(super) fn good(found: &invitation::Invitation, now: Instant) -> Result<(), Failure> {
    let gone = |code, message| Err(Failure::refused(StatusCode::GONE, code, message));
    match (found.used_at, found.expires_at <= now) {
        (Some(_), _) => gone("invitation_used", "this invitation was used already; ask for another one"),
        (None, true) => gone("invitation_expired", "this invitation has expired; ask for another one"),
        (None, false) => Ok(()),
    }
}

pub(super) fn bucket(address: std::net::IpAddr) -> String {
    format!("invitation {address}")
}

/// Whether too many codes that are nobody's came from this address.
pub(super) fn blocked(tx: &mut Tx<'_>, bucket: &str, now: Instant) -> Result<(), Failure> {
    throttle::blocked(tx, bucket, MISSES, now)?.map_or(Ok(()), |seconds| Err(Failure::too_many(seconds)))
}

/// Counts a code that is nobody's, and gives the answer to it.
pub(super) async fn missed(state: &AppState, address: std::net::IpAddr) -> Result<Failure, Failure> {
    let (bucket, now) = (bucket(address), state.now());
    state.db.write(move |tx| throttle::attempt(tx, &bucket, MISSES, now)).await?;
    Ok(Failure::not_found())
}
