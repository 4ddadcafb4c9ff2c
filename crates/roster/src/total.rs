//! What a list says of itself at its end: totals; and where it is over: signatures.

use base::fold;

use crate::grid::Row;

/// What a row of totals states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Total {
    pub people: Option<u64>,
    pub households: Option<u64>,
}

/// How lists say at their end how many they name.
const SENTENCES: &[&str] = &[
    "danh sách này có",
    "danh sách này gồm",
    "danh sách trên có",
    "danh sách có",
    "danh sách gồm",
    "ấn định danh sách",
];

/// Whether a row sums up.
pub(crate) fn is_one(row: &Row) -> bool {
    let first = row.filled().find(|(_, cell)| cell.raw.chars().any(char::is_alphabetic));
    first.is_some_and(|(_, cell)| {
        let lower = cell.text().to_lowercase();
        let lower = lower.trim_start_matches(['(', '*', '-', ' ']);
        let folded = fold(lower);
        let word = |word: &str| {
            lower == word || lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let plain = ["tong cong", "tong so", "tong", "cong"]
            .iter()
            .any(|w| folded == *w || folded.starts_with(&format!("{w} danh sach")));
        word("tổng")
            || word("cộng")
            || (lower.is_ascii() && plain)
            || SENTENCES.iter().any(|begin| lower.starts_with(begin))
    })
}

/// Reads it. Formulas say what a spreadsheet would count, not what somebody stated; they are left aside.
pub(crate) fn read(row: &Row, sexes: &[usize]) -> Total {
    let mut total = Total::default();
    let mut lone: Vec<(usize, u64)> = Vec::new();
    for (column, cell) in row.filled().filter(|(_, cell)| !cell.formula) {
        let text = cell.text().to_lowercase();
        let parts = text.split(|c: char| c.is_whitespace() || ",;:()./".contains(c));
        let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let Ok(number) = word.parse::<u64>() else { continue };
            // "02 (hai) người": the number in words may stand between.
            let next = words[at + 1..].iter().take(3).find_map(|word| unit(word));
            match next {
                Some(Unit::Households) => drop(total.households.get_or_insert(number)),
                Some(Unit::People) => drop(total.people.get_or_insert(number)),
                None if words.len() == 1 || text.starts_with("tổng") || text.starts_with("cộng") => {
                    lone.push((column, number))
                }
                None => {}
            }
        }
    }
    total.people = total.people.or_else(|| alone(&lone, sexes));
    total
}

enum Unit {
    Households,
    People,
}

fn unit(word: &str) -> Option<Unit> {
    match word {
        "hộ" => Some(Unit::Households),
        "người" | "thành" | "khẩu" | "nhân" | "đ" | "đồng" | "tv" | "đc" | "cán" => Some(Unit::People),
        _ => None,
    }
}

/// Numbers without a word: those under the marks of both sexes add up; otherwise the first that stands elsewhere.
fn alone(lone: &[(usize, u64)], sexes: &[usize]) -> Option<u64> {
    let halves: Vec<u64> = lone.iter().filter(|(column, _)| sexes.contains(column)).map(|(_, n)| *n).collect();
    match halves.as_slice() {
        [men, women] => Some(men + women),
        _ => lone.iter().find(|(column, _)| !sexes.contains(column)).or(lone.first()).map(|(_, n)| *n),
    }
}

/// Whether a row belongs to what follows a list: who made it, who signs, when and where.
pub(crate) fn is_signature(row: &Row) -> bool {
    const WORDS: &[&str] = &[
        "nguoi lap",
        "lap bieu",
        "lap bang",
        "chu tich",
        "pho chu tich",
        "noi nhan",
        "ky ten",
        "tm ",
        "kt ",
        "xac nhan",
        "bi thu dang uy",
        "thu truong",
        "truong phong",
        "uy ban nhan dan",
        "ky ghi ro",
    ];
    row.filled().any(|(_, cell)| {
        let text = cell.text();
        let folded = fold(&text);
        // "Vĩnh Mỹ A, ngày 12 tháng 5 năm 2023": a place comes first.
        let dated = folded.contains(" ngay")
            && folded.contains("thang")
            && folded.contains(" nam")
            && text.contains(',')
            && text.chars().count() < 70
            && row.filled().count() <= 2;
        let signed = WORDS.iter().any(|word| folded.starts_with(word)) && text.split_whitespace().count() <= 8;
        // "Chủ tịch Hội Nông dân" is somebody's post: whoever signs stands in capitals, or his row has nothing else.
        dated || (signed && (!text.chars().any(char::is_lowercase) || row.filled().count() <= 2))
    })
}
