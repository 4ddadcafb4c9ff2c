//! What each column of a table means: by its heading, by what its cells hold, or by what an officer said.

use std::collections::HashMap;

use base::fold;
use serde::Serialize;
use sheets::Value;

use crate::grid::Row;
use crate::header::Header;
use crate::meaning::{Meaning, of_heading};
use crate::{mark, name, role};

/// A column with its guess.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// From 0.
    pub column: usize,
    /// The texts above it.
    pub heading: String,
    /// What it means; None where nothing was made of it.
    pub meaning: Option<Meaning>,
    /// How sure that is, from 0 to 1; 1 where somebody said so.
    pub confidence: f64,
}

/// What share of the filled cells of a column has a shape, among those of a sample.
struct Shapes {
    filled: usize,
    names: f64,
    single: f64,
    phones: f64,
    years: f64,
    dates: f64,
    marks: f64,
    sexes: f64,
    roles: f64,
    identities: f64,
    relations: f64,
    hamlets: f64,
}

/// So many rows tell what a column is.
const SAMPLE: usize = 300;

fn shapes(rows: &[&Row], column: usize) -> Shapes {
    // A mark that repeats the cell above says nothing of its own.
    let own = |row: &&Row| row.at(column).filter(|cell| !role::is_ditto(&cell.text())).cloned();
    let cells: Vec<_> = rows.iter().take(SAMPLE).filter_map(own).collect();
    let texts: Vec<String> = cells.iter().map(|cell| cell.text()).collect();
    let share =
        |like: &dyn Fn(&str) -> bool| texts.iter().filter(|text| like(text)).count() as f64 / texts.len().max(1) as f64;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let is_year = |text: &str| text.len() == 4 && text.parse::<i64>().is_ok_and(|year| (1900..=2030).contains(&year));
    let is_date = |text: &str| {
        let parts = text.split(['/', '-', '.']).filter(|part| !part.trim().is_empty()).count();
        parts == 3 && (4..=8).contains(&digits(text)) && !text.chars().any(char::is_alphabetic)
    };
    let dated = cells.iter().filter(|cell| matches!(cell.value, Value::Date { .. })).count();
    Shapes {
        filled: texts.len(),
        names: share(&name::looks_like_one),
        single: share(&|text| {
            !text.contains(' ') && text.chars().all(char::is_alphabetic) && mark::read(text).is_none()
        }),
        phones: share(&|text| (9..=11).contains(&digits(text)) && !text.chars().any(char::is_alphabetic)),
        years: share(&is_year),
        dates: share(&is_date).max(dated as f64 / texts.len().max(1) as f64),
        marks: share(&|text| mark::read(text).is_some()),
        sexes: share(&|text| matches!(fold(text).as_str(), "nam" | "nu")),
        roles: share(&|text| role::read(text).is_some()),
        identities: share(&|text| digits(text) == 12 && text.chars().all(|c| c.is_ascii_digit() || c == ' ')),
        relations: share(&is_relation),
        hamlets: share(&|text| crate::place::hamlet(text).is_some()),
    }
}

fn is_relation(text: &str) -> bool {
    const WORDS: &[&str] =
        &["chu ho", "ch", "vo", "chong", "con", "con trai", "con gai", "me", "cha", "chau", "con dau"];
    WORDS.contains(&fold(text).as_str())
}

/// What officers have said: by column of this sheet, and of headings once before.
pub(crate) type Said<'a> = (&'a HashMap<usize, Meaning>, &'a HashMap<String, Meaning>);

/// Reads the columns of a table.
pub(crate) fn read(header: &Header, body: &[&Row], (said, remembered): Said<'_>) -> Vec<Column> {
    let width = body.iter().take(SAMPLE).map(|row| row.cells.len()).max().unwrap_or(0);
    let (first, last) = span(header, width);
    let mut columns: Vec<Column> = (first..last)
        .map(|column| {
            let path = header.columns.iter().find(|(at, _)| *at == column).map(|(_, path)| path.as_slice());
            let path = path.unwrap_or_default();
            let shapes = shapes(body, column);
            let known = said.get(&column).or_else(|| remembered.get(&fold(&path.join(" / "))));
            let (meaning, confidence) = match known {
                Some(meaning) => (Some(*meaning), 1.0),
                None => guess(path, &shapes),
            };
            Column { column, heading: path.join(" / "), meaning, confidence }
        })
        .collect();
    pair_names(&mut columns, body);
    split_births(&mut columns);
    once_each(&mut columns);
    fill_gaps(&mut columns, body);
    columns
}

/// The columns that belong to a table: all up to the next one beside it; the last one's may lack a heading.
fn span(header: &Header, width: usize) -> (usize, usize) {
    let first = header.columns.first().map_or(0, |(column, _)| *column);
    let last = header.columns.last().map_or(width, |(column, _)| column + 1);
    let first = if first <= 1 { 0 } else { first };
    (first, if header.columns.is_empty() { width } else { last })
}

fn guess(path: &[String], shapes: &Shapes) -> (Option<Meaning>, f64) {
    let leaf = path.last().and_then(|text| of_heading(text));
    let whole = || of_heading(&path.join(" "));
    let above = path.len().checked_sub(2).and_then(|at| of_heading(&path[at])).map(|(meaning, _)| meaning);
    let found = leaf.or_else(whole);
    let Some((meaning, sure)) = found else { return by_shape(shapes).map_or((None, 0.0), |(m, c)| (Some(m), c)) };
    let many = shapes.filled >= 3;
    let meaning = match meaning {
        Meaning::Male if shapes.years + shapes.dates > 0.5 || (above == Some(Meaning::Birth) && shapes.marks < 0.5) => {
            Meaning::BirthMale
        }
        Meaning::Female
            if shapes.years + shapes.dates > 0.5 || (above == Some(Meaning::Birth) && shapes.marks < 0.5) =>
        {
            Meaning::BirthFemale
        }
        // "Chức vụ" is what one does in the team, or what one is elsewhere: the cells know.
        Meaning::Position if shapes.roles >= 0.5 && above.is_none() => Meaning::Role,
        Meaning::Role if many && shapes.roles < 0.2 => Meaning::Position,
        _ if matches!(above, Some(Meaning::Position | Meaning::Role)) && shapes.marks > 0.5 => {
            match role::read(&path[path.len() - 1]) {
                Some("Tổ trưởng") => Meaning::LeaderMark,
                Some("Tổ phó") => Meaning::DeputyMark,
                Some(_) => Meaning::MemberMark,
                None => Meaning::Other,
            }
        }
        Meaning::MemberMark if shapes.names > 0.5 => Meaning::FullName,
        Meaning::MemberMark | Meaning::LeaderMark | Meaning::DeputyMark if many && shapes.marks < 0.5 => Meaning::Other,
        Meaning::PeopleCount if shapes.names > 0.5 => Meaning::FullName,
        Meaning::HeadName if shapes.filled > 0 && shapes.marks > 0.5 => Meaning::HeadMark,
        Meaning::Phone if many && shapes.identities > 0.5 => Meaning::Identity,
        Meaning::Phone if many && shapes.marks > 0.8 => Meaning::Smartphone,
        Meaning::Phone if many && shapes.phones < 0.1 && shapes.names > 0.5 => Meaning::FullName,
        meaning => meaning,
    };
    (Some(meaning), sure)
}

/// A column whose heading says nothing, or that has none.
fn by_shape(shapes: &Shapes) -> Option<(Meaning, f64)> {
    if shapes.filled < 3 {
        return None;
    }
    let candidates = [
        (Meaning::Identity, shapes.identities),
        (Meaning::FullName, shapes.names),
        (Meaning::Phone, shapes.phones),
        (Meaning::Birth, shapes.years + shapes.dates),
        (Meaning::Gender, shapes.sexes),
        (Meaning::Role, shapes.roles),
        (Meaning::Relation, shapes.relations),
        (Meaning::Hamlet, shapes.hamlets),
    ];
    let best = candidates.into_iter().filter(|(_, share)| *share >= 0.6).max_by(|a, b| a.1.total_cmp(&b.1));
    best.map(|(meaning, share)| (meaning, 0.7 * share))
}

/// "Họ và tên" in two columns: the second says only "Tên", or nothing under a merged heading.
fn pair_names(columns: &mut [Column], body: &[&Row]) {
    for at in 1..columns.len() {
        let given = shapes(body, columns[at].column).single;
        let (left, right) = columns.split_at_mut(at);
        let (left, right) = (&mut left[at - 1], &mut right[0]);
        let is_family = left.meaning == Some(Meaning::FamilyName)
            || (left.meaning == Some(Meaning::FullName)
                && fold(&left.heading).ends_with(" ho")
                && right.meaning == Some(Meaning::FullName));
        // One heading over both columns, merged or not: the second holds single words.
        let halves = left.meaning == Some(Meaning::FullName)
            && (right.heading.is_empty() || right.heading == left.heading)
            && right.meaning.is_none_or(|m| m == Meaning::FullName)
            && given >= 0.8;
        if halves {
            left.meaning = Some(Meaning::FamilyName);
            right.meaning = Some(Meaning::GivenName);
            right.confidence = right.confidence.max(0.7);
        } else if is_family && right.meaning.is_none_or(|m| matches!(m, Meaning::FullName | Meaning::GivenName)) {
            left.meaning = Some(Meaning::FamilyName);
            right.meaning = Some(Meaning::GivenName);
            right.confidence = right.confidence.max(0.8);
        }
    }
}

/// Day, month and year of birth in columns of their own.
fn split_births(columns: &mut [Column]) {
    let has = |meaning| columns.iter().any(|column| column.meaning == Some(meaning));
    if !has(Meaning::BirthMonth) {
        // "Năm" or "Ngày" alone is the birth as a whole.
        let alone = |m| matches!(m, Some(Meaning::BirthYear | Meaning::BirthDay));
        columns.iter_mut().filter(|c| alone(c.meaning)).for_each(|c| c.meaning = Some(Meaning::Birth));
        return;
    }
    for column in columns.iter_mut().filter(|column| column.meaning == Some(Meaning::Birth)) {
        let leaf = column.heading.rsplit(" / ").next().unwrap_or_default().to_lowercase();
        column.meaning = Some(if leaf.starts_with("ngày") { Meaning::BirthDay } else { Meaning::BirthYear });
    }
}

/// One column for one meaning: the surest, of equals the first. Phones may have two.
fn once_each(columns: &mut [Column]) {
    let mut best: HashMap<Meaning, (usize, f64)> = HashMap::new();
    for (at, column) in columns.iter().enumerate() {
        if let Some(meaning) = column.meaning {
            let known = best.entry(meaning).or_insert((at, column.confidence));
            if column.confidence > known.1 {
                *known = (at, column.confidence);
            }
        }
    }
    for (at, column) in columns.iter_mut().enumerate() {
        let repeated = column.meaning.filter(|m| best.get(m).is_some_and(|(first, _)| *first != at));
        if repeated.is_some_and(|m| !m.is_sensitive() && !matches!(m, Meaning::Phone | Meaning::Note | Meaning::Other))
        {
            column.meaning = Some(Meaning::Other);
        }
    }
}

/// A table without a column for names, whose headings call it something unheard of.
fn fill_gaps(columns: &mut [Column], body: &[&Row]) {
    let has = |columns: &[Column], meaning| columns.iter().any(|column| column.meaning == Some(meaning));
    if [Meaning::FullName, Meaning::HeadName, Meaning::GivenName].iter().any(|meaning| has(columns, *meaning)) {
        return;
    }
    let unknown = columns.iter_mut().filter(|column| column.meaning.is_none_or(|m| m == Meaning::Other));
    let named = unknown.map(|column| (shapes(body, column.column).names, column));
    if let Some((share, column)) = named.max_by(|a, b| a.0.total_cmp(&b.0))
        && share >= 0.5
    {
        column.meaning = Some(Meaning::FullName);
        column.confidence = 0.7 * share;
    }
}
