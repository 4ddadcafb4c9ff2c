//! An office that changes its organisation by hand.
#![allow(dead_code)]

#[path = "../../../../places/tests/small/mod.rs"]
mod small;

use std::sync::Arc;

use access::grants::{self, NewGrant};
use access::{Action, Role, Scope, account, scope};
use base::{Day, Instant, SeededIds, Uuid};
use db::{Db, Tx, args};
use org::edit::{self, EditError, MemberForm, TeamForm};
use org::import::Import;
use org::{Membership, store};

const HAMLETS: &str = "commune,name,full_name\n31918@2024,17,Ấp 17\n31918@2024,18,Ấp 18\n31915@2024,31,Ấp 31\n";

pub fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub struct Office {
    pub db: Db,
    pub ids: SeededIds,
    pub officer: Arc<Scope>,
}

pub fn code(result: Result<impl Sized, EditError>) -> &'static str {
    match result.map(drop) {
        Err(EditError::Refused(refusal)) => refusal.code,
        Err(EditError::Absent) => "absent",
        Err(EditError::Db(error)) => panic!("{error}"),
        Ok(()) => "done",
    }
}

pub fn member(name: &str, year: i64, role: &str) -> MemberForm {
    MemberForm { name: name.into(), birth_year: Some(year), role: role.into(), ..MemberForm::default() }
}

pub fn team(name: &str) -> TeamForm {
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

    pub fn write<T>(
        &self,
        work: impl Fn(&mut Tx<'_>, &Scope, &Import<'_>) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        let by = Import { now: now(), ids: &self.ids, actor: Some(self.officer.account) };
        self.db.write_blocking(|tx| work(tx, &self.officer, &by))
    }

    pub fn found(&self, hamlet: &str, name: &str) -> Uuid {
        let unit = self.db.read_blocking(|tx| places::resolve(tx, hamlet)).unwrap_or_else(|e| panic!("{e}"));
        self.write(|tx, _, by| edit::found(tx, &unit, &team(name), by)).expect("the team is founded")
    }

    pub fn add(&self, team: Uuid, form: &MemberForm) -> Result<Uuid, EditError> {
        self.write(|tx, scope, by| edit::add(tx, team, form, (scope, by)))
    }

    pub fn members(&self, team: Uuid) -> Vec<Membership> {
        let part = self.officer.part;
        self.db.read_blocking(|tx| store::memberships_of(tx, part, &[team])).expect("it reads")
    }

    /// Who is in a team today, as `name role`.
    pub fn roll(&self, team: Uuid) -> Vec<String> {
        let today = Day::of(now());
        let there = self.members(team).into_iter().filter(|m| edit::rules::lasts(m, today));
        let mut roll: Vec<String> = there.map(|m| format!("{} {}", m.name, m.role)).collect();
        roll.sort();
        roll
    }

    pub fn revision(&self, table: &str, id: Uuid) -> i64 {
        let sql: &'static str = match table {
            "team" => "select revision from team where id = $1",
            _ => "select revision from membership where id = $1",
        };
        self.db.read_blocking(|tx| tx.one(sql, args![id], |row| row.get(0))).expect("it is there")
    }

    pub fn count(&self, sql: &'static str) -> i64 {
        self.db.read_blocking(|tx| tx.one(sql, &[], |row| row.get(0))).expect("it reads")
    }

    pub fn stream(&self) -> i64 {
        self.count("select cast(coalesce(sum(revision), 0) as bigint) from stream where kind = 'commune'")
    }

    pub fn figure(&self, indicator: &str) -> i64 {
        counting::fold::run(&self.db, now()).expect("it folds");
        let found = self.db.read_blocking(|tx| {
            let unit = places::resolve(tx, "31918@2024").expect("the commune").id;
            let sql = "select total from unit_figure where unit = $1 and indicator = $2 and bucket = 'all'";
            tx.opt(sql, args![unit, indicator], |row| row.get(0))
        });
        found.expect("it reads").unwrap_or(0)
    }

    pub fn may(&self, member: &Membership, action: Action, unit: Uuid) -> bool {
        let account = member.account.expect("an account");
        let scope = self.db.read_blocking(|tx| scope::load(tx, self.officer.part, account)).expect("it reads");
        scope.expect("a scope").permits_on(action, &[unit], Day::of(now()))
    }
}

pub fn scope_of(db: &Db, ids: &SeededIds, role: Role, code: &str) -> Arc<Scope> {
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

pub fn with_office(test: impl Fn(&Office)) {
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
