/// How much of a file is read before it is refused. The defaults suit the list of a whole commune many times over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub bytes: u64,
    /// Bytes of all parts of a packed file together, counted while they are really unpacked.
    pub unpacked: u64,
    /// How many times larger than packed a part may become. Small parts are free, see [`Limits::FREE_OF_RATIO`].
    pub ratio: u64,
    /// Parts of a packed file, pictures and all.
    pub parts: usize,
    /// Sheets.
    pub sheets: usize,
    /// Rows that hold something, in all sheets together.
    pub rows: u32,
    /// Columns up to the last one that holds something.
    pub columns: u32,
    /// Cells that are kept, in all sheets together: each row counts up to its last filled cell.
    pub cells: u64,
    /// Characters of the longest text in one cell.
    pub text: usize,
    /// Bytes of the texts of all cells together. One shared text of a file may stand in every cell.
    pub texts: u64,
}

impl Limits {
    /// A part that unpacks to less than this is no bomb, however well it packs.
    pub const FREE_OF_RATIO: u64 = 8 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            unpacked: 300 << 20,
            ratio: 200,
            parts: 2_000,
            sheets: 64,
            rows: 60_000,
            columns: 256,
            cells: 3_000_000,
            text: 10_000,
            texts: 64 << 20,
        }
    }
}
