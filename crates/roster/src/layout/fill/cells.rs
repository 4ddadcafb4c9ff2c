//! What stands in one cell.

use sheets::Value;

use super::Writer;
use crate::layout::{Layout, Place};
use crate::meaning::Meaning;
use crate::record::Record;

/// Whether a list has a row a household, of its head.
pub(super) fn is_of_heads(layout: &Layout) -> bool {
    let has = |meaning| layout.columns.iter().any(|place| place.meaning == Some(meaning));
    has(Meaning::HeadName) && !has(Meaning::FullName) && !has(Meaning::GivenName)
}

/// The value of a column for somebody. `first` says that a household begins, `ordinal` is the row's number.
pub(super) fn value(place: &Place, record: &Record, (first, ordinal): (bool, usize), writer: &Writer<'_>) -> Value {
    use Meaning::*;
    let text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
    let number = |number: Option<i64>| number.map_or(Value::Empty, |number| Value::Number(number as f64));
    let word = |word: &str| text(place.words.get(word).map_or(word, String::as_str));
    let sign = || if place.sign.is_empty() { "x" } else { &place.sign };
    let marked = |yes: bool| if yes { text(sign()) } else { Value::Empty };
    let once = |value: Value| if first || place.repeats { value } else { Value::Empty };
    let names = record.full_name.rsplit_once(' ');
    let Some(meaning) = place.meaning else { return Value::Empty };
    match meaning {
        Ordinal => Value::Number(ordinal as f64),
        HouseholdNo => once(number(record.household_no.parse().ok())),
        FullName => text(&record.full_name),
        HeadName if is_of_heads(writer.layout) => text(&record.full_name),
        FamilyName => text(names.map_or("", |(family, _)| family)),
        GivenName => text(names.map_or(&record.full_name, |(_, given)| given)),
        HeadMark => marked(record.relation == "Chủ hộ"),
        Gender => text(&record.gender),
        Male => marked(record.gender == "Nam"),
        Female => marked(record.gender == "Nữ"),
        Birth | BirthYear => number(record.birth_year),
        BirthMale => number(record.birth_year.filter(|_| record.gender == "Nam")),
        BirthFemale => number(record.birth_year.filter(|_| record.gender == "Nữ")),
        Age => number(record.birth_year.map(|year| writer.this_year - year)),
        Role => word(&record.role),
        LeaderMark => marked(record.role == "Tổ trưởng"),
        DeputyMark => marked(record.role == "Tổ phó"),
        MemberMark => marked(record.role == "Thành viên"),
        Position => text(&record.position),
        Phone if is_first(place, writer.layout) => text(&phone(&record.phone, &place.sign)),
        Hamlet => text(&record.hamlet),
        Commune => text(writer.of.commune),
        Relation => word(&record.relation),
        _ => Value::Empty,
    }
}

fn is_first(place: &Place, layout: &Layout) -> bool {
    layout.columns.iter().find(|other| other.meaning == place.meaning).is_some_and(|other| other == place)
}

/// With its zero, as a text, so that no spreadsheet takes it off.
fn phone(number: &str, parting: &str) -> String {
    let Some(rest) = number.strip_prefix("+84") else { return number.to_owned() };
    let digits = format!("0{rest}");
    if parting.is_empty() || digits.len() != 10 {
        return digits;
    }
    [&digits[..4], &digits[4..7], &digits[7..]].join(parting)
}
