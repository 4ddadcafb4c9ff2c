//! Invitations and phones, from the leader's screen to the phone that is lost.

mod common;

use access::Role;
use access::device;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::{App, PART, Seat, on_both};
use serde_json::{Value, json};

struct Team {
    leader: Seat,
    member: Seat,
    cookie: String,
}

fn team(app: &App) -> Team {
    let leader = app.seat(Role::Leader, app.world.hamlets[0], "Lê Văn Lễ", "m");
    let member = app.seat(Role::Member, app.world.hamlets[0], "Thạch Thị Sa Rươl", "f");
    app.login(leader.account, "to.truong");
    Team { cookie: app.sign_in("to.truong"), leader, member }
}

fn invite(app: &App, cookie: &str, seat: &Seat, kind: &str) -> common::Answer {
    let path = format!("/api/memberships/{}/invitation", seat.membership);
    app.call("POST", &path, &[("cookie", cookie)], Some(json!({ "kind": kind })))
}

fn code(answer: &common::Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["code"].as_str().unwrap().to_owned()
}

fn phone(key: u8) -> Value {
    json!({ "device_label": "Điện thoại Samsung", "mac_key": STANDARD.encode([key; 32]) })
}

fn accept(app: &App, code: &str, key: u8) -> common::Answer {
    app.call("POST", &format!("/api/invitations/{code}/accept"), &[], Some(phone(key)))
}

fn opens(app: &App, token: &Value) -> u16 {
    let bearer = format!("Bearer {}", token.as_str().unwrap());
    app.bare("POST", "/api/session/device", &[("authorization", &bearer)], None).status.as_u16()
}

#[test]
fn a_member_joins_with_what_the_leader_shows() {
    on_both(|app| {
        let team = team(app);
        let made = invite(app, &team.cookie, &team.member, "join");
        let code = code(&made);
        assert_eq!(made.body["url"], format!("https://gandan.example/moi/{code}"));
        assert!(made.body["qr_svg"].as_str().unwrap().starts_with("<svg"));

        let typed = code.to_lowercase().replace('-', "");
        for _ in 0..3 {
            let shown = app.call("GET", &format!("/api/invitations/{typed}"), &[], None);
            assert_eq!(shown.status, 200);
            assert_eq!(shown.body["person_name"], "Thạch Thị Sa Rươl");
            assert_eq!(shown.body["salutation"], "chị");
            assert_eq!(shown.body["invited_by"], "Lê Văn Lễ");
            assert_eq!(shown.body["team_name"], "Tổ Giồng Tra");
            assert_eq!(shown.body["commune_name"], "Xã Vĩnh Hậu A");
            assert_eq!(shown.body["decision"], json!({ "number": "12/QĐ-UBND", "date": "2025-03-01" }));
        }
        let joined = accept(app, &typed, 1);
        assert_eq!(joined.status, 200, "{joined:?}");
        assert_eq!(joined.body["name"], "Thạch Thị Sa Rươl");
        assert_eq!(joined.body["unit"], json!(app.world.hamlets[0]));
        assert_eq!(joined.body["epoch"].as_str().unwrap().len(), 16);
        let key = app.call("GET", "/api/server-key", &[], None).body;
        assert_eq!(joined.body["server_key"], key["key"]);
        assert_eq!(STANDARD.decode(key["key"].as_str().unwrap()).unwrap().len(), 65);
        assert_eq!(opens(app, &joined.body["token"]), 200);

        assert_eq!(accept(app, &code, 2).code(), (410, "invitation_used"));
        assert_eq!(app.call("GET", &format!("/api/invitations/{code}"), &[], None).code(), (410, "invitation_used"));
        assert!(app.done().contains(&"device.join".to_owned()));
    });
}

#[test]
fn a_lost_answer_loses_no_invitation() {
    on_both(|app| {
        let team = team(app);
        let code = code(&invite(app, &team.cookie, &team.member, "join"));
        let (first, again) = (accept(app, &code, 1), accept(app, &code, 1));
        assert_eq!(again.status, 200, "{again:?}");
        assert_eq!(first.body["device"], again.body["device"]);
        assert_ne!(first.body["token"], again.body["token"]);
        assert_eq!((opens(app, &first.body["token"]), opens(app, &again.body["token"])), (200, 200));
    });
}

#[test]
fn one_invitation_lets_one_phone_in_however_many_try_at_once() {
    on_both(|app| {
        let team = team(app);
        for round in 0..4 {
            let code = code(&invite(app, &team.cookie, &team.member, "join"));
            let phones = (0..6).map(|n| phone(round * 10 + n)).collect();
            let answers = app.together(&format!("/api/invitations/{code}/accept"), phones);
            let mut codes: Vec<(u16, &str)> = answers.iter().map(common::Answer::code).collect();
            codes.sort_unstable();
            assert_eq!(codes[0], (200, ""), "{codes:?}");
            assert!(codes[1..].iter().all(|code| *code == (410, "invitation_used")), "{codes:?}");
        }
        let devices = app.db.read_blocking(|tx| device::of_accounts(tx, PART, &[team.member.account])).unwrap();
        assert_eq!(devices.len(), 4);
    });
}

#[test]
fn invitations_end_by_time_and_by_a_later_one() {
    on_both(|app| {
        let team = team(app);
        let first = code(&invite(app, &team.cookie, &team.member, "join"));
        app.world.clock.advance_seconds(60);
        let second = code(&invite(app, &team.cookie, &team.member, "join"));
        assert_eq!(accept(app, &first, 1).code(), (410, "invitation_expired"));
        app.world.clock.advance_seconds(14 * 86_400);
        assert_eq!(accept(app, &second, 1).code(), (410, "invitation_expired"));
        assert_eq!(accept(app, "K7M4-2QPD-9X", 1).code(), (404, "not_found"));
        assert_eq!(accept(app, "nonsense", 1).code(), (404, "not_found"));
        let short = json!({ "device_label": "x", "mac_key": STANDARD.encode([1; 31]) });
        assert_eq!(
            app.call("POST", &format!("/api/invitations/{second}/accept"), &[], Some(short)).code(),
            (400, "form_wrong")
        );
    });
}

#[test]
fn guessing_codes_is_slowed_down_and_looking_counts_nothing() {
    on_both(|app| {
        let team = team(app);
        let code = code(&invite(app, &team.cookie, &team.member, "join"));
        let look = |code: &str| app.call("GET", &format!("/api/invitations/{code}"), &[], None);
        for _ in 0..40 {
            assert_eq!(look(&code).status, 200);
        }
        for _ in 0..30 {
            assert_eq!(look("K7M4-2QPD-9X").code(), (404, "not_found"));
        }
        let slowed = look(&code);
        assert_eq!(slowed.code(), (429, "too_many_attempts"));
        assert!(slowed.headers.contains_key("retry-after"));
        assert_eq!(accept(app, &code, 1).code().0, 429);
        app.world.clock.advance_seconds(901);
        assert_eq!(accept(app, &code, 1).status, 200);
    });
}

#[test]
fn a_reset_ends_everything_before_it() {
    on_both(|app| {
        let team = team(app);
        let old = accept(app, &code(&invite(app, &team.cookie, &team.member, "join")), 1).body;
        app.login(team.member.account, "+84987654321");
        let cookie = app.sign_in("0987654321");
        let reset = code(&invite(app, &team.cookie, &team.member, "reset"));
        assert_eq!(opens(app, &old["token"]), 200, "nothing ends before the new phone is in");
        let new = accept(app, &reset, 2).body;
        assert_eq!(opens(app, &old["token"]), 401);
        assert_eq!(app.call("GET", "/api/me", &[("cookie", &cookie)], None).status, 401);
        let bearer = format!("Bearer {}", new["token"].as_str().unwrap());
        let desk = app.bare("POST", "/api/session/device", &[("authorization", &bearer)], None);
        let set = json!({ "new": "mot mat khau moi" });
        assert_eq!(app.call("POST", "/api/me/password", &[("cookie", &desk.cookie())], Some(set)).status, 204);
    });
}

#[test]
fn nobody_takes_over_somebody_who_is_more_than_they_are() {
    on_both(|app| {
        let team = team(app);
        // The commune's officer sits in the hamlet's team, too.
        let officer = app.seat(Role::CommuneOfficer, app.world.above[3], "Trần Văn Đức", "m");
        for kind in ["join", "reset"] {
            assert_eq!(invite(app, &team.cookie, &officer, kind).code(), (403, "not_allowed"));
        }
        assert_eq!(invite(app, &team.cookie, &team.leader, "join").status, 200, "one more phone of one's own");
        app.login(officer.account, "can.bo");
        let theirs = app.sign_in("can.bo");
        assert_eq!(invite(app, &theirs, &team.leader, "reset").status, 200);
        app.login(team.member.account, "thanh.vien");
        assert_eq!(invite(app, &app.sign_in("thanh.vien"), &team.leader, "join").code(), (403, "not_allowed"));
        let elsewhere =
            app.world.member(&app.db, Role::Leader, app.world.hamlets[1], ("2025-01-01", None)).caller.account;
        app.login(elsewhere, "ap.khac");
        assert_eq!(invite(app, &app.sign_in("ap.khac"), &team.member, "join").code(), (404, "not_found"));
    });
}

#[test]
fn a_lost_phone_is_taken_off_the_list() {
    on_both(|app| {
        let team = team(app);
        let joined = accept(app, &code(&invite(app, &team.cookie, &team.member, "join")), 1).body;
        let listed =
            app.call("GET", &format!("/api/units/{}/devices", app.world.hamlets[0]), &[("cookie", &team.cookie)], None);
        assert_eq!(listed.body[0]["name"], "Thạch Thị Sa Rươl");
        assert_eq!(listed.body[0]["id"], joined["device"]);
        let path = format!("/api/devices/{}", joined["device"].as_str().unwrap());
        let elsewhere =
            app.world.member(&app.db, Role::Leader, app.world.hamlets[1], ("2025-01-01", None)).caller.account;
        app.login(elsewhere, "ap.khac");
        assert_eq!(app.call("DELETE", &path, &[("cookie", &app.sign_in("ap.khac"))], None).code(), (404, "not_found"));
        assert_eq!(app.call("DELETE", &path, &[("cookie", &team.cookie)], None).status, 204);
        assert_eq!(app.call("DELETE", &path, &[("cookie", &team.cookie)], None).status, 204, "twice is no fault");
        let bearer = format!("Bearer {}", joined["token"].as_str().unwrap());
        let gone = app.bare("POST", "/api/session/device", &[("authorization", &bearer)], None);
        assert_eq!(gone.code(), (401, "device_revoked"));
        assert_eq!(app.done().iter().filter(|action| *action == "device.revoke").count(), 1);
    });
}
