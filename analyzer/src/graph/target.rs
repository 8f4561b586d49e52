//! The container that a workspace has its data delivered into.

use std::sync::Arc;

use super::scope::{Scope, Target, UNKNOWN};
use super::shape::{Doubt, Problem};
use crate::model::entity::{Container, ContainerUse, Workspace};

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
pub(crate) fn differ(a: &Container, b: &Container) -> bool {
    matches!((a.content, b.content), (Some(a), Some(b)) if a != b)
}
