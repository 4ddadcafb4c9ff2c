//! Judging a push: everything that can be refused is checked here, against rows read in the same transaction.

mod gatherings;
mod keeper;
mod load;
mod merges;
mod moves;
mod settle;
mod strays;
mod visits;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use access::Action;
use base::{Day, Instant, Uuid};
use db::{Result, Tx};
use serde_json::json;
use sync::{Kind, Op, Push, Refusal, Verdict};

use crate::body::{Body, refusal};
use crate::edit::Mark;
use crate::gathering::Gathered;
use crate::house::{House, Lost};
use crate::store::{self, Conflict, Hamlet};

pub use load::hamlets;
use load::load;

/// A push at work.
pub struct Work<'a, 'p> {
    /// Time, ids, streams, scopes.
    pub push: &'a mut Push<'p>,
    /// The households in hand.
    pub houses: BTreeMap<Uuid, House>,
    hamlets: HashMap<Uuid, Hamlet>,
    skills: BTreeSet<String>,
    /// The texts by which people are asked: purpose and version.
    pub(crate) texts: BTreeSet<(String, i64)>,
    /// Ids of merged households, with the one that each counts as.
    merged: HashMap<Uuid, Uuid>,
    /// People who are in a household that was taken apart from the one that a visit names, with that household.
    strays: HashMap<Uuid, Uuid>,
    /// Conflicts that are to be settled.
    pub conflicts: HashMap<Uuid, Conflict>,
    /// The households of visits that are on file.
    visit_of: HashMap<Uuid, Uuid>,
    /// Activities that are on file, visits and others.
    on_file: HashSet<Uuid>,
    /// Group activities in hand.
    pub gathered: Gathered,
    /// The units of the teams of memberships that are named as keepers.
    keepers: HashMap<Uuid, Uuid>,
    /// The households of residents that are on file.
    home_of: HashMap<Uuid, Uuid>,
    /// Ids of answers that are on file, or came with this push.
    pub(crate) answered: BTreeSet<Uuid>,
    /// What households answered.
    pub(crate) answers: Vec<store::consent::Answer>,
    /// Households that moved, with what is protected of them: (household, from hamlet, to hamlet).
    pub(crate) carried: Vec<(Uuid, Uuid, Uuid)>,
    /// What is protected and new.
    pub(crate) values: Vec<store::consent::Value>,
    /// What is protected and goes.
    pub(crate) erased: Vec<store::consent::Erased>,
    /// Values that lost, with their hamlet.
    pub lost: Vec<(Uuid, Lost)>,
    /// (record, from hamlet, to hamlet, day, revision of the stream it leaves)
    pub left: Vec<(Uuid, Uuid, Uuid, Day, i64)>,
    /// New stays: (household, since, atom), the one before ending that day.
    pub stays: Vec<(Uuid, Day, Uuid)>,
    /// Households or people that were said to be two, or to be so no longer: (one, other, hamlet, operation, are).
    pub apart: Vec<(Uuid, Uuid, Uuid, Uuid, bool)>,
}

/// Judges and applies operations of this room in their order.
pub fn run(tx: &mut Tx<'_>, push: &mut Push<'_>, ops: &[&Op]) -> Result<Vec<Verdict>> {
    let bodies: Vec<std::result::Result<Body, Refusal>> = ops.iter().map(|op| Body::read(op)).collect();
    let mut verdicts = Vec::with_capacity(ops.len());
    let is_merge = |at: usize| bodies[at].as_ref().is_ok_and(Body::is_merge);
    while verdicts.len() < ops.len() {
        let from = verdicts.len();
        let to = (from + 1..ops.len()).find(|at| is_merge(from) || is_merge(*at)).unwrap_or(ops.len());
        match &bodies[from] {
            Ok(Body::Merge(new)) => verdicts.push(merges::merge(tx, push, ops[from], new)?),
            Ok(Body::Unmerge { merge }) => verdicts.push(merges::unmerge(tx, push, ops[from], *merge)?),
            _ => verdicts.extend(together(tx, push, &ops[from..to], &bodies[from..to])?),
        }
    }
    Ok(verdicts)
}

/// Operations that change no household into another, judged on the same rows.
fn together(
    tx: &mut Tx<'_>,
    push: &mut Push<'_>,
    ops: &[&Op],
    bodies: &[std::result::Result<Body, Refusal>],
) -> Result<Vec<Verdict>> {
    let mut work = load(tx, push, ops, bodies)?;
    let mut verdicts = Vec::with_capacity(ops.len());
    for (op, body) in ops.iter().zip(bodies) {
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

impl<'a, 'p> Work<'a, 'p> {
    fn new(push: &'a mut Push<'p>) -> Self {
        Self {
            push,
            houses: BTreeMap::new(),
            hamlets: HashMap::new(),
            skills: BTreeSet::new(),
            texts: BTreeSet::new(),
            answers: Vec::new(),
            answered: BTreeSet::new(),
            carried: Vec::new(),
            values: Vec::new(),
            erased: Vec::new(),
            merged: HashMap::new(),
            strays: HashMap::new(),
            conflicts: HashMap::new(),
            on_file: HashSet::new(),
            gathered: Gathered::default(),
            keepers: HashMap::new(),
            visit_of: HashMap::new(),
            home_of: HashMap::new(),
            lost: Vec::new(),
            left: Vec::new(),
            stays: Vec::new(),
            apart: Vec::new(),
        }
    }
}

impl Work<'_, '_> {
    fn judge(&mut self, op: &Op, body: &Body) -> Result<Verdict> {
        Ok(match body {
            Body::Create(new) => self.create(op, new)?,
            Body::Edit { household, saw, fields } => {
                if let Some(refused) = self.not_a_keeper(op, *household, fields) {
                    return Ok(refused);
                }
                // Who names a record that was merged has not seen the one that stands.
                let saw = if self.home(*household) == *household { *saw } else { 0 };
                self.change(op, *household, |house, mark| Ok(house.edit(fields, saw, mark)))?
            }
            Body::EditResident { household, resident, saw, fields } => self.change(op, *household, |house, mark| {
                let Some(row) = house.residents.get(resident) else {
                    return Err(Verdict::Waits { on: *resident, hamlet: Some(house.row.hamlet) });
                };
                let saw = if row.merged_into.is_none() { *saw } else { 0 };
                Ok(house.edit_resident(*resident, fields, saw, mark))
            })?,
            Body::Join { household, resident, made_on } => {
                let today = self.push.today;
                if self.home_of.get(&resident.resident).is_some_and(|home| self.home(*home) != self.home(*household)) {
                    return Ok(Verdict::Refused(refusal("id_reused", json!({ "id": resident.resident }), &["ask"])));
                }
                let verdict = self.change(op, *household, |house, _| {
                    if !house.residents.contains_key(&resident.resident) {
                        house.join(resident, *household, (*made_on).min(today));
                    }
                    Ok(Vec::new())
                })?;
                made(verdict, resident.resident)
            }
            Body::Visit { visit, corrects } => self.visit(op, visit, *corrects)?,
            Body::Remove { visit } => self.remove(op, *visit)?,
            Body::Gathering { gathering, corrects } => self.gather(op, gathering, *corrects)?,
            Body::RemoveGathering { gathering } => self.remove_gathering(op, *gathering)?,
            Body::Move { household, to, day } => self.go(op, *household, *to, *day)?,
            Body::Apart { household, other, residents, apart } => {
                self.apart(op, (*household, *other), *residents, *apart)
            }
            Body::Answer(new) => self.answer(op, new)?,
            Body::Keep(new) => self.keep(op, new)?,
            Body::Settle { conflict, lost } => self.settle(op, *conflict, *lost)?,
            // Judged alone: see `run`.
            Body::Merge(_) | Body::Unmerge { .. } => Verdict::Refused(crate::body::wrong("kind")),
        })
    }

    /// The household that this one counts as.
    pub(crate) fn home(&self, household: Uuid) -> Uuid {
        self.merged.get(&household).copied().unwrap_or(household)
    }

    /// Takes households in hand.
    fn take(&mut self, houses: BTreeMap<Uuid, House>) {
        let merged = houses.values().flat_map(|house| house.joined.keys().map(|id| (*id, house.row.id)));
        self.merged.extend(merged);
        self.houses.extend(houses);
    }

    /// The household in hand, by any of its ids.
    fn house(&self, household: Uuid) -> Option<&House> {
        self.houses.get(&self.home(household))
    }

    pub(crate) fn may(&self, op: &Op, action: Action, hamlet: Uuid, day: Day) -> bool {
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
        if self.house(new.household).is_some() {
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
        let home = self.home(household);
        let Some(hamlet) = self.houses.get(&home).map(|house| house.row.hamlet) else {
            return Ok(Verdict::Waits { on: household, hamlet: None });
        };
        if !self.may(op, Action::Record, hamlet, self.push.today)
            && !self.may(op, Action::Record, hamlet, stated_day(op))
        {
            return Ok(self.not_yours(op, household));
        }
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        let Some(house) = self.houses.get_mut(&home) else {
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

    fn name(&self, hamlet: Uuid) -> String {
        self.hamlets.get(&hamlet).map(|place| place.name.clone()).unwrap_or_default()
    }
}

pub(crate) fn at(refused: Refusal, hamlet: Uuid) -> Verdict {
    Verdict::Refused(Refusal { hamlet: Some(hamlet), ..refused })
}

fn made(verdict: Verdict, id: Uuid) -> Verdict {
    match verdict {
        Verdict::Kept { hamlet, .. } => Verdict::Kept { hamlet, made: vec![id] },
        other => other,
    }
}

/// The day that an edit was made on, by its stamp.
pub(crate) fn stated_day(op: &Op) -> Day {
    Day::of(Instant::from_millis(op.stamp.0))
}
