//! A refusal without words is a dead end for the one who meets it: every code that an operation can be refused with has
//! its sentence in both languages of the app.

use std::collections::BTreeSet;

use crate::{none, tree};

/// Where operations are refused, and how such a line looks.
const REFUSING: &[&str] = &["crates/sync/src", "crates/rooms/fieldwork/src", "crates/rooms/org/src"];
const FORMS: &[&str] = &["refusal(\"", "refuse(\"", "code: \""];

fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in REFUSING.iter().flat_map(|folder| tree::files(folder, &["rs"])) {
        let production = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for form in FORMS {
            let found = production.split(form).skip(1).filter_map(|rest| rest.split('"').next());
            codes.extend(
                found.filter(|code| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).map(str::to_owned),
            );
        }
    }
    codes
}

#[test]
fn every_refusal_speaks_both_languages() {
    let mut findings = Vec::new();
    let codes = codes();
    assert!(codes.contains("not_your_hamlet"), "the search for codes finds nothing: {codes:?}");
    for language in ["vi", "en"] {
        let texts = tree::files(&format!("app/src/i18n/{language}"), &["ts"]);
        let speaks = |code: &str| {
            texts.iter().any(|file| file.text.lines().any(|line| line.trim_start().starts_with(&format!("{code}:"))))
        };
        findings.extend(codes.iter().filter(|code| !speaks(code)).map(|code| format!("{language}: {code}")));
    }
    none("these codes have no sentence in app/src/i18n", findings);
}
