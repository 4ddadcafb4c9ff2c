//! What is protected, in a stream of its own: for those who lead a hamlet's team.

use base::{Day, Uuid, derived_id};
use db::{Result, Tx};
use serde_json::{Map, Value, json};
use sync::{Kind, Record, Source, Stream};

use crate::store::consent::{self as store, Standing};

/// The hamlet's restricted stream: one record a household, {household, poverty, people: {resident: {ethnicity, phone}}}.
pub struct RestrictedSource;

impl Source for RestrictedSource {
    fn kind(&self) -> Kind {
        Kind::Restricted
    }

    fn changes(&self, tx: &mut Tx<'_>, stream: &Stream, since: i64, _today: Day) -> Result<Vec<Record>> {
        Ok(records(&store::changed(tx, stream.part, stream.subject, since)?))
    }

    fn page(
        &self,
        tx: &mut Tx<'_>,
        stream: &Stream,
        after: Option<&str>,
        limit: i64,
        _today: Day,
    ) -> Result<Vec<(String, Record)>> {
        let after = after.and_then(|text| Uuid::parse_str(text).ok()).unwrap_or_default();
        let values = store::after(tx, stream.part, stream.subject, after, limit)?;
        let households =
            values.chunk_by(|a, b| a.household == b.household).map(|of_one| of_one[0].household.to_string());
        let households: Vec<String> = households.collect();
        Ok(households.into_iter().zip(records(&values)).collect())
    }

    fn figures(&self, _tx: &mut Tx<'_>, _stream: &Stream, _today: Day) -> Result<Vec<Record>> {
        Ok(Vec::new())
    }
}

/// What a household's restricted record is called: a phone has both streams, and a record of its own in each.
pub fn record_id(household: Uuid) -> Uuid {
    derived_id(&format!("restricted {household}"))
}

/// One record a household; without content where all of it is erased. Of several values of a field the last one stands.
fn records(values: &[Standing]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for of_one in values.chunk_by(|a, b| a.household == b.household) {
        let mut own = Map::new();
        let mut people: Map<String, Value> = Map::new();
        for Standing { household, subject, field, value } in of_one {
            let Some(value) = value else { continue };
            if subject == household {
                own.insert(field.clone(), json!(value));
            } else {
                let person = people.entry(subject.to_string()).or_insert_with(|| json!({}));
                person[field.as_str()] = json!(value);
            }
        }
        if !people.is_empty() {
            own.insert("people".into(), Value::Object(people));
        }
        let household = of_one[0].household;
        let content = (!own.is_empty()).then(|| {
            own.insert("household".into(), json!(household));
            Value::Object(own)
        });
        records.push(Record { kind: "restricted", id: record_id(household), content });
    }
    records
}
