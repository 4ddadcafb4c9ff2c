//! Judging group activities. Residents of many households practise in one operation: each household in hand gets its own
//! share, as from a visit, and none of them counts as visited.

use std::collections::{BTreeSet, HashMap};

use access::Action;
use base::{Day, Instant, Uuid};
use db::{Result, Tx};
use serde_json::json;
use sync::{Kind, Op, Refusal, Verdict};

use super::{Work, at};
use crate::body::{Body, refusal, wrong};
use crate::gathering::body::NewGathering;
use crate::gathering::{Gathered, Gathering, Occasion, store};

/// What has to be read of group activities before households are taken in hand.
#[derive(Default)]
pub(super) struct Found {
    /// Those that are taken back, and the words to pick from.
    pub gathered: Gathered,
    /// The households of everybody who is named, in them or anew.
    pub homes: HashMap<Uuid, Uuid>,
}

/// Reads them. A push without any costs nothing.
pub(super) fn find(tx: &mut Tx<'_>, part: i64, bodies: &[&Body], on_file: &[Uuid]) -> Result<Found> {
    let mut found = Found::default();
    if !bodies.iter().any(|body| matches!(body, Body::Gathering { .. } | Body::RemoveGathering { .. })) {
        return Ok(found);
    }
    let earlier: Vec<Uuid> = bodies.iter().filter_map(|body| body.earlier_gathering()).collect();
    let rows = store::by_id(tx, part, &earlier)?;
    let mut people: BTreeSet<Uuid> = rows.iter().flat_map(|row| row.people.iter().copied()).collect();
    people.extend(bodies.iter().flat_map(|body| body.gathered()));
    found.homes = crate::store::households_of_residents(tx, part, &people.into_iter().collect::<Vec<_>>())?;
    found.gathered = Gathered {
        rows: rows.into_iter().map(|row| (row.id, row)).collect(),
        taken: on_file.iter().copied().collect(),
        words: store::words(tx)?,
        ..Gathered::default()
    };
    Ok(found)
}

/// The households whose whole history is needed: where something is taken back, or does not come after all others.
pub(super) fn old(ops: &[&Op], bodies: &[std::result::Result<Body, Refusal>], work: &Work<'_, '_>) -> BTreeSet<Uuid> {
    let mut needed = BTreeSet::new();
    let brought: HashMap<Uuid, Uuid> = bodies.iter().flatten().flat_map(Body::brought).collect();
    let house_of = |id: &Uuid| {
        let home = work.home_of.get(id).or_else(|| brought.get(id))?;
        work.house(*home)
    };
    // What is taken back may have come in this very push.
    let with_it = |id: Uuid| {
        let known = bodies
            .iter()
            .flatten()
            .find(|body| matches!(body, Body::Gathering { gathering, .. } if gathering.activity == id));
        known.map(Body::gathered).unwrap_or_default()
    };
    for (op, body) in ops.iter().zip(bodies) {
        let Ok(body) = body else { continue };
        if let Body::Gathering { gathering, .. } = body {
            // The phone's clock may turn out wrong: the corrected day decides as well.
            let corrected = Day::of(Instant::from_millis(gathering.at.saturating_add(op.skew_ms)));
            let day = gathering.day.min(corrected);
            let houses = gathering.people.iter().filter_map(house_of);
            let late = houses.filter(|house| house.row.moved_from.is_some() || house.practised_on_or_after(day));
            needed.extend(late.map(|house| house.row.id));
        }
        if let Some(id) = body.earlier_gathering() {
            let people = work.gathered.rows.get(&id).map_or_else(|| with_it(id), |row| row.people.clone());
            needed.extend(people.iter().filter_map(house_of).map(|house| house.row.id));
        }
    }
    needed
}

impl Work<'_, '_> {
    pub(super) fn gather(&mut self, op: &Op, new: &NewGathering, corrects: Option<Uuid>) -> Result<Verdict> {
        let hamlet = new.hamlet;
        let (day, flags) = match self.counting_day(op, (new.day, new.chosen, new.at)) {
            Ok(day) => day,
            Err(refused) => return Ok(at(refused, hamlet)),
        };
        if !self.may(op, Action::Record, hamlet, day) {
            let params = json!({ "hamlet": self.name(hamlet) });
            return Ok(Verdict::Refused(refusal("not_your_hamlet", params, &["ask", "dismiss"])));
        }
        let Some(place) = self.hamlets.get(&hamlet).filter(|place| place.part == self.push.part) else {
            return Ok(Verdict::Refused(refusal("moved_to_other_part", json!({}), &["ask"])));
        };
        let atom = place.atom;
        if let Some(refused) = self.unknown_word(new) {
            return Ok(at(refused, hamlet));
        }
        let mut homes: BTreeSet<Uuid> = BTreeSet::new();
        for id in &new.people {
            match self.home_in(op, *id, (hamlet, atom), day) {
                Ok(home) => _ = homes.insert(home),
                Err(verdict) => return Ok(*verdict),
            }
        }
        if self.gathered.taken.contains(&new.activity) {
            return Ok(at(refusal("id_reused", json!({ "id": new.activity }), &["ask"]), hamlet));
        }
        if let Some(old) = corrects {
            if let Err(verdict) = self.takes_back_gathering(op, old) {
                return Ok(*verdict);
            }
            self.undo_gathering(old, op.id)?;
        }
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        let (device, corrected) = (new.at, new.at.saturating_add(op.skew_ms));
        let gathering = Gathering {
            id: new.activity,
            atom,
            hamlet,
            form: new.form(),
            author: op.account,
            operation: op.id,
            day,
            channel: new.channel.clone(),
            place: new.place.clone(),
            place_note: new.place_note.trim().to_owned(),
            partners: new.partners.clone(),
            topics: new.topics.clone(),
            came: new.came,
            contacts: new.contacts,
            files: new.files,
            people: new.people.clone(),
            practised: new.practised.iter().map(|one| (one.resident, one.skill.clone(), one.level)).collect(),
            note: new.note.trim().to_owned(),
            flags,
            stamp: op.stamp,
            times: [Instant::from_millis(device).0, Instant::from_millis(corrected).0, self.push.now.0],
            removed_by: None,
            revision,
        };
        let occasion = Occasion { id: gathering.id, atom, day, stamp: op.stamp, household: None };
        for home in homes {
            let Some(house) = self.houses.get_mut(&home) else { continue };
            if !new.practised.iter().any(|one| house.residents.contains_key(&one.resident)) {
                continue;
            }
            house.practise(&occasion, &new.practised);
            if house.whole {
                house.derive();
            }
            house.row.revision = self.push.streams.bump(Kind::Hamlet, house.row.hamlet)?;
        }
        self.gathered.bring(gathering);
        Ok(Verdict::Kept { hamlet, made: vec![new.activity] })
    }

    pub(super) fn remove_gathering(&mut self, op: &Op, id: Uuid) -> Result<Verdict> {
        if let Err(verdict) = self.takes_back_gathering(op, id) {
            return Ok(*verdict);
        }
        let hamlet = self.undo_gathering(id, op.id)?;
        Ok(match hamlet {
            Some(hamlet) => Verdict::Kept { hamlet, made: Vec::new() },
            None => Verdict::Waits { on: id, hamlet: None },
        })
    }

    /// A skill that is not taught, or a word that the catalogue does not have.
    fn unknown_word(&self, new: &NewGathering) -> Option<Refusal> {
        if let Some(unknown) = new.practised.iter().find(|one| !self.skills.contains(&one.skill)) {
            return Some(refusal("skill_unknown", json!({ "skill": unknown.skill }), &["edit", "ask"]));
        }
        let known = |kind: &str, code: &String| self.gathered.words.contains(&(kind.to_owned(), code.clone()));
        let topic = |code: &String| self.skills.contains(code) || known("topic", code);
        let unknown = [
            ("channel", new.channel.iter().all(|code| known("channel", code))),
            ("place", new.place.iter().all(|code| known("place", code))),
            ("partners", new.partners.iter().all(|code| known("partner", code))),
            ("topics", new.topics.iter().all(topic)),
        ];
        unknown.into_iter().find(|(_, known)| !known).map(|(field, _)| wrong(field))
    }

    /// The household in hand of somebody who was there: of this hamlet, or of it on that day, or of one where the author
    /// works too.
    fn home_in(
        &self,
        op: &Op,
        resident: Uuid,
        (hamlet, atom): (Uuid, Uuid),
        day: Day,
    ) -> std::result::Result<Uuid, Box<Verdict>> {
        let by_row = self.home_of.get(&resident).and_then(|home| self.house(*home));
        // Who came into the book with this very push is on no row yet.
        let house = by_row.or_else(|| self.houses.values().find(|house| house.residents.contains_key(&resident)));
        let Some(house) = house.filter(|house| house.residents.contains_key(&resident)) else {
            return Err(Box::new(Verdict::Waits { on: resident, hamlet: Some(hamlet) }));
        };
        let there = house.row.hamlet == hamlet
            || house.atom_on(day) == Some(atom)
            || self.may(op, Action::Record, house.row.hamlet, day);
        if there {
            return Ok(house.row.id);
        }
        let params = json!({ "name": house.row.name, "to_name": self.name(house.row.hamlet) });
        Err(Box::new(at(refusal("resident_elsewhere", params, &["edit", "ask", "dismiss"]), hamlet)))
    }

    /// Whether the author may take back this group activity.
    fn takes_back_gathering(&self, op: &Op, id: Uuid) -> std::result::Result<(), Box<Verdict>> {
        let Some(row) = self.gathered.rows.get(&id) else {
            let visit = self.gathered.taken.contains(&id);
            let verdict =
                if visit { Verdict::Refused(wrong("activity")) } else { Verdict::Waits { on: id, hamlet: None } };
            return Err(Box::new(verdict));
        };
        if row.removed_by.is_some() {
            return Err(Box::new(at(refusal("already_removed", json!({}), &["dismiss"]), row.hamlet)));
        }
        if row.author == op.account || self.may(op, Action::Lead, row.hamlet, self.push.today) {
            return Ok(());
        }
        let params = json!({ "action": "activity" });
        Err(Box::new(at(refusal("not_allowed", params, &["ask", "dismiss"]), row.hamlet)))
    }

    /// Takes it back with all that was practised; gives its hamlet.
    fn undo_gathering(&mut self, id: Uuid, by: Uuid) -> Result<Option<Uuid>> {
        let Some(hamlet) = self.gathered.rows.get(&id).map(|row| row.hamlet) else { return Ok(None) };
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        self.forget_elsewhere(id)?;
        self.gathered.take_back(id, by, revision);
        Ok(Some(hamlet))
    }
}
