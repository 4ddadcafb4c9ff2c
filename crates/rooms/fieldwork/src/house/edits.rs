//! Edits of a household in hand and of its residents, field by field.

use std::collections::BTreeMap;

use base::Uuid;
use serde_json::Value;

use super::House;
use crate::edit::{Mark, judge};
use crate::merged;

/// The losing value of a concurrent edit.
#[derive(Debug, Clone)]
pub struct Lost {
    /// Household or resident.
    pub subject_kind: &'static str,
    /// Which.
    pub subject: Uuid,
    /// Which field.
    pub field: String,
    /// The value that stands.
    pub kept: Value,
    /// The value that lost.
    pub lost: Value,
    /// The operation that stands.
    pub kept_by: Uuid,
    /// The operation that lost.
    pub lost_by: Uuid,
}

impl House {
    /// Edits fields of the household; gives what lost.
    pub fn edit(&mut self, fields: &BTreeMap<String, Value>, saw: i64, mark: Mark) -> Vec<Lost> {
        let mut lost = Vec::new();
        for (field, value) in fields {
            let current = crate::fields::household(&self.row, field);
            let judged = judge(self.row.edits.get(field), &mark, saw, current == *value);
            let known = self.row.edits.get(field).copied();
            if crate::fields::settles(
                judged,
                ("household", self.row.id),
                field,
                (&current, value),
                known,
                mark,
                &mut lost,
            ) {
                crate::fields::set_household(&mut self.row, field, value);
                self.row.edits.insert(field.clone(), mark);
            }
        }
        self.after.survey = merged::survey(&self.row, &self.joined);
        if fields.contains_key("left_on")
            && let Some(stay) = self.after.stays.last_mut()
        {
            stay.1 = self.row.left_on.map(|day| day.max(stay.0));
            self.stay_ended = true;
        }
        self.changed = true;
        lost
    }

    /// Edits fields of a resident, or of the one that it counts as; gives what lost.
    pub fn edit_resident(
        &mut self,
        resident: Uuid,
        fields: &BTreeMap<String, Value>,
        saw: i64,
        mark: Mark,
    ) -> Vec<Lost> {
        let mut lost = Vec::new();
        let resident = merged::who(&self.residents, resident);
        let Some(row) = self.residents.get_mut(&resident) else { return lost };
        for (field, value) in fields {
            let current = crate::fields::resident(row, field);
            let judged = judge(row.edits.get(field), &mark, saw, current == *value);
            let known = row.edits.get(field).copied();
            if crate::fields::settles(judged, ("resident", resident), field, (&current, value), known, mark, &mut lost)
            {
                crate::fields::set_resident(row, field, value);
                row.edits.insert(field.clone(), mark);
            }
        }
        self.after.residents = merged::pasts(&self.residents);
        self.changed_residents.insert(resident);
        self.changed = true;
        lost
    }
}
