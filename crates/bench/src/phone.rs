use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::http::Http;

/// A phone that syncs over HTTP as the app does, and counts what goes over the wire.
pub(crate) struct Phone {
    http: Http,
    authorization: String,
    epoch: String,
    cursors: BTreeMap<String, Value>,
    /// Requests, bytes of bodies up and down since [`Phone::reset`].
    pub counts: Counts,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub requests: u64,
    pub up: u64,
    pub down: u64,
    pub kept: u64,
    pub records: u64,
}

#[derive(Deserialize)]
struct Head {
    epoch: String,
    #[serde(default)]
    fates: Vec<Fate>,
}

#[derive(Deserialize)]
struct Fate {
    fate: String,
    #[serde(default)]
    reason: Option<Value>,
}

#[derive(Deserialize)]
struct Frame<'a> {
    stream: &'a str,
    to: Value,
    #[serde(borrow, default)]
    records: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct End {
    #[allow(dead_code)] // it tells this line from a frame
    end: bool,
    #[serde(default)]
    more: bool,
}

impl Phone {
    pub(crate) fn new(host: &str, token: &str) -> Result<Self> {
        Ok(Self {
            http: Http::connect(host)?,
            authorization: format!("Bearer {token}"),
            epoch: String::new(),
            cursors: BTreeMap::new(),
            counts: Counts::default(),
        })
    }

    pub(crate) fn reset(&mut self) -> Counts {
        std::mem::take(&mut self.counts)
    }

    /// Sends operations (rendered already, with commas between) and reads until there is no more.
    pub(crate) fn sync(&mut self, now: i64, operations: &str) -> Result<()> {
        let mut operations = operations;
        while self.exchange(now, operations)? {
            operations = "";
        }
        Ok(())
    }

    /// One request; true when there is more to fetch.
    fn exchange(&mut self, now: i64, operations: &str) -> Result<bool> {
        let cursors = serde_json::to_string(&self.cursors)?;
        let mut body = format!(r#"{{"v":1,"epoch":"{}","now":{now}"#, self.epoch);
        if !self.cursors.is_empty() {
            body.push_str(&format!(r#","cursors":{cursors}"#));
        }
        if !operations.is_empty() {
            body.push_str(&format!(r#","ops":[{operations}]"#));
        }
        body.push('}');
        let headers = [
            ("authorization", self.authorization.as_str()),
            ("content-type", "application/json"),
            ("accept-encoding", "br, gzip"),
        ];
        let answer = self.http.send("POST", "/api/sync", &headers, body.as_bytes())?;
        self.counts.requests += 1;
        self.counts.up += body.len() as u64;
        self.counts.down += answer.body.len() as u64;
        let text = answer.text()?;
        if answer.status != 200 {
            bail!("sync was answered with {}: {text}", answer.status);
        }
        self.read(&text)
    }

    fn read(&mut self, text: &str) -> Result<bool> {
        let mut lines = text.lines();
        let head: Head = serde_json::from_str(lines.next().context("an empty answer")?)?;
        if head.epoch != self.epoch {
            self.epoch = head.epoch;
            self.cursors.clear();
        }
        for fate in head.fates {
            if fate.fate != "kept" {
                bail!("an operation was not kept: {} {:?}", fate.fate, fate.reason);
            }
            self.counts.kept += 1;
        }
        for line in lines {
            if let Ok(end) = serde_json::from_str::<End>(line) {
                return Ok(end.more);
            }
            let frame: Frame<'_> = serde_json::from_str(line)?;
            self.counts.records += frame.records.len() as u64;
            self.cursors.insert(frame.stream.into(), frame.to);
        }
        bail!("the answer has no end")
    }
}
