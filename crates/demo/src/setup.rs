//! What is there before anyone knocks on a door: units, hamlets, teams, people, and the officers' roles.

use access::Role;
use access::grants::NewGrant;
use base::{Day, Ids, Instant, Uuid};
use db::{Db, Tx};
use org::import::Import;
use org::lists::{self, File, Wanted};
use roster::Kind;

use crate::district::{District, Seat};
use crate::error::Error;
use crate::tables::{self, Table};

/// The district on the map of 30 June 2025.
pub const DISTRICT: &str = "961@2024";
const MAP: i64 = 2024;

/// A district that was founded, in the order of [`District`].
#[derive(Debug, Clone)]
pub struct Founded {
    /// The part of everything in it.
    pub part: i64,
    /// The country.
    pub country: Uuid,
    /// The district.
    pub district: Uuid,
    /// The communes.
    pub communes: Vec<Uuid>,
    /// The hamlets.
    pub hamlets: Vec<Uuid>,
    /// The members of each team, in the order of [`crate::district::Team::members`].
    pub teams: Vec<Vec<Seated>>,
}

/// A member with the account that the import gave them.
#[derive(Debug, Clone)]
pub struct Seated {
    /// The membership.
    pub membership: Uuid,
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
}

impl Founded {
    /// The member at this place of a hamlet's team.
    pub fn hamlet_member(&self, district: &District, hamlet: usize, place: usize) -> Option<&Seated> {
        let team = district.teams.iter().position(|team| team.seat == Seat::Hamlet(hamlet))?;
        self.teams.get(team)?.get(place)
    }
}

/// Brings in the units of the country and the district's hamlets, teams and people. The schema has to be there.
pub fn found(db: &Db, district: &District, now: Instant, ids: &dyn Ids) -> Result<Founded, Error> {
    places::import::units(db, &base::ManualClock::new(now))?;
    db.write_blocking(|tx| places::store::set_map_in_force(tx, MAP))?;
    let import = Import { now, ids, actor: None };
    let hamlets = include_str!("../../../data/hamlets_hoa_binh.csv");
    db.write_blocking(|tx| org::hamlets::import(tx, hamlets, &import).map(drop).map_err(Error::from))?;
    let teams = district_csv(district);
    db.write_blocking(|tx| org::import::teams(tx, &teams, &import).map(drop).map_err(Error::from))?;
    for at in 0..district.communes.len() {
        let table = tables::roster(district, at, Day::of(now).year().into())?;
        db.write_blocking(|tx| bring_in(tx, district, (at, &table), &import))?;
    }
    let published = include_str!("../../../data/published_figures.csv");
    db.write_blocking(|tx| org::published::import(tx, published).map(drop).map_err(Error::from))?;
    let founded = db.read_blocking(|tx| read(tx, district))?;
    db.write_blocking(|tx| officers(tx, district, &founded, now, ids).map_err(Error::from))?;
    Ok(founded)
}

/// A commune's roster comes in from its spreadsheet, as an officer of the district brings it in.
fn bring_in(tx: &mut Tx<'_>, district: &District, (at, table): (usize, &Table), by: &Import<'_>) -> Result<(), Error> {
    let commune = unit(tx, &unit_text(district, Seat::Commune(at)))?;
    let top = unit(tx, DISTRICT)?;
    let teams: Vec<Uuid> = org::store::teams_of(tx, &[top.id])?.iter().map(|team| team.id).collect();
    let officer = org::store::memberships_of(tx, top.part, &teams)?.into_iter().find(|member| member.role == "deputy");
    let by = Import { actor: officer.and_then(|officer| officer.account), ..*by };
    let file = File { name: &table.name, hash: &lists::hash(&table.bytes), basis: None };
    let wanted = Wanted { unit: Some(&commune), file: Some(file), ..Wanted::default() };
    let listed = table.reading.records.iter().filter(|record| record.about == roster::About::Person).count();
    let done = lists::bring_in(tx, &table.reading, &wanted, &by).map_err(|error| Error::List(error.to_string()))?.0;
    if done.members_new != listed {
        return Err(Error::List(format!("{}: {} of {listed} came in", table.name, done.members_new)));
    }
    lists::keep_layout(tx, (&commune, Kind::Roster), table.layout.as_ref())?;
    Ok(())
}

/// The district's own team as an office would hand it in (columns: docs/csv.md).
fn district_csv(district: &District) -> String {
    let mut text =
        String::from("unit,team,decision_number,decision_date,decision_issuer,name,birth_year,sex,role,post\n");
    for team in district.teams.iter().filter(|team| team.seat == Seat::District) {
        let unit = unit_text(district, team.seat);
        for member in &team.members {
            let sex = member.sex.letter();
            let fields = [
                unit.as_str(),
                &team.name,
                &team.decision,
                team.decided_on,
                &team.issuer,
                &member.name,
                &member.birth_year.to_string(),
                sex,
                member.role,
                member.post,
            ]
            .join(",");
            text.push_str(&fields);
            text.push('\n');
        }
    }
    text
}

fn unit_text(district: &District, seat: Seat) -> String {
    let commune =
        |at: usize| district.communes.get(at).map_or(String::new(), |commune| format!("{}@{MAP}", commune.code));
    match seat {
        Seat::District => DISTRICT.into(),
        Seat::Commune(at) => commune(at),
        Seat::Hamlet(at) => district
            .hamlets
            .get(at)
            .map_or(String::new(), |hamlet| format!("{}/{}", commune(hamlet.commune), hamlet.name)),
    }
}

fn unit(tx: &mut Tx<'_>, text: &str) -> Result<places::Unit, Error> {
    places::resolve(tx, text).map_err(|error| Error::List(error.to_string()))
}

pub(crate) fn read(tx: &mut Tx<'_>, district: &District) -> Result<Founded, Error> {
    let (mut communes, mut hamlets) = (Vec::new(), Vec::new());
    for at in 0..district.communes.len() {
        communes.push(unit(tx, &unit_text(district, Seat::Commune(at)))?.id);
    }
    for at in 0..district.hamlets.len() {
        hamlets.push(unit(tx, &unit_text(district, Seat::Hamlet(at)))?.id);
    }
    let top = unit(tx, DISTRICT)?;
    let above = places::store::ancestors(tx, top.id, MAP)?;
    let country = above.iter().find(|unit| unit.tier == places::Tier::Country).ok_or(Error::Missing("no country"))?.id;
    let of_seat = |seat| match seat {
        Seat::District => Some(top.id),
        Seat::Commune(at) => communes.get(at).copied(),
        Seat::Hamlet(at) => hamlets.get(at).copied(),
    };
    let units: Vec<Uuid> = district.teams.iter().filter_map(|team| of_seat(team.seat)).collect();
    let there = org::store::teams_of(tx, &units)?;
    let ids: Vec<Uuid> = there.iter().map(|team| team.id).collect();
    let members = org::store::memberships_of(tx, top.part, &ids)?;
    let mut teams = Vec::new();
    for team in &district.teams {
        let id = there.iter().find(|known| Some(known.unit) == of_seat(team.seat)).map(|known| known.id);
        let seated = team.members.iter().map(|member| {
            let found = members
                .iter()
                .find(|m| Some(m.team) == id && m.name == member.name && m.birth_year == Some(member.birth_year));
            let seated =
                found.and_then(|m| Some(Seated { membership: m.id, account: m.account?, name: m.name.clone() }));
            seated.ok_or(Error::Missing("a member of a team has no account"))
        });
        teams.push(seated.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(Founded { part: top.part, country, district: top.id, communes, hamlets, teams })
}

/// What the offices' people may, beside what their teams give them.
fn officers(tx: &mut Tx<'_>, district: &District, founded: &Founded, now: Instant, ids: &dyn Ids) -> db::Result<()> {
    let mut grants = Vec::new();
    for (team, members) in district.teams.iter().zip(&founded.teams) {
        let (unit, roles) = match team.seat {
            Seat::Commune(at) => (founded.communes.get(at), [Role::CommuneLeader, Role::CommuneOfficer]),
            Seat::District => (Some(&founded.district), [Role::ReadOnly, Role::DistrictOfficer]),
            Seat::Hamlet(_) => continue,
        };
        for (member, role) in members.iter().zip(roles) {
            grants.extend(unit.map(|unit| NewGrant {
                id: ids.id(now),
                account: member.account,
                role,
                unit: *unit,
                indicators: None,
                membership: None,
                since: Day::of(now),
                until: None,
            }));
        }
    }
    access::grants::put(tx, founded.part, &grants)
}
