use super::{Refusal, megabytes};
use crate::Place;

impl Refusal {
    /// The same sentence for whoever chose the file.
    pub fn in_vietnamese(&self) -> String {
        match self {
            Self::Empty => "Tệp trống. Hãy mở tệp xem đã lưu chưa rồi chọn lại.".to_owned(),
            Self::TooLarge { bytes, limit } => format!(
                "Tệp nặng {} MB, chỉ nhận tối đa {} MB. Hãy xóa ảnh và các trang tính không cần, hoặc chia nhỏ tệp.",
                megabytes(*bytes),
                megabytes(*limit)
            ),
            Self::Bomb { part } => {
                format!("Phần {part} trong tệp nở ra quá lớn. Hãy chép bảng sang một tệp mới rồi lưu lại.")
            }
            Self::TooManyParts { parts, limit } => {
                format!("Tệp gồm {parts} phần, chỉ đọc tối đa {limit} phần. Hãy chép bảng sang một tệp mới.")
            }
            Self::TooManySheets { sheets, limit } => {
                format!("Tệp có {sheets} trang tính, chỉ đọc tối đa {limit}. Hãy giữ lại những trang cần dùng.")
            }
            Self::TooManyRows { sheet, limit } => {
                format!("Đến trang tính \"{sheet}\" đã quá {limit} dòng có dữ liệu. Hãy chia nhỏ tệp.")
            }
            Self::TooManyColumns { place, limit } => {
                format!("{} nằm ngoài cột thứ {limit}. Hãy xóa các cột không thuộc bảng.", at(place))
            }
            Self::TooManyCells { sheet, limit } => {
                format!("Đến trang tính \"{sheet}\" đã quá {limit} ô. Hãy chia nhỏ tệp.")
            }
            Self::TooMuchText { sheet, limit } => {
                format!("Đến trang tính \"{sheet}\" chữ trong các ô đã quá {} MB. Hãy chia nhỏ tệp.", megabytes(*limit))
            }
            Self::LongText { place, limit } => {
                format!("{} có hơn {limit} ký tự. Hãy viết ngắn lại hoặc xóa đi.", at(place))
            }
            Self::Macros { part } => {
                format!("Tệp có macro ({part}). Hãy lưu thành tệp .xlsx để bỏ macro.")
            }
            Self::ExternalLink { place, target } => format!(
                "{} lấy giá trị từ bên ngoài ({target}). Trong Excel, vào Data > Edit Links > Break Link để giữ giá trị.",
                place.as_ref().map_or_else(|| "Tệp".to_owned(), |place| format!("Công thức ở {}", lower(place)))
            ),
            Self::DangerousFormula { place, function } => format!(
                "Công thức ở {} dùng hàm {function}. Hãy chép ô đó rồi dán lại dưới dạng giá trị (Paste Values).",
                lower(place)
            ),
            Self::Encrypted => "Tệp có mật khẩu. Hãy gỡ mật khẩu (File > Info) rồi lưu lại.".to_owned(),
            Self::NotSpreadsheet { found } => format!(
                "Đây là {}, không phải bảng tính. Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv.",
                found.in_vietnamese()
            ),
            Self::OtherFormat { found } => {
                format!("Đây là {}. Hãy mở bằng Excel rồi lưu thành tệp .xlsx.", found.in_vietnamese())
            }
            Self::Entities { part } => {
                format!(
                    "Phần {part} trong tệp có khai báo lạ (DOCTYPE). Hãy mở bằng Excel rồi lưu lại thành tệp .xlsx."
                )
            }
            Self::Broken { part, .. } => {
                let place = if part.is_empty() { String::new() } else { format!(" ở {part}") };
                format!("Tệp bị hỏng{place}. Hãy mở bằng Excel, cho sửa lỗi, rồi lưu lại thành tệp .xlsx.")
            }
            Self::NoSheet => "Tệp không có trang tính nào. Hãy mở tệp xem có chọn nhầm không.".to_owned(),
        }
    }
}

fn lower(place: &Place) -> String {
    match place.sheet.as_str() {
        "" => format!("tên {}", place.cell),
        sheet => format!("ô {} của trang tính \"{sheet}\"", place.cell),
    }
}

fn at(place: &Place) -> String {
    let text = lower(place);
    text.strip_prefix('ô').map_or_else(|| text.clone(), |rest| format!("Ô{rest}"))
}
