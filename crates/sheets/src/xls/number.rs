use super::records::{f64_at, u32_at};

/// A number in four bytes: 30 bits of a whole number or of the upper half of a float, and whether it is in hundredths.
pub(super) fn packed(data: &[u8], at: usize) -> Option<f64> {
    let bits = u32_at(data, at)?;
    let number = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    Some(if bits & 1 != 0 { number / 100.0 } else { number })
}

/// The result that a formula remembers.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// A number.
    Number(f64),
    /// A text, in a record of its own.
    TextFollows,
    /// True or false.
    Flag(bool),
    /// An error.
    Error(u8),
    /// An empty text.
    Blank,
}

/// What is not a number hides behind a pattern that no number has.
pub(super) fn outcome(data: &[u8]) -> Option<Outcome> {
    if data.get(6..8)? != [0xFF, 0xFF] {
        return f64_at(data, 0).filter(|number| number.is_finite()).map(Outcome::Number);
    }
    match data.first()? {
        0 => Some(Outcome::TextFollows),
        1 => Some(Outcome::Flag(*data.get(2)? != 0)),
        2 => Some(Outcome::Error(*data.get(2)?)),
        _ => Some(Outcome::Blank),
    }
}

/// An error as it is shown.
pub(super) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        let of = |bits: u32| packed(&bits.to_le_bytes(), 0);
        assert_eq!(of(1966 << 2 | 2), Some(1966.0));
        assert_eq!(of((-5_i32 << 2).cast_unsigned() | 2), Some(-5.0));
        assert_eq!(of(12_345 << 2 | 3), Some(123.45));
        assert_eq!(of((1.5_f64.to_bits() >> 32) as u32), Some(1.5));
        assert_eq!(packed(&[1, 2, 3], 0), None);
        assert_eq!(outcome(&[1, 0, 1, 0, 0, 0, 0xFF, 0xFF]), Some(Outcome::Flag(true)));
        assert_eq!(outcome(&2.5_f64.to_le_bytes()), Some(Outcome::Number(2.5)));
    }
}
