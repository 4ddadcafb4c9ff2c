use crate::Found;
use crate::package::Package;

/// How the bytes of a file are to be read. The name of a file says nothing: exports call a web page .xls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A packed file, of one of the kinds of [`of_package`].
    Packed,
    /// A compound file: .xls, but also .doc and a workbook with a password.
    Compound,
    /// Text, unless its characters say otherwise.
    Text,
    /// Something else.
    Other(Found),
}

/// First bytes of files that are no table.
const MAGIC: &[(&[u8], Found)] = &[
    (b"%PDF", Found::Pdf),
    (b"{\\rtf", Found::Document),
    (b"\x89PNG", Found::Picture),
    (b"\xFF\xD8\xFF", Found::Picture),
    (b"GIF8", Found::Picture),
    (b"BM", Found::Picture),
    (b"II*\0", Found::Picture),
    (b"MM\0*", Found::Picture),
    (b"RIFF", Found::Picture),
    (b"Rar!", Found::Archive),
    (b"7z\xBC\xAF", Found::Archive),
    (b"\x1F\x8B", Found::Archive),
    (b"PK\x05\x06", Found::Archive),
    (b"MZ", Found::Program),
    (b"\x7FELF", Found::Program),
    (b"\x09\x00\x04\x00", Found::OldExcel),
    (b"\x09\x02\x06\x00", Found::OldExcel),
    (b"\x09\x04\x06\x00", Found::OldExcel),
];

/// Tells by the bytes alone.
pub(crate) fn of_bytes(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") {
        return Kind::Packed;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Kind::Compound;
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Kind::Other(Found::Picture);
    }
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    // Two letters may also begin a text.
    let magic = magic.filter(|(magic, _)| magic.len() > 2 || bytes.iter().take(1000).any(|b| *b == 0));
    magic.map_or(Kind::Text, |(_, found)| Kind::Other(*found))
}

/// What a packed file is.
pub(crate) enum Packed {
    /// Excel's workbook.
    Xlsx,
    /// An OpenDocument table.
    Ods,
    /// Something else.
    Other(Found),
}

/// Tells by the parts, without unpacking more than a line.
pub(crate) fn of_package(package: &mut Package<'_>) -> Packed {
    if let Some(kind) = package.beginning("mimetype") {
        let document = kind.trim().strip_prefix("application/vnd.oasis.opendocument.");
        match document {
            Some(kind) if kind.starts_with("spreadsheet") => return Packed::Ods,
            Some(kind) if kind.starts_with("presentation") => return Packed::Other(Found::Slides),
            Some(_) => return Packed::Other(Found::Document),
            None => (),
        }
    }
    let has = |folder: &str| package.names().any(|name| name.starts_with(folder));
    let other = if has("xl/workbook.bin") {
        Found::BinaryWorkbook
    } else if has("word/") {
        Found::Document
    } else if has("ppt/") {
        Found::Slides
    } else if has("index/document.iwa") || has("index.zip") {
        Found::Numbers
    } else if has("[content_types].xml") || has("xl/") {
        return Packed::Xlsx;
    } else {
        Found::Archive
    };
    Packed::Other(other)
}

/// Tells texts that are no lines of cells by how they begin.
pub(crate) fn of_text(text: &str) -> Option<Found> {
    let start: String = text.trim_start().chars().take(10_000).collect::<String>().to_ascii_lowercase();
    let begins = |forms: &[&str]| forms.iter().any(|form| start.starts_with(form));
    if start.starts_with("<?xml") || start.starts_with("<?mso") || start.starts_with("<workbook") {
        let found = if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            Found::Xml2003
        } else if start.contains("opendocument.spreadsheet") || start.contains("office:spreadsheet") {
            Found::FlatOpenDocument
        } else if start.contains("<html") {
            Found::WebPage
        } else {
            Found::Xml
        };
        return Some(found);
    }
    let web = ["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style", "<div", "<center", "<script"];
    if begins(&web) || (begins(&["mime-version:"]) && start.contains("multipart/related")) {
        return Some(Found::WebPage);
    }
    if begins(&["<!--"]) && start.contains("<html") {
        return Some(Found::WebPage);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_kind() {
        assert_eq!(of_bytes(b"%PDF-1.7"), Kind::Other(Found::Pdf));
        assert_eq!(of_bytes(b"BM,1,2\n"), Kind::Text);
        assert_eq!(of_bytes(b"MZ\x90\0\x03"), Kind::Other(Found::Program));
        assert_eq!(of_bytes(b"\0\0\0\x18ftypheic"), Kind::Other(Found::Picture));
        assert_eq!(of_bytes(b"STT;H\xE4 t\xAAn"), Kind::Text);
    }

    #[test]
    fn texts_that_are_no_lines_of_cells() {
        let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
                   xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(of_text(xml), Some(Found::Xml2003));
        assert_eq!(of_text("\r\n <TABLE border=1>"), Some(Found::WebPage));
        assert_eq!(of_text("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"), Some(Found::WebPage));
        assert_eq!(of_text("<?xml version=\"1.0\"?><a/>"), Some(Found::Xml));
        assert_eq!(of_text("STT,Họ tên\n1,<html>"), None);
    }
}
