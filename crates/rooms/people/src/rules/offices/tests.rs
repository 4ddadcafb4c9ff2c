use access::Grant;

use super::*;

const COUNTRY: Uuid = Uuid::from_u128(1);
const PROVINCE: Uuid = Uuid::from_u128(2);
const DISTRICT: Uuid = Uuid::from_u128(3);
const COMMUNE: Uuid = Uuid::from_u128(4);
const HAMLET: Uuid = Uuid::from_u128(5);
const ABOVE: [Uuid; 5] = [HAMLET, COMMUNE, DISTRICT, PROVINCE, COUNTRY];

fn today() -> Day {
    "2026-11-24".parse().unwrap()
}

fn grant(id: u128, role: Role, unit: Uuid) -> Grant {
    let since = "2025-01-01".parse().unwrap();
    Grant { id: Uuid::from_u128(id), role, unit, indicators: Vec::new(), since, until: None }
}

fn actor(grants: Vec<Grant>) -> Scope {
    Scope { part: 1, account: Uuid::nil(), name: String::new(), revision: 0, grants, disabled_at: None }
}

fn path(unit: Uuid) -> Vec<Uuid> {
    ABOVE.into_iter().skip_while(|one| *one != unit).collect()
}

fn gives(role: Role, on: Uuid, (unit, tier): (Uuid, Tier)) -> Vec<Role> {
    to_give(&actor(vec![grant(1, role, on)]), (&path(unit), tier), today())
}

#[test]
fn each_office_gives_what_lies_below_it() {
    use Role::*;
    let commune = (COMMUNE, Tier::Commune);
    assert_eq!(gives(CommuneLeader, COMMUNE, commune), [CommuneOfficer, ReadOnly]);
    assert_eq!(gives(DistrictOfficer, DISTRICT, commune), [CommuneOfficer, CommuneLeader, ReadOnly]);
    assert_eq!(gives(DistrictOfficer, DISTRICT, (DISTRICT, Tier::District)), [ReadOnly]);
    assert_eq!(gives(ProvinceOfficer, PROVINCE, (DISTRICT, Tier::District)), [DistrictOfficer, ReadOnly]);
    assert_eq!(gives(ProvinceOfficer, PROVINCE, (PROVINCE, Tier::Province)), [ReadOnly]);
    let province = (PROVINCE, Tier::Province);
    assert_eq!(gives(Administrator, COUNTRY, province), [ProvinceOfficer, DataOwner, ReadOnly, Administrator]);
    assert_eq!(gives(Administrator, COUNTRY, (HAMLET, Tier::Hamlet)), []);
}

#[test]
fn nobody_gives_above_or_beside_themselves_and_a_team_gives_nothing() {
    use Role::*;
    assert_eq!(gives(DistrictOfficer, DISTRICT, (PROVINCE, Tier::Province)), []);
    assert_eq!(gives(Administrator, PROVINCE, (COUNTRY, Tier::Country)), []);
    assert_eq!(gives(CommuneLeader, Uuid::from_u128(9), (COMMUNE, Tier::Commune)), []);
    for role in [Member, Deputy, Leader, CommuneOfficer, DataOwner, ReadOnly] {
        assert_eq!(gives(role, COUNTRY, (COMMUNE, Tier::Commune)), [], "{role}");
    }
}

#[test]
fn an_account_is_opened_anew_by_who_gives_all_that_it_holds() {
    let held = |role, unit| Held { role, path: path(unit) };
    let leader = actor(vec![grant(1, Role::CommuneLeader, COMMUNE)]);
    let may = |held: &[Held]| may_renew(&leader, held, today());
    assert!(may(&[held(Role::CommuneOfficer, COMMUNE)]));
    assert!(may(&[held(Role::CommuneOfficer, COMMUNE), held(Role::Leader, HAMLET)]));
    assert!(!may(&[held(Role::CommuneOfficer, COMMUNE), held(Role::ReadOnly, DISTRICT)]), "more than theirs");
    assert!(!may(&[held(Role::CommuneLeader, COMMUNE)]), "a leader beside them");
    assert!(!may(&[held(Role::Member, DISTRICT)]), "a team above them");
    assert!(!may(&[]), "nobody's");
}

#[test]
fn an_administrator_does_not_lock_themselves_out() {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let admin = grant(1, Role::Administrator, COUNTRY);
    assert!(is_own_last(&actor(vec![admin.clone()]), one, today()));
    assert!(is_own_last(&actor(vec![admin.clone(), grant(2, Role::ReadOnly, COUNTRY)]), one, today()));
    assert!(!is_own_last(&actor(vec![admin.clone(), grant(2, Role::ReadOnly, COUNTRY)]), two, today()));
    assert!(!is_own_last(&actor(vec![admin.clone(), grant(2, Role::Administrator, PROVINCE)]), one, today()));
    assert!(!is_own_last(&actor(vec![admin]), two, today()), "somebody else's");
}

#[test]
fn names_are_kept_without_what_no_name_has() {
    assert_eq!(name("  Trần  Văn\tĐức ").as_deref(), Some("Trần Văn Đức"));
    for wrong in ["", "  ", "a\u{7}b", &"x".repeat(121)] {
        assert_eq!(name(wrong), None, "{wrong:?}");
    }
}

#[test]
fn only_a_data_owner_has_figures_and_only_those_that_are_entered() {
    let fits = |role, codes: &[&str]| indicators_fit(role, &codes.iter().map(|&code| code.into()).collect::<Vec<_>>());
    assert!(fits(Role::DataOwner, &["eid_accounts", "eid_activated"]));
    assert!(!fits(Role::DataOwner, &[]) && !fits(Role::DataOwner, &["visits"]) && !fits(Role::DataOwner, &["x"]));
    assert!(fits(Role::CommuneOfficer, &[]) && !fits(Role::CommuneOfficer, &["eid_accounts"]));
}
