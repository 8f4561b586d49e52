//! Baseline against working model: what changed, whose it is, and in which order it can be brought.
//!
//! Two evaluated models go in, each with a heap of its own. What comes out speaks of objects by
//! their kinds and the paths of their names; whether a change is allowed or breaks somebody is for
//! rules to say (`rules/ownership`, `rules/compatibility`).

mod consumers;
mod equality;
mod files;
mod known;
mod owner;
mod plan;
mod types;
mod walk;

use std::cell::RefCell;
use std::sync::Arc;

use crate::cancel::Cancel;
use crate::eval::value::{FrameId, Place};
use crate::model::node::Node;
use crate::model::table::Table;
use crate::model::view::View;

pub(crate) use consumers::{Consumer, consumers};
pub(crate) use known::Known;
pub(crate) use owner::{Owner, Region, Repository, owners};
pub(crate) use plan::plan;
pub(crate) use types::represents;

/// One of the two models.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) table: &'a Table,
    pub(crate) view: &'a View<'a>,
}

impl<'a> Side<'a> {
    /// The ecosystem; nothing where the model has none.
    pub(crate) fn root(self) -> Option<Node<'a>> {
        Node::new(self.view, self.table.ecosystem()?.object)
    }
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Added,
    Removed,
    Changed,
    /// Whether it is different is not known: something unknown stands on one of the sides.
    Undecided,
}

/// The smallest thing that is different.
#[derive(Clone)]
pub(crate) struct Change<'a> {
    /// Path of names below the ecosystem.
    pub(crate) object: Arc<str>,
    pub(crate) kind: &'static str,
    pub(crate) what: What,
    /// What of the object is different, with dots between what holds what; empty where it is all
    /// of it.
    pub(crate) attribute: Arc<str>,
    /// Whose it is, as a place in [`Comparison::regions`].
    pub(crate) region: usize,
    /// In the working text: the argument, or for what is gone what held it.
    pub(crate) place: Place,
    /// Who ran the code there, unless the place says all.
    pub(crate) maker: Option<FrameId>,
    /// In the text of the baseline: the argument that is another one now.
    pub(crate) was: Option<Place>,
    /// The object as it was.
    pub(crate) before: Option<Node<'a>>,
    /// The object as it is.
    pub(crate) after: Option<Node<'a>>,
    /// Why it is undecided.
    pub(crate) reason: Option<Arc<str>>,
}

impl Change<'_> {
    /// Whether it is about an attribute, or something that the attribute holds.
    pub(crate) fn is_of(&self, attribute: &str) -> bool {
        let rest = self.attribute.strip_prefix(attribute);
        self.what == What::Changed
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

/// All that is different.
pub(crate) struct Comparison<'a> {
    pub(crate) regions: Vec<Region>,
    /// In the order of the working model, what is gone after what is still there.
    pub(crate) changes: Vec<Change<'a>>,
    /// How many pairs of objects were looked into.
    pub(crate) pairs: u64,
}

/// Compares two models; nothing where one of them has no ecosystem, or where it was cancelled. What is `known` to be the same
/// is left out.
pub(crate) fn compare<'a>(
    before: Side<'a>,
    after: Side<'a>,
    known: &'a RefCell<Known>,
    cancel: &'a Cancel,
) -> Option<Comparison<'a>> {
    let mut walk = walk::Walk::new(before, after, Some((known, cancel)));
    walk.ecosystem(before.root()?, after.root()?);
    if cancel.is_cancelled() {
        return None;
    }
    let beside: Vec<_> = after.table.mappings().cloned().collect();
    if !known.borrow().are_same_files(&beside) {
        let changes = walk.changes.len();
        files::compare(&mut walk, before, after);
        if walk.changes.len() == changes {
            known.borrow_mut().note_same_files(beside);
        }
    }
    Some(walk.finish())
}

/// A model without a baseline: one change, which is the ecosystem's own.
pub(crate) fn everything<'a>(side: Side<'a>, root: Node<'a>) -> Comparison<'a> {
    let mut walk = walk::Walk::new(side, side, None);
    walk.first(root);
    walk.finish()
}
