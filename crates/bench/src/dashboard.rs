//! A dashboard is to cost what it shows, not what lies below it: the same pages of a district with 70 hamlets and of one with
//! 7,000, both with figures in every hamlet, asked by turns.

use std::fmt::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use base::{Clock, Day, Ids, SystemClock, SystemIds, Uuid};
use counting::{Deltas, Group, Place, plain};
use db::Db;

use crate::http::Http;
use crate::server::{self, Server};

const SIZES: [usize; 2] = [70, 7_000];
/// So often each page is asked; the middle of the times is what counts.
const ROUNDS: usize = 31;
const DISTRICT: &str = "961@2024";
const COMMUNES: [&str; 8] = ["31891", "31915", "31918", "31924", "31927", "31930", "31933", "31936"];
const PAGES: [&str; 9] = [
    "dashboard",
    "analysis/trend",
    "analysis/groups",
    "analysis/steps",
    "analysis/coverage",
    "analysis/difficulties",
    "analysis/team",
    "analysis/warnings",
    "analysis/compare",
];

pub(crate) struct Outcome {
    /// Milliseconds a page, all pages of a round together divided by their number.
    pub small: f64,
    pub large: f64,
}

/// A district with a server on it.
struct District {
    _folder: tempfile::TempDir,
    _server: Server,
    http: Http,
    token: String,
    district: String,
}

pub(crate) fn measure() -> Result<Outcome> {
    let mut places = SIZES.iter().map(|hamlets| open(*hamlets)).collect::<Result<Vec<_>>>()?;
    let mut times: [Vec<f64>; 2] = Default::default();
    for _ in 0..ROUNDS {
        for (place, times) in places.iter_mut().zip(&mut times) {
            let clock = Instant::now();
            for page in PAGES {
                place.ask(page)?;
            }
            times.push(clock.elapsed().as_secs_f64() * 1_000.0 / PAGES.len() as f64);
        }
    }
    let [small, large] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    Ok(Outcome { small, large })
}

impl District {
    fn ask(&mut self, page: &str) -> Result<String> {
        self.get(&format!("/api/units/{}/{page}", self.district))
    }

    fn get(&mut self, path: &str) -> Result<String> {
        let bearer = format!("Bearer {}", self.token);
        let answer = self.http.send("GET", path, &[("authorization", &bearer)], b"")?;
        let text = answer.text()?;
        ensure!(answer.status == 200, "GET {path}: {} {text}", answer.status);
        Ok(text)
    }
}

fn open(hamlets: usize) -> Result<District> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let file = folder.path().join("hamlets.csv");
    std::fs::write(&file, list(hamlets)?)?;
    run(&["import", "units", "--in-force", "2024"], &data)?;
    run(&["import", "hamlets", file.to_str().context("a path")?], &data)?;
    fill(&data)?;
    let made = server::words(&["token", "create", "--role", "administrator", "--json"], &data)?.output()?;
    ensure!(made.status.success(), "gandan token create ended with {}", made.status);
    let made: serde_json::Value = serde_json::from_slice(&made.stdout)?;
    let token = made["token"].as_str().context("a token")?.to_owned();
    let server = Server::start("serve", &data, None, Duration::from_secs(60))?;
    let http = Http::connect(&server.host)?;
    let mut place = District { _folder: folder, _server: server, http, token, district: String::new() };
    let found: serde_json::Value = serde_json::from_str(&place.get(&format!("/api/units?code={DISTRICT}"))?)?;
    place.district = found[0]["id"].as_str().context("the district")?.to_owned();
    let page: serde_json::Value = serde_json::from_str(&place.ask("analysis/coverage")?)?;
    let households = page["recency"]["households"].as_i64();
    ensure!(households == Some(hamlets as i64 * HOMES), "{households:?} households in {hamlets} hamlets");
    Ok(place)
}

fn run(words: &[&str], data: &Path) -> Result<()> {
    let status = server::words(words, data)?.stdout(Stdio::null()).status()?;
    ensure!(status.success(), "gandan {} ended with {status}", words.join(" "));
    Ok(())
}

/// So many hamlets, dealt out over the communes.
fn list(hamlets: usize) -> Result<String> {
    let mut text = String::from("commune,name,full_name,valid_from\n");
    for at in 0..hamlets {
        writeln!(text, "{}@2024,{at},Ấp {at},2020-11-23", COMMUNES[at % COMMUNES.len()])?;
    }
    Ok(text)
}

/// Households in each hamlet.
const HOMES: i64 = 200;

/// A few months of work in every hamlet, written and folded by the program's own code.
fn fill(data: &Path) -> Result<()> {
    let db = Db::open(&format!("sqlite:{}", data.join("gandan.db").display()), 2)?;
    let (now, ids) = (SystemClock.now(), SystemIds);
    let today = Day::of(now);
    let atoms: Vec<(i64, Uuid)> = db.read_blocking(|tx| {
        tx.all("select part, id from atom order by id", &[], |row| Ok((row.get(0)?, row.get(1)?)))
    })?;
    for some in atoms.chunks(100) {
        let part = some[0].0;
        let mut deltas = Deltas::default();
        for (at, (_, atom)) in some.iter().enumerate() {
            work(&mut deltas, Place::Atom(*atom), today, at as i64);
        }
        db.write_blocking(|tx| counting::write::apply(tx, part, &deltas, ids.id(now), now))?;
        counting::fold::run(&db, now)?;
    }
    Ok(())
}

fn work(deltas: &mut Deltas, place: Place, today: Day, at: i64) {
    let start = today.plus(-300);
    let people = Group::of(Some("f"), Some(1_960), start).columns(1).map(|value| value * HOMES * 3);
    deltas.stock(place, "households", "", start, &plain(HOMES));
    deltas.stock(place, "residents", "", start, &people);
    for n in 0..20 {
        let day = today.plus(-(n * 13 + at % 13));
        let one = Group::of(Some("f"), Some(1_960), day).columns(1);
        deltas.flow(place, "visits", "", day, &plain(5));
        deltas.latest(place, "last_met", day, &plain(5));
        deltas.distinct(place, "households_reached", "", (day, None), &plain(5));
        deltas.flow(place, "ladder_move", &format!("vneid:{}:{}", n % 6, n % 6 + 1), day, &one);
        deltas.stock(place, "ladder", &format!("vneid:{}", n % 8 - 1), day, &one);
        deltas.stock(place, "household_skill", "vneid:asked", day, &plain(4));
    }
}
