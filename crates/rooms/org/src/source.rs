//! What a commune's stream shows: its hamlets, their teams and who is in them.

use base::Day;
use db::{Result, Tx};
use serde_json::{Map, Value, json};
use sync::{Kind, Record, Source, Stream};

use crate::model::{Membership, Team};
use crate::{store, words};

/// The lists of a commune.
pub struct CommuneSource;

impl Source for CommuneSource {
    fn kind(&self) -> Kind {
        Kind::Commune
    }

    fn changes(&self, tx: &mut Tx<'_>, stream: &Stream, since: i64, today: Day) -> Result<Vec<Record>> {
        let map = places::store::map_in_force(tx)?;
        // Units carry no revision; they are few, and lists change seldom.
        let mut records: Vec<Record> =
            places::store::subtree(tx, stream.subject, map, Some(today))?.iter().map(|u| unit(u, stream)).collect();
        records.extend(
            store::teams_changed(tx, stream.part, (stream.subject, map), since)?.iter().map(|t| team(t, today)),
        );
        let members = store::memberships_changed(tx, stream.part, (stream.subject, map), since)?;
        records.extend(members.iter().map(|m| member(m, today)));
        Ok(records)
    }

    fn page(
        &self,
        tx: &mut Tx<'_>,
        stream: &Stream,
        after: Option<&str>,
        _limit: i64,
        today: Day,
    ) -> Result<Vec<(String, Record)>> {
        if after.is_some() {
            return Ok(Vec::new());
        }
        let records = self.changes(tx, stream, -1, today)?;
        let there = records.into_iter().filter(|record| record.content.is_some());
        Ok(there.map(|record| (format!("{}{}", record.kind, record.id), record)).collect())
    }

    fn figures(&self, _tx: &mut Tx<'_>, _stream: &Stream, _today: Day) -> Result<Vec<Record>> {
        Ok(Vec::new())
    }
}

fn unit(unit: &places::Unit, stream: &Stream) -> Record {
    let parent = (unit.id != stream.subject).then_some(stream.subject);
    let content = json!({ "tier": unit.tier, "name": unit.name, "full_name": unit.full_name, "parent": parent });
    Record { kind: "unit", id: unit.id, content: Some(content) }
}

fn team(team: &Team, today: Day) -> Record {
    let mut content = Map::new();
    content.insert("unit".into(), json!(team.unit));
    content.insert("name".into(), json!(team.name));
    content.insert("kind".into(), json!(team.kind));
    for (key, value) in [("decision_number", &team.decision.number), ("decision_date", &team.decision.date)] {
        if let Some(value) = value {
            content.insert(key.into(), json!(value));
        }
    }
    let open = team.closed_on.is_none_or(|closed_on| closed_on > today);
    Record { kind: "team", id: team.id, content: open.then_some(Value::Object(content)) }
}

fn member(member: &Membership, today: Day) -> Record {
    let post = words::post(&member.post);
    let mut content = json!({
        "team": member.team,
        "name": member.name,
        "role": member.role,
        "post": post.map_or(member.post.as_str(), |post| post.name_vi.as_str()),
        "post_en": post.map(|post| post.name_en.as_str()),
        "account": member.account,
    });
    // An end that is known beforehand: no change tells of it when the day comes.
    if let (Some(until), Some(fields)) = (member.until, content.as_object_mut()) {
        fields.insert("until".into(), json!(until));
    }
    let open = member.until.is_none_or(|until| until > today);
    Record { kind: "member", id: member.id, content: open.then_some(content) }
}
