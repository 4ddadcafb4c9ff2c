use std::collections::HashMap;

use base::{Day, Instant, Uuid};

use crate::model::{Freshness, RowFreshness, State};
use crate::store::TeamLine;

/// A team that was not heard of for longer than this is silent: phones sync weekly at least.
const SILENT_AFTER_DAYS: i64 = 7;

/// How the teams of a unit stand, all together and row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sending {
    /// All together.
    pub all: Freshness,
    /// For each unit directly below.
    pub rows: HashMap<Uuid, RowFreshness>,
}

/// A silent team may hide anything, so that comes first; then what somebody has to mend; then what is on its way.
fn state_of(team: &TeamLine, now: Instant) -> State {
    let silent = team.seen_at.is_none_or(|seen| seen.plus_seconds(SILENT_AFTER_DAYS * 86_400) < now);
    match (silent, team.refused, team.announced) {
        (true, _, _) => State::Late,
        (_, 1.., _) => State::Refused,
        (_, _, 1..) => State::Waiting,
        _ => State::Kept,
    }
}

/// Counts the teams by state; a row shows the worst of its teams.
pub fn summarise(teams: &[TeamLine], now: Instant) -> Sending {
    let mut sending = Sending::default();
    for team in teams {
        let state = state_of(team, now);
        let all = &mut sending.all;
        *match state {
            State::Kept => &mut all.sent_all,
            State::Waiting => &mut all.waiting,
            State::Refused => &mut all.refused,
            State::Late => &mut all.silent,
        } += 1;
        all.last_at = all.last_at.max(team.seen_at.map(Instant::millis));
        let one = row_of(team, state, now);
        match sending.rows.get_mut(&team.row) {
            None => drop(sending.rows.insert(team.row, one)),
            Some(row) if row.state < state => *row = one,
            Some(row) if row.state == state => {
                row.count += one.count;
                // Never heard of is longer than any number of days.
                row.days = row.days.zip(one.days).map(|(a, b)| a.max(b));
            }
            Some(_) => {}
        }
    }
    sending
}

fn row_of(team: &TeamLine, state: State, now: Instant) -> RowFreshness {
    let days = || team.seen_at.map(|seen| Day::of(now).since(Day::of(seen)));
    match state {
        State::Late => RowFreshness { state, days: days(), count: 1 },
        State::Refused => RowFreshness { state, days: None, count: team.refused },
        State::Waiting => RowFreshness { state, days: None, count: team.announced },
        State::Kept => RowFreshness { state, days: None, count: 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_500_000_000_000);

    fn team(row: u128, days: Option<i64>, announced: i64, refused: i64) -> TeamLine {
        let seen_at = days.map(|days| NOW.plus_seconds(-86_400 * days - 60));
        TeamLine { row: Uuid::from_u128(row), seen_at, announced, refused }
    }

    #[test]
    fn every_team_stands_in_one_state_and_a_row_shows_its_worst() {
        let teams = [
            team(1, Some(0), 0, 0),
            team(1, Some(1), 3, 0),
            team(1, Some(2), 9, 0),
            team(2, Some(0), 4, 1),
            team(3, Some(9), 4, 1),
            team(3, Some(12), 0, 0),
            team(4, None, 0, 0),
            team(4, Some(20), 0, 0),
            team(5, Some(6), 0, 0),
        ];
        let sending = summarise(&teams, NOW);
        let all = sending.all;
        assert_eq!((all.sent_all, all.waiting, all.refused, all.silent), (2, 2, 1, 4));
        assert_eq!(all.last_at, Some(NOW.plus_seconds(-60).millis()));
        let row = |id| sending.rows[&Uuid::from_u128(id)].clone();
        assert_eq!(row(1), RowFreshness { state: State::Waiting, days: None, count: 12 });
        assert_eq!(row(2), RowFreshness { state: State::Refused, days: None, count: 1 });
        assert_eq!(row(3), RowFreshness { state: State::Late, days: Some(12), count: 2 });
        assert_eq!(row(4), RowFreshness { state: State::Late, days: None, count: 2 });
        assert_eq!(row(5).state, State::Kept);
    }
}
