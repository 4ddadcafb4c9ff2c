//! The official lists: compiled in, or from a folder that has the same files (see docs/csv.md).

use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;

use crate::{RowErrors, Vintage, read_rows};

/// A map to import.
#[derive(Debug)]
pub struct MapSource {
    /// The year that names it.
    pub year: Vintage,
    /// From which day the country was drawn so; empty as far back as known.
    pub first_day: String,
    pub(crate) units: Vec<UnitRow>,
    pub(crate) former_names: Vec<FormerName>,
    /// From which unit of the map before each came; empty for the first map.
    pub(crate) mapping: Vec<MappingRow>,
    pub(crate) provinces: Vec<ProvinceMapping>,
}

#[derive(Debug, Deserialize)]
struct MapRow {
    year: Vintage,
    first_day: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct UnitRow {
    pub code: String,
    pub tier: String,
    pub kind: String,
    pub name: String,
    pub parent: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FormerName {
    pub code: String,
    pub kind: String,
    pub name: String,
    pub valid_from: String,
    pub valid_to: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MappingRow {
    pub old: String,
    pub new: String,
    pub relation: String,
    pub is_default: i64,
    pub note: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ProvinceMapping {
    pub old: String,
    pub new: String,
    pub decision: String,
    pub communes_decision: String,
}

/// Why a source cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// A file is missing or unreadable.
    #[error("{file}: {message}")]
    File {
        /// Its name.
        file: String,
        /// What the system said.
        message: String,
    },
    /// Rows to mend.
    #[error("{file}: {errors}")]
    Rows {
        /// The file's name.
        file: String,
        /// Where.
        errors: RowErrors,
    },
}

/// The lists that this version was built with: the maps of 2024 and 2025.
pub fn embedded() -> Result<Vec<MapSource>, SourceError> {
    read(|file| {
        Ok(Some(Cow::Borrowed(match file {
            "maps.csv" => include_str!("../../../data/maps.csv"),
            "units_2024.csv" => include_str!("../../../data/units_2024.csv"),
            "units_2025.csv" => include_str!("../../../data/units_2025.csv"),
            "former_names_2025.csv" => include_str!("../../../data/former_names_2025.csv"),
            "mapping_2025.csv" => include_str!("../../../data/mapping_2025.csv"),
            "mapping_provinces_2025.csv" => include_str!("../../../data/mapping_provinces_2025.csv"),
            _ => return Ok(None),
        })))
    })
}

/// The lists in a folder.
pub fn from_folder(folder: &Path) -> Result<Vec<MapSource>, SourceError> {
    read(|file| {
        let path = folder.join(file);
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&path);
        text.map(|text| Some(Cow::Owned(text)))
            .map_err(|e| SourceError::File { file: path.display().to_string(), message: e.to_string() })
    })
}

type Texts<'a> = dyn Fn(&str) -> Result<Option<Cow<'static, str>>, SourceError> + 'a;

fn read(
    text_of: impl Fn(&str) -> Result<Option<Cow<'static, str>>, SourceError>,
) -> Result<Vec<MapSource>, SourceError> {
    let text_of: &Texts<'_> = &text_of;
    let mut maps: Vec<MapRow> = rows(text_of, "maps.csv", true)?;
    maps.sort_by_key(|map| map.year);
    let oldest = maps.first().map(|map| map.year);
    maps.into_iter()
        .map(|map| {
            let named = |kind: &str| format!("{kind}_{}.csv", map.year);
            let redrawn = Some(map.year) != oldest;
            Ok(MapSource {
                units: rows(text_of, &named("units"), true)?,
                former_names: rows(text_of, &named("former_names"), false)?,
                mapping: rows(text_of, &named("mapping"), redrawn)?,
                provinces: rows(text_of, &named("mapping_provinces"), redrawn)?,
                year: map.year,
                first_day: map.first_day,
            })
        })
        .collect()
}

fn rows<R: serde::de::DeserializeOwned>(
    text_of: &Texts<'_>,
    file: &str,
    required: bool,
) -> Result<Vec<R>, SourceError> {
    let text = match text_of(file)? {
        Some(text) => text,
        None if !required => return Ok(Vec::new()),
        None => return Err(SourceError::File { file: file.into(), message: "the file is not there".into() }),
    };
    let read = read_rows(&text, &[]).map_err(|errors| SourceError::Rows { file: file.into(), errors })?;
    Ok(read.into_iter().map(|(_, row)| row).collect())
}
