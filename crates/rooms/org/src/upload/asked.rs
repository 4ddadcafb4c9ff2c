//! What an officer says of a file.

use std::collections::{BTreeMap, BTreeSet};

use roster::{Corrections, Field, Meaning, Values};
use serde::Deserialize;
use utoipa::ToSchema;

/// A document's number is no longer than this.
const DOCUMENT: usize = 200;

/// What is asked of a file. Sheets go by name, rows count from 1, columns from 0.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The file's name.
    pub name: String,
    /// Corrected columns.
    #[serde(default)]
    pub columns: Vec<ColumnSaid>,
    /// Mended values.
    #[serde(default)]
    pub values: Vec<ValueSaid>,
    /// Rows to leave out.
    #[serde(default)]
    pub leave_out: Vec<RowSaid>,
    /// Rows that may be somebody of the book: whether they are.
    #[serde(default)]
    pub settled: Vec<RowSettled>,
    /// By what right protected values are kept household by household; without it only counts are.
    #[serde(default)]
    pub basis: Option<Basis>,
}

/// A column and what it is.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ColumnSaid {
    sheet: String,
    column: usize,
    meaning: String,
}

/// A value in place of what the cell says.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ValueSaid {
    sheet: String,
    row: u32,
    /// full_name, birth, gender, role, position, phone, hamlet, relation, household_no.
    field: String,
    #[schema(max_length = 200)]
    value: String,
}

/// A row.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RowSaid {
    sheet: String,
    row: u32,
}

/// A row and whether it is who it may be.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RowSettled {
    sheet: String,
    row: u32,
    same: bool,
}

/// By what right protected values are kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Each household agreed, or a law asks for it (Law on personal data protection 91/2025, articles 9 and 19).
    pub kind: BasisKind,
    /// The number of the document that says so.
    #[schema(max_length = 200)]
    pub document: String,
}

/// What a basis rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BasisKind {
    /// They agreed.
    Consent,
    /// A law or decision asks for it.
    Law,
}

impl BasisKind {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Law => "law",
        }
    }

    /// Reads what is stored.
    pub fn of(text: &str) -> Option<Self> {
        [Self::Consent, Self::Law].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The same, checked.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Corrected columns.
    pub corrections: Corrections,
    /// Mended values.
    pub values: Values,
    /// Rows to leave out, by sheet and row.
    pub leave_out: BTreeSet<(String, u32)>,
    /// Rows that are, or are not, who they may be.
    pub settled: BTreeMap<(String, u32), bool>,
    /// By what right protected values are kept.
    pub basis: Option<Basis>,
}

impl Asked {
    /// Checks it. The error says what cannot stand.
    pub fn read(self) -> Result<Said, String> {
        let mut said = Said::default();
        for ColumnSaid { sheet, column, meaning } in self.columns {
            let meaning = Meaning::of_code(&meaning).ok_or_else(|| format!("'{meaning}' is no meaning of a column"))?;
            said.corrections.entry(sheet).or_default().insert(column, meaning);
        }
        for ValueSaid { sheet, row, field, value } in self.values {
            let field = Field::of_code(&field).ok_or_else(|| format!("'{field}' is no field of a row"))?;
            if value.chars().count() > DOCUMENT {
                return Err(format!("the value of row {row} is longer than {DOCUMENT} letters"));
            }
            said.values.insert((sheet, row, field), value);
        }
        said.leave_out = self.leave_out.into_iter().map(|RowSaid { sheet, row }| (sheet, row)).collect();
        said.settled = self.settled.into_iter().map(|row| ((row.sheet, row.row), row.same)).collect();
        said.basis = match self.basis {
            Some(basis) if basis.document.trim().is_empty() || basis.document.chars().count() > DOCUMENT => {
                return Err("a basis needs the number of its document".into());
            }
            basis => basis,
        };
        Ok(said)
    }
}
