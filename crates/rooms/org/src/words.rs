//! Posts and roles, with the words that lists use for them: what teams are made of differs by province, so it is data.

use std::sync::LazyLock;

use base::fold;
use serde::Deserialize;

/// A post that somebody holds in the locality.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Post {
    /// The code, as it is stored.
    pub code: String,
    /// In Vietnamese.
    pub name_vi: String,
    /// In English.
    pub name_en: String,
    /// The role in a team that comes with it, where a list does not say.
    pub usual_role: String,
    words: String,
}

/// A role in a team.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Role {
    /// The code, as it is stored.
    pub role: String,
    /// In Vietnamese.
    pub name_vi: String,
    /// In English.
    pub name_en: String,
    /// The role of access that it gives on the team's unit.
    pub grant: String,
    words: String,
}

static POSTS: LazyLock<Vec<Post>> = LazyLock::new(|| read(include_str!("../../../../data/posts.csv")));
static ROLES: LazyLock<Vec<Role>> = LazyLock::new(|| read(include_str!("../../../../data/roles.csv")));

/// The files are compiled in and a test reads them: a row that cannot be read does not reach an installation.
fn read<R: serde::de::DeserializeOwned>(text: &str) -> Vec<R> {
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().filter_map(Result::ok).collect()
}

/// All posts.
pub fn posts() -> &'static [Post] {
    &POSTS
}

/// All roles, the leader first.
pub fn roles() -> &'static [Role] {
    &ROLES
}

/// The post that a cell names, by code or by one of its words, marks and case aside.
pub fn post(text: &str) -> Option<&'static Post> {
    POSTS.iter().find(|post| means(text, [&post.code, &post.name_vi, &post.name_en], &post.words))
}

/// The role that a cell names.
pub fn role(text: &str) -> Option<&'static Role> {
    ROLES.iter().find(|role| means(text, [&role.role, &role.name_vi, &role.name_en], &role.words))
}

/// Where a role stands in a list: the leader first.
pub fn rank(code: &str) -> usize {
    ROLES.iter().position(|role| role.role == code).unwrap_or(ROLES.len())
}

fn means(text: &str, names: [&String; 3], words: &str) -> bool {
    let folded = fold(text);
    !folded.is_empty()
        && (names.iter().any(|name| fold(name) == folded) || words.split(';').any(|w| w.trim() == folded))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn both_files_are_whole_and_no_word_means_two_things() {
        assert_eq!(posts().len() + 1, include_str!("../../../../data/posts.csv").lines().count());
        assert_eq!(roles().len(), 4);
        assert!(roles().iter().all(|role| role.grant.parse::<access::Role>().is_ok()));
        let mut seen = HashSet::new();
        for one in posts() {
            assert!(roles().iter().any(|role| role.role == one.usual_role), "{}", one.code);
            let names = [fold(&one.name_vi)].into_iter().chain(one.words.split(';').map(|w| w.trim().to_owned()));
            for word in names.collect::<HashSet<_>>() {
                assert_eq!(fold(&word), word, "{}: words are written folded", one.code);
                assert!(seen.insert(word.clone()), "'{word}' stands twice, at {}", one.code);
            }
        }
    }

    #[test]
    fn words_of_the_office_are_understood() {
        assert_eq!(post("Bí thư chi bộ").map(|p| p.code.as_str()), Some("cell_secretary"));
        assert_eq!(post("hamlet_head").map(|p| p.usual_role.as_str()), Some("deputy"));
        assert_eq!(role("Tổ phó").map(|r| r.grant.as_str()), Some("deputy"));
        assert_eq!(role("Thư ký").map(|r| r.grant.as_str()), Some("member"));
        assert_eq!((post(""), role("x")), (None, None));
    }
}
