//! A refusal without words is a dead end for the one who meets it: every code that an operation, or a role of an office, can be
//! refused with has its sentence in both languages of the app.

use std::collections::BTreeSet;

use crate::{none, tree};

/// Where something is refused, and how such a line looks.
const OPERATIONS: &[&str] = &["refusal(\"", "refuse(\"", "code: \""];
const REFUSING: &[(&str, &[&str])] = &[
    ("crates/sync/src", OPERATIONS),
    ("crates/rooms/fieldwork/src", OPERATIONS),
    ("crates/rooms/org/src", OPERATIONS),
    ("crates/rooms/people/src/office", &["=> \""]),
    ("crates/rooms/people/src/routes/offices", &["CONFLICT, \""]),
];

fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let files = REFUSING.iter().flat_map(|(place, forms)| {
        let folder = place.rsplit_once('/').map_or(*place, |(folder, _)| folder);
        let found = tree::files(folder, &["rs"]).into_iter().filter(|file| file.shown.starts_with(place));
        found.map(move |file| (file, forms)).collect::<Vec<_>>()
    });
    for (file, forms) in files {
        let production = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for form in *forms {
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
    for known in ["not_your_hamlet", "login_taken", "own_last_grant"] {
        assert!(codes.contains(known), "the search for codes finds too little: {codes:?}");
    }
    for language in ["vi", "en"] {
        let texts = tree::files(&format!("app/src/i18n/{language}"), &["ts"]);
        let speaks = |code: &str| {
            texts.iter().any(|file| file.text.lines().any(|line| line.trim_start().starts_with(&format!("{code}:"))))
        };
        findings.extend(codes.iter().filter(|code| !speaks(code)).map(|code| format!("{language}: {code}")));
    }
    none("these codes have no sentence in app/src/i18n", findings);
}
