use access::{Action, Role, Scope, account, scope};
use api::{AppState, Body, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid, sort_key};
use db::Tx;

use super::answers;
use crate::model::{AccountShown, AccountsOfUnit, InviteOfficial, OfficialInvited};
use crate::office::{self, Official};
use crate::rules::offices;
use crate::store::{self, Seat};

/// Who holds a role of an office on this unit, and which roles I may give here.
#[utoipa::path(
    get, path = "/api/units/{unit}/accounts", tag = "desk", operation_id = "unit_accounts_list",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = AccountsOfUnit), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<AccountsOfUnit>, Failure> {
    let (now, today, scope) = (state.now(), state.today(), signed.scope.clone());
    let listed = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::ManageAccounts, unit, today)?;
        let roles = offices::to_give(&scope, (&seen.path, seen.unit.tier), today);
        let mut seats = store::seats(tx, unit, now)?;
        seats.sort_by_key(|seat| (seat.role, sort_key(&seat.name, true), seat.grant));
        let may_end = |seat: &Seat| {
            scope.gives_on(seat.role, &seen.path, today) && !offices::is_own_last(&scope, seat.grant, today)
        };
        let accounts = seats.into_iter().map(|seat| shown((scope.account, may_end(&seat)), seat)).collect();
        Ok::<_, Failure>((seen.unit.part, AccountsOfUnit { roles, accounts }))
    });
    let (part, listed) = listed.await?;
    state.note_read(&signed.scope, (part, unit), "accounts", listed.accounts.len()).await?;
    Ok(Json(listed))
}

fn shown((asker, may_end): (Uuid, bool), seat: Seat) -> AccountShown {
    AccountShown {
        grant: seat.grant,
        account: seat.account,
        name: seat.name,
        login: seat.login,
        role: seat.role,
        indicators: seat.indicators,
        since: seat.since.to_string(),
        until: seat.until.map(|day| day.to_string()),
        has_password: seat.has_password,
        invited: seat.invited,
        used_at: seat.used_at.map(base::Instant::millis),
        own: seat.account == asker,
        may_end,
    }
}

/// Gives somebody a role of an office here. Who has no password yet gets an invitation, shown this once.
#[utoipa::path(
    post, path = "/api/units/{unit}/accounts", tag = "desk", operation_id = "unit_account_invite",
    params(("unit" = Uuid, Path)), request_body = InviteOfficial, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = OfficialInvited),
        (status = 409, description = "the login is somebody else's, or they hold the role already", body = api::Problem),
        (status = 422, description = "name, login, role or end does not fit", body = api::Problem),
        SignedFailures
    )
)]
pub async fn invite(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Body(asked): Body<InviteOfficial>,
) -> Result<Json<OfficialInvited>, Failure> {
    let role: Role = asked.role.parse().map_err(Failure::form)?;
    let until: Option<Day> =
        asked.until.as_deref().map(str::parse).transpose().map_err(|error| Failure::form(format!("until: {error}")))?;
    let (now, today, inner) = (state.now(), state.today(), state.clone());
    let given = state.db.write(move |tx| {
        let actor = present(tx, &signed)?;
        let seen = see(tx, &actor, Action::ManageAccounts, unit, today)?;
        if !actor.gives_on(role, &seen.path, today) {
            return Err(Failure::not_allowed(Action::ManageAccounts));
        }
        let official = Official {
            name: &asked.name,
            login: &asked.login,
            role,
            unit: &seen.unit,
            until,
            indicators: &asked.indicators,
        };
        Ok(office::give(tx, (&*inner.ids, now), Some(&actor), &official)?)
    });
    let given = given.await?;
    let invitation = given.invitation.map(|made| answers::desk_invitation(&state, made));
    Ok(Json(OfficialInvited { account: given.account, name: given.name, login: given.login, invitation }))
}

/// What the asker may, as of this transaction and until its end: of two who end each other's roles at once, one is late.
pub(super) fn present(tx: &mut Tx<'_>, signed: &Signed) -> Result<std::sync::Arc<Scope>, Failure> {
    let (part, account) = (signed.session.part, signed.session.account);
    account::hold(tx, part, account)?;
    scope::load(tx, part, account)?.ok_or_else(Failure::not_found)
}
