//! What the checks read beside teams and members.

use base::{Day, Uuid};
use db::{Result, Tx};

use super::read::rows;

/// A published figure with what is counted now.
pub(crate) struct Stated {
    pub unit: Uuid,
    pub indicator: String,
    pub value: i64,
    pub as_of: String,
    pub source: String,
    pub counted: i64,
}

/// The newest published figure of each of these units and indicators, beside the counted one of all time; breakdowns are left
/// out.
pub(crate) fn stated(tx: &mut Tx<'_>, units: &[Uuid], today: Day) -> Result<Vec<Stated>> {
    tx.all(
        "select p.unit, p.indicator, p.value, p.as_of, p.source, coalesce(f.total, 0)
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit u on u.id = asked.id
         join published_figure p on p.part = u.part and p.unit = u.id and p.item = '' and p.as_of <= $2
         left join unit_figure f on f.part = p.part and f.unit = p.unit and f.indicator = p.indicator and f.item = ''
           and f.bucket = 'all'
         where not exists (select 1 from published_figure later where later.part = p.part and later.unit = p.unit
           and later.indicator = p.indicator and later.item = p.item and later.as_of > p.as_of and later.as_of <= $2)
         order by p.unit, p.indicator",
        &[rows(units)?, today.into()],
        |row| {
            Ok(Stated {
                unit: row.get(0)?,
                indicator: row.get(1)?,
                value: row.get(2)?,
                as_of: row.get(3)?,
                source: row.get(4)?,
                counted: row.get(5)?,
            })
        },
    )
}

/// A number that a list gave, and one of those to whom it gave it.
pub(crate) struct Given {
    pub number: String,
    pub unit: Uuid,
    pub person: Uuid,
    pub name: String,
}

/// The numbers that lists gave for people of these units who are still in their team and have no other number of their own.
pub(crate) fn given(tx: &mut Tx<'_>, units: &[Uuid]) -> Result<Vec<Given>> {
    tx.all(
        "select distinct g.given, t.unit, p.id, p.name
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit u on u.id = asked.id join team t on t.part = u.part and t.unit = u.id and t.closed_on is null
         join membership m on m.part = t.part and m.team = t.id and m.until is null
         join list_import_row g on g.part = m.part and g.subject = m.id and g.given is not null
         join list_import i on i.part = g.part and i.id = g.list and i.undone_at is null
         join person p on p.part = m.part and p.id = m.person
         where not exists (select 1 from account a join account_login l on l.part = a.part and l.account = a.id
             and l.login like '+84%' and l.login <> g.given
           where a.part = p.part and a.person = p.id)
         order by g.given, t.unit, p.name, p.id",
        &[rows(units)?],
        |row| Ok(Given { number: row.get(0)?, unit: row.get(1)?, person: row.get(2)?, name: row.get(3)? }),
    )
}
