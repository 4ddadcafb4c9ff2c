use serde::Serialize;
use utoipa::ToSchema;

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TwoLanguages)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// One summand of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigurePart)]
pub struct Part {
    /// What it is, in Vietnamese.
    pub label_vi: String,
    /// What it is, in English.
    pub label_en: String,
    /// Its value.
    pub value: i64,
}

/// What someone published or typed, to stand beside the counted figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PublishedFigure)]
pub struct Published {
    /// The value.
    pub value: i64,
    /// As of which day.
    pub as_of: String,
    /// Where it was published.
    pub source: String,
}

/// One point of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrendPoint {
    /// The reporting month, `m:2026-11`.
    pub bucket: String,
    /// The value in that month, or at its end.
    pub value: i64,
    /// Out of how many that were asked, where that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<i64>,
}

/// One big number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigureCard)]
pub struct Card {
    /// The indicator's code.
    pub indicator: String,
    /// Its item, '' where it has none.
    pub item: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The value.
    pub value: i64,
    /// The unit of measure in Vietnamese.
    pub unit_vi: String,
    /// The unit of measure in English.
    pub unit_en: String,
    /// The value of the period before; null for all time.
    pub previous: Option<i64>,
    /// How many were asked; the value is out of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<i64>,
    /// How many were not asked yet: never a zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_asked: Option<i64>,
    /// What was published.
    pub published: Option<Published>,
    /// What the value is made of.
    pub parts: Vec<Part>,
    /// The last 13 reporting months.
    pub trend: Vec<TrendPoint>,
    /// A sentence under the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<Words>,
}
