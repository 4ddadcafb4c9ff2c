//! The routes through the real router: who sees what, what is not sent twice, and how a stream speaks.

mod common;

use std::sync::Arc;

use access::grants::{self, NewGrant};
use access::{Role, account, session};
use api::AppState;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use base::{ManualClock, SeededIds};
use common::{NOW, PART, World};
use db::Db;
use insight::Hub;
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

struct Desk {
    state: AppState,
    clock: Arc<ManualClock>,
    hub: Arc<Hub>,
}

impl Desk {
    fn new(db: &Db) -> Self {
        let clock = Arc::new(ManualClock::new(NOW));
        let state = AppState {
            db: db.clone(),
            clock: Arc::clone(&clock) as Arc<dyn base::Clock>,
            ids: Arc::new(SeededIds::new(3)),
            public_url: "http://localhost".into(),
            secure: false,
        };
        Self { state, clock, hub: Arc::new(Hub::new()) }
    }

    /// Somebody with a role on a unit: their token.
    async fn person(&self, role: Role, unit: Uuid) -> String {
        let ids = Arc::clone(&self.state.ids);
        let made = self.state.db.write(move |tx| {
            let id = ids.id(NOW);
            account::create(tx, PART, id, None, "Ai đó", NOW)?;
            let (since, grant) = ("2020-01-01".parse().unwrap(), ids.id(NOW));
            let grant =
                NewGrant { id: grant, account: id, role, unit, indicators: None, membership: None, since, until: None };
            grants::put(tx, PART, &[grant])?;
            session::open(tx, &*ids, NOW, (PART, id), (false, "test"))
        });
        made.await.unwrap()
    }

    async fn ask(&self, token: &str, path: &str, tag: Option<&str>) -> Response {
        let mut request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        if let Some(tag) = tag {
            request = request.header(header::IF_NONE_MATCH, tag);
        }
        let (router, _) = insight::routes(Arc::clone(&self.hub)).split_for_parts();
        router.with_state(self.state.clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn get(&self, token: &str, path: &str) -> (StatusCode, HeaderMap, Value) {
        let answer = self.ask(token, path, None).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, headers, serde_json::from_slice(&bytes).unwrap_or_default())
    }
}

fn run(test: impl AsyncFn(&Desk, &World)) {
    testkit::on_both(|db| {
        let world = World::new(db, 2, 2);
        let desk = Desk::new(db);
        tokio::runtime::Runtime::new().unwrap().block_on(test(&desk, &world));
    });
}

#[test]
fn a_page_is_seen_inside_the_subtree_and_is_not_there_outside() {
    run(async |desk, world| {
        let member = desk.person(Role::Member, world.hamlets[0][0]).await;
        let officer = desk.person(Role::CommuneOfficer, world.communes[0]).await;
        for (token, unit, status) in [
            (&member, world.hamlets[0][0], 200),
            (&member, world.hamlets[0][1], 404),
            (&member, world.communes[0], 404),
            (&officer, world.hamlets[0][1], 200),
            (&officer, world.communes[0], 200),
            (&officer, world.communes[1], 404),
            (&officer, world.district, 404),
            (&officer, Uuid::nil(), 404),
        ] {
            for path in ["dashboard", "figures/teams", "events"] {
                let answer = desk.ask(token, &format!("/api/units/{unit}/{path}"), None).await;
                assert_eq!(answer.status(), status, "{unit} {path}");
            }
        }
        for path in ["/api/indicators", &format!("/api/units/{}/dashboard", world.district)] {
            assert_eq!(desk.get("nobody", path).await.0, 401, "{path}");
        }
        let listed = desk.get(&member, "/api/indicators").await.2.as_array().map(Vec::len);
        assert_eq!(listed, Some(counting::catalogue::all().len()));
    });
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    run(async |desk, world| {
        let officer = desk.person(Role::DistrictOfficer, world.district).await;
        let path = format!("/api/units/{}/dashboard", world.district);
        let (status, headers, page) = desk.get(&officer, &path).await;
        assert_eq!((status, &page["period"]["key"]), (StatusCode::OK, &Value::from("m:2026-12")));
        assert_eq!(headers[header::CACHE_CONTROL], "private, no-cache");
        let tag = headers[header::ETAG].to_str().unwrap();
        let again = desk.ask(&officer, &path, Some(tag)).await;
        assert_eq!(
            (again.status(), &again.headers()[header::ETAG]),
            (StatusCode::NOT_MODIFIED, &headers[header::ETAG])
        );
        let other = desk.ask(&officer, &format!("{path}?period=m:2026-11"), Some(tag)).await;
        assert_eq!(other.status(), 200, "another period");
        let (district, text) =
            (world.district, "insert into unit_version (part, unit, version, folded_at) values ($1, $2, 9, 0)");
        desk.state.db.write(move |tx| tx.exec(text, db::args![PART, district])).await.unwrap();
        let newer = desk.ask(&officer, &path, Some(tag)).await;
        assert_eq!(newer.status(), 200, "a new version");
        let tag = newer.headers()[header::ETAG].to_str().unwrap();
        assert_eq!(desk.ask(&officer, &path, Some(tag)).await.status(), 304);
        desk.clock.advance_seconds(60);
        assert_eq!(desk.ask(&officer, &path, Some(tag)).await.status(), 200, "phones may have called meanwhile");
    });
}

#[test]
fn what_cannot_be_shown_says_why() {
    run(async |desk, world| {
        let officer = desk.person(Role::ReadOnly, world.district).await;
        let unit = world.district;
        for (path, status, code) in [
            ("dashboard?period=m:2027-06", 400, "period_wrong"),
            ("dashboard?period=", 400, "period_wrong"),
            ("figures/teams?period=x", 400, "period_wrong"),
            ("figures/nothing", 404, "indicator_unknown"),
            ("figures/ladder", 400, "item_unknown"),
            ("figures/ladder?item=vneid:9", 400, "item_unknown"),
        ] {
            let (found, _, problem) = desk.get(&officer, &format!("/api/units/{unit}/{path}")).await;
            assert_eq!((found.as_u16(), problem["code"].as_str()), (status, Some(code)), "{path}");
        }
        let (status, _, problem) = desk.get(&officer, "/api/units/xyz/figures/teams").await;
        assert_eq!((status.as_u16(), problem["code"].as_str()), (404, Some("not_found")));
    });
}

#[test]
fn a_stream_says_unit_and_version_and_nothing_else() {
    run(async |desk, world| {
        let officer = desk.person(Role::DistrictOfficer, world.district).await;
        let answer = desk.ask(&officer, &format!("/api/units/{}/events", world.district), None).await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        desk.hub.ask(&desk.state.db).await.unwrap();
        let stop = tokio::time::sleep(std::time::Duration::from_millis(100));
        desk.hub.run(desk.state.db.clone(), stop).await;
        let said = to_bytes(answer.into_body(), 1 << 16).await.unwrap();
        let expected = format!("event: figures\ndata: {{\"unit\":\"{}\",\"version\":0}}\n\n", world.district);
        assert_eq!(String::from_utf8_lossy(&said), expected);
    });
}
