//! Operations as phones write them, rendered before the clock runs.

use base::{Day, Ids, Instant, Uuid};
use demo::family::Family;
use demo::operation::{
    Body, Connectivity, Fields, HouseholdCreate, HouseholdEdit, NewResident, Next, Operation, Practised, Visit,
};
use demo::{Dice, District, Names};

pub(crate) const SKILLS: [&str; 8] =
    ["vneid", "vssid", "health", "payment", "service", "utility", "safety", "shopping"];
/// Households are in the book since then.
const BOOK_DAYS: i64 = 60;

/// A household that was made, with its residents.
pub(crate) struct Home {
    pub id: Uuid,
    pub residents: Vec<Uuid>,
}

pub(crate) struct Writer<'a> {
    pub ids: &'a dyn Ids,
    pub dice: Dice,
    counter: i64,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(ids: &'a dyn Ids, number: u64) -> Self {
        Self { ids, dice: Dice::new(2026, "bench", number), counter: 0 }
    }

    /// `count` households of a hamlet, with `people` residents each where that is given.
    pub(crate) fn households(
        &mut self,
        (district, hamlet_at): (&District, usize),
        unit: Uuid,
        count: u32,
        people: Option<usize>,
        now: Instant,
    ) -> (Vec<Operation>, Vec<Home>) {
        let names = Names::built_in();
        let made_on = Day::of(now).plus(-BOOK_DAYS).to_string();
        let (mut operations, mut homes) = (Vec::new(), Vec::new());
        let Some(hamlet) = district.hamlets.get(hamlet_at) else { return (operations, homes) };
        let mut number = 0;
        while (homes.len() as u32) < count {
            let family = Family::generate(1, 2026, &names, hamlet_at, hamlet, number);
            number += 1;
            if people.is_some_and(|people| family.people.len() < people) {
                continue;
            }
            let residents: Vec<NewResident> = family
                .people
                .iter()
                .take(people.unwrap_or(usize::MAX))
                .enumerate()
                .map(|(n, person)| NewResident {
                    resident: self.ids.id(now),
                    name: person.name.clone(),
                    birth_year: person.birth_year,
                    sex: person.sex.letter(),
                    relation: person.relation,
                    head: i64::from(n == 0),
                })
                .collect();
            let name = residents.first().map(|head| head.name.clone()).unwrap_or_default();
            let home = Home { id: self.ids.id(now), residents: residents.iter().map(|r| r.resident).collect() };
            let (household, cluster, made_on) = (home.id, family.cluster, made_on.clone());
            let body = HouseholdCreate { household, hamlet: unit, name, cluster, residents, made_on };
            operations.push(self.write(Body::HouseholdCreate(body), now));
            homes.push(home);
        }
        (operations, homes)
    }

    /// What a survey found.
    pub(crate) fn survey(&mut self, home: &Home, now: Instant) -> Operation {
        let fields = Connectivity {
            smartphones: self.dice.between(0, 3),
            computers: Some(self.dice.between(0, 1)),
            line: Some(["none", "fixed"][self.dice.between(0, 1) as usize]),
            signal: Some(["good", "weak", "none"][self.dice.weighted(&[74, 23, 3])]),
            surveyed_on: Day::of(now).plus(-self.dice.between(1, 50)).to_string(),
        };
        self.write(
            Body::HouseholdEdit(HouseholdEdit {
                household: home.id,
                saw: i64::MAX >> 1,
                fields: Fields::Survey(fields),
            }),
            now,
        )
    }

    /// A visit `days` ago to these of the residents, with these skills for each.
    pub(crate) fn visit(
        &mut self,
        home: &Home,
        people: usize,
        skills: impl Fn(&mut Dice) -> Vec<&'static str>,
        now: Instant,
        days: i64,
    ) -> Operation {
        let at = now.plus_seconds(-days * 86_400);
        let people: Vec<Uuid> = home.residents.iter().copied().take(people).collect();
        let mut practised = Vec::new();
        for resident in &people {
            for skill in skills(&mut self.dice) {
                practised.push(Practised { resident: *resident, skill, level: self.dice.between(0, 6), why: "" });
            }
        }
        let next = self
            .dice
            .chance(0.6)
            .then(|| Next { step: "return", day: Some(Day::of(now).plus(self.dice.between(3, 30)).to_string()) });
        let visit = Visit {
            visit: self.ids.id(now),
            household: home.id,
            day: Day::of(at).to_string(),
            chosen: 0,
            at: at.millis(),
            people,
            practised,
            next,
            note: "",
        };
        self.write(Body::Visit(visit), at)
    }

    fn write(&mut self, body: Body, at: Instant) -> Operation {
        self.counter += 1;
        Operation { id: self.ids.id(at), stamp: (at.millis(), self.counter), body }
    }
}

/// Operations as JSON with commas between.
pub(crate) fn render(operations: &[Operation]) -> String {
    operations.iter().map(|operation| operation.json().to_string()).collect::<Vec<_>>().join(",")
}
