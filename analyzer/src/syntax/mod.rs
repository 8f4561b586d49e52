//! Text and statements: the parser, the lowered form, and what an edit leaves of them.

pub(crate) mod bindings;
pub(crate) mod comments;
pub(crate) mod edit;
pub(crate) mod ir;
pub(crate) mod json;
mod lower;
mod mistakes;
#[cfg(test)]
mod page;
pub(crate) mod parse;
pub(crate) mod prefix;
mod scope;
pub(crate) mod source;
