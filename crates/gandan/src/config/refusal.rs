use std::fmt;

use super::{KEYS, Source};

/// One thing that is wrong with the settings: what, where, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    what: String,
    mend: String,
}

impl Refusal {
    /// A value that does not fit. Addresses of databases carry passwords, so theirs is not repeated.
    pub(super) fn value(source: &Source, text: &str, mend: String) -> Self {
        let shown = if source.key() == "database_url" { String::new() } else { format!(" = '{text}'") };
        Self { what: format!("{source}{shown} cannot be used"), mend }
    }

    /// A key that is none of ours, as its source spells it.
    pub(super) fn unknown(place: &str, name: &str, spell: impl Fn(&super::Key) -> String) -> Self {
        let spelled: Vec<String> = KEYS.iter().map(spell).collect();
        let like = |known: &String| strsim::damerau_levenshtein(known, name);
        let nearest = spelled.iter().min_by_key(|known| like(known)).filter(|known| like(known) <= name.len() / 3);
        let mend = nearest.map_or_else(
            || format!("remove it; known are {}", spelled.join(", ")),
            |known| format!("did you mean {known}?"),
        );
        Self { what: format!("{place}: {name} is not a setting"), mend }
    }

    /// A file that cannot be read at all.
    pub(super) fn file(path: &std::path::Path, why: &dyn fmt::Display, mend: &str) -> Self {
        Self { what: format!("{}: {}", path.display(), why.to_string().trim_end()), mend: mend.to_owned() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  → {}", self.what, self.mend)
    }
}

/// All that is wrong, so that one look mends all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusals(pub Vec<Refusal>);

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Refusal::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Refusals {}
