//! Teams and members changed by hand, on both engines: what follows from a change follows, and what somebody did not see is
//! not overwritten.

mod office;

use std::collections::BTreeSet;

use access::Role;
use base::{Day, Uuid};
use office::{code, day, member, now, scope_of, team, with_office};
use org::edit::{self, EditError, MemberForm, TeamForm};
use org::import::Import;

#[test]
fn a_team_is_founded_named_anew_and_closed() {
    with_office(|office| {
        let before = office.stream();
        let first = office.found("31918@2024/17", "Tổ ấp 17");
        assert_eq!((office.stream(), office.figure("teams")), (before + 1, 1));
        let unit = office.db.read_blocking(|tx| places::resolve(tx, "31918@2024/17")).expect("a unit");
        let again = office.write(|tx, _, by| edit::found(tx, &unit, &team("tổ  ấp 17"), by));
        assert_eq!(code(again), "team_name_taken");
        let dayless = TeamForm { day: String::new(), ..team("Tổ khác") };
        assert_eq!(code(office.write(|tx, _, by| edit::found(tx, &unit, &dayless, by))), "field_wrong");
        office.add(first, &member("Lê Thị Út", 1982, "leader")).expect("she comes in");

        let saw = office.revision("team", first);
        let named = TeamForm { valid_until: "2028-03-01".into(), ..team("Tổ công nghệ số ấp 17") };
        office.write(|tx, _, by| edit::rename(tx, (first, saw), &named, by)).expect("it is named");
        assert_eq!(
            code(office.write(|tx, _, by| edit::rename(tx, (first, saw), &team("Khác"), by))),
            "changed_meanwhile"
        );
        assert_eq!(office.count("select count(*) from team where decision_until = '2028-03-01'"), 1);

        let saw = office.revision("team", first);
        let late = office.write(|tx, _, by| edit::close(tx, (first, saw), day("2026-11-25"), by));
        assert_eq!(code(late), "field_wrong");
        office.write(|tx, _, by| edit::close(tx, (first, saw), day("2026-11-24"), by)).expect("it is closed");
        assert_eq!((office.figure("teams"), office.figure("members")), (0, 0));
        assert_eq!(office.count("select count(*) from access_grant where until = '2026-11-24'"), 1);
        assert_eq!(code(office.add(first, &member("Trần Văn Sáu", 1965, "member"))), "team_closed");
        office.found("31918@2024/17", "Tổ công nghệ số ấp 17");
    });
}

#[test]
fn nobody_becomes_two_people_by_accident() {
    with_office(|office| {
        let (first, second) = (office.found("31918@2024/17", "Tổ 17"), office.found("31918@2024/18", "Tổ 18"));
        let elsewhere = office.found("31915@2024/31", "Tổ 31");
        let mut ut = member("Lê Thị Út", 1982, "leader");
        ut.phone = "0912 345 678".into();
        office.add(first, &ut).expect("she comes in");
        assert_eq!(code(office.add(first, &member("lê thị út", 1982, "member"))), "already_member");
        assert_eq!(code(office.add(first, &member("Trần Văn Sáu", 1965, "leader"))), "two_leaders_at_once");

        let refused = office.add(second, &member("Le Thi Ut", 1982, "member"));
        let Err(EditError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code, "person_known");
        let person: Uuid = refusal.params["people"][0]["person"].as_str().expect("who").parse().expect("an id");
        assert_eq!(refusal.params["people"][0]["teams"], serde_json::json!(["Tổ 17"]));
        let taken = MemberForm { person: Some(person), role: "member".into(), ..MemberForm::default() };
        office.add(second, &taken).expect("she is in both");
        let people = "select count(*) from person";
        assert_eq!(
            (office.count(people), office.count("select count(*) from account where person is not null")),
            (1, 1)
        );
        assert_eq!(office.count("select count(*) from access_grant where membership is not null"), 2);
        assert_eq!(code(office.add(second, &taken)), "already_member");
        let third = office.found("31918@2024/18", "Tổ 18 b");
        let leader = scope_of(&office.db, &office.ids, Role::Leader, "31918@2024/18");
        let by = Import { now: now(), ids: &office.ids, actor: None };
        let numbered = MemberForm { phone: "0987 000 111".into(), ..taken.clone() };
        let refused = office.db.write_blocking(|tx| edit::add(tx, third, &numbered, (&leader, &by)));
        assert_eq!(code(refused), "person_shared", "a leader gives nobody of elsewhere another number");

        let other = MemberForm { another: true, ..member("Lê Thị Út", 1982, "member") };
        assert_eq!(code(office.add(second, &other)), "done", "somebody else of that name, where it is said");
        assert_eq!(office.count(people), 2);
        let number = MemberForm { phone: "0912345678".into(), ..member("Võ Văn Ba", 1970, "member") };
        let refused = office.add(second, &number);
        let Err(EditError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!((refusal.code, refusal.params.is_null()), ("phone_taken", true), "whose it is, is not told");
        assert_eq!(
            code(office.add(elsewhere, &member("Lê Thị Út", 1982, "member"))),
            "done",
            "another commune's is nobody here"
        );

        let search = |text: &str| {
            let unit = office.db.read_blocking(|tx| places::resolve(tx, "31918@2024/18")).expect("a unit");
            let place = (unit.part, unit.id);
            let found = office.db.read_blocking(|tx| edit::search(tx, place, &office.officer, text, Day::of(now())));
            found.expect("it searches").into_iter().map(|one| (one.name, one.teams.len())).collect::<BTreeSet<_>>()
        };
        assert_eq!(search("ut"), [1, 2].map(|teams| ("Lê Thị Út".to_owned(), teams)).into());
        assert_eq!(search("+84912345678"), [("Lê Thị Út".to_owned(), 2)].into());
        assert!(["t", "ba", "%"].map(search).iter().all(BTreeSet::is_empty));
    });
}

#[test]
fn a_member_is_changed_as_they_were_seen_and_everywhere() {
    with_office(|office| {
        let (first, second) = (office.found("31918@2024/17", "Tổ 17"), office.found("31918@2024/18", "Tổ 18"));
        let mut ut = member("Lê Thị Út", 1982, "member");
        ut.phone = "0912 345 678".into();
        let here = office.add(first, &ut).expect("she comes in");
        let person = office.members(first)[0].person;
        let there = MemberForm { person: Some(person), role: "deputy".into(), ..MemberForm::default() };
        let there = office.add(second, &there).expect("she is in both");
        let (saw, seen_there) = (office.revision("membership", here), office.revision("membership", there));

        let changed = MemberForm {
            name: "Lê Thị Út Em".into(),
            phone: "0913 000 111".into(),
            role: "leader".into(),
            ..ut.clone()
        };
        let change =
            |id, saw, form: &MemberForm| office.write(|tx, scope, by| edit::change(tx, (id, saw), form, (scope, by)));
        change(here, saw, &changed).expect("it is changed");
        assert_eq!(office.roll(first), ["Lê Thị Út Em leader"]);
        assert_eq!(office.roll(second), ["Lê Thị Út Em deputy"]);
        assert!(office.revision("membership", there) > seen_there, "the other team's phones hear of it");
        assert_eq!(office.count("select count(*) from account_login where login = '+84913000111'"), 1);
        assert_eq!(office.count("select count(*) from account_login where login = '+84912345678'"), 0);
        assert_eq!(office.count("select count(*) from account where name = 'Lê Thị Út Em'"), 1);
        assert_eq!(code(change(here, saw, &ut)), "changed_meanwhile");
        assert_eq!(office.roll(first), ["Lê Thị Út Em leader"], "all is as it was");

        // The leader of one hamlet may not rename somebody of the next one.
        let leader = scope_of(&office.db, &office.ids, Role::Leader, "31918@2024/17");
        let (saw, by) = (office.revision("membership", here), Import { now: now(), ids: &office.ids, actor: None });
        let refused = office.db.write_blocking(|tx| edit::change(tx, (here, saw), &ut, (&leader, &by)));
        assert_eq!(code(refused), "person_shared");
        let only_role = MemberForm { role: "member".into(), ..changed };
        let done = office.db.write_blocking(|tx| edit::change(tx, (here, saw), &only_role, (&leader, &by)));
        assert_eq!(code(done), "done");

        let saw = office.revision("membership", here);
        office.write(|tx, _, by| edit::end(tx, (here, saw), day("2026-11-24"), by)).expect("she leaves");
        assert_eq!((office.roll(first).len(), office.roll(second).len()), (0, 1));
        assert_eq!(
            code(office.write(|tx, _, by| edit::end(tx, (here, saw), day("2026-11-24"), by))),
            "changed_meanwhile"
        );
    });
}
