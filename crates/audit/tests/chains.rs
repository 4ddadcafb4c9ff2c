//! Chains on both engines: what was changed afterwards shows, and erasure leaves them whole.

use audit::{Chain, Entry, anchor, append, append_with_content, erase, read_in_bulk, verify};
use base::{Instant, SeededIds, Uuid, derived_id};
use db::{Db, args};
use testkit::on_both;

const PART: i64 = 7;
const HOUR: i64 = 3_600_000_000;

fn at(hours: i64) -> Instant {
    Instant(1_795_453_200_000_000 / HOUR * HOUR + hours * HOUR)
}

fn entry(hours: i64, action: &str) -> Entry {
    Entry::plain(at(hours), Some(Uuid::from_u128(1)), action, Some(Uuid::from_u128(2)))
}

/// Three chains over three hours, one entry with content.
fn fill(db: &Db) {
    let ids = SeededIds::new(1);
    db.write_blocking(|tx| {
        append(tx, PART, Chain::Accounts, vec![entry(0, "session.open"), entry(1, "session.open")])?;
        append(tx, PART, Chain::Grants, vec![entry(1, "grant.create")])?;
        append_with_content(tx, &ids, PART, Chain::Organisation, entry(1, "team.edit"), "Nguyễn Văn Á")?;
        append(tx, PART, Chain::Accounts, vec![entry(2, "session.close")])?;
        read_in_bulk(tx, PART, (at(2), None), (Uuid::from_u128(3), "households", 400))
    })
    .unwrap();
}

fn whys(db: &Db) -> Vec<&'static str> {
    let (walked, broken) = db.read_blocking(|tx| verify(tx, PART)).unwrap();
    assert!(walked >= 5, "{walked}");
    broken.into_iter().map(|broken| broken.why).collect()
}

fn change(db: &Db, sql: &'static str) {
    assert_eq!(db.write_blocking(|tx| tx.exec(sql, args![PART])).unwrap(), 1, "{sql}");
}

#[test]
fn whole_chains_are_whole_and_erasure_leaves_them_so() {
    on_both(|db| {
        fill(db);
        assert!(whys(db).is_empty());
        let chain = derived_id(&format!("audit {PART} organisation"));
        db.write_blocking(|tx| erase(tx, PART, chain, 1)).unwrap();
        assert!(whys(db).is_empty());
        let left = db.read_blocking(|tx| {
            tx.one("select salt, content from audit_content where part = $1", args![PART], |row| {
                Ok((row.get::<String>(0)?, row.get::<Option<String>>(1)?))
            })
        });
        assert_eq!(left.unwrap(), (String::new(), None));
    });
}

#[test]
fn what_was_changed_afterwards_shows() {
    const ENTRY: &str = "the entry is not what was written";
    const MISSING: &str = "an entry before it is missing";
    const CONTENT: &str = "the content is not what was written";
    const END: &str = "the end of the chain is not where its head says";
    let cases: [(&'static str, &str); 5] = [
        ("update audit_entry set action = 'other' where part = $1 and action = 'grant.create'", ENTRY),
        ("update audit_entry set actor = null where part = $1 and action = 'team.edit'", ENTRY),
        ("delete from audit_entry where part = $1 and action = 'session.open' and seq = 1", MISSING),
        ("delete from audit_entry where part = $1 and action = 'session.close'", END),
        ("update audit_content set content = 'somebody else' where part = $1", CONTENT),
    ];
    for (sql, why) in cases {
        on_both(|db| {
            fill(db);
            change(db, sql);
            assert!(whys(db).contains(&why), "{sql}: {:?}", whys(db));
        });
    }
}

#[test]
fn an_anchor_holds_what_a_chain_alone_cannot() {
    on_both(|db| {
        fill(db);
        let made = |hours| db.write_blocking(|tx| anchor(tx, PART, at(hours).plus_seconds(600))).unwrap();
        let (first, second) = (made(1), made(2));
        assert_eq!((first.at, first.heads), (at(1), 1));
        assert_eq!((second.at, second.heads), (at(2), 3));
        assert_eq!(made(2), second, "the same hour gives the same line");
        db.write_blocking(|tx| append(tx, PART, Chain::Grants, vec![entry(3, "grant.end")])).unwrap();
        assert!(whys(db).is_empty());

        // The last entry goes and the head is set back: the chain by itself is whole, the anchor is not.
        let third = made(4);
        assert_eq!((third.at, third.heads), (at(4), 4));
        change(db, "delete from audit_entry where part = $1 and action = 'grant.end'");
        db.write_blocking(|tx| {
            tx.exec(
                "update audit_chain set seq = 1, head = (select hash from audit_entry where part = $1 and action = 'grant.create')
                 where part = $1 and name = 'grants'",
                args![PART],
            )
        })
        .unwrap();
        assert_eq!(whys(db), ["the chains are not what was anchored"]);
    });
}

#[test]
fn a_clock_that_went_back_breaks_no_anchor() {
    on_both(|db| {
        fill(db);
        db.write_blocking(|tx| append(tx, PART, Chain::Accounts, vec![entry(1, "a"), entry(0, "b"), entry(2, "c")]))
            .unwrap();
        for hours in 1..5 {
            db.write_blocking(|tx| anchor(tx, PART, at(hours).plus_seconds(600))).unwrap();
        }
        assert!(whys(db).is_empty());
    });
}
