//! Taking a list of households back: as one, within a day, and only where nothing was built on it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::Scope;
use base::Uuid;
use db::{Error, Tx};
use org::import::Import;
use org::lists::{self, Built, Kept, Line, ListError, UndoError};
use serde_json::{Map, Value, json};
use sync::office::Piece;

use super::operate;
use crate::edit::Marks;
use crate::house::House;
use crate::store;

/// Takes a list back: what it changed is as it was, and whom it made leaves on the day on which it came, so that it counts
/// nowhere. Its receipts stay.
pub fn undo(tx: &mut Tx<'_>, list: &Kept, (by, scope): (&Import<'_>, Arc<Scope>)) -> Result<(), UndoError> {
    if list.undone_at.is_some() {
        return Err(UndoError::Already);
    }
    if !lists::is_young(list, by.now) {
        return Err(UndoError::TooLate);
    }
    let lines = lists::lines(tx, list)?.into_iter().map(Said::read).collect::<Result<Vec<_>, _>>()?;
    let homes: BTreeSet<Uuid> = lines.iter().map(Said::home).collect();
    let houses = store::houses(tx, list.part, &homes.into_iter().collect::<Vec<_>>())?;
    let made: BTreeSet<Uuid> = lines.iter().filter(|line| line.before.is_none()).map(|line| line.subject).collect();
    let mut built = Vec::new();
    let mut pieces = Vec::new();
    for line in &lines {
        let found = houses.get(&line.home());
        match found.ok_or("changed").and_then(|house| line.back(house, list.id, &made)) {
            Ok(piece) => pieces.extend(piece),
            Err(why) => built.push(Built { name: line.name(found), why }),
        }
    }
    if !built.is_empty() {
        return Err(UndoError::Built(built));
    }
    let under = by.ids.id(by.now);
    operate(tx, list.part, (under, pieces), (by, scope)).map_err(|error| match error {
        ListError::Db(error) => UndoError::Db(error),
        ListError::Mistakes(mistakes) => UndoError::Db(Error::Other(format!("{mistakes:?}"))),
    })?;
    // The streams are locked from here on: who was first has taken the list back by now.
    if lists::one(tx, list.id)?.is_none_or(|list| list.undone_at.is_some()) {
        return Err(UndoError::Already);
    }
    store::protected::drop_values(tx, (list.part, list.id))?;
    lists::take_back(tx, list, by)?;
    Ok(())
}

/// What a list said of a household or resident.
struct Said {
    subject: Uuid,
    before: Option<Map<String, Value>>,
    after: Map<String, Value>,
}

impl Said {
    fn read(line: Line) -> Result<Self, Error> {
        let read = |text: &str| {
            serde_json::from_str::<Map<String, Value>>(text)
                .map_err(|error| Error::Damaged(format!("a row of a list: {error}")))
        };
        let before = line.before.as_deref().map(read).transpose()?;
        Ok(Self { subject: line.subject, before, after: read(&line.after)? })
    }

    /// The household of a resident; None where it is a household itself.
    fn household(&self) -> Option<Uuid> {
        self.after.get("household").and_then(Value::as_str).and_then(|id| id.parse().ok())
    }

    fn home(&self) -> Uuid {
        self.household().unwrap_or(self.subject)
    }

    fn name(&self, house: Option<&House>) -> String {
        let own = self.after.get("name").and_then(Value::as_str).map(str::to_owned);
        own.or_else(|| house.map(|house| house.row.name.clone())).unwrap_or_default()
    }

    /// What undoes it, or what was built on it.
    fn back(&self, house: &House, list: Uuid, made: &BTreeSet<Uuid>) -> Result<Option<Piece>, &'static str> {
        let saw = house.row.revision;
        match (&self.before, self.household()) {
            (None, None) => {
                untouched(house, list, made)?;
                let fields = json!({ "left_on": house.row.made_on });
                Ok(Some(("household.edit", json!({ "household": self.subject, "saw": saw, "fields": fields }))))
            }
            (None, Some(household)) => {
                let resident = house.residents.get(&self.subject).ok_or("changed")?;
                only_by(&resident.edits, list, None)?;
                if !resident.levels.is_empty() {
                    return Err("visited");
                }
                // Who came with the household goes with it.
                let fields = json!({ "left_on": resident.made_on });
                let body = json!({ "household": household, "resident": self.subject, "saw": saw, "fields": fields });
                Ok((!made.contains(&household)).then_some(("resident.edit", body)))
            }
            (Some(before), household) => {
                let fields: BTreeMap<&String, &Value> =
                    before.iter().filter(|(field, value)| self.after.get(*field) != Some(*value)).collect();
                let edits = match household {
                    None => &house.row.edits,
                    Some(_) => &house.residents.get(&self.subject).ok_or("changed")?.edits,
                };
                only_by(edits, list, Some(&fields))?;
                let kind = if household.is_some() { "resident.edit" } else { "household.edit" };
                let mut body = json!({ "household": self.home(), "saw": saw, "fields": fields });
                if household.is_some() {
                    body["resident"] = json!(self.subject);
                }
                Ok(Some((kind, body)))
            }
        }
    }
}

/// Nothing happened to a household since the list made it.
fn untouched(house: &House, list: Uuid, made: &BTreeSet<Uuid>) -> Result<(), &'static str> {
    if house.row.last_visit.is_some() {
        return Err("visited");
    }
    if house.residents.keys().any(|resident| !made.contains(resident)) {
        return Err("grew");
    }
    let merged = !house.joined.is_empty() || house.residents.values().any(|one| one.merged_into.is_some());
    if merged || house.row.left_on.is_some() || house.row.moved_from.is_some() {
        return Err("changed");
    }
    only_by(&house.row.edits, list, None)
}

/// The fields, or all of them, were set by the list and nobody after it.
fn only_by(edits: &Marks, list: Uuid, fields: Option<&BTreeMap<&String, &Value>>) -> Result<(), &'static str> {
    let asked = |field: &String| fields.is_none_or(|fields| fields.contains_key(field));
    let others = edits.iter().any(|(field, mark)| asked(field) && mark.3 != list);
    if others { Err("changed") } else { Ok(()) }
}
