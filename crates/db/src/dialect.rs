//! The few places where the engines' SQL differs, as marks in the one text:
//!
//! | mark | SQLite | PostgreSQL |
//! |---|---|---|
//! | `$1` | `?1` | `$1` |
//! | `{rows:$1}` | `jsonb_each(?1) as r` | `(select value from jsonb_array_elements(…$1…) …) as r` |
//! | `{lock}` | (nothing: the one writer holds the lock) | `for update` |
//! | `{skip}` | (nothing) | `for update skip locked` |
//! | `{lead}` | (nothing) | (nothing) |
//! | `join` after `{rows:…}` or `{lead}` | `cross join` | `join` |
//!
//! The last: a batch leads its statement, and so does a table before `{lead}`. Without statistics SQLite would rather start
//! from a big table by the first column of its key, the part, and walk all of it; `cross join` is its way to say that the
//! written order is meant.
//!
//! A batch travels as one JSON list of objects: `from {rows:$1}`, then `cast(r.value->>'n' as bigint)` for numbers (flags as 0/1),
//! `r.value->>'t'` for text, `uuid(r.value->>'id')` for ids (a function of ours on SQLite, a cast on PostgreSQL).

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use parking_lot::RwLock;

use crate::Engine;

/// PostgreSQL takes a batch for 100 rows and believes this to leave one of them, so it looks up every row of a batch by the
/// key that the text names. Without it, and as long as a table has no statistics or old ones, it would rather read all that
/// a part has of the table and join by hash, and would keep that plan while the table grows.
const SURELY_TRUE: &str = "coalesce(jsonb_typeof(value), '') = jsonb_typeof(value)";

type Known = HashMap<(usize, usize, Engine), Arc<str>>;
static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(Default::default);

/// The engine's own text. Remembered by the address of the static text, so each text is rewritten once.
pub(crate) fn translate(sql: &'static str, engine: Engine) -> Arc<str> {
    let key = (sql.as_ptr() as usize, sql.len(), engine);
    if let Some(known) = KNOWN.read().get(&key) {
        return Arc::clone(known);
    }
    let text: Arc<str> = rewrite(sql, engine).into();
    KNOWN.write().insert(key, Arc::clone(&text));
    text
}

/// Every static text that this process has run on an engine so far, as the engine reads it. For tests of query plans.
pub fn known(engine: Engine) -> Vec<Arc<str>> {
    KNOWN.read().iter().filter(|(key, _)| key.2 == engine).map(|(_, text)| Arc::clone(text)).collect()
}

/// The rewriting itself, for text that is not static (migrations, copies between engines).
pub(crate) fn rewrite(sql: &str, engine: Engine) -> String {
    let (lock, skip) = match engine {
        Engine::Sqlite => ("", ""),
        Engine::Postgres => ("for update", "for update skip locked"),
    };
    let mut text = sql.replace("{lock}", lock).replace("{skip}", skip);
    while let Some(start) = text.find("{rows:") {
        let Some(length) = text[start..].find('}') else { break };
        let parameter = text[start + 6..start + length].to_owned();
        let rows = match engine {
            Engine::Sqlite => format!("jsonb_each({parameter}) as r"),
            Engine::Postgres => format!(
                "(select value from jsonb_array_elements(cast(cast({parameter} as text) as jsonb)) as every(value)
                 where {SURELY_TRUE}) as r"
            ),
        };
        let rest = match engine {
            Engine::Sqlite => keep_order(&text[start + length + 1..]),
            Engine::Postgres => text[start + length + 1..].to_owned(),
        };
        text.truncate(start);
        text.push_str(&rows);
        text.push_str(&rest);
    }
    if let Some((led, rest)) = text.split_once("{lead}") {
        text = match engine {
            Engine::Sqlite => format!("{led}{}", keep_order(rest)),
            Engine::Postgres => format!("{led}{rest}"),
        };
    }
    match engine {
        Engine::Sqlite => number_placeholders(&text),
        Engine::Postgres => text,
    }
}

/// Every inner join becomes one that SQLite does not turn around.
fn keep_order(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 32);
    let mut rest = sql;
    while let Some(at) = rest.find("join ") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let plain = before.ends_with(char::is_whitespace) && !matches!(word, "left" | "cross");
        out.push_str(if plain { "cross join " } else { "join " });
        rest = &after["join ".len()..];
    }
    out.push_str(rest);
    out
}

/// SQLite numbers `$1`, `$2` by first appearance; `?1`, `?2` mean what they say. Quoted text is left alone.
fn number_placeholders(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quoted = false;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        quoted ^= c == '\'';
        let placeholder = c == '$' && !quoted && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if placeholder { '?' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_becomes_each_engines_own() {
        let sql = "select uuid(r.value->>'id') from {rows:$2} where name = $1 and note <> '$1' {lock}";
        assert_eq!(
            rewrite(sql, Engine::Sqlite),
            "select uuid(r.value->>'id') from jsonb_each(?2) as r where name = ?1 and note <> '$1' "
        );
        assert_eq!(
            rewrite(sql, Engine::Postgres),
            format!(
                "select uuid(r.value->>'id') from (select value from jsonb_array_elements(cast(cast($2 as text) as jsonb)) \
                 as every(value)\n                 where {SURELY_TRUE}) as r where name = $1 and note <> '$1' for update"
            )
        );
    }

    #[test]
    fn a_batch_leads_its_joins() {
        let sql = "select 1 from (select 2 from {rows:$1}) a join b on b.x = a.x left join c on true\n join d on true";
        assert_eq!(
            rewrite(sql, Engine::Sqlite),
            "select 1 from (select 2 from jsonb_each(?1) as r) a cross join b on b.x = a.x left join c on true\n cross join d on true"
        );
        assert!(rewrite(sql, Engine::Postgres).contains(") a join b on"));
    }

    #[test]
    fn a_table_can_be_told_to_lead() {
        let sql = "select 1 from a {lead} join b on b.x = a.x";
        assert_eq!(rewrite(sql, Engine::Sqlite), "select 1 from a  cross join b on b.x = a.x");
        assert_eq!(rewrite(sql, Engine::Postgres), "select 1 from a  join b on b.x = a.x");
    }
}
