//! A file that grows long holds more than one idea.

use crate::{none, tree};

const LONGEST: usize = 300;

#[test]
fn no_file_is_long() {
    let mut files = tree::files("crates", &["rs"]);
    files.extend(tree::files("app/src", &["ts", "svelte", "css"]));
    files.extend(tree::files("e2e", &["ts"]));
    let hand_made = files.into_iter().filter(|file| !file.shown.ends_with("api-types.ts"));
    let long = hand_made.map(|file| (file.text.lines().count(), file.shown)).filter(|(lines, _)| *lines > LONGEST);
    none("these files are longer than 300 lines", long.map(|(lines, shown)| format!("{shown}: {lines}")).collect());
}
