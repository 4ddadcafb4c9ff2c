//! Terms of teams: the latest end that any of their decisions gives.

use std::collections::HashMap;

use base::{Day, Uuid};
use db::Tx;

use crate::model::Team;
use crate::store;

/// So many days before its end a term is spoken of.
const SOON: i64 = 60;

/// The last day of the term of each team that has one.
pub(super) fn ends(tx: &mut Tx<'_>, teams: &[Team]) -> db::Result<HashMap<Uuid, Day>> {
    let mut by_part: HashMap<i64, Vec<Uuid>> = HashMap::new();
    teams.iter().for_each(|team| by_part.entry(team.part).or_default().push(team.id));
    let mut ends: HashMap<Uuid, Day> = HashMap::new();
    for (part, ids) in by_part {
        for one in store::papers::of_teams(tx, part, &ids)? {
            let Some(day) = one.valid_until.and_then(|day| day.parse().ok()) else { continue };
            let known = ends.entry(one.team).or_insert(day);
            *known = day.max(*known);
        }
    }
    Ok(ends)
}

/// What is to be said of a term that ends on a day.
pub(super) fn code(end: Day, today: Day) -> Option<&'static str> {
    match end.since(today) {
        left if left < 0 => Some("term_over"),
        left if left <= SOON => Some("term_ending"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_spoken_of_sixty_days_before_its_end() {
        let today: Day = "2026-11-24".parse().expect("a day");
        for (days, said) in [(-1, Some("term_over")), (0, Some("term_ending")), (60, Some("term_ending")), (61, None)] {
            assert_eq!(code(today.plus(days), today), said, "{days}");
        }
    }
}
