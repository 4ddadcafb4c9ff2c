//! The routes of this room over a small tree with one team, on either engine.
#![allow(dead_code)]

pub mod desk;

use std::sync::Arc;

use access::{Role, account, password};
use api::AppState;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use base::{Clock, Ids, Instant, Uuid};
use db::{Db, args};
use serde_json::Value;
use testkit::{TestDb, World};
use tower::ServiceExt;

pub const PART: i64 = 7;
pub const PASSWORD: &str = "mot hai ba bon";

pub struct App {
    pub db: Db,
    pub world: World,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// A member of the team of the first hamlet.
pub struct Seat {
    pub account: Uuid,
    pub membership: Uuid,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    pub fn code(&self) -> (u16, &str) {
        (self.status.as_u16(), self.body["code"].as_str().unwrap_or_default())
    }

    /// The cookie that it set, as the next request sends it.
    pub fn cookie(&self) -> String {
        let set = self.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Secure"), "{set}");
        set.split(';').next().unwrap().to_owned()
    }
}

pub fn on_both(test: impl Fn(&App)) {
    for db in [TestDb::sqlite, TestDb::postgres] {
        let db = db();
        eprintln!("on {:?}", db.db.engine());
        test(&App::new(db.db.clone()));
    }
}

impl App {
    pub fn new(db: Db) -> Self {
        let world = World::new(&db, 1);
        db.write_blocking(|tx| people::server_key::ensure(tx, &*world.ids)).unwrap();
        let state = AppState {
            db: db.clone(),
            clock: world.clock.clone(),
            ids: world.ids.clone(),
            public_url: Arc::from("https://gandan.example"),
            secure: true,
        };
        let router = people::routes().split_for_parts().0.with_state(state);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let app = Self { db, world, router, runtime };
        app.found_team();
        app
    }

    pub fn now(&self) -> Instant {
        self.world.clock.now()
    }

    fn found_team(&self) {
        self.db
            .write_blocking(|tx| {
                tx.exec(
                    "insert into team (part, id, unit, kind, name, decision_number, decision_date, founded_on)
                     values ($1, $2, $3, 'team', 'Tổ Giồng Tra', '12/QĐ-UBND', '2025-03-01', '2025-03-01')",
                    args![PART, Uuid::from_u128(100), self.world.hamlets[0]],
                )
            })
            .unwrap();
    }

    /// Somebody with an account, a role on a unit, and a seat in the team.
    pub fn seat(&self, role: Role, unit: Uuid, name: &str, sex: &str) -> Seat {
        let account = self.world.member(&self.db, role, unit, ("2025-01-01", None)).caller.account;
        let (person, membership) = (self.world.ids.id(self.now()), self.world.ids.id(self.now()));
        let seated = self.db.write_blocking(|tx| {
            tx.exec("delete from device where part = $1 and account = $2", args![PART, account])?;
            tx.exec(
                "insert into person (part, id, name, search, sort_key, sex) values ($1, $2, $3, '', '', $4)",
                args![PART, person, name, sex],
            )?;
            tx.exec(
                "insert into membership (part, id, team, person, role, post, since)
                 values ($1, $2, $3, $4, 'member', '', '2025-03-01')",
                args![PART, membership, Uuid::from_u128(100), person],
            )?;
            tx.exec(
                "update account set person = $3, name = $4 where part = $1 and id = $2",
                args![PART, account, person, name],
            )
        });
        assert_eq!(seated.unwrap(), 1);
        Seat { account, membership }
    }

    /// Gives an account a login and the password of all tests.
    pub fn login(&self, account: Uuid, login: &str) {
        let hash = password::hash_blocking(PASSWORD, &[7; 16]).unwrap();
        self.db
            .write_blocking(|tx| {
                assert!(account::add_login(tx, PART, account, login)?);
                account::set_password(tx, PART, account, &hash)
            })
            .unwrap();
    }

    /// Signs in and gives the cookie.
    pub fn sign_in(&self, login: &str) -> String {
        let body = serde_json::json!({ "login": login, "password": PASSWORD });
        let answer = self.call("POST", "/api/session", &[], Some(body));
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.cookie()
    }

    /// One request as our own pages make it.
    pub fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Answer {
        let ours = [("x-gandan", "1")];
        self.bare(method, path, &[&ours, headers].concat(), body)
    }

    /// One request with these headers only.
    pub fn bare(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request.unwrap()).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, 1 << 20).await.unwrap();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body: serde_json::from_slice(&bytes).unwrap_or_default(),
            }
        })
    }

    /// Several requests at the same moment.
    pub fn together(&self, path: &str, bodies: Vec<Value>) -> Vec<Answer> {
        std::thread::scope(|scope| {
            let calls: Vec<_> =
                bodies.into_iter().map(|body| scope.spawn(move || self.call("POST", path, &[], Some(body)))).collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        })
    }

    /// What the audit chains of the part say was done, and that they hold.
    pub fn done(&self) -> Vec<String> {
        self.db
            .read_blocking(|tx| {
                assert_eq!(audit::verify(tx, PART)?.1, []);
                tx.all("select action from audit_entry where part = $1 order by chain, seq", args![PART], |row| {
                    row.get(0)
                })
            })
            .unwrap()
    }
}
