//! Databases, people and a small tree for tests.
