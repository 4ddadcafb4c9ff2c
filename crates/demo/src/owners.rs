//! The district's police send what they have: accounts that are taken in and activated, commune by commune. One figure was
//! corrected, and one commune is late, as it goes.

use access::grants::{self, NewGrant};
use access::{Role, account, scope};
use base::{Day, Ids, Instant, Period, PeriodKind, Uuid};
use counting::read::{self, Asks, Level};
use db::{Db, Tx};
use insight::sent::{By, Entering, Row, keep};

use crate::dice::Dice;
use crate::error::Error;
use crate::setup::Founded;

/// By what the police sign in.
pub(crate) const LOGIN: &str = "congan";
pub(crate) const NAME: &str = "Công an huyện";
/// What is theirs.
const OWNED: [&str; 2] = ["eid_accounts", "eid_activated"];
/// For how many months they have sent.
const MONTHS: usize = 3;

/// The account of the police, made where it is not there yet.
pub(crate) fn police(
    tx: &mut Tx<'_>,
    (part, district): (i64, Uuid),
    (now, ids): (Instant, &dyn Ids),
) -> db::Result<Uuid> {
    if let Some(known) = account::by_login(tx, LOGIN)? {
        return Ok(known.id);
    }
    let id = ids.id(now);
    account::create(tx, part, id, None, NAME, now)?;
    account::add_login(tx, part, id, LOGIN)?;
    let grant = NewGrant {
        id: ids.id(now),
        account: id,
        role: Role::DataOwner,
        unit: district,
        indicators: Some(serde_json::json!(OWNED).to_string()),
        membership: None,
        since: Day::of(now).plus(-365),
        until: None,
    };
    grants::put(tx, part, &[grant])?;
    Ok(id)
}

/// Sends the figures of the last months that are over.
pub(crate) fn send(db: &Db, founded: &Founded, (seed, today): (u64, Day), ids: &dyn Ids) -> Result<(), Error> {
    let mut months: Vec<Period> =
        std::iter::successors(Some(Period::containing(PeriodKind::Month, today).previous()), |one| {
            Some(one.previous())
        })
        .take(MONTHS)
        .collect();
    months.reverse();
    let account = db.write_blocking(|tx| {
        police(tx, (founded.part, founded.district), (today.plus(-365).start(), ids)).map_err(Error::from)
    })?;
    let people = db.read_blocking(|tx| residents(tx, founded, today))?;
    let office = Office { founded, account, people: &people };
    for (at, month) in months.iter().enumerate() {
        let newest = at + 1 == months.len();
        db.write_blocking(|tx| office.month(tx, month, &mut Dice::new(seed, "police", at as u64), newest))?;
    }
    Ok(())
}

/// How many people the books of each commune have: what the police count is of that size.
fn residents(tx: &mut Tx<'_>, founded: &Founded, today: Day) -> db::Result<Vec<i64>> {
    let mut asks = Asks::default();
    let ask = asks.code("residents", "", &Period::all(), today);
    let pairs: Vec<(Uuid, i64)> = founded.communes.iter().map(|unit| (*unit, founded.part)).collect();
    let figures = read::figures(tx, Level::Above, &pairs, &asks)?;
    Ok(founded.communes.iter().map(|unit| figures.total(*unit, ask)).collect())
}

struct Office<'a> {
    founded: &'a Founded,
    account: Uuid,
    people: &'a [i64],
}

impl Office<'_> {
    fn month(&self, tx: &mut Tx<'_>, month: &Period, dice: &mut Dice, newest: bool) -> Result<(), Error> {
        let sent = month.to.plus(4).start().plus_seconds(9 * 3_600);
        let document = format!("{}/BC-CAH", dice.between(100, 900));
        let (mut taken, mut activated) = (Vec::new(), Vec::new());
        let last = self.founded.communes.len() - 1;
        for (at, (unit, people)) in self.founded.communes.iter().zip(self.people).enumerate() {
            if newest && at == last {
                continue;
            }
            let share = |of: i64, part: f64| (of as f64 * part).round() as i64;
            let eligible = share(*people, 0.78);
            let level2 = share(eligible, 0.9 + dice.around(0.05, 0.03));
            taken.push(row(*unit, "level1", share(eligible, 0.02), 0));
            taken.push(row(*unit, "level2", level2, 0));
            activated.push(row(*unit, "activated", share(level2, 0.9 + dice.around(0.04, 0.03)), 0));
            activated.push(row(*unit, "eligible", eligible, 0));
        }
        let mended = activated
            .first()
            .map(|first| row(first.unit, "activated", (first.value.unwrap_or_default() - 12).max(0), 1));
        self.enter(tx, sent, (OWNED[0], month, &document), taken)?;
        self.enter(tx, sent, (OWNED[1], month, &document), activated)?;
        // A day later somebody saw that one commune had counted a dozen twice.
        match mended.filter(|_| newest) {
            Some(mended) => {
                self.enter(tx, sent.plus_seconds(86_400), (OWNED[1], month, &format!("{document} (sửa)")), vec![mended])
            }
            None => Ok(()),
        }
    }

    fn enter(
        &self,
        tx: &mut Tx<'_>,
        now: Instant,
        (indicator, month, document): (&str, &Period, &str),
        rows: Vec<Row>,
    ) -> Result<(), Error> {
        let missing = Error::Missing("the police have no place to send to");
        let scope = scope::load(tx, self.founded.part, self.account)?;
        let (Some(scope), Some(seen)) = (scope, api::place(tx, self.founded.district)?) else { return Err(missing) };
        let asked = Entering { period: month.key.clone(), as_of: None, document: document.into(), rows };
        let kept = keep(tx, By { scope: &scope, now }, &seen, (indicator, &asked));
        kept.map(drop).map_err(|refused| Error::List(refused.to_string()))
    }
}

fn row(unit: Uuid, item: &str, value: i64, saw: i64) -> Row {
    Row { unit, item: item.into(), value: Some(value), saw }
}

#[cfg(test)]
mod tests {
    use base::SeededIds;
    use testkit::TestDb;

    use super::*;
    use crate::district::District;
    use crate::names::Names;
    use crate::setup;

    #[test]
    fn the_police_send_three_months_and_are_late_once() {
        let (test, ids, today) = (TestDb::sqlite(), SeededIds::new(5), "2026-11-24".parse::<Day>().expect("a day"));
        let district = District::generate(crate::SEED, &Names::built_in());
        let dawn = today.plus(-crate::year::DAYS).start();
        let founded = setup::found(&test.db, &district, dawn, &ids).expect("the district is founded");
        send(&test.db, &founded, (crate::SEED, today), &ids).expect("they send");
        let counted = test.db.read_blocking(|tx| {
            tx.all(
                "select period, count(*), max(revision) from entered_figure where indicator = 'eid_activated' and part = $1
                 group by period order by period",
                db::args![founded.part],
                |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?)),
            )
        });
        let wanted = [("m:2026-09".into(), 16, 1), ("m:2026-10".into(), 16, 1), ("m:2026-11".into(), 15, 2)];
        assert_eq!(counted.expect("it is read"), wanted);
    }
}
