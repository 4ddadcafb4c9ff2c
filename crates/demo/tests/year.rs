//! The generator alone: how much it makes, whether it is believable, whether it repeats itself.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use base::{Day, Ids, Instant, SeededIds, Uuid};
use demo::district::Seat;
use demo::family::Family;
use demo::names::Custom;
use demo::operation::Body;
use demo::{District, Names, Turn, Year};

const SEED: u64 = 961;

fn last_day() -> Day {
    "2026-11-23".parse().unwrap()
}

fn units(count: usize) -> Vec<Uuid> {
    let ids = SeededIds::new(1);
    (0..count).map(|_| ids.id(Instant(0))).collect()
}

#[test]
fn the_district_has_the_published_teams() {
    let district = District::generate(SEED, &Names::built_in());
    let members = |fits: fn(Seat) -> bool| -> Vec<usize> {
        district.teams.iter().filter(|team| fits(team.seat)).map(|team| team.members.len()).collect()
    };
    assert_eq!(district.teams.len(), 77);
    assert_eq!(members(|seat| seat == Seat::District), [7]);
    let communes = members(|seat| matches!(seat, Seat::Commune(_)));
    assert_eq!((communes.len(), communes.iter().sum::<usize>()), (8, 77));
    let hamlets = members(|seat| matches!(seat, Seat::Hamlet(_)));
    assert_eq!((hamlets.len(), hamlets.iter().sum::<usize>()), (68, 458));
    let households: u32 = district.hamlets.iter().map(|hamlet| hamlet.households).sum();
    assert_eq!(households, 25_000);
    assert!(district.hamlets.iter().all(|hamlet| (220..700).contains(&hamlet.households)));
    for team in &district.teams {
        assert_eq!((team.members[0].role, team.members[1].role), ("leader", "deputy"));
        assert!(team.members[2..].iter().all(|member| member.role == "member"));
    }
}

#[test]
fn households_are_believable() {
    let names = Names::built_in();
    let district = District::generate(SEED, &names);
    let (mut people, mut households, mut khmer, mut hoa) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut women = 0;
    for (at, hamlet) in district.hamlets.iter().enumerate() {
        for number in 0..hamlet.households {
            let family = Family::generate(SEED, 2025, &names, at, hamlet, number);
            households += 1;
            people += family.people.len();
            khmer += usize::from(family.custom == Custom::Khmer);
            hoa += usize::from(family.custom == Custom::Hoa);
            women += family.people.iter().filter(|person| person.sex == demo::Sex::Female).count();
            assert_eq!(family.people[0].relation, "chủ hộ");
            for person in &family.people {
                assert!(person.name.split(' ').count() >= 2, "{}", person.name);
                assert!(person.birth_year.is_none_or(|year| (1920..=2025).contains(&year)), "{person:?}");
            }
        }
    }
    let each = people as f64 / households as f64;
    assert!((4.05..4.35).contains(&each), "{each} people a household");
    let share = |count: usize| count as f64 * 100.0 / households as f64;
    assert!((11.0..13.6).contains(&share(khmer)), "{} % Khmer", share(khmer));
    assert!((0.3..0.9).contains(&share(hoa)), "{} % Hoa", share(hoa));
    let women = women as f64 * 100.0 / people as f64;
    assert!((45.0..55.0).contains(&women), "{women} % women");
}

#[test]
fn a_year_has_its_work_its_delays_and_its_mistakes() {
    let names = Names::built_in();
    let district = District::generate(SEED, &names);
    let year = Year::new(SEED, last_day(), &names, &district, units(68));
    let (first, members) = (year.first_day(), year.members().len());
    assert_eq!(members, 458);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut turns, mut repeated, mut sealed, mut revoked, mut nobody, mut visits) = (0, 0, 0, 0, 0, 0_usize);
    let mut ids = HashSet::new();
    let mut at_last = Instant(0);
    let mut largest = 0;
    let mut last_seen = vec![first; members];
    for turn in year {
        let exchange = match turn {
            Turn::Sync(exchange) => exchange,
            Turn::Sealed(exchange) => {
                sealed += 1;
                exchange
            }
            Turn::Revoke { .. } => {
                revoked += 1;
                continue;
            }
            Turn::Replace { .. } => continue,
        };
        turns += 1;
        repeated += usize::from(exchange.repeated);
        largest = largest.max(exchange.operations.len());
        let day = Day::of(exchange.at);
        assert!(first <= day && day <= last_day(), "{day}");
        assert!(exchange.at >= at_last, "turns come in the order of time");
        at_last = exchange.at;
        last_seen[exchange.member] = day;
        for operation in exchange.operations {
            *kinds.entry(operation.body.kind()).or_default() += 1;
            assert!(ids.insert(operation.id));
            if let Body::Visit(visit) = operation.body {
                visits += 1;
                nobody += usize::from(visit.people.is_empty());
            }
        }
    }
    eprintln!("{turns} turns, {repeated} repeated, largest {largest}, {kinds:?}");
    assert!(ids.len() >= 100_000, "{} operations", ids.len());
    assert!((24_000..=26_000).contains(&kinds["household.create"]), "{kinds:?}");
    assert!((1_500..4_500).contains(&kinds["activity.record"]), "{kinds:?}");
    assert!((20..140).contains(&kinds["activity.correct"]), "{kinds:?}");
    assert!((300..2_000).contains(&repeated) && (2..6).contains(&sealed) && revoked == 3);
    assert!(largest <= 500);
    let nobody = nobody as f64 * 100.0 / visits as f64;
    assert!((7.0..9.5).contains(&nobody), "{nobody} % of the visits met nobody");
    let silent = last_seen.iter().filter(|day| last_day().since(**day) > 7).count();
    assert!((10..40).contains(&silent), "{silent} silent members");
}

#[test]
fn the_same_seed_and_day_give_the_same_year() {
    let names = Names::built_in();
    let district = District::generate(SEED, &names);
    let hash = |seed| {
        let mut hasher = DefaultHasher::new();
        for turn in Year::new(seed, last_day(), &names, &district, units(68)).take(2_000) {
            format!("{turn:?}").hash(&mut hasher);
        }
        hasher.finish()
    };
    assert_eq!(hash(SEED), hash(SEED));
    assert_ne!(hash(SEED), hash(SEED + 1));
}

#[test]
fn the_year_ends_as_told() {
    let names = Names::built_in();
    let district = District::generate(SEED, &names);
    let all = units(68);
    let mut home: BTreeMap<Uuid, usize> = BTreeMap::new();
    let mut levels: BTreeMap<Uuid, BTreeMap<Uuid, i64>> = BTreeMap::new();
    for turn in Year::new(SEED, last_day(), &names, &district, all.clone()) {
        let Turn::Sync(exchange) = turn else { continue };
        for operation in exchange.operations {
            match operation.body {
                Body::HouseholdCreate(body) => {
                    let hamlet = all.iter().position(|unit| *unit == body.hamlet).unwrap();
                    home.insert(body.household, district.hamlets[hamlet].commune);
                }
                Body::Visit(body) => {
                    for practised in body.practised.iter().filter(|practised| practised.skill == "vneid") {
                        levels.entry(body.household).or_default().insert(practised.resident, practised.level);
                    }
                }
                _ => {}
            }
        }
    }
    let mut off = Vec::new();
    let (mut all_asked, mut all_alone) = (0_usize, 0_usize);
    for (at, commune) in district.communes.iter().enumerate() {
        let mine: Vec<&Uuid> = home.iter().filter(|(_, c)| **c == at).map(|(id, _)| id).collect();
        let asked: Vec<_> = mine.iter().filter_map(|id| levels.get(id)).collect();
        let alone = asked.iter().filter(|people| people.values().any(|level| *level == 6)).count();
        let (share, able) = (asked.len() as f64 / mine.len() as f64, alone as f64 / asked.len() as f64);
        eprintln!(
            "{} {} households, {:.0} % asked, {:.0} % alone",
            commune.full_name,
            mine.len(),
            share * 100.0,
            able * 100.0
        );
        off.push((commune.full_name, share - commune.asked, able - commune.alone));
        all_asked += asked.len();
        all_alone += alone;
    }
    for (name, asked, alone) in off {
        assert!(asked.abs() < 0.06 && alone.abs() < 0.09, "{name}: {asked} asked, {alone} alone off what was meant");
    }
    let asked = all_asked as f64 / home.len() as f64;
    let alone = all_alone as f64 / all_asked as f64;
    eprintln!("{:.1} % asked, {:.1} % alone", asked * 100.0, alone * 100.0);
    assert!((0.72..0.80).contains(&asked));
    assert!((0.28..0.37).contains(&alone));
}
