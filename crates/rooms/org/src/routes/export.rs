//! A commune's members as a spreadsheet in the office's own layout.

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, Spreadsheet, see_all};
use axum::extract::State;
use base::Day;
use roster::Kind;

use crate::lists;
use crate::upload::{commune, spreadsheet};

/// Today's members of the teams of a commune and its hamlets, laid out as the file that the office brought in last, or plainly
/// where none came in. Numbers of phones stand in it for whoever manages people there.
#[utoipa::path(
    get, path = "/api/units/{unit}/lists/roster/export.xlsx", tag = "desk", operation_id = "roster_export",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the spreadsheet", body = api::Binary,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 422, description = "lists are kept commune by commune", body = api::Problem),
        SignedFailures
    )
)]
pub async fn roster(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Spreadsheet, Failure> {
    let (today, scope) = (Day::of(state.now()), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let seen = see_all(tx, &scope, &[Action::SeeNames, Action::ManagePeople], unit, today)?;
        let with_phones = scope.permits_on(Action::ManagePeople, &seen.path, today);
        let commune = commune(seen.unit)?;
        let exported = lists::roster(tx, &commune, today, with_phones)?;
        Ok::<_, Failure>((commune, exported))
    });
    let (commune, exported) = found.await?;
    // Who took the names away is noted before they leave.
    state.note_read(&signed.scope, (commune.part, unit), "members", exported.people).await?;
    spreadsheet(exported, lists::file_name(Kind::Roster, &commune, today)).await
}
