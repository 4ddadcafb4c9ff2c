//! Single values that an officer has mended in the preview: they stand in place of what the cell says.

use std::collections::HashMap;

use crate::birth::Reading as Births;
use crate::legacy::Encoding;
use crate::record::{Code, Codes, Record};
use crate::{name, phone, place, role};

/// Mended values: by sheet (composed name), row as the user sees it, and field.
pub type Values = HashMap<(String, u32, Field), String>;

macro_rules! fields {
    ($($name:ident $text:literal $codes:expr,)*) => {
        /// A value of a row that can be mended.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Field { $($name,)* }

        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As the wire writes it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The beginnings of the codes that speak of it: they go with what stood in the cell.
            fn codes(self) -> &'static [&'static str] {
                match self { $(Self::$name => &$codes,)* }
            }
        }
    };
}

fields! {
    FullName "full_name" ["W_NAME_"],
    Birth "birth" ["W_DOB_"],
    Gender "gender" ["W_GENDER_"],
    Role "role" ["W_ROLE_"],
    Position "position" [],
    Phone "phone" ["W_PHONE_"],
    Hamlet "hamlet" [],
    Relation "relation" ["W_RELATION_"],
    HouseholdNo "household_no" [],
}

impl Field {
    /// The field of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }
}

/// Puts what was said of a row in place of what was read; an empty text empties the value.
pub(crate) fn apply(record: &mut Record, values: &Values, births: Births, tier: &str) {
    if values.is_empty() {
        return;
    }
    for field in Field::ALL {
        let Some(text) = values.get(&(record.sheet.clone(), record.source_row, *field)) else { continue };
        field.codes().iter().for_each(|begin| record.warnings.forget(begin));
        set(record, *field, text.trim(), births, tier);
    }
}

fn set(record: &mut Record, field: Field, text: &str, births: Births, tier: &str) {
    let codes = &mut record.warnings;
    match field {
        Field::FullName => record.full_name = name::tidy(text, Encoding::Unicode, true, false, codes),
        Field::Birth => {
            let birth = births.text(text, codes);
            (record.birth_date, record.birth_year) = (birth.date, birth.year);
            // A year alone is what was said, not what is missing.
            codes.forget(Code::DobYearOnly.text());
        }
        Field::Gender => {
            record.gender = match base::fold(text).as_str() {
                "nam" => "Nam".into(),
                "nu" => "Nữ".into(),
                _ => String::new(),
            }
        }
        Field::Role => record.role = role::read(text).unwrap_or_default().to_owned(),
        Field::Position => record.position = text.to_owned(),
        Field::Phone => phones(record, text),
        Field::Hamlet => record.hamlet = place::hamlet_cell(text, tier).unwrap_or_default(),
        Field::Relation => record.relation = role::relation(text),
        Field::HouseholdNo => record.household_no = text.to_owned(),
    }
}

fn phones(record: &mut Record, text: &str) {
    let mut codes = Codes::default();
    let found = phone::read(text, &mut codes);
    record.phone = found.first.unwrap_or_default();
    record.extra.remove("phone2");
    record.extra.extend(found.second.map(|second| ("phone2".to_owned(), second)));
    codes.iter().for_each(|code| record.warnings.keep(code));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(field: Field, text: &str) -> Record {
        let mut record = Record::named("Trần Văn Á");
        record.warnings.add(Code::DobInvalid);
        record.warnings.add(Code::PhoneInvalid);
        let values = Values::from([((String::new(), 0, field), text.to_owned())]);
        let births = Births { this_year: 2026, asks_days: true, adults: true };
        apply(&mut record, &values, births, "Ấp");
        record
    }

    #[test]
    fn what_is_said_stands_and_takes_its_doubts_along() {
        let birth = mended(Field::Birth, "1980");
        assert_eq!((birth.birth_year, birth.warnings.to_string().as_str()), (Some(1980), "W_PHONE_INVALID"));
        let phone = mended(Field::Phone, "0950 000 248");
        assert_eq!((phone.phone.as_str(), phone.warnings.to_string().as_str()), ("+84950000248", "W_DOB_INVALID"));
        assert!(mended(Field::Phone, "09500").warnings.has(Code::PhoneInvalid), "a wrong number is said to be wrong");
        assert_eq!(mended(Field::FullName, "  lê thị ửng ").full_name, "Lê Thị Ửng");
        assert_eq!(mended(Field::Role, "tổ phó").role, "Tổ phó");
        assert_eq!(mended(Field::Gender, "nữ").gender, "Nữ");
        assert_eq!(mended(Field::Hamlet, "12").hamlet, "Ấp 12");
        assert_eq!(mended(Field::Relation, "con dâu").relation, "Con dâu");
    }

    #[test]
    fn fields_are_found_by_their_codes() {
        assert!(Field::ALL.iter().all(|field| Field::of_code(field.code()) == Some(*field)));
        assert_eq!(Field::of_code("identity"), None);
    }
}
