//! One row of a list of teams, cell by cell. Every mistake names its row and column and says how to mend it.

use base::{Day, Uuid};
use places::RowError;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::phone;
use crate::words::{self, Post, Role};

/// The columns that have to be there.
pub(super) const REQUIRED: &[&str] = &["unit", "team", "name"];

/// A row as it is read (columns: docs/csv.md).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    pub unit: String,
    pub team: String,
    pub kind: String,
    pub decision_number: String,
    pub decision_date: String,
    pub decision_issuer: String,
    pub founded_on: String,
    pub name: String,
    pub birth_year: String,
    pub sex: String,
    pub role: String,
    pub post: String,
    pub phone: String,
    pub since: String,
    pub until: String,
}

/// The team that a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TeamCells {
    pub name: String,
    pub kind: &'static str,
    pub number: Option<String>,
    pub date: Option<Day>,
    pub issuer: Option<String>,
    pub founded_on: Option<Day>,
}

/// The member that a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MemberCells {
    pub name: String,
    pub birth_year: Option<i64>,
    pub sex: Option<&'static str>,
    pub role: &'static Role,
    pub post: &'static Post,
    /// The list says role and post itself, rather than the usual ones standing in for them.
    pub given: (bool, bool),
    pub phone: Option<String>,
    pub since: Option<Day>,
    /// The list says it, rather than the team's first day standing in for it.
    pub since_given: bool,
    pub until: Option<Day>,
    pub who: Who,
}

/// Whether an officer said who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Nobody said: phone, name and year of birth do.
    AsRead,
    /// This person of the book.
    Known(Uuid),
    /// Nobody of the book.
    Other,
}

/// Text in one composition, without spaces too many.
fn tidy(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn filled(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

/// Collects the mistakes of a row.
struct Cells<'a> {
    line: u64,
    today: Day,
    errors: &'a mut Vec<RowError>,
}

impl Cells<'_> {
    fn wrong(&mut self, column: &'static str, vi: impl Into<String>, en: impl Into<String>) {
        self.errors.push(RowError::new(self.line, column, vi, en));
    }

    /// A day that has come already: figures know no future.
    fn day(&mut self, column: &'static str, text: &str) -> Option<Day> {
        if text.is_empty() {
            return None;
        }
        match text.parse::<Day>() {
            Ok(day) if day <= self.today => return Some(day),
            Ok(day) => self.wrong(
                column,
                format!("ngày {day} chưa tới (hôm nay là {})", self.today),
                format!("{day} has not come yet (today is {})", self.today),
            ),
            Err(error) => {
                let vi = format!("“{}” không phải là ngày; viết như 2026-11-24", short(text));
                self.wrong(column, vi, error.to_string());
            }
        }
        None
    }

    fn name(&mut self, column: &'static str, text: &str) -> String {
        let name = tidy(text);
        let known = |c: char| c.is_alphanumeric() || " .,'’-–()/+".contains(c);
        if name.chars().count() > 120 || !name.chars().any(char::is_alphabetic) || !name.chars().all(known) {
            let vi = format!("“{}” không giống một tên; chỉ dùng chữ, số và dấu chấm, phẩy, gạch", short(&name));
            let en =
                format!("'{}' does not look like a name; use letters, digits, dots, commas and dashes", short(&name));
            self.wrong(column, vi, en);
        }
        name
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// What a row says of its team and of a member, each as far as its cells are right; mistakes are added to `errors`.
pub(crate) fn check(
    line: u64,
    row: &Row,
    today: Day,
    errors: &mut Vec<RowError>,
) -> Option<(TeamCells, Option<MemberCells>)> {
    let before = errors.len();
    let mut cells = Cells { line, today, errors };
    let team = team(&mut cells, row);
    let right = cells.errors.len() == before;
    let member = if row.name.is_empty() { None } else { member(&mut cells, row) };
    right.then(|| (team, member.filter(|_| errors.len() == before)))
}

fn team(cells: &mut Cells<'_>, row: &Row) -> TeamCells {
    let kind = match base::fold(&row.kind).as_str() {
        "" | "team" | "to" => "team",
        "committee" | "ban chi dao" | "ban" => "committee",
        _ => {
            let (vi, en) = ("viết “team” (tổ) hoặc “committee” (ban chỉ đạo)", "write 'team' or 'committee'");
            cells.wrong("kind", vi, en);
            "team"
        }
    };
    TeamCells {
        name: cells.name("team", &row.team),
        kind,
        number: filled(&row.decision_number),
        date: cells.day("decision_date", &row.decision_date),
        issuer: filled(&row.decision_issuer),
        founded_on: cells.day("founded_on", &row.founded_on),
    }
}

fn member(cells: &mut Cells<'_>, row: &Row) -> Option<MemberCells> {
    let name = cells.name("name", &row.name);
    let birth_year = birth_year(cells, &row.birth_year);
    let sex = sex(cells, &row.sex);
    let post = post(cells, &row.post);
    let role = role(cells, &row.role, post);
    let phone = match row.phone.as_str() {
        "" => None,
        text => phone::normal(text).or_else(|| {
            let vi = format!("“{}” không phải số di động Việt Nam; viết đủ 10 số, ví dụ 0912 345 678", short(text));
            let en =
                format!("'{}' is no Vietnamese mobile number; write 10 digits, for example 0912 345 678", short(text));
            cells.wrong("phone", vi, en);
            None
        }),
    };
    let since = cells.day("since", &row.since);
    let until = cells.day("until", &row.until);
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        cells.wrong("until", format!("ngày thôi {until} trước ngày vào {since}"), format!("{until} is before {since}"));
    }
    Some(MemberCells {
        name,
        birth_year,
        sex,
        role: role?,
        post: post?,
        given: (true, true),
        phone,
        since,
        since_given: since.is_some(),
        until,
        who: Who::AsRead,
    })
}

fn birth_year(cells: &mut Cells<'_>, text: &str) -> Option<i64> {
    let this_year = i64::from(cells.today.year());
    let (first, last) = (this_year - 110, this_year - 10);
    match text.parse::<i64>() {
        _ if text.is_empty() => None,
        Ok(year) if (first..=last).contains(&year) => Some(year),
        _ => {
            let vi =
                format!("“{}” không phải năm sinh; viết bốn số, từ {first} đến {last}, hoặc để trống", short(text));
            let en =
                format!("'{}' is no birth year; write four digits from {first} to {last}, or nothing", short(text));
            cells.wrong("birth_year", vi, en);
            None
        }
    }
}

fn sex(cells: &mut Cells<'_>, text: &str) -> Option<&'static str> {
    match base::fold(text).as_str() {
        "" => None,
        "m" | "nam" | "male" => Some("m"),
        "f" | "nu" | "female" => Some("f"),
        _ => {
            cells.wrong("sex", "viết “nam” hoặc “nữ”, hoặc để trống", "write 'm' or 'f', or nothing");
            None
        }
    }
}

fn post(cells: &mut Cells<'_>, text: &str) -> Option<&'static Post> {
    let found = words::post(if text.is_empty() { "other" } else { text });
    if found.is_none() {
        let known = |name: fn(&Post) -> &str| words::posts().iter().map(name).collect::<Vec<_>>().join(", ");
        let vi = format!("chưa biết chức vụ “{}”; dùng một trong: {}", short(text), known(|post| &post.name_vi));
        let en = format!("the post '{}' is not known; use one of {}", short(text), known(|post| &post.code));
        cells.wrong("post", vi, en);
    }
    found
}

fn role(cells: &mut Cells<'_>, text: &str, post: Option<&'static Post>) -> Option<&'static Role> {
    let usual = post.map_or("member", |post| post.usual_role.as_str());
    let found = words::role(if text.is_empty() { usual } else { text });
    if found.is_none() {
        let vi = "viết tổ trưởng, tổ phó, thư ký hoặc thành viên";
        cells.wrong("role", vi, "write leader, deputy, secretary or member");
    }
    found
}
