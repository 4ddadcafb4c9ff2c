//! Dashboards: one page for each tier, read set-based from the figures; how each figure is counted; and the news that
//! open screens get. What is counted is only read here; what other offices send is kept beside it.

pub mod analysis;
pub mod dashboard;
pub mod figure;
pub mod hub;
pub mod memo;
pub mod model;
pub mod paper;
mod routes;
pub mod rules;
mod schematic;
pub mod sent;
pub mod store;

pub use hub::Hub;
pub use memo::SendingMemo;
pub use routes::routes;
pub use rules::Refused;
pub use schematic::HOA_BINH;
pub use store::SCHEMATIC;
