//! A district of any size with teams, phones and figures, written straight into the tables.

#![allow(dead_code)]

use base::{Day, Instant, Uuid, derived_id};
use counting::catalogue::{self, Kind};
use db::{Db, Result, Tx, args, json};
use serde_json::{Value, json as object};

pub const PART: i64 = 95;
/// 24 November 2026, 09:40 in Viet Nam.
pub const NOW: Instant = Instant(1_795_488_000_000_000);

pub struct World {
    pub province: Uuid,
    pub district: Uuid,
    pub communes: Vec<Uuid>,
    /// By commune.
    pub hamlets: Vec<Vec<Uuid>>,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The unit as the gate hands it on.
pub fn seen(tx: &mut Tx<'_>, unit: Uuid) -> Result<api::Seen> {
    let map = places::store::map_in_force(tx)?;
    let above = places::store::ancestors(tx, unit, map)?;
    let path = std::iter::once(unit).chain(above.iter().map(|unit| unit.id)).collect();
    Ok(api::Seen { unit: places::store::unit(tx, unit)?.unwrap(), above, path })
}

fn id(kind: &str, name: &str) -> Uuid {
    derived_id(&format!("{kind} {name}"))
}

pub fn atom(hamlet: Uuid) -> Uuid {
    id("atom", &hamlet.to_string())
}

impl World {
    /// `communes` communes of `hamlets` hamlets each, on the map of 2024, with their successor known; one team of two
    /// members for each unit from the hamlet to the district, each hamlet member with a phone.
    pub fn new(db: &Db, communes: usize, hamlets: usize) -> Self {
        db.write_blocking(|tx| Self::write(tx, communes, hamlets)).unwrap()
    }

    fn write(tx: &mut Tx<'_>, communes: usize, hamlets: usize) -> Result<Self> {
        tx.exec("insert into installation (key, value) values ('map_in_force', '2024')", &[])?;
        tx.exec("insert into part (part, province_code, made_at) values ($1, '95', 0)", args![PART])?;
        tx.exec("insert into fold_state (part, folded_at, version) values ($1, $2, 1)", args![PART, NOW])?;
        for (at, code) in ["vneid", "vssid"].into_iter().enumerate() {
            tx.exec(
                "insert into skill (code, position, name_vi, name_en, about_vi, about_en, icon, since, revision)
                 values ($1, $2, $1, $1, '', '', 'i', '2022-01-01', 1)",
                args![code, at as i64],
            )?;
        }
        let mut tree = Tree::default();
        let province = tree.unit("province", Some("95"), "Bạc Liêu", &[]);
        let district = tree.unit("district", Some("961"), "Hòa Bình", &[province]);
        let mut world = Self { province, district, communes: Vec::new(), hamlets: Vec::new() };
        for c in 0..communes {
            let code = if c == 0 { "31918".into() } else { format!("4{c:04}") };
            let commune = tree.unit("commune", Some(&code), &format!("Xã {c:03}"), &[district, province]);
            let names = (0..hamlets).map(|h| format!("Ấp {c}/{h:04}"));
            let below = names.map(|name| tree.unit("hamlet", None, &name, &[commune, district, province])).collect();
            world.communes.push(commune);
            world.hamlets.push(below);
        }
        tree.write(tx)?;
        world.succession(tx)?;
        world.people(tx)?;
        Ok(world)
    }

    fn succession(&self, tx: &mut Tx<'_>) -> Result<()> {
        let new = id("unit", "31918@2025");
        tx.exec(
            "insert into unit (id, tier, code, vintage, part, kind, valid_from)
             values ($1, 'commune', '31918', 2025, $2, 'Xã', '2025-07-01')",
            args![new, PART],
        )?;
        tx.exec(
            "insert into unit_name (unit, valid_from, name, full_name, search, sort_key)
             values ($1, '2025-07-01', 'Vĩnh Mỹ', 'Xã Vĩnh Mỹ', 'vinh my', 'V')",
            args![new],
        )?;
        for commune in &self.communes {
            tx.exec(
                "insert into unit_succession (predecessor, successor, relation, day, decision, is_default, note)
                 values ($1, $2, 'whole', '2025-07-01', '1655/NQ-UBTVQH15', 1, '')",
                args![*commune, new],
            )?;
        }
        Ok(())
    }

    /// One team a unit with two members; the members of hamlets have a phone that was heard of today.
    fn people(&self, tx: &mut Tx<'_>) -> Result<()> {
        let hamlets: Vec<Uuid> = self.hamlets.concat();
        let upper = self.communes.iter().copied().chain([self.district]);
        let units: Vec<(Uuid, bool)> =
            hamlets.into_iter().map(|u| (u, true)).chain(upper.map(|u| (u, false))).collect();
        let teams: Vec<Value> = units.iter().map(|(u, _)| object!({"id": team(*u), "unit": u})).collect();
        let members: Vec<Value> = units
            .iter()
            .flat_map(|(unit, _)| (0..2).map(move |n| object!({"team": team(*unit), "id": member(*unit, n)})))
            .collect();
        let phones: Vec<Value> = units
            .iter()
            .filter(|(_, phone)| *phone)
            .flat_map(|(u, _)| (0..2).map(|n| object!({"id": member(*u, n)})))
            .collect();
        tx.exec(TEAMS, &[json(&teams)?, PART.into()])?;
        for text in [PERSONS, MEMBERSHIPS, ACCOUNTS] {
            tx.exec(text, &[json(&members)?, PART.into()])?;
        }
        tx.exec(DEVICES, &[json(&phones)?, PART.into(), NOW.plus_seconds(-3_600).into()])?;
        Ok(())
    }

    /// Adds a signed change at a hamlet and in every unit above it, in the buckets of the indicator's kind.
    pub fn count(&self, tx: &mut Tx<'_>, hamlet: Uuid, (code, item): (&str, &str), on: &str, columns: [i64; 9]) {
        let commune =
            self.hamlets.iter().position(|below| below.contains(&hamlet)).map(|at| self.communes[at]).unwrap();
        let above = [commune, self.district, self.province];
        for bucket in buckets(code, day(on)) {
            let line = object!([[atom(hamlet), code, item, bucket, columns]]);
            add(tx, FIGURE, line.as_array().unwrap()).unwrap();
            for unit in above {
                add(tx, UNIT_FIGURE, object!([[unit, code, item, bucket, columns]]).as_array().unwrap()).unwrap();
            }
        }
        self.bump(tx, &[&[hamlet][..], &above[..]].concat());
    }

    /// Adds a figure of a team above the hamlets.
    pub fn count_above(&self, tx: &mut Tx<'_>, units: &[Uuid], (code, item): (&str, &str), on: &str, value: i64) {
        for bucket in buckets(code, day(on)) {
            for unit in units {
                let line = object!([[unit, code, item, bucket, plain(value)]]);
                add(tx, UNIT_FIGURE, line.as_array().unwrap()).unwrap();
            }
        }
        self.bump(tx, units);
    }

    pub fn bump(&self, tx: &mut Tx<'_>, units: &[Uuid]) {
        for unit in units {
            tx.exec(
                "insert into unit_version (part, unit, version, folded_at) values ($1, $2, 1, $3)
                 on conflict (part, unit) do update set version = unit_version.version + 1",
                args![PART, *unit, NOW],
            )
            .unwrap();
        }
    }
}

pub fn plain(value: i64) -> [i64; 9] {
    [value, 0, 0, 0, 0, 0, 0, 0, 0]
}

pub fn team(unit: Uuid) -> Uuid {
    id("team", &unit.to_string())
}

pub fn member(unit: Uuid, n: usize) -> Uuid {
    id("member", &format!("{unit} {n}"))
}

fn buckets(code: &str, on: Day) -> Vec<String> {
    let periods = base::periods_of(on).map(|period| period.key);
    match catalogue::find(code).unwrap().kind {
        Kind::Flow => vec![on.to_string(), periods[0].clone()],
        Kind::Stock => vec![on.to_string(), "all".into()],
        Kind::Distinct => periods.to_vec(),
        Kind::Latest => vec![on.to_string()],
        Kind::Ratio | Kind::Entered => Vec::new(),
    }
}

pub fn add(tx: &mut Tx<'_>, text: &'static str, lines: &[Value]) -> Result<u64> {
    tx.exec(text, &[json(lines)?, PART.into()])
}

#[derive(Default)]
struct Tree {
    units: Vec<Value>,
    links: Vec<Value>,
}

impl Tree {
    fn unit(&mut self, tier: &str, code: Option<&str>, name: &str, above: &[Uuid]) -> Uuid {
        let this = id("unit", &code.map_or_else(|| name.to_owned(), |code| format!("{code}@2024")));
        self.units.push(object!({"id": this, "tier": tier, "code": code, "vintage": code.map(|_| 2024), "name": name,
            "key": base::sort_key(name, false), "atom": atom(this)}));
        self.links.push(object!({"u": this, "a": this, "d": 0}));
        let links = above.iter().enumerate().map(|(at, ancestor)| object!({"u": this, "a": ancestor, "d": at + 1}));
        self.links.extend(links);
        this
    }

    fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        for text in [UNITS, NAMES, ATOMS] {
            tx.exec(text, &[json(&self.units)?, PART.into()])?;
        }
        tx.batch(LINKS, &self.links)?;
        Ok(())
    }
}

const UNITS: &str = "
insert into unit (id, tier, code, vintage, part, kind, valid_from)
select uuid(r.value->>'id'), r.value->>'tier', r.value->>'code', cast(r.value->>'vintage' as bigint), cast($2 as bigint),
  'Xã', '0001-01-01' from {rows:$1}";
const NAMES: &str = "
insert into unit_name (unit, valid_from, name, full_name, search, sort_key)
select uuid(r.value->>'id'), '0001-01-01', r.value->>'name', r.value->>'name', '', r.value->>'key' from {rows:$1}
where cast($2 as bigint) > 0";
const ATOMS: &str = "
insert into atom (part, id, unit, made_on)
select cast($2 as bigint), uuid(r.value->>'atom'), uuid(r.value->>'id'), '2022-01-01' from {rows:$1}
where r.value->>'tier' = 'hamlet'";
const LINKS: &str = "
insert into unit_link (map, unit, ancestor, depth, valid_from)
select 2024, uuid(r.value->>'u'), uuid(r.value->>'a'), cast(r.value->>'d' as bigint), '0001-01-01' from {rows:$1}";
const TEAMS: &str = "
insert into team (part, id, unit, kind, name, founded_on)
select cast($2 as bigint), uuid(r.value->>'id'), uuid(r.value->>'unit'), 'team', 'Tổ', '2022-06-01' from {rows:$1}";
const PERSONS: &str = "
insert into person (part, id, name, search, sort_key)
select cast($2 as bigint), uuid(r.value->>'id'), 'A', 'a', 'A' from {rows:$1}";
const MEMBERSHIPS: &str = "
insert into membership (part, id, team, person, role, post, since)
select cast($2 as bigint), uuid(r.value->>'id'), uuid(r.value->>'team'), uuid(r.value->>'id'), 'member', '', '2022-06-01'
from {rows:$1}";
const ACCOUNTS: &str = "
insert into account (part, id, person, name, created_at)
select cast($2 as bigint), uuid(r.value->>'id'), uuid(r.value->>'id'), 'A', 0 from {rows:$1}";
const DEVICES: &str = "
insert into device (part, id, account, label, token_hash, token_at, mac_key, created_at, seen_at)
select cast($2 as bigint), uuid(r.value->>'id'), uuid(r.value->>'id'), '', '', 0, '', 0, cast($3 as bigint) from {rows:$1}";
pub const FIGURE: &str = "
insert into figure (part, atom, indicator, item, bucket,
  total, male, female, sex_unknown, age_0_17, age_18_39, age_40_59, age_60, age_unknown)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, r.value->>2, r.value->>3,
  cast(r.value->4->>0 as bigint), cast(r.value->4->>1 as bigint), cast(r.value->4->>2 as bigint),
  cast(r.value->4->>3 as bigint), cast(r.value->4->>4 as bigint), cast(r.value->4->>5 as bigint),
  cast(r.value->4->>6 as bigint), cast(r.value->4->>7 as bigint), cast(r.value->4->>8 as bigint)
from {rows:$1} where true
on conflict (part, atom, indicator, item, bucket) do update set
  total = figure.total + excluded.total, male = figure.male + excluded.male, female = figure.female + excluded.female,
  age_60 = figure.age_60 + excluded.age_60";
pub const UNIT_FIGURE: &str = "
insert into unit_figure (part, unit, indicator, item, bucket,
  total, male, female, sex_unknown, age_0_17, age_18_39, age_40_59, age_60, age_unknown)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, r.value->>2, r.value->>3,
  cast(r.value->4->>0 as bigint), cast(r.value->4->>1 as bigint), cast(r.value->4->>2 as bigint),
  cast(r.value->4->>3 as bigint), cast(r.value->4->>4 as bigint), cast(r.value->4->>5 as bigint),
  cast(r.value->4->>6 as bigint), cast(r.value->4->>7 as bigint), cast(r.value->4->>8 as bigint)
from {rows:$1} where true
on conflict (part, unit, indicator, item, bucket) do update set
  total = unit_figure.total + excluded.total, male = unit_figure.male + excluded.male,
  female = unit_figure.female + excluded.female, age_60 = unit_figure.age_60 + excluded.age_60";
