//! The evaluated model as typed entities, lowered from values and kept while what they were
//! lowered from holds.

mod assigned;
mod content;
pub(crate) mod entity;
mod lower;
pub(crate) mod mapping;
mod names;
pub(crate) mod node;
pub(crate) mod pin;
pub(crate) mod table;
pub(crate) mod view;
