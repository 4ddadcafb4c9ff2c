//! Whatever comes, the reader answers: it never panics, not even where it would be caught, and never hangs.

use proptest::prelude::*;
use sheets::{Limits, Refusal};

use crate::make::{file, part, try_read, with_part};

const FILES: [&str; 5] = ["office.xlsx", "office.xls", "office.ods", "password.xlsx", "external.xls"];

/// An answer, and not the last resort: a panic that was caught.
#[track_caller]
fn settle(bytes: &[u8], name: &str) {
    if let Err(Refusal::Broken { reason, .. }) = try_read(bytes, name) {
        assert_ne!(reason, "the reader stumbled over it");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        settle(&bytes, "a.csv");
    }

    #[test]
    fn any_bytes_behind_a_known_beginning(
        bytes in proptest::collection::vec(any::<u8>(), 0..2_000),
        begin in prop_oneof![
            Just(&b"PK\x03\x04"[..]), Just(&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..]), Just(&b"sep=;\n"[..]),
            Just(&b"\xFF\xFE"[..]), Just(&b"\xEF\xBB\xBF"[..]),
        ],
    ) {
        settle(&[begin, &bytes].concat(), "a");
    }

    #[test]
    fn flipped_bytes(name in proptest::sample::select(&FILES[..]), flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..12)) {
        let mut bytes = file(name);
        for (at, value) in flips {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        settle(&bytes, name);
    }

    /// The records themselves, since most flips of a compound file only break its chains.
    #[test]
    fn flipped_records(flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..12)) {
        let mut compound = cfb::CompoundFile::open(std::io::Cursor::new(file("office.xls"))).unwrap();
        let mut stream = Vec::new();
        std::io::Read::read_to_end(&mut compound.open_stream("/Workbook").unwrap(), &mut stream).unwrap();
        for (at, value) in flips {
            let at = at % stream.len();
            stream[at] = value;
        }
        settle(&crate::xls::compound("Workbook", &stream), "a.xls");
    }

    /// The XML itself, since a flip of a packed part only breaks its check sum.
    #[test]
    fn flipped_parts(flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8), which in 0..4_usize) {
        let (name, inside) = [
            ("office.xlsx", "xl/worksheets/sheet1.xml"),
            ("office.xlsx", "xl/workbook.xml"),
            ("office.xlsx", "xl/styles.xml"),
            ("office.ods", "content.xml"),
        ][which];
        let bytes = file(name);
        let mut xml = part(&bytes, inside).into_bytes();
        for (at, value) in flips {
            let at = at % xml.len();
            xml[at] = value;
        }
        settle(&with_part(&bytes, inside, &xml), name);
    }

    #[test]
    fn any_lines(lines in "[a-z0-9;,\"\t\r\n=|'+@ấđ\\x00-\\x1f]{0,200}") {
        let limits = Limits::default();
        if let Ok(workbook) = sheets::read(lines.as_bytes(), "a.csv", &limits, &mut |_| ()) {
            let numbers: Vec<u32> = workbook.sheets[0].rows.iter().map(|row| row.number).collect();
            prop_assert!(numbers.is_sorted());
        }
    }
}
