//! Teams, people, posts.
