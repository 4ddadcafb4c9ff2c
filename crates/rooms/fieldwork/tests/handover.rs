//! Who looks after a household: said by who leads, seen on every phone of the hamlet, and passed on with a post.

mod small;

use access::{Role, scope};
use base::{Clock, Day, Uuid};
use fieldwork::handover::hand_over;
use org::edit::{self, Handover, MemberForm, TeamForm};
use org::import::Import;
use serde_json::{Value, json};
use small::{Town, field, on_both};

/// A team in a hamlet with a leader and a member: their memberships.
fn team(town: &Town, hamlet: usize) -> (Uuid, Uuid) {
    let (now, ids) = (town.world.clock.now(), &*town.world.ids);
    let by = Import { now, ids, actor: None };
    let member = |name: &str, role: &str| MemberForm { name: name.into(), role: role.into(), ..MemberForm::default() };
    let made = town.db.write_blocking(|tx| {
        let unit = places::store::unit(tx, town.world.hamlets[hamlet])?.ok_or(db::Error::NoRow)?;
        let form = TeamForm { name: format!("Tổ {hamlet}"), founded_on: "2023-03-01".into(), ..TeamForm::default() };
        let team = edit::found(tx, &unit, &form, &by)?;
        let nobody = access::Scope {
            part: 7,
            account: Uuid::nil(),
            name: String::new(),
            revision: 0,
            grants: Vec::new(),
            disabled_at: None,
        };
        let leader = edit::add(
            tx,
            team,
            &MemberForm { since: "2024-01-01".into(), ..member(&format!("Lê Thị Út {hamlet}"), "leader") },
            (&nobody, &by),
        )?;
        let other = edit::add(tx, team, &member(&format!("Trần Văn Sáu {hamlet}"), "member"), (&nobody, &by))?;
        Ok::<_, edit::EditError>((leader, other))
    });
    made.unwrap_or_else(|e| panic!("{e}"))
}

/// The chains of the log hold.
fn unbroken(town: &Town) {
    let broken = town.db.read_blocking(|tx| audit::verify(tx, 7)).expect("it reads");
    assert!(broken.1.is_empty(), "{:?}", broken.1);
}

#[test]
fn who_leads_says_who_looks_after_a_household() {
    on_both(|db| {
        let town = Town::new(&db, 21);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (leader, _) = team(&town, 0);
        let (stranger, _) = team(&town, 1);
        let (mut member, mut leads) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
        let (household, _) = town.household(&mut member, "Ông Tư");
        town.sync(&mut member);
        town.sync(&mut leads);
        let keeper = |who: Value| json!({ "household": household, "saw": 1_000, "fields": { "keeper": who } });
        let refused = member.write(clock, ids, "household.edit", keeper(json!(leader)));
        town.sync(&mut member);
        assert_eq!(member.fates[&refused], "refused", "a member does not say it");
        let wrong = leads.write(clock, ids, "household.edit", keeper(json!(stranger)));
        let right = leads.write(clock, ids, "household.edit", keeper(json!(leader)));
        town.sync(&mut leads);
        assert_eq!((leads.fates[&wrong].as_str(), leads.fates[&right].as_str()), ("refused", "kept"));
        town.sync(&mut member);
        assert_eq!(field(&member, household, "keeper"), &json!(leader));
        leads.write(clock, ids, "household.edit", keeper(Value::Null));
        town.sync(&mut leads);
        town.sync(&mut member);
        assert_eq!(field(&member, household, "keeper"), &Value::Null);
        unbroken(&town);
    });
}

#[test]
fn households_pass_with_the_post_or_nothing_does() {
    on_both(|db| {
        let town = Town::new(&db, 22);
        let (clock, ids) = (&town.world.clock, &*town.world.ids);
        let (leader, other) = team(&town, 0);
        let mut phone = town.phone(Role::Leader, 0);
        let homes: Vec<Uuid> = ["Ông Tư", "Bà Năm", "Cô Sáu"].map(|name| town.household(&mut phone, name).0).to_vec();
        for (home, who) in homes.iter().zip([Some(leader), Some(other), None]) {
            let body = json!({ "household": home, "saw": 0, "fields": { "keeper": who } });
            phone.write(clock, ids, "household.edit", body);
        }
        town.sync(&mut phone);
        let asked = |revision| Handover {
            from: (leader, revision),
            to: Some(other),
            newcomer: MemberForm::default(),
            day: Day::of(clock.now()),
            stays: false,
            number: false,
            handset: false,
        };
        let revision = db
            .read_blocking(|tx| {
                tx.one("select revision from membership where id = $1", db::args![leader], |row| row.get::<i64>(0))
            })
            .expect("it is there");
        let hand = |role, unit, revision| {
            let account = town.world.member(&db, role, unit, ("2025-01-01", None)).caller.account;
            let scope = db.read_blocking(|tx| scope::load(tx, 7, account)).expect("it reads").expect("a scope");
            let by = Import { now: clock.now(), ids, actor: Some(account) };
            db.write_blocking(|tx| hand_over(tx, &asked(revision), (&scope, &by)))
        };
        let (commune, district) = (town.world.above[3], town.world.above[2]);
        // Who may not lead there moves no households, and so no post.
        assert!(hand(Role::DistrictOfficer, district, revision).is_err());
        assert!(hand(Role::CommuneOfficer, commune, revision + 1).is_err(), "it was seen otherwise");
        let (to, passed) = hand(Role::CommuneOfficer, commune, revision).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(passed, 1, "the receiver's own household is theirs under the membership that they keep");
        town.sync(&mut phone);
        let keepers: Vec<&Value> = homes.iter().map(|home| field(&phone, *home, "keeper")).collect();
        assert_eq!(keepers, [&json!(to), &json!(other), &Value::Null]);
        assert_eq!(to, other, "who came in today takes the post where they stand");
        unbroken(&town);
    });
}
