//! Teams, members and decisions changed by hand, on both engines: what follows from a change follows, and what somebody did
//! not see is not overwritten.

#[path = "../../../places/tests/small/mod.rs"]
mod small;

use std::sync::Arc;

use access::grants::{self, NewGrant};
use access::{Action, Role, Scope, account, device, scope};
use base::{Day, Instant, SeededIds, Uuid};
use db::{Db, Tx, args};
use org::edit::{self, DecisionForm, EditError, Handover, MemberForm, TeamForm};
use org::import::Import;
use org::{Membership, store};

const HAMLETS: &str = "commune,name,full_name\n31918@2024,17,Ấp 17\n31918@2024,18,Ấp 18\n31915@2024,31,Ấp 31\n";

fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

struct Office {
    db: Db,
    ids: SeededIds,
    officer: Arc<Scope>,
}

fn code(result: Result<impl Sized, EditError>) -> &'static str {
    match result.map(drop) {
        Err(EditError::Refused(refusal)) => refusal.code,
        Err(EditError::Absent) => "absent",
        Err(EditError::Db(error)) => panic!("{error}"),
        Ok(()) => "done",
    }
}

fn member(name: &str, year: i64, role: &str) -> MemberForm {
    MemberForm { name: name.into(), birth_year: Some(year), role: role.into(), ..MemberForm::default() }
}

fn team(name: &str) -> TeamForm {
    TeamForm {
        kind: "team".into(),
        name: name.into(),
        number: "47/QĐ-UBND".into(),
        day: "2023-03-01".into(),
        ..TeamForm::default()
    }
}

impl Office {
    fn new(db: &Db) -> Self {
        small::import(db);
        let ids = SeededIds::new(5);
        let by = Import { now: now(), ids: &ids, actor: None };
        db.write_blocking(|tx| {
            places::store::set_map_in_force(tx, 2024)?;
            org::hamlets::import(tx, HAMLETS, &by).map(drop).map_err(|e| db::Error::Other(e.to_string()))
        })
        .expect("the hamlets import");
        let officer = scope_of(db, &ids, Role::CommuneOfficer, "31918@2024");
        Self { db: db.clone(), ids, officer }
    }

    fn write<T>(
        &self,
        work: impl Fn(&mut Tx<'_>, &Scope, &Import<'_>) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        let by = Import { now: now(), ids: &self.ids, actor: Some(self.officer.account) };
        self.db.write_blocking(|tx| work(tx, &self.officer, &by))
    }

    fn found(&self, hamlet: &str, name: &str) -> Uuid {
        let unit = self.db.read_blocking(|tx| places::resolve(tx, hamlet)).unwrap_or_else(|e| panic!("{e}"));
        self.write(|tx, _, by| edit::found(tx, &unit, &team(name), by)).expect("the team is founded")
    }

    fn add(&self, team: Uuid, form: &MemberForm) -> Result<Uuid, EditError> {
        self.write(|tx, scope, by| edit::add(tx, team, form, (scope, by)))
    }

    fn members(&self, team: Uuid) -> Vec<Membership> {
        let part = self.officer.part;
        self.db.read_blocking(|tx| store::memberships_of(tx, part, &[team])).expect("it reads")
    }

    /// Who is in a team today, as `name role`.
    fn roll(&self, team: Uuid) -> Vec<String> {
        let today = Day::of(now());
        let there = self.members(team).into_iter().filter(|m| edit::rules::lasts(m, today));
        let mut roll: Vec<String> = there.map(|m| format!("{} {}", m.name, m.role)).collect();
        roll.sort();
        roll
    }

    fn revision(&self, table: &str, id: Uuid) -> i64 {
        let sql: &'static str = match table {
            "team" => "select revision from team where id = $1",
            _ => "select revision from membership where id = $1",
        };
        self.db.read_blocking(|tx| tx.one(sql, args![id], |row| row.get(0))).expect("it is there")
    }

    fn count(&self, sql: &'static str) -> i64 {
        self.db.read_blocking(|tx| tx.one(sql, &[], |row| row.get(0))).expect("it reads")
    }

    fn stream(&self) -> i64 {
        self.count("select cast(coalesce(sum(revision), 0) as bigint) from stream where kind = 'commune'")
    }

    fn figure(&self, indicator: &str) -> i64 {
        counting::fold::run(&self.db, now()).expect("it folds");
        let found = self.db.read_blocking(|tx| {
            let unit = places::resolve(tx, "31918@2024").expect("the commune").id;
            let sql = "select total from unit_figure where unit = $1 and indicator = $2 and bucket = 'all'";
            tx.opt(sql, args![unit, indicator], |row| row.get(0))
        });
        found.expect("it reads").unwrap_or(0)
    }

    fn may(&self, member: &Membership, action: Action, unit: Uuid) -> bool {
        let account = member.account.expect("an account");
        let scope = self.db.read_blocking(|tx| scope::load(tx, self.officer.part, account)).expect("it reads");
        scope.expect("a scope").permits_on(action, &[unit], Day::of(now()))
    }
}

fn scope_of(db: &Db, ids: &SeededIds, role: Role, code: &str) -> Arc<Scope> {
    use base::Ids;
    let made = db.write_blocking(|tx| {
        let unit = places::resolve(tx, code).unwrap_or_else(|e| panic!("{e}"));
        let id = ids.id(now());
        account::create(tx, unit.part, id, None, "Cán bộ", now())?;
        let grant = NewGrant {
            id: ids.id(now()),
            account: id,
            role,
            unit: unit.id,
            indicators: None,
            membership: None,
            since: day("2020-01-01"),
            until: None,
        };
        grants::put(tx, unit.part, &[grant])?;
        scope::load(tx, unit.part, id)
    });
    made.expect("the account is made").expect("it has a scope")
}

fn with_office(test: impl Fn(&Office)) {
    testkit::on_both(|db| {
        let office = Office::new(db);
        test(&office);
        counting::fold::run(db, now()).expect("it folds");
        let mut found = Vec::new();
        let looked = db.read_blocking(|tx| {
            counting::verify::part(tx, office.officer.part, Day::of(now()), &[&org::OrgRecount], &mut found)
        });
        looked.expect("the recount runs");
        assert_eq!(found, [], "what is stored is what a recount gives");
    });
}

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
            found.expect("it searches").into_iter().map(|one| (one.name, one.teams.len())).collect::<Vec<_>>()
        };
        assert_eq!(search("ut"), [("Lê Thị Út".into(), 2), ("Lê Thị Út".into(), 1)]);
        assert_eq!(search("+84912345678"), [("Lê Thị Út".into(), 2)]);
        assert_eq!((search("t"), search("ba"), search("%")), (vec![], vec![], vec![]));
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

#[test]
fn decisions_are_one_list_with_their_papers() {
    with_office(|office| {
        let id = office.found("31918@2024/17", "Tổ 17");
        let form = DecisionForm {
            kind: "renewal".into(),
            number: "9/QĐ-UBND".into(),
            day: "2025-03-01".into(),
            issuer: "UBND xã".into(),
            valid_until: "2027-03-01".into(),
        };
        let renewal = office.write(|tx, _, by| edit::decide(tx, id, &form, by)).expect("it is added");
        let backwards = DecisionForm { valid_until: "2025-02-01".into(), ..form.clone() };
        assert_eq!(code(office.write(|tx, _, by| edit::decide(tx, id, &backwards, by))), "field_wrong");
        office.write(|tx, _, by| edit::redecide(tx, (renewal, 1), &form, by)).expect("it is changed");
        assert_eq!(code(office.write(|tx, _, by| edit::redecide(tx, (renewal, 1), &form, by))), "changed_meanwhile");

        let attach =
            |decision, bytes: &[u8]| office.write(|tx, _, by| edit::attach(tx, decision, ("../QĐ 47.pdf", bytes), by));
        assert_eq!(code(attach(id, b"<script>")), "file_type_wrong");
        assert_eq!(code(attach(id, &[b"%PDF-1.7".as_slice(), &vec![0; edit::FILE_BYTES]].concat())), "file_too_large");
        attach(id, b"%PDF-1.7 founding").expect("the founding decision's paper");
        attach(renewal, b"\xff\xd8\xff old").expect("the renewal's paper");
        attach(renewal, b"%PDF-1.7 renewal").expect("another one in its place");
        let part = office.officer.part;
        let paper = office.db.read_blocking(|tx| edit::paper(tx, part, id)).expect("it is there");
        assert_eq!((paper.name.as_str(), paper.kind.as_str()), ("QĐ 47.pdf", "application/pdf"));
        assert_eq!(paper.bytes, b"%PDF-1.7 founding");
        assert_eq!(office.count("select count(*) from decision_file"), 2);
        office.write(|tx, _, by| edit::take_away(tx, (renewal, 2), by)).expect("it is taken off");
        assert_eq!(office.count("select count(*) from decision_file"), 1);
        assert_eq!(code(office.write(|tx, _, by| edit::take_away(tx, (renewal, 2), by))), "absent");
    });
}

#[test]
fn a_post_passes_with_its_number_or_its_phone() {
    with_office(|office| {
        let id = office.found("31918@2024/17", "Tổ 17");
        let unit = office.db.read_blocking(|tx| places::resolve(tx, "31918@2024/17")).expect("a unit").id;
        let mut ut = member("Lê Thị Út", 1982, "leader");
        (ut.phone, ut.post, ut.since) = ("0912345678".into(), "hamlet_head".into(), "2024-01-01".into());
        let from = office.add(id, &ut).expect("the leader");
        let mut sau = member("Trần Văn Sáu", 1965, "member");
        sau.since = "2024-02-01".into();
        let to = office.add(id, &sau).expect("a member");
        let account = |membership| office.members(id).into_iter().find(|m| m.id == membership).expect("a member");
        let part = office.officer.part;
        office
            .db
            .write_blocking(|tx| {
                let owner = (part, account(from).account.expect("an account"));
                device::register(tx, &office.ids, now(), owner, ("Samsung", "AAAA")).map(drop)
            })
            .expect("a phone");
        let asked = Handover {
            from: (from, office.revision("membership", from)),
            to: Some(to),
            newcomer: MemberForm::default(),
            day: day("2026-11-20"),
            stays: true,
            number: true,
            handset: false,
        };
        let hand = |asked: &Handover| office.write(|tx, scope, by| edit::hand_over(tx, asked, (scope, by)));
        for (wrong, why) in [
            (Handover { day: day("2026-11-25"), ..asked.clone() }, "field_wrong"),
            (Handover { day: day("2024-01-15"), ..asked.clone() }, "field_wrong"),
            (Handover { from: (from, 0), ..asked.clone() }, "changed_meanwhile"),
            (Handover { to: Some(from), ..asked.clone() }, "not_a_member"),
            (Handover { handset: true, ..asked.clone() }, "number_or_handset"),
        ] {
            assert_eq!(code(hand(&wrong)), why);
        }
        let passed = hand(&asked).expect("the post passes");
        assert_eq!(office.roll(id), ["Lê Thị Út member", "Trần Văn Sáu leader"]);
        assert_eq!(account(passed.to).post, "hamlet_head");
        assert_eq!(passed.instead.len(), 2, "what either looked after is the new membership's");
        assert!(office.may(&account(passed.to), Action::ManagePeople, unit));
        assert!(!office.may(&account(from), Action::ManagePeople, unit), "the old one leads no more");
        assert!(office.may(&account(from), Action::Record, unit), "but is a member");
        let numbers = "select count(*) from account_login l join account a on a.id = l.account
            where l.login = '+84912345678' and a.name = 'Trần Văn Sáu'";
        assert_eq!((office.count(numbers), office.figure("members")), (1, 2));

        // Then to somebody new, with the phone itself; nobody stays.
        office
            .db
            .write_blocking(|tx| {
                let owner = (part, account(passed.to).account.expect("an account"));
                device::register(tx, &office.ids, now(), owner, ("Samsung", "BBBB")).map(drop)
            })
            .expect("a phone");
        let again = Handover {
            from: (passed.to, office.revision("membership", passed.to)),
            to: None,
            newcomer: member("Thạch Sa Rươl", 1990, ""),
            day: day("2026-11-24"),
            stays: false,
            number: false,
            handset: true,
        };
        let next = hand(&again).expect("the post passes again");
        assert_eq!(office.roll(id), ["Lê Thị Út member", "Thạch Sa Rươl leader"]);
        assert!(!office.may(&account(passed.to), Action::SeeNames, unit), "who left has no role");
        assert!(office.may(&account(next.to), Action::ManagePeople, unit));
        let revoked = "select count(*) from device where revoked_at is not null";
        assert_eq!(office.count(revoked), 1, "the handset's old trust is over, the other phone's is not");
        assert_eq!(office.count("select count(*) from audit_entry where action = 'membership.handover'"), 2);
    });
}
