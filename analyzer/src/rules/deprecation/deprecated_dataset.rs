//! Deprecated data that a consumer did not agree to.

use crate::eval::value::Place;
use crate::model::entity::{Sink, Workspace};
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "deprecated-dataset",
    group: Group::Deprecation,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("deprecated_dataset.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    each_deprecated(cx, workspace, false, |found| {
        findings
            .report(
                &RULE,
                found.sink.place,
                format!(
                    "{} is deprecated{}, and this sink does not accept deprecated data. \
                     Move to its successor, or say `DeprecationsAllowed.ALLOWED` to go on for now.",
                    found.what, found.reason,
                ),
            )
            .about(found.path.clone(), "sink")
            .because(found.place, "deprecated here")
            .made_by(found.sink.maker())
            .fix(found.accepted());
    });
}

/// A sink on deprecated data.
pub(in crate::rules) struct Deprecated<'a> {
    pub(in crate::rules) sink: &'a Sink,
    /// What is deprecated.
    pub(in crate::rules) what: String,
    /// What its owner says of it, in parentheses.
    pub(in crate::rules) reason: String,
    pub(in crate::rules) place: Place,
    pub(in crate::rules) path: String,
    /// Where the sink says whether it accepts that, if it does.
    says: Option<Place>,
}

impl Deprecated<'_> {
    /// Accepts it.
    fn accepted(&self) -> Fix {
        let code = "DeprecationsAllowed.ALLOWED".to_owned();
        let call = self.sink.place;
        let edit = match self.says {
            Some(place) => Edit::Code { place, code },
            None => Edit::AddArgument { call, code: format!("deprecationsAllowed={code}") },
        };
        Fix::new("Accept deprecated data for now", edit).importing(call, &["DeprecationsAllowed"])
    }
}

/// Shows every sink on deprecated data that accepts it, or that does not.
pub(in crate::rules) fn each_deprecated(
    cx: &Cx<'_>,
    workspace: &Subject<'_, Workspace>,
    accepted: bool,
    mut see: impl FnMut(&Deprecated<'_>),
) {
    for (group, sink) in workspace.sinks() {
        let (Some(store_name), Some(dataset_name)) = (&sink.store.text, &sink.dataset.text) else { continue };
        if sink.deprecations_allowed != Some(accepted) {
            continue;
        }
        let stores = cx.stores(store_name);
        let [(_, store)] = &*stores else { continue };
        let Some(dataset) = store.dataset(dataset_name).filter(|_| !store.maybe) else { continue };
        if dataset.deprecated != Some(true) {
            continue;
        }
        let own = cx.node(store.object);
        let datasets = own.map(|node| node.nodes("datasets").list).unwrap_or_default();
        let is_it = |node: &Node<'_>| node.text("name").value().as_ref() == Some(dataset_name);
        let (what, node) = if store.deprecated == Some(true) {
            (format!("Datastore `{store_name}`"), own)
        } else {
            (format!("Dataset `{dataset_name}` of `{store_name}`"), datasets.into_iter().find(is_it))
        };
        let info = node.and_then(|node| node.node("deprecationStatus").value());
        let text = info
            .and_then(|info| info.node("documentation").value())
            .and_then(|reason| reason.text("description").value());
        let sinks = cx.node(group.object).map(|node| node.nodes("sinks").list).unwrap_or_default();
        let says = sinks.into_iter().find(|own| own.place() == sink.place);
        see(&Deprecated {
            sink,
            says: says.and_then(|own| own.argument("deprecationsAllowed")),
            what,
            reason: text.map_or_else(String::new, |text| format!(" ({text})")),
            place: info.map_or(store.name.place, Node::place),
            path: format!("{}/{}/{store_name}:{dataset_name}", workspace.path, group.name.shown()),
        });
    }
}
