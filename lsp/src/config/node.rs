//! Settings as a tree, whatever syntax they were written in.

use std::ops::Range;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// The bytes it was written as, where there is a text.
    pub(super) span: Option<Range<usize>>,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Not set.
    Nothing,
    Flag(bool),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// Anything no setting takes; named for messages.
    Other(&'static str),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Option<Range<usize>>,
    pub(super) node: Node,
}

impl Value {
    /// What it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Flag(_) => "a boolean",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}
