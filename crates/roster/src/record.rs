//! What is read from a sheet, row by row, in the words of the expected results.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use base::Day;
use serde::{Serialize, Serializer};

/// What a record speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// A row that names a person.
    Person,
    /// A row that names a household as a whole.
    Household,
    /// A statement on the whole sheet.
    Sheet,
}

/// One row of a list, understood. Texts are empty where the sheet says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Person, household or sheet.
    #[serde(rename = "record")]
    pub about: About,
    /// The sheet's name, composed.
    pub sheet: String,
    /// The row as the user sees it, from 1.
    pub source_row: u32,
    /// "Xã Vĩnh Mỹ A".
    pub commune: String,
    /// "Ấp Do Thới".
    pub hamlet: String,
    /// Composed, single spaces, no title and no remark.
    pub full_name: String,
    /// "Nam", "Nữ" or empty.
    pub gender: String,
    /// Only where day, month and year are given and real.
    #[serde(serialize_with = "or_empty")]
    pub birth_date: Option<Day>,
    /// The year of birth.
    #[serde(serialize_with = "or_empty")]
    pub birth_year: Option<i64>,
    /// "Tổ trưởng", "Tổ phó", "Thành viên", "Thư ký" or empty.
    pub role: String,
    /// The post, as written.
    pub position: String,
    /// `+84…` or empty.
    pub phone: String,
    /// The household's number in the list.
    pub household_no: String,
    /// To the head of the household.
    pub relation: String,
    /// What else the row says.
    pub extra: BTreeMap<String, String>,
    /// What was done to it and what is doubtful, as codes in order.
    pub warnings: Codes,
    /// What the cells hold, by field, where that is not what was made of them. Never a protected number.
    #[serde(skip)]
    pub raw: BTreeMap<&'static str, String>,
}

impl Record {
    /// Somebody of whom only the name is known.
    pub fn named(full_name: &str) -> Self {
        Self { full_name: full_name.to_owned(), ..Self::new(About::Person, "", 0) }
    }

    /// An empty one.
    pub(crate) fn new(about: About, sheet: &str, source_row: u32) -> Self {
        Self {
            about,
            sheet: sheet.to_owned(),
            source_row,
            commune: String::new(),
            hamlet: String::new(),
            full_name: String::new(),
            gender: String::new(),
            birth_date: None,
            birth_year: None,
            role: String::new(),
            position: String::new(),
            phone: String::new(),
            household_no: String::new(),
            relation: String::new(),
            extra: BTreeMap::new(),
            warnings: Codes::default(),
            raw: BTreeMap::new(),
        }
    }
}

/// As in the expected results: a text, empty where nothing is known.
fn or_empty<T: fmt::Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_str(""),
    }
}

macro_rules! codes {
    ($($name:ident $text:literal $doc:literal,)*) => {
        /// What was done to a row, or what is doubtful about it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $(#[doc = $doc] $name,)* }

        impl Code {
            /// As it is written.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    PhoneZeroRestored "W_PHONE_ZERO_RESTORED" "The leading zero that the spreadsheet ate was put back.",
    PhoneInvalid "W_PHONE_INVALID" "No number could be made of the cell; the phone is left empty.",
    PhoneMultiple "W_PHONE_MULTIPLE" "Two numbers stand in one cell.",
    PhoneOldPrefix "W_PHONE_OLD_PREFIX" "A number of eleven digits was converted to what it became in 2018.",
    PhoneLandline "W_PHONE_LANDLINE" "A landline.",
    PhoneShared "W_PHONE_SHARED" "Somebody before has the same number.",
    DobMissing "W_DOB_MISSING" "The list has a column for it and this row nothing.",
    DobYearOnly "W_DOB_YEAR_ONLY" "A column of days holds a year only.",
    DobMonthOnly "W_DOB_MONTH_ONLY" "A month and a year.",
    DobTwoDigitYear "W_DOB_TWO_DIGIT_YEAR" "The century was added.",
    DobInvalid "W_DOB_INVALID" "There is no such day; the year is kept.",
    DobApprox "W_DOB_APPROX" "The list says that it is not exact.",
    DobYearInDateCell "W_DOB_YEAR_IN_DATE_CELL" "A year that a date cell shows as a day of 1905.",
    DobDayMonthSuspect "W_DOB_DAYMONTH_SUSPECT" "Day and month may have been swapped.",
    NameNfd "W_NAME_NFD" "The letters were in pieces.",
    NameLegacyTcvn3 "W_NAME_LEGACY_TCVN3" "Read from TCVN3.",
    NameLegacyVni "W_NAME_LEGACY_VNI" "Read from VNI.",
    NameCase "W_NAME_CASE" "Capitals were made regular.",
    NameSpaces "W_NAME_SPACES" "Spaces were made regular.",
    NameEth "W_NAME_ETH" "A foreign ð was made a đ.",
    NameNoDiacritics "W_NAME_NO_DIACRITICS" "The name seems to lack its marks.",
    NameNoteRemoved "W_NAME_NOTE_REMOVED" "A remark in brackets was taken off.",
    NameTitleRemoved "W_NAME_TITLE_REMOVED" "A title was taken off.",
    DuplicatePerson "W_DUPLICATE_PERSON" "The same name, birth and phone stand above.",
    PossibleDuplicate "W_POSSIBLE_DUPLICATE" "The same name without marks and the same phone stand above, with another birth.",
    GenderMissing "W_GENDER_MISSING" "The list has a column for it and this row nothing.",
    GenderConflict "W_GENDER_CONFLICT" "Both sexes are marked.",
    RoleMissing "W_ROLE_MISSING" "The list has a column for it and this row nothing.",
    SecondLeader "W_SECOND_LEADER" "The team has a leader above.",
    RelationMissing "W_RELATION_MISSING" "The list has a column for it and this row nothing.",
    NoHouseholdHead "W_NO_HOUSEHOLD_HEAD" "Nobody of the household is its head.",
    Conflict "W_CONFLICT" "Two marks that exclude each other.",
    TotalMismatch "W_TOTAL_MISMATCH" "The total that the sheet states is not what its rows count.",
    HiddenRows "W_HIDDEN_ROWS" "Rows of the table are hidden; they were read.",
    NoTable "W_NO_TABLE" "No list was found.",
    SensitiveColumn "W_SENSITIVE_COLUMN" "The list has a column that is protected.",
}

/// What was mended so surely that nobody has to look.
const SURE: &[&str] = &[
    "W_PHONE_ZERO_RESTORED",
    "W_PHONE_MULTIPLE",
    "W_PHONE_OLD_PREFIX",
    "W_PHONE_LANDLINE",
    "W_DOB_YEAR_ONLY",
    "W_DOB_MONTH_ONLY",
    "W_DOB_TWO_DIGIT_YEAR",
    "W_NAME_NFD",
    "W_NAME_LEGACY_TCVN3",
    "W_NAME_LEGACY_VNI",
    "W_NAME_CASE",
    "W_NAME_SPACES",
    "W_NAME_ETH",
    "W_NAME_TITLE_REMOVED",
];

/// A set of codes, written in order with `;` between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes(BTreeSet<&'static str>);

impl Codes {
    /// Adds one.
    pub fn add(&mut self, code: Code) {
        self.0.insert(code.text());
    }

    /// Takes away those that begin so.
    pub(crate) fn forget(&mut self, begin: &str) {
        self.0.retain(|code| !code.starts_with(begin));
    }

    /// Adds one that was taken from another set.
    pub(crate) fn keep(&mut self, code: &'static str) {
        self.0.insert(code);
    }

    /// Whether somebody should look: what was done to the row is not sure, or something is missing.
    pub fn are_doubtful(&self) -> bool {
        self.0.iter().any(|code| !SURE.contains(code))
    }

    /// Whether it is in.
    pub fn has(&self, code: Code) -> bool {
        self.0.contains(code.text())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, code) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ";" })?;
            f.write_str(code)?;
        }
        Ok(())
    }
}

impl Serialize for Codes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
