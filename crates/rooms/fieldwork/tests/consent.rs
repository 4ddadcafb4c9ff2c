//! What a household was asked and answered, what is kept on that ground, who carries it, and how it goes again.

mod small;

use access::Role;
use base::{Clock, Ids, Uuid};
use serde_json::{Value, json};
use small::{Town, field, on_both};
use testkit::Pocket;

fn id(town: &Town) -> Uuid {
    town.world.ids.id(town.world.clock.now())
}

/// Says it and gives its fate, and why not.
fn say(town: &Town, phone: &mut Pocket, kind: &str, body: Value) -> (String, String) {
    let op = phone.write(&town.world.clock, &*town.world.ids, kind, body);
    town.world.clock.advance_seconds(5);
    let sent = town.sync(phone);
    let reason = sent.head.fates.iter().find(|fate| fate.id == op).and_then(|fate| fate.reason.clone());
    (phone.fates[&op].clone(), reason.map(|reason| reason.code).unwrap_or_default())
}

fn answer(town: &Town, household: Uuid, purpose: &str, answer: &str, day: &str) -> Value {
    json!({
        "consent": id(town), "household": household, "purpose": purpose, "version": 1, "answer": answer, "form": "paper",
        "day": day,
    })
}

fn values(household: Uuid, purpose: &str, values: &[(Uuid, Value)]) -> Value {
    let values: Vec<Value> = values.iter().map(|(who, value)| json!({ "subject": who, "value": value })).collect();
    json!({ "household": household, "purpose": purpose, "values": values })
}

/// The restricted record of a household on a phone.
fn kept(phone: &Pocket, household: Uuid) -> Option<&Value> {
    let mut records = phone.records.values().flat_map(|stream| stream.values());
    records
        .find(|(kind, content)| kind == "restricted" && content["household"] == json!(household))
        .map(|(_, content)| content)
}

/// Bodies of operations that still say it, anywhere.
fn bodies_with(town: &Town, word: &str) -> usize {
    let bodies =
        town.db.read_blocking(|tx| tx.all("select body from operation", &[], |row| row.get::<Option<String>>(0)));
    bodies.unwrap().iter().flatten().filter(|body| body.contains(word)).count()
}

#[test]
fn nothing_is_kept_without_a_yes_to_that_purpose_and_it_goes_when_the_yes_goes() {
    on_both(|db| {
        let town = Town::new(&db, 61);
        let (mut member, mut leader) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
        let (home, people) = town.household(&mut member, "Bà Sáu");
        town.sync(&mut member);
        let poor = values(home, "poverty", &[(home, json!("near_poor"))]);
        let phone = values(home, "phone", &[(people[1], json!("0912 345 678"))]);

        let refused = ("refused".to_owned(), "consent_missing".to_owned());
        assert_eq!(say(&town, &mut member, "restricted.set", poor.clone()), refused);
        let yes = answer(&town, home, "poverty", "given", "2026-11-02");
        assert_eq!(say(&town, &mut member, "consent.record", yes).0, "kept");
        assert_eq!(say(&town, &mut member, "restricted.set", poor.clone()).0, "kept");
        assert_eq!(say(&town, &mut member, "restricted.set", phone.clone()), refused, "one purpose is not another");
        let yes = answer(&town, home, "phone", "given", "2026-11-02");
        assert_eq!(say(&town, &mut member, "consent.record", yes).0, "kept");
        assert_eq!(say(&town, &mut member, "restricted.set", phone).0, "kept");
        town.verify();

        town.sync(&mut leader);
        let own = kept(&leader, home).expect("the leader carries it");
        assert_eq!(own["poverty"], "near_poor");
        assert_eq!(own["people"][people[1].to_string()]["phone"], "+84912345678");
        assert_eq!(kept(&member, home), None, "a member asks and does not carry");
        assert_eq!(
            field(&member, home, "consents")["phone"],
            json!(["given", "2026-11-02"]),
            "but knows what was asked"
        );

        let no = answer(&town, home, "phone", "withdrawn", "2026-11-20");
        assert_eq!(say(&town, &mut member, "consent.record", no).0, "kept");
        town.sync(&mut leader);
        let own = kept(&leader, home).expect("the other purpose stands");
        assert_eq!((own["poverty"].as_str(), own.get("people")), (Some("near_poor"), None));
        assert_eq!(bodies_with(&town, "0912 345 678"), 0, "nor is it kept in the words of whoever was refused");
        assert_eq!(bodies_with(&town, "near_poor"), 1, "what stands is said once");
        let late = answer(&town, home, "phone", "given", "2026-11-10");
        assert_eq!(say(&town, &mut leader, "consent.record", late).0, "kept");
        assert_eq!(
            field(&leader, home, "consents")["phone"],
            json!(["withdrawn", "2026-11-20"]),
            "the last word stands"
        );
        let no = answer(&town, home, "poverty", "refused", "2026-11-21");
        assert_eq!(say(&town, &mut leader, "consent.record", no).0, "kept");
        assert_eq!(kept(&leader, home), None, "with its last value the record leaves the phone");
        town.verify();
    });
}

#[test]
fn what_is_wrong_is_said_and_a_strangers_household_cannot_be_asked() {
    on_both(|db| {
        let town = Town::new(&db, 62);
        let (mut member, mut other) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 1));
        let (home, people) = town.household(&mut member, "Bà Sáu");
        town.sync(&mut member);
        let yes = answer(&town, home, "ethnicity", "given", "2026-11-02");
        let mut stranger = say(&town, &mut other, "consent.record", yes.clone());
        assert_eq!(stranger, ("refused".into(), "not_your_hamlet".into()));
        let wrong = |name: &str, value: Value| {
            let mut body = answer(&town, home, "ethnicity", "given", "2026-11-02");
            body[name] = value;
            body
        };
        for (name, value, code) in [
            ("version", json!(7), "field_wrong"),
            ("purpose", json!("bank"), "field_wrong"),
            ("form", json!("silence"), "field_wrong"),
            ("day", json!("2031-01-01"), "day_in_future"),
        ] {
            assert_eq!(say(&town, &mut member, "consent.record", wrong(name, value)).1, code, "{name}");
        }
        assert_eq!(say(&town, &mut member, "consent.record", yes.clone()).0, "kept");
        let mut again = answer(&town, home, "phone", "given", "2026-11-03");
        again["consent"] = yes["consent"].clone();
        assert_eq!(say(&town, &mut member, "consent.record", again).1, "id_reused", "a proof is written once");
        let set = |who, value: &str| values(home, "ethnicity", &[(who, json!(value))]);
        assert_eq!(say(&town, &mut member, "restricted.set", set(home, "Khmer")).1, "field_wrong");
        assert_eq!(say(&town, &mut member, "restricted.set", set(people[0], "079123456789")).1, "field_wrong");
        stranger = say(&town, &mut other, "restricted.set", set(people[0], "Khmer"));
        assert_eq!(stranger.1, "not_your_hamlet");
        assert_eq!(say(&town, &mut member, "restricted.set", set(people[0], "Khmer")).0, "kept");
    });
}

#[test]
fn a_household_that_moves_takes_it_along_and_a_merged_one_shows_both() {
    on_both(|db| {
        let town = Town::new(&db, 63);
        let mut leader = town.phone(Role::Leader, 0);
        let mut there = town.phone(Role::Leader, 1);
        let (home, people) = town.household(&mut leader, "Bà Sáu");
        let (twin, _) = town.household(&mut leader, "Ba Sau");
        town.sync(&mut leader);
        let yes = answer(&town, home, "ethnicity", "given", "2026-11-02");
        assert_eq!(say(&town, &mut leader, "consent.record", yes).0, "kept");
        let set = values(home, "ethnicity", &[(people[0], json!("Khmer"))]);
        assert_eq!(say(&town, &mut leader, "restricted.set", set).0, "kept");
        let merge = json!({ "household": home, "into": twin, "residents": [], "day": "2026-11-20" });
        assert_eq!(say(&town, &mut leader, "household.merge", merge).0, "kept");
        assert_eq!(field(&leader, twin, "consents")["ethnicity"], json!(["given", "2026-11-02"]));
        let set = values(twin, "ethnicity", &[(people[1], json!("Khmer"))]);
        assert_eq!(say(&town, &mut leader, "restricted.set", set).0, "kept", "the yes of the one is that of both");
        let moved = json!({ "household": twin, "to": town.world.hamlets[1], "day": "2026-11-21" });
        assert_eq!(say(&town, &mut leader, "household.move", moved).0, "kept");
        town.sync(&mut there);
        assert!(kept(&leader, home).is_none() && kept(&leader, twin).is_none(), "it left with the household");
        assert_eq!(kept(&there, home).unwrap()["people"][people[0].to_string()]["ethnicity"], "Khmer");
        assert_eq!(kept(&there, twin).unwrap()["people"][people[1].to_string()]["ethnicity"], "Khmer");
        let no = answer(&town, twin, "ethnicity", "withdrawn", "2026-11-22");
        assert_eq!(say(&town, &mut there, "consent.record", no).0, "kept");
        assert!(kept(&there, home).is_none() && kept(&there, twin).is_none());
        town.verify();
    });
}
