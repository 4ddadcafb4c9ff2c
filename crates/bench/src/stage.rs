use std::path::PathBuf;

use anyhow::{Context, Result};
use base::{Clock, SystemClock, SystemIds, Uuid};
use db::Db;
use demo::{District, Names};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::push::PHONES;
use crate::server::migrate;

/// A database with the district's teams and a few phones that have joined, and no household yet.
pub(crate) struct Stage {
    folder: TempDir,
    /// What `GANDAN_DATA` is set to.
    pub data: PathBuf,
    pub url: String,
    pub district: District,
    /// One phone in each of the first hamlets, then two in one hamlet more.
    pub tickets: Vec<Ticket>,
}

/// A phone that has joined.
pub(crate) struct Ticket {
    pub token: String,
    pub hamlet: usize,
    pub unit: Uuid,
}

impl Stage {
    pub(crate) fn sqlite() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data)?;
        let url = format!("sqlite:{}", data.join("gandan.db").display());
        Self::found(folder, data, url)
    }

    pub(crate) fn postgres() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data)?;
        let (admin, name) = (testkit::postgres::url(), format!("gandan_bench_{}", std::process::id()));
        testkit::postgres::execute(&admin, &format!("create database {name} template template0"));
        Self::found(folder, data, testkit::postgres::with_database(&admin, &name))
    }

    fn found(folder: TempDir, data: PathBuf, url: String) -> Result<Self> {
        let district = District::generate(1, &Names::built_in());
        let server = url.starts_with("postgres").then_some(url.as_str());
        migrate(&data, server)?;
        let db = Db::open(&url, 4)?;
        let now = SystemClock.now();
        let founded = demo::setup::found(&db, &district, now, &SystemIds)?;
        let mut tickets = Vec::new();
        for (hamlet, place) in (0..PHONES).map(|hamlet| (hamlet, 0)).chain([(PHONES, 0), (PHONES, 1)]) {
            let joined = demo::join(&db, (&district, &founded), (hamlet, place), now, &SystemIds)?;
            let unit = *founded.hamlets.get(hamlet).context("the district has fewer hamlets")?;
            tickets.push(Ticket { token: joined.token, hamlet, unit });
        }
        Ok(Self { folder, data, url, district, tickets })
    }

    /// The address of a copy of the database as it is now. No server may be running on it.
    pub(crate) fn copy(&self, name: &str) -> Result<String> {
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            Connection::open(path)?.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
            let copy = self.folder.path().join(format!("{name}.db"));
            std::fs::copy(path, &copy)?;
            return Ok(format!("sqlite:{}", copy.display()));
        }
        let from = self.url.rsplit('/').next().and_then(|rest| rest.split('?').next()).context("no database name")?;
        let copy = format!("{from}_{name}");
        testkit::postgres::execute(&testkit::postgres::url(), &format!("create database {copy} template {from}"));
        Ok(testkit::postgres::with_database(&self.url, &copy))
    }

    /// Drops a copy.
    pub(crate) fn forget(&self, url: &str) -> Result<()> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            std::fs::remove_file(path)?;
        } else if let Some(name) = url.rsplit('/').next().and_then(|rest| rest.split('?').next()) {
            let drop = format!("drop database if exists {name} with (force)");
            testkit::postgres::execute(&testkit::postgres::url(), &drop);
        }
        Ok(())
    }
}
