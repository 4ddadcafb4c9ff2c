//! Decisions with their papers, and posts that pass from one to another, on both engines.

mod office;

use access::{Action, device};
use office::{code, day, member, now, with_office};
use org::edit::{self, DecisionForm, Handover, MemberForm};

#[test]
fn decisions_are_one_list_with_their_papers() {
    with_office(|office| {
        let id = office.found("31918@2024/17", "Tổ 17");
        let form = DecisionForm {
            kind: "renewal".into(),
            number: "9/QĐ-UBND".into(),
            day: "2025-03-01".into(),
            issuer: "UBND xã".into(),
            valid_until: "2027-03-01".into(),
        };
        let renewal = office.write(|tx, _, by| edit::decide(tx, id, &form, by)).expect("it is added");
        let backwards = DecisionForm { valid_until: "2025-02-01".into(), ..form.clone() };
        assert_eq!(code(office.write(|tx, _, by| edit::decide(tx, id, &backwards, by))), "field_wrong");
        office.write(|tx, _, by| edit::redecide(tx, (renewal, 1), &form, by)).expect("it is changed");
        assert_eq!(code(office.write(|tx, _, by| edit::redecide(tx, (renewal, 1), &form, by))), "changed_meanwhile");

        let attach =
            |decision, bytes: &[u8]| office.write(|tx, _, by| edit::attach(tx, decision, ("../QĐ 47.pdf", bytes), by));
        assert_eq!(code(attach(id, b"<script>")), "file_type_wrong");
        assert_eq!(code(attach(id, &[b"%PDF-1.7".as_slice(), &vec![0; edit::FILE_BYTES]].concat())), "file_too_large");
        attach(id, b"%PDF-1.7 founding").expect("the founding decision's paper");
        attach(renewal, b"\xff\xd8\xff old").expect("the renewal's paper");
        attach(renewal, b"%PDF-1.7 renewal").expect("another one in its place");
        let part = office.officer.part;
        let paper = office.db.read_blocking(|tx| edit::paper(tx, part, id)).expect("it is there");
        assert_eq!((paper.name.as_str(), paper.kind.as_str()), ("QĐ 47.pdf", "application/pdf"));
        assert_eq!(paper.bytes, b"%PDF-1.7 founding");
        assert_eq!(office.count("select count(*) from decision_file"), 2);
        office.write(|tx, _, by| edit::take_away(tx, (renewal, 2), by)).expect("it is taken off");
        assert_eq!(office.count("select count(*) from decision_file"), 1);
        assert_eq!(code(office.write(|tx, _, by| edit::take_away(tx, (renewal, 2), by))), "absent");
    });
}

#[test]
fn a_post_passes_with_its_number_or_its_phone() {
    with_office(|office| {
        let id = office.found("31918@2024/17", "Tổ 17");
        let unit = office.db.read_blocking(|tx| places::resolve(tx, "31918@2024/17")).expect("a unit").id;
        let mut ut = member("Lê Thị Út", 1982, "leader");
        (ut.phone, ut.post, ut.since) = ("0912345678".into(), "hamlet_head".into(), "2024-01-01".into());
        let from = office.add(id, &ut).expect("the leader");
        let mut sau = member("Trần Văn Sáu", 1965, "member");
        sau.since = "2024-02-01".into();
        let to = office.add(id, &sau).expect("a member");
        let account = |membership| office.members(id).into_iter().find(|m| m.id == membership).expect("a member");
        let part = office.officer.part;
        office
            .db
            .write_blocking(|tx| {
                let owner = (part, account(from).account.expect("an account"));
                device::register(tx, &office.ids, now(), owner, ("Samsung", "AAAA")).map(drop)
            })
            .expect("a phone");
        let asked = Handover {
            from: (from, office.revision("membership", from)),
            to: Some(to),
            newcomer: MemberForm::default(),
            day: day("2026-11-20"),
            stays: true,
            number: true,
            handset: false,
        };
        let hand = |asked: &Handover| office.write(|tx, scope, by| edit::hand_over(tx, asked, (scope, by)));
        for (wrong, why) in [
            (Handover { day: day("2026-11-25"), ..asked.clone() }, "field_wrong"),
            (Handover { day: day("2024-01-15"), ..asked.clone() }, "field_wrong"),
            (Handover { from: (from, 0), ..asked.clone() }, "changed_meanwhile"),
            (Handover { to: Some(from), ..asked.clone() }, "not_a_member"),
            (Handover { handset: true, ..asked.clone() }, "number_or_handset"),
        ] {
            assert_eq!(code(hand(&wrong)), why);
        }
        let passed = hand(&asked).expect("the post passes");
        assert_eq!(office.roll(id), ["Lê Thị Út member", "Trần Văn Sáu leader"]);
        assert_eq!(account(passed.to).post, "hamlet_head");
        assert_eq!(passed.instead.len(), 2, "what either looked after is the new membership's");
        assert!(office.may(&account(passed.to), Action::ManagePeople, unit));
        assert!(!office.may(&account(from), Action::ManagePeople, unit), "the old one leads no more");
        assert!(office.may(&account(from), Action::Record, unit), "but is a member");
        let numbers = "select count(*) from account_login l join account a on a.id = l.account
            where l.login = '+84912345678' and a.name = 'Trần Văn Sáu'";
        assert_eq!((office.count(numbers), office.figure("members")), (1, 2));

        // Then to somebody new, with the phone itself; nobody stays.
        office
            .db
            .write_blocking(|tx| {
                let owner = (part, account(passed.to).account.expect("an account"));
                device::register(tx, &office.ids, now(), owner, ("Samsung", "BBBB")).map(drop)
            })
            .expect("a phone");
        let again = Handover {
            from: (passed.to, office.revision("membership", passed.to)),
            to: None,
            newcomer: member("Thạch Sa Rươl", 1990, ""),
            day: day("2026-11-24"),
            stays: false,
            number: false,
            handset: true,
        };
        let next = hand(&again).expect("the post passes again");
        assert_eq!(office.roll(id), ["Lê Thị Út member", "Thạch Sa Rươl leader"]);
        assert!(!office.may(&account(passed.to), Action::SeeNames, unit), "who left has no role");
        assert!(office.may(&account(next.to), Action::ManagePeople, unit));
        let revoked = "select count(*) from device where revoked_at is not null";
        assert_eq!(office.count(revoked), 1, "the handset's old trust is over, the other phone's is not");
        assert_eq!(office.count("select count(*) from audit_entry where action = 'membership.handover'"), 2);
    });
}
