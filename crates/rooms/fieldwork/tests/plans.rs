//! Work grows with the change: nothing that a sync runs walks a table, or all that a part has of one.

mod small;

use access::Role;
use serde_json::json;
use small::Town;
use sync::Settlement;
use testkit::TestDb;

#[test]
fn no_sync_walks_a_table() {
    let database = TestDb::sqlite();
    let town = Town::new(&database.db, 31);
    let (clock, ids) = (&town.world.clock, &*town.world.ids);
    let (mut member, mut leader) = (town.phone(Role::Member, 0), town.phone(Role::Leader, 0));
    let mut other = town.phone(Role::Leader, 1);
    let (household, people) = town.household(&mut member, "Thạch");
    let (_, first) = member.visit(clock, ids, (household, &people), ("2026-10-01", &[(people[0], "vneid", 3)]));
    town.sync(&mut member);
    town.sync(&mut leader);
    member.visit(clock, ids, (household, &people), ("2026-09-01", &[]));
    member.write(clock, ids, "visit.remove", json!({ "visit": first, "why": "nhầm" }));
    let met = town.meeting(&member, (&people, &[(people[0], "vssid", 3)]), "2026-09-20");
    member.write(clock, ids, "activity.record", met.clone());
    member.write(clock, ids, "activity.remove", json!({ "activity": met["activity"] }));
    let fields = json!({ "note": "Sau chùa", "smartphones": 2 });
    member.write(clock, ids, "household.edit", json!({ "household": household, "saw": 1, "fields": fields }));
    let fields = json!({ "birth_year": 1961 });
    let body = json!({ "household": household, "resident": people[0], "saw": 1, "fields": fields });
    member.write(clock, ids, "resident.edit", body);
    let to = json!({ "household": household, "to": town.world.hamlets[1], "day": "2026-11-01" });
    leader.write(clock, ids, "household.move", to);
    town.sync(&mut leader);
    let (late, _) = member.visit(clock, ids, (household, &people), ("2026-11-20", &[(people[0], "vneid", 6)]));
    town.sync(&mut member);
    member.write(clock, ids, "work.hand_over", json!({ "operation": late }));
    town.sync(&mut member);
    town.sync(&mut other);
    let listed = *other.ids_of("attention").first().expect("handed over");
    let place = (town.world.hamlets[1], listed, other.member.caller.account);
    town.wait(town.service.settle(7, place, Settlement::Accept)).unwrap().unwrap();
    for phone in [&mut member, &mut leader, &mut other] {
        town.sync(phone);
    }
    counting::fold::run(&database.db, base::Clock::now(&**clock)).unwrap();
    let walked = testkit::full_scans(&database.db);
    assert!(walked.is_empty(), "{walked:#?}");
}
