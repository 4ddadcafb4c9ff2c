use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::{KEYS, Refusal, Refusals};

/// Where a value was found, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The command line.
    Flag(&'static str),
    /// The environment.
    Variable(&'static str),
    /// A file.
    File(PathBuf, &'static str),
    /// Nobody set it.
    Default(&'static str),
}

impl Source {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Flag(key) | Self::Variable(key) | Self::File(_, key) | Self::Default(key) => key,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(key) => write!(f, "--{}", key.replace('_', "-")),
            Self::Variable(key) => write!(f, "GANDAN_{}", key.to_uppercase()),
            Self::File(path, key) => write!(f, "{}: {key}", path.display()),
            Self::Default(key) => write!(f, "{key} (default)"),
        }
    }
}

type Texts = BTreeMap<String, String>;

/// All that was said, not yet checked.
#[derive(Debug, Default)]
pub struct Layers {
    flags: Texts,
    variables: Texts,
    file: Option<(PathBuf, Texts)>,
    defaults: Texts,
}

/// Variables that begin with `GANDAN_` and are no settings of the server.
const OTHERS: &[&str] = &["GANDAN_CONFIG", "GANDAN_TEST_"];
/// Read when no file is named, the first that is there.
const FILES: &[&str] = &["gandan.toml", "/etc/gandan/gandan.toml"];

impl Layers {
    /// From the command line (by key), the environment and the file that they name, or the usual one.
    pub fn gather(
        flags: Texts,
        environment: impl IntoIterator<Item = (String, String)>,
        file: Option<PathBuf>,
    ) -> Result<Self, Refusals> {
        let mut variables: Texts = environment.into_iter().filter(|(name, _)| name.starts_with("GANDAN_")).collect();
        let named = file.or_else(|| variables.remove("GANDAN_CONFIG").map(PathBuf::from));
        let usual = || FILES.iter().map(PathBuf::from).find(|path| path.is_file());
        variables.retain(|name, _| !OTHERS.iter().any(|other| name.starts_with(other)));
        let file = named.or_else(usual).map(|path| read(&path).map(|texts| (path, texts))).transpose();
        Ok(Self { flags, variables, file: file.map_err(|refusal| Refusals(vec![refusal]))?, defaults: Texts::new() })
    }

    /// Another default than the usual one, for a command of its own kind.
    pub fn with_default(mut self, key: &str, value: &str) -> Self {
        self.defaults.insert(key.to_owned(), value.to_owned());
        self
    }

    /// The value that counts, and where it comes from.
    pub(super) fn value(&self, key: &'static str) -> (String, Source) {
        if let Some(text) = self.flags.get(key) {
            return (text.clone(), Source::Flag(key));
        }
        if let Some(text) = self.variables.get(&format!("GANDAN_{}", key.to_uppercase())) {
            return (text.clone(), Source::Variable(key));
        }
        if let Some((path, text)) = self.file.as_ref().and_then(|(path, texts)| Some((path, texts.get(key)?))) {
            return (text.clone(), Source::File(path.clone(), key));
        }
        let usual = || KEYS.iter().find(|k| k.name == key).map_or("", |k| k.default).to_owned();
        (self.defaults.get(key).cloned().unwrap_or_else(usual), Source::Default(key))
    }

    /// Names that are no settings, in any layer.
    pub(super) fn unknown(&self) -> Vec<Refusal> {
        let variables = self.variables.keys().filter(|name| !KEYS.iter().any(|key| key.variable() == **name));
        let mut refused: Vec<Refusal> =
            variables.map(|name| Refusal::unknown("environment", name, super::Key::variable)).collect();
        if let Some((path, texts)) = &self.file {
            let strange = texts.keys().filter(|name| !KEYS.iter().any(|key| key.name == **name));
            let place = path.display().to_string();
            refused.extend(strange.map(|name| Refusal::unknown(&place, name, |key| key.name.to_owned())));
        }
        refused
    }
}

fn read(path: &Path) -> Result<Texts, Refusal> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Refusal::file(path, &e, "name a file that can be read, with --config or GANDAN_CONFIG"))?;
    let table: toml::Table = text
        .parse()
        .map_err(|e: toml::de::Error| Refusal::file(path, &e, "write lines such as: listen = \"127.0.0.1:8080\""))?;
    Ok(table.into_iter().map(|(key, value)| (key, plain(&value))).collect())
}

/// Numbers and yes/no as the other layers spell them; lists and tables stay visible, so that the key's own check refuses them.
fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
