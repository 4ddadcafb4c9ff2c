use db::{Db, Engine, Result, Tx, args, dialect};

/// Tables whose size does not grow with people and their work: what is set up, one row for a part, a queue that is emptied
/// every second, and the batch that a statement was given.
const SMALL: [&str; 9] = [
    "skill",
    "consent_text",
    "activity_word",
    "setting",
    "part",
    "schema_migration",
    "fold_state",
    "fold_queue",
    "asked",
];

/// What SQLite would walk whole, or a whole part of, among the statements that this process has run so far: (plan, text).
/// A statement over a table that grows has to name more of a key than the part.
pub fn full_scans(db: &Db) -> Vec<(String, String)> {
    let found = db.read_blocking(|tx| {
        let tables = tx.all_text("select name from sqlite_master where type = 'table'", &[], |row| row.get(0))?;
        let mut found = Vec::new();
        for text in dialect::known(Engine::Sqlite) {
            let walked = plan(tx, &text)?.into_iter().filter(|step| walks(step, &text, &tables));
            found.extend(walked.map(|step| (step, text.to_string())));
        }
        Ok::<_, db::Error>(found)
    });
    found.expect("every statement can be explained")
}

fn plan(tx: &mut Tx<'_>, text: &str) -> Result<Vec<String>> {
    let highest = text.split('?').skip(1).filter_map(number).max().unwrap_or_default();
    let nulls: Vec<db::Arg<'_>> = (0..highest).flat_map(|_| args![None::<i64>].to_vec()).collect();
    tx.all_text(&format!("explain query plan {text}"), &nulls, |row| row.get::<String>(3))
}

fn number(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

fn walks(step: &str, text: &str, tables: &[String]) -> bool {
    let Some((verb, rest)) = step.split_once(' ') else { return false };
    let name = rest.split(' ').next().unwrap_or_default();
    let whole = match verb {
        "SCAN" => !rest.contains("VIRTUAL TABLE") && !rest.contains("CONSTANT ROW"),
        "SEARCH" => rest.ends_with("(part=?)"),
        _ => false,
    };
    // What the statement has put together itself is no table; the steps that fill it are looked at one by one.
    let own = text.contains(&format!("with {name} as ("));
    whole && !own && !SMALL.contains(&name) && !SMALL.contains(&table_of(name, text, tables))
}

/// The table behind a name in a plan: the word before it in the text where it is an alias.
fn table_of<'a>(name: &'a str, text: &'a str, tables: &[String]) -> &'a str {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let aliased = words.windows(2).find(|pair| pair[1] == name && tables.iter().any(|table| table == pair[0]));
    aliased.map_or(name, |pair| pair[0])
}
