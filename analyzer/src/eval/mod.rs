//! The static evaluator: models are run without Python.
//!
//! It is a total interpreter of the Python that models are written in. What it cannot know is a
//! value of its own kind ([`value::Unknown`]); what it runs is cut into frames whose journals let
//! the next run take over whatever still holds.

mod attribute;
mod builtins;
mod call;
mod class;
mod compare;
mod construct;
mod context;
mod dsl;
mod expr;
mod fork;
mod format;
pub(crate) mod frame;
mod heap;
mod hint;
pub(crate) mod identifier;
mod import;
mod inner;
pub(crate) mod interp;
mod keys;
mod library;
mod methods;
mod names;
mod object;
mod ops;
mod pattern;
mod python_names;
mod range;
mod reflect;
mod refuse;
mod sorting;
mod stmt;
mod subscript;
pub(crate) mod value;
mod view;
