use api::{Body, Failure, Signed, SignedFailures, Spreadsheet};
use axum::http::StatusCode;

use crate::paper::{self, Table};

/// A table of the desk as a spreadsheet. Nothing is looked up: what the asker sees is written as it is.
#[utoipa::path(
    post, path = "/api/tables.xlsx", tag = "desk", operation_id = "table_spreadsheet", request_body = Table,
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the spreadsheet", body = api::Binary,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 422, description = "the table is empty, uneven or too large", body = api::Problem),
        SignedFailures
    )
)]
pub async fn spreadsheet(_signed: Signed, Body(table): Body<Table>) -> Result<Spreadsheet, Failure> {
    let name = format!("{}.xlsx", table.title.trim());
    let written = tokio::task::spawn_blocking(move || paper::write(&table)).await;
    match written {
        Ok(Ok(bytes)) => Ok(Spreadsheet { bytes, name }),
        Ok(Err(reason)) => Err(Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, "table_wrong", reason)),
        Err(error) => Err(Failure::Db(db::Error::Other(error.to_string()))),
    }
}
