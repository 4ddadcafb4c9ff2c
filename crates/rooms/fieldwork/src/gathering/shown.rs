//! A group activity as the hamlet's stream carries it. People are called by the ids that were told: the households of the
//! same stream say who counts as whom by now.

use std::collections::HashMap;

use base::Uuid;
use serde_json::{Value, json};
use sync::Record;

use super::Gathering;
use crate::source::lean;

/// The record; nothing of it where it was taken back.
pub(crate) fn record(one: &Gathering, names: &HashMap<Uuid, String>) -> Record {
    if one.removed_by.is_some() {
        return Record { kind: "activity", id: one.id, content: None };
    }
    // A person is called by the place in `people`: an id is most of what a record weighs.
    let place = |resident: &Uuid| one.people.iter().position(|known| known == resident);
    let practised: Vec<Value> = one
        .practised
        .iter()
        .filter_map(|(resident, skill, level)| Some(json!([place(resident)?, skill, level])))
        .collect();
    let content = lean([
        ("kind", json!(one.form.word())),
        ("author", json!(one.author)),
        ("author_name", json!(names.get(&one.author))),
        ("day", json!(one.day)),
        ("channel", json!(one.channel)),
        ("place", json!(one.place)),
        ("place_note", json!(one.place_note)),
        ("partners", json!(one.partners)),
        ("topics", json!(one.topics)),
        ("came", json!(one.came)),
        ("contacts", json!(one.contacts)),
        ("files", json!(one.files)),
        ("people", json!(one.people)),
        ("practised", json!(practised)),
        ("note", json!(one.note)),
        ("flags", json!(one.flags)),
    ]);
    Record { kind: "activity", id: one.id, content: Some(content) }
}
