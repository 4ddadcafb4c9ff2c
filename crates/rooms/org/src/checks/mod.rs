//! What an office should look at in its organisation: hamlets without a team, teams without a leader, teams that are not made
//! of those whom the place's custom asks for, decisions that are missing or over, one number for several people, published
//! figures that differ from the counted ones.

mod beside;
pub mod rules;
mod terms;

use std::collections::{BTreeMap, HashMap, HashSet};

use base::{Day, Uuid};
use db::Tx;
use places::{Tier, Unit, UnitRef};
use serde_json::{Value, json};

use crate::model::{Membership, Team};
use crate::store;
use rules::Composition;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// `hamlet_without_team`, `team_without_leader`, `team_without_deputy`, `two_leaders`, `team_too_small`, `team_too_large`,
    /// `post_missing`, `led_by_other_post`, `decision_missing`, `term_over`, `term_ending`, `phone_shared`, `published_differs`.
    pub code: &'static str,
    /// Where.
    pub unit: Uuid,
    /// Its name.
    pub unit_name: String,
    /// Which team.
    pub team: Option<Uuid>,
    /// What the sentence needs: post, count, least, most.
    pub params: Value,
    /// Of whom, for who may see names.
    pub names: Vec<String>,
}

/// What was looked at and found below a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// How many hamlets.
    pub hamlets: usize,
    /// How many teams.
    pub teams: usize,
    /// How many findings of each code.
    pub counts: BTreeMap<&'static str, usize>,
    /// The findings, in the order of the units.
    pub findings: Vec<Finding>,
    /// The units directly below, each with how many of the findings lie there.
    pub below: Vec<(Uuid, String, usize)>,
}

/// Looks at a unit and everything below it, in a fixed number of queries for each part.
pub fn check(tx: &mut Tx<'_>, unit: &Unit, map: i64, today: Day) -> db::Result<Findings> {
    let mut units = places::store::subtree(tx, unit.id, map, Some(today))?;
    units.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    let paths = places::store::ancestors_of(tx, &ids, map, Some(today))?;
    let teams = store::open_teams(tx, &ids, today)?;
    let members = store::members_of(tx, &teams, today)?;
    let terms = terms::ends(tx, &teams)?;
    let mut by_unit: HashMap<Uuid, Vec<&Team>> = HashMap::new();
    teams.iter().for_each(|team| by_unit.entry(team.unit).or_default().push(team));
    let mut found = Vec::new();
    for place in &units {
        let own = by_unit.get(&place.id).map(Vec::as_slice).unwrap_or_default();
        if place.tier == Tier::Hamlet && own.is_empty() {
            found.push(Finding {
                code: "hamlet_without_team",
                unit: place.id,
                unit_name: place.full_name.clone(),
                team: None,
                params: json!({}),
                names: Vec::new(),
            });
        }
        let mut path = vec![place.id];
        path.extend(paths.get(&place.id).into_iter().flatten().rev().map(|unit| unit.id));
        let custom = rules::at(&path).filter(|_| place.tier == Tier::Hamlet);
        for team in own {
            let people = members.get(&team.id).map(Vec::as_slice).unwrap_or_default();
            look(place, team, people, custom, &mut found);
            if let Some((end, code)) = terms.get(&team.id).and_then(|end| Some((end, terms::code(*end, today)?))) {
                let (unit_name, params) = (place.full_name.clone(), json!({ "day": end }));
                found.push(Finding { code, unit: place.id, unit_name, team: Some(team.id), params, names: Vec::new() });
            }
        }
    }
    found.extend(beside::numbers(tx, &units)?);
    found.extend(beside::published(tx, &units, today)?);
    let mut counts = BTreeMap::new();
    found.iter().for_each(|finding| *counts.entry(finding.code).or_default() += 1);
    let hamlets = units.iter().filter(|unit| unit.tier == Tier::Hamlet).count();
    let below = below(tx, (unit.id, map, today), &paths, &found)?;
    Ok(Findings { hamlets, teams: teams.len(), counts, findings: found, below })
}

/// How many findings lie in each of the units directly below, those without any too.
fn below(
    tx: &mut Tx<'_>,
    (unit, map, today): (Uuid, i64, Day),
    paths: &HashMap<Uuid, Vec<UnitRef>>,
    found: &[Finding],
) -> db::Result<Vec<(Uuid, String, usize)>> {
    let children = places::store::children(tx, unit, map, Some(today))?;
    let mut counts: HashMap<Uuid, usize> = HashMap::new();
    for finding in found {
        let above = paths.get(&finding.unit).into_iter().flatten().map(|unit| unit.id);
        let at = above.chain([finding.unit]).find(|id| children.iter().any(|child| child.id == *id));
        if let Some(at) = at {
            *counts.entry(at).or_default() += 1;
        }
    }
    let line = |child: Unit| (child.id, child.full_name, counts.get(&child.id).copied().unwrap_or(0));
    Ok(children.into_iter().map(line).collect())
}

fn look(place: &Unit, team: &Team, people: &[Membership], custom: Option<&Composition>, found: &mut Vec<Finding>) {
    let mut add = |code, params| {
        let unit_name = place.full_name.clone();
        found.push(Finding { code, unit: place.id, unit_name, team: Some(team.id), params, names: Vec::new() });
    };
    let of_role = |role: &str| people.iter().filter(|one| one.role == role).collect::<Vec<_>>();
    let (leaders, deputies) = (of_role("leader"), of_role("deputy"));
    match leaders.len() {
        0 => add("team_without_leader", json!({})),
        1 => {}
        count => add("two_leaders", json!({ "count": count })),
    }
    if deputies.is_empty() {
        add("team_without_deputy", json!({}));
    }
    if team.decision.number.is_none() {
        add("decision_missing", json!({}));
    }
    let Some(custom) = custom else { return };
    let rule = |more: Value| {
        let mut params = json!({ "rule_vi": custom.name_vi, "rule_en": custom.name_en });
        if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
            params.extend(more);
        }
        params
    };
    if people.len() < custom.least {
        add("team_too_small", rule(json!({ "count": people.len(), "least": custom.least })));
    }
    if let Some(most) = custom.most.filter(|most| people.len() > *most) {
        add("team_too_large", rule(json!({ "count": people.len(), "most": most })));
    }
    let posts: HashSet<&str> = people.iter().map(|one| one.post.as_str()).collect();
    let asked = custom.posts().chain([custom.leader.as_str(), custom.deputy.as_str()]);
    let missing: HashSet<&str> = asked.filter(|post| !post.is_empty() && !posts.contains(post)).collect();
    let mut missing: Vec<&str> = missing.into_iter().collect();
    missing.sort_unstable();
    for post in missing {
        add("post_missing", rule(json!({ "post": post })));
    }
    if !custom.leader.is_empty()
        && leaders.iter().any(|one| one.post != custom.leader)
        && posts.contains(custom.leader.as_str())
    {
        add("led_by_other_post", rule(json!({ "post": custom.leader })));
    }
}
