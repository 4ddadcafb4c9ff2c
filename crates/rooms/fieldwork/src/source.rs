//! What the hamlet's stream and the catalogue's show. Values at their default are left out: a snapshot is counted in bytes.

use std::collections::BTreeMap;

use base::{Day, Period, PeriodKind, Uuid, derived_id};
use db::{Result, Tx};
use serde_json::{Map, Value, json};
use sync::{Kind, Record, Source, Stream};

use crate::model::{Household, Resident, Visit};
use crate::store;

/// Visits older than this many days are not on phones; their counts stay the server's.
const VISIT_DAYS: i64 = 548;

/// The hamlet's book.
pub struct HamletSource;

impl Source for HamletSource {
    fn kind(&self) -> Kind {
        Kind::Hamlet
    }

    fn changes(&self, tx: &mut Tx<'_>, stream: &Stream, since: i64, _today: Day) -> Result<Vec<Record>> {
        let households = store::households_changed(tx, stream.part, stream.subject, since)?;
        let visits = store::visits_changed(tx, stream.part, stream.subject, since)?;
        let mut records: Vec<Record> = households.iter().map(|(row, people)| household(row, people)).collect();
        records.extend(shown_visits(tx, stream, &visits)?);
        Ok(records)
    }

    fn page(
        &self,
        tx: &mut Tx<'_>,
        stream: &Stream,
        after: Option<&str>,
        limit: i64,
        today: Day,
    ) -> Result<Vec<(String, Record)>> {
        // Households come first ("h…"), then visits ("v…").
        let key = |text: &str| Uuid::parse_str(text).unwrap_or_default();
        let after = after.unwrap_or("h");
        if let Some(last) = after.strip_prefix('h') {
            let page = store::households_after(tx, stream.part, stream.subject, key(last), limit)?;
            if !page.is_empty() {
                return Ok(page.iter().map(|(row, people)| (format!("h{}", row.id), household(row, people))).collect());
            }
        }
        let last = after.strip_prefix('v').map_or(Uuid::nil(), key);
        let from = today.plus(-VISIT_DAYS);
        let page = store::visits_after(tx, stream.part, stream.subject, (last, from), limit * 4)?;
        let records = shown_visits(tx, stream, &page)?;
        Ok(records.into_iter().map(|record| (format!("v{}", record.id), record)).collect())
    }

    fn figures(&self, tx: &mut Tx<'_>, stream: &Stream, today: Day) -> Result<Vec<Record>> {
        let period = Period::containing(PeriodKind::Month, today);
        let skills = store::skills(tx)?;
        let rungs = skills.iter().flat_map(|skill| (-1..=6).map(move |level| format!("{skill}:{level}")));
        let mut wanted: Vec<(&str, String, &str)> = rungs.map(|item| ("ladder", item, "all")).collect();
        wanted.extend(["households", "residents"].map(|indicator| (indicator, String::new(), "all")));
        let in_period = ["households_reached", "visits", "visits_nobody"];
        wanted.extend(in_period.map(|indicator| (indicator, String::new(), period.key.as_str())));
        let rows = store::figures(tx, stream.part, stream.subject, &wanted)?;
        let total = |indicator: &str, bucket: &str| {
            rows.iter().find(|row| row.0 == indicator && row.1.is_empty() && row.2 == bucket).map_or(0, |row| row.3)
        };
        let residents = total("residents", "all");
        let mut ladder: BTreeMap<&str, [i64; 8]> = BTreeMap::new();
        for (_, item, _, count) in rows.iter().filter(|row| row.0 == "ladder" && row.2 == "all") {
            let Some((skill, level)) = item.split_once(':') else { continue };
            let place = level.parse::<usize>().ok().filter(|level| *level < 7).unwrap_or(7);
            ladder.entry(skill).or_default()[place] += count;
        }
        let not_asked: Map<String, Value> = ladder
            .iter()
            .map(|(skill, rungs)| ((*skill).to_owned(), json!(residents - rungs.iter().sum::<i64>())))
            .collect();
        let content = json!({
            "period": { "key": period.key, "from": period.from, "to": period.to },
            "reached": total("households_reached", &period.key),
            "contacts": total("visits", &period.key),
            "nobody": total("visits_nobody", &period.key),
            "households": total("households", "all"),
            "residents": residents,
            "ladder": ladder,
            "not_asked": not_asked,
        });
        Ok(vec![Record { kind: "figures", id: stream.subject, content: Some(content) }])
    }
}

/// A map without what is null, empty or zero.
fn lean(pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let bare = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    Value::Object(pairs.into_iter().filter(|(_, value)| !bare(value)).map(|(k, v)| (k.to_owned(), v)).collect())
}

fn household(row: &Household, people: &[Resident]) -> Record {
    let next = row.next_step.as_ref().map(|step| json!([step, row.next_day, row.next_note]));
    let last = row.last_visit_day.map(|day| json!([day, row.last_visit]));
    let content = lean([
        ("name", json!(row.name)),
        ("cluster", json!(row.cluster)),
        ("note", json!(row.note)),
        ("smartphones", json!(row.smartphones)),
        ("computers", json!(row.computers)),
        ("line", json!(row.line)),
        ("signal", json!(row.signal)),
        ("surveyed_on", json!(row.surveyed_on)),
        ("next", json!(next)),
        ("last_visit", json!(last)),
        ("last_met", json!(row.last_met_day)),
        ("made_on", json!(row.made_on)),
        ("left_on", json!(row.left_on)),
        ("residents", people.iter().map(shown_resident).collect()),
    ]);
    Record { kind: "household", id: row.id, content: Some(content) }
}

fn shown_resident(row: &Resident) -> Value {
    let levels: Map<String, Value> = row
        .levels
        .iter()
        .map(|(skill, top)| {
            let short = if top.2.is_empty() { json!([top.0, top.1]) } else { json!([top.0, top.1, top.2]) };
            (skill.clone(), short)
        })
        .collect();
    lean([
        ("id", json!(row.id)),
        ("name", json!(row.name)),
        ("birth_year", json!(row.birth_year)),
        ("sex", json!(row.sex)),
        ("relation", json!(row.relation)),
        ("head", if row.is_head { json!(1) } else { Value::Null }),
        ("left_on", json!(row.left_on)),
        ("levels", Value::Object(levels)),
    ])
}

fn shown_visits(tx: &mut Tx<'_>, stream: &Stream, visits: &[Visit]) -> Result<Vec<Record>> {
    let mut authors: Vec<Uuid> = visits.iter().map(|visit| visit.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let names = store::names_of_authors(tx, stream.part, &authors)?;
    let shown = |visit: &Visit| {
        let next = visit.next_step.as_ref().map(|step| json!([step, visit.next_day, visit.next_note]));
        let content = lean([
            ("household", json!(visit.household)),
            ("author", json!(visit.author)),
            ("author_name", json!(names.get(&visit.author))),
            ("day", json!(visit.day)),
            ("met", json!(i64::from(visit.met))),
            ("people", json!(visit.people)),
            ("practised", json!(visit.practised)),
            ("next", json!(next)),
            ("note", json!(visit.note)),
            ("flags", json!(visit.flags)),
        ]);
        Record { kind: "visit", id: visit.id, content: visit.removed_by.is_none().then_some(content) }
    };
    Ok(visits.iter().map(shown).collect())
}

/// The catalogue of skills, the same for all.
pub struct CatalogueSource;

impl Source for CatalogueSource {
    fn kind(&self) -> Kind {
        Kind::Catalogue
    }

    fn changes(&self, tx: &mut Tx<'_>, _stream: &Stream, since: i64, _today: Day) -> Result<Vec<Record>> {
        let skills = store::skills_changed(tx, since)?;
        let record =
            |(code, position, [name_vi, name_en, about_vi, about_en, icon]): (String, i64, [String; 5])| Record {
                kind: "skill",
                id: derived_id(&format!("skill {code}")),
                content: Some(json!({
                    "code": code, "position": position, "name_vi": name_vi, "name_en": name_en,
                    "about_vi": about_vi, "about_en": about_en, "icon": icon,
                })),
            };
        Ok(skills.into_iter().map(record).collect())
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
        let records = self.changes(tx, stream, 0, today)?;
        Ok(records.into_iter().map(|record| (record.id.to_string(), record)).collect())
    }

    fn figures(&self, _tx: &mut Tx<'_>, _stream: &Stream, _today: Day) -> Result<Vec<Record>> {
        Ok(Vec::new())
    }
}
