//! An office's own roster on both engines: in as it stands, nothing twice, only what changed, and taken back exactly.

mod roster_office;

use org::lists::{self, File, ListError, Outcome, UndoError, Wanted};
use roster::{Meaning, Settings};
use roster_office::{LIST, now, outcome, read, usual, with_office};

#[test]
fn the_same_file_again_changes_nothing_and_the_next_one_only_what_changed() {
    with_office(|office| {
        let (report, _) = office.bring(LIST, now()).expect("it comes in");
        assert_eq!((report.teams_new, report.members_new, report.changed), (2, 3, 0));
        assert_eq!(outcome(&report, 6), &Outcome::LeftOut { reason: "twice" });
        assert_eq!(office.members(), 3);
        let (report, _) = office.bring(LIST, now()).expect("it comes in again");
        assert_eq!((report.teams_new, report.members_new, report.changed), (0, 0, 0));
        let next = LIST.replace("T. phó;Trưởng ấp", "TV;Chi hội trưởng Phụ nữ");
        let (report, _) = office.bring(&next, now().plus_seconds(90 * 86_400)).expect("the next one comes in");
        assert_eq!((report.members_new, report.changed), (0, 1));
        let Outcome::Changed { fields } = outcome(&report, 5) else { panic!("{:?}", outcome(&report, 5)) };
        let role = ("role", "deputy".to_owned(), "member".to_owned());
        assert!(fields.contains(&role), "{fields:?}");
        assert_eq!(office.members(), 3);
    });
}

#[test]
fn a_list_is_taken_back_as_one() {
    with_office(|office| {
        let (_, first) = office.bring(LIST, now()).expect("it comes in");
        let next = LIST
            .replace("T. phó;Trưởng ấp", "TV;Chi hội trưởng Phụ nữ")
            .replace("4;Thạch", "4;Kim Văn Hai;1991;Ấp 18;TV;;\n5;Thạch");
        let (report, second) = office.bring(&next, now()).expect("the next one comes in");
        assert_eq!((report.members_new, report.changed), (1, 1));
        assert_eq!(office.members(), 4);
        // Later work builds on the first list: it stays until the second is gone.
        let Err(UndoError::Built(built)) = office.undo(first, now()) else { panic!("it was taken back") };
        assert!(built.iter().any(|one| one.name == "Lê Thị Út" && one.why == "changed"), "{built:?}");
        assert!(built.iter().any(|one| one.why == "team_grew"), "{built:?}");
        office.undo(second, now()).expect("the second goes");
        assert_eq!(office.members(), 3);
        let (report, again) = office.bring(&next, now()).expect("it comes in again");
        assert_eq!((report.members_new, report.changed), (1, 1));
        office.undo(again, now()).expect("and goes again");
        assert!(matches!(office.undo(second, now()), Err(UndoError::Already)));
        assert!(matches!(office.undo(first, now().plus_seconds(86_401)), Err(UndoError::TooLate)));
        office.agrees();
        office.undo(first, now().plus_seconds(86_400)).expect("the first goes");
        assert_eq!(office.members(), 0);
        // Its numbers are free again, for somebody else too.
        let other = LIST.replace("Trần Văn Sáu;1965", "Phạm Văn Tư;1971");
        let (report, list) = office.bring(&other, now()).expect("another comes in");
        assert_eq!(report.members_new, 3);
        office.undo(list, now()).expect("and goes");
        // And it can come in again.
        let (report, _) = office.bring(LIST, now()).expect("it comes in once more");
        assert_eq!(report.members_new, 3);
    });
}

#[test]
fn who_may_be_somebody_of_the_team_is_asked_about_and_never_merged() {
    with_office(|office| {
        office.bring(LIST, now()).expect("it comes in");
        let plain =
            LIST.replace("Trần Văn Sáu;1965", "Tran Van Sau;1965").replace("Thạch Sa Rươl;1990", "Thạch Sa Rươl;1991");
        let (report, _) = office.bring(&plain, now()).expect("what is clear comes in");
        assert_eq!((report.members_new, report.changed), (0, 0));
        let Outcome::Maybe { name, score } = outcome(&report, 4) else { panic!("{:?}", outcome(&report, 4)) };
        assert_eq!((name.as_str(), *score), ("Trần Văn Sáu", 0.9));
        assert!(
            matches!(outcome(&report, 7), Outcome::Maybe { score, .. } if *score == 0.75),
            "{:?}",
            outcome(&report, 7)
        );
        let reading = read(&plain, &usual());
        let place = |row| ("danh_sach".to_owned(), row);
        let settled = std::collections::BTreeMap::from([(place(4), true), (place(7), false)]);
        let file = Some(File { name: "danh_sach.csv", hash: "h", basis: None });
        let wanted = Wanted { file, settled, ..Wanted::default() };
        let done = office.db.write_blocking(|tx| lists::bring_in(tx, &reading, &wanted, &office.by(now())));
        let (report, _) = done.expect("it comes in as it was answered");
        assert_eq!((report.members_new, report.changed), (1, 1));
        assert_eq!(office.members(), 4);
    });
}

#[test]
fn whose_a_number_is_stays_untold_and_who_somebody_is_stays_with_their_team() {
    with_office(|office| {
        office.bring(LIST, now()).expect("it comes in");
        let elsewhere =
            LIST.replace("XÃ VĨNH BÌNH", "XÃ VĨNH MỸ A").replace("Ấp 17", "Ấp Do Thới").replace("ấp 17", "Ấp Do Thới");
        let elsewhere = elsewhere.replace("Ấp 18", "Ấp Huy Hết").replace(";1965;", ";;");
        let (report, list) = office.bring(&elsewhere, now()).expect("the same people, in another commune too");
        assert_eq!(report.members_new, 3);
        let year = || {
            office.db.read_blocking(|tx| {
                tx.one("select birth_year from person where name = 'Trần Văn Sáu'", &[], |row| {
                    row.get::<Option<i64>>(0)
                })
            })
        };
        assert_eq!(year().expect("a person"), Some(1965), "what the other list does not say is no news");
        office.undo(list, now()).expect("it goes");
        let stranger = elsewhere.replace("Trần Văn Sáu", "Kim Sa Vang");
        let Err(ListError::Mistakes(mistakes)) = office.bring(&stranger, now()) else { panic!("it came in") };
        assert!(mistakes[0].vi.contains("người khác"), "{mistakes:?}");
        assert!(mistakes.iter().all(|m| !m.vi.contains("Sáu") && !m.en.contains("Sáu")), "{mistakes:?}");
    });
}

#[test]
fn a_file_in_the_wrong_folder_is_told_from_one_of_before() {
    with_office(|office| {
        let asked = |text: &str, code: &str| {
            let reading = read(text, &usual());
            let found = office.db.read_blocking(|tx| {
                let unit = places::resolve(tx, code).expect("a commune");
                lists::of_another(tx, &reading.records, &unit)
            });
            found.expect("it is looked at").map(|mistake| mistake.code)
        };
        assert_eq!(asked(LIST, "31918@2024"), None);
        assert_eq!(asked(LIST, "31918@2025"), None, "Vĩnh Bình became part of Vĩnh Mỹ");
        assert_eq!(asked(LIST, "31891@2024"), Some("other_commune"));
    });
}

#[test]
fn a_mistake_is_named_with_its_place_and_nothing_is_written() {
    with_office(|office| {
        let wrong = LIST.replace("Ấp 18", "Ấp 99");
        let Err(ListError::Mistakes(mistakes)) = office.bring(&wrong, now()) else { panic!("it came in") };
        assert_eq!((mistakes[0].code, mistakes[0].row), ("unknown_hamlet", 7));
        let nowhere = LIST.replace("XÃ VĨNH BÌNH", "XÃ KHÔNG CÓ");
        let Err(ListError::Mistakes(mistakes)) = office.bring(&nowhere, now()) else { panic!("it came in") };
        assert_eq!(mistakes[0].code, "unknown_commune");
        assert_eq!(office.members(), 0);
    });
}

#[test]
fn what_an_officer_said_of_a_heading_is_remembered_for_that_office() {
    with_office(|office| {
        let mut said = roster::Corrections::new();
        said.entry("danh_sach".into()).or_default().insert(6, Meaning::Note);
        let reading = read(LIST, &Settings { corrections: said.clone(), ..usual() });
        assert!(reading.records.iter().all(|record| record.phone.is_empty()));
        let remembered = office.db.write_blocking(|tx| {
            let commune = places::resolve(tx, "31918@2024").expect("a commune");
            let other = places::resolve(tx, "31903@2024").expect("another");
            lists::remember(tx, (&commune, "roster"), &reading, &said)?;
            Ok::<_, db::Error>((lists::headings(tx, &commune, "roster")?, lists::headings(tx, &other, "roster")?))
        });
        let (headings, elsewhere) = remembered.expect("it is remembered");
        assert!(elsewhere.is_empty());
        let reading = read(LIST, &Settings { headings, ..usual() });
        assert!(reading.records.iter().all(|record| record.phone.is_empty()));
    });
}

#[test]
fn one_name_with_two_phones_is_two_people_and_a_second_row_of_one_is_no_second_member() {
    with_office(|office| {
        let list = "\
UBND XÃ VĨNH BÌNH;;;;
Stt;Họ tên;NS;Ấp;Nhiệm vụ;Điện thoại
1;Lê Thành Công;1975;Ấp 17;TT;0950001243
2;Lê Thành Công;1975;Ấp 17;TV;0950001244
3;Lê Thành Công;1978;Ấp 17;TV;0950001243
4;Phạm Thị Ry;1990;Ấp 17;TV;0950001242
5;Phạm Thị Ry;1990;Ấp 17;TV;
";
        let (report, _) = office.bring(list, now()).expect("it comes in");
        assert_eq!((report.members_new, report.changed), (3, 0));
        assert_eq!(outcome(&report, 5), &Outcome::LeftOut { reason: "twice" });
        assert_eq!(office.members(), 3);
        let (report, _) = office.bring(list, now()).expect("it comes in again");
        assert_eq!((report.members_new, report.changed), (0, 0));
    });
}
