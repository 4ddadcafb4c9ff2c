//! The district is founded from its communes' spreadsheets: the same people as the generator made, each with an account.

use base::{Day, SeededIds};
use demo::setup::found;
use demo::{District, Names, SEED};

#[test]
fn all_teams_come_in_from_the_spreadsheets() {
    let database = testkit::TestDb::sqlite();
    let district = District::generate(SEED, &Names::built_in());
    let now = "2025-11-24".parse::<Day>().unwrap().start();
    let founded = found(&database.db, &district, now, &SeededIds::new(SEED)).unwrap();
    assert_eq!((founded.teams.len(), founded.teams.iter().map(Vec::len).sum::<usize>()), (77, 542));
    let (lists, members) = database
        .db
        .read_blocking(|tx| {
            let lists = tx.one("select count(*), sum(created) from list_import", &[], |row| {
                Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))
            })?;
            let ids: Vec<base::Uuid> = founded.communes.iter().chain(&founded.hamlets).copied().collect();
            let teams = org::store::teams_of(tx, &ids)?;
            let ids: Vec<base::Uuid> = teams.iter().map(|team| team.id).collect();
            Ok::<_, db::Error>((lists, org::store::memberships_of(tx, founded.part, &ids)?))
        })
        .unwrap();
    assert_eq!(lists, (8, 535));
    let of_commune = |seat| matches!(seat, demo::district::Seat::Commune(_) | demo::district::Seat::Hamlet(_));
    let made: Vec<_> =
        district.teams.iter().filter(|team| of_commune(team.seat)).flat_map(|team| &team.members).collect();
    for member in made {
        let found = members.iter().any(|known| {
            known.name == member.name
                && (known.role.as_str(), known.post.as_str()) == (member.role, member.post)
                && known.sex.as_deref() == Some(member.sex.letter())
                && known.birth_year == Some(member.birth_year)
        });
        assert!(found, "{member:?}");
    }
}
