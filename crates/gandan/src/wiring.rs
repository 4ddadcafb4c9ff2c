//! Which rooms there are, and who plugs into whom: the only place that knows them all.

use std::sync::Arc;

use api::{AppState, Security};
use axum::Router;
use base::{Clock, Ids};
use counting::verify::Recount;
use db::Db;
use fieldwork::{CatalogueSource, FieldRecount, Fieldwork, HamletSource, RestrictedSource};
use insight::Hub;
use org::{CommuneSource, OrgRecount};
use sync::{Service, Source};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::web::{documents, health};

/// The contract's frame; the routes bring the rest.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gần Dân",
        description = "Records at the doorstep, figures at every tier. Every answer that is no success is a Problem with a stable code.",
    ),
    modifiers(&Security),
    paths(health::alive, health::ready, documents::metrics, documents::contract),
    tags(
        (name = "session", description = "signing in and out"),
        (name = "phone", description = "joining, sync, sealed copies"),
        (name = "desk", description = "units, teams, figures"),
        (name = "stream", description = "answers that do not end by themselves"),
        (name = "operation", description = "for whoever runs the server; no sign-in"),
    )
)]
struct Contract;

/// The sync endpoint's own code, with the room that takes operations and all that phones are sent.
pub fn sync_service(db: Db, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Service {
    let sources: Vec<Arc<dyn Source>> =
        vec![Arc::new(CatalogueSource), Arc::new(CommuneSource), Arc::new(HamletSource), Arc::new(RestrictedSource)];
    Service::new(db, clock, ids, Arc::new(Fieldwork), sources)
}

/// What the routes share beside their state.
#[derive(Clone)]
pub struct Shared {
    /// Takes what phones send.
    pub service: Arc<Service>,
    /// Tells open screens what is new.
    pub hub: Arc<Hub>,
}

/// All routes of the API with their contract.
pub fn routes(shared: &Shared) -> OpenApiRouter<AppState> {
    let mut router = OpenApiRouter::with_openapi(Contract::openapi())
        .merge(people::routes())
        .merge(org::routes())
        .merge(fieldwork::routes(shared.service.clone()))
        .merge(insight::routes(shared.hub.clone()));
    api::for_clients(router.get_openapi_mut());
    router
}

/// The routes as they are served, and their description.
pub fn api(shared: &Shared, state: AppState) -> (Router, Arc<str>) {
    let (router, contract) = routes(shared).split_for_parts();
    (router.with_state(state), contract.to_json().unwrap_or_default().into())
}

/// What a recount has to ask.
pub fn recounts() -> [&'static dyn Recount; 2] {
    [&OrgRecount, &FieldRecount]
}
