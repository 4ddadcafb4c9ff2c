use crate::Dice;

/// How a member and the phone behave through the year.
#[derive(Debug, Clone)]
pub(crate) struct Rhythm {
    /// Visits compared with the others.
    pub pace: f64,
    /// How often a weekly sync does not happen.
    pub late: f64,
    /// The usual day of the week and minute of the day.
    pub weekday: i64,
    pub minute: i64,
    /// How far the phone's clock is off, in ms.
    pub skew_ms: i64,
    /// No sync after this day of the year.
    pub silent_from: i64,
    /// The day of the year on which the phone was lost and revoked.
    pub lost_on: Option<i64>,
}

/// The days of the year: 0 is the first, the last is the day before the demonstration is loaded.
pub const DAYS: i64 = 365;
const NEVER: i64 = DAYS + 30;

/// Teams from which nothing has come for more than a week.
const SILENT_TEAMS: &[usize] = &[62, 40];
/// Members whose phone was lost and revoked: (hamlet, place in the team, day).
const LOST: &[(usize, usize, i64)] = &[(11, 4, 150), (33, 3, 236), (57, 5, 331)];
/// Members whose phone shows a wrong day: (hamlet, place in the team, days off).
const WRONG_CLOCKS: &[(usize, usize, i64)] = &[(3, 2, 2), (18, 5, -41), (29, 3, 1), (51, 4, -3), (64, 2, 400)];

impl Rhythm {
    /// The rhythm of the member at this place of a hamlet's team.
    pub(crate) fn generate(seed: u64, hamlet: usize, place: usize) -> Self {
        let mut dice = Dice::new(seed, "rhythm", (hamlet * 100 + place) as u64);
        let evening = dice.chance(0.8);
        let wrong = WRONG_CLOCKS.iter().find(|w| (w.0, w.1) == (hamlet, place));
        // Most phones are right within seconds, some are minutes off.
        let small = if dice.chance(0.15) { dice.between(-900_000, 420_000) } else { dice.between(-4_000, 4_000) };
        let quits = dice.chance(0.012);
        let silent_from = match SILENT_TEAMS.iter().position(|team| *team == hamlet) {
            Some(at) => DAYS - 10 - 4 * at as i64,
            None if quits && place > 1 => dice.between(200, DAYS - 12),
            None => NEVER,
        };
        Self {
            pace: dice.around(1.0, 0.7).max(0.4),
            late: if dice.chance(0.08) { 0.45 } else { 0.06 },
            weekday: dice.between(0, 6),
            minute: if evening { dice.between(17 * 60, 21 * 60) } else { dice.between(5 * 60 + 30, 8 * 60) },
            skew_ms: wrong.map_or(small, |w| w.2 * 86_400_000 + small),
            silent_from,
            lost_on: LOST.iter().find(|l| (l.0, l.1) == (hamlet, place)).map(|l| l.2),
        }
    }
}

/// Lunar new year's day, when nobody knocks on doors.
const TET: &[(i16, i8, i8)] = &[(2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 3)];

/// How many visits a member makes in a week around this day of the year.
pub(crate) fn weekly(first: base::Day, day: i64) -> f64 {
    let date = first.plus(day);
    let tet = TET.iter().filter_map(|(y, m, d)| base::Day::new(*y, *m, *d).ok());
    let quiet = tet.map(|tet| date.since(tet)).any(|since| (-6..=8).contains(&since));
    let growth = 1.9 + 2.3 * day as f64 / DAYS as f64;
    if quiet { 0.15 * growth } else { growth }
}

/// The share of the doors that will be knocked on by this day of the year.
pub(crate) fn reached_by(day: i64) -> f64 {
    0.08 + 0.92 * (day as f64 / (DAYS - 14) as f64).min(1.0).powf(0.85)
}
