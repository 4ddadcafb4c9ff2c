//! Accounts of offices: who is let in, by whom, with what they choose themselves, and who is out again.

mod common;

use access::Role;
use common::desk::{CHOSEN, administrator, choose, code, end, grant_of, invite, list, look, me, sign_in, signed};
use common::on_both;
use serde_json::{Value, json};

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
