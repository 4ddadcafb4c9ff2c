//! What a phone shows of the team's work is the server's: its weeks, who did what, and which phones are silent or lost.

mod small;

use access::{Role, device};
use base::{Clock, Uuid};
use serde_json::{Value, json};
use small::{Town, field, on_both};

/// The figures of a hamlet as a phone has them.
fn figures(town: &Town, phone: &testkit::Pocket) -> Value {
    phone.record(town.world.hamlets[0]).expect("figures came").clone()
}

fn share(figures: &Value, account: Uuid) -> &Value {
    &figures["authors"][account.to_string()]
}

#[test]
fn a_member_s_share_and_the_team_s_week_are_counted_by_the_server() {
    on_both(|db| {
        let town = Town::new(&db, 61);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (mut one, mut two) = (town.phone(Role::Member, 0), town.phone(Role::Member, 0));
        let today = town.world.today();
        let (first, people) = town.household(&mut one, "Thạch");
        let (second, others) = town.household(&mut one, "Lâm");
        town.sync(&mut one);
        town.sync(&mut two);
        let monday = today.week_start();
        let day = |days: i64| monday.plus(days).to_string();
        // This week: the first household twice by one and once by two; the second one not met.
        let (_, gone) = one.visit(clock, ids, (first, &people), (&day(0), &[]));
        one.visit(clock, ids, (first, &people[..1]), (&day(0), &[]));
        one.visit(clock, ids, (second, &[]), (&day(0), &[]));
        two.visit(clock, ids, (first, &people), (&day(0), &[]));
        // The week before.
        two.visit(clock, ids, (second, &others), (&day(-1), &[]));
        one.write(clock, ids, "visit.remove", json!({ "visit": gone, "why": "twice" }));
        town.sync(&mut one);
        town.sync(&mut two);
        town.sync(&mut one);
        let said = figures(&town, &one);
        let week = |at: usize| [2, 3, 4].map(|place| said["weeks"][at][place].as_i64().expect("counted"));
        assert_eq!((week(0), week(1)), ([1, 2, 1], [1, 1, 0]));
        assert_eq!(said["weeks"][0][0], json!(day(0)));
        let (mine, theirs) = (share(&said, one.member.caller.account), share(&said, two.member.caller.account));
        assert_eq!((&mine[1], &mine[2]), (&json!([1, 1, 1]), &json!([0, 0, 0])));
        assert_eq!((&theirs[1], &theirs[2]), (&json!([1, 1, 0]), &json!([1, 1, 0])));
        // The month's shares are parts of the month's figures.
        let month = |at: usize| mine[0][at].as_i64().unwrap_or(0) + theirs[0][at].as_i64().unwrap_or(0);
        assert_eq!((json!(month(1)), json!(month(2))), (said["contacts"].clone(), said["nobody"].clone()));
        town.verify();
    });
}

#[test]
fn a_new_week_brings_new_figures_though_nothing_else_changed() {
    on_both(|db| {
        let town = Town::new(&db, 62);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let mut phone = town.phone(Role::Member, 0);
        let (household, people) = town.household(&mut phone, "Thạch");
        let today = town.world.today().to_string();
        phone.visit(clock, ids, (household, &people), (&today, &[]));
        town.sync(&mut phone);
        let heard = clock.now().millis();
        let before = figures(&town, &phone)["weeks"][0].clone();
        clock.advance_seconds(7 * 86_400);
        town.sync(&mut phone);
        assert_eq!(
            figures(&town, &phone)["weeks"][0],
            before,
            "a phone that does not say when it heard gets what changed"
        );
        let mut request = phone.request(clock, 500);
        request.heard = heard;
        let answer = town.wait(town.service.sync(phone.member.caller, request, None)).expect("an answer");
        phone.take(&answer, usize::MAX);
        assert_eq!(figures(&town, &phone)["weeks"][1], before, "this week has become the last one");
    });
}

#[test]
fn a_leader_hears_of_silent_people_and_of_what_a_lost_phone_still_holds() {
    on_both(|db| {
        let town = Town::new(&db, 63);
        let clock = &town.world.clock;
        let (member, leader) = (town.phone(Role::Member, 0), &mut town.phone(Role::Leader, 0));
        let (account, phone) = (member.member.caller.account, member.member.caller.device);
        let hold = |held: i64| {
            let set = "update device set announced = $2 where part = 7 and id = $1";
            db.write_blocking(|tx| tx.exec(set, db::args![phone, held])).expect("written");
        };
        hold(7);
        clock.advance_seconds(9 * 86_400);
        town.sync(leader);
        assert_eq!(field(leader, account, "held"), &json!(7), "silent, with what it said it held");
        // Taken off the list: the phone stays, its owner is silent no longer.
        db.write_blocking(|tx| device::revoke(tx, 7, phone, clock.now())).expect("revoked");
        clock.advance_seconds(2 * 3_600);
        let heard = clock.now().plus_seconds(-3_700).millis();
        let mut request = leader.request(clock, 500);
        request.heard = heard;
        let answer = town.wait(town.service.sync(leader.member.caller, request, None)).expect("an answer");
        leader.take(&answer, usize::MAX);
        assert_eq!((leader.record(account), field(leader, phone, "held")), (None, &json!(7)));
        // What comes in sealed is there no more.
        db.write_blocking(|tx| device::delivered(tx, 7, phone, 3)).expect("written");
        let left = db.read_blocking(|tx| device::by_id(tx, 7, phone)).expect("read").expect("there");
        assert_eq!(left.announced, 4);
    });
}
