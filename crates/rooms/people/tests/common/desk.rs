//! Officials at the desk, as they ask.
#![allow(dead_code)]

use access::Role;
use base::Uuid;
use serde_json::{Value, json};

use super::{Answer, App};

pub const CHOSEN: &str = "mat khau cua toi";

/// An administrator of the province, signed in.
pub fn administrator(app: &App) -> String {
    signed(app, Role::Administrator, app.world.above[1], "quan.tri")
}

pub fn signed(app: &App, role: Role, unit: Uuid, login: &str) -> String {
    let caller = app.world.member(&app.db, role, unit, ("2025-01-01", None)).caller;
    app.login(caller.account, login);
    app.sign_in(login)
}

pub fn invite(app: &App, cookie: &str, unit: Uuid, (name, login, role): (&str, &str, &str)) -> Answer {
    let body = json!({ "name": name, "login": login, "role": role });
    app.call("POST", &format!("/api/units/{unit}/accounts"), &[("cookie", cookie)], Some(body))
}

pub fn list(app: &App, cookie: &str, unit: Uuid) -> Answer {
    app.call("GET", &format!("/api/units/{unit}/accounts"), &[("cookie", cookie)], None)
}

pub fn code(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["invitation"]["code"].as_str().unwrap().to_owned()
}

pub fn look(app: &App, code: &str) -> Answer {
    app.call("GET", &format!("/api/invitations/{code}/account"), &[], None)
}

pub fn choose(app: &App, code: &str, password: &str) -> Answer {
    let body = json!({ "password": password });
    app.call("POST", &format!("/api/invitations/{code}/account"), &[], Some(body))
}

pub fn me(app: &App, cookie: &str) -> Answer {
    app.call("GET", "/api/me", &[("cookie", cookie)], None)
}

pub fn sign_in(app: &App, login: &str, password: &str) -> Answer {
    app.call("POST", "/api/session", &[], Some(json!({ "login": login, "password": password })))
}

pub fn grant_of(app: &App, cookie: &str, unit: Uuid, name: &str) -> Value {
    let listed = list(app, cookie, unit).body;
    listed["accounts"].as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap_or_default()
}

pub fn end(app: &App, cookie: &str, grant: &Value) -> Answer {
    let path = format!("/api/grants/{}", grant["grant"].as_str().unwrap());
    app.call("DELETE", &path, &[("cookie", cookie)], None)
}
