//! Attempts are counted in the database, so that the count holds for all servers together.

use access::throttle::{self, Limit};
use base::Instant;
use db::Db;
use testkit::on_both;

const LIMIT: Limit = Limit { most: 5, window_seconds: 60 };

fn at(seconds: i64) -> Instant {
    Instant(1_795_453_200_000_000).plus_seconds(seconds)
}

fn attempt(db: &Db, bucket: &str, seconds: i64) -> Option<i64> {
    db.write_blocking(|tx| throttle::attempt(tx, bucket, LIMIT, at(seconds))).unwrap()
}

#[test]
fn so_many_in_a_window_and_no_more() {
    on_both(|db| {
        for seconds in 0..5 {
            assert_eq!(attempt(db, "a", seconds), None);
        }
        assert_eq!(attempt(db, "a", 10), Some(50));
        assert_eq!(attempt(db, "b", 10), None, "buckets are apart");
        let blocked = |seconds| db.read_blocking(|tx| throttle::blocked(tx, "a", LIMIT, at(seconds))).unwrap();
        assert_eq!((blocked(10), blocked(59), blocked(60)), (Some(50), Some(1), None));
        assert_eq!(attempt(db, "a", 60), None);
        db.write_blocking(|tx| throttle::forget(tx, "a")).unwrap();
        assert_eq!(db.read_blocking(|tx| throttle::blocked(tx, "a", LIMIT, at(60))).unwrap(), None);
    });
}

#[test]
fn a_crowd_at_once_gets_no_more_than_one_by_one() {
    on_both(|db| {
        let mut through = 0;
        std::thread::scope(|scope| {
            let tries: Vec<_> = (0..12).map(|_| scope.spawn(|| attempt(db, "crowd", 0).is_none())).collect();
            through = tries.into_iter().map(|one| one.join().unwrap()).filter(|let_in| *let_in).count();
        });
        assert_eq!(through, 5);
    });
}
