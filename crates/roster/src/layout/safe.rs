//! What of a file's texts may be remembered: words of forms. Whoever is named, and every number of somebody, stays out.

use base::fold;

use crate::{name, place};

/// Words with which lines of titles begin; none of them begins a person's name.
const TITLES: &[&str] = &[
    "uy", "ubnd", "cong", "doc", "danh", "bang", "bieu", "mau", "phu", "kem", "theo", "to", "ban", "so", "ve", "thoi",
    "tong", "huyen", "tinh", "xa", "phuong", "thi", "ap", "khom", "thon", "thanh", "hoi", "dang", "mat", "doan", "nam",
    "quy", "ngay",
];

/// What stands below a list: nothing else of it is remembered.
const FOOTER: &[&str] = &[
    "nguoi lap",
    "nguoi lap bang",
    "nguoi lap bieu",
    "lap bang",
    "lap bieu",
    "chu tich",
    "pho chu tich",
    "kt chu tich",
    "tm uy ban nhan dan",
    "tm ubnd",
    "ky ten",
    "ky ghi ro ho ten",
    "ky va ghi ro ho ten",
    "ky ten dong dau",
    "da ky",
    "noi nhan",
    "xac nhan",
    "xac nhan cua ubnd xa",
    "xac nhan cua ubnd",
    "thu truong don vi",
    "truong ap",
    "truong ban nhan dan ap",
    "bi thu dang uy",
    "cong chuc phu trach",
    "can bo phu trach",
    "van phong thong ke",
    "truong phong",
    "pho truong phong",
];

/// A line of a title, or None where somebody is named or numbered in it.
pub(super) fn title(text: &str) -> Option<String> {
    let text = plain(text)?;
    if fold(&text) == "doc lap tu do hanh phuc" {
        return Some(text);
    }
    let first = |piece: &str| fold(piece).split(' ').next().unwrap_or_default().to_owned();
    let pieces = text.split([':', ';', ',', '(', ')', '-', '–', '/', '\n', '.']).map(str::trim);
    let named = pieces.filter(|piece| name::looks_like_one(piece) && !TITLES.contains(&first(piece).as_str()));
    let places = |piece: &str| place::commune(piece).is_some() || place::hamlet(piece).is_some();
    (named.filter(|piece| !places(piece)).count() == 0).then_some(text)
}

/// A heading of a column.
pub(super) fn heading(text: &str) -> Option<String> {
    let known = crate::meaning::of_heading(text).is_some();
    plain(text).filter(|text| known || !name::looks_like_one(text))
}

/// A line below a list. Days become blanks, since the next list is made on another.
pub(super) fn footer(text: &str) -> Option<String> {
    let folded = fold(text);
    if FOOTER.contains(&folded.as_str()) {
        return plain(text);
    }
    let dated =
        folded.contains("ngay") && folded.contains("thang") && folded.contains("nam") && text.chars().count() < 70;
    let place = text.split(',').next().unwrap_or_default().trim();
    let named = folded.starts_with("ngay") || place::commune(place).is_some() || place::hamlet(place).is_some();
    (dated && (named || !name::looks_like_one(place))).then(|| "………, ngày … tháng … năm ……".to_owned())
}

/// Without long numbers and addresses, and not longer than a line.
fn plain(text: &str) -> Option<String> {
    let longest = text.split(|c: char| !c.is_ascii_digit() && !" .-".contains(c));
    let longest = longest.map(|run| run.chars().filter(char::is_ascii_digit).count()).max().unwrap_or(0);
    (longest < 8 && !text.contains('@') && text.chars().count() <= 300).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stay_and_people_go() {
        for kept in [
            "ỦY BAN NHÂN DÂN",
            "XÃ VĨNH MỸ A",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "(Kèm theo Quyết định số 45/QĐ-UBND ngày 12 tháng 5 năm 2023 của UBND xã Vĩnh Mỹ A)",
            "Danh sách tổ công nghệ số cộng đồng ấp Thống Nhất, xã Vĩnh Hậu",
        ] {
            assert_eq!(title(kept).as_deref(), Some(kept));
        }
        for gone in [
            "Người lập: Trần Văn Sáu",
            "Đầu mối: chị Lê Thị Út",
            "ĐT: 0912 345 678",
            "lien.he@vinhhau.vn",
            "Nguyễn Văn An",
        ] {
            assert_eq!(title(gone), None, "{gone}");
        }
        assert_eq!(footer("CHỦ TỊCH").as_deref(), Some("CHỦ TỊCH"));
        assert_eq!(footer("(Ký, ghi rõ họ tên)").as_deref(), Some("(Ký, ghi rõ họ tên)"));
        assert_eq!(footer("Trần Văn Sáu"), None);
        assert_eq!(footer("Vĩnh Mỹ A, ngày 12 tháng 5 năm 2023").as_deref(), Some("………, ngày … tháng … năm ……"));
    }
}
