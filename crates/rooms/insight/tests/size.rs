//! A page costs what the page shows, not what lies below it: 7,000 hamlets beside 70, under as many communes.

// This test measures.
#![allow(clippy::disallowed_methods)]

mod common;

use std::time::{Duration, Instant};

use base::Day;
use common::{FIGURE, NOW, UNIT_FIGURE, World, add, atom, plain};
use db::Db;
use insight::rules::Chosen;
use insight::{SendingMemo, dashboard};
use serde_json::json;

const COMMUNES: usize = 7;

fn filled(db: &Db, hamlets: usize) -> World {
    let world = World::new(db, COMMUNES, hamlets);
    let months = Chosen::new(None, Day::of(NOW)).unwrap().trend;
    let lines = |id| {
        let month = |code, value| months.iter().map(move |(month, _)| json!([id, code, "", month.key, plain(value)]));
        let days = (0..200).map(move |at| json!([id, "members", "", Day::of(NOW).plus(-at).to_string(), plain(1)]));
        let now = ["teams", "members", "households"].map(|code| json!([id, code, "", "all", plain(200)]));
        month("households_reached", 9).chain(month("visits", 12)).chain(days).chain(now).collect::<Vec<_>>()
    };
    db.write_blocking(|tx| -> db::Result<()> {
        for hamlet in world.hamlets.iter().flat_map(|below| &below[..10]) {
            add(tx, FIGURE, &lines(atom(*hamlet)))?;
        }
        let upper = [&world.communes[..], &[world.district, world.province]].concat();
        for unit in &upper {
            add(tx, UNIT_FIGURE, &lines(*unit))?;
        }
        world.bump(tx, &[&world.hamlets.concat()[..], &upper[..]].concat());
        Ok(())
    })
    .unwrap();
    world
}

/// The first page, and the quickest of the ones after it while the teams' sending is remembered.
fn times(db: &Db, world: &World) -> (Duration, Duration) {
    let chosen = Chosen::new(None, Day::of(NOW)).unwrap();
    let memo = SendingMemo::default();
    let seen = db.read_blocking(|tx| common::seen(tx, world.district)).unwrap();
    let mut times: Vec<_> = (0..31)
        .map(|_| {
            let start = Instant::now();
            let page = db
                .read_blocking(|tx| {
                    let state = dashboard::state(tx, world.district, NOW)?;
                    dashboard::page(tx, &memo, &seen, &state, (&chosen, NOW))
                })
                .unwrap();
            assert_eq!((page.children.len(), page.cards[0].value), (COMMUNES, 200));
            start.elapsed()
        })
        .collect();
    let first = times.remove(0);
    // The quickest is the one that no other program disturbed.
    (first, times.into_iter().min().unwrap())
}

#[test]
fn seven_thousand_hamlets_cost_a_page_no_more_than_twice_what_seventy_do() {
    let take = |hamlets| {
        let found = std::cell::RefCell::new(Vec::new());
        testkit::on_both(|db| found.borrow_mut().push(times(db, &filled(db, hamlets))));
        found.into_inner()
    };
    for ((first_small, small), (first_large, large)) in take(10).into_iter().zip(take(1_000)) {
        eprintln!("70: {small:?} (first {first_small:?}); 7,000: {large:?} (first {first_large:?})");
        assert!(large <= small * 2 + Duration::from_millis(1), "{large:?} against {small:?}");
    }
}
