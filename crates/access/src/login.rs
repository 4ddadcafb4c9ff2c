use thiserror::Error;

/// Why a text cannot be a login name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is neither a phone number nor a user name of 3 to 40 letters a-z, digits, dots, dashes")]
pub struct LoginError(pub String);

/// The one form of a login name: a Vietnamese phone number in any shape becomes +84…, a user name lower case.
pub fn normalise(text: &str) -> Result<String, LoginError> {
    let wrong = || LoginError(text.chars().take(40).collect());
    let bare: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}')).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let abroad = digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84"));
        // Some write the 0 after the country's number, too.
        let local = abroad.map(|rest| rest.strip_prefix('0').unwrap_or(rest)).or_else(|| digits.strip_prefix('0'));
        let local = local.ok_or_else(wrong)?;
        return if (9..=10).contains(&local.len()) { Ok(format!("+84{local}")) } else { Err(wrong()) };
    }
    let name = text.trim().to_lowercase();
    let fits = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_'));
    if fits && (3..=40).contains(&name.len()) { Ok(name) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_have_one_form() {
        for text in
            ["0912 345 678", "+84912345678", "84 912.345.678", "(091) 234-5678", "0084912345678", "+84 0912345678"]
        {
            assert_eq!(normalise(text).unwrap(), "+84912345678", "{text}");
        }
        assert_eq!(normalise("0849123456").unwrap(), "+84849123456", "084 is a mobile network");
        assert_eq!(normalise("024 3825 1234").unwrap(), "+842438251234");
        assert_eq!(normalise(" Can.Bo-1 ").unwrap(), "can.bo-1");
        for wrong in ["", "12", "a", "cán bộ", "091234", "x y z"] {
            assert!(normalise(wrong).is_err(), "{wrong}");
        }
    }
}
