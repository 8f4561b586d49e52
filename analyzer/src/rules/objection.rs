//! What can be wrong with a comment that asks for silence.

/// What can be wrong with a comment that asks for silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    /// Another word than the two there are; the one that was meant.
    Misspelt(String, &'static str),
    /// It does not say what it is about.
    NoCodes,
    /// No rule or group is called so; the one that was meant.
    Unknown(String, Option<String>),
    /// What no comment can silence.
    Always(String),
    /// What the settings of the project do not let comments silence.
    Forbidden(String),
    /// It is about the whole file and does not stand at its top.
    Misplaced,
    /// Nothing of the kind is found there: the names, whether they are all it names, and whether it
    /// is about the whole file.
    Unused {
        names: Vec<String>,
        is_all: bool,
        is_for_file: bool,
    },
}
