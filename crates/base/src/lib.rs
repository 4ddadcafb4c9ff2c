//! What every other crate stands on: instants and days of Viet Nam, reporting periods, ids, and the folding of
//! Vietnamese text for search and order. Nothing here knows a database, a web server or a rule of the field.

mod bucket;
mod clock;
mod day;
mod fold;
mod ids;
mod period;

pub use bucket::Bucket;
pub use clock::{Clock, Instant, ManualClock, SystemClock};
pub use day::{Day, DayError, LAST_DAY};
pub use fold::{fold, sort_key};
pub use ids::{Ids, SeededIds, SystemIds, derived_id};
pub use period::{Period, PeriodKind, periods_of};
pub use uuid::Uuid;
