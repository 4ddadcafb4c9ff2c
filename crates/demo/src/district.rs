//! The district, its teams and their members.

use crate::Dice;
use crate::names::{Custom, Names, Sex};
use crate::posts;

/// How many households the district's books hold.
pub const HOUSEHOLDS: u32 = 25_000;

/// A commune or township of the map of 30 June 2025, and how its year goes.
#[derive(Debug, Clone)]
pub struct Commune {
    /// The official code on that map.
    pub code: &'static str,
    /// "Xã Vĩnh Thịnh".
    pub full_name: &'static str,
    /// The households of its hamlets together.
    pub households: u32,
    /// How many sit in its own team.
    pub team: usize,
    /// The share of households that will have been asked when the year ends.
    pub asked: f64,
    /// The share of those asked where someone will manage alone.
    pub alone: f64,
    khmer: f64,
}

/// A hamlet with its team.
#[derive(Debug, Clone)]
pub struct Hamlet {
    /// Position in [`District::communes`].
    pub commune: usize,
    /// "Cây Gừa" or "12".
    pub name: &'static str,
    /// "Ấp Cây Gừa".
    pub full_name: &'static str,
    /// How many sit in its team.
    pub team: usize,
    /// How many households its book holds.
    pub households: u32,
    /// The share of Khmer families: it differs much from hamlet to hamlet.
    pub khmer: f64,
}

/// Where a team sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// The district's own.
    District,
    /// A commune's own, by position.
    Commune(usize),
    /// A hamlet's, by position.
    Hamlet(usize),
}

/// Someone in a team.
#[derive(Debug, Clone)]
pub struct Member {
    /// Family, middle, given.
    pub name: String,
    /// For the age groups of the roster.
    pub birth_year: i64,
    /// For the roster.
    pub sex: Sex,
    /// leader, deputy or member.
    pub role: &'static str,
    /// What the person is in the locality, by virtue of which they sit here.
    pub post: &'static str,
}

/// A team as it was founded.
#[derive(Debug, Clone)]
pub struct Team {
    /// Where it sits.
    pub seat: Seat,
    /// "Tổ công nghệ số cộng đồng ấp Cây Gừa".
    pub name: String,
    /// The decision's number.
    pub decision: String,
    /// The decision's day.
    pub decided_on: &'static str,
    /// Who decided.
    pub issuer: String,
    /// Leader first, then the deputy.
    pub members: Vec<Member>,
}

/// Hòa Bình district (961 on the map of 30 June 2025) with its 77 teams.
#[derive(Debug, Clone)]
pub struct District {
    /// Eight.
    pub communes: Vec<Commune>,
    /// 68.
    pub hamlets: Vec<Hamlet>,
    /// The district's, the communes', then the hamlets' in their order.
    pub teams: Vec<Team>,
}

impl District {
    /// The district as the seed makes it.
    pub fn generate(seed: u64, names: &Names) -> Self {
        let mut communes = read_communes();
        share_households(&mut communes);
        let hamlets = read_hamlets(seed, &communes);
        let teams = teams(seed, names, &communes, &hamlets);
        Self { communes, hamlets, teams }
    }

    /// The team of a hamlet.
    pub fn team_of(&self, hamlet: usize) -> Option<&Team> {
        self.teams.iter().find(|team| team.seat == Seat::Hamlet(hamlet))
    }
}

fn fields(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

fn read_communes() -> Vec<Commune> {
    let number = |text: Option<&&str>| text.and_then(|t| t.parse::<u32>().ok()).unwrap_or(0);
    let share = |text: Option<&&str>| f64::from(number(text)) / 100.0;
    // Until the households are shared out, `households` holds what was published, and the people stand in for the rest.
    fields(include_str!("../data/communes.csv"))
        .map(|f| Commune {
            code: f.first().copied().unwrap_or_default(),
            full_name: f.get(1).copied().unwrap_or_default(),
            households: number(f.get(3)),
            team: number(f.get(4)) as usize,
            asked: share(f.get(5)),
            alone: share(f.get(6)),
            khmer: share(f.get(7)),
        })
        .collect()
}

/// A published number of households stays; the rest of the 25,000 is shared by the people registered.
fn share_households(communes: &mut [Commune]) {
    let people: Vec<u32> = fields(include_str!("../data/communes.csv"))
        .map(|f| f.get(2).and_then(|t| t.parse().ok()).unwrap_or(0))
        .collect();
    let published: u32 = communes.iter().map(|c| c.households).sum();
    let weights: Vec<f64> =
        communes.iter().zip(&people).map(|(c, p)| if c.households > 0 { 0.0 } else { f64::from(*p) }).collect();
    let shares = shared(HOUSEHOLDS - published, &weights);
    for (commune, share) in communes.iter_mut().zip(shares) {
        commune.households += share;
    }
}

/// `total` in whole parts by weight; the parts add up to it.
fn shared(total: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let (mut before, mut given) = (0.0, 0_u32);
    weights
        .iter()
        .map(|weight| {
            before += weight;
            let upto = (f64::from(total) * before / sum).round() as u32;
            let part = upto - given;
            given = upto;
            part
        })
        .collect()
}

fn read_hamlets(seed: u64, communes: &[Commune]) -> Vec<Hamlet> {
    let mut dice = Dice::new(seed, "hamlets", 0);
    let mut hamlets: Vec<Hamlet> = fields(include_str!("../../../data/hamlets_hoa_binh.csv"))
        .map(|f| Hamlet {
            commune: communes.iter().position(|c| f.first().is_some_and(|code| code.starts_with(c.code))).unwrap_or(0),
            name: f.get(1).copied().unwrap_or_default(),
            full_name: f.get(2).copied().unwrap_or_default(),
            team: f.last().and_then(|t| t.parse().ok()).unwrap_or(0),
            households: 0,
            khmer: 0.0,
        })
        .collect();
    for (at, commune) in communes.iter().enumerate() {
        let mine: Vec<usize> = (0..hamlets.len()).filter(|h| hamlets[*h].commune == at).collect();
        let weights: Vec<f64> = mine.iter().map(|_| dice.around(1.0, 0.22)).collect();
        let crowd: Vec<f64> = mine.iter().map(|_| [0.25, 0.6, 1.0, 2.2][dice.between(0, 3) as usize]).collect();
        let crowds: f64 = crowd.iter().sum::<f64>() / crowd.len().max(1) as f64;
        for ((hamlet, households), crowd) in mine.into_iter().zip(shared(commune.households, &weights)).zip(crowd) {
            hamlets[hamlet].households = households;
            hamlets[hamlet].khmer = (commune.khmer * crowd / crowds).min(0.6);
        }
    }
    hamlets
}

fn teams(seed: u64, names: &Names, communes: &[Commune], hamlets: &[Hamlet]) -> Vec<Team> {
    let mut dice = Dice::new(seed, "teams", 0);
    let mut teams = vec![Team {
        seat: Seat::District,
        name: "Tổ công nghệ số cộng đồng huyện Hòa Bình".into(),
        decision: "1482/QĐ-UBND".into(),
        decided_on: "2022-06-20",
        issuer: "UBND huyện Hòa Bình".into(),
        members: posts::members(posts::DISTRICT, 7, 0.05, names, &mut dice),
    }];
    for (at, commune) in communes.iter().enumerate() {
        teams.push(Team {
            seat: Seat::Commune(at),
            name: format!("Tổ công nghệ số cộng đồng {}", lower_first(commune.full_name)),
            decision: format!("{}/QĐ-UBND", dice.between(60, 240)),
            decided_on: "2022-07-15",
            issuer: format!("UBND {}", lower_first(commune.full_name)),
            members: posts::members(posts::COMMUNE, commune.team, commune.khmer, names, &mut dice),
        });
    }
    for (at, hamlet) in hamlets.iter().enumerate() {
        let place = communes.get(hamlet.commune).map_or("", |c| c.full_name);
        teams.push(Team {
            seat: Seat::Hamlet(at),
            name: format!("Tổ công nghệ số cộng đồng {}", lower_first(hamlet.full_name)),
            decision: format!("{}/QĐ-UBND", dice.between(241, 480)),
            decided_on: "2022-08-10",
            issuer: format!("UBND {}", lower_first(place)),
            members: posts::members(posts::HAMLET, hamlet.team, hamlet.khmer, names, &mut dice),
        });
    }
    teams
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The custom of a family in a hamlet.
pub(crate) fn custom(khmer: f64, town: bool, dice: &mut Dice) -> Custom {
    let hoa = if town { 0.018 } else { 0.003 };
    match dice.unit() {
        x if x < khmer => Custom::Khmer,
        x if x < khmer + hoa => Custom::Hoa,
        _ => Custom::Kinh,
    }
}
