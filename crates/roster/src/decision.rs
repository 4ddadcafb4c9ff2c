//! "Kèm theo Quyết định số 45/QĐ-UBND ngày 12 tháng 5 năm 2023": by which decision a list is what it is.

use base::Day;
use serde::Serialize;

use crate::grid::Grid;

/// A decision that a list names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Number and symbol, such as `45/QĐ-UBND`.
    pub number: String,
    /// The day on which it was signed.
    pub day: Option<Day>,
}

/// A list says so in its first lines.
const LINES: usize = 12;

/// The decision that the sheets of a file name first.
pub(crate) fn of(grids: &[Grid]) -> Option<Decision> {
    let rows = grids.iter().flat_map(|grid| grid.rows.iter().take(LINES));
    rows.flat_map(|row| row.filled().map(|(_, cell)| cell.text()).collect::<Vec<_>>()).find_map(|text| read(&text))
}

fn read(text: &str) -> Option<Decision> {
    let lower = text.to_lowercase();
    let begin = lower.find("quyết định").or_else(|| lower.find("qđ"))?;
    // Lower case can be longer in bytes than what it was made from.
    let rest: Vec<&str> = text.get(begin..)?.split_whitespace().collect();
    let number = rest.iter().find(|word| word.contains('/') && word.starts_with(|c: char| c.is_ascii_digit()))?;
    let number = number.trim_end_matches([',', ';', '.', ')']).to_owned();
    let after = rest.iter().skip_while(|word| word.to_lowercase() != "ngày").copied().collect::<Vec<_>>().join(" ");
    let numbers: Vec<&str> = after.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let day = match numbers.as_slice() {
        [day, month, year, ..] => format!("{year}-{month:0>2}-{day:0>2}").parse().ok(),
        _ => None,
    };
    Some(Decision { number, day })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_decision_is_found_in_a_title() {
        let text = "(Kèm theo Quyết định số 45/QĐ-UBND ngày 12 tháng 5 năm 2023 của UBND xã Vĩnh Mỹ A)";
        let decision = read(text).expect("a decision");
        assert_eq!(decision.number, "45/QĐ-UBND");
        assert_eq!(decision.day.map(|day| day.to_string()).as_deref(), Some("2023-05-12"));
        assert!(read("DANH SÁCH TỔ CÔNG NGHỆ SỐ").is_none());
    }
}
