//! Alive, and ready: the two questions of whoever runs the server.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use api::PublicFailures;
use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use db::Db;
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::later;

/// What a healthy server says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `alive` or `ready`.
    status: &'static str,
}

/// How far the start has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The schema is brought up to date.
    Migrating,
    /// The demo's year is loaded.
    Loading,
    /// Everything can be asked.
    Ready,
    /// No more is taken.
    Stopping,
}

impl Stage {
    const ALL: [Self; 4] = [Self::Migrating, Self::Loading, Self::Ready, Self::Stopping];

    fn word(self) -> &'static str {
        match self {
            Self::Migrating => "migrating",
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Stopping => "stopping",
        }
    }
}

/// The stage, shared by all.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<AtomicU8>);

impl Readiness {
    /// From now on it is so.
    pub fn set(&self, stage: Stage) {
        self.0.store(stage as u8, Ordering::SeqCst);
    }

    /// How it is.
    pub fn stage(&self) -> Stage {
        Stage::ALL.get(usize::from(self.0.load(Ordering::SeqCst))).copied().unwrap_or(Stage::Stopping)
    }
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "operation", operation_id = "health_show",
    responses((status = 200, description = "alive", body = Health), PublicFailures))]
pub async fn alive() -> Response {
    Json(Health { status: "alive" }).into_response()
}

/// Migrations and loading are done and the database answers.
#[utoipa::path(get, path = "/readyz", tag = "operation", operation_id = "ready_show",
    responses((status = 200, description = "ready", body = Health), PublicFailures))]
pub async fn ready(State((readiness, db)): State<(Readiness, Db)>) -> Response {
    let stage = readiness.stage();
    if stage != Stage::Ready {
        return not_yet(stage);
    }
    match db.read(|tx| tx.one("select cast(1 as bigint)", &[], |row| row.get::<i64>(0))).await {
        Ok(_) => Json(Health { status: "ready" }).into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            later(5, "database_away", "the database does not answer")
        }
    }
}

/// Routes of the API wait until there is something to ask.
pub async fn hold_until_ready(State(readiness): State<Readiness>, request: Request, next: Next) -> Response {
    match readiness.stage() {
        Stage::Ready | Stage::Stopping => next.run(request).await,
        stage => not_yet(stage),
    }
}

fn not_yet(stage: Stage) -> Response {
    later(2, "not_ready", stage.word())
}
