//! What is read to people when they are asked, from data/consent_texts.csv. A text that was read to somebody is never changed.

use base::Uuid;
use db::{Result, Tx, args};
use serde::Deserialize;
use sync::{Kind, Streams};

#[derive(Deserialize)]
struct Text {
    purpose: String,
    version: i64,
    since: String,
    name_vi: String,
    name_en: String,
    text_vi: String,
    text_en: String,
}

/// Adds the texts that are not there yet, and raises the catalogue's stream.
pub fn ensure(tx: &mut Tx<'_>) -> Result<()> {
    let list = include_bytes!("../../../../../data/consent_texts.csv");
    let texts: std::result::Result<Vec<Text>, csv::Error> =
        csv::Reader::from_reader(list.as_slice()).deserialize().collect();
    let mut texts = texts.map_err(|e| db::Error::Damaged(e.to_string()))?;
    let known = super::consent::texts(tx)?;
    texts.retain(|text| !known.contains(&(text.purpose.clone(), text.version)));
    if texts.is_empty() {
        return Ok(());
    }
    let mut streams = Streams::lock(tx, 0, &[(Kind::Catalogue, Uuid::nil())].into())?;
    let revision = streams.bump(Kind::Catalogue, Uuid::nil())?;
    for t in &texts {
        tx.exec(
            "insert into consent_text (purpose, version, since, name_vi, name_en, text_vi, text_en, revision)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![&t.purpose, t.version, &t.since, &t.name_vi, &t.name_en, &t.text_vi, &t.text_en, revision],
        )?;
    }
    streams.save(tx, 0)
}
