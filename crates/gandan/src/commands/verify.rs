use std::process::ExitCode;

use base::{Clock, Day, SystemClock};
use db::{Db, Tx};

use super::Failure;
use crate::config::Config;
use crate::start;

/// What was looked at, and what does not agree.
#[derive(Debug, Default)]
pub(super) struct Findings {
    figures: u64,
    above: u64,
    reach: u64,
    entries: u64,
    links: u64,
    streams: u64,
    receipts: u64,
    /// Each a line.
    pub(super) wrong: Vec<String>,
}

/// How many lines are shown; the count is always told.
const SHOWN: usize = 50;

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    let db = start::open(config)?;
    let findings = all(&db, Day::of(SystemClock.now()))?;
    findings.wrong.iter().take(SHOWN).for_each(|line| println!("{line}"));
    if findings.wrong.len() > SHOWN {
        println!("… and {} more", findings.wrong.len() - SHOWN);
    }
    println!("{}", findings.closing());
    Ok(if findings.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Everything, in one snapshot of the database, so that it can run beside a server.
pub(super) fn all(db: &Db, today: Day) -> Result<Findings, Failure> {
    Ok(db.read_blocking(|tx| {
        let (links, wrong) = places::store::verify(tx)?;
        let mut findings = Findings { links, wrong, ..Findings::default() };
        for part in places::store::parts(tx)? {
            findings.part(tx, part, today)?;
        }
        Ok::<_, db::Error>(findings)
    })?)
}

impl Findings {
    fn part(&mut self, tx: &mut Tx<'_>, part: i64, today: Day) -> db::Result<()> {
        let mut differences = Vec::new();
        let looked = counting::verify::part(tx, part, today, &crate::wiring::recounts(), &mut differences)?;
        self.figures += looked.figures;
        self.above += looked.unit_figures;
        self.reach += looked.reach;
        let lines = differences
            .into_iter()
            .map(|d| format!("part {part}: {}: kept {}, counted {}", d.what, d.stored, d.counted));
        self.wrong.extend(lines);
        let (entries, broken) = audit::verify(tx, part)?;
        self.entries += entries;
        let lines = broken.into_iter().map(|b| format!("part {part}: audit chain {} at {}: {}", b.chain, b.seq, b.why));
        self.wrong.extend(lines);
        let walk = sync::verify::verify(tx, part)?;
        self.streams += walk.streams;
        self.receipts += walk.receipts;
        self.wrong.extend(walk.wrong.into_iter().map(|line| format!("part {part}: {line}")));
        Ok(())
    }

    fn closing(&self) -> String {
        let looked = format!(
            "{} figures of hamlets, {} of the units above, {} rows of distinct counts, {} audit entries, {} links of the tree, \
             {} streams, {} receipts",
            self.figures, self.above, self.reach, self.entries, self.links, self.streams, self.receipts
        );
        match self.wrong.len() {
            0 => format!("verify: all agree ({looked})"),
            wrong => format!("verify: {wrong} differences ({looked})"),
        }
    }
}
