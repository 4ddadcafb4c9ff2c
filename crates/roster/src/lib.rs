//! Understands the tables in an office's spreadsheet: rosters of teams and lists of households, made by hand and different
//! in every commune. It reads what the headings say *and* what the cells hold; nothing is dropped, nothing merged, and what was
//! done to a row or is doubtful about it is said in its codes.

mod birth;
mod checks;
mod column;
mod days;
mod decision;
mod grid;
mod header;
pub mod layout;
mod legacy;
mod mark;
mod meaning;
mod name;
mod person;
mod phone;
mod place;
mod reading;
mod record;
mod role;
mod said;
mod statement;
mod syllable;
mod table;
mod total;

pub use column::Column;
pub use decision::Decision;
pub use meaning::Meaning;
pub use reading::{Corrections, Kind, Reading, Settings, SheetReading, heading_key, read};
pub use record::{About, Code, Codes, Record};
pub use said::{Field, Values};
pub use table::Table;
