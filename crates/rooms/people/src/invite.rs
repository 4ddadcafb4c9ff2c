//! What an invitation shows.

use access::secret;
use qrcode::QrCode;
use qrcode::render::svg;

/// The address of an invitation, for a link and a QR code.
pub fn url(public_url: &str, code: &str) -> String {
    format!("{public_url}/moi/{}", secret::shown(code))
}

/// The address at which somebody of an office sets their password.
pub fn desk_url(public_url: &str, code: &str) -> String {
    format!("{public_url}/mat-khau/{}", secret::shown(code))
}

/// A QR code as SVG, black on white: a phone's camera reads it from any screen and from paper.
pub fn qr_svg(text: &str) -> String {
    let Ok(code) = QrCode::new(text.as_bytes()) else { return String::new() };
    let image = code.render::<svg::Color<'_>>().min_dimensions(240, 240).quiet_zone(true).build();
    image.split_once("?>").map_or(image.clone(), |(_, svg)| svg.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_the_code_in_groups_and_the_picture_is_bare_svg() {
        assert_eq!(url("https://gandan.example", "K7M42QPD9X"), "https://gandan.example/moi/K7M4-2QPD-9X");
        assert_eq!(desk_url("https://gandan.example", "K7M42QPD9X"), "https://gandan.example/mat-khau/K7M4-2QPD-9X");
        assert!(qr_svg("https://gandan.example/moi/K7M4-2QPD-9X").starts_with("<svg"));
    }
}
