//! A link opens an account: nobody comes by it to more than they hold, and nobody locks everybody out.

mod common;

use access::Role;
use base::Uuid;
use common::desk::{CHOSEN, administrator, choose, code, end, invite, list, look, me, sign_in, signed};
use common::{PART, PASSWORD, on_both};
use serde_json::{Value, json};

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
