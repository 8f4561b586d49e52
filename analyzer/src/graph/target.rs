//! The container that a workspace has its data delivered into.

use std::sync::Arc;

use super::scope::{Scope, Target, UNKNOWN};
use super::shape::{Doubt, Problem};
use crate::eval::value::{ObjId, ObjKind, Value};
use crate::model::entity::{Container, ContainerUse, Workspace};
use crate::model::view::View;

/// Where data goes.
pub(super) struct Delivery<'a> {
    /// What it is called in ids.
    pub(super) name: Arc<str>,
    pub(super) container: Option<&'a Container>,
    pub(super) problem: Option<Problem>,
    pub(super) doubt: Option<Doubt>,
}

impl<'a> Scope<'a> {
    /// The container of a workspace in the environment of a platform; nothing if it has none.
    pub(super) fn delivery(
        &self,
        workspace: &'a Workspace,
        target: &Target<'_>,
    ) -> Option<Delivery<'a>> {
        let mut delivery = Delivery {
            name: UNKNOWN.into(),
            container: None,
            problem: None,
            doubt: Some(Doubt::Container),
        };
        match &workspace.container {
            ContainerUse::Absent => return None,
            ContainerUse::Unknown => {}
            ContainerUse::Container(container) => delivery.is(container),
            ContainerUse::Reference(key) => {
                let Some(key) = &key.text else {
                    return Some(delivery);
                };
                delivery.name = Arc::clone(key);
                self.resolve(workspace, key, target, &mut delivery);
            }
        }
        Some(delivery)
    }

    /// What the environment puts in the place of a key.
    fn resolve(
        &self,
        workspace: &'a Workspace,
        key: &Arc<str>,
        target: &Target<'_>,
        delivery: &mut Delivery<'a>,
    ) {
        let (Some(environment), Some(team)) =
            (target.environment_name(), self.team(workspace.team))
        else {
            return;
        };
        let mut open = team.environment_maps_open;
        for map in &team.environment_maps {
            match &map.name.text {
                Some(name) if name == environment => {}
                Some(_) => continue,
                None => {
                    open = true;
                    continue;
                }
            }
            open |= map.open;
            if let Some((_, container)) = map.containers.iter().find(|(own, _)| own == key) {
                if let Some(container) = container {
                    delivery.is(container);
                }
                return;
            }
        }
        if !open {
            delivery.doubt = None;
            delivery.problem = Some(Problem::MissingContainer {
                key: Arc::clone(key),
                environment: Arc::clone(environment),
            });
        }
    }
}

impl<'a> Delivery<'a> {
    fn is(&mut self, container: &'a Container) {
        self.container = Some(container);
        if let Some(name) = &container.name {
            self.name = Arc::clone(name);
            self.doubt = None;
        }
    }
}

/// Whether two containers are proved to be different ones.
pub(crate) fn differ(view: &View<'_>, a: &Container, b: &Container) -> bool {
    a.object != b.object && (a.class != b.class || objects_differ(view, a.object, b.object, 0))
}

/// What says something about a container and does not make it another one.
const ASIDE: [&str; 2] = ["documentation", "owningRepo"];

fn objects_differ(view: &View<'_>, a: ObjId, b: ObjId, depth: u32) -> bool {
    if a == b || depth > 8 {
        return false;
    }
    let (Some(a), Some(b)) = (view.obj(a), view.obj(b)) else {
        return false;
    };
    if a.open.is_some() || b.open.is_some() {
        return false;
    }
    match (&a.kind, &b.kind) {
        (ObjKind::Instance(a), ObjKind::Instance(b)) => {
            if a.class != b.class {
                return true;
            }
            let attrs = &view.vocabulary().class(a.class).attrs;
            let mut values = attrs.iter().zip(a.attrs.iter().zip(&*b.attrs));
            values.any(|(attr, (a, b))| {
                !ASIDE.contains(&&*attr.name.text()) && values_differ(view, a, b, depth + 1)
            })
        }
        // A set has no order of its own: what is in one of them has to be in the other.
        (ObjKind::Set(a), ObjKind::Set(b)) => {
            let has = |set: &indexmap::IndexSet<Value, _>, own: &Value| {
                set.iter()
                    .any(|other| !values_differ(view, own, other, depth + 1))
            };
            a.iter().any(|own| !has(b, own)) || b.iter().any(|own| !has(a, own))
        }
        (ObjKind::List(a), ObjKind::List(b)) => {
            a.len() != b.len()
                || a.iter()
                    .zip(b)
                    .any(|(a, b)| values_differ(view, a, b, depth + 1))
        }
        (ObjKind::Dict(a), ObjKind::Dict(b)) => {
            a.len() != b.len()
                || a.iter().any(|(key, a)| {
                    b.get(key)
                        .is_some_and(|b| values_differ(view, a, b, depth + 1))
                })
        }
        _ => false,
    }
}

fn values_differ(view: &View<'_>, a: &Value, b: &Value, depth: u32) -> bool {
    match (a, b) {
        (Value::Obj(a), Value::Obj(b)) => objects_differ(view, *a, *b, depth),
        (Value::Unknown(_) | Value::Unbound, _) | (_, Value::Unknown(_) | Value::Unbound) => false,
        (Value::Obj(_), _) | (_, Value::Obj(_)) => false,
        (Value::Tuple(a), Value::Tuple(b)) => {
            a.len() != b.len()
                || a.iter()
                    .zip(&**b)
                    .any(|(a, b)| values_differ(view, a, b, depth))
        }
        (Value::FrozenSet(_), Value::FrozenSet(_)) => false,
        (a, b) => a != b,
    }
}
