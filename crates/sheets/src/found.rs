/// What a file turned out to be, where it is none that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A PDF document.
    Pdf,
    /// A Word document (.doc, .docx, .rtf) or another text document.
    Document,
    /// Slides.
    Slides,
    /// A picture.
    Picture,
    /// An archive that may hold anything (.zip, .rar, .7z, .gz).
    Archive,
    /// A program.
    Program,
    /// XML of some other kind.
    Xml,
    /// A web page, often named .xls by the program that exported it.
    WebPage,
    /// Excel's XML table of 2003, often named .xls too.
    Xml2003,
    /// OpenDocument in one XML file (.fods).
    FlatOpenDocument,
    /// Excel's binary workbook (.xlsb).
    BinaryWorkbook,
    /// Excel 4 or older.
    OldExcel,
    /// Apple Numbers.
    Numbers,
    /// Bytes of no kind that is known here.
    Unknown,
}

impl Found {
    /// Whether a table program opens it, so that saving it anew mends it.
    pub fn is_table(self) -> bool {
        use Found::*;
        matches!(self, WebPage | Xml2003 | FlatOpenDocument | BinaryWorkbook | OldExcel | Numbers)
    }

    /// With its article, as part of an English sentence.
    pub fn in_english(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF document",
            Self::Document => "a text document",
            Self::Slides => "a slide show",
            Self::Picture => "a picture",
            Self::Archive => "an archive",
            Self::Program => "a program",
            Self::Xml => "an XML file",
            Self::WebPage => "a web page",
            Self::Xml2003 => "an XML table of Excel 2003",
            Self::FlatOpenDocument => "a flat OpenDocument table",
            Self::BinaryWorkbook => "a binary workbook of Excel (.xlsb)",
            Self::OldExcel => "a workbook of Excel 4 or older",
            Self::Numbers => "a workbook of Apple Numbers",
            Self::Unknown => "of an unknown kind",
        }
    }

    /// As part of a Vietnamese sentence.
    pub fn in_vietnamese(self) -> &'static str {
        match self {
            Self::Pdf => "tệp PDF",
            Self::Document => "văn bản Word",
            Self::Slides => "tệp trình chiếu",
            Self::Picture => "tệp ảnh",
            Self::Archive => "tệp nén",
            Self::Program => "tệp chương trình",
            Self::Xml => "tệp XML",
            Self::WebPage => "trang web (HTML) lưu với đuôi tệp bảng tính",
            Self::Xml2003 => "bảng tính XML kiểu Excel 2003",
            Self::FlatOpenDocument => "bảng tính OpenDocument dạng phẳng (.fods)",
            Self::BinaryWorkbook => "bảng tính Excel nhị phân (.xlsb)",
            Self::OldExcel => "bảng tính Excel 4 hoặc cũ hơn",
            Self::Numbers => "bảng tính Apple Numbers",
            Self::Unknown => "tệp không rõ loại",
        }
    }
}
