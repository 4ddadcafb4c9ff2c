use counting::catalogue::{Breakdown, Indicator};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Crumb, Part, PeriodView, Published, TrendPoint, UnitRef};

/// An indicator, as it is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Indicator)]
pub struct IndicatorView {
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The unit of measure in Vietnamese.
    pub unit_vi: String,
    /// The unit of measure in English.
    pub unit_en: String,
    /// Whose figure it is: team, commune, police, service_centre, social_insurance, statistics, province or system.
    #[schema(value_type = String)]
    pub owner: counting::catalogue::Owner,
    /// flow, stock, distinct, ratio or entered.
    #[schema(value_type = String)]
    pub kind: counting::catalogue::Kind,
    /// How it is counted, in Vietnamese.
    pub how_vi: String,
    /// How it is counted, in English.
    pub how_en: String,
    /// The breakdowns that are kept: sex, age.
    #[schema(value_type = Vec<String>)]
    pub breakdowns: Vec<Breakdown>,
    /// Its items; the one item '' where it has none.
    pub items: Vec<String>,
    /// Which rows of the field's own catalogue it is, such as `2.2/5`.
    pub domain: Vec<String>,
    /// Rows of that catalogue that are some of its items.
    pub also: Vec<AlsoView>,
    /// How often it is reported: month, quarter, half_year, year or campaign.
    #[schema(value_type = String)]
    pub frequency: counting::catalogue::Frequency,
    /// The day since which this definition holds.
    pub since: String,
    /// What is entered, for figures that other offices send.
    pub fields: Vec<FieldView>,
    /// For figures that are sent: they stand on a day; otherwise they add up over the period.
    pub on_day: bool,
    /// For figures that are sent: two fields, of which the first is a part of the second.
    pub share: Option<Vec<String>>,
}

/// One thing that another office sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SentField)]
pub struct FieldView {
    /// Its item.
    pub item: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// Something of ours is counted of the same thing.
    pub beside: bool,
}

/// A row of the field's catalogue that is some items of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AlsoKnownAs)]
pub struct AlsoView {
    /// The row, such as `2.2/17`.
    pub domain: String,
    /// Its code there.
    pub code: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The items that are it; none: the share.
    pub items: Vec<String>,
}

impl From<&counting::catalogue::Field> for FieldView {
    fn from(field: &counting::catalogue::Field) -> Self {
        let (name_vi, name_en) = (field.name_vi.clone(), field.name_en.clone());
        Self { item: field.item.clone(), name_vi, name_en, beside: !field.beside.is_empty() }
    }
}

impl From<&counting::catalogue::Also> for AlsoView {
    fn from(also: &counting::catalogue::Also) -> Self {
        let (name_vi, name_en) = (also.name_vi.clone(), also.name_en.clone());
        Self { domain: also.domain.clone(), code: also.code.clone(), name_vi, name_en, items: also.items.clone() }
    }
}

impl IndicatorView {
    /// The declaration, with its items spread over these skills.
    pub fn of(one: &Indicator, skills: &[&str]) -> Self {
        Self {
            code: one.code.clone(),
            name_vi: one.name_vi.clone(),
            name_en: one.name_en.clone(),
            unit_vi: one.unit_vi.clone(),
            unit_en: one.unit_en.clone(),
            owner: one.owner,
            kind: one.kind,
            how_vi: one.how_vi.clone(),
            how_en: one.how_en.clone(),
            breakdowns: one.breakdowns.clone(),
            items: one.items_for(skills),
            domain: one.domain.clone(),
            also: one.also.iter().map(Into::into).collect(),
            frequency: one.frequency,
            since: one.since.clone(),
            fields: one.fields.iter().map(Into::into).collect(),
            on_day: one.on_day,
            share: one.share.as_ref().map(|(part, whole)| vec![part.clone(), whole.clone()]),
        }
    }
}

/// People by sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct BySex {
    /// Male.
    pub male: i64,
    /// Female.
    pub female: i64,
    /// Not known.
    pub unknown: i64,
}

/// People by age group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ByAge {
    /// Under 18.
    pub age_0_17: i64,
    /// 18 to 39.
    pub age_18_39: i64,
    /// 40 to 59.
    pub age_40_59: i64,
    /// 60 and older.
    pub age_60: i64,
    /// Not known.
    pub unknown: i64,
}

/// One of the two figures of a ratio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RatioTerm)]
pub struct Term {
    /// The indicator's code.
    pub indicator: String,
    /// Its item.
    pub item: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// Its value.
    pub value: i64,
}

/// What one unit below adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contribution {
    /// Which unit.
    pub unit: UnitRef,
    /// Its value.
    pub value: i64,
    /// Out of how many, for a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<i64>,
}

/// One figure, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigureDetail)]
pub struct Figure {
    /// The unit.
    pub unit: UnitRef,
    /// The units above.
    pub crumbs: Vec<Crumb>,
    /// The declaration: what it is and how it is counted.
    pub indicator: IndicatorView,
    /// The item shown.
    pub item: String,
    /// The period shown.
    pub period: PeriodView,
    /// Everything received until then is counted, in milliseconds.
    pub as_of: i64,
    /// The unit's version.
    pub version: i64,
    /// The value; for a ratio, its first figure.
    pub value: i64,
    /// Out of how many, for a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<i64>,
    /// The value of the period before; null for all time.
    pub previous: Option<i64>,
    /// The last 13 reporting months.
    pub trend: Vec<TrendPoint>,
    /// What was published.
    pub published: Option<Published>,
    /// By sex, where that is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<BySex>,
    /// By age group, where that is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<ByAge>,
    /// A ratio's two figures.
    pub terms: Vec<Term>,
    /// Teams by the tier that they belong to.
    pub parts: Vec<Part>,
    /// What each unit below adds.
    pub children: Vec<Contribution>,
    /// What belongs to the unit itself and to none below (value less all children).
    pub own: i64,
}
