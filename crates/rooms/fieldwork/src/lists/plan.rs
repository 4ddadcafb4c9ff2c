//! What a list of households asks for, beside what the book has.

use std::collections::HashMap;

use base::{Day, Uuid};
use org::import::Import;
use org::lists::Outcome;
use places::Unit;
use roster::{About, Record};
use serde_json::{Map, Value, json};
use sync::office::Piece;

use super::Answers;
use super::alike::{Known, MAYBE, SURE, score};
use super::finding::{Match, Shelf};
use super::group::{Group, groups};

/// A household of the book with its people.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub id: Uuid,
    pub hamlet: Uuid,
    pub name: String,
    pub revision: i64,
    /// What is known of its devices and line, by field: null is "not asked".
    pub survey: Map<String, Value>,
    pub people: Vec<Person>,
}

/// Somebody of the book.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub id: Uuid,
    pub name: String,
    pub birth_year: Option<i64>,
    pub sex: Option<String>,
    pub relation: String,
}

impl Person {
    pub(super) fn known(&self) -> Known {
        Known { name: self.name.clone(), birth_year: self.birth_year }
    }

    fn text(&self) -> Value {
        let Self { name, birth_year, sex, relation, .. } = self;
        json!({ "name": name, "birth_year": birth_year, "sex": sex, "relation": relation })
    }
}

/// A household or resident that a list made or changed: the record, what it was, what it became.
pub(super) struct Touched {
    pub subject: Uuid,
    pub record: usize,
    pub before: Option<Value>,
    pub after: Value,
}

/// What has to be done, in order, and what becomes of each record.
#[derive(Default)]
pub(super) struct Plan {
    pub pieces: Vec<Piece>,
    pub outcomes: HashMap<usize, Outcome>,
    pub households: usize,
    pub touched: Vec<Touched>,
    /// Who a record is in the book, new or known: household and resident.
    pub placed: HashMap<usize, (Uuid, Uuid)>,
}

pub(super) fn plan(
    records: &[Record],
    hamlets: &HashMap<String, Unit>,
    book: &[Home],
    answers: &Answers<'_>,
    by: &Import<'_>,
) -> Plan {
    let mut plan = Plan::default();
    let (groups, outside) = groups(records, hamlets, answers.leave_out);
    let left_out = outside.into_iter().map(|(at, reason)| (at, Outcome::LeftOut { reason }));
    plan.outcomes.extend(left_out);
    let mut shelf = Shelf::new(book);
    for group in &groups {
        match (shelf.find(group), answers.of_group(group)) {
            (Match::New, _) | (Match::Maybe(..), Some(false)) => plan.make(group, by),
            (Match::Sure(at), _) | (Match::Maybe(at, _), Some(true)) => {
                plan.compare(group, shelf.take(at), answers, by);
            }
            (Match::Maybe(at, score), None) => {
                let outcome = || Outcome::Maybe { name: book[at].name.clone(), score };
                plan.outcomes.extend(group.people.iter().map(|(row, _)| (*row, outcome())));
            }
        }
    }
    plan
}

impl Plan {
    fn make(&mut self, group: &Group<'_>, by: &Import<'_>) {
        let (household, made_on) = (by.ids.id(by.now), Day::of(by.now));
        let name = &group.head().full_name;
        let mut residents = Vec::with_capacity(group.people.len());
        for (row, record) in &group.people {
            let body = resident(record, by);
            self.joined(*row, household, &body);
            residents.push(body);
        }
        self.pieces.push((
            "household.create",
            json!({ "household": household, "hamlet": group.hamlet, "name": name, "residents": residents, "made_on": made_on }),
        ));
        let mut survey = group.survey();
        let after = json!({ "name": name, "hamlet": group.hamlet });
        self.touched.push(Touched { subject: household, record: group.head_at(), before: None, after });
        if !survey.is_empty() {
            survey.insert("surveyed_on".into(), json!(made_on));
            self.pieces.push(("household.edit", json!({ "household": household, "saw": 0, "fields": survey })));
        }
        self.households += 1;
        self.outcomes.extend(group.people.iter().map(|(row, _)| (*row, Outcome::Created)));
    }

    fn joined(&mut self, row: usize, household: Uuid, body: &Value) {
        let id = body["resident"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
        self.placed.insert(row, (household, id));
        let after = json!({
            "household": household, "name": body["name"], "birth_year": body["birth_year"], "sex": body["sex"],
            "relation": body["relation"],
        });
        self.touched.push(Touched { subject: id, record: row, before: None, after });
    }

    fn compare(&mut self, group: &Group<'_>, home: &Home, answers: &Answers<'_>, by: &Import<'_>) {
        let mut left: Vec<&Person> = home.people.iter().collect();
        for (row, record) in &group.people {
            let best = left.iter().enumerate().map(|(at, person)| (at, score(record, &person.known())));
            let best = best.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, score)| *score >= MAYBE);
            let outcome = match (best, answers.of(record)) {
                (Some((at, score)), said) if is_same(record, left[at], score, said) => {
                    self.change(*row, record, home, left.swap_remove(at))
                }
                (Some((at, score)), None) => Outcome::Maybe { name: left[at].name.clone(), score },
                _ => {
                    let mut body = resident(record, by);
                    body["household"] = json!(home.id);
                    body["made_on"] = json!(Day::of(by.now));
                    // The household has its head already.
                    body["head"] = json!(0);
                    self.joined(*row, home.id, &body);
                    self.pieces.push(("resident.create", body));
                    Outcome::Created
                }
            };
            self.outcomes.insert(*row, outcome);
        }
        self.learn(group, home, by);
    }

    /// What the list knows better: only what it says, and only where that is different.
    fn change(&mut self, row: usize, record: &Record, home: &Home, person: &Person) -> Outcome {
        self.placed.insert(row, (home.id, person.id));
        let mut fields = Map::new();
        let mut changes = Vec::new();
        let mut set = |field: &'static str, old: String, new: String, value: Value| {
            if !new.is_empty() && old != new {
                fields.insert(field.to_owned(), value);
                changes.push((field, old, new));
            }
        };
        let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
        set("name", person.name.clone(), record.full_name.clone(), json!(record.full_name));
        set("birth_year", year(person.birth_year), year(record.birth_year), json!(record.birth_year));
        let sex = sex(record).unwrap_or_default();
        set("sex", person.sex.clone().unwrap_or_default(), sex.to_owned(), json!(sex));
        // Phones write "chủ hộ", lists "Chủ hộ": that is no news.
        let relation =
            if person.relation.to_lowercase() == record.relation.to_lowercase() { "" } else { &record.relation };
        set("relation", person.relation.clone(), relation.to_owned(), json!(relation));
        if changes.is_empty() {
            return Outcome::Same;
        }
        let before = person.text();
        let mut after = before.clone();
        fields.iter().for_each(|(field, value)| after[field] = value.clone());
        // Which household it is stands with both, for whoever takes it back.
        let (mut before, home_id) = (before, json!(home.id));
        (before["household"], after["household"]) = (home_id.clone(), home_id);
        self.touched.push(Touched { subject: person.id, record: row, before: Some(before), after });
        let body = json!({ "household": home.id, "resident": person.id, "saw": home.revision, "fields": fields });
        self.pieces.push(("resident.edit", body));
        Outcome::Changed { fields: changes }
    }

    /// Devices and line where nobody has asked yet: what was seen at the doorstep stands against any list.
    fn learn(&mut self, group: &Group<'_>, home: &Home, by: &Import<'_>) {
        let asked = |field: &String| home.survey.get(field).is_some_and(|value| !value.is_null());
        let mut fields: Map<String, Value> = group.survey().into_iter().filter(|(field, _)| !asked(field)).collect();
        if fields.is_empty() {
            return;
        }
        if !asked(&"surveyed_on".to_owned()) {
            fields.insert("surveyed_on".into(), json!(Day::of(by.now)));
        }
        let before: Map<String, Value> = fields.keys().map(|field| (field.clone(), Value::Null)).collect();
        let touched = Touched {
            subject: home.id,
            record: group.head_at(),
            before: Some(Value::Object(before)),
            after: Value::Object(fields.clone()),
        };
        self.touched.push(touched);
        self.pieces.push(("household.edit", json!({ "household": home.id, "saw": home.revision, "fields": fields })));
    }
}

/// Whether a record is somebody of the household that it belongs to.
fn is_same(record: &Record, person: &Person, score: f64, said: Option<bool>) -> bool {
    // In the same household the same name without a year on either side is the same person.
    let alike = score >= MAYBE + 0.15 && places::name_key(&record.full_name) == places::name_key(&person.name);
    score >= SURE || said.unwrap_or(alike)
}

fn sex(record: &Record) -> Option<&'static str> {
    match record.gender.as_str() {
        "Nam" => Some("m"),
        "Nữ" => Some("f"),
        _ => None,
    }
}

fn resident(record: &Record, by: &Import<'_>) -> Value {
    json!({
        "resident": by.ids.id(by.now),
        "name": record.full_name,
        "birth_year": record.birth_year,
        "sex": sex(record),
        "relation": record.relation,
        "head": i64::from(record.relation == "Chủ hộ" || record.about == About::Household),
    })
}
