//! Drawings of our own that come with the program: who lies beside whom, in straight lines. They show no boundary. An
//! installation that shows one names it (installation key `schematic`); imported outlines are another matter.

use std::collections::BTreeMap;
use std::fmt::Write;

use places::Unit;
use serde::Deserialize;

use crate::model::{MapText, MapView, Shape};

/// A drawing: named corners, so that neighbours share them, and each unit as a walk around its corners.
#[derive(Debug, Deserialize)]
struct Drawing {
    viewbox: String,
    corners: BTreeMap<String, [f64; 2]>,
    units: Vec<Outline>,
    texts: Vec<Text>,
}

#[derive(Debug, Deserialize)]
struct Outline {
    /// Code and vintage, `31918@2024`.
    unit: String,
    corners: String,
    label: [f64; 2],
}

#[derive(Debug, Deserialize)]
struct Text {
    vi: String,
    en: String,
    at: [f64; 2],
}

/// The eight communes of Hòa Bình district on the map of 2024, as the demo shows them.
pub const HOA_BINH: &str = "hoa_binh";

const DRAWINGS: &[(&str, &str)] = &[(HOA_BINH, include_str!("schematic/hoa_binh.json"))];

/// The drawing of these units, if the installation shows one that has any of them.
pub fn view(name: Option<&str>, units: &[Unit]) -> Option<MapView> {
    let (_, text) = DRAWINGS.iter().find(|(known, _)| Some(*known) == name)?;
    let drawing: Drawing = serde_json::from_str(text).ok()?;
    let shape = |outline: &Outline| {
        let unit = units.iter().find(|unit| unit.code_at_year().as_deref() == Some(&outline.unit))?;
        Some(Shape { unit: unit.id, path: path(&drawing, outline)?, label: outline.label })
    };
    let shapes: Vec<_> = drawing.units.iter().filter_map(shape).collect();
    let texts = drawing.texts.iter().map(|text| MapText { vi: text.vi.clone(), en: text.en.clone(), at: text.at });
    (!shapes.is_empty()).then(|| MapView { viewbox: drawing.viewbox.clone(), shapes, texts: texts.collect() })
}

fn path(drawing: &Drawing, outline: &Outline) -> Option<String> {
    let mut path = String::new();
    for (at, corner) in outline.corners.split(' ').enumerate() {
        let [x, y] = drawing.corners.get(corner)?;
        let _ = write!(path, "{}{x} {y}", if at == 0 { 'M' } else { 'L' });
    }
    path.push('Z');
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_is_closed_over_known_corners() {
        for (name, text) in DRAWINGS {
            let drawing: Drawing = serde_json::from_str(text).unwrap();
            assert!(!drawing.units.is_empty(), "{name}");
            for outline in &drawing.units {
                assert!(outline.corners.split(' ').count() >= 3, "{name} {}", outline.unit);
                assert!(path(&drawing, outline).is_some(), "{name} {}", outline.unit);
            }
        }
    }
}
