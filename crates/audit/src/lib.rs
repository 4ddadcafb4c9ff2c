//! Hash chains of what was done by whom.
