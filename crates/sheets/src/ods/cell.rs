use jiff::civil::Date;

use crate::formula::{self, Concern, Dialect};
use crate::package::Part;
use crate::xml::Element;
use crate::{Cell, Limits, Place, Refusal, Value, date};

use super::text;

/// What a cell says of itself before its text.
pub(super) struct Start {
    kind: Kind,
    /// The stored value, where the text is only what is shown.
    value: Option<String>,
    formula: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Number,
    Text,
    Day,
    Duration,
    Flag,
    Error,
}

impl Start {
    pub fn of(element: &Element<'_>) -> Result<Self, Refusal> {
        let kind = element.attribute("office:value-type")?;
        let (kind, stored) = match kind.as_deref() {
            Some("float" | "percentage" | "currency") => (Kind::Number, "office:value"),
            Some("date") => (Kind::Day, "office:date-value"),
            Some("time") => (Kind::Duration, "office:time-value"),
            Some("boolean") => (Kind::Flag, "office:boolean-value"),
            Some("string") => (Kind::Text, "office:string-value"),
            _ => (Kind::Nothing, ""),
        };
        let error = element.attribute("calcext:value-type")?.is_some_and(|kind| kind == "error");
        let value = if stored.is_empty() { None } else { element.attribute(stored)? };
        Ok(Self {
            kind: if error { Kind::Error } else { kind },
            value: value.map(|value| value.into_owned()),
            formula: element.attribute("table:formula")?.map(|formula| formula.into_owned()),
        })
    }

    /// Refuses a formula that reaches out.
    pub fn check(&self, place: impl Fn() -> Place) -> Result<(), Refusal> {
        let Some(formula) = &self.formula else { return Ok(()) };
        // Excel's own writer keeps its way of writing references.
        let dialect = if formula.starts_with("msoxl:") { Dialect::Excel } else { Dialect::OpenDocument };
        match formula::concern(formula, dialect) {
            None => Ok(()),
            Some(Concern::External(target)) => Err(Refusal::ExternalLink { place: Some(place()), target }),
            Some(Concern::Function(function)) => Err(Refusal::DangerousFormula { place: place(), function }),
        }
    }
}

/// Reads the cell that has just begun, up to its end.
pub(super) fn read(xml: &mut Part<'_, '_>, start: Start, epoch: Date, limits: &Limits) -> Result<Cell, Refusal> {
    let shown = text::read(xml, limits)?;
    let formula = start.formula.is_some();
    let value = match (start.kind, start.value) {
        (Kind::Error, _) => Value::Error(shown),
        (Kind::Text, Some(value)) if !value.is_empty() => Value::Text(value),
        (Kind::Number, Some(value)) => number(&value).map_or(Value::Text(shown), Value::Number),
        (Kind::Day, Some(value)) => date::from_iso(&value, epoch).unwrap_or(Value::Text(value)),
        (Kind::Duration, Some(value)) => duration(&value).map_or(Value::Text(value), Value::Number),
        (Kind::Flag, Some(value)) => Value::Flag(value.eq_ignore_ascii_case("true")),
        _ if shown.is_empty() => Value::Empty,
        _ => Value::Text(shown),
    };
    Ok(Cell { value, formula })
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// A time of day or a duration such as `PT08H30M00S`, as a part of a day.
fn duration(text: &str) -> Option<f64> {
    let negative = text.starts_with('-');
    let rest = text.trim_start_matches('-').strip_prefix("PT")?;
    let mut seconds = 0.0;
    let mut digits = String::new();
    for c in rest.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            c => {
                digits.push(if c == ',' { '.' } else { c });
                continue;
            }
        };
        seconds += number(&std::mem::take(&mut digits))? * unit;
    }
    digits.is_empty().then_some(if negative { -seconds } else { seconds } / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_parts_of_a_day() {
        assert_eq!(duration("PT12H00M00S"), Some(0.5));
        assert_eq!(duration("-PT36H"), Some(-1.5));
        assert_eq!(duration("PT0H0M43,2S"), Some(0.0005));
        for wrong in ["", "12:00", "PT5", "PTxH", "P1D"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }
}
