//! What a team has to be made of, by place: data, since every province has its own custom (data/compositions.csv).

use std::sync::LazyLock;

use base::Uuid;
use places::CodeAtYear;
use serde::Deserialize;

/// One custom.
#[derive(Debug, Clone, Deserialize)]
pub struct Composition {
    /// Its code.
    pub code: String,
    /// The unit on whose subtree it holds; empty: everywhere else.
    unit: String,
    /// In Vietnamese.
    pub name_vi: String,
    /// In English.
    pub name_en: String,
    /// The post that leads; empty: any.
    pub leader: String,
    /// The post of the deputy; empty: any.
    pub deputy: String,
    posts: String,
    /// At least so many people.
    pub least: usize,
    /// At most so many.
    pub most: Option<usize>,
    /// Where it comes from.
    pub source: String,
}

impl Composition {
    /// Posts that have to be there, whatever their role.
    pub fn posts(&self) -> impl Iterator<Item = &str> {
        self.posts.split(';').filter(|post| !post.is_empty())
    }

    fn unit(&self) -> Option<Uuid> {
        self.unit.parse::<CodeAtYear>().ok().map(|code| code.id())
    }
}

static ALL: LazyLock<Vec<Composition>> = LazyLock::new(|| {
    let text = include_str!("../../../../../data/compositions.csv");
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().filter_map(Result::ok).collect()
});

/// All of them, the general one last.
pub fn all() -> &'static [Composition] {
    &ALL
}

/// The custom that holds at a place, given as itself and the units above it, nearest first.
pub fn at(path: &[Uuid]) -> Option<&'static Composition> {
    let named = |unit: &Uuid| ALL.iter().find(|one| one.unit().as_ref() == Some(unit));
    path.iter().find_map(named).or_else(|| ALL.iter().find(|one| one.unit.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn every_line_is_read_and_names_known_posts() {
        assert_eq!(all().len() + 1, include_str!("../../../../../data/compositions.csv").lines().count());
        for one in all() {
            let posts = one.posts().chain([one.leader.as_str(), one.deputy.as_str()]).filter(|post| !post.is_empty());
            posts.for_each(|post| {
                assert!(words::posts().iter().any(|known| known.code == post), "{}: {post}", one.code)
            });
            assert!(one.unit.is_empty() || one.unit().is_some(), "{}", one.code);
        }
    }

    #[test]
    fn the_nearest_custom_holds() {
        let id = |code: &str| code.parse::<CodeAtYear>().expect("a code").id();
        assert_eq!(at(&[id("31918@2024"), id("961@2024")]).map(|one| one.code.as_str()), Some("hoa_binh_2023"));
        assert_eq!(at(&[id("01@2024")]).map(|one| one.code.as_str()), Some("general"));
    }
}
