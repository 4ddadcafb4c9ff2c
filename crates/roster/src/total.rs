//! What a list says of itself at its end: totals; and where it is over: signatures.

use base::fold;

use crate::grid::Row;

/// What a row of totals states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Total {
    pub people: Option<u64>,
    pub households: Option<u64>,
}

/// Whether a row sums up.
pub(crate) fn is_one(row: &Row) -> bool {
    let first = row.filled().find(|(_, cell)| cell.raw.chars().any(char::is_alphabetic));
    first.is_some_and(|(_, cell)| {
        let lower = cell.text().to_lowercase();
        let folded = fold(&lower);
        let word = |word: &str| {
            lower == word || lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let plain = ["tong cong", "tong so", "tong", "cong"]
            .iter()
            .any(|w| folded == *w || folded.starts_with(&format!("{w} danh sach")));
        word("tổng")
            || word("cộng")
            || (lower.is_ascii() && plain)
            || lower.starts_with("danh sách này có")
            || lower.starts_with("danh sách có")
    })
}

/// Reads it. Formulas say what a spreadsheet would count, not what somebody stated; they are left aside.
pub(crate) fn read(row: &Row, sexes: &[usize]) -> Total {
    let mut total = Total::default();
    let mut lone: Vec<(usize, u64)> = Vec::new();
    for (column, cell) in row.filled().filter(|(_, cell)| !cell.formula) {
        let text = cell.text().to_lowercase();
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || ",;:()./".contains(c)).filter(|w| !w.is_empty()).collect();
        let mut plain = true;
        for (at, word) in words.iter().enumerate() {
            let Ok(number) = word.parse::<u64>() else { continue };
            match words.get(at + 1).copied().unwrap_or_default() {
                "hộ" => set(&mut total.households, number, &mut plain),
                "người" | "thành" | "khẩu" | "nhân" | "đ" | "đồng" | "tv" | "đc" | "đ/c" | "tổ" | "cán" =>
                {
                    set(&mut total.people, number, &mut plain);
                }
                _ if words.len() == 1 || is_one_text(&text) => lone.push((column, number)),
                _ => {}
            }
        }
    }
    if total.people.is_none() {
        let halves: Vec<u64> = lone.iter().filter(|(column, _)| sexes.contains(column)).map(|(_, n)| *n).collect();
        total.people = match (lone.as_slice(), halves.as_slice()) {
            (_, [men, women]) if lone.len() == 2 => Some(men + women),
            ([(_, only), ..], _) => Some(*only),
            _ => None,
        };
    }
    total
}

fn set(slot: &mut Option<u64>, number: u64, plain: &mut bool) {
    slot.get_or_insert(number);
    *plain = false;
}

fn is_one_text(lower: &str) -> bool {
    lower.starts_with("tổng") || lower.starts_with("cộng")
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
        let dated = folded.contains("ngay") && folded.contains("thang") && folded.contains(" nam ") && text.len() < 90;
        let signed = WORDS.iter().any(|word| folded.starts_with(word)) && text.split_whitespace().count() <= 8;
        // "Chủ tịch Hội Nông dân" is somebody's post: whoever signs stands in capitals, or his row has nothing else.
        dated || (signed && (!text.chars().any(char::is_lowercase) || row.filled().count() <= 2))
    })
}
