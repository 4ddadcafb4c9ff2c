//! An office's own spreadsheet: seen first, then brought in, then taken back if it was wrong. The file travels with each
//! request and is kept nowhere.

use std::sync::Arc;

use access::Action;
use api::{AppState, Asked as Query, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use base::{Day, Uuid};
use db::Tx;
use places::{Tier, Unit};
use roster::{Kind, Reading, Settings};
use sheets::{Limits, Workbook};

use super::lists_wire::{Asked, KeptShown, ListBody};
use crate::import::Import;
use crate::lists::{self, File, Kept, ListError, Mistake, UndoError, Wanted};

const ROSTER: &str = "roster";

/// A file of members of teams, row by row: what it was understood as, and what would become of it. Nothing is written.
#[utoipa::path(
    post, path = "/api/units/{unit}/lists/preview", tag = "desk", operation_id = "list_preview",
    params(("unit" = Uuid, Path), Asked),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file"),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = ListBody),
        (status = 422, description = "nothing can be made of the file", body = api::Problem),
        SignedFailures
    )
)]
pub async fn preview(
    state: State<AppState>,
    signed: Signed,
    unit: IdPath,
    asked: Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<ListBody>, Failure> {
    take(state.0, signed, unit.0, asked.0, &headers, body, false).await
}

/// Brings the file in as the preview showed it: all its rows, but those that are left out, or nothing.
#[utoipa::path(
    post, path = "/api/units/{unit}/lists", tag = "desk", operation_id = "list_import",
    params(("unit" = Uuid, Path), Asked),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file"),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = ListBody),
        (status = 422, description = "something has to be mended first", body = api::Problem),
        SignedFailures
    )
)]
pub async fn import(
    state: State<AppState>,
    signed: Signed,
    unit: IdPath,
    asked: Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<ListBody>, Failure> {
    take(state.0, signed, unit.0, asked.0, &headers, body, true).await
}

/// The lists that came in for a commune, the newest first.
#[utoipa::path(
    get, path = "/api/units/{unit}/lists", tag = "desk", operation_id = "list_history",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<KeptShown>), SignedFailures)
)]
pub async fn history(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<KeptShown>>, Failure> {
    let (now, scope) = (state.now(), signed.scope.clone());
    let kept = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::ManagePeople, unit, Day::of(now))?;
        Ok::<_, Failure>(lists::history(tx, &seen.unit)?)
    });
    Ok(Json(kept.await?.into_iter().map(|kept| KeptShown::new(kept, now)).collect()))
}

/// Takes a list back, within a day and where nothing was built on it.
#[utoipa::path(
    post, path = "/api/lists/{list}/undo", tag = "desk", operation_id = "list_undo",
    params(("list" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = KeptShown),
        (status = 409, description = "it is too late, or later work builds on it", body = api::Problem),
        SignedFailures
    )
)]
pub async fn undo(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(list): IdPath,
) -> Result<Json<KeptShown>, Failure> {
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope.clone());
    let kept = state.db.write(move |tx| {
        let kept = lists::one(tx, list)?.ok_or_else(Failure::not_found)?;
        see(tx, &scope, Action::ManagePeople, kept.unit, Day::of(now))?;
        let by = Import { now, ids: &*ids, actor: Some(scope.account) };
        lists::undo(tx, &kept, &by).map_err(refused)?;
        Ok::<_, Failure>(Kept { undone_at: Some(now), ..kept })
    });
    Ok(Json(KeptShown::new(kept.await?, now)))
}

async fn take(
    state: AppState,
    signed: Signed,
    unit: Uuid,
    asked: Asked,
    headers: &HeaderMap,
    body: Bytes,
    write: bool,
) -> Result<Json<ListBody>, Failure> {
    is_file(headers)?;
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope.clone());
    let corrections = asked.corrections().map_err(Failure::form)?;
    let leave_out = asked.left_out().map_err(Failure::form)?;
    let remembered = state.db.read({
        let scope = scope.clone();
        move |tx| {
            let seen = see(tx, &scope, Action::ManagePeople, unit, Day::of(now))?;
            let headings = lists::headings(tx, &seen.unit, ROSTER)?;
            Ok::<_, Failure>((commune(seen.unit)?, headings))
        }
    });
    let (commune, headings) = remembered.await?;
    let place = (commune.part, commune.id);
    let said = corrections.clone();
    let settings = Settings { this_year: Day::of(now).year().into(), kind: Some(Kind::Roster), corrections, headings };
    let name = asked.name.clone();
    let read = tokio::task::spawn_blocking(move || understand(&body, &name, &settings)).await;
    let (hash, workbook, reading) = read.map_err(|_| db::Error::Busy("the server is stopping".into()))??;
    let reading = Arc::new(reading);
    let outcome = state.db.write({
        let (reading, hash, name, scope) = (reading.clone(), hash.clone(), asked.name, scope.clone());
        move |tx| {
            // What the officer may is asked again where it is written.
            see(tx, &scope, Action::ManagePeople, commune.id, Day::of(now))?;
            let done = bring_in(
                tx,
                &reading,
                (&commune, &name, &hash),
                (&leave_out, &said, write),
                &Import { now, ids: &*ids, actor: Some(scope.account) },
            )?;
            // A preview has ended above.
            lists::remember_layout(tx, (&commune, Kind::Roster), (&workbook, &reading))?;
            Ok(done)
        }
    });
    let (outcome, list) = match outcome.await {
        Ok((report, list)) => (Ok(report), list),
        Err(Ended::Preview(report)) => (Ok(*report), None),
        Err(Ended::Mistakes(mistakes)) if write => return Err(mend(&mistakes)),
        Err(Ended::Mistakes(mistakes)) => (Err(mistakes), None),
        Err(Ended::Refused(failure)) => return Err(failure),
    };
    // A preview says of people of ours what is known of them.
    let told = outcome.as_ref().ok().filter(|_| !write).map_or(0, lists::Report::known);
    state.note_read(&signed.scope, place, "members", told).await?;
    let reading = Arc::unwrap_or_clone(reading);
    Ok(Json(ListBody { list, ..ListBody::new(hash, reading, outcome) }))
}

/// How a transaction ends that writes nothing.
enum Ended {
    Preview(Box<lists::Report>),
    Mistakes(Vec<Mistake>),
    Refused(Failure),
}

impl From<db::Error> for Ended {
    fn from(error: db::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

fn bring_in(
    tx: &mut Tx<'_>,
    reading: &Reading,
    (commune, name, hash): (&Unit, &str, &str),
    (leave_out, said, write): (&std::collections::BTreeSet<(String, u32)>, &roster::Corrections, bool),
    by: &Import<'_>,
) -> Result<(lists::Report, Option<Uuid>), Ended> {
    if let Some(mistake) = lists::of_another(tx, &reading.records, commune)? {
        return Err(Ended::Mistakes(vec![mistake]));
    }
    let file = write.then_some(File { name, hash });
    let wanted = Wanted { unit: Some(commune), file, leave_out: leave_out.clone() };
    let done = lists::bring_in(tx, reading, &wanted, by).map_err(|error| match error {
        ListError::Mistakes(mistakes) => Ended::Mistakes(mistakes),
        ListError::Db(error) => Ended::from(error),
    })?;
    if !write {
        return Err(Ended::Preview(Box::new(done.0)));
    }
    lists::remember(tx, (commune, ROSTER), reading, said)?;
    Ok(done)
}

fn is_file(headers: &HeaderMap) -> Result<(), Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/octet-stream") {
        return Ok(());
    }
    let message = "send the file as application/octet-stream";
    Err(Failure::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "type_wrong", message))
}

pub(super) fn commune(unit: Unit) -> Result<Unit, Failure> {
    if unit.tier == Tier::Commune {
        return Ok(unit);
    }
    Err(Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, "not_a_commune", "lists come in commune by commune"))
}

fn understand(body: &[u8], name: &str, settings: &Settings) -> Result<(String, Workbook, Reading), Failure> {
    let workbook = sheets::read(body, name, &Limits::default(), &mut |_| {})
        .map_err(|refusal| mend(&[Mistake::of_file(refusal.code(), refusal.in_vietnamese(), refusal.to_string())]))?;
    let reading = roster::read(&workbook, settings);
    match lists::unusable(&reading, Kind::Roster) {
        Some(mistake) => Err(mend(&[mistake])),
        None => Ok((lists::hash(body), workbook, reading)),
    }
}

/// The first mistake as a problem; its sentences come with it, since only the reader knows the place.
fn mend(mistakes: &[Mistake]) -> Failure {
    let first = mistakes.first();
    let text = |of: fn(&Mistake) -> &String| first.map(of).cloned().unwrap_or_default();
    Failure::Refused {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        code: "list_refused",
        params: serde_json::json!({ "vi": text(|m| &m.vi), "en": text(|m| &m.en), "mistakes": mistakes }),
        message: text(|m| &m.en),
    }
}

fn refused(error: UndoError) -> Failure {
    let message = error.to_string();
    let (code, params) = match error {
        UndoError::Db(error) => return error.into(),
        UndoError::TooLate => ("undo_too_late", serde_json::Value::Null),
        UndoError::Already => ("undo_already", serde_json::Value::Null),
        UndoError::Built(built) => {
            let built: Vec<_> =
                built.into_iter().map(|one| serde_json::json!({ "name": one.name, "why": one.why })).collect();
            ("undo_built_on", serde_json::json!({ "built": built }))
        }
    };
    Failure::Refused { status: StatusCode::CONFLICT, code, params, message }
}
