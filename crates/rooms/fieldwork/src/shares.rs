//! The team's weeks, and each member's share of its work, as the server counts them: a phone shows these and adds nothing.

use std::collections::BTreeMap;

use base::{Day, Period, Uuid};
use serde_json::{Value, json};

/// From one day to another, both included.
pub type Span = (Day, Day);

/// What was done in a span, by somebody or by the whole team.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Distinct households where somebody was met.
    pub reached: i64,
    /// Visits where somebody was met.
    pub contacts: i64,
    /// Visits where nobody was.
    pub nobody: i64,
}

/// What was done, by span and author; None: by the whole team.
pub type Work = BTreeMap<(usize, Option<Uuid>), Done>;

/// The spans that phones show: the reporting month, this week and the one before, Monday to Sunday.
pub fn spans(month: &Period, today: Day) -> [Span; 3] {
    let monday = today.week_start();
    [(month.from, month.to), (monday, monday.plus(6)), (monday.plus(-7), monday.plus(-1))]
}

/// The team's two weeks, this one first: [from, to, reached, contacts, nobody]. It goes with every answer, so it is short.
pub fn weeks(spans: &[Span; 3], work: &Work) -> Value {
    let week = |at: usize| {
        let Done { reached, contacts, nobody } = work.get(&(at, None)).copied().unwrap_or_default();
        let (from, to) = spans[at];
        json!([from, to, reached, contacts, nobody])
    };
    json!([week(1), week(2)])
}

/// By account: [reached, contacts, nobody] of the month, this week and the one before. Who did nothing is not named.
pub fn authors(work: &Work) -> Value {
    let mut shown: BTreeMap<String, [[i64; 3]; 3]> = BTreeMap::new();
    for ((at, author), Done { reached, contacts, nobody }) in work {
        let Some(author) = author else { continue };
        shown.entry(author.to_string()).or_default()[*at] = [*reached, *contacts, *nobody];
    }
    json!(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::PeriodKind;

    #[test]
    fn a_week_is_monday_to_sunday_and_a_month_the_fifteenth_to_the_fourteenth() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        for today in ["2026-11-23", "2026-11-25", "2026-11-29"].map(day) {
            let month = Period::containing(PeriodKind::Month, today);
            let written = spans(&month, today).map(|(from, to)| format!("{from} {to}"));
            assert_eq!(written, ["2026-11-15 2026-12-14", "2026-11-23 2026-11-29", "2026-11-16 2026-11-22"]);
        }
    }
}
