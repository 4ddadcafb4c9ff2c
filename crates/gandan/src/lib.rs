//! The server and its commands: configuration, wiring, the edge of the web. No rules of the field live here.

pub mod background;
pub mod cli;
pub mod commands;
pub mod config;
pub mod logging;
pub mod start;
pub mod web;
pub mod wiring;
