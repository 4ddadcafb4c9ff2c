//! What is decided here without a database.

use base::Day;

use super::refusal::{EditError, refusal, wrong_day};
use crate::model::{Membership, Team};

/// Whether a membership holds on a day or is still to come.
pub fn lasts(member: &Membership, day: Day) -> bool {
    !member.is_void() && member.until.is_none_or(|until| until > day)
}

/// Two people cannot lead one team at once: the one who leads hands over.
pub fn one_leader(team: &[Membership], who: &Membership, today: Day) -> Result<(), EditError> {
    let leads = |one: &&Membership| one.role == "leader" && one.id != who.id && lasts(one, today);
    if who.role == "leader" && lasts(who, today) && team.iter().any(|one| leads(&one)) {
        return Err(refusal("two_leaders_at_once", "the team has a leader; hand the post over"));
    }
    Ok(())
}

/// A member comes no earlier than the team, and not before they left it last.
pub fn comes_on(team: &Team, earlier: &[&Membership], since: Day) -> Result<(), EditError> {
    if since < team.founded_on {
        return Err(wrong_day("since", "ngày vào trước ngày thành lập tổ", "this day is before the team was founded"));
    }
    if earlier.iter().any(|one| !one.is_void() && one.until.is_none_or(|until| until > since)) {
        return Err(wrong_day(
            "since",
            "người này còn ở trong tổ vào ngày đó; chọn ngày sau",
            "this person was in the team on that day; choose a later one",
        ));
    }
    Ok(())
}

/// Something ends on a day that has come, and not before it began.
pub fn ends_on(since: Day, day: Day, today: Day) -> Result<(), EditError> {
    if day > today {
        return Err(wrong_day("day", "ngày này chưa tới", "this day has not come yet"));
    }
    if day < since {
        return Err(wrong_day("day", "ngày thôi trước ngày bắt đầu", "this day is before the beginning"));
    }
    Ok(())
}

/// What kind of paper these bytes are, by how they begin: a name can say anything.
pub fn paper_type(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")];
    KINDS.into_iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, kind)| kind)
}

/// A file's name without what could be a path or break a header.
pub fn file_name(text: &str) -> String {
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !"\"<>|:*?;".contains(*c)).take(120).collect();
    if clean.trim().is_empty() { "quyet-dinh".into() } else { clean.trim().into() }
}

#[cfg(test)]
mod tests {
    use base::Uuid;
    use places::Tier;

    use super::*;
    use crate::model::Decision;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn member(id: u128, role: &str, since: &str, until: Option<&str>) -> Membership {
        Membership {
            id: Uuid::from_u128(id),
            team: Uuid::nil(),
            person: Uuid::from_u128(id),
            account: None,
            name: String::new(),
            birth_year: None,
            sex: None,
            role: role.into(),
            post: "other".into(),
            since: day(since),
            until: until.map(day),
        }
    }

    #[test]
    fn one_leads_at_a_time() {
        let today = day("2026-11-24");
        let there = [member(1, "leader", "2023-01-01", None), member(2, "member", "2023-01-01", None)];
        assert!(one_leader(&there, &member(3, "leader", "2026-01-01", None), today).is_err());
        assert!(one_leader(&there, &member(3, "deputy", "2026-01-01", None), today).is_ok());
        assert!(one_leader(&there, &there[0].clone(), today).is_ok(), "the leader stays who they are");
        let over = [member(1, "leader", "2023-01-01", Some("2026-11-24"))];
        assert!(one_leader(&over, &member(3, "leader", "2026-11-24", None), today).is_ok());
    }

    #[test]
    fn nobody_comes_before_the_team_or_twice() {
        let team = Team {
            id: Uuid::nil(),
            part: 1,
            unit: Uuid::nil(),
            kind: "team".into(),
            name: Tier::Hamlet.to_string(),
            decision: Decision::default(),
            founded_on: day("2023-03-01"),
            closed_on: None,
        };
        assert!(comes_on(&team, &[], day("2023-02-28")).is_err());
        let left = member(1, "member", "2023-03-01", Some("2024-01-01"));
        assert!(comes_on(&team, &[&left], day("2023-12-31")).is_err());
        assert!(comes_on(&team, &[&left], day("2024-01-01")).is_ok());
        assert!(ends_on(day("2024-01-01"), day("2026-11-25"), day("2026-11-24")).is_err());
        assert!(ends_on(day("2024-01-01"), day("2023-12-31"), day("2026-11-24")).is_err());
        assert!(ends_on(day("2024-01-01"), day("2024-01-01"), day("2026-11-24")).is_ok());
    }

    #[test]
    fn a_paper_is_known_by_its_first_bytes() {
        assert_eq!(paper_type(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(paper_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(paper_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        for other in [&b"<html>"[..], b"PK\x03\x04", b"", b"\xff\xd8"] {
            assert_eq!(paper_type(other), None);
        }
        assert_eq!(file_name("C:\\Giấy tờ\\QĐ \"12\".pdf"), "QĐ 12.pdf");
        assert_eq!(file_name("../\u{0}"), "quyet-dinh");
    }
}
