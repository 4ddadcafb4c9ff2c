//! The tree of units, its history, atoms and parts.
