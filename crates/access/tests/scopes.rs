//! What an account may, from the rows: the moment a grant ends, it holds no longer.

use access::{Action, Role, account, grants, scope};
use base::Uuid;
use testkit::{World, on_both};

#[test]
fn one_rule_for_a_row_and_for_a_list() {
    on_both(|db| {
        let world = World::new(db, 2);
        let today = world.today();
        let units: Vec<Uuid> = world.above.iter().chain(&world.hamlets).copied().collect();
        let above = db.read_blocking(|tx| places::store::ancestors_of(tx, &units, 2024, None)).unwrap();
        let path = |unit: &Uuid| -> Vec<Uuid> {
            std::iter::once(*unit).chain(above.get(unit).into_iter().flatten().map(|unit| unit.id)).collect()
        };
        for role in Role::ALL {
            for unit in &units {
                let caller = world.member(db, role, *unit, ("2025-01-01", None)).caller;
                let held = db.read_blocking(|tx| scope::load(tx, caller.part, caller.account)).unwrap().unwrap();
                for action in Action::ALL {
                    let allowed = units.iter().copied().filter(|unit| held.permits_on(action, &path(unit), today));
                    let mut one_by_one: Vec<Uuid> = allowed.collect();
                    let roots = held.filter(action, today);
                    let mut listed = db.read_blocking(|tx| scope::units(tx, &roots, 2024)).unwrap();
                    one_by_one.sort_unstable();
                    listed.sort_unstable();
                    assert_eq!(one_by_one, listed, "{role} {action:?} on {unit}");
                }
            }
        }
    });
}

#[test]
fn an_ended_grant_and_an_ended_account_hold_no_longer() {
    on_both(|db| {
        let world = World::new(db, 3);
        let caller = world.member(db, Role::Leader, world.hamlets[0], ("2025-01-01", None)).caller;
        let read = || db.read_blocking(|tx| scope::load(tx, caller.part, caller.account)).unwrap().unwrap();
        let (before, today) = (read(), world.today());
        assert!(before.permits_anywhere(Action::Record, today));
        let by = (today.start(), None);
        assert!(db.write_blocking(|tx| grants::end(tx, caller.part, by, before.grants[0].id, today)).unwrap());
        assert!(!db.write_blocking(|tx| grants::end(tx, caller.part, by, Uuid::nil(), today)).unwrap());
        let after = read();
        assert!(!after.permits_anywhere(Action::Record, today));
        assert!(after.permits_anywhere(Action::Record, today.plus(-1)), "late work is judged by its day");
        assert!(after.revision > before.revision);
        db.write_blocking(|tx| account::disable(tx, caller.part, caller.account, today.plus(-30).start())).unwrap();
        assert!(!read().permits_anywhere(Action::Record, today.plus(-1)));
    });
}

#[test]
fn a_login_is_one_accounts_only() {
    on_both(|db| {
        let world = World::new(db, 4);
        let mine = world.member(db, Role::Leader, world.hamlets[0], ("2025-01-01", None)).caller;
        let theirs = world.member(db, Role::Leader, world.hamlets[1], ("2025-01-01", None)).caller;
        let add = |account| db.write_blocking(|tx| account::add_login(tx, 7, account, "+84912345678")).unwrap();
        assert!(add(mine.account));
        assert!(add(mine.account), "twice is no fault");
        assert!(!add(theirs.account));
        let found = db.read_blocking(|tx| account::by_login(tx, "+84912345678")).unwrap().unwrap();
        assert_eq!(found.id, mine.account);
    });
}

#[test]
fn what_is_given_by_hand_stands_in_the_chain_of_grants() {
    on_both(|db| {
        let world = World::new(db, 6);
        let (caller, today) =
            (world.member(db, Role::Member, world.hamlets[0], ("2025-01-01", None)).caller, world.today());
        let new = grants::NewGrant {
            id: Uuid::from_u128(1),
            account: caller.account,
            role: Role::CommuneOfficer,
            unit: world.above[3],
            indicators: None,
            membership: None,
            since: today,
            until: None,
        };
        db.write_blocking(|tx| grants::give(tx, caller.part, (today.start(), None), std::slice::from_ref(&new)))
            .unwrap();
        let scope = db.read_blocking(|tx| scope::load(tx, caller.part, caller.account)).unwrap().unwrap();
        assert!(scope.permits_anywhere(Action::ManagePeople, today));
        let fields = db.read_blocking(|tx| {
            tx.one("select fields from audit_entry where action = 'grant.give'", &[], |row| row.get::<String>(0))
        });
        assert_eq!(fields.unwrap(), format!("role=commune_officer unit={} since={today}", world.above[3]));
    });
}
