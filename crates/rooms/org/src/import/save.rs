//! Writes what is new or different, counts before and after, and says whose lists changed.

use std::collections::{BTreeMap, HashMap};

use audit::{Chain, Entry};
use base::{Uuid, fold, sort_key};
use counting::Deltas;
use db::Tx;

use super::merge::{Member, Plan};
use super::{Import, Report};
use crate::accounts::{self, Joined};
use crate::model::Team;
use crate::offices::Offices;
use crate::{recount, store};

pub(super) fn save(tx: &mut Tx<'_>, plan: &Plan, offices: &mut Offices, import: &Import<'_>) -> db::Result<Report> {
    let mut by_part: BTreeMap<i64, Vec<Uuid>> = BTreeMap::new();
    plan.touched.iter().for_each(|(part, unit)| by_part.entry(*part).or_default().push(*unit));
    let mut report = Report { teams: plan.listed.0, members: plan.listed.1, ..Report::default() };
    for (part, units) in &by_part {
        let communes = offices.raise(tx, *part, units)?;
        let mut deltas = Deltas::default();
        let (teams, members) = store::facts_of_teams(tx, *part, units)?;
        deltas.take_away(|before| recount::count(teams, &members, before));
        write(tx, *part, plan, offices)?;
        let joined: Vec<Joined<'_>> =
            plan.members.iter().filter(|(m, _)| m.part == *part).map(|(m, _)| joined(m)).collect();
        accounts::join(tx, *part, &joined, import)?;
        note(tx, *part, plan, import)?;
        let (teams, members) = store::facts_of_teams(tx, *part, units)?;
        recount::count(teams, &members, &mut deltas);
        counting::write::apply(tx, *part, &deltas, import.ids.id(import.now), import.now)?;
        report.changed_communes.extend(communes.into_iter().map(|commune| (*part, commune)));
    }
    report.teams_new = plan.teams.iter().filter(|(_, new)| *new).count();
    report.members_new = plan.members.iter().filter(|(_, new)| *new).count();
    report.changed = plan.teams.len() + plan.members.len() - report.teams_new - report.members_new;
    Ok(report)
}

fn write(tx: &mut Tx<'_>, part: i64, plan: &Plan, offices: &Offices) -> db::Result<()> {
    let teams: Vec<&Team> = plan.teams.iter().map(|(team, _)| team).filter(|team| team.part == part).collect();
    let lines = teams.iter().map(|team| {
        let Team { id, unit, kind, name, decision, founded_on, closed_on, .. } = team;
        store::TeamLine {
            part,
            id: *id,
            unit: *unit,
            kind,
            name,
            decision,
            founded_on: *founded_on,
            closed_on: *closed_on,
            revision: offices.revision(*unit),
        }
    });
    store::put_teams(tx, &lines.collect::<Vec<_>>())?;
    let members: Vec<&Member> = plan.members.iter().map(|(m, _)| m).filter(|m| m.part == part).collect();
    // One row a person, also where they are in two teams of the list.
    let people: HashMap<Uuid, store::PersonLine<'_>> =
        members.iter().map(|m| (m.membership.person, person(m))).collect();
    store::put_people(tx, &people.into_values().collect::<Vec<_>>())?;
    let lines = members.iter().map(|m| {
        let m_ = &m.membership;
        let (since, until) = (m_.since.to_string(), m_.until.map(|day| day.to_string()));
        let revision = offices.revision(m.unit);
        (part, m_.id, m_.team, m_.person, m_.role.as_str(), m_.post.as_str(), since, until, revision)
    });
    store::put_memberships(tx, &lines.collect::<Vec<_>>())?;
    Ok(())
}

fn person(member: &Member) -> store::PersonLine<'_> {
    let m = &member.membership;
    (member.part, m.person, &m.name, fold(&m.name), sort_key(&m.name, true), m.birth_year, m.sex.as_deref())
}

fn joined(member: &Member) -> Joined<'_> {
    let m = &member.membership;
    Joined {
        membership: m.id,
        person: m.person,
        name: &m.name,
        phone: member.phone.as_deref(),
        role: member.grant,
        unit: member.unit,
        since: m.since,
        until: m.until,
    }
}

/// The audit log: which rows, never their content.
fn note(tx: &mut Tx<'_>, part: i64, plan: &Plan, import: &Import<'_>) -> db::Result<()> {
    let entry = |action: &str, subject: Uuid, fields: &str| Entry {
        at: import.now,
        actor: import.actor,
        device: None,
        action: action.into(),
        subject: Some(subject),
        fields: fields.into(),
        content_hash: String::new(),
    };
    let action = |new: bool, what: &str| format!("{what}.{}", if new { "create" } else { "edit" });
    let teams = plan.teams.iter().filter(|(team, _)| team.part == part);
    let mut entries: Vec<Entry> =
        teams.map(|(team, new)| entry(&action(*new, "team"), team.id, "name,kind,decision,founded_on")).collect();
    let members = plan.members.iter().filter(|(member, _)| member.part == part);
    entries.extend(
        members.map(|(m, new)| entry(&action(*new, "membership"), m.membership.id, "person,role,post,since,until")),
    );
    audit::append(tx, part, Chain::Organisation, entries)
}
