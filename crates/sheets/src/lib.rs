//! Reads a spreadsheet file as offices make them into a plain grid: what the file holds, cell by cell, and nothing about
//! what it means. The bytes decide what a file is. Whatever is not read is refused with the place and the way to mend it;
//! files come from strangers, so sizes are counted while they arise and nothing a file announces is believed. A grid can also be
//! written again.

mod date;
mod formula;
mod found;
mod grid;
mod kind;
mod limits;
mod meter;
mod model;
mod number_format;
mod ods;
mod package;
mod place;
mod refusal;
mod text;
mod write;
mod xls;
mod xlsx;
mod xml;

pub use found::Found;
pub use limits::Limits;
pub use model::{Cell, Encoding, Format, Merge, Row, Sheet, Value, Workbook};
pub use place::Place;
pub use refusal::Refusal;
pub use write::{Look, Page, WriteError, write};

use kind::{Kind, Packed};
use meter::Meter;
use package::Package;

/// Reads a file. Its name serves as the name of the sheet where a file has none, and breaks ties. `progress` hears
/// from time to time how many rows have been read.
pub fn read(bytes: &[u8], name: &str, limits: &Limits, progress: &mut dyn FnMut(u64)) -> Result<Workbook, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() as u64 > limits.bytes {
        return Err(Refusal::TooLarge { bytes: bytes.len() as u64, limit: limits.bytes });
    }
    let mut meter = Meter::new(limits, progress);
    // The libraries below unpack what strangers packed: should one of them stumble, it is the file that is at fault.
    let reading = std::panic::AssertUnwindSafe(|| read_any(bytes, name, &mut meter));
    let workbook = std::panic::catch_unwind(reading);
    let workbook = workbook.unwrap_or_else(|_| Err(Refusal::broken("", "the reader stumbled over it")))?;
    meter.finish();
    Ok(workbook)
}

fn read_any(bytes: &[u8], name: &str, meter: &mut Meter<'_>) -> Result<Workbook, Refusal> {
    match kind::of_bytes(bytes) {
        Kind::Packed => {
            let mut package = Package::open(bytes, meter.limits)?;
            match kind::of_package(&mut package) {
                Packed::Other(found) => Err(Refusal::other(found)),
                Packed::Xlsx => {
                    package.weigh(meter.limits)?;
                    xlsx::read(&mut package, meter)
                }
                Packed::Ods => {
                    package.weigh(meter.limits)?;
                    ods::read(&mut package, meter)
                }
            }
        }
        Kind::Compound => xls::read(bytes, meter),
        Kind::Text => text::read(bytes, name, meter),
        Kind::Other(found) => Err(Refusal::other(found)),
    }
}
