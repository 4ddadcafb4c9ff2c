use base::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

/// One unit's shape on the schematic.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = MapShape)]
pub struct Shape {
    /// Which unit.
    pub unit: Uuid,
    /// An SVG path.
    pub path: String,
    /// Where its name stands.
    pub label: [f64; 2],
}

/// A word on the map that is no unit.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MapText {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Where it stands.
    pub at: [f64; 2],
}

/// A drawing of the units below: who lies beside whom, not a boundary.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MapView {
    /// The SVG view box.
    pub viewbox: String,
    /// The units.
    pub shapes: Vec<Shape>,
    /// Other words.
    pub texts: Vec<MapText>,
}
