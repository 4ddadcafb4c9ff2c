//! How fast pushes are: phones that send batches of visits over HTTP, against the same rows through the bare client.

use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant as Stopwatch};

use anyhow::{Context, Result, anyhow};
use base::{Clock, SystemClock, SystemIds};
use db::migrations;

use crate::bare::Bare;
use crate::phone::Phone;
use crate::rows::{Cell, Table, changed};
use crate::server::Server;
use crate::stage::Stage;
use crate::work::{Home, SKILLS, Writer, render};

/// Phones that send at the same time, each in a hamlet of its own.
pub(crate) const PHONES: usize = 16;
const HOUSEHOLDS: u32 = 400;
/// Every household is visited so often, five days apart.
const ROUNDS: usize = 5;
const BATCH: usize = 100;
/// Tiers are folded within two seconds; the rows are read when that is done.
const FOLDED: Duration = Duration::from_secs(4);

pub(crate) struct Outcome {
    /// Operations a second through the endpoint.
    pub ours: f64,
    /// Operations a second through the bare client.
    pub bare: f64,
    /// Rows written for one operation.
    pub rows: f64,
}

/// Measures one engine on a stage of its own.
pub(crate) fn measure(stage: &Stage, connections: usize) -> Result<Outcome> {
    let (batches, operations) = prepare(stage)?;
    let before = stage.copy("before")?;
    let elapsed = {
        let server = stage.serve()?;
        let elapsed = send(&server.host, stage, &batches)?;
        std::thread::sleep(FOLDED);
        elapsed
    };
    let tables = tables(&before)?;
    let mut rows = Vec::new();
    for table in &tables {
        let old = Bare::open(&before)?.rows(table)?;
        let new = Bare::open(&stage.url)?.rows(table)?;
        rows.push(changed(old, new));
    }
    let written: usize = rows.iter().map(Vec::len).sum();
    let count = operations.div_ceil(BATCH);
    let bare = replay(&before, &tables, &rows, count, connections)?;
    stage.forget(&before)?;
    let each = |seconds: Duration| operations as f64 / seconds.as_secs_f64();
    Ok(Outcome { ours: each(elapsed), bare: each(bare), rows: written as f64 / operations as f64 })
}

/// Fills the books of the hamlets and renders what each phone will send.
fn prepare(stage: &Stage) -> Result<(Vec<Vec<String>>, usize)> {
    let server = stage.serve()?;
    let now = SystemClock.now();
    let mut batches = Vec::new();
    let mut operations = 0;
    for (n, ticket) in stage.tickets.iter().take(PHONES).enumerate() {
        let mut writer = Writer::new(&SystemIds, n as u64);
        let mut phone = Phone::new(&server.host, &ticket.token)?;
        let place = (&stage.district, ticket.hamlet);
        let (made, homes) = writer.households(place, ticket.unit, HOUSEHOLDS, None, now);
        for batch in made.chunks(BATCH) {
            phone.sync(now.millis(), &render(batch))?;
        }
        let visits = visits(&mut writer, &homes, now);
        operations += visits.len();
        batches.push(visits.chunks(BATCH).map(render).collect());
    }
    Ok((batches, operations))
}

fn visits(writer: &mut Writer<'_>, homes: &[Home], now: base::Instant) -> Vec<demo::operation::Operation> {
    let mut visits = Vec::new();
    for round in 0..ROUNDS {
        for home in homes {
            let days = 5 * (ROUNDS - round) as i64;
            let people = writer.dice.between(1, 2) as usize;
            let skills = |dice: &mut demo::Dice| {
                let first = dice.between(0, 7) as usize;
                if dice.chance(0.4) { vec![SKILLS[first], SKILLS[(first + 1) % 8]] } else { vec![SKILLS[first]] }
            };
            visits.push(writer.visit(home, people, skills, now, days));
        }
    }
    visits
}

fn send(host: &str, stage: &Stage, batches: &[Vec<String>]) -> Result<Duration> {
    let start = Barrier::new(batches.len() + 1);
    std::thread::scope(|scope| {
        let phones: Vec<_> = batches
            .iter()
            .zip(&stage.tickets)
            .map(|(batches, ticket)| {
                let start = &start;
                scope.spawn(move || -> Result<()> {
                    let ready = Phone::new(host, &ticket.token).and_then(|mut phone| {
                        phone.sync(SystemClock.now().millis(), "")?;
                        Ok(phone)
                    });
                    start.wait();
                    let mut phone = ready?;
                    phone.reset();
                    for batch in batches {
                        phone.sync(SystemClock.now().millis(), batch)?;
                    }
                    let sent = phone.reset();
                    anyhow::ensure!(sent.kept as usize == batches.len() * BATCH, "{} were kept", sent.kept);
                    Ok(())
                })
            })
            .collect();
        start.wait();
        let clock = Stopwatch::now();
        for phone in phones {
            phone.join().map_err(|_| anyhow!("a phone's thread panicked"))??;
        }
        Ok(clock.elapsed())
    })
}

fn tables(url: &str) -> Result<Vec<Table>> {
    let mut bare = Bare::open(url)?;
    migrations::tables().into_iter().map(|(name, _)| bare.table(name)).collect()
}

/// Writes the rows into a copy of what was there before, in as many transactions as phones sent batches.
fn replay(url: &str, tables: &[Table], rows: &[Vec<Vec<Cell>>], count: usize, connections: usize) -> Result<Duration> {
    let slice = |rows: &'_ [Vec<Cell>], n: usize| {
        let at = |n: usize| rows.len() * n / count;
        at(n)..at(n + 1)
    };
    let mut clients = (0..connections).map(|_| Bare::open(url)).collect::<Result<Vec<_>>>()?;
    let start = Barrier::new(connections + 1);
    std::thread::scope(|scope| {
        let writers: Vec<_> = clients
            .drain(..)
            .enumerate()
            .map(|(lane, mut client)| {
                let start = &start;
                scope.spawn(move || -> Result<()> {
                    start.wait();
                    for n in (lane..count).step_by(connections) {
                        let batch: Vec<(&Table, &[Vec<Cell>])> = tables
                            .iter()
                            .zip(rows)
                            .map(|(table, rows)| (table, &rows[slice(rows, n)]))
                            .filter(|(_, rows)| !rows.is_empty())
                            .collect();
                        client.write(&batch).with_context(|| format!("batch {n}"))?;
                    }
                    Ok(())
                })
            })
            .collect();
        start.wait();
        let clock = Stopwatch::now();
        for writer in writers {
            writer.join().map_err(|_| anyhow!("a writer's thread panicked"))??;
        }
        Ok(clock.elapsed())
    })
}

impl Stage {
    fn serve(&self) -> Result<Server> {
        let database = self.url.starts_with("postgres").then_some(self.url.as_str());
        Server::start("serve", Path::new(&self.data), database, Duration::from_secs(60))
    }
}
