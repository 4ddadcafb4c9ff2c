//! What the hamlet's stream and the catalogue's show. Values at their default are left out: a snapshot is counted in bytes.

use std::collections::BTreeMap;

use base::{Day, Period, PeriodKind, Uuid, derived_id};
use db::{Result, Tx};
use serde_json::{Map, Value, json};
use sync::{Kind, Record, Source, Stream};

use crate::gathering::{self, Gathering};
use crate::merged::Shown;
use crate::model::{Resident, Top, Visit};
use crate::{shares, store};

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
        let mut records: Vec<Record> = households.iter().map(household).collect();
        records.extend(shown_visits(tx, stream, &visits)?);
        let gatherings = gathering::store::changed(tx, stream.part, stream.subject, since)?;
        records.extend(shown_gatherings(tx, stream, &gatherings)?);
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
        // Households come first ("h…"), then visits ("v…"), then group activities ("g…").
        let key = |text: &str| Uuid::parse_str(text).unwrap_or_default();
        let after = after.unwrap_or("h");
        if let Some(last) = after.strip_prefix('h') {
            let page = store::households_after(tx, stream.part, stream.subject, key(last), limit)?;
            if !page.is_empty() {
                return Ok(page.iter().map(|shown| (format!("h{}", shown.row.id), household(shown))).collect());
            }
        }
        let from = today.plus(-VISIT_DAYS);
        if !after.starts_with('g') {
            let last = after.strip_prefix('v').map_or(Uuid::nil(), key);
            let page = store::visits_after(tx, stream.part, stream.subject, (last, from), limit * 4)?;
            if !page.is_empty() {
                let records = shown_visits(tx, stream, &page)?;
                return Ok(records.into_iter().map(|record| (format!("v{}", record.id), record)).collect());
            }
        }
        let last = after.strip_prefix('g').map_or(Uuid::nil(), key);
        let page = gathering::store::after(tx, stream.part, stream.subject, (last, from), limit)?;
        let records = shown_gatherings(tx, stream, &page)?;
        Ok(records.into_iter().map(|record| (format!("g{}", record.id), record)).collect())
    }

    /// Only what the phone cannot count itself: it holds every household of the hamlet, with the top of each ladder.
    fn figures(&self, tx: &mut Tx<'_>, stream: &Stream, today: Day) -> Result<Vec<Record>> {
        let period = Period::containing(PeriodKind::Month, today);
        let wanted = ["households_reached", "visits", "visits_nobody", "outreach_sessions", "duty_shifts"];
        let totals = store::figures(tx, stream.part, stream.subject, &wanted, &period.key)?;
        let total = |indicator: &str| totals.get(indicator).copied().unwrap_or_default();
        let spans = shares::spans(&period, today);
        let done = store::work_done(tx, (stream.part, stream.subject), &spans)?;
        let mut content = json!({
            "period": { "key": period.key, "from": period.from, "to": period.to },
            "reached": total("households_reached"),
            "contacts": total("visits"),
            "nobody": total("visits_nobody"),
            "weeks": shares::weeks(&spans, &done),
            "authors": shares::authors(&done),
        });
        for (name, indicator) in [("sessions", "outreach_sessions"), ("shifts", "duty_shifts")] {
            if totals.contains_key(indicator) {
                content[name] = json!(total(indicator));
            }
        }
        Ok(vec![Record { kind: "figures", id: stream.subject, content: Some(content) }])
    }
}

/// A map without what is null, empty or zero.
pub(crate) fn lean(pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let bare = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    Value::Object(pairs.into_iter().filter(|(_, value)| !bare(value)).map(|(k, v)| (k.to_owned(), v)).collect())
}

fn household(shown: &Shown) -> Record {
    let Shown { row, residents, same } = shown;
    if let Some(into) = row.merged_into {
        // A phone that still has work about it learns where that belongs.
        return Record { kind: "merged", id: row.id, content: Some(json!({ "into": into })) };
    }
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
        ("keeper", json!(row.keeper)),
        ("consents", consents(row)),
        ("next", json!(next)),
        ("last_visit", json!(last)),
        ("last_met", json!(row.last_met_day)),
        ("made_on", json!(row.made_on)),
        ("left_on", json!(row.left_on)),
        ("left_why", json!(row.left_why)),
        ("residents", residents.iter().map(shown_resident).collect()),
        ("same", json!(same)),
    ]);
    // Who left on the day of coming was never there: a list that named them was taken back.
    let void = row.left_on.is_some_and(|day| day <= row.made_on);
    Record { kind: "household", id: row.id, content: (!void).then_some(content) }
}

/// By purpose: what they answered, and on which day.
fn consents(row: &crate::model::Household) -> Value {
    row.consents
        .iter()
        .map(|(purpose, asked)| (purpose.clone(), json!([asked.0, asked.1])))
        .collect::<Map<_, _>>()
        .into()
}

fn shown_resident(row: &Resident) -> Value {
    // By day: most were asked about several skills on one day.
    let mut levels: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for (skill, Top(level, day, why, ..)) in &row.levels {
        let shown = if why.is_empty() { json!(level) } else { json!([level, why]) };
        levels.entry(day.to_string()).or_default().insert(skill.clone(), shown);
    }
    lean([
        ("id", json!(row.id)),
        ("name", json!(row.name)),
        ("birth_year", json!(row.birth_year)),
        ("sex", json!(row.sex)),
        ("relation", json!(row.relation)),
        ("head", if row.is_head { json!(1) } else { Value::Null }),
        ("left_on", json!(row.left_on)),
        ("left_why", json!(row.left_why)),
        ("levels", json!(levels)),
    ])
}

fn shown_gatherings(tx: &mut Tx<'_>, stream: &Stream, gatherings: &[Gathering]) -> Result<Vec<Record>> {
    let mut authors: Vec<Uuid> = gatherings.iter().map(|one| one.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let names = store::names_of_authors(tx, stream.part, &authors)?;
    Ok(gatherings.iter().map(|one| gathering::record(one, &names)).collect())
}

fn shown_visits(tx: &mut Tx<'_>, stream: &Stream, visits: &[Visit]) -> Result<Vec<Record>> {
    let mut authors: Vec<Uuid> = visits.iter().map(|visit| visit.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let names = store::names_of_authors(tx, stream.part, &authors)?;
    let mut named: Vec<Uuid> =
        visits.iter().flat_map(|visit| visit.people.iter().chain([&visit.household])).copied().collect();
    named.sort_unstable();
    named.dedup();
    let called = store::called_now(tx, stream.part, &named)?;
    let now = |id: &Uuid| called.get(id).copied().unwrap_or(*id);
    let shown = |visit: &Visit| {
        let next = visit.next_step.as_ref().map(|step| json!([step, visit.next_day, visit.next_note]));
        let mut people: Vec<Uuid> = Vec::with_capacity(visit.people.len());
        for id in visit.people.iter().map(now) {
            if !people.contains(&id) {
                people.push(id);
            }
        }
        // A person is called by the place in `people`: an id is most of what a record weighs.
        let place = |resident: &Uuid| people.iter().position(|one| *one == now(resident));
        let practised: Vec<Value> = visit
            .practised
            .iter()
            .filter_map(|(resident, skill, level)| Some(json!([place(resident)?, skill, level])))
            .collect();
        let content = lean([
            ("household", json!(now(&visit.household))),
            ("author", json!(visit.author)),
            ("author_name", json!(names.get(&visit.author))),
            ("day", json!(visit.day)),
            ("met", json!(i64::from(visit.met))),
            ("people", json!(people)),
            ("practised", json!(practised)),
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
        let texts = store::consent::texts_changed(tx, since)?;
        let record =
            |(code, position, [name_vi, name_en, about_vi, about_en, icon]): (String, i64, [String; 5])| Record {
                kind: "skill",
                id: derived_id(&format!("skill {code}")),
                content: Some(json!({
                    "code": code, "position": position, "name_vi": name_vi, "name_en": name_en,
                    "about_vi": about_vi, "about_en": about_en, "icon": icon,
                })),
            };
        let text = |(purpose, version, [name_vi, name_en, text_vi, text_en]): store::consent::ConsentText| Record {
            kind: "consent_text",
            id: derived_id(&format!("consent text {purpose} {version}")),
            content: Some(json!({
                "purpose": purpose, "version": version, "name_vi": name_vi, "name_en": name_en,
                "text_vi": text_vi, "text_en": text_en,
            })),
        };
        let words = gathering::word_records(tx, since)?;
        Ok(skills.into_iter().map(record).chain(texts.into_iter().map(text)).chain(words).collect())
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
