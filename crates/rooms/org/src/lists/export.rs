//! The members of today's teams as a list in the office's own layout.

use std::collections::HashMap;

use base::{Day, Uuid, sort_key};
use db::Tx;
use places::Unit;
use roster::layout::{Filled, Of, fill};
use roster::{Kind, Record, Settings};

use super::layout::{Laid, laid};
use crate::model::{Membership, Team};
use crate::store::{self, layouts};
use crate::{phone, words};

/// A list on its way out.
pub struct Exported {
    /// Its pages.
    pub filled: Filled,
    /// How many people it names.
    pub people: usize,
}

/// The members of a commune's teams and of those of its hamlets. Phones are only for whoever manages people.
pub fn roster(tx: &mut Tx<'_>, commune: &Unit, today: Day, with_phones: bool) -> db::Result<Exported> {
    let map = places::store::map_in_force(tx)?;
    let hamlets = places::store::children(tx, commune.id, map, None)?;
    let units: Vec<&Unit> = std::iter::once(commune).chain(&hamlets).collect();
    let mut teams = store::open_teams(tx, &units.iter().map(|unit| unit.id).collect::<Vec<_>>(), today)?;
    teams.sort_by_key(|team| units.iter().position(|unit| unit.id == team.unit));
    let mut members = store::members_of(tx, &teams, today)?;
    let logins = if with_phones { phones(tx, commune.part, &members)? } else { HashMap::new() };
    let mut records = Vec::new();
    for team in &teams {
        let hamlet = hamlets.iter().find(|unit| unit.id == team.unit).map_or("", |unit| unit.full_name.as_str());
        let mut own = members.remove(&team.id).unwrap_or_default();
        own.sort_by_key(|member| (words::rank(&member.role), sort_key(&member.name, true)));
        records.extend(own.iter().map(|member| record(member, hamlet, &logins)));
    }
    let decision = decision(&teams);
    let Laid { layout, headings } = laid(tx, (commune, Kind::Roster))?;
    let settings =
        Settings { this_year: today.year().into(), kind: Some(Kind::Roster), headings, ..Settings::default() };
    let of = Of { kind: Kind::Roster, commune: &commune.full_name, decision: decision.as_deref() };
    Ok(Exported { filled: fill(layout.as_ref(), &records, of, &settings), people: records.len() })
}

fn phones(tx: &mut Tx<'_>, part: i64, members: &HashMap<Uuid, Vec<Membership>>) -> db::Result<HashMap<Uuid, String>> {
    let accounts: Vec<Uuid> = members.values().flatten().filter_map(|member| member.account).collect();
    let logins = layouts::logins_of(tx, part, &accounts)?;
    let number = |logins: Vec<String>| logins.iter().find_map(|login| phone::normal(login));
    Ok(logins.into_iter().filter_map(|(account, logins)| Some((account, number(logins)?))).collect())
}

fn record(member: &Membership, hamlet: &str, phones: &HashMap<Uuid, String>) -> Record {
    let mut record = Record::named(&member.name);
    record.hamlet = hamlet.to_owned();
    record.birth_year = member.birth_year;
    record.gender = match member.sex.as_deref() {
        Some("m") => "Nam".into(),
        Some("f") => "Nữ".into(),
        _ => String::new(),
    };
    let role = words::roles().iter().find(|role| role.role == member.role);
    record.role = role.map(|role| role.name_vi.clone()).unwrap_or_default();
    // "Khác" would say nothing; what nobody can name is left open.
    let post = words::posts().iter().find(|post| post.code == member.post && post.code != "other");
    record.position = post.map(|post| post.name_vi.clone()).unwrap_or_default();
    record.phone = member.account.and_then(|account| phones.get(&account).cloned()).unwrap_or_default();
    record
}

/// The line of the decision, where all teams have the same.
fn decision(teams: &[Team]) -> Option<String> {
    let mut known: Vec<_> = teams.iter().map(|team| &team.decision).collect();
    known.dedup();
    let [only] = known.as_slice() else { return None };
    let number = only.number.as_ref()?;
    let day = only.date.as_deref().and_then(|date| date.parse::<Day>().ok());
    let day = day.map(|day| format!(" ngày {:02} tháng {} năm {}", day.day(), day.month(), day.year()));
    let issuer = only.issuer.as_ref().map(|issuer| format!(" của {issuer}"));
    Some(format!("(Kèm theo Quyết định số {number}{}{})", day.unwrap_or_default(), issuer.unwrap_or_default()))
}

/// What a list that goes out is called: "Danh sách tổ Xã Vĩnh Mỹ A 2026-11-25.xlsx".
pub fn file_name(kind: Kind, commune: &Unit, today: Day) -> String {
    let what = match kind {
        Kind::Roster => "Danh sách tổ",
        Kind::Households => "Danh sách hộ",
    };
    format!("{what} {} {today}.xlsx", commune.full_name)
}
