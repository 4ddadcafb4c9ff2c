//! What is written and folded is what is read: every kind of indicator, at every tier, over every kind of period.

mod common;

use base::{Day, Ids, Period, SeededIds, Uuid};
use common::{NOW, PART, World, atom, plain};
use counting::read::{self, Asks, Level};
use counting::{Deltas, Place, catalogue};
use db::Db;

const FACTS: u64 = 400;

/// One thing that happened in a hamlet.
struct Fact {
    code: &'static str,
    hamlet: Uuid,
    day: Day,
    value: i64,
}

fn facts(world: &World, ids: &SeededIds) -> Vec<Fact> {
    let hamlets = world.hamlets.concat();
    let draw = |below: usize| ids.next() as usize % below;
    (0..FACTS)
        .map(|_| {
            let code = ["households", "visits", "households_reached"][draw(3)];
            let value = if code == "households" { [1, 1, -1][draw(3)] } else { 1 };
            Fact { code, hamlet: hamlets[draw(hamlets.len())], day: Day::of(NOW).plus(-(draw(500) as i64)), value }
        })
        .collect()
}

fn write(db: &Db, facts: &[Fact], ids: &SeededIds) {
    for some in facts.chunks(37) {
        let mut deltas = Deltas::default();
        for fact in some {
            let (place, columns) = (Place::Atom(atom(fact.hamlet)), plain(fact.value));
            match fact.code {
                "households" => deltas.stock(place, fact.code, "", fact.day, &columns),
                "visits" => deltas.flow(place, fact.code, "", fact.day, &columns),
                _ => deltas.distinct(place, fact.code, "", (fact.day, None), &columns),
            }
        }
        db.write_blocking(|tx| counting::write::apply(tx, PART, &deltas, ids.id(NOW), NOW)).unwrap();
    }
    counting::fold::run(db, NOW).unwrap();
}

/// The same from the facts, the slow way.
fn expected(facts: &[Fact], code: &str, below: &[Uuid], period: &Period, day: Day) -> i64 {
    let of = facts.iter().filter(|fact| fact.code == code && below.contains(&fact.hamlet));
    let counted: Vec<_> = match code {
        "households" => of.filter(|fact| fact.day <= day).collect(),
        _ => of.filter(|fact| period.contains(fact.day)).collect(),
    };
    counted.iter().map(|fact| fact.value).sum()
}

#[test]
fn what_is_folded_is_what_is_read() {
    testkit::on_both(|db| {
        let world = World::new(db, 3, 3);
        let ids = SeededIds::new(11);
        let facts = facts(&world, &ids);
        write(db, &facts, &ids);
        let all = world.hamlets.concat();
        let mut units = vec![(Level::Above, world.district, all.clone()), (Level::Above, world.province, all.clone())];
        units.extend(world.communes.iter().zip(&world.hamlets).map(|(id, below)| (Level::Above, *id, below.clone())));
        units.extend(all.iter().map(|id| (Level::Hamlet, *id, vec![*id])));
        let periods = ["m:2026-12", "m:2026-11", "m:2026-01", "q:2026-4", "q:2026-1", "y:2026", "y:2025", "all"];
        let today = Day::of(NOW);
        let mut asks = Asks::default();
        let mut asked = Vec::new();
        for code in ["households", "visits", "households_reached"] {
            for period in periods.map(|key| Period::parse(key).unwrap()) {
                let day = period.to.min(today);
                let ask = asks.push(catalogue::find(code).unwrap(), "", &period, day);
                asked.push((code, period, day, ask));
            }
        }
        for (level, unit, below) in units {
            let found = db.read_blocking(|tx| read::figures(tx, level, &[(unit, PART)], &asks)).unwrap();
            for (code, period, day, ask) in &asked {
                let wanted = expected(&facts, code, &below, period, *day);
                assert_eq!(found.total(unit, *ask), wanted, "{level:?} {unit} {code} {}", period.key);
            }
        }
    });
}
