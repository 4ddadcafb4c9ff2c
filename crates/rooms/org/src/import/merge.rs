//! The list beside what is there: which teams, people and memberships are new, which are different.

use std::collections::{BTreeSet, HashMap};

use base::{Day, Uuid};
use db::Tx;
use places::{RowError, Unit, name_key};

use super::Import;
use super::draft::{self, Draft, DraftTeam};
use super::row::{MemberCells, Who};
use crate::accounts::{self, Known};
use crate::lists::Outcome;
use crate::model::{Decision, Membership, Team};
use crate::store;
use crate::words;

/// What has to be written.
#[derive(Default)]
pub(super) struct Plan {
    /// How many teams and members the list has.
    pub listed: (usize, usize),
    /// Teams that are new (true) or different.
    pub teams: Vec<(Team, bool)>,
    /// Memberships that are new (true) or different, with their team and its unit.
    pub members: Vec<(Member, bool)>,
    /// The units whose teams change, by part: their figures are counted before and after.
    pub touched: BTreeSet<(i64, Uuid)>,
}

/// A membership on its way into the database.
pub(super) struct Member {
    pub line: u64,
    pub membership: Membership,
    /// As it was; None where it is new.
    pub before: Option<Membership>,
    pub part: i64,
    pub unit: Uuid,
    pub grant: Option<access::Role>,
    pub phone: Option<String>,
}

impl Member {
    /// What becomes of its line: field, old, new.
    pub(super) fn outcome(&self) -> Outcome {
        let Some(before) = &self.before else { return Outcome::Created };
        let after = &self.membership;
        let text = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        let mut fields = vec![
            ("full_name", before.name.clone(), after.name.clone()),
            ("birth_year", text(before.birth_year), text(after.birth_year)),
            ("gender", before.sex.clone().unwrap_or_default(), after.sex.clone().unwrap_or_default()),
            ("role", before.role.clone(), after.role.clone()),
            ("position", before.post.clone(), after.post.clone()),
        ];
        fields.retain(|(_, old, new)| old != new);
        fields.extend(self.phone.iter().map(|phone| ("phone", String::new(), phone.clone())));
        Outcome::Changed { fields }
    }
}

/// What is there already, and who was met in the list so far.
struct There {
    teams: HashMap<(Uuid, String), Team>,
    members: HashMap<Uuid, Vec<Membership>>,
    logins: HashMap<String, Known>,
    /// People of this list by phone: person, name key, line.
    by_phone: HashMap<(i64, String), (Uuid, String, u64)>,
    /// The phones of people of this list.
    phones: HashMap<Uuid, String>,
    /// Who is known from elsewhere, by their phone or from another team of this list.
    people: HashMap<Uuid, Facts>,
}

/// What a person is called, when they were born, and their sex.
type Facts = (String, Option<i64>, Option<String>);

/// Compares the list with the database.
pub(super) fn plan(tx: &mut Tx<'_>, draft: Draft, import: &Import<'_>, errors: &mut Vec<RowError>) -> db::Result<Plan> {
    let mut known = known(tx, &draft)?;
    let mut plan = Plan::default();
    // Where in the plan a membership stands.
    let mut placed: HashMap<Uuid, usize> = HashMap::new();
    let mut drafted: Vec<_> = draft.teams.into_iter().collect();
    // In the order of the list: of two rows that quarrel, the later one is named.
    drafted.sort_by_key(|(_, team)| team.line);
    for (key, drafted) in drafted {
        plan.listed.0 += 1;
        plan.listed.1 += drafted.members.len();
        let there = known.teams.remove(&key);
        let is_new = there.is_none();
        let team = team(&drafted, there.as_ref(), import);
        let (id, founded_on) = (team.id, team.founded_on);
        if there.as_ref() != Some(&team) {
            plan.touched.insert((team.part, team.unit));
            plan.teams.push((team, is_new));
        }
        let mut there = known.members.remove(&id).unwrap_or_default();
        for (line, cells) in &drafted.members {
            match person((*line, &drafted.unit), cells, &mut known, &there, import) {
                Ok(person) => {
                    known.phones.extend(cells.phone.iter().map(|phone| (person, phone.clone())));
                    let since = draft::since(cells, founded_on);
                    let elsewhere = known.people.get(&person);
                    let (after, before) = membership(id, cells, (person, since, elsewhere), &mut there, import);
                    known.people.insert(person, (after.name.clone(), after.birth_year, after.sex.clone()));
                    let new_phone = cells.phone.as_ref().filter(|phone| !known.logins.contains_key(*phone));
                    if let Some(at) = placed.get(&after.id) {
                        // A second row of the same person adds to the first: one line is written.
                        let (first, _): &mut (Member, bool) = &mut plan.members[*at];
                        first.membership = after;
                        first.phone = first.phone.take().or_else(|| new_phone.cloned());
                    } else if before.as_ref() != Some(&after) || new_phone.is_some() {
                        placed.insert(after.id, plan.members.len());
                        plan.touched.insert((drafted.unit.part, drafted.unit.id));
                        plan.members.push((
                            Member {
                                line: *line,
                                grant: (drafted.cells.kind == "team").then(|| grant_of(&after.role)).flatten(),
                                membership: after,
                                before: before.clone(),
                                part: drafted.unit.part,
                                unit: drafted.unit.id,
                                phone: new_phone.cloned(),
                            },
                            before.is_none(),
                        ));
                    }
                }
                Err(error) => errors.push(error),
            }
        }
    }
    Ok(plan)
}

fn known(tx: &mut Tx<'_>, draft: &Draft) -> db::Result<There> {
    let units: BTreeSet<Uuid> = draft.teams.keys().map(|key| key.0).collect();
    let units: Vec<Uuid> = units.into_iter().collect();
    let open = store::teams_of(tx, &units)?.into_iter().filter(|team| team.closed_on.is_none());
    let teams: HashMap<_, _> = open.map(|team| ((team.unit, name_key(&team.name)), team)).collect();
    let mut ids: HashMap<i64, Vec<Uuid>> = HashMap::new();
    teams.values().for_each(|team| ids.entry(team.part).or_default().push(team.id));
    let mut members: HashMap<Uuid, Vec<Membership>> = HashMap::new();
    for (part, ids) in ids {
        for membership in store::memberships_of(tx, part, &ids)? {
            members.entry(membership.team).or_default().push(membership);
        }
    }
    let all = draft.teams.values().flat_map(|team| &team.members);
    let phones: Vec<&str> = all.filter_map(|(_, member)| member.phone.as_deref()).collect();
    let logins = accounts::known(tx, &phones)?;
    let facts = |one: &Known| Some((one.person?, (one.name.clone(), one.birth_year, one.sex.clone())));
    let people = logins.values().filter_map(facts).collect();
    Ok(There { teams, members, logins, by_phone: HashMap::new(), phones: HashMap::new(), people })
}

fn team(drafted: &DraftTeam, there: Option<&Team>, import: &Import<'_>) -> Team {
    let cells = &drafted.cells;
    let before = there.map(|team| team.decision.clone()).unwrap_or_default();
    let decision = Decision {
        number: cells.number.clone().or(before.number),
        date: cells.date.map(|day| day.to_string()).or(before.date),
        issuer: cells.issuer.clone().or(before.issuer),
        valid_until: before.valid_until,
    };
    Team {
        id: there.map_or_else(|| import.ids.id(import.now), |team| team.id),
        part: drafted.unit.part,
        unit: drafted.unit.id,
        kind: cells.kind.into(),
        name: cells.name.clone(),
        decision,
        founded_on: cells.founded_on.unwrap_or_else(|| import.today()),
        closed_on: None,
    }
}

/// Who a row speaks of: known by phone, else by name and birth year within the team, else someone new.
fn person(
    (line, unit): (u64, &Unit),
    cells: &MemberCells,
    known: &mut There,
    there: &[Membership],
    import: &Import<'_>,
) -> Result<Uuid, RowError> {
    let key = name_key(&cells.name);
    let taken = |vi: String, en: String| {
        let vi = format!("số điện thoại này là của {vi}; mỗi người một số");
        Err(RowError::new(line, "phone", vi, format!("this number belongs to {en}; everyone needs their own")))
    };
    if let Some(phone) = &cells.phone {
        if let Some((person, name, first)) = known.by_phone.get(&(unit.part, phone.clone())) {
            return if *name == key {
                Ok(*person)
            } else {
                taken(format!("người ở dòng {first}"), format!("the person in row {first}"))
            };
        }
        if let Some(account) = known.logins.get(phone) {
            return match account.person {
                Some(person) if cells.who == Who::Known(person) => Ok(person),
                Some(person) if account.part == unit.part && name_key(&account.name) == key => Ok(person),
                // Whose it is, is not for everyone who has the number: they may be of another commune.
                _ => taken("người khác".to_owned(), "somebody else".to_owned()),
            };
        }
    }
    let same_year =
        |m: &&Membership| m.birth_year == cells.birth_year || m.birth_year.is_none() || cells.birth_year.is_none();
    // Two phones in one list are two people, even of one name and year.
    let other_phone = |m: &&Membership| {
        let (own, theirs) = (cells.phone.as_ref(), known.phones.get(&m.person));
        own.is_some() && theirs.is_some() && own != theirs
    };
    let named = there.iter().filter(|m| name_key(&m.name) == key);
    let found = named.filter(|m| !other_phone(m)).find(same_year);
    let person = match cells.who {
        Who::Known(person) => Some(person),
        Who::AsRead => found.map(|membership| membership.person),
        Who::Other => None,
    };
    let person = person.unwrap_or_else(|| import.ids.id(import.now));
    if let Some(phone) = &cells.phone {
        known.by_phone.insert((unit.part, phone.clone()), (person, key, line));
    }
    Ok(person)
}

fn grant_of(role: &str) -> Option<access::Role> {
    words::role(role)?.grant.parse().ok()
}

/// The membership as the list has it, and as it is there. The days on which it begins and ends are left as they are known
/// where the list says nothing.
fn membership(
    team: Uuid,
    cells: &MemberCells,
    (person, since, elsewhere): (Uuid, Day, Option<&Facts>),
    there: &mut Vec<Membership>,
    import: &Import<'_>,
) -> (Membership, Option<Membership>) {
    let fits = |m: &Membership| m.person == person && (m.since == since || m.until.is_none()) && !m.is_void();
    let at = there.iter().position(fits);
    let before = at.map(|at| there.swap_remove(at));
    let known = before.as_ref();
    let sex = cells.sex.map(str::to_owned);
    let (name, birth_year, sex) = match (known, elsewhere) {
        (Some(m), _) => (cells.name.clone(), cells.birth_year.or(m.birth_year), sex.or_else(|| m.sex.clone())),
        // Who is of another team stays who they are there; this list only adds what nobody knew.
        (None, Some((name, year, known_sex))) => (name.clone(), year.or(cells.birth_year), known_sex.clone().or(sex)),
        (None, None) => (cells.name.clone(), cells.birth_year, sex),
    };
    let after = Membership {
        id: known.map_or_else(|| import.ids.id(import.now), |m| m.id),
        team,
        person,
        account: known.and_then(|m| m.account),
        name,
        birth_year,
        sex,
        // What a list does not say is no news.
        role: known.filter(|_| !cells.given.0).map_or_else(|| cells.role.role.clone(), |m| m.role.clone()),
        post: known.filter(|_| !cells.given.1).map_or_else(|| cells.post.code.clone(), |m| m.post.clone()),
        since: known.filter(|_| !cells.since_given).map_or(since, |m| m.since),
        until: cells.until.or(known.and_then(|m| m.until)),
    };
    there.push(after.clone());
    (after, before)
}
