//! The part of the model that one entity owns, object by object.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::eval::value::ObjId;
use crate::model::node::Node;
use crate::symbol::Symbol;

/// Classes whose objects are entities, or hold them: a part ends where another begins.
const ENTITIES: [&str; 7] = [
    "Ecosystem",
    "GovernanceZone",
    "Team",
    "Datastore",
    "Workspace",
    "RuntimeEnvironment",
    "PlatformServicesProvider",
];

/// Walks through parts; remembers which classes end them.
#[derive(Default)]
pub(super) struct Walk {
    ends: FxHashMap<Symbol, bool>,
}

/// An object on the way.
pub(super) struct Step<'a> {
    pub(super) node: Node<'a>,
    pub(super) holder: Node<'a>,
    pub(super) attr: Symbol,
}

impl Walk {
    /// Shows every object of a part but the first, each once, in the order of the attributes.
    /// What may not be there is left out with all it holds.
    pub(super) fn part<'a>(&mut self, root: Node<'a>, mut see: impl FnMut(&Step<'a>)) {
        let mut seen: FxHashSet<ObjId> = FxHashSet::default();
        seen.insert(root.id());
        let mut stack = Vec::new();
        push(root, &mut stack);
        while let Some(step) = stack.pop() {
            if !seen.insert(step.node.id()) || self.ends(step.node) || step.node.is_maybe() {
                continue;
            }
            see(&step);
            push(step.node, &mut stack);
        }
    }

    fn ends(&mut self, node: Node<'_>) -> bool {
        *self
            .ends
            .entry(node.class())
            .or_insert_with(|| ENTITIES.iter().any(|class| node.is(class)))
    }
}

/// Puts what an object holds on the stack, the first on top.
fn push<'a>(holder: Node<'a>, stack: &mut Vec<Step<'a>>) {
    let start = stack.len();
    holder.attributes(|attr, value| {
        if let Some(node) = holder.of(value) {
            stack.push(Step { node, holder, attr });
        }
    });
    stack[start..].reverse();
}
