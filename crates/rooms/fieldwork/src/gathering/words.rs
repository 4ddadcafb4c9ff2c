//! What can be picked when a group activity is told, from data/activity_words.csv: places, partners, channels, topics. Codes
//! stay; a change of the list raises the catalogue's stream.

use base::derived_id;
use db::{Result, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sync::Record;

use super::store;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) kind: String,
    pub(super) code: String,
    pub(super) position: i64,
    pub(super) name_vi: String,
    pub(super) name_en: String,
    pub(super) since: String,
}

impl Word {
    #[cfg(test)]
    pub(super) fn key(&self) -> (String, String) {
        (self.kind.clone(), self.code.clone())
    }
}

/// All that this program knows.
pub(super) fn list() -> Result<Vec<Word>> {
    let text = include_bytes!("../../../../../data/activity_words.csv");
    let words: std::result::Result<Vec<Word>, csv::Error> =
        csv::Reader::from_reader(text.as_slice()).deserialize().collect();
    words.map_err(|e| db::Error::Damaged(e.to_string()))
}

/// Makes the stored words what this program knows. Does nothing where they are so already.
pub(crate) fn ensure(tx: &mut Tx<'_>) -> Result<()> {
    store::keep_words(tx, &list()?)
}

/// Records of the catalogue's stream.
pub(crate) fn records(tx: &mut Tx<'_>, since: i64) -> Result<Vec<Record>> {
    let record = |Word { kind, code, position, name_vi, name_en, .. }: Word| Record {
        kind: "word",
        id: derived_id(&format!("word {kind} {code}")),
        content: Some(
            json!({ "kind": kind, "code": code, "position": position, "name_vi": name_vi, "name_en": name_en }),
        ),
    };
    Ok(store::words_changed(tx, since)?.into_iter().map(record).collect())
}
