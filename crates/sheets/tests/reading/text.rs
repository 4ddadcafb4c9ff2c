//! Lines of text in the encodings and with the marks that offices use.

use encoding_rs::WINDOWS_1258;
use sheets::{Cell, Encoding, Format, Value};

use crate::make::{only, read, row, text, values};

const NAMES: &str = "STT;Họ và tên;Số điện thoại\r\n1;Nguyễn Văn Hưởng;0912345678\r\n2;Đặng Thị Mười;0987654321\r\n";

/// Text as Windows 1258 stores it: vowels with their sign in one, tones as marks behind.
fn windows_1258(text: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let mut stored = String::new();
    for c in text.nfc() {
        let (bare, tone): (Vec<char>, Vec<char>) = std::iter::once(c).nfd().partition(|mark| !tones.contains(mark));
        stored.extend(bare.into_iter().nfc());
        stored.extend(tone);
    }
    let (bytes, _, lost) = WINDOWS_1258.encode(&stored);
    assert!(!lost, "{text}");
    bytes.into_owned()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[track_caller]
fn check(bytes: &[u8], encoding: Encoding) {
    let workbook = read(bytes, "Ấp 1.csv");
    assert_eq!(workbook.format, Format::Text { delimiter: ';', encoding });
    let sheet = only(&workbook);
    assert_eq!(sheet.name, "Ấp 1");
    assert_eq!(values(sheet, 2), [text("1"), text("Nguyễn Văn Hưởng"), text("0912345678")]);
}

#[test]
fn unicode_in_every_packing() {
    check(NAMES.as_bytes(), Encoding::Utf8);
    check(&[&b"\xEF\xBB\xBF"[..], NAMES.as_bytes()].concat(), Encoding::Utf8);
    check(&utf16(NAMES, u16::to_le_bytes), Encoding::Utf16Le);
    check(&utf16(NAMES, u16::to_be_bytes), Encoding::Utf16Be);
    check(&[vec![0xFF, 0xFE], utf16(NAMES, u16::to_le_bytes)].concat(), Encoding::Utf16Le);
    check(&[vec![0xFE, 0xFF], utf16(NAMES, u16::to_be_bytes)].concat(), Encoding::Utf16Be);
    check(&[NAMES.as_bytes(), b"\x1A"].concat(), Encoding::Utf8);
    // One letter of many was cut.
    let cut = [NAMES.repeat(20).as_bytes(), b"3;Nguy\xE1\xBB;\r\n"].concat();
    check(&cut, Encoding::Utf8);
}

#[test]
fn windows_1258_keeps_its_marks() {
    let workbook = read(&windows_1258(NAMES), "a.csv");
    assert_eq!(workbook.format, Format::Text { delimiter: ';', encoding: Encoding::Windows1258 });
    assert_eq!(values(only(&workbook), 2)[1], text("Nguyê\u{303}n Văn Hươ\u{309}ng"));
}

#[test]
fn tcvn3_and_vni_arrive_as_their_bytes() {
    let tcvn3 = "Hä vµ tªn;§iÖn tho¹i\r\nNguyÔn V¨n H\u{ad}ëng;0912\r\n§Æng ThÞ M\u{ad}êi;0987\r\n";
    let vni = "Hoï vaø teân;Ñieän thoaïi\r\nNguyeãn Vaên Höôûng;0912\r\nÑaëng Thò Möôøi;0987\r\n";
    for legacy in [tcvn3, vni] {
        let workbook = read(&latin1(legacy), "a.csv");
        assert_eq!(workbook.format, Format::Text { delimiter: ';', encoding: Encoding::Bytes });
        let name = legacy.lines().nth(1).unwrap().split(';').next().unwrap();
        assert_eq!(values(only(&workbook), 2)[0], text(name));
    }
}

/// One name alone has to be enough, for most names.
#[test]
fn few_words_tell_the_encoding() {
    let pairs = [
        ("Trần Thị Hồng", "TrÇn ThÞ Hång", "Traàn Thò Hoàng"),
        ("Lê Quốc Tuấn", "Lª Quèc TuÊn", "Leâ Quoác Tuaán"),
        ("Phạm Thị Ánh", "Ph¹m ThÞ ¸nh", "Phaïm Thò AÙnh"),
        ("Võ Thị Ngọc Yến", "Vâ ThÞ Ngäc YÕn", "Voõ Thò Ngoïc Yeán"),
        ("Đoàn Văn Phát", "§oµn V¨n Ph¸t", "Ñoaøn Vaên Phaùt"),
        ("Huỳnh Hữu Dũng", "Huúnh H÷u Dòng", "Huyønh Höõu Duõng"),
        ("ẤP THỐNG NHẤT", "Êp Thèng NhÊt", "AÁP THOÁNG NHAÁT"),
    ];
    let encoding = |bytes: &[u8]| match read(bytes, "a.csv").format {
        Format::Text { encoding, .. } => encoding,
        other => panic!("{other:?}"),
    };
    for (unicode, tcvn3, vni) in pairs {
        assert_eq!(encoding(&windows_1258(unicode)), Encoding::Windows1258, "{unicode}");
        assert_eq!(encoding(&latin1(tcvn3)), Encoding::Bytes, "{tcvn3}");
        assert_eq!(encoding(&latin1(vni)), Encoding::Bytes, "{vni}");
    }
}

#[test]
fn marks_between_columns() {
    for (lines, delimiter) in
        [("a,b\n1,2\n", ','), ("a\tb\n1\t2\n", '\t'), ("a|b\n1|2\n", '|'), ("sep=!\na!b\n1!2\n", '!')]
    {
        let workbook = read(lines.as_bytes(), "a.csv");
        assert_eq!(workbook.format, Format::Text { delimiter, encoding: Encoding::Utf8 });
        assert_eq!(values(only(&workbook), 2), [text("1"), text("2")]);
    }
}

#[test]
fn fields_stay_as_they_are() {
    let lines = "0912,\" Lê \"\"Tư\"\" \",\"hai\ndòng\",,'0,=\"0987\",+84 912 | 0913,-\n";
    let workbook = read(lines.as_bytes(), "a.csv");
    let expected = ["0912", " Lê \"Tư\" ", "hai\ndòng", "", "'0", "0987", "+84 912 | 0913", "-"];
    let cells = &row(only(&workbook), 1).cells;
    let found: Vec<Value> = cells.iter().map(|cell| cell.value.clone()).collect();
    assert_eq!(found, expected.map(|field| if field.is_empty() { Value::Empty } else { text(field) }));
    assert_eq!(cells[5], Cell { value: text("0987"), formula: true });
}
