//! Accounts of offices: who is let in, by whom, with what they choose themselves, and who is out again.

mod common;

use access::Role;
use base::Uuid;
use common::{Answer, App, PART, PASSWORD, on_both};
use serde_json::{Value, json};

const CHOSEN: &str = "mat khau cua toi";

/// An administrator of the province, signed in.
fn administrator(app: &App) -> String {
    signed(app, Role::Administrator, app.world.above[1], "quan.tri")
}

fn signed(app: &App, role: Role, unit: Uuid, login: &str) -> String {
    let caller = app.world.member(&app.db, role, unit, ("2025-01-01", None)).caller;
    app.login(caller.account, login);
    app.sign_in(login)
}

fn invite(app: &App, cookie: &str, unit: Uuid, (name, login, role): (&str, &str, &str)) -> Answer {
    let body = json!({ "name": name, "login": login, "role": role });
    app.call("POST", &format!("/api/units/{unit}/accounts"), &[("cookie", cookie)], Some(body))
}

fn list(app: &App, cookie: &str, unit: Uuid) -> Answer {
    app.call("GET", &format!("/api/units/{unit}/accounts"), &[("cookie", cookie)], None)
}

fn code(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["invitation"]["code"].as_str().unwrap().to_owned()
}

fn look(app: &App, code: &str) -> Answer {
    app.call("GET", &format!("/api/invitations/{code}/account"), &[], None)
}

fn choose(app: &App, code: &str, password: &str) -> Answer {
    let body = json!({ "password": password });
    app.call("POST", &format!("/api/invitations/{code}/account"), &[], Some(body))
}

fn me(app: &App, cookie: &str) -> Answer {
    app.call("GET", "/api/me", &[("cookie", cookie)], None)
}

fn sign_in(app: &App, login: &str, password: &str) -> Answer {
    app.call("POST", "/api/session", &[], Some(json!({ "login": login, "password": password })))
}

fn grant_of(app: &App, cookie: &str, unit: Uuid, name: &str) -> Value {
    let listed = list(app, cookie, unit).body;
    listed["accounts"].as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap_or_default()
}

fn end(app: &App, cookie: &str, grant: &Value) -> Answer {
    let path = format!("/api/grants/{}", grant["grant"].as_str().unwrap());
    app.call("DELETE", &path, &[("cookie", cookie)], None)
}

#[test]
fn an_officer_comes_in_by_a_link_and_goes_out_with_their_role() {
    on_both(|app| {
        let (admin, commune) = (administrator(app), app.world.above[3]);
        assert_eq!(
            list(app, &admin, commune).body,
            json!({ "roles": ["commune_officer", "commune_leader", "data_owner", "read_only", "administrator"], "accounts": [] })
        );
        let made = invite(app, &admin, commune, ("Trần  Văn Đức", "0912 345 678", "commune_officer"));
        let code = code(&made);
        assert_eq!((&made.body["name"], &made.body["login"]), (&json!("Trần Văn Đức"), &json!("+84912345678")));
        assert_eq!(made.body["invitation"]["url"], format!("https://gandan.example/mat-khau/{code}"));
        let row = grant_of(app, &admin, commune, "Trần Văn Đức");
        assert_eq!(
            (&row["has_password"], &row["invited"], &row["used_at"]),
            (&json!(false), &json!(true), &Value::Null)
        );

        for _ in 0..3 {
            let shown = look(app, &code);
            assert_eq!(shown.status, 200, "looking uses nothing up: {shown:?}");
            assert_eq!((&shown.body["name"], &shown.body["login"]), (&json!("Trần Văn Đức"), &json!("+84912345678")));
            assert_eq!(shown.body["offices"], json!([{ "role": "commune_officer", "unit_name": "Xã Vĩnh Hậu A" }]));
        }
        assert_eq!(choose(app, &code, "short").code(), (422, "password_length"));
        let cookie = choose(app, &code.to_lowercase().replace('-', ""), CHOSEN).cookie();
        let seen = me(app, &cookie).body;
        assert_eq!((&seen["home_unit"], seen["grants"].as_array().unwrap().len()), (&json!(commune), 1));
        assert_eq!(look(app, &code).code(), (410, "invitation_used"));
        assert_eq!(choose(app, &code, CHOSEN).code(), (410, "invitation_used"));

        let row = grant_of(app, &admin, commune, "Trần Văn Đức");
        assert_eq!(
            (&row["has_password"], &row["invited"], row["used_at"].is_i64()),
            (&json!(true), &json!(false), true)
        );
        assert_eq!(end(app, &admin, &row).status, 204);
        assert_eq!(me(app, &cookie).status, 401, "signed out everywhere");
        assert_eq!(list(app, &admin, commune).body["accounts"], json!([]));
        assert_eq!(end(app, &admin, &row).code(), (404, "not_found"));
        assert_eq!(
            me(app, &sign_in(app, "0912345678", CHOSEN).cookie()).body["grants"],
            json!([]),
            "and holds nothing"
        );

        // Back next year: the account and its password are still theirs.
        let again = invite(app, &admin, commune, ("Đức", "0912345678", "commune_officer"));
        assert_eq!((&again.body["name"], &again.body["invitation"]), (&json!("Trần Văn Đức"), &Value::Null));
        for action in ["account.create", "invitation.desk", "password.set", "grant.give", "grant.end"] {
            assert!(app.done().contains(&action.to_owned()), "{action}");
        }
    });
}

#[test]
fn each_gives_what_lies_below_them() {
    on_both(|app| {
        let [_, province, district, commune] = app.world.above;
        let leader = signed(app, Role::CommuneLeader, commune, "lanh.dao");
        let officer = signed(app, Role::CommuneOfficer, commune, "can.bo");
        let huyen = signed(app, Role::DistrictOfficer, district, "huyen");
        let tinh = signed(app, Role::ProvinceOfficer, province, "tinh");
        let ask = |cookie: &str, unit, role| {
            let login = format!("moi.{}", app.world.ids.next());
            let answer = invite(app, cookie, unit, ("Ai đó", &login[..login.len().min(40)], role));
            (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default().to_owned())
        };
        let ok = (200, String::new());
        let refused = |status, code: &str| (status, code.to_owned());
        assert_eq!(ask(&leader, commune, "commune_officer"), ok);
        assert_eq!(ask(&leader, commune, "read_only"), ok);
        assert_eq!(ask(&leader, commune, "commune_leader"), refused(403, "not_allowed"));
        assert_eq!(ask(&leader, commune, "administrator"), refused(403, "not_allowed"));
        assert_eq!(ask(&leader, district, "read_only"), refused(404, "not_found"));
        assert_eq!(ask(&officer, commune, "read_only"), refused(403, "not_allowed"));
        assert_eq!(ask(&huyen, commune, "commune_leader"), ok);
        assert_eq!(ask(&huyen, district, "district_officer"), refused(403, "not_allowed"));
        assert_eq!(ask(&huyen, province, "read_only"), refused(404, "not_found"));
        assert_eq!(ask(&tinh, district, "district_officer"), ok);
        assert_eq!(ask(&tinh, province, "province_officer"), refused(403, "not_allowed"));
        assert_eq!(ask(&tinh, commune, "district_officer"), refused(422, "role_misplaced"));
        assert_eq!(ask(&tinh, commune, "leader"), refused(403, "not_allowed"));
        assert_eq!(ask(&tinh, commune, "king"), refused(400, "form_wrong"));
        assert_eq!(list(app, &officer, commune).code(), (403, "not_allowed"));
        assert_eq!(list(app, &leader, district).code(), (404, "not_found"));
    });
}

#[test]
fn nobody_takes_an_account_by_giving_it_something() {
    on_both(|app| {
        let [_, province, _, commune] = app.world.above;
        let leader = signed(app, Role::CommuneLeader, commune, "lanh.dao");
        signed(app, Role::ProvinceOfficer, province, "tinh");
        let taken = invite(app, &leader, commune, ("Ai đó", "TINH", "read_only"));
        assert_eq!(taken.code(), (409, "login_taken"), "the link would open the province's account");
        // A commune officer who sits in a team cannot bring their leader's account into a phone, and give roles by it.
        let seat = app.seat(Role::CommuneLeader, commune, "Lê Thị Lãnh", "f");
        let officer = signed(app, Role::CommuneOfficer, commune, "can.bo");
        let path = format!("/api/memberships/{}/invitation", seat.membership);
        let phone = app.call("POST", &path, &[("cookie", &officer)], Some(json!({ "kind": "join" })));
        assert_eq!(phone.code(), (403, "not_allowed"));
        let renew = |cookie: &str, account: Uuid| {
            app.call("POST", &format!("/api/accounts/{account}/invitation"), &[("cookie", cookie)], None).code().0
        };
        assert_eq!(renew(&officer, seat.account), 404);
        assert_eq!(renew(&leader, seat.account), 404, "a leader beside them");
    });
}

#[test]
fn a_forgotten_password_is_set_anew_and_nothing_ends_before() {
    on_both(|app| {
        let (admin, commune) = (administrator(app), app.world.above[3]);
        let first = code(&invite(app, &admin, commune, ("Trần Văn Đức", "can.bo", "commune_officer")));
        let cookie = choose(app, &first, CHOSEN).cookie();
        let account = grant_of(app, &admin, commune, "Trần Văn Đức")["account"].as_str().unwrap().to_owned();
        let path = format!("/api/accounts/{account}/invitation");
        let renewed = app.call("POST", &path, &[("cookie", &admin)], None);
        assert_eq!((renewed.status.as_u16(), me(app, &cookie).status.as_u16()), (200, 200), "{renewed:?}");
        let again = renewed.body["code"].as_str().unwrap().to_owned();
        let newer = choose(app, &again, "mot mat khau khac").cookie();
        assert_eq!((me(app, &cookie).status.as_u16(), me(app, &newer).status.as_u16()), (401, 200));
        assert_eq!(sign_in(app, "can.bo", CHOSEN).code(), (401, "sign_in_wrong"));
        let own = me(app, &admin).body["account"].as_str().unwrap().to_owned();
        let path = format!("/api/accounts/{own}/invitation");
        assert_eq!(app.call("POST", &path, &[("cookie", &admin)], None).code(), (409, "account_is_own"));
    });
}

#[test]
fn the_last_one_who_gives_roles_stays() {
    on_both(|app| {
        let (admin, province) = (administrator(app), app.world.above[1]);
        let own = list(app, &admin, province).body["accounts"][0].clone();
        assert_eq!((&own["own"], &own["may_end"]), (&json!(true), &json!(false)));
        assert_eq!(end(app, &admin, &own).code(), (409, "own_last_grant"));
        let other = code(&invite(app, &admin, province, ("Người khác", "nguoi.khac", "administrator")));
        let other = choose(app, &other, CHOSEN).cookie();
        assert_eq!(end(app, &other, &own).status, 204);
        assert_eq!(me(app, &admin).status, 401);
    });
}

#[test]
fn of_two_who_end_each_others_roles_one_is_late() {
    on_both(|app| {
        let (admin, province) = (administrator(app), app.world.above[1]);
        let sent = code(&invite(app, &admin, province, ("Người khác", "nguoi.khac", "administrator")));
        let other = choose(app, &sent, CHOSEN).cookie();
        let rows = list(app, &admin, province).body["accounts"].clone();
        let (mine, theirs): (Vec<Value>, Vec<Value>) =
            rows.as_array().unwrap().iter().cloned().partition(|row| row["own"] == true);
        let (one, two) = std::thread::scope(|scope| {
            let one = scope.spawn(|| end(app, &admin, &theirs[0]).status.as_u16());
            let two = scope.spawn(|| end(app, &other, &mine[0]).status.as_u16());
            (one.join().unwrap(), two.join().unwrap())
        });
        assert!([one, two].iter().filter(|status| **status == 204).count() == 1, "{one} {two}");
    });
}

#[test]
fn what_does_not_fit_is_refused_by_its_name() {
    on_both(|app| {
        let (admin, commune) = (administrator(app), app.world.above[3]);
        let ask = |name, login| invite(app, &admin, commune, (name, login, "read_only"));
        assert_eq!(ask(" ", "ai.do").code(), (422, "name_wrong"));
        assert_eq!(ask("Ai đó", "12").code(), (422, "login_wrong"));
        assert_eq!(ask("Ai đó", "ai.do").status, 200);
        assert_eq!(ask("Ai đó", "ai.do").code(), (409, "role_held"));
        let until = |day: &str| {
            let body = json!({ "name": "Ai", "login": "tam.thoi", "role": "read_only", "until": day });
            app.call("POST", &format!("/api/units/{commune}/accounts"), &[("cookie", &admin)], Some(body))
        };
        assert_eq!(until("2026-11-24").code(), (422, "until_past"));
        assert_eq!(until("tomorrow").code(), (400, "form_wrong"));
        let cookie = choose(app, &code(&until("2026-11-25")), CHOSEN).cookie();
        assert_eq!(me(app, &cookie).body["home_unit"], json!(commune));
        app.world.clock.advance_seconds(86_400 - 7 * 3_600);
        assert_eq!(me(app, &sign_in(app, "tam.thoi", CHOSEN).cookie()).body["home_unit"], Value::Null);
    });
}

#[test]
fn a_link_for_the_desk_opens_no_phone_and_a_phones_no_desk() {
    on_both(|app| {
        let (admin, commune) = (administrator(app), app.world.above[3]);
        let desk = code(&invite(app, &admin, commune, ("Trần Văn Đức", "can.bo", "commune_officer")));
        assert_eq!(app.call("GET", &format!("/api/invitations/{desk}"), &[], None).code(), (404, "not_found"));
        let phone = json!({ "device_label": "x", "mac_key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" });
        let joined = app.call("POST", &format!("/api/invitations/{desk}/accept"), &[], Some(phone));
        assert_eq!(joined.code(), (404, "not_found"));
        let member = app.seat(Role::Member, app.world.hamlets[0], "Thạch Thị Sa Rươl", "f");
        let path = format!("/api/memberships/{}/invitation", member.membership);
        let made = app.call("POST", &path, &[("cookie", &admin)], Some(json!({ "kind": "join" })));
        let phone = made.body["code"].as_str().unwrap();
        assert_eq!((look(app, phone).code().0, choose(app, phone, CHOSEN).code().0), (404, 404));
        let body = json!({ "password": CHOSEN });
        let foreign = app.bare("POST", &format!("/api/invitations/{desk}/account"), &[], Some(body));
        assert_eq!(foreign.code(), (403, "foreign_page"));
        for _ in 0..30 {
            choose(app, "K7M4-2QPD-9X", CHOSEN);
        }
        assert_eq!(choose(app, &desk, CHOSEN).code(), (429, "too_many_attempts"));
        app.world.clock.advance_seconds(14 * 86_400);
        assert_eq!(choose(app, &desk, CHOSEN).code(), (410, "invitation_expired"));
    });
}

#[test]
fn a_program_invites_without_a_name() {
    on_both(|app| {
        let (admin, commune) = (administrator(app), app.world.above[3]);
        let program = app.world.member(&app.db, Role::Administrator, app.world.above[1], ("2025-01-01", None)).caller;
        let (now, ids, whose) = (app.now(), &*app.world.ids, (PART, program.account));
        let token = app.db.write_blocking(|tx| access::session::open(tx, ids, now, whose, (false, "import"))).unwrap();
        let bearer = format!("Bearer {token}");
        let body = json!({ "name": "Ai đó", "login": "ai.do", "role": "read_only" });
        let path = format!("/api/units/{commune}/accounts");
        let made = app.bare("POST", &path, &[("authorization", &bearer)], Some(body));
        assert_eq!(look(app, &code(&made)).body["invited_by"], "");
        let made = invite(app, &admin, commune, ("Ai khác", "ai.khac", "read_only"));
        assert!(look(app, &code(&made)).body["invited_by"].as_str().unwrap().starts_with("administrator"));
        let listed = list(app, &admin, app.world.above[1]).body["accounts"].clone();
        let row = listed.as_array().unwrap().iter().find(|one| one["login"].is_null()).unwrap();
        let path = format!("/api/accounts/{}/invitation", row["account"].as_str().unwrap());
        assert_eq!(app.call("POST", &path, &[("cookie", &admin)], None).code(), (409, "login_missing"));
        assert_eq!(end(app, &admin, row).status, 204, "and its token ends with its role");
        assert_eq!(app.bare("GET", "/api/me", &[("authorization", &bearer)], None).status, 401);
    });
}

#[test]
fn more_power_makes_an_older_link_worthless() {
    on_both(|app| {
        let [_, province, _, commune] = app.world.above;
        let (admin, leader) = (administrator(app), signed(app, Role::CommuneLeader, commune, "lanh.dao"));
        let kept = code(&invite(app, &leader, commune, ("Trần Văn Đức", "can.bo", "commune_officer")));
        let sent = code(&invite(app, &admin, province, ("Đức", "can.bo", "province_officer")));
        assert_eq!(choose(app, &kept, CHOSEN).code(), (410, "invitation_expired"));
        assert_eq!(choose(app, &sent, CHOSEN).status, 200);
        let account = app.db.read_blocking(|tx| access::account::by_login(tx, "can.bo")).unwrap().unwrap();
        assert_eq!((account.part, account.name.as_str()), (PART, "Trần Văn Đức"));
        let path = format!("/api/accounts/{}/invitation", account.id);
        assert_eq!(app.call("POST", &path, &[("cookie", &leader)], None).code(), (403, "not_allowed"));
        assert_eq!(sign_in(app, "can.bo", PASSWORD).status, 401);
    });
}
