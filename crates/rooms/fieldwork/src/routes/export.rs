//! A commune's households as a spreadsheet in the office's own layout.

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, Spreadsheet, see_all};
use axum::extract::State;
use base::Day;
use org::upload::{commune, spreadsheet};
use roster::Kind;

use crate::lists;

/// The households of a commune's hamlets with who lives there today, laid out as the file that the office brought in last, or
/// plainly where none came in.
#[utoipa::path(
    get, path = "/api/units/{unit}/lists/households/export.xlsx", tag = "desk", operation_id = "households_export",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the spreadsheet", body = api::Binary,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 422, description = "lists are kept commune by commune", body = api::Problem),
        SignedFailures
    )
)]
pub async fn households(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Spreadsheet, Failure> {
    let (today, scope) = (Day::of(state.now()), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let commune = commune(see_all(tx, &scope, &[Action::SeeNames], unit, today)?.unit)?;
        let exported = lists::households(tx, &commune, today)?;
        Ok::<_, Failure>((commune, exported))
    });
    let (commune, exported) = found.await?;
    // Who took the names away is noted before they leave.
    state.note_read(&signed.scope, (commune.part, unit), "households", exported.people).await?;
    spreadsheet(exported, org::lists::file_name(Kind::Households, &commune, today)).await
}
