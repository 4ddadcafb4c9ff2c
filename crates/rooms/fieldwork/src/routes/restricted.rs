use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use places::Tier;
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::restricted::{self as store, Kept};

/// What is protected of one household, and what it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct RestrictedHousehold {
    household: base::Uuid,
    /// What people call it.
    name: String,
    /// What was asked: purpose, answer, day.
    answers: Vec<RestrictedAnswer>,
    /// The values that stand.
    values: Vec<RestrictedValue>,
}

/// The last word of a household on a purpose.
#[derive(Debug, Serialize, ToSchema)]
pub struct RestrictedAnswer {
    /// `poverty`, `ethnicity`, `phone`.
    purpose: String,
    /// `given`, `refused`, `withdrawn`.
    answer: String,
    /// On which day.
    #[schema(value_type = String)]
    day: base::Day,
}

/// One value.
#[derive(Debug, Serialize, ToSchema)]
pub struct RestrictedValue {
    /// `poverty`, `ethnicity`, `phone`.
    field: String,
    /// The person; null: it is of the household.
    person: Option<String>,
    /// `poor`, `near_poor`, `none`; the name of a group; `+84…`.
    value: String,
    /// `household`: it agreed; `consent` or `law`: a list came in on that basis.
    basis: String,
    /// The list's document; null where the household itself agreed.
    document: Option<String>,
}

/// What is protected of a hamlet's households, with what it rests on. Every look stands in the audit log. A unit above the hamlet
/// has counts only: nothing is listed there.
#[utoipa::path(
    get, path = "/api/units/{unit}/restricted", tag = "desk", operation_id = "restricted_list",
    params(("unit" = base::Uuid, Path, description = "a hamlet")),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<RestrictedHousehold>), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<RestrictedHousehold>>, Failure> {
    let (today, scope) = (state.today(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::SeeRestricted, unit, today)?;
        if seen.unit.tier != Tier::Hamlet {
            return Ok((seen.unit.part, Vec::new()));
        }
        Ok::<_, Failure>((seen.unit.part, store::kept(tx, seen.unit.part, unit)?))
    });
    let (part, found) = found.await?;
    state.note_read(&signed.scope, (part, unit), "restricted", found.len()).await?;
    Ok(Json(found.into_iter().map(shown).collect()))
}

fn shown(kept: Kept) -> RestrictedHousehold {
    let answer =
        |(purpose, asked): (String, crate::consent::Asked)| RestrictedAnswer { purpose, answer: asked.0, day: asked.1 };
    let values = kept.values.into_iter().map(|((person, field), value)| RestrictedValue {
        field,
        person: (!person.is_empty()).then_some(person),
        value: value.value,
        basis: value.basis.unwrap_or_else(|| "household".into()),
        document: value.document,
    });
    RestrictedHousehold {
        household: kept.household,
        name: kept.name,
        answers: kept.consents.into_iter().map(answer).collect(),
        values: values.collect(),
    }
}
