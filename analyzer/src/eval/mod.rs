//! The static evaluator: models are run without Python.
//!
//! It is a total interpreter of the Python that models are written in. What it cannot know is a
//! value of its own kind ([`value::Unknown`]); what it runs is cut into frames whose journals let
//! the next run take over whatever still holds.

mod adding;
mod arguments;
mod attribute;
mod builtins;
mod call;
mod class;
mod compare;
mod construct;
mod context;
mod dataclass;
mod dsl;
mod expr;
mod fork;
mod format;
mod formats;
pub(crate) mod frame;
mod functions;
mod heap;
pub(crate) mod hint;
pub(crate) mod identifier;
mod import;
mod inner;
mod instance;
pub(crate) mod interp;
mod key_list;
mod keys;
mod library;
mod lookup;
mod methods;
mod misplaced;
pub(crate) mod mistake;
mod names;
mod object;
mod ops;
mod pattern;
mod python_names;
mod range;
mod reflect;
mod refuse;
mod routes;
mod sorting;
mod stmt;
mod subscript;
mod tokenizer;
pub(crate) mod value;
mod view;
