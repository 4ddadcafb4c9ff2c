//! What is decided here without a database: who may give whose account anew, how a browser is called, how large a book is.

pub mod offices;

use access::{Action, Role, Scope};
use base::{Day, Uuid};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use places::Tier;

/// A first sync without households: catalogue, team, frames.
const BOOK_BASE_BYTES: i64 = 12_000;
/// A household with its residents, compressed (400 households come in 110 KB).
const BOOK_BYTES_A_HOUSEHOLD: i64 = 280;

/// About how many bytes the first sync brings.
pub fn book_bytes(households: i64) -> i64 {
    BOOK_BASE_BYTES + households.max(0) * BOOK_BYTES_A_HOUSEHOLD
}

/// How a person is addressed, where the register knows it.
pub fn salutation(sex: Option<&str>) -> Option<&'static str> {
    match sex {
        Some("m") => Some("anh"),
        Some("f") => Some("chị"),
        _ => None,
    }
}

/// Whether this is 32 bytes of base64.
pub fn is_mac_key(text: &str) -> bool {
    STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

const BROWSERS: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// The browser in words that a person knows again, from what it says of itself.
pub fn browser_label(user_agent: &str) -> String {
    let known = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let words: Vec<&str> = [known(&BROWSERS), known(&SYSTEMS)].into_iter().flatten().collect();
    if words.is_empty() { "?".to_owned() } else { words.join(", ") }
}

/// A unit that a role is held on, with the units above it.
pub struct Held {
    /// Which role.
    pub role: Role,
    /// The unit itself and those above.
    pub path: Vec<Uuid>,
}

/// Whether `actor` may give somebody's account to a new phone. Whoever holds the code becomes that person, so the actor has
/// to manage people wherever the account holds a role, to give roles where it gives them, and an administrator's account is
/// given by an administrator only.
pub fn may_invite(actor: &Scope, held: &[Held], today: Day) -> bool {
    held.iter().all(|held| actor.answers_for(held.role, &held.path, today))
}

/// Whether `actor` may take a phone off the list: they manage people on one of the units where its owner holds a role.
pub fn may_revoke(actor: &Scope, held: &[Held], today: Day) -> bool {
    held.iter().any(|held| actor.permits_on(Action::ManagePeople, &held.path, today))
}

/// The page that somebody sees first: the widest unit that an office gives them, or else their team's.
pub fn home(grants: &[(Role, Tier, Uuid)]) -> Option<Uuid> {
    grants.iter().min_by_key(|(role, tier, _)| (role.records(), *tier)).map(|(_, _, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_have_names() {
        let chrome =
            "Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36";
        assert_eq!(browser_label(chrome), "Chrome, Android");
        assert_eq!(browser_label("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0"), "Firefox, Windows");
        assert_eq!(browser_label("curl/8"), "?");
    }

    #[test]
    fn an_office_comes_before_a_team() {
        let (team, commune, district) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let member = (Role::Member, Tier::District, district);
        let officer = (Role::CommuneOfficer, Tier::Commune, commune);
        assert_eq!(home(&[member, officer]), Some(commune));
        assert_eq!(home(&[(Role::Leader, Tier::Hamlet, team)]), Some(team));
        assert_eq!(home(&[]), None);
    }

    #[test]
    fn only_32_bytes_are_a_key() {
        assert!(is_mac_key(&STANDARD.encode([7; 32])));
        for wrong in ["", "AAAA", &STANDARD.encode([7; 31]), "no base64!"] {
            assert!(!is_mac_key(wrong), "{wrong}");
        }
    }
}
