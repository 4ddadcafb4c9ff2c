//! A release carries the app's files: it is built again when they change. Other builds read them where they lie.

#[allow(clippy::disallowed_methods)] // cargo speaks to build scripts by the environment
fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::rerun-if-changed={}", if release { "../../app/dist" } else { "build.rs" });
}
