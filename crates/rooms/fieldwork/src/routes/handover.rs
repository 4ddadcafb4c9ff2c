//! Handing a post over: what would go, and the handover itself.

use access::Action;
use api::{AppState, Body, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid};
use db::Tx;
use org::edit::{self, Handover, MemberForm};
use org::import::Import;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{handover, store};

/// What would go over.
#[derive(Serialize, ToSchema)]
pub struct Leaving {
    /// What the handover says that it saw.
    revision: i64,
    name: String,
    /// leader, deputy, secretary, member.
    role: String,
    team_name: String,
    /// The first day on which it can pass.
    since: String,
    /// How many households they look after.
    households: usize,
    /// The numbers by which they sign in.
    numbers: Vec<String>,
    /// Their phones that are still trusted.
    phones: Vec<PhoneLeaving>,
    /// How many other teams they are in.
    elsewhere: i64,
}

/// A phone of who leaves.
#[derive(Serialize, ToSchema)]
pub struct PhoneLeaving {
    label: String,
    /// When it last called, in milliseconds.
    seen_at: i64,
    /// How many entries it said it still held.
    announced: i64,
}

/// A handover as it is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverSaid {
    saw: i64,
    /// From which day on.
    #[schema(example = "2026-11-24")]
    day: String,
    /// A member of the same team; left out for somebody new.
    #[serde(default)]
    to: Option<Uuid>,
    /// Somebody who is known from another team.
    #[serde(default)]
    person: Option<Uuid>,
    /// It is somebody else than whoever has the same name.
    #[serde(default)]
    another: bool,
    #[serde(default)]
    #[schema(max_length = 120)]
    name: String,
    #[serde(default)]
    birth_year: Option<i64>,
    #[serde(default)]
    sex: String,
    #[serde(default)]
    phone: String,
    /// The old one stays as a plain member.
    #[serde(default)]
    stays: bool,
    /// What passes beside the post.
    pass: Pass,
}

/// What passes beside the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pass {
    /// Nothing.
    Nothing,
    /// The number by which the old one signs in.
    Number,
    /// The phone itself: the old one's trust in it ends.
    Handset,
}

/// What a handover did.
#[derive(Serialize, ToSchema)]
pub struct HandedOver {
    /// The membership that holds the post now; an invitation is made for it.
    membership: Uuid,
    /// How many households passed.
    households: usize,
}

fn unit_of(tx: &mut Tx<'_>, membership: Uuid, today: Day) -> Result<(edit::Leaving, Uuid), Failure> {
    let leaving = edit::leaving(tx, membership, today)?;
    let unit = leaving.team.unit;
    Ok((leaving, unit))
}

/// What would go over if somebody handed their post over. Nothing is changed.
#[utoipa::path(
    get, path = "/api/memberships/{id}/handover", tag = "desk", operation_id = "handover_preview",
    params(("id" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Leaving), SignedFailures)
)]
pub async fn preview(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
) -> Result<Json<Leaving>, Failure> {
    let (today, scope) = (state.today(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let (leaving, unit) = unit_of(tx, id, today)?;
        let part = see(tx, &scope, Action::ManagePeople, unit, today)?.unit.part;
        let kept = store::kept_by(tx, (part, unit), &[id])?.len();
        Ok::<_, Failure>(((part, unit), shown(leaving, kept)))
    });
    let (place, leaving) = found.await?;
    state.note_read(&signed.scope, place, "members", 1).await?;
    Ok(Json(leaving))
}

fn shown(leaving: edit::Leaving, households: usize) -> Leaving {
    let phone = |one: access::device::Device| PhoneLeaving {
        label: one.label,
        seen_at: one.seen_at.millis(),
        announced: one.announced,
    };
    Leaving {
        revision: leaving.revision,
        name: leaving.member.name,
        role: leaving.member.role,
        team_name: leaving.team.name,
        since: leaving.member.since.to_string(),
        households,
        numbers: leaving.numbers,
        phones: leaving.phones.into_iter().map(phone).collect(),
        elsewhere: leaving.elsewhere,
    }
}

/// Hands a post over on a day: role, post, households, and the number or the phone. All of it, or nothing.
#[utoipa::path(
    post, path = "/api/memberships/{id}/handover", tag = "desk", operation_id = "handover",
    params(("id" = Uuid, Path)), request_body = HandoverSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = HandedOver),
        (status = 409, description = "somebody else changed it, or what is there speaks against it", body = api::Problem),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn hand_over(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(said): Body<HandoverSaid>,
) -> Result<Json<HandedOver>, Failure> {
    let asked = asked(id, said)?;
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope);
    let done = state.db.write(move |tx| {
        let (_, unit) = unit_of(tx, id, Day::of(now))?;
        see(tx, &scope, Action::ManagePeople, unit, Day::of(now))?;
        let by = Import { now, ids: &*ids, actor: Some(scope.account) };
        handover::hand_over(tx, &asked, (&scope, &by))
    });
    let (membership, households) = done.await?;
    Ok(Json(HandedOver { membership, households }))
}

fn asked(id: Uuid, said: HandoverSaid) -> Result<Handover, Failure> {
    let day = said.day.parse().map_err(|error: base::DayError| Failure::form(format!("day: {error}")))?;
    let HandoverSaid { saw, to, person, another, name, birth_year, sex, phone, stays, pass, .. } = said;
    let newcomer = MemberForm { person, another, name, birth_year, sex, phone, ..MemberForm::default() };
    let (number, handset) = (pass == Pass::Number, pass == Pass::Handset);
    Ok(Handover { from: (id, saw), to, newcomer, day, stays, number, handset })
}
