//! What residents of a household in hand practise, at home or among others.

use base::Day;

use super::House;
use crate::body::Practised;
use crate::contribution::Event;
use crate::gathering::Occasion;
use crate::merged;
use crate::model::Top;

impl House {
    /// Whether somebody's ladder ends on this day or later: what is told of it does not come on top of all else.
    pub fn practised_on_or_after(&self, day: Day) -> bool {
        self.residents.values().flat_map(|one| one.levels.values()).any(|top| top.1 >= day)
    }

    /// Adds what residents of this household practised, in a visit of whichever household or among others.
    pub fn practise(&mut self, occasion: &Occasion, practised: &[Practised]) {
        for Practised { resident, skill, level, why } in practised {
            let Some(own) = self.residents.get(resident).map(|one| one.household) else { continue };
            let event = Event {
                resident: *resident,
                skill: skill.clone(),
                day: occasion.day,
                atom: occasion.atom,
                level: *level,
                order: (occasion.stamp.0, occasion.stamp.1, occasion.id),
                why: why.clone(),
            };
            self.events.push((event.clone(), occasion.household.unwrap_or(own)));
            let counted = Event { resident: merged::who(&self.residents, *resident), ..event };
            self.climb(&counted);
            merged::add(&mut self.after.events, counted);
            self.changed = true;
        }
    }

    fn climb(&mut self, event: &Event) {
        let Some(resident) = self.residents.get_mut(&event.resident) else { return };
        let top = Top(event.level, event.day, event.why.clone(), event.order.0, event.order.1, event.order.2);
        if resident.levels.get(&event.skill).is_none_or(|known| known.order() < top.order()) {
            resident.levels.insert(event.skill.clone(), top);
            self.changed_residents.insert(event.resident);
        }
    }
}
