//! Guessing is slowed down: attempts are counted in a window, in the database, so that it holds for all servers together.

use base::Instant;
use db::{Result, Tx, args};

/// How many attempts a bucket holds, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// So many in a window.
    pub most: i64,
    /// The window, in seconds.
    pub window_seconds: i64,
}

impl Limit {
    /// Seconds until a window that began at `since` is over.
    fn left(self, since: Instant, now: Instant) -> i64 {
        (since.plus_seconds(self.window_seconds).0 - now.0 + 999_999) / 1_000_000
    }
}

/// Counts an attempt and gives the seconds to wait where it was one too many.
pub fn attempt(tx: &mut Tx<'_>, bucket: &str, limit: Limit, now: Instant) -> Result<Option<i64>> {
    let start = now.plus_seconds(-limit.window_seconds);
    tx.exec(
        "insert into attempt (bucket, window_start_at, count) values ($1, $2, 1)
         on conflict (bucket) do update set
           count = case when attempt.window_start_at <= $3 then 1 else attempt.count + 1 end,
           window_start_at = case when attempt.window_start_at <= $3 then excluded.window_start_at
             else attempt.window_start_at end",
        args![bucket, now, start],
    )?;
    let (since, count) =
        tx.one("select window_start_at, count from attempt where bucket = $1", args![bucket], |row| {
            Ok((Instant(row.get(0)?), row.get::<i64>(1)?))
        })?;
    Ok((count > limit.most).then_some(limit.left(since, now).max(1)))
}

/// The seconds to wait where a bucket is full already. Nothing is counted: looking must change nothing.
pub fn blocked(tx: &mut Tx<'_>, bucket: &str, limit: Limit, now: Instant) -> Result<Option<i64>> {
    let found = tx.opt("select window_start_at, count from attempt where bucket = $1", args![bucket], |row| {
        Ok((Instant(row.get(0)?), row.get::<i64>(1)?))
    })?;
    Ok(found.and_then(|(since, count)| {
        let left = limit.left(since, now);
        (count >= limit.most && left > 0).then_some(left)
    }))
}

/// Forgets a bucket, after somebody has shown who they are.
pub fn forget(tx: &mut Tx<'_>, bucket: &str) -> Result<()> {
    tx.exec("delete from attempt where bucket = $1", args![bucket])?;
    Ok(())
}

/// Removes buckets whose windows are long past.
pub fn sweep(tx: &mut Tx<'_>, now: Instant) -> Result<()> {
    tx.exec("delete from attempt where window_start_at < $1", args![now.plus_seconds(-86_400)])?;
    Ok(())
}
