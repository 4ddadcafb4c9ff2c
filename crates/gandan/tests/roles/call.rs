//! Everyone who asks, and the whole server that they ask.

use std::sync::Arc;
use std::time::Duration;

use access::{Role, device, session};
use api::AppState;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use base::{Clock, Uuid};
use db::args;
use gandan::wiring::{self, Shared};
use serde_json::{Value, json};
use testkit::{TestDb, World};
use tower::ServiceExt;

use crate::place::{self, PART, PERSON, Place};
use crate::table::{Cell, Route};

pub const NOBODY: &str = "nobody";
const PHONE: &str = "phone";

/// Somebody who asks.
pub struct Caller {
    pub name: &'static str,
    account: Uuid,
}

pub struct Server {
    pub callers: Vec<Caller>,
    pub contract: Value,
    pub database: TestDb,
    world: World,
    router: Router,
    token: String,
    runtime: tokio::runtime::Runtime,
}

/// The unit on which each role is held.
fn seat(role: Role, world: &World) -> Uuid {
    match role {
        Role::Member | Role::Deputy | Role::Leader => world.hamlets[0],
        Role::CommuneOfficer | Role::CommuneLeader | Role::DataOwner | Role::ReadOnly => world.above[3],
        Role::DistrictOfficer => world.above[2],
        // An administrator of a province, so that there is an outside.
        Role::ProvinceOfficer | Role::Administrator => world.above[1],
    }
}

impl Server {
    pub fn start() -> Self {
        let database = TestDb::sqlite();
        let db = &database.db;
        let world = World::new(db, 11);
        db.write_blocking(|tx| {
            people::server_key::ensure(tx, &*world.ids)?;
            place::lay_elsewhere(tx, &world)?;
            place::settle(tx, &world)
        })
        .expect("the places are laid");
        let held = ("2025-01-01", None);
        let callers: Vec<Caller> = Role::ALL
            .into_iter()
            .map(|role| (role.as_str(), world.member(db, role, seat(role, &world), held).caller.account))
            .chain([(PHONE, Uuid::nil()), (NOBODY, Uuid::nil())])
            .map(|(name, account)| Caller { name, account })
            .collect();
        let owner = callers.iter().find(|caller| caller.name == "data_owner").expect("a data owner").account;
        let owned = "update access_grant set indicators = '[\"eid_accounts\"]' where part = $1 and account = $2";
        db.write_blocking(|tx| tx.exec(owned, args![PART, owner])).expect("a data owner has figures");
        let (now, member) = (world.clock.now(), callers[0].account);
        let registered =
            db.write_blocking(|tx| device::register(tx, &*world.ids, now, (PART, member), ("phone", "AAAA")));
        let state = AppState {
            db: db.clone(),
            clock: world.clock.clone(),
            ids: world.ids.clone(),
            public_url: "https://gandan.example".into(),
            secure: true,
        };
        let service = Arc::new(wiring::sync_service(db.clone(), world.clock.clone(), world.ids.clone()));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let _inside = runtime.enter();
        let (router, contract) = wiring::api(&Shared { service, hub: Arc::default() }, state);
        drop(_inside);
        let contract = serde_json::from_str(&contract).expect("the contract is JSON");
        let token = registered.expect("a phone").1;
        Self { callers, contract, database, world, router, token, runtime }
    }

    /// Asks a route at a place as somebody, everything there being as it was before.
    pub fn cell(&self, route: &Route, place: Option<Place>, caller: &Caller) -> Cell {
        let renewed = self.database.db.write_blocking(|tx| {
            place::forget_callers(tx)?;
            place.map_or(Ok(()), |place| place::renew(tx, &self.world, place))
        });
        renewed.expect("everything is as it was");
        let mut request = Request::builder().method(route.method.as_str()).uri(self.address(route, place));
        request = match caller.name {
            NOBODY => request,
            PHONE => request.header(header::AUTHORIZATION, format!("Bearer {}", self.token)),
            _ => request.header(header::COOKIE, format!("{}={}", api::COOKIE, self.session(caller.account))),
        };
        request = request.header("x-gandan", "1");
        let request = match body(route, place) {
            Some((kind, body)) => request.header(header::CONTENT_TYPE, kind).body(Body::from(body)),
            None => request.body(Body::empty()),
        };
        self.ask(request.expect("a request"))
    }

    fn session(&self, account: Uuid) -> String {
        let (now, ids) = (self.world.clock.now(), &*self.world.ids);
        let opened = self.database.db.write_blocking(|tx| session::open(tx, ids, now, (PART, account), (true, "test")));
        opened.expect("a session")
    }

    fn ask(&self, request: Request<Body>) -> Cell {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.expect("an answer");
            let status = response.status().as_u16();
            let kind =
                response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            if kind.starts_with("text/event-stream") {
                return Cell { status, length: None, names: false };
            }
            let read = tokio::time::timeout(Duration::from_secs(10), to_bytes(response.into_body(), 1 << 22));
            let bytes = read.await.expect("in time").expect("a body");
            let text = String::from_utf8_lossy(&bytes);
            let length = serde_json::from_str::<Vec<Value>>(&text).ok().map(|list| list.len());
            Cell { status, length, names: text.contains(PERSON) }
        })
    }

    /// The address with the place's things in it.
    fn address(&self, route: &Route, place: Option<Place>) -> String {
        let (method, path) = (route.method.as_str(), route.path.as_str());
        let mut address = path.to_owned();
        if let Some(place) = place {
            let kinds = [
                ("membership", "membership"),
                ("device", "device"),
                ("attention", "attention"),
                ("accounts", "official"),
                ("grants", "office"),
            ];
            let id = kinds.into_iter().find(|(word, _)| path.contains(word)).map(|(_, kind)| kind);
            address = address
                .replace("{unit}", &place.unit(&self.world).to_string())
                .replace("{team}", &place.thing("team").to_string())
                .replace("{decision}", &place.thing("decision").to_string())
                .replace(
                    "{list}",
                    &place.thing(if path.contains("household-lists") { "household_list" } else { "list" }).to_string(),
                )
                .replace("{id}", &place.thing(id.unwrap_or_default()).to_string());
        }
        if let Some(place) = place {
            address = address.replace("{household}", &place.thing("household").to_string());
        }
        let indicator = if path.contains("/sent/") { "eid_accounts" } else { "households" };
        address = address.replace("{indicator}", indicator).replace("{code}", "K7M4-2QPD-9X");
        address = address.replace("{handle}", &Uuid::nil().to_string());
        assert!(!address.contains('{'), "this test does not know how to fill in {path}");
        let query = match path {
            "/api/units" => "?tier=hamlet",
            "/api/units/{unit}/people" => "?q=thach",
            "/api/units/{unit}/records" => "?indicator=households",
            "/api/decisions/{decision}" if method == "DELETE" => "?saw=99",
            "/api/decisions/{decision}/file" if method == "PUT" => "?name=paper.pdf",
            _ => "",
        };
        format!("{address}{query}")
    }
}

/// A body that each route understands.
fn body(route: &Route, place: Option<Place>) -> Option<(&'static str, String)> {
    let here = |kind: &str| place.map_or(Uuid::nil(), |place| place.book().thing(kind));
    let body = match (route.method.as_str(), route.path.as_str()) {
        ("POST", "/api/sealed") => return Some(("application/octet-stream", String::new())),
        // Nothing can be made of this file: who may bring lists in is told so, and all stays as it was.
        ("POST", path) if path.starts_with("/api/units/{unit}/lists/") => {
            let asked = "--b\r\ncontent-disposition: form-data; name=\"asked\"\r\n\r\n{\"name\":\"list.csv\"}\r\n";
            let file =
                "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\r\n--b--\r\n";
            return Some(("multipart/form-data; boundary=b", format!("{asked}{file}")));
        }
        // Nor of this paper.
        ("PUT", "/api/decisions/{decision}/file") => return Some(("application/octet-stream", String::new())),
        // What was seen otherwise, or cannot be so, is refused to who may: all stays as it was.
        ("POST", "/api/units/{unit}/teams") => json!({ "name": "" }),
        ("PUT", "/api/teams/{team}") => json!({ "name": "Tổ", "saw": 99 }),
        ("POST", "/api/teams/{team}/close" | "/api/memberships/{id}/end") => json!({ "saw": 99, "day": "2026-11-24" }),
        ("POST", "/api/teams/{team}/members") => json!({ "name": "Ai đó", "role": "boss" }),
        ("PUT", "/api/memberships/{id}") => json!({ "name": "Ai đó", "saw": 99 }),
        ("POST", "/api/memberships/{id}/handover") => json!({ "saw": 99, "day": "2026-11-24", "pass": "nothing" }),
        ("POST", "/api/teams/{team}/decisions") => json!({ "kind": "renewal", "number": "", "day": "2026-11-24" }),
        ("PUT", "/api/decisions/{decision}") => {
            json!({ "kind": "renewal", "number": "1", "day": "2026-11-24", "saw": 99 })
        }
        // Each says what is so already: it is taken, and nothing changes.
        ("POST", "/api/units/{unit}/merges") => {
            let who = here("resident");
            json!({ "household": here("household"), "into": here("household"), "residents": [[who, who]] })
        }
        ("POST", "/api/units/{unit}/merges/undo") => json!({ "merge": here("merge") }),
        ("POST", "/api/units/{unit}/apart") => {
            json!({ "household": here("household"), "other": here("second household"), "apart": false })
        }
        ("POST", "/api/units/{unit}/conflicts/settle") => {
            json!({ "conflict": place.map_or(Uuid::nil(), |place| place.thing("conflict")), "value": "kept" })
        }
        // A document without a number is refused to who may.
        ("POST", "/api/units/{unit}/sent/{indicator}") => json!({ "period": "m:2026-11", "document": "", "rows": [] }),
        ("POST", "/api/tables.xlsx") => json!({ "title": "Bảng", "meta": [], "columns": ["A"], "rows": [[1]] }),
        ("POST", "/api/session") => json!({ "login": "nobody", "password": "wrong" }),
        ("POST", "/api/me/password") => json!({ "new": "short" }),
        ("POST", "/api/memberships/{id}/invitation") => json!({ "kind": "join" }),
        ("POST", "/api/units/{unit}/accounts") => {
            json!({ "name": "Ai đó", "login": "newcomer", "role": "read_only" })
        }
        ("POST", "/api/invitations/{code}/account") => json!({ "password": "a password" }),
        ("POST", "/api/attention/{id}/return") => json!({ "word": "look again" }),
        ("POST", "/api/invitations/{code}/accept") => {
            json!({ "device_label": "phone", "mac_key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" })
        }
        ("POST", "/api/sync") => json!({ "v": 1, "now": 0 }),
        _ => return None,
    };
    Some(("application/json", body.to_string()))
}
