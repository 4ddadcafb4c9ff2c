use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use api::AppState;
use axum::Router;
use base::{Clock, Ids, SystemClock, SystemIds};
use db::Db;
use tokio::net::TcpListener;

use super::Failure;
use crate::background::Background;
use crate::config::Config;
use crate::start;
use crate::web::health::{Readiness, Stage};
use crate::web::observe::{self, Observer};
use crate::web::{Edge, assets, site};
use crate::wiring::{self, Shared};

/// How long open answers may go on after the server was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    serve(config, |_| Ok(()), |()| println!("Gần Dân: {}", config.public_url))
}

/// Answers at once, is ready when migrations and `load` are done, and stays until it is told to stop. `tell` is given what
/// was loaded when everything is ready.
pub(super) fn serve<T>(
    config: &Config,
    load: impl FnOnce(&Db) -> Result<T, Failure>,
    tell: impl FnOnce(T),
) -> Result<ExitCode, Failure> {
    let db = start::open(config)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ids: Arc<dyn Ids> = Arc::new(SystemIds);
    let counters = observe::recorder().map_err(|error| Failure::from(format!("metrics: {error}")))?;
    let readiness = Readiness::default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::from(format!("no threads to serve with: {e}")))?;
    let listener = runtime.block_on(TcpListener::bind(config.listen)).map_err(|e| {
        Failure::mend(
            format!("{}: {e}", config.listen),
            "choose another address or port with --listen or GANDAN_LISTEN",
        )
    })?;
    let address = listener.local_addr().map_err(|e| Failure::from(e.to_string()))?;
    if !assets::is_there() {
        tracing::warn!("this program was built without the web app: run make app, then build again");
    }
    let state = AppState {
        db: db.clone(),
        clock: clock.clone(),
        ids: ids.clone(),
        public_url: config.public_url.as_str().into(),
        secure: config.is_https(),
    };
    let (stopped, stop) = tokio::sync::watch::channel(false);
    let service = Arc::new(wiring::sync_service(db.clone(), clock.clone(), ids.clone()));
    let shared = Shared { service, hub: Arc::default() };
    let (api, contract) = wiring::api(&shared, state);
    let edge = Edge {
        db: db.clone(),
        readiness: readiness.clone(),
        observer: Observer { clock: clock.clone(), ids: ids.clone() },
        counters: Some(counters.clone()),
        contract,
        https: config.is_https(),
        behind_proxy: config.behind_proxy,
    };
    let router = runtime.block_on(async { site(api, edge) });
    let serving = runtime.spawn(answer(listener, router, until(stop.clone())));
    let (hub, asked) = (shared.hub.clone(), db.clone());
    runtime.spawn(async move { hub.run(asked, until(stop)).await });
    let prepared = start::prepare(&db, &*clock, &*ids).and_then(|ran| {
        tracing::info!(database = config.shown_database(), migrations = ran, "the schema is up to date");
        readiness.set(Stage::Loading);
        load(&db)
    });
    let loaded = prepared?;
    let background = Background::start(db.clone(), clock, Some(counters));
    readiness.set(Stage::Ready);
    tracing::info!(%address, "ready");
    tell(loaded);
    runtime.block_on(asked_to_stop());
    tracing::info!("stopping");
    readiness.set(Stage::Stopping);
    let _ = stopped.send(true);
    let ended = runtime.block_on(async { tokio::time::timeout(GRACE, serving).await });
    if ended.is_err() {
        tracing::warn!("some answers were cut off");
    }
    background.stop();
    runtime.shutdown_timeout(GRACE);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn answer(listener: TcpListener, router: Router, stop: impl Future<Output = ()> + Send + 'static) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(stop).await {
        tracing::error!(%error, "the listener broke");
    }
}

async fn until(mut stop: tokio::sync::watch::Receiver<bool>) {
    let _ = stop.wait_for(|stopped| *stopped).await;
}

/// Ctrl-C, or the word of whatever runs services here.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
