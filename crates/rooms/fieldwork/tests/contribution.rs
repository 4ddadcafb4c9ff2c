//! The counting of a household: what a fresh visit adds on top is what a recount of everything finds.

use base::{Day, Uuid};
use counting::reach::ReachRows;
use counting::{Deltas, Key, Place};
use fieldwork::contribution::{Event, History, Past, contribute, contribution};
use proptest::prelude::*;

fn day(n: i64) -> Day {
    "2025-11-01".parse::<Day>().unwrap().plus(n)
}

fn atom() -> Uuid {
    Uuid::from_u128(1)
}

fn resident(n: u8) -> Past {
    let left_on = (n == 3).then(|| day(200));
    let sex = [Some("m"), Some("f"), None][usize::from(n) % 3].map(str::to_owned);
    Past {
        id: Uuid::from_u128(100 + u128::from(n)),
        sex,
        birth_year: Some(1950 + i64::from(n) * 17),
        made_on: day(0),
        left_on,
    }
}

#[derive(Debug, Clone)]
struct Happening {
    day: i64,
    met: bool,
    practised: Vec<(u8, u8, i64)>,
}

fn happening() -> impl Strategy<Value = Happening> {
    let practised = prop::collection::vec((0u8..4, 0u8..2, -1i64..=6), 0..4);
    (0i64..300, practised).prop_map(|(day, practised)| Happening { day, met: !practised.is_empty(), practised })
}

fn events(at: usize, happening: &Happening) -> Vec<Event> {
    let mut seen = std::collections::BTreeSet::new();
    let once = happening.practised.iter().filter(|(who, skill, _)| seen.insert((*who, *skill)));
    once.map(|(who, skill, level)| Event {
        resident: resident(*who).id,
        skill: ["vneid", "vssid"][usize::from(*skill)].into(),
        day: day(happening.day),
        atom: atom(),
        level: *level,
        order: (at as i64, 0, Uuid::from_u128(1_000 + at as u128)),
        why: ["", "scam", "health", "something else"][at % 4].into(),
    })
    .collect()
}

fn whole(happenings: &[Happening]) -> History {
    History {
        household: Uuid::from_u128(7),
        stays: vec![(day(0), None, atom())],
        survey: None,
        residents: (0..4).map(resident).collect(),
        visits: happenings.iter().map(|h| (day(h.day), atom(), h.met)).collect(),
        events: happenings.iter().enumerate().flat_map(|(at, h)| events(at, h)).collect(),
    }
}

/// Only the last event of each ladder and the last day on which somebody was met.
fn top(whole: &History) -> History {
    let mut tops: Vec<Event> = Vec::new();
    let mut sorted = whole.events.clone();
    sorted.sort_by_key(|event| (event.day, event.order));
    for event in sorted {
        tops.retain(|known| (known.resident, &known.skill) != (event.resident, &event.skill));
        tops.push(event);
    }
    let met = whole.visits.iter().filter(|visit| visit.2).max().copied();
    History { visits: met.into_iter().collect(), events: tops, ..whole.clone() }
}

fn changes(before: &History, after: &History) -> (Deltas, ReachRows) {
    let (mut rows_before, mut rows) = (ReachRows::new(), ReachRows::new());
    let mut difference = Deltas::default();
    difference.take_away(|deltas| contribute(before, deltas, &mut rows_before));
    contribute(after, &mut difference, &mut rows);
    let mut deltas = Deltas::default();
    for (key, columns) in difference.changes() {
        deltas.add(key.clone(), columns);
    }
    rows.retain(|key, row| rows_before.get(key) != Some(row));
    (deltas, rows)
}

fn with(history: &History, at: usize, happening: &Happening) -> History {
    let mut after = history.clone();
    after.visits.push((day(happening.day), atom(), happening.met));
    after.events.extend(events(at, happening));
    after
}

proptest! {
    #[test]
    fn the_top_of_a_history_is_enough_for_a_visit_that_comes_after_all(
        past in prop::collection::vec(happening(), 0..8),
        new in happening(),
    ) {
        let last = past.iter().map(|h| h.day).max().unwrap_or(0);
        let new = Happening { day: last + 1 + new.day % 20, ..new };
        let full = whole(&past);
        let short = top(&full);
        let counted = changes(&full, &with(&full, past.len(), &new));
        let quick = changes(&short, &with(&short, past.len(), &new));
        prop_assert_eq!(counted, quick);
    }

    #[test]
    fn a_distinct_count_of_any_range_comes_from_the_rows(
        happenings in prop::collection::vec(happening(), 0..12),
        from in 0i64..300,
        length in 0i64..300,
    ) {
        let (a, b) = (day(from), day(from + length));
        let (_, rows) = contribution(&whole(&happenings));
        for who in 0..4 {
            let id = resident(who).id;
            let of_who = rows.iter().filter(|((s, _), _)| s.indicator == "people_reached" && s.item.is_empty() && s.id == id);
            let by_rows = of_who.filter(|((_, d), row)| a <= *d && *d <= b && row.previous.is_none_or(|p| p < a)).count();
            let really = happenings.iter().any(|h| {
                a <= day(h.day) && day(h.day) <= b && h.practised.iter().any(|(w, _, _)| *w == who)
            });
            prop_assert_eq!(by_rows, usize::from(really));
        }
    }

    #[test]
    fn stocks_stand_where_the_daily_changes_lead(happenings in prop::collection::vec(happening(), 0..10)) {
        let (deltas, _) = contribution(&whole(&happenings));
        let total = |indicator: &str, item: &str, bucket: &dyn Fn(&str) -> bool| -> i64 {
            let of = |key: &Key| key.indicator == indicator && key.item == item && bucket(&key.bucket.to_string());
            deltas.changes().into_iter().filter(|(key, _)| of(key)).map(|(_, columns)| columns[0]).sum()
        };
        for (indicator, item) in [("residents", ""), ("households", ""), ("household_skill", "vneid:asked"), ("ladder", "vssid:6")] {
            let now = total(indicator, item, &|bucket| bucket == "all");
            prop_assert_eq!(now, total(indicator, item, &|bucket| bucket != "all"));
            prop_assert!(now >= 0);
        }
        let asked: i64 = (-1..=6).map(|level| total("ladder", &format!("vneid:{level}"), &|bucket| bucket == "all")).sum();
        prop_assert!(asked <= total("residents", "", &|bucket| bucket == "all"));
        prop_assert!(deltas.changes().iter().all(|(key, _)| key.place == Place::Atom(atom())));
    }

    #[test]
    fn moves_lead_from_the_first_rung_to_the_last(happenings in prop::collection::vec(happening(), 0..12)) {
        let (deltas, _) = contribution(&whole(&happenings));
        let mut ended: std::collections::BTreeMap<String, i64> = Default::default();
        for (key, columns) in deltas.changes() {
            if key.indicator == "ladder_move" && key.bucket.to_string().starts_with("m:") {
                let [skill, from, to] = key.item.split(':').collect::<Vec<_>>()[..] else { panic!("{}", key.item) };
                prop_assert_ne!(from, to);
                *ended.entry(format!("{skill}:{to}")).or_default() += columns[0];
                if from != "new" {
                    *ended.entry(format!("{skill}:{from}")).or_default() -= columns[0];
                }
            }
        }
        for skill in ["vneid", "vssid"] {
            for level in -1..=6 {
                let mut last: std::collections::BTreeMap<Uuid, ((Day, usize), i64)> = Default::default();
                for (at, happening) in happenings.iter().enumerate() {
                    for event in events(at, happening).into_iter().filter(|event| event.skill == skill) {
                        let newest = last.get(&event.resident).is_none_or(|(known, _)| *known <= (event.day, at));
                        if newest {
                            last.insert(event.resident, ((event.day, at), event.level));
                        }
                    }
                }
                let there = last.values().filter(|(_, stands)| *stands == level).count() as i64;
                prop_assert_eq!(ended.get(&format!("{skill}:{level}")).copied().unwrap_or(0), there);
            }
        }
    }

    #[test]
    fn who_does_not_want_it_has_one_reason(happenings in prop::collection::vec(happening(), 0..12)) {
        let (deltas, _) = contribution(&whole(&happenings));
        let now = |indicator: &str, item: &dyn Fn(&str) -> bool| -> i64 {
            let of = |key: &Key| key.indicator == indicator && item(&key.item) && key.bucket.to_string() == "all";
            deltas.changes().into_iter().filter(|(key, _)| of(key)).map(|(_, columns)| columns[0]).sum()
        };
        for skill in ["vneid", "vssid"] {
            let refusing = now("ladder", &|item| item == format!("{skill}:-1"));
            prop_assert_eq!(now("not_using", &|item| item.starts_with(skill)), refusing);
        }
    }

    #[test]
    fn a_household_stands_under_the_last_day_on_which_somebody_was_met(
        happenings in prop::collection::vec(happening(), 0..12),
        gone in any::<bool>(),
    ) {
        let mut history = whole(&happenings);
        history.stays[0].1 = gone.then(|| day(400));
        let (deltas, _) = contribution(&history);
        let found: Vec<_> = deltas.changes().into_iter().filter(|(key, _)| key.indicator == "last_met").collect();
        let last = happenings.iter().filter(|h| h.met).map(|h| day(h.day)).max().filter(|_| !gone);
        prop_assert_eq!(found.iter().map(|(key, _)| key.bucket.to_string()).collect::<Vec<_>>(),
            last.iter().map(ToString::to_string).collect::<Vec<_>>());
        prop_assert!(found.iter().all(|(_, columns)| columns[0] == 1));
    }
}
