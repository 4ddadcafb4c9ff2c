use crate::{Refusal, Value, date};

use super::strings::unescape;

/// What the cells of all sheets lean on.
pub(super) struct Context<'a> {
    pub strings: &'a [String],
    /// Whether the format with this number shows a day.
    pub dates: &'a [bool],
    pub date_1904: bool,
}

/// How the text of a value is to be taken (the attribute `t`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// A number, or a text that someone forgot to mark.
    #[default]
    Number,
    /// The number of a shared text.
    Shared,
    /// A text, right here or as the result of a formula.
    Text,
    /// True or false.
    Flag,
    /// An error.
    Error,
    /// A day that is written out.
    Day,
}

impl Kind {
    pub fn of(mark: &str) -> Self {
        match mark {
            "s" => Self::Shared,
            "str" | "inlineStr" => Self::Text,
            "b" => Self::Flag,
            "e" => Self::Error,
            "d" => Self::Day,
            _ => Self::Number,
        }
    }
}

impl Context<'_> {
    /// The value of a cell from its stored text.
    pub fn value(&self, kind: Kind, style: usize, text: &str) -> Result<Value, Refusal> {
        let blank = text.is_empty();
        Ok(match kind {
            _ if blank => Value::Empty,
            Kind::Number => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => self.number(number, style),
                _ => Value::Text(text.to_owned()),
            },
            Kind::Shared => {
                let found = text.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at));
                match found.ok_or_else(|| Refusal::broken("", format!("no shared text {text:.20}")))?.as_str() {
                    "" => Value::Empty,
                    text => Value::Text(text.to_owned()),
                }
            }
            Kind::Text => Value::Text(unescape(text.to_owned())),
            Kind::Flag => Value::Flag(matches!(text.trim(), "1" | "true" | "TRUE")),
            Kind::Error => Value::Error(text.to_owned()),
            Kind::Day => {
                let epoch = if self.date_1904 { date::epoch_1904() } else { date::usual_epoch() };
                date::from_iso(text, epoch).unwrap_or_else(|| Value::Text(text.to_owned()))
            }
        })
    }

    fn number(&self, number: f64, style: usize) -> Value {
        match self.dates.get(style) {
            Some(true) => date::from_serial(number, self.date_1904),
            _ => Value::Number(number),
        }
    }
}
