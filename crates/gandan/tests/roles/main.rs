//! Who may do what: every route of the contract, asked by every role inside and outside its subtree. The answers are a table
//! under review (`snapshots/`): read what changes in it as a change of who may.
//!
//! A cell is the status; `+n` is the length of a list; `*` says that a person's name stands in the answer.

mod call;
mod place;
mod table;

use std::collections::BTreeMap;

use call::Server;
use place::Place;
use table::{Cell, Route, routes};

/// Routes without a place in their address are asked once.
const ANYWHERE: &str = "-";

#[test]
fn who_may_do_what() {
    let server = Server::start();
    let mut lines = BTreeMap::new();
    for route in routes(&server.contract) {
        for place in Place::asked_of(&route.path) {
            let cells: Vec<Cell> = server.callers.iter().map(|caller| server.cell(&route, place, caller)).collect();
            check(&server, &route, place, &cells);
            let name = place.map_or(ANYWHERE, Place::name);
            lines.insert((route.path.clone(), route.method.clone(), place), (name, cells));
        }
    }
    let walked = testkit::full_scans(&server.database.db);
    assert!(walked.is_empty(), "{walked:#?}");
    insta::assert_snapshot!("who_may_do_what", table::draw(&server.callers, &lines));
}

/// What has to be so whatever the table says: nothing without sign-in but what the contract calls open, nothing outside.
fn check(server: &Server, route: &Route, place: Option<Place>, cells: &[Cell]) {
    for (caller, cell) in server.callers.iter().zip(cells) {
        let what = format!("{} {} {place:?} {}: {cell}", route.method, route.path, caller.name);
        assert!(cell.status < 500, "a fault: {what}");
        assert!(route.documents(cell.status), "not in the contract: {what}");
        if !route.open && caller.name == call::NOBODY {
            assert_eq!(cell.status, 401, "open to everybody: {what}");
        }
        if place == Some(Place::Elsewhere) {
            assert!(matches!(cell.status, 401 | 404), "seen from outside: {what}");
        }
    }
}
