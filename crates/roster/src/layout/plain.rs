//! The layout of a list of which no file ever came in: as the state's forms usually look.

use super::{Block, Layout, Place, Section, Spread};
use crate::meaning::Meaning;
use crate::reading::Kind;

/// The columns of a plain list, with what stands above them.
const ROSTER: &[(&str, Option<&str>, Meaning)] = &[
    ("STT", None, Meaning::Ordinal),
    ("Họ và tên", None, Meaning::FullName),
    ("Năm sinh", None, Meaning::Birth),
    ("Giới tính", None, Meaning::Gender),
    ("Chức vụ", Some("Trong tổ"), Meaning::Role),
    ("", Some("Đơn vị, đoàn thể"), Meaning::Position),
    ("Số điện thoại", None, Meaning::Phone),
    ("Ghi chú", None, Meaning::Note),
];
const HOUSEHOLDS: &[(&str, Option<&str>, Meaning)] = &[
    ("Hộ số", None, Meaning::HouseholdNo),
    ("STT", None, Meaning::Ordinal),
    ("Họ và tên", None, Meaning::FullName),
    ("Quan hệ với chủ hộ", None, Meaning::Relation),
    ("Năm sinh", None, Meaning::Birth),
    ("Giới tính", None, Meaning::Gender),
    ("Ghi chú", None, Meaning::Note),
];

/// How a list looks without an example.
pub(super) fn layout(kind: Kind, commune: &str, decision: Option<&str>) -> Layout {
    let (columns, title) = match kind {
        Kind::Roster => (ROSTER, "DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG"),
        Kind::Households => (HOUSEHOLDS, "DANH SÁCH HỘ DÂN VÀ NHÂN KHẨU"),
    };
    let (last, half) = (columns.len() as u32 - 1, columns.len() as u32 / 2);
    let mut above = Block { rows: 6, ..Block::default() };
    above.line((0, 0, half - 1), "ỦY BAN NHÂN DÂN");
    above.line((0, half, last), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    above.line((1, 0, half - 1), &commune.to_uppercase());
    above.line((1, half, last), "Độc lập - Tự do - Hạnh phúc");
    above.line((3, 0, last), title);
    if let Some(decision) = decision {
        above.line((4, 0, last), decision);
    }
    let headings_from = above.rows;
    headings(&mut above, columns);
    let places = columns.iter().enumerate().map(|(at, (_, _, meaning))| place(at as u32, Some(*meaning))).collect();
    Layout {
        sheet: "Danh sách".into(),
        spread: Spread::Headings,
        above,
        headings_from,
        section: Some(section(last)),
        columns: places,
        restarts: kind == Kind::Roster,
        total: true,
        footer: Block::default(),
    }
}

/// A sub-heading as most offices write it.
pub(super) fn section(until: u32) -> Section {
    Section { column: 0, until, text: "{I}. {HAMLET}".into(), gap: false }
}

/// A layout of a list that had no headings, with some.
pub(super) fn with_headings(layout: Layout) -> Layout {
    let mut above = Block::default();
    for place in &layout.columns {
        let known = ROSTER.iter().chain(HOUSEHOLDS).find(|(_, _, meaning)| Some(*meaning) == place.meaning);
        let text = known.map_or("", |(own, below, _)| below.unwrap_or(own));
        above.texts.push((0, place.column, text.to_owned()));
    }
    above.texts.retain(|(.., text)| !text.is_empty());
    above.rows = 1;
    Layout { above, headings_from: 0, ..layout }
}

fn place(column: u32, meaning: Option<Meaning>) -> Place {
    Place { column, meaning, repeats: false, sign: String::new(), words: Default::default() }
}

/// Headings in two rows with merged cells, and the columns' numbers below them.
fn headings(above: &mut Block, columns: &[(&str, Option<&str>, Meaning)]) {
    let deep = columns.iter().any(|(_, below, _)| below.is_some());
    let (top, numbers) = (above.rows, above.rows + 1 + u32::from(deep));
    for (at, (own, below, _)) in columns.iter().enumerate() {
        let column = at as u32;
        if !own.is_empty() {
            above.texts.push((top, column, (*own).to_owned()));
            let follow = columns[at + 1..].iter().take_while(|(own, ..)| own.is_empty()).count() as u32;
            if follow > 0 {
                above.merges.push((top, top, column, column + follow));
            } else if deep {
                above.merges.push((top, top + 1, column, column));
            }
        }
        above.texts.extend(below.map(|text| (top + 1, column, text.to_owned())));
        above.texts.push((numbers, column, format!("({})", at + 1)));
    }
    above.rows = numbers + 1;
}

impl Block {
    fn line(&mut self, (row, first, last): (u32, u32, u32), text: &str) {
        self.texts.push((row, first, text.to_owned()));
        self.merges.push((row, row, first, last));
    }
}
