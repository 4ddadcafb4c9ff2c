//! Judging a push: everything that can be refused is checked here, against rows read in the same transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::Action;
use base::{Day, Instant, Uuid};
use db::{Result, Tx};
use serde_json::json;
use sync::{Kind, Op, Push, Refusal, Verdict};

use crate::body::{Body, NewVisit, refusal};
use crate::edit::Mark;
use crate::house::{House, Lost};
use crate::model::Visit;
use crate::store::{self, Hamlet};

/// A visit that is told more than this many days later counts and is flagged.
const LATE_DAYS: i64 = 35;
/// A phone's clock that is off by more than this is in doubt.
const DOUBT_MS: i64 = 10 * 60 * 1_000;

/// A push at work.
pub struct Work<'a, 'p> {
    /// Time, ids, streams, scopes.
    pub push: &'a mut Push<'p>,
    /// The households in hand.
    pub houses: BTreeMap<Uuid, House>,
    hamlets: HashMap<Uuid, Hamlet>,
    skills: BTreeSet<String>,
    /// The households of visits that are on file.
    visit_of: HashMap<Uuid, Uuid>,
    /// The households of residents that are on file.
    home_of: HashMap<Uuid, Uuid>,
    /// Values that lost, with their hamlet.
    pub lost: Vec<(Uuid, Lost)>,
    /// (record, from hamlet, to hamlet, day, revision of the stream it leaves)
    pub left: Vec<(Uuid, Uuid, Uuid, Day, i64)>,
    /// New stays: (household, since, atom), the one before ending that day.
    pub stays: Vec<(Uuid, Day, Uuid)>,
}

/// Judges and applies operations of this room in their order.
pub fn run(tx: &mut Tx<'_>, push: &mut Push<'_>, ops: &[&Op]) -> Result<Vec<Verdict>> {
    let bodies: Vec<std::result::Result<Body, Refusal>> = ops.iter().map(|op| Body::read(op)).collect();
    let mut work = load(tx, push, ops, &bodies)?;
    let mut verdicts = Vec::with_capacity(ops.len());
    for (op, body) in ops.iter().zip(&bodies) {
        let verdict = match body {
            Err(refused) => {
                let hamlet = op.body.get("hamlet").and_then(|value| serde_json::from_value(value.clone()).ok());
                Verdict::Refused(Refusal { hamlet, ..refused.clone() })
            }
            Ok(body) => work.judge(op, body)?,
        };
        verdicts.push(verdict);
    }
    store::save(tx, &mut work)?;
    Ok(verdicts)
}

fn load<'a, 'p>(
    tx: &mut Tx<'_>,
    push: &'a mut Push<'p>,
    ops: &[&Op],
    bodies: &[std::result::Result<Body, Refusal>],
) -> Result<Work<'a, 'p>> {
    let part = push.part;
    let good = || bodies.iter().flatten();
    let visits: Vec<Uuid> = good().flat_map(Body::visits).collect();
    let visit_of = store::households_of_visits(tx, part, &visits)?;
    let residents: Vec<Uuid> = good().flat_map(Body::new_residents).collect();
    let home_of = store::households_of_residents(tx, part, &residents)?;
    let mut ids: BTreeSet<Uuid> = good().filter_map(Body::household).collect();
    ids.extend(visit_of.values());
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut houses = store::houses(tx, part, &ids)?;
    let of_house = |house: &House| [Some(house.row.hamlet), house.row.moved_from];
    let mut hamlets: BTreeSet<Uuid> = houses.values().flat_map(of_house).flatten().collect();
    hamlets.extend(good().filter_map(|body| match body {
        Body::Create(new) => Some(new.hamlet),
        Body::Move { to, .. } => Some(*to),
        _ => None,
    }));
    let hamlets = store::hamlets(tx, push.map, push.today, &hamlets.into_iter().collect::<Vec<_>>())?;
    let whole = needs_history(ops, bodies, &houses, &visit_of);
    store::complete(tx, part, &whole, &mut houses)?;
    let skills = store::skills(tx)?;
    Ok(Work { push, houses, hamlets, skills, visit_of, home_of, lost: Vec::new(), left: Vec::new(), stays: Vec::new() })
}

/// The households whose whole history is needed: where something old changes, or a visit does not come after all others.
fn needs_history(
    ops: &[&Op],
    bodies: &[std::result::Result<Body, Refusal>],
    houses: &BTreeMap<Uuid, House>,
    visit_of: &HashMap<Uuid, Uuid>,
) -> Vec<Uuid> {
    let mut needed = BTreeSet::new();
    for (op, body) in ops.iter().zip(bodies) {
        let Ok(body) = body else { continue };
        needed.extend(body.earlier_visit().and_then(|visit| visit_of.get(&visit)));
        let Some(house) = body.household().and_then(|id| houses.get(&id)) else { continue };
        let old = match body {
            Body::Visit { visit, .. } => {
                // The phone's clock may turn out wrong: the corrected day decides as well.
                let corrected = Day::of(Instant::from_millis(visit.at.saturating_add(op.skew_ms)));
                house.row.moved_from.is_some()
                    || house.row.last_visit_day.is_some_and(|last| visit.day.min(corrected) <= last)
            }
            Body::EditResident { fields, .. } => {
                fields.keys().any(|field| matches!(field.as_str(), "birth_year" | "sex" | "left_on"))
            }
            Body::Move { .. } => true,
            Body::Edit { .. } | Body::Join { .. } => house.row.moved_from.is_some(),
            Body::Create(_) | Body::Remove { .. } => false,
        };
        if old {
            needed.insert(house.row.id);
        }
    }
    needed.into_iter().collect()
}

impl Work<'_, '_> {
    fn judge(&mut self, op: &Op, body: &Body) -> Result<Verdict> {
        Ok(match body {
            Body::Create(new) => self.create(op, new)?,
            Body::Edit { household, saw, fields } => {
                self.change(op, *household, |house, mark| Ok(house.edit(fields, *saw, mark)))?
            }
            Body::EditResident { household, resident, saw, fields } => self.change(op, *household, |house, mark| {
                if !house.residents.contains_key(resident) {
                    return Err(Verdict::Waits { on: *resident, hamlet: Some(house.row.hamlet) });
                }
                Ok(house.edit_resident(*resident, fields, *saw, mark))
            })?,
            Body::Join { household, resident, made_on } => {
                let today = self.push.today;
                if self.home_of.get(&resident.resident).is_some_and(|home| home != household) {
                    return Ok(Verdict::Refused(refusal("id_reused", json!({ "id": resident.resident }), &["ask"])));
                }
                let verdict = self.change(op, *household, |house, _| {
                    if !house.residents.contains_key(&resident.resident) {
                        house.join(resident, (*made_on).min(today));
                    }
                    Ok(Vec::new())
                })?;
                made(verdict, resident.resident)
            }
            Body::Visit { visit, corrects } => self.visit(op, visit, *corrects)?,
            Body::Remove { visit } => self.remove(op, *visit)?,
            Body::Move { household, to, day } => self.go(op, *household, *to, *day)?,
        })
    }

    fn may(&self, op: &Op, action: Action, hamlet: Uuid, day: Day) -> bool {
        let Some(place) = self.hamlets.get(&hamlet) else { return false };
        let may = |account: Uuid, action| {
            self.push.scopes.get(&account).is_some_and(|scope| scope.permits_on(action, &place.ancestors, day))
        };
        // A leader's acceptance stands for the author's scope, not for more.
        op.accepted_by.is_some_and(|by| may(by, Action::Lead)) || may(op.account, action)
    }

    fn create(&mut self, op: &Op, new: &crate::body::NewHousehold) -> Result<Verdict> {
        let made_on = new.made_on.min(self.push.today);
        if !self.may(op, Action::Record, new.hamlet, made_on)
            && !self.may(op, Action::Record, new.hamlet, self.push.today)
        {
            let params = json!({ "hamlet": self.name(new.hamlet) });
            return Ok(Verdict::Refused(refusal("not_your_hamlet", params, &["ask", "dismiss"])));
        }
        let Some(place) = self.hamlets.get(&new.hamlet).filter(|place| place.part == self.push.part) else {
            return Ok(Verdict::Refused(refusal("moved_to_other_part", json!({}), &["ask"])));
        };
        if self.houses.contains_key(&new.household) {
            let params = json!({ "id": new.household });
            return Ok(at(refusal("id_reused", params, &["ask"]), new.hamlet));
        }
        if let Some(taken) = new.residents.iter().find(|resident| self.home_of.contains_key(&resident.resident)) {
            return Ok(at(refusal("id_reused", json!({ "id": taken.resident }), &["ask"]), new.hamlet));
        }
        let atom = place.atom;
        self.home_of.extend(new.residents.iter().map(|resident| (resident.resident, new.household)));
        let mut house = House::new(new, atom, made_on);
        house.row.revision = self.push.streams.bump(Kind::Hamlet, new.hamlet)?;
        house.changed = true;
        self.stays.push((new.household, made_on, atom));
        self.houses.insert(new.household, house);
        let residents = new.residents.iter().map(|resident| resident.resident);
        Ok(Verdict::Kept { hamlet: new.hamlet, made: std::iter::once(new.household).chain(residents).collect() })
    }

    /// Applies a change to a household that the author may record for today.
    fn change(
        &mut self,
        op: &Op,
        household: Uuid,
        work: impl FnOnce(&mut House, Mark) -> std::result::Result<Vec<Lost>, Verdict>,
    ) -> Result<Verdict> {
        let Some(hamlet) = self.houses.get(&household).map(|house| house.row.hamlet) else {
            return Ok(Verdict::Waits { on: household, hamlet: None });
        };
        if !self.may(op, Action::Record, hamlet, self.push.today)
            && !self.may(op, Action::Record, hamlet, stated_day(op))
        {
            return Ok(self.not_yours(op, household));
        }
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        let Some(house) = self.houses.get_mut(&household) else {
            return Ok(Verdict::Waits { on: household, hamlet: None });
        };
        let mark = Mark(revision, op.stamp.0, op.stamp.1, op.device, op.id);
        match work(house, mark) {
            Ok(lost) => {
                house.row.revision = revision;
                self.lost.extend(lost.into_iter().map(|lost| (hamlet, lost)));
                Ok(Verdict::Kept { hamlet, made: Vec::new() })
            }
            Err(verdict) => Ok(verdict),
        }
    }

    fn visit(&mut self, op: &Op, new: &NewVisit, corrects: Option<Uuid>) -> Result<Verdict> {
        let Some(house) = self.houses.get(&new.household) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        let hamlet = house.row.hamlet;
        let (day, flags) = match self.counting_day(op, new) {
            Ok(day) => day,
            Err(refused) => return Ok(at(refused, hamlet)),
        };
        // Where the household was on that day decides: work done before a move is its true owner's.
        let atom = house.atom_on(day).unwrap_or(house.row.atom);
        let there = self.hamlets.iter().find(|(_, place)| place.atom == atom).map_or(hamlet, |(id, _)| *id);
        if !self.may(op, Action::Record, there, day) && !self.may(op, Action::Record, hamlet, day) {
            return Ok(self.not_yours(op, new.household));
        }
        if let Some(unknown) = new.practised.iter().find(|practised| !self.skills.contains(&practised.skill)) {
            return Ok(at(refusal("skill_unknown", json!({ "skill": unknown.skill }), &["edit", "ask"]), hamlet));
        }
        if let Some(unknown) = new.people.iter().find(|id| !house.residents.contains_key(id)) {
            return Ok(Verdict::Waits { on: *unknown, hamlet: Some(hamlet) });
        }
        if house.visits.contains_key(&new.visit) || self.visit_of.contains_key(&new.visit) {
            return Ok(at(refusal("id_reused", json!({ "id": new.visit }), &["ask"]), hamlet));
        }
        if let Some(old) = corrects {
            match self.takes_back(op, old) {
                Ok(()) => {}
                Err(verdict) => return Ok(verdict),
            }
        }
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        let now = self.push.now;
        let Some(house) = self.houses.get_mut(&new.household) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        if let Some(old) = corrects {
            house.remove(old, op.id);
        }
        let visit = Visit {
            id: new.visit,
            atom,
            hamlet,
            household: new.household,
            author: op.account,
            operation: op.id,
            day,
            met: !new.people.is_empty(),
            people: new.people.clone(),
            practised: new.practised.iter().map(|p| (p.resident, p.skill.clone(), p.level)).collect(),
            next_step: new.next.as_ref().map(|next| next.step.clone()),
            next_day: new.next.as_ref().and_then(|next| next.day),
            next_note: new.next.as_ref().map(|next| next.note.trim().to_owned()).unwrap_or_default(),
            note: new.note.trim().to_owned(),
            flags,
            stamp: op.stamp,
            times: [Instant::from_millis(new.at).0, Instant::from_millis(new.at.saturating_add(op.skew_ms)).0, now.0],
            removed_by: None,
            revision,
        };
        house.visit(visit, &new.practised);
        house.row.revision = revision;
        for changed in house.removed.iter() {
            if let Some(visit) = house.visits.get_mut(changed) {
                visit.revision = revision;
            }
        }
        Ok(Verdict::Kept { hamlet, made: vec![new.visit] })
    }

    /// The counting day and its flags: the one the member chose, else the device's day, corrected where its clock is off;
    /// never after the server's today.
    fn counting_day(&self, op: &Op, new: &NewVisit) -> std::result::Result<(Day, String), Refusal> {
        let today = self.push.today;
        let doubt = op.clamped || op.skew_ms.abs() > DOUBT_MS;
        if new.chosen != 0 && new.day > today {
            return Err(refusal("day_in_future", json!({ "day": new.day, "today": today }), &["edit"]));
        }
        let corrected = Day::of(Instant::from_millis(new.at.saturating_add(op.skew_ms)));
        let day = if new.chosen == 0 && doubt { corrected } else { new.day }.min(today);
        let mut flags = Vec::new();
        if today.since(day) > LATE_DAYS {
            flags.push("late");
        }
        if doubt {
            flags.push("clock");
        }
        Ok((day, flags.join(" ")))
    }

    /// Whether the author may take back this visit.
    fn takes_back(&self, op: &Op, visit: Uuid) -> std::result::Result<(), Verdict> {
        let found = self.visit_of.get(&visit).and_then(|household| self.houses.get(household));
        let local = || self.houses.values().find(|house| house.visits.contains_key(&visit));
        let Some(house) = found.or_else(local) else { return Err(Verdict::Waits { on: visit, hamlet: None }) };
        let hamlet = house.row.hamlet;
        let Some(row) = house.visits.get(&visit) else {
            return Err(Verdict::Waits { on: visit, hamlet: Some(hamlet) });
        };
        if row.removed_by.is_some() {
            return Err(at(refusal("already_removed", json!({}), &["dismiss"]), hamlet));
        }
        let own = row.author == op.account;
        if own || self.may(op, Action::Lead, hamlet, self.push.today) {
            return Ok(());
        }
        Err(at(refusal("not_allowed", json!({ "action": "visit" }), &["ask", "dismiss"]), hamlet))
    }

    fn remove(&mut self, op: &Op, visit: Uuid) -> Result<Verdict> {
        if let Err(verdict) = self.takes_back(op, visit) {
            return Ok(verdict);
        }
        let id = self.visit_of.get(&visit).copied();
        let id = id.or_else(|| self.houses.values().find(|h| h.visits.contains_key(&visit)).map(|h| h.row.id));
        let Some(house) = id.and_then(|id| self.houses.get_mut(&id)) else {
            return Ok(Verdict::Waits { on: visit, hamlet: None });
        };
        let hamlet = house.row.hamlet;
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        house.remove(visit, op.id);
        house.row.revision = revision;
        if let Some(row) = house.visits.get_mut(&visit) {
            row.revision = revision;
        }
        Ok(Verdict::Kept { hamlet, made: Vec::new() })
    }

    fn go(&mut self, op: &Op, household: Uuid, to: Uuid, day: Day) -> Result<Verdict> {
        let Some(house) = self.houses.get(&household) else {
            return Ok(Verdict::Waits { on: household, hamlet: None });
        };
        let (from, made_on) = (house.row.hamlet, house.row.made_on);
        let today = self.push.today;
        if !self.may(op, Action::Lead, from, today) {
            return Ok(at(refusal("not_allowed", json!({ "action": "household" }), &["ask", "dismiss"]), from));
        }
        if day > today || day < made_on {
            return Ok(at(refusal("day_in_future", json!({ "day": day, "today": today }), &["edit"]), from));
        }
        let Some(place) = self.hamlets.get(&to).filter(|place| place.part == self.push.part) else {
            return Ok(at(refusal("moved_to_other_part", json!({}), &["ask"]), from));
        };
        if to == from {
            return Ok(Verdict::Kept { hamlet: from, made: Vec::new() });
        }
        let atom = place.atom;
        let left = self.push.streams.bump(Kind::Hamlet, from)?;
        let revision = self.push.streams.bump(Kind::Hamlet, to)?;
        self.left.push((household, from, to, day, left));
        if let Some(house) = self.houses.get_mut(&household) {
            house.go((to, atom), day);
            house.row.revision = revision;
            for visit in house.visits.values_mut() {
                self.left.push((visit.id, from, to, day, left));
                visit.revision = revision;
            }
        }
        self.stays.push((household, day, atom));
        Ok(Verdict::Kept { hamlet: from, made: Vec::new() })
    }

    /// Why a household is not the author's: it moved away, or it never was.
    fn not_yours(&self, op: &Op, household: Uuid) -> Verdict {
        let Some(house) = self.houses.get(&household) else { return Verdict::Waits { on: household, hamlet: None } };
        let today = self.push.today;
        let came_from = house.row.moved_from.filter(|from| self.may(op, Action::Record, *from, today));
        if let Some(from) = came_from {
            let day = house.after.stays.last().map_or(today, |(since, _, _)| *since);
            let params = json!({ "to_unit": house.row.hamlet, "to_name": self.name(house.row.hamlet), "day": day });
            return at(refusal("household_moved", params, &["hand_over", "edit", "ask", "dismiss"]), from);
        }
        Verdict::Refused(refusal("not_your_hamlet", json!({}), &["ask", "dismiss"]))
    }

    fn name(&self, hamlet: Uuid) -> String {
        self.hamlets.get(&hamlet).map(|place| place.name.clone()).unwrap_or_default()
    }
}

fn at(refused: Refusal, hamlet: Uuid) -> Verdict {
    Verdict::Refused(Refusal { hamlet: Some(hamlet), ..refused })
}

fn made(verdict: Verdict, id: Uuid) -> Verdict {
    match verdict {
        Verdict::Kept { hamlet, .. } => Verdict::Kept { hamlet, made: vec![id] },
        other => other,
    }
}

/// The day that an edit was made on, by its stamp.
fn stated_day(op: &Op) -> Day {
    Day::of(Instant::from_millis(op.stamp.0))
}

/// The hamlets whose streams these operations will touch, as far as rows and bodies say.
pub fn hamlets(tx: &mut Tx<'_>, part: i64, ops: &[&Op]) -> Result<BTreeSet<Uuid>> {
    let ours = ops.iter().filter(|op| crate::body::KINDS.contains(&op.kind.as_str()));
    let bodies: Vec<Body> = ours.filter_map(|op| Body::read(op).ok()).collect();
    let visits: Vec<Uuid> = bodies.iter().filter_map(Body::earlier_visit).collect();
    let mut ids: BTreeSet<Uuid> = bodies.iter().filter_map(Body::household).collect();
    ids.extend(store::households_of_visits(tx, part, &visits)?.into_values());
    let mut hamlets = store::hamlets_of(tx, part, &ids.into_iter().collect::<Vec<_>>())?;
    hamlets.extend(bodies.iter().filter_map(|body| match body {
        Body::Create(new) => Some(new.hamlet),
        Body::Move { to, .. } => Some(*to),
        _ => None,
    }));
    // Quarantined and unreadable work names its hamlet in the body, if at all.
    let named =
        ops.iter().filter_map(|op| op.body.get("hamlet").and_then(|v| serde_json::from_value::<Uuid>(v.clone()).ok()));
    hamlets.extend(named);
    Ok(hamlets)
}
