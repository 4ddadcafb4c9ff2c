//! From understood rows to the draft that the import of clean lists knows.

use std::collections::{BTreeMap, HashMap, HashSet};

use base::{Day, Uuid};
use db::Tx;
use places::{RowErrors, Tier, Unit, name_key};
use roster::{About, Decision, Record};

use super::{ListError, Mistake, Outcome, Wanted, alike};
use crate::import::{Draft, Import, MemberCells, TeamCells, Who};
use crate::words::{self, Post, Role};
use crate::{hamlets, phone, store};

/// The rows of a list on their way: the draft, and which of its lines is which record.
pub(super) struct Listed {
    draft: Draft,
    /// What becomes of records that are not in the draft, by their place.
    left_out: HashMap<usize, Outcome>,
}

/// Makes the hamlets of a commune that has none yet, from the day on which the commune itself is known.
pub(super) fn make_hamlets(
    tx: &mut Tx<'_>,
    commune: &Unit,
    names: &[String],
    by: &Import<'_>,
) -> Result<HashMap<String, Unit>, RowErrors> {
    let code = commune.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let vintage = commune.vintage.unwrap_or_default();
    let line = |full: &String| {
        let name = full.split_once(' ').map_or(full.as_str(), |(_, name)| name);
        format!("\"{code}@{vintage}\",\"{name}\",\"{full}\"\n")
    };
    let text = format!("commune,name,full_name\n{}", names.iter().map(line).collect::<String>());
    hamlets::import(tx, &text, by)?;
    let map = places::store::map_in_force(tx)?;
    let made = places::store::children(tx, commune.id, map, None)?;
    let by_name: HashMap<String, Unit> = made.into_iter().map(|unit| (name_key(&unit.full_name), unit)).collect();
    Ok(names.iter().filter_map(|name| Some((name.clone(), by_name.get(&name_key(name))?.clone()))).collect())
}

/// A hamlet that would be made.
pub(super) fn imagined(commune: &Unit, full_name: &str, by: &Import<'_>) -> Unit {
    let name = full_name.split_once(' ').map_or(full_name, |(_, name)| name);
    let (name, full_name) = (name.to_owned(), full_name.to_owned());
    Unit { id: by.ids.id(by.now), tier: Tier::Hamlet, name, full_name, ..commune.clone() }
}

/// Puts the people of a list into a draft, by team: that of their hamlet, or the commune's where no hamlet is named.
pub(super) fn list(
    tx: &mut Tx<'_>,
    (records, decision, wanted): (&[Record], Option<&Decision>, &Wanted<'_>),
    (commune, hamlets): (&Unit, &HashMap<String, Unit>),
    by: &Import<'_>,
) -> Result<Listed, ListError> {
    let units: Vec<Uuid> = hamlets.values().map(|unit| unit.id).chain([commune.id]).collect();
    let mut teams = store::teams_of(tx, &units)?;
    teams.retain(|team| team.closed_on.is_none() && team.kind == "team");
    let alike = alike::find(tx, (records, &teams), |record| hamlets.get(&record.hamlet).unwrap_or(commune).id, by)?;
    let known: HashMap<Uuid, (String, Day)> =
        teams.into_iter().map(|team| (team.unit, (team.name, team.founded_on))).collect();
    let decided = decision.and_then(|decision| decision.day).filter(|day| *day <= by.today());
    let mut listed = Listed { draft: Draft::default(), left_out: HashMap::new() };
    let mut phones: HashSet<String> = HashSet::new();
    let mut seen: HashSet<(Uuid, String, Option<i64>, String)> = HashSet::new();
    let mut errors = Vec::new();
    for (at, record) in records.iter().enumerate().filter(|(_, record)| record.about == About::Person) {
        let unit = hamlets.get(&record.hamlet).unwrap_or(commune);
        let place = (record.sheet.clone(), record.source_row);
        let left_out = |reason| Outcome::LeftOut { reason };
        if wanted.leave_out.contains(&place) {
            listed.left_out.insert(at, left_out("asked"));
            continue;
        }
        if record.full_name.is_empty() {
            listed.left_out.insert(at, left_out("no_name"));
            continue;
        }
        // A name with its phone is one person, whatever two years the list gives them.
        let same_year = record.birth_year.filter(|_| record.phone.is_empty());
        if !seen.insert((unit.id, name_key(&record.full_name), same_year, record.phone.clone())) {
            listed.left_out.insert(at, left_out("twice"));
            continue;
        }
        let who = match (alike.get(&at), wanted.settled.get(&place)) {
            (None, _) => Who::AsRead,
            (Some(alike), Some(true)) => Who::Known(alike.person),
            (Some(_), Some(false)) => Who::Other,
            (Some(alike), None) => {
                let outcome = Outcome::Maybe { name: alike.name.clone(), score: alike.score };
                listed.left_out.insert(at, outcome);
                continue;
            }
        };
        let (name, founded_on, new) = match known.get(&unit.id) {
            Some((name, founded_on)) => (name.clone(), *founded_on, false),
            None => {
                (format!("Tổ công nghệ số cộng đồng {}", small(&unit.full_name)), decided.unwrap_or(by.today()), true)
            }
        };
        let team = TeamCells {
            name,
            kind: "team",
            number: decision.filter(|_| new).map(|decision| decision.number.clone()),
            date: decided.filter(|_| new),
            issuer: None,
            founded_on: Some(founded_on),
        };
        let mut member = MemberCells { who, ..member(record, &mut phones) };
        // Who is new in a team that was there begins with this list, not with the team.
        member.since = Some(if new { founded_on } else { by.today().max(founded_on) });
        listed.draft.add(at as u64 + 1, unit, team, Some(member), &mut errors);
    }
    if !errors.is_empty() {
        return Err(listed.mistakes(RowErrors::Rows(errors), records));
    }
    Ok(listed)
}

/// "Ấp Do Thới" inside a sentence.
fn small(full_name: &str) -> String {
    let mut chars = full_name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn member(record: &Record, phones: &mut HashSet<String>) -> MemberCells {
    let post: &'static Post =
        words::post(&record.position).or_else(|| words::post("other")).unwrap_or(&words::posts()[0]);
    let role: &'static Role =
        words::role(&record.role).or_else(|| words::role(&post.usual_role)).unwrap_or(&words::roles()[0]);
    // A number that somebody above has is theirs: everyone signs in with their own.
    let own = phone::normal(&record.phone)
        .filter(|number| phones.insert(number.clone()) || record.warnings.has(roster::Code::DuplicatePerson));
    MemberCells {
        name: record.full_name.clone(),
        birth_year: record.birth_year,
        sex: match record.gender.as_str() {
            "Nam" => Some("m"),
            "Nữ" => Some("f"),
            _ => None,
        },
        role,
        post,
        given: (!record.role.is_empty(), !record.position.is_empty()),
        phone: own,
        since: None,
        since_given: false,
        until: None,
        who: Who::AsRead,
    }
}

impl Listed {
    pub(super) fn take_draft(&mut self) -> Draft {
        std::mem::take(&mut self.draft)
    }

    /// The mistakes of the draft at the rows of the file.
    pub(super) fn mistakes(&self, error: RowErrors, records: &[Record]) -> ListError {
        match error {
            RowErrors::Db(error) => ListError::Db(error),
            RowErrors::Rows(rows) => ListError::Mistakes(
                rows.into_iter()
                    .map(|row| match records.get(row.line.saturating_sub(1) as usize) {
                        Some(record) => Mistake::at(record, row.column, row.vi, row.en),
                        None => Mistake::of_file(row.column, row.vi, row.en),
                    })
                    .collect(),
            ),
        }
    }

    /// What becomes of each row, by sheet and row.
    pub(super) fn outcomes(
        &self,
        records: &[Record],
        mut outcomes: HashMap<u64, Outcome>,
    ) -> BTreeMap<String, BTreeMap<u32, Outcome>> {
        let mut rows: BTreeMap<String, BTreeMap<u32, Outcome>> = BTreeMap::new();
        for (at, record) in records.iter().enumerate().filter(|(_, record)| record.about == About::Person) {
            let outcome = match self.left_out.get(&at) {
                Some(outcome) => outcome.clone(),
                None => outcomes.remove(&(at as u64 + 1)).unwrap_or(Outcome::Same),
            };
            rows.entry(record.sheet.clone()).or_default().insert(record.source_row, outcome);
        }
        rows
    }
}
