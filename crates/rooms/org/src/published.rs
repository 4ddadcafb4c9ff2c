//! What somebody published: it stands beside the counted figure and is never mixed with it.

use std::collections::BTreeSet;

use base::Day;
use db::Tx;
use places::{LookupError, RowError, RowErrors, read_rows};
use serde::Deserialize;

use crate::store;

#[derive(Debug, Deserialize)]
struct Row {
    unit: String,
    indicator: String,
    #[serde(default)]
    item: String,
    as_of: String,
    value: String,
    source: String,
}

/// Imports published figures (columns: docs/csv.md); gives how many are in the list and how many were new or different.
pub fn import(tx: &mut Tx<'_>, text: &str) -> Result<(usize, u64), RowErrors> {
    let rows: Vec<(u64, Row)> = read_rows(text, &["unit", "indicator", "as_of", "value", "source"])?;
    let texts: BTreeSet<&str> = rows.iter().map(|(_, row)| row.unit.as_str()).collect();
    let units = places::resolve_many(tx, &texts.into_iter().collect::<Vec<_>>())?;
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for (line, row) in &rows {
        let unit = match units.get(&row.unit) {
            Some(Ok(unit)) => unit,
            Some(Err(LookupError::Db(error))) => return Err(error.clone().into()),
            Some(Err(refusal)) => {
                let vi = format!("không có đơn vị “{}”; viết mã kèm năm, ví dụ 961@2024", row.unit);
                errors.push(RowError::new(*line, "unit", vi, refusal.to_string()));
                continue;
            }
            None => continue,
        };
        match check(*line, row) {
            Ok((as_of, value)) => lines.push((
                unit.part,
                unit.id,
                row.indicator.as_str(),
                row.item.as_str(),
                as_of.to_string(),
                value,
                row.source.as_str(),
            )),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(RowErrors::Rows(errors));
    }
    Ok((lines.len(), store::put_published(tx, &lines)?))
}

fn check(line: u64, row: &Row) -> Result<(Day, i64), RowError> {
    if counting::catalogue::find(&row.indicator).is_none() {
        let known: Vec<&str> = counting::catalogue::all().iter().map(|one| one.code.as_str()).collect();
        let vi = format!("không có chỉ tiêu “{}”; có: {}", row.indicator, known.join(", "));
        let en = format!("there is no indicator '{}'; there are {}", row.indicator, known.join(", "));
        return Err(RowError::new(line, "indicator", vi, en));
    }
    let as_of = row.as_of.parse::<Day>().map_err(|error| {
        let vi = format!("“{}” không phải là ngày; viết như 2023-12-31", row.as_of);
        RowError::new(line, "as_of", vi, error.to_string())
    })?;
    let value = row.value.parse::<i64>().ok().filter(|value| *value >= 0).ok_or_else(|| {
        RowError::new(line, "value", "viết một số nguyên, không có dấu chấm", "write a whole number without separators")
    })?;
    if row.source.is_empty() {
        let en = "say where the figure was published";
        return Err(RowError::new(line, "source", "ghi rõ số này công bố ở đâu", en));
    }
    Ok((as_of, value))
}
