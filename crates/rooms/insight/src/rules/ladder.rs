use base::Uuid;
use counting::read::{Ask, Asks, Figures};

use super::Chosen;
use crate::model::{Connectivity, Ladder, People as PeopleGuided, Signal, YesNo};
use crate::store::Skill;

/// Asks where people stand in every skill.
#[derive(Debug)]
pub struct Rungs(Vec<(Skill, [Ask; 8])>);

impl Rungs {
    /// Eight questions a skill: the rungs from -1 to 6.
    pub fn ask(asks: &mut Asks, skills: &[Skill], chosen: &Chosen) -> Self {
        let mut rungs = |skill: &Skill| {
            [-1, 0, 1, 2, 3, 4, 5, 6]
                .map(|level| asks.code("ladder", &format!("{}:{level}", skill.code), &chosen.period, chosen.day))
        };
        Self(skills.iter().map(|skill| (skill.clone(), rungs(skill))).collect())
    }

    /// The ladders. Who stands on no rung was not asked.
    pub fn answer(&self, figures: &Figures, unit: Uuid, residents: i64) -> Vec<Ladder> {
        let ladder = |(skill, asks): &(Skill, [Ask; 8])| {
            let [refuses, rungs @ ..] = asks.map(|ask| figures.total(unit, ask));
            let asked = refuses + rungs.iter().sum::<i64>();
            Ladder {
                skill: skill.code.clone(),
                name_vi: skill.name_vi.clone(),
                name_en: skill.name_en.clone(),
                icon: skill.icon.clone(),
                rungs,
                refuses,
                not_asked: (residents - asked).max(0),
                residents,
            }
        };
        self.0.iter().map(ladder).collect()
    }
}

/// Asks whom the teams guided.
#[derive(Debug)]
pub struct People {
    skills: Vec<(String, Ask, Ask)>,
    any: Ask,
}

impl People {
    /// Two questions a skill: each time, and each person once.
    pub fn ask(asks: &mut Asks, skills: &[Skill], chosen: &Chosen) -> Self {
        let mut ask = |skill: &Skill| {
            let contacts = asks.code("people_guided", &skill.code, &chosen.period, chosen.day);
            (skill.code.clone(), contacts, asks.code("people_reached", &skill.code, &chosen.period, chosen.day))
        };
        let skills = skills.iter().map(&mut ask).collect();
        Self { skills, any: asks.code("people_reached", "", &chosen.period, chosen.day) }
    }

    /// Contacts and people by skill, then of any skill: contacts add up over skills, people do not.
    pub fn answer(&self, figures: &Figures, unit: Uuid) -> Vec<PeopleGuided> {
        let total = |ask: &Ask| figures.total(unit, *ask);
        let people = |(skill, contacts, people): &(String, Ask, Ask)| PeopleGuided {
            skill: skill.clone(),
            contacts: total(contacts),
            people: total(people),
        };
        let mut found: Vec<_> = self.skills.iter().map(people).collect();
        let contacts = found.iter().map(|one| one.contacts).sum();
        found.push(PeopleGuided { skill: String::new(), contacts, people: total(&self.any) });
        found
    }
}

const CONNECTIVITY: [&str; 9] = [
    "smartphone:yes",
    "smartphone:no",
    "computer:yes",
    "computer:no",
    "line:fixed",
    "line:none",
    "signal:good",
    "signal:weak",
    "signal:none",
];

/// Asks for devices and network.
#[derive(Debug)]
pub struct Homes([Ask; 9]);

impl Homes {
    /// One question for each answer that a household can give.
    pub fn ask(asks: &mut Asks, chosen: &Chosen) -> Self {
        Self(CONNECTIVITY.map(|item| asks.code("connectivity", item, &chosen.period, chosen.day)))
    }

    /// Households by answer; those that gave none were not asked.
    pub fn answer(&self, figures: &Figures, unit: Uuid, households: i64) -> Connectivity {
        let [smart, dumb, computer, no_computer, line, no_line, good, weak, none] =
            self.0.map(|ask| figures.total(unit, ask));
        let rest = |answered: i64| (households - answered).max(0);
        let pair = |yes, no| YesNo { yes, no, not_asked: rest(yes + no) };
        Connectivity {
            smartphone: pair(smart, dumb),
            computer: pair(computer, no_computer),
            line: pair(line, no_line),
            signal: Signal { good, weak, none, not_asked: rest(good + weak + none) },
        }
    }
}
