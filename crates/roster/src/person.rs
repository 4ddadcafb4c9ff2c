//! One row that names somebody, cell by cell.

use base::Day;
use sheets::Value;

use crate::birth::{Birth, Reading as BirthReading};
use crate::grid::{Cell, Row};
use crate::meaning::Meaning;
use crate::name;
use crate::record::{About, Code, Record};
use crate::table::Table;
use crate::{mark, phone, place, role};

/// What holds for all rows of a table.
pub(crate) struct Context<'a> {
    pub table: &'a Table,
    pub sheet: &'a str,
    /// Texts that a file's encoding takes apart are composed without a word.
    pub composed: bool,
    pub births: BirthReading,
    /// Day and month of its date cells may have been swapped.
    pub suspect: bool,
    /// What a bare name in a column of hamlets is.
    pub tier: String,
    pub households: bool,
}

/// What the rows above leave to a row.
#[derive(Default)]
pub(crate) struct Above {
    pub hamlet: Option<String>,
    pub commune: Option<String>,
    pub household: String,
    pub role: String,
    pub position: String,
}

impl Context<'_> {
    fn cell<'r>(&self, row: &'r Row, meaning: Meaning) -> Option<&'r Cell> {
        self.table.all(meaning).find_map(|column| row.at(column))
    }

    fn text(&self, row: &Row, meaning: Meaning) -> String {
        self.cell(row, meaning).map(Cell::text).unwrap_or_default()
    }

    fn marked(&self, row: &Row, meaning: Meaning) -> bool {
        mark::read(&self.text(row, meaning)) == Some(true)
    }

    /// Understands a row. `heading` is the hamlet of the sub-heading above it.
    pub fn read(&self, row: &Row, heading: Option<&str>, above: &mut Above) -> Record {
        let one_a_household = self.households && self.table.has(Meaning::HeadName) && !self.names_people();
        let about = if one_a_household { About::Household } else { About::Person };
        let mut record = Record::new(about, self.sheet, row.number);
        self.name(row, &mut record);
        self.place(row, heading, above, &mut record);
        let by_birth = self.birth(row, &mut record);
        self.gender(row, by_birth, &mut record);
        self.duties(row, above, &mut record);
        self.phones(row, &mut record);
        self.household(row, above, &mut record);
        self.extras(row, &mut record);
        self.keep_raw(row, &mut record);
        record
    }

    /// The cells' own texts, for whoever compares.
    fn keep_raw(&self, row: &Row, record: &mut Record) {
        use Meaning::*;
        let fields: [(&'static str, &[Meaning]); 7] = [
            ("full_name", &[FamilyName, GivenName, FullName, HeadName]),
            ("birth", &[Birth, BirthMale, BirthFemale, BirthDay, BirthMonth, BirthYear, Age]),
            ("gender", &[Gender, Male, Female]),
            ("role", &[Role, LeaderMark, DeputyMark, MemberMark]),
            ("position", &[Position]),
            ("phone", &[Phone]),
            ("hamlet", &[Hamlet]),
        ];
        for (field, meanings) in fields {
            let cells =
                meanings.iter().flat_map(|meaning| self.table.all(*meaning)).filter_map(|column| row.at(column));
            let raw = cells.map(|cell| cell.raw.trim()).collect::<Vec<_>>().join(" ");
            if !raw.is_empty() {
                record.raw.insert(field, raw);
            }
        }
    }

    fn names_people(&self) -> bool {
        self.table.has(Meaning::FullName) || self.table.has(Meaning::GivenName)
    }

    fn name(&self, row: &Row, record: &mut Record) {
        let family = self.cell(row, Meaning::FamilyName);
        let given = self.cell(row, Meaning::GivenName);
        let codes = &mut record.warnings;
        record.full_name = if family.is_some() || given.is_some() {
            let parts: Vec<&Cell> = [family, given].into_iter().flatten().collect();
            let raw = parts.iter().map(|cell| cell.raw.trim()).collect::<Vec<_>>().join(" ");
            let encoding = parts.iter().map(|cell| cell.encoding).find(|e| *e != crate::legacy::Encoding::Unicode);
            name::tidy(&raw, encoding.unwrap_or(crate::legacy::Encoding::Unicode), self.composed, true, codes)
        } else {
            let cell = self.cell(row, Meaning::FullName).or_else(|| self.cell(row, Meaning::HeadName));
            cell.map(|cell| name::tidy(&cell.raw, cell.encoding, self.composed, false, codes)).unwrap_or_default()
        };
    }

    fn place(&self, row: &Row, heading: Option<&str>, above: &mut Above, record: &mut Record) {
        let text = self.text(row, Meaning::Hamlet);
        if let Some(hamlet) = place::hamlet_cell(&text, &self.tier).filter(|_| !role::is_ditto(&text) && text != "-") {
            above.hamlet = Some(hamlet);
        }
        let own = if self.table.has(Meaning::Hamlet) { above.hamlet.clone() } else { None };
        let address = || place::hamlet(&self.text(row, Meaning::Address));
        record.hamlet = own.or_else(|| heading.map(str::to_owned)).or_else(address).unwrap_or_default();
        let text = self.text(row, Meaning::Commune);
        if let Some(commune) = place::commune_cell(&text).filter(|_| !role::is_ditto(&text) && text != "-") {
            above.commune = Some(commune);
        }
        let address = || place::commune(&self.text(row, Meaning::Address));
        record.commune = above.commune.clone().or_else(address).unwrap_or_default();
    }

    /// The sex that a year under "Nam" or "Nữ" says.
    fn birth(&self, row: &Row, record: &mut Record) -> (bool, bool) {
        let (male, female) = (self.cell(row, Meaning::BirthMale), self.cell(row, Meaning::BirthFemale));
        let cell = self.cell(row, Meaning::Birth).or(male).or(female);
        let columns = [Meaning::Birth, Meaning::BirthMale, Meaning::BirthFemale, Meaning::BirthYear, Meaning::Age];
        if self.table.has(Meaning::BirthMonth) {
            let part = |meaning| Some(self.text(row, meaning)).filter(|text| !text.is_empty());
            if let Some(year) = part(Meaning::BirthYear) {
                let zero = || "0".to_owned();
                let (day, month) = (part(Meaning::BirthDay), part(Meaning::BirthMonth));
                let text = format!("{}/{}/{year}", day.unwrap_or_else(zero), month.unwrap_or_else(zero));
                let birth = BirthReading { asks_days: true, ..self.births }.text(&text, &mut record.warnings);
                (record.birth_date, record.birth_year) = (birth.date, birth.year);
            }
        } else if let Some(cell) = cell {
            let birth = self.born(cell, &mut record.warnings);
            (record.birth_date, record.birth_year) = (birth.date, birth.year);
        } else if let Ok(age) = self.text(row, Meaning::Age).parse::<i64>() {
            record.birth_year = Some(self.births.this_year - age).filter(|_| (0..120).contains(&age));
            record.warnings.add(Code::DobApprox);
        }
        let said = [Code::DobInvalid, Code::DobApprox].iter().any(|code| record.warnings.has(*code));
        if record.birth_year.is_none() && !said && columns.iter().any(|meaning| self.table.has(*meaning)) {
            record.warnings.add(Code::DobMissing);
        }
        (male.is_some(), female.is_some())
    }

    fn born(&self, cell: &Cell, codes: &mut crate::record::Codes) -> Birth {
        match &cell.value {
            Value::Date { serial, year, month, day, .. } => match Day::new(*year, *month, *day) {
                Ok(shown) => {
                    let birth = self.births.date(*serial, shown, codes);
                    if self.suspect && birth.date.is_some_and(|date| date.day() != date.month()) {
                        codes.add(Code::DobDayMonthSuspect);
                    }
                    birth
                }
                Err(_) => Birth::default(),
            },
            Value::Number(number) => self.births.number(*number, codes),
            _ => self.births.text(&cell.text(), codes),
        }
    }

    fn gender(&self, row: &Row, (born_male, born_female): (bool, bool), record: &mut Record) {
        let columns = [Meaning::Gender, Meaning::Male, Meaning::Female, Meaning::BirthMale, Meaning::BirthFemale];
        if !columns.iter().any(|meaning| self.table.has(*meaning)) {
            return;
        }
        let filled = |meaning| self.cell(row, meaning).is_some() && mark::read(&self.text(row, meaning)) != Some(false);
        let written = base::fold(&self.text(row, Meaning::Gender));
        let mut male = born_male || filled(Meaning::Male) || matches!(written.as_str(), "nam" | "m" | "trai" | "male");
        let female =
            born_female || filled(Meaning::Female) || matches!(written.as_str(), "nu" | "f" | "gai" | "female" | "n");
        // A lone column "Nữ": who has no mark in it is a man.
        let lone =
            self.table.has(Meaning::Female) && !self.table.has(Meaning::Male) && !self.table.has(Meaning::Gender);
        male |= lone && !female;
        match (male, female) {
            (true, true) => record.warnings.add(Code::GenderConflict),
            (true, false) => record.gender = "Nam".into(),
            (false, true) => record.gender = "Nữ".into(),
            (false, false) => record.warnings.add(Code::GenderMissing),
        }
    }

    fn duties(&self, row: &Row, above: &mut Above, record: &mut Record) {
        let repeated = |text: String, last: &str| if role::is_ditto(&text) { last.to_owned() } else { text };
        record.position = repeated(self.text(row, Meaning::Position), &above.position);
        if record.position == "-" {
            record.position.clear();
        }
        above.position.clone_from(&record.position);
        let marks =
            [(Meaning::LeaderMark, "Tổ trưởng"), (Meaning::DeputyMark, "Tổ phó"), (Meaning::MemberMark, "Thành viên")];
        let marked: Vec<&str> = marks.iter().filter(|(m, _)| self.marked(row, *m)).map(|(_, role)| *role).collect();
        let written = repeated(self.text(row, Meaning::Role), &above.role);
        above.role.clone_from(&written);
        record.role = match marked.as_slice() {
            [only] => (*only).to_owned(),
            [_, _, ..] => {
                record.warnings.add(Code::Conflict);
                String::new()
            }
            [] => role::read(&written).map_or_else(|| first_role(&written), str::to_owned),
        };
        // A post that stands in the column of roles is kept as one.
        if record.role.is_empty() && record.position.is_empty() && !written.is_empty() {
            record.position = written;
        }
        let asked = self.table.has(Meaning::Role) || marks.iter().any(|(meaning, _)| self.table.has(*meaning));
        if asked && record.role.is_empty() && marked.is_empty() {
            record.warnings.add(Code::RoleMissing);
        }
    }

    fn phones(&self, row: &Row, record: &mut Record) {
        let cells: Vec<String> =
            self.table.all(Meaning::Phone).filter_map(|c| row.at(c)).map(|cell| cell.raw.clone()).collect();
        let mut numbers = Vec::new();
        for text in cells {
            let found = phone::read(&text, &mut record.warnings);
            numbers.extend(found.first.into_iter().chain(found.second));
        }
        numbers.dedup();
        let mut numbers = numbers.into_iter();
        record.phone = numbers.next().unwrap_or_default();
        if let Some(second) = numbers.find(|number| *number != record.phone) {
            record.extra.insert("phone2".into(), second);
        }
    }

    fn household(&self, row: &Row, above: &mut Above, record: &mut Record) {
        let number = self.text(row, Meaning::HouseholdNo);
        if !number.is_empty() {
            above.household = number;
        }
        if self.table.has(Meaning::HouseholdNo) {
            record.household_no.clone_from(&above.household);
        }
        record.relation = role::relation(&self.text(row, Meaning::Relation));
        if self.marked(row, Meaning::HeadMark) {
            record.relation = "Chủ hộ".into();
        } else if self.table.has(Meaning::Relation) && record.relation.is_empty() {
            record.warnings.add(Code::RelationMissing);
        }
    }

    fn extras(&self, row: &Row, record: &mut Record) {
        let flags = [
            (Meaning::Smartphone, "smartphone"),
            (Meaning::Computer, "computer"),
            (Meaning::Internet, "internet"),
            (Meaning::Poor, "poor"),
            (Meaning::NearPoor, "near_poor"),
        ];
        for (meaning, key) in flags.iter().filter(|(meaning, _)| self.table.has(*meaning)) {
            let text = self.text(row, *meaning);
            let value = match mark::read(&text) {
                Some(true) => "1".to_owned(),
                Some(false) => "0".to_owned(),
                None if text.is_empty() => "0".to_owned(),
                None => text,
            };
            record.extra.insert((*key).to_owned(), value);
        }
        if record.extra.get("poor").is_some_and(|v| v == "1") && record.extra.get("near_poor").is_some_and(|v| v == "1")
        {
            record.warnings.add(Code::Conflict);
        }
        let texts = [
            (Meaning::Email, "email"),
            (Meaning::Ethnicity, "ethnicity"),
            (Meaning::Poverty, "poverty"),
            (Meaning::PeopleCount, "people"),
        ];
        for (meaning, key) in texts {
            let text = self.text(row, meaning);
            if !text.is_empty() {
                record.extra.insert(key.to_owned(), text);
            }
        }
    }
}

/// "Tổ trưởng, Bí thư chi bộ": the role is one of several things that a cell says.
fn first_role(text: &str) -> String {
    let parts = text.split([',', ';', '-', '–', '/', '(', ')', '\n']);
    parts.filter_map(|part| role::read(part.trim())).next().unwrap_or_default().to_owned()
}
