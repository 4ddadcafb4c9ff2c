//! A copy between engines, there and back, is the same database.

use base::Uuid;
use db::{Db, Engine, args};
use testkit::TestDb;

fn fill(db: &Db) {
    db.write_blocking(|tx| {
        for n in 0..4_500_i64 {
            let province = format!("{:02} Đồng Nai '\"\\ {n}", n % 7);
            tx.exec("insert into part (part, province_code, made_at) values ($1, $2, $3)", args![n, province, n * 1_000])?;
        }
        let unit = Uuid::from_u128(7);
        tx.exec(
            "insert into unit (id, tier, code, vintage, part, kind, valid_from) values ($1, 'hamlet', $2, $3, 1, 'ap', '2025-07-01')",
            args![unit, None::<&str>, None::<i64>],
        )?;
        tx.exec(
            "insert into atom (part, id, unit, made_on) values (1, $1, $2, '2025-07-01')",
            args![Uuid::from_u128(8), unit],
        )
    })
    .expect("the database is filled");
}

fn content(db: &Db) -> Vec<(i64, String, i64)> {
    let mut rows = db
        .read_blocking(|tx| {
            tx.all("select part, province_code, made_at from part", &[], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
        })
        .expect("the parts are read");
    rows.sort();
    rows
}

#[test]
fn there_and_back_is_the_same() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let [first, between, last] = [TestDb::on(engine), TestDb::sqlite(), TestDb::on(engine)];
        fill(&first.db);
        assert_eq!(db::copy(&first.db, &between.db), Ok(4_502));
        assert_eq!(db::copy(&between.db, &last.db), Ok(4_502));
        assert_eq!(content(&first.db), content(&last.db));
        let closed =
            last.db.read_blocking(|tx| tx.one("select closed_on from atom", &[], |row| row.get::<Option<String>>(0)));
        assert_eq!(closed, Ok(None));
    }
}

#[test]
fn what_is_filled_is_not_written_over() {
    let [first, second] = [TestDb::sqlite(), TestDb::sqlite()];
    fill(&first.db);
    fill(&second.db);
    let refused = db::copy(&first.db, &second.db).expect_err("the second is not empty");
    assert!(refused.to_string().contains("part has rows"), "{refused}");
}
