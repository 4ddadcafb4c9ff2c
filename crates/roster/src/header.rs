//! Where tables begin: headings of one to four rows, and tables that stand side by side.

use crate::grid::{Grid, Row};
use crate::meaning::{Meaning, of_heading};
use crate::name;

/// The headings of one table.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// The first row of the headings.
    pub first_row: u32,
    /// The last one, with a row of column numbers if there is one.
    pub last_row: u32,
    /// Each column with the texts above it, from top to bottom.
    pub columns: Vec<(usize, Vec<String>)>,
}

/// Most rows that headings take below their first.
const DEPTH: u32 = 3;

/// The headings that begin in a row, one for each table beside another.
pub(crate) fn at(grid: &Grid, row: &Row) -> Vec<Header> {
    if !begins(row) {
        return Vec::new();
    }
    let mut last_row = row.number;
    while last_row < row.number + DEPTH && grid.row(last_row + 1).is_some_and(|next| goes_on(grid, row, next)) {
        last_row += 1;
    }
    let deepest = last_row;
    if grid.row(last_row + 1).is_some_and(counts_columns) {
        last_row += 1;
    }
    // A row of groups above may name a column that has no other heading.
    let above = row.number.checked_sub(1).and_then(|n| grid.row(n)).filter(|above| above.filled().count() >= 2);
    let width =
        (row.number..=deepest).filter_map(|n| grid.row(n)).chain(above).map(|r| r.cells.len()).max().unwrap_or(0);
    let columns = (0..width).map(|column| {
        let mut path = path(grid, row.number..=deepest, column);
        if let (true, Some(above)) = (path.is_empty(), above) {
            path.extend(Some(above.text(column)).filter(|text| meaning(text).is_some()));
        }
        (column, path)
    });
    let columns: Vec<(usize, Vec<String>)> = columns.collect();
    let filled: Vec<_> = columns.into_iter().filter(|(_, path)| !path.is_empty()).collect();
    apart(filled).into_iter().map(|columns| Header { first_row: row.number, last_row, columns }).collect()
}

fn meaning(text: &str) -> Option<Meaning> {
    of_heading(text).map(|(meaning, _)| meaning)
}

fn names_people(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::FullName | Meaning::HeadName | Meaning::FamilyName)
}

/// A row of headings: one for names and at least one other, and hardly anything that could be data ("Đang làm ở đâu" begins like a
/// name).
fn begins(row: &Row) -> bool {
    let texts: Vec<String> = row.filled().map(|(_, cell)| cell.text()).collect();
    let known: Vec<Meaning> = texts.iter().filter_map(|text| meaning(text)).collect();
    // Numbers are data: "Phan Công Tâm, chủ hộ, Nam" sounds like headings, but has a year and an ordinal beside it.
    let number = |text: &String| text.chars().all(|c| c.is_ascii_digit());
    let data =
        texts.iter().filter(|text| number(text) || (name::looks_like_one(text) && meaning(text).is_none())).count();
    known.len() >= 2
        && data * 3 <= known.len()
        && known.iter().any(|meaning| names_people(*meaning))
        && known.len() * 2 >= texts.len()
}

/// Whether the row below still is one of headings: it says something only where the row above leaves room for it.
fn goes_on(grid: &Grid, top: &Row, next: &Row) -> bool {
    if counts_columns(next) || next.filled().next().is_none() {
        return false;
    }
    next.filled().all(|(column, cell)| {
        let text = cell.text();
        let wide = grid.merge(top.number, column).is_some_and(|merge| merge.last_column > merge.first_column);
        let free = top.at(column).is_none();
        let heading = meaning(&text).is_some();
        let below_group = wide || free || next.filled().count() > 1 && is_group(top, next, column);
        !text.chars().all(|c| c.is_ascii_digit()) && below_group && (heading || (wide && !name::looks_like_one(&text)))
    })
}

/// Without merged cells, as in text files: the first of several sub-headings stands under the group's own text.
fn is_group(top: &Row, next: &Row, column: usize) -> bool {
    top.at(column + 1).is_none() && next.at(column + 1).is_some()
}

/// "(1) (2) (3)", "A B 1 2": columns numbered for reference.
fn counts_columns(row: &Row) -> bool {
    let texts: Vec<String> = row.filled().map(|(_, cell)| cell.text()).collect();
    let bare = |text: &String| text.trim_matches(['(', ')', '[', ']', ' ', '.']).to_owned();
    let is_mark = |text: &String| {
        let bare = bare(text);
        bare.len() <= 2
            && !bare.is_empty()
            && (bare.parse::<u32>().is_ok() || bare.chars().all(|c| c.is_ascii_uppercase()))
    };
    let numbers: Vec<u32> = texts.iter().filter_map(|text| bare(text).parse().ok()).collect();
    texts.len() >= 3 && texts.iter().all(is_mark) && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The texts above a column. A group's text counts for all of its columns, merged or not.
fn path(grid: &Grid, rows: std::ops::RangeInclusive<u32>, column: usize) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    let last = *rows.end();
    for number in rows.clone() {
        let mut text = grid.covered(number, column);
        if text.is_empty() && number < last && grid.row(last).is_some_and(|row| row.at(column).is_some()) {
            let row = grid.row(number);
            text = (0..column)
                .rev()
                .map(|left| row.map(|r| r.text(left)).unwrap_or_default())
                .find(|t| !t.is_empty())
                .unwrap_or_default();
        }
        if !text.is_empty() && path.last() != Some(&text) {
            path.push(text);
        }
    }
    path
}

type Columns = Vec<(usize, Vec<String>)>;

/// Cuts headings where a second table begins beside the first: names come again, and something else with them.
fn apart(columns: Columns) -> Vec<Columns> {
    let meanings: Vec<Option<Meaning>> =
        columns.iter().map(|(_, path)| path.last().and_then(|text| meaning(text))).collect();
    let Some(first) = meanings.iter().position(|m| *m == Some(Meaning::FullName)) else { return vec![columns] };
    // The column right beside it is the second half of the same name.
    let beside = columns[first].0 + 1;
    let comes_again = |at: &usize| meanings[*at] == meanings[first] && columns[*at].0 != beside;
    let Some(second) = (first + 1..meanings.len()).find(comes_again) else { return vec![columns] };
    let again = (second..meanings.len()).any(|at| {
        at != second && meanings[at].is_some_and(|m| m != Meaning::Other) && meanings[..second].contains(&meanings[at])
    });
    if !again {
        return vec![columns];
    }
    // What leads the first table's names leads the second's: a number, a hamlet.
    let begin =
        (first + 1..second).rev().take_while(|at| meanings[*at].is_some_and(|m| meanings[..first].contains(&Some(m))));
    let cut = begin.last().unwrap_or(second);
    let mut left = columns;
    let right = left.split_off(cut);
    let mut tables = vec![left];
    tables.extend(apart(right));
    tables
}
