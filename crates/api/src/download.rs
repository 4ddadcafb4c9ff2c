//! Spreadsheets as an answer.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A spreadsheet that the browser keeps as a file under this name.
#[derive(Debug)]
pub struct Spreadsheet {
    /// Its bytes (.xlsx).
    pub bytes: Vec<u8>,
    /// The name; any letters.
    pub name: String,
}

impl Spreadsheet {
    /// What it is.
    pub const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

impl IntoResponse for Spreadsheet {
    fn into_response(self) -> Response {
        let escaped: String = self.name.bytes().map(escape).collect();
        let kept = format!("attachment; filename=\"list.xlsx\"; filename*=UTF-8''{escaped}");
        let mut response = Response::new(Body::from(self.bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(Self::TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(HeaderValue::from_str(&kept).ok().map(|kept| (header::CONTENT_DISPOSITION, kept)));
        response
    }
}

/// As RFC 8187 writes a name.
fn escape(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_vietnamese_is_kept() {
        let response = Spreadsheet { bytes: Vec::new(), name: "Xã A.xlsx".into() }.into_response();
        let kept = &response.headers()[header::CONTENT_DISPOSITION];
        assert_eq!(kept, "attachment; filename=\"list.xlsx\"; filename*=UTF-8''X%C3%A3%20A.xlsx");
    }
}
