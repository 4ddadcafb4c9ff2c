//! The phones that a leader asks after: those not heard of for days, and those taken off the list with work still on them.

use std::collections::BTreeMap;

use base::{Day, Instant, Uuid};
use db::{Result, Tx};

/// A phone of somebody who works in a hamlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handset {
    /// The hamlet.
    pub unit: Uuid,
    /// Whose.
    pub account: Uuid,
    /// Their name.
    pub name: String,
    /// The phone.
    pub device: Uuid,
    /// What its owner sees it by.
    pub label: String,
    /// When it last called.
    pub seen_at: Instant,
    /// How many operations it said it still held, less what came in sealed since.
    pub announced: i64,
    /// Taken off the list, or its owner's account ended.
    pub lost: bool,
    /// Its owner still works there.
    pub works: bool,
}

/// Somebody whose phones have not called for days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The hamlet.
    pub unit: Uuid,
    /// Who.
    pub account: Uuid,
    /// Their name.
    pub name: String,
    /// When one of their phones last called.
    pub seen_at: Instant,
    /// How many operations these phones said they still held.
    pub held: i64,
}

/// A person is silent after so many days.
pub const SILENT_DAYS: i64 = 7;

/// `cross join` keeps SQLite at the written order: from the hamlets to their people to their phones, each by key.
const HANDSETS: &str = "
select distinct g.unit, g.account, a.name, d.id, d.label, d.seen_at, d.announced,
  cast(case when d.revoked_at is null and a.disabled_at is null then 0 else 1 end as bigint),
  cast(case when g.until is null then 1 else 0 end as bigint)
from {rows:$1} cross join access_grant g cross join account a cross join device d
where g.part = $2 and g.unit = uuid(r.value->>0) and g.role in ('member', 'deputy', 'leader')
  and a.part = g.part and a.id = g.account and d.part = g.part and d.account = g.account
order by g.unit, d.seen_at, d.id";

/// The phones of everybody who works, or worked, in these hamlets of a part, those heard of least first.
pub fn of_hamlets(tx: &mut Tx<'_>, part: i64, hamlets: &[Uuid]) -> Result<Vec<Handset>> {
    let rows = db::json(&hamlets.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.all(HANDSETS, &[rows, part.into()], |row| {
        Ok(Handset {
            unit: row.get(0)?,
            account: row.get(1)?,
            name: row.get(2)?,
            device: row.get(3)?,
            label: row.get(4)?,
            seen_at: Instant(row.get(5)?),
            announced: row.get(6)?,
            lost: row.get::<i64>(7)? == 1,
            works: row.get::<i64>(8)? == 1,
        })
    })
}

/// Who has not been heard of by any phone since the start of `today` less [`SILENT_DAYS`]. A phone that was taken off the
/// list says nothing of its owner, nor does somebody who never had one.
pub fn silent(handsets: &[Handset], today: Day) -> Vec<Silent> {
    let mut people: BTreeMap<(Uuid, Uuid), Silent> = BTreeMap::new();
    for one in handsets.iter().filter(|one| one.works && !one.lost) {
        let known = people.entry((one.unit, one.account)).or_insert_with(|| Silent {
            unit: one.unit,
            account: one.account,
            name: one.name.clone(),
            seen_at: one.seen_at,
            held: 0,
        });
        known.seen_at = known.seen_at.max(one.seen_at);
        known.held += one.announced;
    }
    let mut silent: Vec<Silent> =
        people.into_values().filter(|one| today.since(Day::of(one.seen_at)) > SILENT_DAYS).collect();
    silent.sort_by_key(|one| (one.seen_at, one.account));
    silent
}

/// The phones off the list on which, by their own word, work is still waiting.
pub fn lost(handsets: &[Handset]) -> Vec<&Handset> {
    let mut lost: Vec<&Handset> = handsets.iter().filter(|one| one.lost && one.announced > 0).collect();
    lost.sort_by_key(|one| (one.unit, one.device));
    lost.dedup_by_key(|one| (one.unit, one.device));
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(account: u128, device: u128, (day, held): (&str, i64), (lost, works): (bool, bool)) -> Handset {
        let day: Day = day.parse().expect("a day");
        Handset {
            unit: Uuid::nil(),
            account: Uuid::from_u128(account),
            name: format!("Người {account}"),
            device: Uuid::from_u128(device),
            label: "Galaxy A05".into(),
            seen_at: day.start(),
            announced: held,
            lost,
            works,
        }
    }

    #[test]
    fn the_latest_phone_speaks_for_a_person_and_a_lost_one_for_nobody() {
        let today: Day = "2026-11-25".parse().expect("a day");
        let all = [
            phone(1, 10, ("2026-11-01", 3), (false, true)),
            phone(1, 11, ("2026-11-24", 0), (false, true)),
            phone(2, 20, ("2026-11-17", 4), (false, true)),
            phone(2, 21, ("2026-11-24", 7), (true, true)),
            phone(3, 30, ("2026-11-18", 0), (false, true)),
            phone(4, 40, ("2026-10-01", 2), (true, false)),
            phone(5, 50, ("2026-10-01", 0), (true, true)),
        ];
        let silent: Vec<(u128, i64)> =
            silent(&all, today).iter().map(|one| (one.account.as_u128(), one.held)).collect();
        assert_eq!(silent, [(2, 4)]);
        let lost: Vec<(u128, i64)> = lost(&all).iter().map(|one| (one.device.as_u128(), one.announced)).collect();
        assert_eq!(lost, [(21, 7), (40, 2)]);
    }
}
