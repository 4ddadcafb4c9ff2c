//! The rules of the house that a machine can hold, so that nobody has to remember them.

mod arrows;
mod colours;
mod dependencies;
mod sentences;
mod sizes;
mod sql;
mod tree;

/// Fails with all findings at once, each as `path:line what`.
#[track_caller]
fn none(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}
