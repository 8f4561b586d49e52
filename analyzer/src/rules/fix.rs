//! How a finding can be put right: edits in terms of the model, turned into text when they are
//! shown.

use std::sync::Arc;

use crate::eval::value::Place;

/// A way to put a finding right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What it does, as a command: "Rename to `daily`".
    pub(crate) title: String,
    pub(crate) edits: Vec<Edit>,
    /// Right in every case: it may be applied without a look.
    pub(crate) is_safe: bool,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Puts other text between the quotes of a string.
    ///
    /// Where something else stands there, a name or an f-string, there is no such edit and the fix
    /// is not offered.
    Text { place: Place, text: String },
    /// Puts other code in the place of an expression.
    Code { place: Place, code: String },
    /// Adds an argument at the end of a call.
    AddArgument { call: Place, code: String },
    /// Adds what a class of the DSL takes by keyword or, behind its parameters, by position: by
    /// keyword it is ignored beside others by position.
    AddExtra {
        call: Place,
        /// How many parameters there are.
        parameters: usize,
        /// With its name.
        keyword: String,
        positional: String,
    },
    /// Adds an element beside one of the same list or call.
    AddBeside {
        element: Place,
        code: String,
        is_before: bool,
    },
    /// Puts code around an expression.
    Wrap {
        place: Place,
        before: &'static str,
        after: &'static str,
    },
    /// Puts other brackets around what a list or set that is written out holds, or none.
    Brackets {
        place: Place,
        brackets: [&'static str; 2],
    },
    /// Removes an argument of a call, or an element of a list or set, with its comma.
    Remove { place: Place },
    /// Imports names of the DSL that the file of a place does not import yet.
    Import { beside: Place, names: Vec<Arc<str>> },
}

impl Fix {
    /// A fix that somebody should look at.
    pub(crate) fn new(title: impl Into<String>, edit: Edit) -> Self {
        Self {
            title: title.into(),
            edits: vec![edit],
            is_safe: false,
        }
    }

    /// A fix that is right in every case.
    pub(crate) fn safe(title: impl Into<String>, edit: Edit) -> Self {
        Self {
            is_safe: true,
            ..Self::new(title, edit)
        }
    }

    /// Writes other code.
    pub(crate) fn replace(place: Place, code: &str) -> Self {
        let title = format!("Change to `{code}`");
        let code = code.to_owned();
        Self::new(title, Edit::Code { place, code })
    }

    /// The same, right in every case.
    pub(crate) fn in_every_case(mut self) -> Self {
        self.is_safe = true;
        self
    }

    /// Takes an argument or element out.
    pub(crate) fn remove(title: impl Into<String>, place: Place) -> Self {
        Self::new(title, Edit::Remove { place })
    }

    /// Adds an argument by keyword.
    pub(crate) fn add(title: impl Into<String>, call: Place, code: impl Into<String>) -> Self {
        let code = code.into();
        Self::new(title, Edit::AddArgument { call, code })
    }

    /// Imports names of the DSL where what is written uses them.
    pub(crate) fn importing(mut self, beside: Place, names: &[&str]) -> Self {
        let names = names.iter().map(|name| Arc::from(*name)).collect();
        self.edits.push(Edit::Import { beside, names });
        self
    }

    /// Says another name.
    pub(crate) fn rename(place: Place, text: &str) -> Self {
        let text = text.to_owned();
        Self::new(format!("Change to `{text}`"), Edit::Text { place, text })
    }
}
