//! The desk: name and password, sessions, changes from our own pages only.

mod common;

use access::{Role, session};
use axum::http::header;
use common::{PART, PASSWORD, on_both};
use serde_json::json;

#[test]
fn a_name_and_a_password_open_the_desk() {
    on_both(|app| {
        let officer = app.world.member(&app.db, Role::CommuneOfficer, app.world.above[3], ("2025-01-01", None)).caller;
        app.login(officer.account, "+84912345678");
        let body = json!({ "login": "0912 345 678", "password": PASSWORD });
        let answer = app.call("POST", "/api/session", &[("user-agent", "X11; Linux Firefox/128.0")], Some(body));
        assert_eq!(answer.status, 200);
        assert_eq!(answer.body["home_unit"], json!(app.world.above[3]));
        assert_eq!(answer.body["map"], 2024);
        assert_eq!(answer.body["today"], "2026-11-24");
        assert_eq!(answer.body["grants"][0]["role"], "commune_officer");
        assert_eq!(answer.body["grants"][0]["unit_name"], "Xã Vĩnh Hậu A");

        let cookie = answer.cookie();
        let me = app.call("GET", "/api/me", &[("cookie", &cookie)], None);
        assert_eq!((me.status.as_u16(), &me.body), (200, &answer.body));
        let sessions = app.call("GET", "/api/sessions", &[("cookie", &cookie)], None).body;
        assert_eq!(sessions[0]["label"], "Firefox, Linux");
        assert_eq!(sessions[0]["current"], true);

        let secret = cookie.split_once('=').unwrap().1;
        let bearer = format!("Bearer {secret}");
        assert_eq!(app.call("GET", "/api/me", &[("authorization", &bearer)], None).code(), (401, "sign_in"));

        assert_eq!(app.call("DELETE", "/api/session", &[("cookie", &cookie)], None).status, 204);
        assert_eq!(app.call("GET", "/api/me", &[("cookie", &cookie)], None).code(), (401, "sign_in"));
        assert_eq!(app.done(), ["session.open", "session.close"]);
    });
}

#[test]
fn wrong_names_and_wrong_passwords_look_alike_and_are_slowed_down() {
    on_both(|app| {
        let officer = app.world.member(&app.db, Role::CommuneOfficer, app.world.above[3], ("2025-01-01", None)).caller;
        app.login(officer.account, "can.bo");
        let attempt = |login: &str, password: &str| {
            app.call("POST", "/api/session", &[], Some(json!({ "login": login, "password": password })))
        };
        assert_eq!(attempt("can.bo", "wrong").code(), (401, "sign_in_wrong"));
        assert_eq!(attempt("nobody", "wrong").code(), (401, "sign_in_wrong"));
        assert_eq!(attempt("no name at all", PASSWORD).code(), (401, "sign_in_wrong"));
        for _ in 0..7 {
            assert_eq!(attempt("can.bo", "wrong").status, 401);
        }
        let slowed = attempt("can.bo", PASSWORD);
        assert_eq!(slowed.code(), (429, "too_many_attempts"));
        assert_eq!(slowed.headers[header::RETRY_AFTER], "900");
        assert_eq!(slowed.body["params"]["seconds"], 900);
        app.world.clock.advance_seconds(901);
        assert_eq!(attempt("can.bo", PASSWORD).status, 200);
    });
}

#[test]
fn a_session_ends_when_it_is_not_used_and_when_its_account_does() {
    on_both(|app| {
        let officer = app.world.member(&app.db, Role::CommuneOfficer, app.world.above[3], ("2025-01-01", None)).caller;
        app.login(officer.account, "can.bo");
        let cookie = app.sign_in("can.bo");
        let status = || app.call("GET", "/api/me", &[("cookie", &cookie)], None).status.as_u16();
        app.world.clock.advance_seconds(11 * 3600);
        assert_eq!(status(), 200);
        app.world.clock.advance_seconds(12 * 3600 + 1);
        assert_eq!(status(), 401);

        let cookie = app.sign_in("can.bo");
        let now = app.now();
        app.db
            .write_blocking(|tx| {
                tx.exec("update account set disabled_at = $1 where id = $2", db::args![now, officer.account])
            })
            .unwrap();
        assert_eq!(app.call("GET", "/api/me", &[("cookie", &cookie)], None).code(), (401, "sign_in"));
        let body = json!({ "login": "can.bo", "password": PASSWORD });
        assert_eq!(app.call("POST", "/api/session", &[], Some(body)).code(), (401, "sign_in_wrong"));
    });
}

#[test]
fn changes_come_from_our_own_pages_only() {
    on_both(|app| {
        let officer = app.world.member(&app.db, Role::CommuneOfficer, app.world.above[3], ("2025-01-01", None)).caller;
        app.login(officer.account, "can.bo");
        let cookie = app.sign_in("can.bo");
        let end = |headers: &[(&str, &str)]| {
            let with = [&[("cookie", cookie.as_str()), ("host", "gandan.example")], headers].concat();
            app.bare("DELETE", "/api/sessions/018f0000-0000-7000-8000-000000000000", &with, None).code().0
        };
        assert_eq!(end(&[]), 403);
        assert_eq!(end(&[("x-gandan", "1"), ("sec-fetch-site", "cross-site")]), 403);
        assert_eq!(end(&[("x-gandan", "1"), ("sec-fetch-site", "same-site")]), 403);
        assert_eq!(end(&[("x-gandan", "1"), ("origin", "https://elsewhere.example")]), 403);
        assert_eq!(end(&[("x-gandan", "1"), ("origin", "null")]), 403);
        assert_eq!(
            end(&[("x-gandan", "1"), ("origin", "https://gandan.example"), ("sec-fetch-site", "same-origin")]),
            404
        );
        assert_eq!(end(&[("x-gandan", "1")]), 404);
        let body = json!({ "login": "can.bo", "password": PASSWORD });
        assert_eq!(app.bare("POST", "/api/session", &[], Some(body)).code(), (403, "foreign_page"));
    });
}

#[test]
fn another_password_signs_other_browsers_out() {
    on_both(|app| {
        let officer = app.world.member(&app.db, Role::CommuneOfficer, app.world.above[3], ("2025-01-01", None)).caller;
        app.login(officer.account, "can.bo");
        let (one, other) = (app.sign_in("can.bo"), app.sign_in("can.bo"));
        let set = |old: &str, new: &str| {
            app.call("POST", "/api/me/password", &[("cookie", &one)], Some(json!({ "old": old, "new": new })))
        };
        assert_eq!(set("wrong", "nam sau bay tam").code(), (422, "password_wrong"));
        assert_eq!(set(PASSWORD, "short").code(), (422, "password_length"));
        assert_eq!(set(PASSWORD, "nam sau bay tam").status, 204);
        assert_eq!(app.call("GET", "/api/me", &[("cookie", &one)], None).status, 200);
        assert_eq!(app.call("GET", "/api/me", &[("cookie", &other)], None).status, 401);
        let old = json!({ "login": "can.bo", "password": PASSWORD });
        assert_eq!(app.call("POST", "/api/session", &[], Some(old)).status, 401);
    });
}

#[test]
fn what_is_wrong_with_a_request_is_said_in_one_form() {
    on_both(|app| {
        let post = |headers: &[(&str, &str)], body| app.call("POST", "/api/session", headers, body).code().0;
        assert_eq!(post(&[], None), 415);
        assert_eq!(post(&[], Some(json!({ "login": "a" }))), 400);
        assert_eq!(post(&[], Some(json!({ "login": "a", "password": "b", "more": 1 }))), 400);
        assert_eq!(post(&[], Some(json!({ "login": "a\0b", "password": "b" }))), 400);
        let huge = json!({ "login": "a", "password": "b".repeat(3 << 20) });
        assert_eq!(app.call("POST", "/api/session", &[], Some(huge)).code(), (413, "too_large"));
        assert_eq!(app.call("GET", "/api/me", &[], None).code(), (401, "sign_in"));
        assert_eq!(app.call("GET", "/api/invitations/%FF", &[], None).code(), (404, "not_found"));
    });
}

#[test]
fn a_scripts_token_reads_and_cannot_end_itself_by_accident() {
    on_both(|app| {
        let officer = app.world.member(&app.db, Role::CommuneOfficer, app.world.above[3], ("2025-01-01", None)).caller;
        let (now, ids, account) = (app.now(), &*app.world.ids, officer.account);
        let opened =
            app.db.write_blocking(|tx| session::open(tx, ids, now, (PART, account), (false, "nightly export")));
        let bearer = format!("Bearer {}", opened.unwrap());
        let auth = [("authorization", bearer.as_str())];
        let listed = app.bare("GET", "/api/sessions", &auth, None).body;
        assert_eq!((&listed[0]["kind"], &listed[0]["label"]), (&json!("token"), &json!("nightly export")));
        let own = format!("/api/sessions/{}", listed[0]["handle"].as_str().unwrap());
        assert_eq!(app.bare("DELETE", "/api/session", &auth, None).code(), (409, "not_a_browser"));
        assert_eq!(app.bare("DELETE", &own, &auth, None).code(), (409, "session_is_current"));
        let new = json!({ "new": "mot mat khau moi" });
        assert_eq!(app.bare("POST", "/api/me/password", &auth, Some(new)).code(), (409, "not_a_browser"));
        assert_eq!(app.bare("GET", "/api/me", &auth, None).status, 200);

        let secret = bearer.strip_prefix("Bearer ").unwrap();
        let as_cookie = format!("gandan_session={secret}");
        assert_eq!(app.call("GET", "/api/me", &[("cookie", &as_cookie)], None).code(), (401, "sign_in"));
        app.login(account, "can.bo");
        let cookie = app.sign_in("can.bo");
        assert_eq!(app.call("DELETE", &own, &[("cookie", &cookie)], None).status, 204);
        assert_eq!(app.bare("GET", "/api/me", &auth, None).code(), (401, "sign_in"));
    });
}
