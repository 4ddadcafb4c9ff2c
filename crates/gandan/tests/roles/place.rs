//! Where something is asked, seen from the people of the first hamlet and the offices above it.

use base::{Clock, Uuid, derived_id};
use db::{Result, Tx, args};
use testkit::World;

pub const PART: i64 = 7;
const OTHER_PART: i64 = 8;

/// A unit with a team, a member, their phone, and something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The hamlet where members, deputies and leaders have their role.
    Hamlet,
    /// Another hamlet of the same commune.
    NextHamlet,
    /// The commune above both.
    Commune,
    /// The district above.
    District,
    /// The province above.
    Province,
    /// A hamlet of another province: outside for everyone.
    Elsewhere,
}

impl Place {
    const ALL: [Self; 6] =
        [Self::Hamlet, Self::NextHamlet, Self::Commune, Self::District, Self::Province, Self::Elsewhere];

    /// The places at which a route is asked: all that its address can name.
    pub fn asked_of(path: &str) -> Vec<Option<Self>> {
        let hamlets_only = path.starts_with("/api/attention");
        let named = [
            "{unit}",
            "{team}",
            "{list}",
            "{decision}",
            "/memberships/{id}",
            "/devices/{id}",
            "/attention/{id}",
            "/accounts/{id}",
            "/grants/{id}",
        ];
        if !named.iter().any(|name| path.contains(name)) {
            return vec![None];
        }
        let is_hamlet = |place: &Self| matches!(place, Self::Hamlet | Self::NextHamlet | Self::Elsewhere);
        Self::ALL.into_iter().filter(|place| !hamlets_only || is_hamlet(place)).map(Some).collect()
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Hamlet => "own hamlet",
            Self::NextHamlet => "next hamlet",
            Self::Commune => "commune",
            Self::District => "district",
            Self::Province => "province",
            Self::Elsewhere => "elsewhere",
        }
    }

    pub fn unit(self, world: &World) -> Uuid {
        match self {
            Self::Hamlet => world.hamlets[0],
            Self::NextHamlet => world.hamlets[1],
            Self::Commune => world.above[3],
            Self::District => world.above[2],
            Self::Province => world.above[1],
            Self::Elsewhere => derived_id("elsewhere hamlet"),
        }
    }

    pub fn part(self) -> i64 {
        if self == Self::Elsewhere { OTHER_PART } else { PART }
    }

    /// The hamlet whose households are named when something is asked here.
    pub fn book(self) -> Self {
        if self == Self::NextHamlet { self } else { Self::Hamlet }
    }

    /// The id of a thing at this place: `team`, `person`, `membership`, `account`, `device`, `attention`, `operation`, `list`,
    /// `household_list`, `decision`; and
    /// of somebody of an office: `official`, `office`.
    pub fn thing(self, kind: &str) -> Uuid {
        derived_id(&format!("{kind} at {}", self.name()))
    }
}

/// A province beside the small tree, with one hamlet in it.
pub fn lay_elsewhere(tx: &mut Tx<'_>, world: &World) -> Result<()> {
    tx.exec("insert into part (part, province_code, made_at) values ($1, '96', 0)", args![OTHER_PART])?;
    let province = derived_id("elsewhere province");
    for (id, tier, above) in [
        (province, "province", vec![world.above[0]]),
        (Place::Elsewhere.unit(world), "hamlet", vec![province, world.above[0]]),
    ] {
        tx.exec(
            "insert into unit (id, tier, part, kind, valid_from) values ($1, $2, $3, '', '2000-01-01')",
            args![id, tier, OTHER_PART],
        )?;
        tx.exec(
            "insert into unit_name (unit, valid_from, name, full_name, search, sort_key)
             values ($1, '2000-01-01', 'Ấp Xa', 'Ấp Xa', 'ap xa', 'x')",
            args![id],
        )?;
        for (depth, ancestor) in std::iter::once(&id).chain(&above).enumerate() {
            tx.exec(
                "insert into unit_link (map, unit, ancestor, depth, valid_from) values (2024, $1, $2, $3, '2000-01-01')",
                args![id, *ancestor, depth as i64],
            )?;
        }
    }
    Ok(())
}

/// A team with one member, and somebody of an office, at every place.
pub fn settle(tx: &mut Tx<'_>, world: &World) -> Result<()> {
    for place in Place::ALL {
        let (part, unit) = (place.part(), place.unit(world));
        tx.exec(
            "insert into team (part, id, unit, kind, name, founded_on) values ($1, $2, $3, 'team', 'Tổ', '2025-01-01')",
            args![part, place.thing("team"), unit],
        )?;
        tx.exec(
            "insert into person (part, id, name, search, sort_key) values ($1, $2, $3, $4, '')",
            args![part, place.thing("person"), PERSON, base::fold(PERSON)],
        )?;
        tx.exec(
            "insert into membership (part, id, team, person, role, post, since)
             values ($1, $2, $3, $4, 'member', '', '2025-01-01')",
            args![part, place.thing("membership"), place.thing("team"), place.thing("person")],
        )?;
        tx.exec(
            "insert into account (part, id, person, name, created_at) values ($1, $2, $3, $4, 0)",
            args![part, place.thing("account"), place.thing("person"), PERSON],
        )?;
        tx.exec(
            "insert into access_grant (part, id, account, role, unit, since) values ($1, $2, $3, 'member', $4, '2025-01-01')",
            args![part, place.thing("grant"), place.thing("account"), unit],
        )?;
        let decision = place.thing("decision");
        tx.exec(
            "insert into decision (part, id, team, kind, number, day) values ($1, $2, $3, 'renewal', '1', '2025-01-01')",
            args![part, decision, place.thing("team")],
        )?;
        tx.exec(
            "insert into decision_file (part, decision, name, type, bytes, content, at)
             values ($1, $2, 'paper.pdf', 'application/pdf', 5, 'JVBERi0=', 0)",
            args![part, decision],
        )?;
        let official = place.thing("official");
        tx.exec(
            "insert into account (part, id, name, created_at) values ($1, $2, $3, 0)",
            args![part, official, PERSON],
        )?;
        tx.exec(
            "insert into account_login (login, part, account) values ($1, $2, $3)",
            args![official.simple().to_string(), part, official],
        )?;
        if matches!(place, Place::Hamlet | Place::NextHamlet) {
            lay_homes(tx, world, place)?;
        }
    }
    Ok(())
}

/// Two households that seem to be one, and a merge that was undone.
fn lay_homes(tx: &mut Tx<'_>, world: &World, place: Place) -> Result<()> {
    let (part, unit) = (place.part(), place.unit(world));
    for (household, resident) in [("household", "resident"), ("second household", "second resident")] {
        tx.exec(
            "insert into household (part, id, atom, hamlet, name, made_on, revision)
             select part, $2, id, unit, 'Bà Sa Rươl', '2026-01-01', 0 from atom where part = $1 and unit = $3",
            args![part, place.thing(household), unit],
        )?;
        tx.exec(
            "insert into resident (part, id, household, name, birth_year, is_head, made_on)
             values ($1, $2, $3, $4, 1950, 1, '2026-01-01')",
            args![part, place.thing(resident), place.thing(household), PERSON],
        )?;
    }
    tx.exec(
        "insert into household_merge (part, id, hamlet, household, into_household, residents, day, account, made_at, undone_at)
         values ($1, $2, $3, $4, $5, '[]', '2026-01-01', $6, 0, 0)",
        args![
            part,
            place.thing("merge"),
            unit,
            place.thing("household"),
            place.thing("second household"),
            place.thing("account")
        ],
    )?;
    Ok(())
}

/// The member everywhere: an answer that has this name in it shows names.
pub const PERSON: &str = "Thạch Thị Sa Rươl";

/// Sessions and counted attempts of whoever asked before.
pub fn forget_callers(tx: &mut Tx<'_>) -> Result<()> {
    tx.exec("delete from session", &[])?;
    tx.exec("delete from attempt", &[]).map(drop)
}

/// The phone, the office and the entry to look at, as they were before anybody asked.
pub fn renew(tx: &mut Tx<'_>, world: &World, place: Place) -> Result<()> {
    let (part, device, account) = (place.part(), place.thing("device"), place.thing("account"));
    let (operation, attention, hamlet) = (place.thing("operation"), place.thing("attention"), place.unit(world));
    let (official, office) = (place.thing("official"), place.thing("office"));
    tx.exec("delete from access_grant where part = $1 and id = $2", args![part, office])?;
    // Whoever was invited by the caller before.
    tx.exec("delete from access_grant where part = $1 and unit = $2 and since > '2025-01-01'", args![part, hamlet])?;
    tx.exec("delete from account_login where login = 'newcomer'", &[])?;
    tx.exec(
        "insert into access_grant (part, id, account, role, unit, since) values ($1, $2, $3, 'read_only', $4, '2025-01-01')",
        args![part, office, official, hamlet],
    )?;
    for (list, kind) in [(place.thing("list"), "roster"), (place.thing("household_list"), "households")] {
        tx.exec("delete from list_import where part = $1 and id = $2", args![part, list])?;
        tx.exec(
            "insert into list_import (part, id, unit, kind, file_name, file_hash, at, created, changed, teams)
             values ($1, $2, $3, $5, 'list.csv', '', $4, 0, 0, '[]')",
            args![part, list, hamlet, world.clock.now(), kind],
        )?;
    }
    tx.exec("delete from device where part = $1 and id = $2", args![part, device])?;
    let (conflict, book) = (place.thing("conflict"), place.book());
    tx.exec("delete from conflict where part = $1 and id = $2", args![PART, conflict])?;
    tx.exec(
        "insert into conflict (part, id, hamlet, subject_kind, subject, field, kept_value, lost_value, kept_operation,
           lost_operation, found_at) values ($1, $2, $3, 'household', $4, 'note', '1', '2', $4, $4, 0)",
        args![PART, conflict, book.unit(world), book.thing("household")],
    )?;
    tx.exec("delete from attention where part = $1 and id = $2", args![part, attention])?;
    tx.exec("delete from operation where part = $1 and id = $2", args![part, operation])?;
    tx.exec(
        "insert into device (part, id, account, label, token_hash, token_at, mac_key, created_at, seen_at)
         values ($1, $2, $3, 'phone', '', 0, '', 0, 0)",
        args![part, device, account],
    )?;
    tx.exec(
        "insert into operation (part, id, device, account, kind, version, stamp_ms, stamp_counter, body, body_hash,
           received_at, fate, reason, reason_params, hamlet)
         values ($1, $2, $3, $4, 'work.unknown', 1, 0, 0, '{}', '', 0, 'refused', 'kind_unknown', '{}', $5)",
        args![part, operation, device, account, hamlet],
    )?;
    tx.exec(
        "insert into attention (part, id, hamlet, kind, operation_part, operation, author, made_at, revision)
         values ($1, $2, $3, 'refused', $1, $4, $5, 0, 1)",
        args![part, attention, hamlet, operation, account],
    )?;
    Ok(())
}
