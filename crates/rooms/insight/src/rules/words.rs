use places::Tier;

/// A label in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// What the teams of a tier are called as a summand.
pub fn team_label(tier: Tier) -> Labels {
    let (vi, en) = match tier {
        Tier::Country => ("tổ cấp trung ương", "national teams"),
        Tier::Province => ("tổ cấp tỉnh", "province teams"),
        Tier::District => ("tổ cấp huyện", "district teams"),
        Tier::Commune => ("tổ cấp xã", "commune teams"),
        Tier::Hamlet => ("tổ ấp, khóm", "hamlet teams"),
    };
    Labels { vi, en }
}

/// A number as Vietnamese writes it: 11.206.
pub fn number_vi(value: i64) -> String {
    grouped(value, '.')
}

/// A number as English writes it: 11,206.
pub fn number_en(value: i64) -> String {
    grouped(value, ',')
}

fn grouped(value: i64, mark: char) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let written = [0, 999, 1_000, 11_206, -1_234_567].map(number_vi);
        assert_eq!(written, ["0", "999", "1.000", "11.206", "−1.234.567"]);
        assert_eq!(number_en(11_206), "11,206");
    }
}
