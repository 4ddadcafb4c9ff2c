//! All the SQL of this crate. Sets in, sets out: no function here is meant to be called in a loop over rows.

mod atom;
mod installation;
mod succession;
mod tree;
mod unit;
mod verify;
pub(crate) mod write;

pub use atom::{atom_of, atoms_of, atoms_under, part_of, parts};
pub(crate) use installation::note_map;
pub use installation::{draw_epoch, epoch, map_in_force, map_on, maps, set_map_in_force, set_setting, setting};
pub use succession::{predecessors, successors};
pub use tree::{
    ancestors, ancestors_of, children, children_of, hamlets_under, parent, parent_on, subtree, subtree_contains,
};
pub use unit::{find, search, unit, unit_on, units, with_code};
pub use verify::verify;
