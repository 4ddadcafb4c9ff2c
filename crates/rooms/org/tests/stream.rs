//! What a commune's stream brings: its lists whole, then what changed, and who left as gone.

#[path = "../../../places/tests/small/mod.rs"]
mod small;

use base::{Day, Instant, SeededIds};
use db::Db;
use org::CommuneSource;
use org::import::Import;
use sync::{Kind, Record, Source, Stream};

const HAMLETS: &str = "commune,name,full_name\n31918@2024,17,Ấp 17\n31918@2024,19,Ấp 19\n31915@2024,31,Ấp 31\n";
const LIST: &str = "\
unit,team,decision_date,name,birth_year,role,until
31918@2024/17,Tổ 17,2023-03-01,Lê Thị Út,1982,leader,
31918@2024/19,Tổ 19,2023-03-01,Trần Văn Sáu,1965,leader,
31915@2024/31,Tổ 31,2023-03-01,Võ Văn Ba,1970,leader,
";

fn now() -> Instant {
    "2026-11-24".parse::<Day>().expect("a day").start()
}

fn import(db: &Db, list: &str, seed: u64) {
    let ids = SeededIds::new(seed);
    let import = Import { now: now(), ids: &ids, actor: None };
    db.write_blocking(|tx| org::import::teams(tx, list, &import)).unwrap_or_else(|e| panic!("{e}"));
}

fn kinds(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.kind).collect()
}

#[test]
fn a_commune_gets_its_own_lists_and_later_what_changed() {
    testkit::on_both(|db| {
        small::import(db);
        let ids = SeededIds::new(1);
        db.write_blocking(|tx| {
            places::store::set_map_in_force(tx, 2024)?;
            org::hamlets::import(tx, HAMLETS, &Import { now: now(), ids: &ids, actor: None })
        })
        .unwrap_or_else(|e| panic!("{e}"));
        import(db, LIST, 2);
        let commune = db.read_blocking(|tx| places::resolve(tx, "31918@2024")).unwrap_or_else(|e| panic!("{e}"));
        let stream = Stream::new(commune.part, Kind::Commune, commune.id);
        let today = Day::of(now());
        let revision = || {
            let found = db.read_blocking(|tx| {
                let sql = "select revision from stream where part = $1 and id = $2";
                tx.one(sql, db::args![stream.part, stream.id], |row| row.get::<i64>(0))
            });
            found.expect("the stream is there")
        };
        let changes =
            |since| db.read_blocking(|tx| CommuneSource.changes(tx, &stream, since, today)).expect("it reads");

        let page = db.read_blocking(|tx| CommuneSource.page(tx, &stream, None, 100, today)).expect("it reads");
        let whole: Vec<Record> = page.iter().map(|(_, record)| record.clone()).collect();
        assert_eq!(kinds(&whole), ["unit", "unit", "unit", "team", "team", "member", "member"]);
        let last = page.last().map(|(key, _)| key.as_str());
        assert_eq!(db.read_blocking(|tx| CommuneSource.page(tx, &stream, last, 100, today)).map(|p| p.len()), Ok(0));

        let before = revision();
        assert_eq!(kinds(&changes(before)), ["unit"; 3], "nothing changed but units, which carry no revision");
        import(db, &LIST.replace("Lê Thị Út,1982,leader,", "Lê Thị Út,1982,leader,2026-11-20"), 3);
        assert_eq!(revision(), before + 1);
        let changed = changes(before);
        assert_eq!(kinds(&changed), ["unit", "unit", "unit", "member"]);
        assert!(changed[3].content.is_none(), "she left");
        import(db, &LIST.replace("Võ Văn Ba,1970,leader,", "Võ Văn Ba,1970,leader,2026-11-20"), 4);
        assert_eq!(revision(), before + 1, "what changes in another commune is not this one's news");
    });
}
