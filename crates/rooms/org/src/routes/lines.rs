//! Where values came from: the rows of one list with what each did.

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see_all};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::lists::{self, HOUSEHOLDS, Line};
use crate::upload::KeptShown;

/// A list that came in, row by row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListLines {
    list: KeptShown,
    /// SHA-256 of the file, so that a copy of it can be known again.
    file_hash: String,
    lines: Vec<LineShown>,
}

/// What one row did.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineShown {
    /// The membership, household or resident.
    subject: Uuid,
    sheet: String,
    row: u32,
    name: String,
    /// Whether the row made it.
    made: bool,
    /// What became different: field, old, new.
    changes: Vec<[String; 3]>,
}

/// A list that came in: what each of its rows made or changed.
#[utoipa::path(
    get, path = "/api/lists/{list}", tag = "desk", operation_id = "list_lines",
    params(("list" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = ListLines), SignedFailures)
)]
pub async fn show(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(list): IdPath,
) -> Result<Json<ListLines>, Failure> {
    let (now, scope) = (state.now(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let kept = lists::one(tx, list)?.ok_or_else(Failure::not_found)?;
        let action = if kept.kind == HOUSEHOLDS { Action::Lead } else { Action::ManagePeople };
        see_all(tx, &scope, &[action], kept.unit, Day::of(now))?;
        let lines = lists::lines(tx, &kept)?;
        let hash = lists::file_hash(tx, &kept)?;
        Ok::<_, Failure>((kept, hash, lines))
    });
    let (kept, file_hash, lines) = found.await?;
    let whom = if kept.kind == HOUSEHOLDS { "residents" } else { "members" };
    state.note_read(&signed.scope, (kept.part, kept.unit), whom, lines.len()).await?;
    let lines = lines.into_iter().map(shown).collect();
    Ok(Json(ListLines { list: KeptShown::new(kept, now), file_hash, lines }))
}

fn shown(line: Line) -> LineShown {
    let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let (before, after) = (line.before.as_deref().map(read), read(&line.after));
    let old = |field: &str| before.as_ref().and_then(|before| before.get(field)).map(text).unwrap_or_default();
    let changes = after.iter().filter(|_| before.is_some()).map(|(field, new)| [field.clone(), old(field), text(new)]);
    LineShown {
        subject: line.subject,
        sheet: line.sheet,
        row: line.row,
        name: after.get("name").map(text).unwrap_or_default(),
        made: before.is_none(),
        changes: changes.filter(|[_, old, new]| old != new).collect(),
    }
}

/// A value as it is read: a text as it stands, nothing as nothing.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
