//! The catalogue of what is taught, from data/skills.csv: versioned data. A change of the list raises the catalogue's stream.

use base::Uuid;
use db::{Result, Tx, args};
use serde::Deserialize;
use sync::{Kind, Streams};

#[derive(Deserialize)]
struct Skill {
    code: String,
    position: i64,
    icon: String,
    since: String,
    name_vi: String,
    name_en: String,
    about_vi: String,
    about_en: String,
}

/// Makes the stored catalogue what this program knows. Does nothing where it is so already.
pub fn ensure(tx: &mut Tx<'_>) -> Result<()> {
    crate::gathering::ensure_words(tx)?;
    let list = include_bytes!("../../../../../data/skills.csv");
    let skills: std::result::Result<Vec<Skill>, csv::Error> =
        csv::Reader::from_reader(list.as_slice()).deserialize().collect();
    let skills = skills.map_err(|e| db::Error::Damaged(e.to_string()))?;
    let known =
        tx.all("select code, icon, since, name_vi, name_en, about_vi, about_en, position from skill", &[], |row| {
            let texts: [String; 7] =
                [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            Ok((texts, row.get::<i64>(7)?))
        })?;
    let same = |skill: &Skill| {
        let Skill { code, position, icon, since, name_vi, name_en, about_vi, about_en } = skill;
        let texts = [code, icon, since, name_vi, name_en, about_vi, about_en];
        known.iter().any(|(stored, at)| at == position && stored.iter().zip(texts).all(|(a, b)| a == b))
    };
    let changed: Vec<&Skill> = skills.iter().filter(|skill| !same(skill)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut streams = Streams::lock(tx, 0, &[(Kind::Catalogue, Uuid::nil())].into())?;
    let revision = streams.bump(Kind::Catalogue, Uuid::nil())?;
    for s in changed {
        tx.exec(
            "insert into skill (code, position, name_vi, name_en, about_vi, about_en, icon, since, revision)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (code) do update set position = excluded.position, name_vi = excluded.name_vi,
               name_en = excluded.name_en, about_vi = excluded.about_vi, about_en = excluded.about_en,
               icon = excluded.icon, since = excluded.since, revision = excluded.revision",
            args![&s.code, s.position, &s.name_vi, &s.name_en, &s.about_vi, &s.about_en, &s.icon, &s.since, revision],
        )?;
    }
    streams.save(tx, 0)
}
