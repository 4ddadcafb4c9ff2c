//! Phone numbers as they name accounts.

/// A Vietnamese mobile number in the form in which one signs in with it: `+84` and nine digits. None if it is none.
pub fn normal(text: &str) -> Option<String> {
    let text = text.trim();
    let local = text.strip_prefix("00").filter(|rest| rest.starts_with("84")).unwrap_or(text);
    let number = access::normalise(local).ok()?;
    let digits = number.strip_prefix("+84")?;
    (digits.len() == 9 && !digits.starts_with('0')).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn all_ways_to_write_a_number_are_one() {
        for text in ["0912 345 678", "+84 912345678", "84912345678", "0084912345678", "(0912)-345.678"] {
            assert_eq!(normal(text).as_deref(), Some("+84912345678"), "{text}");
        }
        for wrong in ["", "912345678", "091234567", "09123456789", "0012345678", "09l2345678", "+85912345678", "can.bo"]
        {
            assert_eq!(normal(wrong), None, "{wrong}");
        }
    }
}
