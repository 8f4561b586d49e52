//! What an editor asks of a model: one file per question.
//!
//! Every answer begins at the mentions ([`thing`]): places that name a thing, gathered from the
//! evaluated objects, so that a name which code computes leads where it leads in Python.

mod assists;
mod complete;
mod constants;
mod containment;
mod explorer;
mod hints;
mod hover;
pub(crate) mod imports;
mod index;
mod lens;
mod lineage;
mod links;
mod meaning;
mod mentions;
mod navigate;
mod object;
mod origin;
mod rename;
mod scene;
mod shape;
mod signature;
mod symbols;
mod thing;
mod wording;

pub(crate) use assists::assists;
pub use complete::{Proposal, ProposalKind};
pub(crate) use complete::{complete, describe_proposal};
pub(crate) use containment::{prepare as prepare_containment, subtypes, supertypes};
pub(crate) use explorer::explore;
pub use explorer::{Branch, BranchKey, Relation};
pub use hints::InlayHint;
pub(crate) use hints::inlay_hints;
pub(crate) use hover::hover;
pub(crate) use index::{Changed, Index};
pub use lens::{Lens, LensText};
pub(crate) use lens::{describe_lens, lenses};
pub use lineage::Flow;
pub(crate) use lineage::{downstream, prepare as prepare_lineage, upstream};
pub use links::DocumentLink;
pub(crate) use links::document_links;
pub(crate) use navigate::{
    declaration, defined, definition, implementation, named, references, type_definition,
};
pub use object::Object;
pub use rename::{Refusal, Renamable, Renaming};
pub(crate) use rename::{prepare_rename, rename};
pub(crate) use scene::{Pages, Scene};
pub(crate) use signature::signature_help;
pub use signature::{SignatureHelp, SignatureParameter};
pub use symbols::Symbol;
pub(crate) use symbols::{document_symbols, workspace_symbols};
pub use thing::{ObjectKind, Role};

use crate::files::FilePath;
use crate::text::Span;

/// What is said of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is said of.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

/// From a name to a place that has to do with what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The name that was asked about.
    pub origin: Span,
    /// The file of the place.
    pub file: FilePath,
    /// All of what is there.
    pub span: Span,
    /// Its name, in `span`.
    pub name: Span,
}

/// A place that names something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The file it is in.
    pub file: FilePath,
    /// The name.
    pub span: Span,
    /// What the place does with it.
    pub role: Role,
}
