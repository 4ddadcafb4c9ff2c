//! What a sharded cluster demands of the schema, held from the first migration on: the part leads every key of what is
//! distributed, and nothing is used that such a cluster refuses.

use std::collections::BTreeMap;

use db::migrations::{ALL, Spread, statements, tables};

fn all_statements() -> Vec<String> {
    ALL.iter().flat_map(|(_, _, text)| statements(text)).map(|statement| statement.to_lowercase()).collect()
}

fn spreads() -> BTreeMap<&'static str, Spread> {
    tables().into_iter().collect()
}

fn table_of(statement: &str) -> Option<&str> {
    statement.strip_prefix("create table ")?.split([' ', '(']).next()
}

/// The columns in the brackets after `word`, for each place where it stands.
fn columns_after<'a>(statement: &'a str, word: &str) -> Vec<Vec<&'a str>> {
    let rest = statement.split(word).skip(1);
    rest.filter_map(|rest| rest.split_once('(')?.1.split_once(')'))
        .map(|(list, _)| list.split(',').map(str::trim).collect())
        .collect()
}

#[test]
fn every_table_says_how_it_is_spread() {
    let known = spreads();
    for statement in all_statements() {
        if let Some(table) = table_of(&statement) {
            assert!(
                known.contains_key(table),
                "table {table} has no line '-- @reference' or '-- @distributed' before it"
            );
        }
    }
}

#[test]
fn the_part_leads_every_key_of_what_is_distributed() {
    let known = spreads();
    for statement in all_statements() {
        if let Some(table) = table_of(&statement).filter(|table| known[table] == Spread::Distributed) {
            assert!(statement.contains("part bigint"), "{table} has no part");
            let inline = statement.contains("part bigint primary key");
            let keys = columns_after(&statement, "primary key");
            assert!(inline || keys.iter().all(|key| key[0] == "part") && !keys.is_empty(), "{table}: {keys:?}");
            for unique in columns_after(&statement, "unique") {
                assert_eq!(unique[0], "part", "{table}");
            }
        }
        if let Some(rest) = statement.strip_prefix("create unique index ") {
            let (_, on) = rest.split_once(" on ").expect("an index is on a table");
            let table = on.split([' ', '(']).next().expect("a table");
            let columns = &columns_after(&statement, " on ")[0];
            assert!(known[table] == Spread::Reference || columns[0] == "part", "{statement}");
        }
    }
}

#[test]
fn references_go_to_small_tables_or_stay_within_the_part() {
    let known = spreads();
    for statement in all_statements() {
        let Some(table) = table_of(&statement) else { continue };
        for target in statement.split("references ").skip(1).filter_map(|rest| rest.split([' ', '(']).next()) {
            if known[target] == Spread::Distributed {
                assert_eq!(known[table], Spread::Distributed, "{table} is a reference table and refers to {target}");
                assert!(
                    statement.contains(&format!("references {target} (part, ")),
                    "{table} refers to {target} without its part"
                );
            }
        }
        for key in columns_after(&statement, "foreign key") {
            assert_eq!(key[0], "part", "{table}");
        }
    }
}

#[test]
fn nothing_is_used_that_a_cluster_or_the_other_engine_refuses() {
    for statement in all_statements() {
        for word in [
            "serial",
            "identity",
            "autoincrement",
            "trigger",
            "deferrable",
            "on update",
            "on delete",
            "now()",
            "gen_random",
            "boolean",
            "timestamp",
            "numeric",
            "jsonb",
            "materialized",
            "generated always",
            "\"",
            "exclude",
        ] {
            assert!(!statement.contains(word), "'{word}' in: {statement}");
        }
        assert!(!statement.contains(';'), "one statement a message: {statement}");
    }
}
