use counting::catalogue::find;

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn activated() -> &'static Indicator {
    find("eid_activated").unwrap()
}

fn row(unit: u128, item: &str, value: i64, saw: i64) -> Row {
    Row { unit: Uuid::from_u128(unit), item: item.into(), value: Some(value), saw }
}

fn sent(value: i64, revision: i64) -> SentValue {
    let (as_of, document, sender) = ("2026-11-14".into(), "1/BC".into(), "Đức".into());
    SentValue { value: Some(value), as_of, document, sender, at: 0, revision }
}

#[test]
fn a_figure_is_for_a_period_that_is_over_unless_another_is_asked_for() {
    let today = day("2026-11-24");
    assert_eq!(period(activated(), None, today).unwrap().key, "m:2026-11");
    assert_eq!(period(activated(), Some("m:2026-12"), today).unwrap().key, "m:2026-12");
    assert_eq!(period(find("household_total").unwrap(), None, today).unwrap().key, "y:2025");
    for wrong in ["q:2026-4", "m:2027-01", "all", "x"] {
        assert!(period(activated(), Some(wrong), today).is_err(), "{wrong}");
    }
    assert_eq!(periods(PeriodKind::Quarter, today)[1].key, "q:2026-3");
}

#[test]
fn what_stands_on_a_day_has_one_that_has_come() {
    let (today, month) = (day("2026-11-24"), Period::parse("m:2026-12").unwrap());
    let of = |asked| as_of(activated(), &month, asked, today);
    assert_eq!(of(None).unwrap(), today);
    assert_eq!(of(Some(day("2026-11-20"))).unwrap(), day("2026-11-20"));
    assert!(matches!(of(Some(day("2026-11-25"))), Err(Refusal::AsOf(..))));
    assert!(matches!(of(Some(day("2026-11-14"))), Err(Refusal::AsOf(..))));
    // What adds up over the period covers it.
    assert_eq!(as_of(find("dvc_total").unwrap(), &month, Some(day("2026-11-20")), today).unwrap(), today);
}

#[test]
fn a_batch_that_came_already_changes_nothing_and_a_figure_that_nobody_saw_is_not_overwritten() {
    let stands = sent(90, 2);
    let standing: Standing<'_> = [((Uuid::from_u128(1), "activated"), &stands)].into();
    let changed = |rows: &[Row]| changes(activated(), rows, &standing, ("Đức", "1/BC")).map(|rows| rows.len());
    assert_eq!(changed(&[row(1, "activated", 90, 1)]).unwrap(), 0, "the same once more");
    assert_eq!(changed(&[row(1, "activated", 91, 2), row(2, "activated", 5, 0)]).unwrap(), 2);
    assert!(matches!(changed(&[row(1, "activated", 91, 1)]), Err(Refusal::Meanwhile { .. })));
    assert!(matches!(changed(&[row(2, "activated", -1, 0)]), Err(Refusal::Value(-1))));
    assert!(matches!(changed(&[]), Err(Refusal::Rows)));
}

#[test]
fn a_part_is_not_more_than_its_whole() {
    let stands = sent(90, 1);
    let standing: Standing<'_> = [((Uuid::from_u128(1), "activated"), &stands)].into();
    let changed = |rows: &[Row]| changes(activated(), rows, &standing, ("Đức", "2/BC")).map(|rows| rows.len());
    assert!(matches!(changed(&[row(1, "eligible", 89, 0)]), Err(Refusal::PartOverWhole { part: 90, whole: 89, .. })));
    assert_eq!(changed(&[row(1, "activated", 80, 1), row(1, "eligible", 89, 0)]).unwrap(), 2);
}

#[test]
fn a_sum_is_there_only_where_every_part_is() {
    assert_eq!(sum([Some(3), Some(0)].into_iter()), (Some(3), 0));
    assert_eq!(sum([Some(3), None, None].into_iter()), (None, 2));
    assert_eq!(sum(std::iter::empty()), (None, 0));
}

#[test]
fn a_document_has_a_number() {
    assert_eq!(document("  12/BC-CAX   ngày 3 ").unwrap(), "12/BC-CAX ngày 3");
    assert!(document(" ").is_err() && document(&"x".repeat(121)).is_err());
}
