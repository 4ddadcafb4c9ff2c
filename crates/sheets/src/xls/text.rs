use encoding_rs::WINDOWS_1258;

use super::Version;

/// Bytes of one record that may go on in others.
pub(super) struct Chunks<'a> {
    parts: &'a [&'a [u8]],
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    pub fn new(parts: &'a [&'a [u8]]) -> Self {
        let (first, parts) = parts.split_first().map_or((&[][..], parts), |(first, parts)| (*first, parts));
        Self { parts, rest: first }
    }

    /// Goes on in the next record; false at the end.
    fn advance(&mut self) -> bool {
        let Some((first, parts)) = self.parts.split_first() else { return false };
        (self.rest, self.parts) = (first, parts);
        true
    }

    fn byte(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.advance().then_some(())?;
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.rest = &[];
            if !self.advance() {
                return;
            }
        }
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// So many characters. Where they go on in another record, that begins with the width of what follows.
    fn characters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(count);
        while units.len() < count {
            if self.rest.is_empty() {
                self.advance().then_some(())?;
                wide = self.byte()? & 1 != 0;
            }
            let width = if wide { 2 } else { 1 };
            let take = (count - units.len()).min(self.rest.len() / width);
            if take == 0 {
                // Half a character at the end of a record.
                self.rest = &[];
                continue;
            }
            let (bytes, rest) = self.rest.split_at(take * width);
            self.rest = rest;
            match wide {
                true => units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))),
                false => units.extend(bytes.iter().map(|b| u16::from(*b))),
            }
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A text of Excel 97: its length, how it is written, what hangs on it, its characters.
    pub fn text(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(count, flags & 1 != 0)?;
        self.skip(runs * 4);
        self.skip(extra);
        Some(text)
    }
}

/// Texts of one workbook: their version, and for old ones the page of their bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts {
    pub version: Version,
    pub code_page: u16,
}

impl Texts {
    /// A text with two bytes of length, in a record that may go on.
    pub fn long(self, parts: &[&[u8]]) -> Option<String> {
        match self.version {
            Version::Biff8 => Chunks::new(parts).text(),
            Version::Biff5 => {
                let whole = parts.concat();
                let count = usize::from(super::records::u16_at(&whole, 0)?);
                Some(self.decode(whole.get(2..2 + count)?))
            }
        }
    }

    /// A text with one byte of length.
    pub fn short(self, data: &[u8]) -> Option<String> {
        let (count, rest) = data.split_first()?;
        self.plain(usize::from(*count), rest).map(|(text, _)| text)
    }

    /// A text whose length is known, and the bytes behind it.
    pub fn plain(self, count: usize, data: &[u8]) -> Option<(String, &[u8])> {
        match self.version {
            Version::Biff5 => Some((self.decode(data.get(..count)?), data.get(count..)?)),
            Version::Biff8 => {
                let (flags, rest) = data.split_first()?;
                let length = if flags & 1 != 0 { count * 2 } else { count };
                let text = Chunks::new(&[rest.get(..length)?]).characters(count, flags & 1 != 0)?;
                Some((text, rest.get(length..)?))
            }
        }
    }

    /// Fonts made TCVN3 and VNI out of any page: the bytes stay what they are, unless the page is Windows' Vietnamese.
    fn decode(self, bytes: &[u8]) -> String {
        match self.code_page {
            1258 => WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned(),
            _ => bytes.iter().map(|b| char::from(*b)).collect(),
        }
    }
}
