use base::Uuid;

/// Why a figure cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No such unit on the map in force, or none that the reader may see.
    #[error("no unit {0} on the map in force")]
    UnitUnknown(Uuid),
    /// Not the key of a period that has begun.
    #[error("'{0}' is no period that has begun; write m:2026-11, q:2026-4, y:2026 or all")]
    PeriodWrong(String),
    /// No such indicator, or none that the reader may see.
    #[error("no indicator '{0}'; GET /api/indicators lists them")]
    IndicatorUnknown(String),
    /// The indicator has other items.
    #[error("'{indicator}' has no item '{item}'; its items are: {known}")]
    ItemUnknown {
        /// The indicator's code.
        indicator: String,
        /// What was asked for.
        item: String,
        /// What there is.
        known: String,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Refused {
    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnitUnknown(_) => "not_found",
            Self::PeriodWrong(_) => "period_wrong",
            Self::IndicatorUnknown(_) => "indicator_unknown",
            Self::ItemUnknown { .. } => "item_unknown",
            Self::Db(_) => "database",
        }
    }
}
