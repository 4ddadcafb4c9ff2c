//! Units and teams through the real router: who sees names, who sees counts, who sees nothing.

#[path = "../../../places/tests/small/mod.rs"]
mod small;

use std::sync::Arc;

use access::grants::{self, NewGrant};
use access::{Role, account, session};
use api::AppState;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base::{Day, Instant, ManualClock, SeededIds, Uuid};
use db::Db;
use org::import::Import;
use places::resolve;
use serde_json::Value;
use tower::ServiceExt;

const LIST: &str = "\
unit,team,decision_number,decision_date,name,birth_year,sex,post
31918@2024/17,Tổ CNSCĐ ấp 17,12/QĐ-UBND,2023-03-01,Lê Thị Út,1982,nữ,Trưởng ấp
31918@2024/17,Tổ CNSCĐ ấp 17,,,Trần Văn Sáu,1965,nam,Bí thư chi bộ
";

fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

struct Desk {
    state: AppState,
    runtime: tokio::runtime::Runtime,
}

impl Desk {
    fn new(db: &Db) -> Self {
        small::import(db);
        let ids = SeededIds::new(3);
        let import = Import { now: now(), ids: &ids, actor: None };
        db.write_blocking(|tx| {
            places::store::set_map_in_force(tx, 2024)?;
            org::hamlets::import(tx, "commune,name,full_name\n31918@2024,17,Ấp 17\n", &import).expect("one hamlet");
            org::import::teams(tx, LIST, &import).expect("one team");
            Ok::<_, db::Error>(())
        })
        .expect("the places are there");
        let state = AppState {
            db: db.clone(),
            clock: Arc::new(ManualClock::new(now())),
            ids: Arc::new(ids),
            public_url: "http://localhost".into(),
            secure: false,
        };
        Self { state, runtime: tokio::runtime::Runtime::new().expect("a runtime") }
    }

    /// Somebody with a role on a unit: their token.
    fn person(&self, role: Role, code: &str) -> String {
        let made = self.state.db.write_blocking(|tx| {
            let unit = resolve(tx, code).unwrap_or_else(|e| panic!("{e}"));
            let id = self.state.ids.id(now());
            account::create(tx, unit.part, id, None, "Ai đó", now())?;
            let since = "2020-01-01".parse().expect("a day");
            let grant = NewGrant {
                id: self.state.ids.id(now()),
                account: id,
                role,
                unit: unit.id,
                indicators: None,
                membership: None,
                since,
                until: None,
            };
            grants::put(tx, unit.part, &[grant])?;
            session::open(tx, &*self.state.ids, now(), (unit.part, id), (false, "test"))
        });
        made.expect("the account is made")
    }

    fn id(&self, code: &str) -> Uuid {
        self.state.db.read_blocking(|tx| resolve(tx, code)).unwrap_or_else(|e| panic!("{e}")).id
    }

    fn get(&self, token: &str, path: &str) -> (StatusCode, Value) {
        let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = request.body(Body::empty()).expect("a request");
        let (router, _) = org::routes().split_for_parts();
        let router = router.with_state(self.state.clone());
        self.runtime.block_on(async {
            let answer = router.oneshot(request).await.expect("an answer");
            let status = answer.status();
            let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
            (status, serde_json::from_slice(&bytes).expect("the body is JSON"))
        })
    }
}

fn on_both(test: impl Fn(&Desk)) {
    testkit::on_both(|db| test(&Desk::new(db)));
}

#[test]
fn names_are_for_those_who_work_with_them() {
    on_both(|desk| {
        let path = format!("/api/units/{}/teams", desk.id("31918@2024/17"));
        for (role, unit, names) in [
            (Role::Member, "31918@2024/17", true),
            (Role::CommuneOfficer, "31918@2024", true),
            (Role::DistrictOfficer, "961@2024", true),
            (Role::CommuneLeader, "31918@2024", true),
            (Role::ReadOnly, "95@2024", false),
        ] {
            let (status, teams) = desk.get(&desk.person(role, unit), &path);
            assert_eq!((status, teams[0]["member_count"].as_i64()), (StatusCode::OK, Some(2)), "{role}");
            let shown: Vec<_> =
                teams[0]["members"].as_array().into_iter().flatten().map(|m| m["name"].as_str()).collect();
            let expected = if names { vec![Some("Trần Văn Sáu"), Some("Lê Thị Út")] } else { vec![] };
            assert_eq!(shown, expected, "{role} of {unit}, the leader first");
        }
        let (status, problem) = desk.get(&desk.person(Role::CommuneOfficer, "31915@2024"), &path);
        assert_eq!((status, problem["code"].as_str()), (StatusCode::NOT_FOUND, Some("not_found")));
        let officer = desk.person(Role::CommuneOfficer, "31918@2024");
        let (_, teams) = desk.get(&officer, &path);
        assert_eq!(teams[0]["decision"]["number"], "12/QĐ-UBND");
        let member = &teams[0]["members"][0];
        assert_eq!((&member["role"], &member["post"]), (&"leader".into(), &"Bí thư chi bộ".into()));
        assert_eq!((member["joined"].as_bool(), member["invited"].as_bool()), (Some(false), Some(false)));
        let (status, team) = desk.get(&officer, &format!("/api/teams/{}", teams[0]["id"].as_str().unwrap_or_default()));
        assert_eq!((status, &team), (StatusCode::OK, &teams[0]));
        let (status, _) = desk.get(&officer, &format!("/api/teams/{}", Uuid::nil()));
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn units_are_found_by_code_and_name_within_ones_scope() {
    on_both(|desk| {
        let district = desk.person(Role::DistrictOfficer, "961@2024");
        let (_, found) = desk.get(&district, "/api/units?code=31918@2024");
        assert_eq!(found[0]["full_name"], "Xã Vĩnh Bình");
        let crumbs: Vec<_> =
            found[0]["ancestors"].as_array().into_iter().flatten().map(|c| c["name"].as_str()).collect();
        assert_eq!(crumbs, [Some("Việt Nam"), Some("Tỉnh Bạc Liêu"), Some("Huyện Hòa Bình")]);
        let (_, found) = desk.get(&district, "/api/units?q=vinh%20binh");
        assert_eq!(found.as_array().map(Vec::len), Some(1), "the other Vĩnh Bình are outside");
        let (_, hidden) = desk.get(&district, "/api/units?code=95@2024");
        assert_eq!(hidden, serde_json::json!([]));
        let (status, problem) = desk.get(&district, "/api/units?code=x");
        assert_eq!((status, problem["code"].as_str()), (StatusCode::BAD_REQUEST, Some("unit_wrong")));
        for query in ["", "?tier=xa", "?kind=1"] {
            let (status, problem) = desk.get(&district, &format!("/api/units{query}"));
            assert_eq!((status, problem["code"].as_str()), (StatusCode::BAD_REQUEST, Some("form_wrong")), "{query}");
        }
        let path = format!("/api/units/{}", desk.id("961@2024"));
        let (_, unit) = desk.get(&district, &path);
        assert_eq!(unit["successors"].as_array().map(Vec::len), Some(3));
        assert_eq!(unit["successors"][0]["relation"], "dissolved");
        let (_, communes) = desk.get(&district, &format!("{path}/children"));
        assert_eq!(communes.as_array().map(Vec::len), Some(8));
        assert_eq!(communes[0]["parent"], unit["id"]);
        let (_, none) = desk.get(&district, &format!("{path}/children?map=2025"));
        assert_eq!(none, serde_json::json!([]));
        let (status, _) = desk.get(&district, &format!("{path}/children?on=24/11/2026"));
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let (status, _) = desk.get(&district, &format!("/api/units/{}", desk.id("95@2024")));
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}
