use access::{Scope, account, password};
use api::{AppState, Body, Failure, Signed, SignedFailures};
use audit::Chain;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Day, Uuid};
use db::Tx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry;

/// Who I am and what I may.
#[derive(Serialize, ToSchema)]
pub struct Me {
    /// The account.
    account: Uuid,
    /// What I am called.
    name: String,
    /// My roles.
    grants: Vec<MyGrant>,
    /// Where I begin: the highest unit that I may see figures of.
    home_unit: Option<Uuid>,
    /// The map in force.
    map: i64,
    /// The server's day.
    #[schema(value_type = String)]
    today: Day,
}

/// One of my roles.
#[derive(Serialize, ToSchema)]
pub struct MyGrant {
    /// Which.
    #[schema(value_type = String)]
    role: access::Role,
    /// On which unit.
    unit: Uuid,
    /// Its full name.
    unit_name: String,
    /// Its level.
    tier: String,
    /// The first day.
    #[schema(value_type = String)]
    since: Day,
}

/// What `/api/me` says of a scope.
pub(super) fn me_of(tx: &mut Tx<'_>, scope: &Scope, today: Day) -> db::Result<Me> {
    let held: Vec<_> = scope.grants_on(today).cloned().collect();
    let units = places::store::units(tx, &held.iter().map(|grant| grant.unit).collect::<Vec<_>>())?;
    let grants = held.iter().filter_map(|grant| {
        let unit = units.iter().find(|unit| unit.id == grant.unit)?;
        Some(MyGrant {
            role: grant.role,
            unit: unit.id,
            unit_name: unit.full_name.clone(),
            tier: unit.tier.to_string(),
            since: grant.since,
        })
    });
    let home = units.iter().min_by_key(|unit| unit.tier).map(|unit| unit.id);
    let map = places::store::map_in_force(tx)?;
    Ok(Me { account: scope.account, name: scope.name.clone(), grants: grants.collect(), home_unit: home, map, today })
}

/// Who I am and what I may.
#[utoipa::path(
    get, path = "/api/me", tag = "sign-in", operation_id = "me_show",
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Me), SignedFailures)
)]
pub async fn me(State(state): State<AppState>, signed: Signed) -> Result<Json<Me>, Failure> {
    let today = state.today();
    let me = state.db.read(move |tx| me_of(tx, &signed.scope, today)).await?;
    Ok(Json(me))
}

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The password that holds.
    #[schema(max_length = 128)]
    old: String,
    /// The one that shall hold.
    #[schema(min_length = 8, max_length = 128)]
    new: String,
}

/// Changes my password.
#[utoipa::path(
    post, path = "/api/me/password", tag = "sign-in", operation_id = "me_change_password",
    request_body = NewPassword, security(("cookie" = []), ("token" = [])),
    responses((status = 204, description = "changed"), (status = 422, description = "the old one is wrong, or the new one too short", body = api::Problem), SignedFailures)
)]
pub async fn password(
    State(state): State<AppState>,
    signed: Signed,
    Body(NewPassword { old, new }): Body<NewPassword>,
) -> Result<StatusCode, Failure> {
    let refused = |code, text: &str| Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, code, text);
    let (part, id, now) = (signed.scope.part, signed.scope.account, state.now());
    if old.chars().count() > password::LONGEST {
        return Err(refused("password_wrong", "the old password is wrong"));
    }
    let bucket = format!("password {id}");
    let limit = access::throttle::Limit { most: 10, window_seconds: 900 };
    let tried = state.db.write(move |tx| {
        let wait = access::throttle::attempt(tx, &bucket, limit, now)?;
        Ok::<_, db::Error>((wait, account::by_id(tx, part, id)?))
    });
    let (wait, found) = tried.await?;
    if let Some(seconds) = wait {
        return Err(Failure::too_many(seconds));
    }
    let hash = found.and_then(|account| account.password_hash);
    if !password::verify(old, hash).await {
        return Err(refused("password_wrong", "the old password is wrong"));
    }
    let hash = password::hash(new, &*state.ids).await;
    let hash = hash.ok_or_else(|| refused("password_short", "a password has 8 to 128 letters"))?;
    let changed = state.db.write(move |tx| {
        account::set_password(tx, part, id, &hash)?;
        audit::append(tx, part, Chain::Accounts, vec![entry(now, Some(id), "password.change", id)])
    });
    changed.await?;
    Ok(StatusCode::NO_CONTENT)
}
