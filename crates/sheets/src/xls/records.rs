use crate::Refusal;

use super::PART;

/// Kinds of records, under their names in Microsoft's description.
pub(super) mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const EXTERN_SHEET: u16 = 0x0017;
    pub const LABEL_NAME: u16 = 0x0018;
    pub const DATE_MODE: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const R_STRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGE_CELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABEL_SST: u16 = 0x00FD;
    pub const SUP_BOOK: u16 = 0x01AE;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const ARRAY: u16 = 0x0221;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const SHARED_FORMULA: u16 = 0x04BC;
    pub const BOF: u16 = 0x0809;
}

/// Goes through a stream record by record.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

/// A record: what it is, and its bytes.
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The next record. A stream that ends without saying so is broken.
    pub fn next(&mut self) -> Result<Record<'a>, Refusal> {
        let cut = || Refusal::broken(PART, "it ends in the middle");
        let (kind, length) = self.head().ok_or_else(cut)?;
        let data = self.rest.get(4..4 + length).ok_or_else(cut)?;
        self.rest = self.rest.get(4 + length..).unwrap_or_default();
        Ok(Record { kind, data })
    }

    /// The bytes of a record together with those that continue it: a record holds 8224 at most.
    pub fn with_continued(&mut self, first: &'a [u8]) -> Result<Vec<&'a [u8]>, Refusal> {
        let mut parts = vec![first];
        while self.head().is_some_and(|(kind, _)| kind == kind::CONTINUE) {
            parts.push(self.next()?.data);
        }
        Ok(parts)
    }

    fn head(&self) -> Option<(u16, usize)> {
        Some((u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?)))
    }
}

/// Two bytes, low one first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes, low one first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A number of eight bytes.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
