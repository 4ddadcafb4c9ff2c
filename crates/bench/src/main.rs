//! Speed and memory as ratios against the bare engine.
fn main() {}
