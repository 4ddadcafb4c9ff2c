//! The two byte encodings that fonts of the 1990s made common, as far as they are needed to tell them from others. Whoever
//! decodes the texts needs more (what capital fonts do, what else a byte may stand for).

use std::collections::HashMap;
use std::sync::LazyLock;

/// TCVN 5712:1993 in its third form (fonts named .Vn…): each byte as the Latin-1 character with its number, then what it is.
const TCVN3: &str = "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \u{ad}ư ®đ µà ¸á ¶ả ·ã ¹ạ »ằ ¾ắ ¼ẳ ½ẵ Æặ Çầ Êấ Èẩ Éẫ Ëậ Ìè Ðé Îẻ \
    Ïẽ Ñẹ Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ åồ èố æổ çỗ éộ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ õừ \
    øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ";

/// VNI (fonts named VNI-…): a letter and the byte of its marks, then what they are together.
const VNI: &str = "ñđ ÑĐ aøà aùá aïạ aûả aáấ aäậ aêă aââ aõã aàầ aåẩ aéắ aüẵ aëặ AØÀ aèằ AÙÁ AÂÂ AÛẢ aãẫ AÕÃ AÏẠ AÊĂ \
    AÁẤ AÅẨ AÄẬ AÀẦ AÃẪ AÉẮ AÈẰ AÜẴ AËẶ eäệ eáế eàề eâê eåể eùé EÄỆ eûẻ eõẽ EÁẾ EÀỀ eãễ EÂÊ eøè eïẹ EÅỂ \
    EØÈ EÙÉ EÏẸ EÛẺ EÕẼ EÃỄ òị æỉ ÒỊ ÆỈ ÓĨ óĩ IØÌ IÙÍ iøì iùí ôơ oäộ oâô oáố ôïợ oùó ôøờ ôûở ôùớ oøò oåổ \
    oàồ oïọ OÄỘ oãỗ ÔƠ oûỏ oõõ OÂÔ ôõỡ ÔÛỞ OÅỔ OÁỐ OØÒ OÙÓ OÀỒ ÔÙỚ ÔØỜ OÕÕ OÏỌ OÛỎ OÃỖ ÔÕỠ ÔÏỢ öư uûủ \
    öïự uïụ öùứ öûử öøừ uùú öõữ uøù ÖƯ UÛỦ uõũ ÖÙỨ UÕŨ UÏỤ ÖÛỬ ÖÕỮ ÖÏỰ UØÙ UÙÚ ÖØỪ yùý yõỹ yûỷ yøỳ YÙÝ \
    YÛỶ YØỲ YÏỴ yïỵ YÕỸ";

static TCVN3_TABLE: LazyLock<HashMap<&str, char>> = LazyLock::new(|| table(TCVN3));
static VNI_TABLE: LazyLock<HashMap<&str, char>> = LazyLock::new(|| table(VNI));

fn table(pairs: &'static str) -> HashMap<&'static str, char> {
    pairs.split_whitespace().filter_map(|pair| pair.char_indices().last().map(|(at, c)| (&pair[..at], c))).collect()
}

/// A word as TCVN3 has it. Bytes that stand for nothing stay.
pub(super) fn from_tcvn3(word: &str) -> String {
    decode(word, &TCVN3_TABLE)
}

/// A word as VNI has it.
pub(super) fn from_vni(word: &str) -> String {
    decode(word, &VNI_TABLE)
}

fn decode(word: &str, table: &HashMap<&str, char>) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        // Two characters together before one alone: in VNI the marks follow their letter.
        let second = rest.char_indices().nth(1).map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let (taken, known) = [second, c.len_utf8()]
            .into_iter()
            .find_map(|length| Some((length, *table.get(rest.get(..length)?)?)))
            .unwrap_or((c.len_utf8(), c));
        out.push(known);
        rest = &rest[taken..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_right() {
        assert_eq!(from_tcvn3("NguyÔn"), "Nguyễn");
        assert_eq!(from_tcvn3("tr\u{ad}ëng"), "trưởng");
        assert_eq!(from_tcvn3("§Æng"), "Đặng");
        assert_eq!(from_vni("Nguyeãn"), "Nguyễn");
        assert_eq!(from_vni("tröôûng"), "trưởng");
        assert_eq!(from_vni("Ñaëng"), "Đặng");
        assert_eq!(from_vni("THÒ"), "THỊ");
    }
}
