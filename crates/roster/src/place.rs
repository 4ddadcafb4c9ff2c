//! Communes and hamlets as titles, headings and cells name them.

use base::fold;

const COMMUNES: &[&str] = &["xã", "phường", "thị trấn", "tt.", "x.", "p."];
const HAMLETS: &[&str] = &[
    "tổ dân phố",
    "khu dân cư",
    "khu phố",
    "tiểu khu",
    "ấp",
    "khóm",
    "thôn",
    "bản",
    "buôn",
    "làng",
    "xóm",
    "sóc",
    "phum",
    "tdp",
    "kdc",
];
/// Words with which something else begins, in capitals as in small letters.
const TIERS: &[&str] =
    &["huyện", "quận", "tỉnh", "xã", "phường", "ấp", "khóm", "thôn", "tp", "tp.", "ubnd", "x.", "tt.", "p."];
/// Words that end a name in a line of capitals, where no small letter does; they are no parts of names.
const STOPS: &[&str] = &["theo", "kèm", "và", "của", "gồm", "tại", "cho", "thuộc", "được", "đợt"];
/// The same in pairs, since each alone can be in a name.
const PAIRS: &[(&str, &str)] = &[
    ("thị", "trấn"),
    ("thị", "xã"),
    ("thành", "phố"),
    ("danh", "sách"),
    ("ban", "hành"),
    ("ban", "chỉ"),
    ("ban", "kèm"),
    ("giai", "đoạn"),
    ("tổ", "công"),
    ("tổ", "cnscđ"),
    ("có", "tên"),
    ("khu", "vực"),
    ("bảng", "tổng"),
    ("lần", "thứ"),
    ("trên", "địa"),
    ("phục", "vụ"),
];

/// Whether a name is over where these words begin.
fn ends(lower: &[String], shouted: bool) -> bool {
    let [first, rest @ ..] = lower else { return true };
    let next = rest.first().map_or("", String::as_str);
    let dated = ["năm", "tháng", "ngày", "quý"].contains(&first.as_str());
    let numbered = next.starts_with(|c: char| c.is_ascii_digit()) || ["i", "ii", "iii", "iv"].contains(&next);
    first.chars().any(|c| ",;:()[]-–—/".contains(c))
        || TIERS.contains(&first.as_str())
        || (dated && numbered)
        || (shouted && (STOPS.contains(&first.as_str()) || PAIRS.iter().any(|(a, b)| first == a && next == *b)))
}

/// A place that a text names: tier word and name, "Xã Vĩnh Mỹ A".
pub(crate) fn commune(text: &str) -> Option<String> {
    named(text, COMMUNES)
}

/// "Ấp Do Thới".
pub(crate) fn hamlet(text: &str) -> Option<String> {
    named(text, HAMLETS)
}

/// A cell of a column of hamlets: with the tier's word, or only the name, which then gets `tier`.
pub(crate) fn hamlet_cell(text: &str, tier: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    hamlet(text).or_else(|| Some(format!("{tier} {}", name_case(text))))
}

/// A cell of a column of communes; a bare name is a xã.
pub(crate) fn commune_cell(text: &str) -> Option<String> {
    commune(text).or_else(|| Some(format!("Xã {}", name_case(text))).filter(|_| !text.trim().is_empty()))
}

/// Whether a text begins with a hamlet's tier, after numbering: "II. ẤP HUY HẾT (06 thành viên)".
pub(crate) fn is_hamlet_heading(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || "IVXLC.-)+*/: ".contains(c));
    [text, bare].iter().any(|text| {
        let lower = text.to_lowercase();
        let begins = |word: &&str| lower.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
        HAMLETS.iter().any(begins) || lower.starts_with("tổ ") || lower.starts_with("đơn vị ")
    })
}

fn named(text: &str, tiers: &[&str]) -> Option<String> {
    let spaced: String =
        text.chars().flat_map(|c| if ",;:()[]-–—/\n".contains(c) { vec![' ', c, ' '] } else { vec![c] }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    // Legacy fonts of capitals decode to small letters all over.
    let shouted = !text.chars().any(char::is_lowercase) || !text.chars().any(char::is_uppercase);
    let mut at = 0;
    while at < words.len() {
        let tier = tiers.iter().find(|tier| {
            let parts: Vec<&str> = tier.split(' ').collect();
            lower[at..].len() >= parts.len() && parts.iter().zip(&lower[at..]).all(|(part, word)| word == part)
        });
        if let Some(tier) = tier {
            let from = at + tier.split(' ').count();
            let begins_name = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
            let length = (from..words.len())
                .take_while(|at| !ends(&lower[*at..], shouted) && (shouted || begins_name(words[*at])))
                .count();
            let name: Vec<&str> =
                words[from..from + length].iter().map(|word| word.trim_end_matches(['.', ','])).collect();
            // The motto of the state is in every letterhead.
            let motto = lower[from..].starts_with(&["hội".to_owned(), "chủ".to_owned()]);
            if !name.is_empty() && !motto {
                return Some(format!("{} {}", spelled_out(tier), name_case(&name.join(" "))));
            }
        }
        at += 1;
    }
    None
}

fn spelled_out(tier: &str) -> String {
    match tier {
        "tt." => "Thị trấn".to_owned(),
        "x." => "Xã".to_owned(),
        "p." => "Phường".to_owned(),
        "tdp" => "Tổ dân phố".to_owned(),
        "kdc" => "Khu dân cư".to_owned(),
        tier => capital(tier),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Words in capitals get one; "15A" and "A" stay.
pub(crate) fn name_case(text: &str) -> String {
    let word = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let roman = word.chars().all(|c| "IVX".contains(c));
        let shouted =
            letters > 1 && !roman && !word.chars().any(char::is_lowercase) && !word.chars().any(|c| c.is_ascii_digit());
        if shouted { capital(&word.to_lowercase()) } else { capital(word) }
    };
    let text: String = text.chars().filter(|c| !"\"“”„".contains(*c)).collect();
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// The tier that a heading of a column of hamlets speaks of: "Ấp", "Khóm", "Thôn"; "Ấp" where it names several or none.
pub(crate) fn tier_of(heading: &str) -> String {
    let folded = fold(heading);
    let found = HAMLETS.iter().find(|tier| folded.split(' ').collect::<Vec<_>>().join(" ").starts_with(&fold(tier)));
    capital(found.copied().unwrap_or("ấp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_places() {
        let cases = [
            ("XÃ VĨNH MỸ A", Some("Xã Vĩnh Mỹ A"), None),
            ("DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG XÃ VĨNH THỊNH NĂM 2023", Some("Xã Vĩnh Thịnh"), None),
            ("UBND XÃ VĨNH BÌNH - ẤP 17", Some("Xã Vĩnh Bình"), Some("Ấp 17")),
            ("DANH SÁCH TỔ CNSCĐ ẤP 14 - XÃ VĨNH HẬU", Some("Xã Vĩnh Hậu"), Some("Ấp 14")),
            (
                "Danh sách tổ công nghệ số cộng đồng ấp Thống Nhất, xã Vĩnh Hậu",
                Some("Xã Vĩnh Hậu"),
                Some("Ấp Thống Nhất"),
            ),
            ("III. ẤP XÓM LỚN A (07 thành viên)", None, Some("Ấp Xóm Lớn A")),
            ("UBND THỊ TRẤN HÒA BÌNH", Some("Thị trấn Hòa Bình"), None),
            ("DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG CÁC ẤP", None, None),
            ("(Danh sách này gồm 7 đồng chí của 2 ấp)", None, None),
            ("DANH SÁCH HỘ DÂN ẤP TRÀ BAN XÃ MINH DIỆU NĂM 2024", Some("Xã Minh Diệu"), Some("Ấp Trà Ban")),
            ("danh sách tổ cnscđ ấp giồng tra xã vĩnh hậu a", Some("Xã Vĩnh Hậu A"), Some("Ấp Giồng Tra")),
            ("ẤP ĐỒNG LỚN II - TT. HÒA BÌNH", Some("Thị trấn Hòa Bình"), Some("Ấp Đồng Lớn II")),
            ("ẤP CẦU ĐÚC X. VĨNH BÌNH", Some("Xã Vĩnh Bình"), Some("Ấp Cầu Đúc")),
            ("ẤP VĨNH THÀNH, XÃ PHÚ QUÝ", Some("Xã Phú Quý"), Some("Ấp Vĩnh Thành")),
            ("của UBND xã Vĩnh Mỹ A)", Some("Xã Vĩnh Mỹ A"), None),
        ];
        for (text, a, b) in cases {
            assert_eq!((commune(text).as_deref(), hamlet(text).as_deref()), (a, b), "{text}");
        }
        assert_eq!(hamlet_cell("ấp 32", "Ấp").as_deref(), Some("Ấp 32"));
        assert_eq!(hamlet_cell("15A", "Ấp").as_deref(), Some("Ấp 15A"));
    }
}
