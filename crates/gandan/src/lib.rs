//! The server and its commands: configuration, wiring, the edge of the web. No rules of the field live here.

pub mod config;
pub mod web;
