//! What teams and their members add to the figures: pure, so that an import and the recount cannot part.

use base::{Day, Uuid};
use counting::{Columns, Deltas, Group, Place, plain};

/// As much of a team as counting needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamFact {
    /// Its id.
    pub id: Uuid,
    /// The atom of its hamlet, or its unit above the hamlets.
    pub place: Place,
    /// Its first day.
    pub founded_on: Day,
    /// The first day on which it is no more.
    pub closed_on: Option<Day>,
}

/// As much of a membership as counting needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberFact {
    /// Where its team is counted.
    pub place: Place,
    /// The first day.
    pub since: Day,
    /// The first day no more.
    pub until: Option<Day>,
    /// m, f.
    pub sex: Option<String>,
    /// The birth year.
    pub birth_year: Option<i64>,
}

fn stay(deltas: &mut Deltas, place: Place, indicator: &'static str, (from, to): (Day, Option<Day>), columns: &Columns) {
    deltas.stock(place, indicator, "", from, columns);
    if let Some(to) = to {
        // In a day and out of it on the same day cancels out.
        deltas.stock(place, indicator, "", to, &columns.map(|value| -value));
    }
}

/// A membership: one person of their group on the day they came.
pub fn member(fact: &MemberFact, deltas: &mut Deltas) {
    let group = Group::of(fact.sex.as_deref(), fact.birth_year, fact.since);
    stay(deltas, fact.place, "members", (fact.since, fact.until), &group.columns(1));
}

/// All teams of one place: each counts, and a hamlet counts as one with a team on the days on which it has any.
pub fn teams(place: Place, facts: &[TeamFact], deltas: &mut Deltas) {
    for fact in facts {
        stay(deltas, place, "teams", (fact.founded_on, fact.closed_on), &plain(1));
    }
    if matches!(place, Place::Atom(_)) {
        let mut spans: Vec<_> = facts.iter().map(|fact| (fact.founded_on, fact.closed_on)).collect();
        spans.sort_unstable();
        for span in joined(&spans) {
            stay(deltas, place, "hamlets_with_team", span, &plain(1));
        }
    }
}

/// A hamlet on the list of units.
pub fn hamlet(atom: Uuid, from: Day, closed_on: Option<Day>, deltas: &mut Deltas) {
    stay(deltas, Place::Atom(atom), "hamlets", (from, closed_on), &plain(1));
}

/// Spans in order of their first day, those that touch made one.
fn joined(spans: &[(Day, Option<Day>)]) -> Vec<(Day, Option<Day>)> {
    let mut joined: Vec<(Day, Option<Day>)> = Vec::new();
    for (from, to) in spans.iter().copied() {
        match joined.last_mut() {
            Some((_, end)) if end.is_none_or(|end| from <= end) => {
                *end = end.and_then(|end| to.map(|to| to.max(end)));
            }
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use base::Bucket;
    use counting::Key;
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> Day {
        "2025-01-01".parse::<Day>().unwrap().plus(n)
    }

    fn on(deltas: &Deltas, indicator: &str, at: Day) -> i64 {
        let until = |key: &Key| matches!(key.bucket, Bucket::Day(day) if day <= at);
        let of = deltas.changes().into_iter().filter(|(key, _)| key.indicator == indicator && until(key));
        of.map(|(_, columns)| columns[0]).sum()
    }

    proptest! {
        #[test]
        fn every_day_counts_the_teams_and_the_hamlet_of_that_day(
            spans in prop::collection::vec((0i64..40, prop::option::of(0i64..20)), 0..6),
        ) {
            let place = Place::Atom(Uuid::nil());
            let facts: Vec<_> = spans.iter().map(|(from, length)| TeamFact {
                id: Uuid::nil(), place, founded_on: day(*from), closed_on: length.map(|length| day(from + length)),
            }).collect();
            let mut deltas = Deltas::default();
            teams(place, &facts, &mut deltas);
            for at in (0..70).map(day) {
                let open = facts.iter().filter(|f| f.founded_on <= at && f.closed_on.is_none_or(|end| end > at)).count();
                prop_assert_eq!(on(&deltas, "teams", at), open as i64);
                prop_assert_eq!(on(&deltas, "hamlets_with_team", at), i64::from(open > 0));
            }
        }
    }

    #[test]
    fn a_member_leaves_with_the_group_they_came_with() {
        let mut deltas = Deltas::default();
        let (since, until) = (day(0), Some(day(400)));
        let place = Place::Unit(Uuid::nil());
        member(&MemberFact { place, since, until, sex: Some("f".into()), birth_year: Some(1985) }, &mut deltas);
        assert!(deltas.changes().iter().all(|(key, _)| key.bucket != Bucket::All), "nothing is left now");
        assert_eq!((on(&deltas, "members", day(399)), on(&deltas, "members", day(400))), (1, 0));
    }
}
