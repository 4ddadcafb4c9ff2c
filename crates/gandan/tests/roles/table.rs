//! The routes as the contract lists them, and the table as a reader sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::call::Caller;
use crate::place::Place;

/// One operation of the contract.
pub struct Route {
    pub method: String,
    pub path: String,
    /// No sign-in.
    pub open: bool,
    statuses: BTreeSet<String>,
}

impl Route {
    pub fn documents(&self, status: u16) -> bool {
        self.statuses.contains(&status.to_string())
    }
}

/// All operations under `/api`, in the order of their addresses.
pub fn routes(contract: &Value) -> Vec<Route> {
    let paths = contract["paths"].as_object().expect("paths").iter();
    let routes = paths.flat_map(|(path, item)| {
        let operations = item.as_object().expect("operations").iter();
        operations.map(move |(method, operation)| Route {
            method: method.to_uppercase(),
            path: path.clone(),
            open: operation.get("security").is_none(),
            statuses: operation["responses"].as_object().expect("responses").keys().cloned().collect(),
        })
    });
    // What whoever runs the server asks is answered before any role is known.
    routes.filter(|route| route.path.starts_with("/api/") && route.path != "/api/openapi.json").collect()
}

/// One answer.
pub struct Cell {
    pub status: u16,
    pub length: Option<usize>,
    pub names: bool,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.length.map(|length| format!("+{length}")).unwrap_or_default();
        write!(f, "{}{length}{}", self.status, if self.names { "*" } else { "" })
    }
}

type Lines = BTreeMap<(String, String, Option<Place>), (&'static str, Vec<Cell>)>;

/// One block a route, one line a place, one column a caller.
pub fn draw(callers: &[Caller], lines: &Lines) -> String {
    let mut text = String::new();
    let width = |caller: &Caller| caller.name.len().max(7) + 1;
    let mut before = None;
    for ((path, method, _), (place, cells)) in lines {
        if before.replace((path, method)) != Some((path, method)) {
            text.push_str(&format!("\n{method} {path}\n{:12}", ""));
            callers.iter().for_each(|caller| text.push_str(&format!("{:>1$}", caller.name, width(caller))));
            text.push('\n');
        }
        text.push_str(&format!("{place:12}"));
        let cells = callers.iter().zip(cells);
        cells.for_each(|(caller, cell)| text.push_str(&format!("{:>1$}", cell.to_string(), width(caller))));
        text.push('\n');
    }
    text
}
