//! The desk's figures: one page a unit, one figure taken apart, the catalogue, and the news.

mod analysis;
mod dashboard;
mod events;
mod figure;
mod paper;
mod tag;

use std::sync::Arc;

use api::{AppState, Failure};
use axum::Extension;
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::hub::Hub;
use crate::memo::SendingMemo;
use crate::rules::Refused;
use crate::sent;

/// The routes of this room. `hub` has to run beside them for news to come.
pub fn routes(hub: Arc<Hub>) -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(figure::indicators))
        .routes(routes!(dashboard::dashboard))
        .routes(routes!(figure::figure))
        .routes(routes!(events::events))
        .routes(routes!(sent::of_unit))
        .routes(routes!(sent::of_indicator, sent::enter))
        .routes(routes!(paper::spreadsheet))
        .routes(routes!(analysis::trend))
        .routes(routes!(analysis::groups))
        .routes(routes!(analysis::steps))
        .routes(routes!(analysis::coverage))
        .routes(routes!(analysis::difficulties))
        .routes(routes!(analysis::team))
        .routes(routes!(analysis::warnings))
        .routes(routes!(analysis::compare))
        .layer(Extension(hub))
        .layer(Extension(Arc::new(SendingMemo::default())))
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        let (code, message) = (refused.code(), refused.to_string());
        let (status, params) = match refused {
            Refused::UnitUnknown(_) => return Self::not_found(),
            Refused::Db(error) => return error.into(),
            Refused::IndicatorUnknown(indicator) => {
                (StatusCode::NOT_FOUND, serde_json::json!({ "indicator": indicator }))
            }
            Refused::PeriodWrong(period) => (StatusCode::BAD_REQUEST, serde_json::json!({ "period": period })),
            Refused::ItemUnknown { indicator, item, known } => {
                (StatusCode::BAD_REQUEST, serde_json::json!({ "indicator": indicator, "item": item, "known": known }))
            }
        };
        Self::Refused { status, code, params, message }
    }
}
