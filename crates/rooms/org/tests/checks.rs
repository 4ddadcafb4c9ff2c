//! What an office is told about its organisation, on both engines.

mod roster_office;

use base::Day;
use roster_office::{LIST, now, with_office};

#[test]
fn an_office_is_told_what_its_organisation_lacks() {
    with_office(|office| {
        office.bring(LIST, now()).expect("it comes in");
        let found = office.db.read_blocking(|tx| {
            let unit = places::resolve(tx, "31918@2024").expect("the commune");
            org::checks::check(tx, &unit, 2024, Day::of(now()))
        });
        let found = found.expect("it is looked at");
        assert_eq!((found.hamlets, found.teams), (10, 2));
        let count = |code: &str| found.counts.get(code).copied().unwrap_or(0);
        assert_eq!(count("hamlet_without_team"), 8);
        // Ấp 18 has one member, and nobody leads; Ấp 17 has a leader and a deputy, and lacks Front, women and youth.
        assert_eq!((count("team_without_leader"), count("team_without_deputy"), count("team_too_small")), (1, 1, 2));
        assert_eq!(count("post_missing"), 3 + 4);
        assert_eq!((count("decision_missing"), count("two_leaders"), count("led_by_other_post")), (0, 0, 0));
        let first = &found.findings[0];
        assert_eq!((first.code, first.unit_name.as_str()), ("hamlet_without_team", "Ấp 16"));
        assert_eq!(found.below.len(), 10);
        assert_eq!(found.below.iter().map(|(_, _, count)| count).sum::<usize>(), found.findings.len());
    });
}

#[test]
fn terms_shared_numbers_and_published_figures_are_looked_at() {
    with_office(|office| {
        let shared = LIST.replace("TV;Bí thư chi đoàn;", "TV;Bí thư chi đoàn;0913000111");
        office.bring(&shared, now()).expect("it comes in");
        office.agrees();
        office
            .db
            .write_blocking(|tx| {
                let stated = "unit,indicator,as_of,value,source\n31918@2024,teams,2026-01-01,3,báo cáo của xã\n\
                31918@2024,members,2026-01-01,3,báo cáo của xã\n";
                org::published::import(tx, stated).map_err(|e| db::Error::Other(e.to_string()))?;
                tx.exec("update team set decision_until = '2026-12-01' where name like '%17'", &[])?;
                tx.exec("update team set decision_until = '2026-11-23' where name like '%18'", &[])
            })
            .expect("it is written");
        let look = || {
            let found = office.db.read_blocking(|tx| {
                let unit = places::resolve(tx, "31918@2024").expect("the commune");
                org::checks::check(tx, &unit, 2024, Day::of(now()))
            });
            found.expect("it is looked at")
        };
        let found = look();
        let one = |code: &str| found.findings.iter().find(|finding| finding.code == code).expect("it is found");
        assert_eq!((found.counts["term_ending"], found.counts["term_over"]), (1, 1));
        assert_eq!(one("term_over").params["day"], "2026-11-23");
        let number = one("phone_shared");
        assert_eq!((number.unit_name.as_str(), &number.params["count"]), ("Ấp 17", &2.into()));
        assert_eq!(number.params["places"], serde_json::json!(["Ấp 18"]));
        let mut names = number.names.clone();
        names.sort();
        assert_eq!(names, ["Lê Thị Út", "Thạch Sa Rươl"]);
        assert_eq!(found.counts["published_differs"], 1, "what agrees is no finding");
        let stated = &one("published_differs").params;
        assert_eq!(
            (&stated["stated"], &stated["counted"], &stated["difference"]),
            (&3.into(), &2.into(), &(-1).into())
        );

        // Who has a number of their own by now shares none.
        office
            .db
            .write_blocking(|tx| {
                let sql = "insert into account_login (login, part, account)
                select '+84950000001', part, id from account where name = 'Thạch Sa Rươl'";
                tx.exec(sql, &[])
            })
            .expect("it is written");
        assert_eq!(look().counts.get("phone_shared"), None);
    });
}
