//! `openapi.json` is the server's own description of itself: the app's types come from it, so it may not lag behind.

use std::process::Command;

#[test]
fn the_contract_is_written_down() {
    let said = Command::new(env!("CARGO_BIN_EXE_gandan")).arg("openapi").output().expect("the program runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let kept = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json")).unwrap_or_default();
    assert!(said.stdout == kept, "openapi.json is stale: run make fmt");
}
