use crate::Dice;

/// The skills of the catalogue, in its order, and how often each is what a visit is about.
pub(crate) const SKILLS: &[(&str, u32)] = &[
    ("vneid", 34),
    ("vssid", 9),
    ("health", 14),
    ("payment", 16),
    ("service", 13),
    ("utility", 5),
    ("safety", 6),
    ("shopping", 3),
];

/// Not asked yet.
pub(crate) const NOT_ASKED: i8 = -2;
/// Does not want it.
pub(crate) const REFUSES: i8 = -1;

/// Where a resident stands, per skill.
pub(crate) type Levels = [i8; 8];

/// Why people say no: codes of data/reasons.csv.
const WHYS: &[&str] = &["hard", "health", "scam", "afraid", "need", "family"];

/// How well someone of that age takes to a phone, 0 to 100; `lift` moves a whole commune.
pub(crate) fn gift(age: i64, lift: f64, dice: &mut Dice) -> i8 {
    let middle = match age {
        ..=15 => 40.0,
        16..=29 => 74.0,
        30..=44 => 64.0,
        45..=59 => 47.0,
        60..=69 => 30.0,
        _ => 14.0,
    };
    dice.around(middle + lift, 34.0).clamp(0.0, 100.0) as i8
}

/// The highest rung that someone will reach in a skill this year.
fn ceiling(gift: i8, skill: usize, devices: bool) -> i8 {
    let hard = [0, 6, 4, 2, 8, 4, -6, 6].get(skill).copied().unwrap_or(0);
    let ease = i16::from(gift) - hard;
    match ease {
        _ if !devices && ease < 55 => 0,
        ..=17 => 1,
        18..=29 => 3,
        30..=41 => 4,
        42..=59 => 5,
        _ => 6,
    }
}

/// What comes of asking or practising: the rung afterwards, and why not when the answer is no.
pub(crate) fn practise(
    now: i8,
    gift: i8,
    age: i64,
    skill: usize,
    devices: bool,
    dice: &mut Dice,
) -> (i8, &'static str) {
    let top = ceiling(gift, skill, devices);
    if now == NOT_ASKED {
        let no = if age >= 65 { 0.16 } else { 0.015 };
        if top < 5 && dice.chance(no) {
            return (REFUSES, dice.pick(WHYS).copied().unwrap_or_default());
        }
        // What people knew before anyone came: mostly well below what they can learn.
        let behind = dice.weighted(&[24, 22, 20, 18, 10, 6]) as i8;
        // Registering for the e-ID is done at the police, so that one starts further up.
        let floor = if skill == 0 && age >= 18 && top >= 2 { 2 } else { 1 };
        return ((top - behind).max(floor.min(top)), "");
    }
    if now == REFUSES {
        return if dice.chance(0.2) {
            (top.min(1), "")
        } else {
            (REFUSES, dice.pick(WHYS).copied().unwrap_or_default())
        };
    }
    let step = dice.weighted(&[38, 50, 12]) as i8;
    // Someone who managed alone may need help again.
    let step = if now == 6 && dice.chance(0.03) { -1 } else { step };
    ((now + step).clamp(0, top.max(now)), "")
}
