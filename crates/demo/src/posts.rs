use crate::Dice;
use crate::district::{Member, custom};
use crate::names::{Names, Sex};

/// A post by its code in `data/posts.csv`, the years its holders are mostly born in, how often it is a woman.
type Post = (&'static str, i64, i64, f64);

/// A hamlet's team: the party-cell secretary leads, the hamlet head is the deputy.
pub(crate) const HAMLET: &[Post] = &[
    ("cell_secretary", 1958, 1978, 0.12),
    ("hamlet_head", 1962, 1985, 0.1),
    ("front_board", 1958, 1980, 0.15),
    ("women_branch_head", 1968, 1992, 1.0),
    ("youth_secretary", 1994, 2004, 0.45),
    ("police", 1978, 1998, 0.03),
    ("farmers_branch_head", 1962, 1985, 0.1),
];

/// A commune's own team.
pub(crate) const COMMUNE: &[Post] = &[
    ("vice_chair", 1972, 1986, 0.3),
    ("culture_officer", 1980, 1996, 0.5),
    ("front_chair", 1968, 1982, 0.2),
    ("women_chair", 1974, 1990, 1.0),
    ("youth_union_secretary", 1990, 1999, 0.35),
    ("office_statistics", 1980, 1998, 0.5),
    ("police", 1982, 1998, 0.08),
    ("teacher", 1980, 1998, 0.6),
    ("health_worker", 1986, 2000, 0.6),
    ("specialist", 1986, 2000, 0.4),
];

/// The district's own team.
pub(crate) const DISTRICT: &[Post] = &[
    ("vice_chair", 1970, 1980, 0.2),
    ("department_head", 1972, 1984, 0.3),
    ("specialist", 1984, 1996, 0.4),
    ("police", 1976, 1990, 0.1),
    ("youth_union_secretary", 1986, 1994, 0.4),
    ("women_chair", 1974, 1984, 1.0),
    ("front_chair", 1966, 1976, 0.1),
];

/// `count` people in these posts, in this order: the first leads, the second is the deputy.
pub(crate) fn members(posts: &[Post], count: usize, khmer: f64, names: &Names, dice: &mut Dice) -> Vec<Member> {
    let roles = ["leader", "deputy"].into_iter().chain(std::iter::repeat("member"));
    posts
        .iter()
        .cycle()
        .take(count)
        .zip(roles)
        .map(|((post, from, to, women), role)| {
            let sex = if dice.chance(*women) { Sex::Female } else { Sex::Male };
            let birth_year = dice.between(*from, *to);
            let custom = custom(khmer, false, dice);
            let family = names.family(custom, dice);
            Member { name: names.full(family, custom, sex, birth_year, dice), birth_year, sex, role, post }
        })
        .collect()
}
