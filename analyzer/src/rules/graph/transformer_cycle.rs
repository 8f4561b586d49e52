//! Transformers that wait for each other.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::model::entity::{Sink, Transformer, Workspace};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "transformer-cycle",
    group: Group::Graph,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("transformer_cycle.md"),
    checks: &[Check::Workspace(check)],
};

/// What somebody reads of what was made before.
struct Step<'a> {
    reader: &'a Workspace,
    sink: &'a Sink,
    /// The step that made it, by its number; nothing for the first.
    before: Option<usize>,
}

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let (Some(name), Transformer::Named { output: Some(output), .. }) = (&workspace.name.text, &workspace.transformer)
    else {
        return;
    };
    if workspace.maybe {
        return;
    }
    let Some(path) = way_back(cx, name, output) else { return };
    let others: Vec<String> =
        path.iter().take(path.len() - 1).map(|step| format!("`{}`", step.reader.name.shown())).collect();
    let message = if others.is_empty() {
        format!(
            "The transformer of `{name}` waits for its own output `{output}`, so it never starts. Read from what it is made of."
        )
    } else {
        format!(
            "The transformer of `{name}` waits for itself, by way of {}: none of them ever starts. \
             Take one of the sinks out of the circle.",
            others.join(", "),
        )
    };
    let transformer = workspace.node.node("dataTransformer").value();
    let place = transformer.map_or(workspace.name.place, |transformer| transformer.place_of("name"));
    let finding = findings.report(&RULE, place, message);
    finding.about(workspace.path.clone(), "workspace").made_by(Some(workspace.node.maker()));
    for step in path {
        let reads = format!("`{}` reads `{}`", step.reader.name.shown(), step.sink.store.shown());
        finding.because_made(step.sink.place, step.sink.maker(), reads);
        let title = format!("Have `{}` not read `{}`", step.reader.name.shown(), step.sink.store.shown());
        finding.fix(Fix::remove(title, step.sink.place));
    }
}

/// How the output of a workspace comes back to it, the shortest way, by workspaces whose names are
/// not before its own: so each circle is found from one of its workspaces.
fn way_back<'a>(cx: &Cx<'a>, name: &Arc<str>, output: &Arc<str>) -> Option<Vec<Step<'a>>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    let mut seen: FxHashSet<Arc<str>> = FxHashSet::default();
    let mut next: VecDeque<(Arc<str>, Option<usize>)> = VecDeque::from([(Arc::clone(output), None)]);
    while let Some((store, before)) = next.pop_front() {
        // Of two datastores of one name it is not said which one is read.
        if cx.stores(&store).len() > 1 {
            continue;
        }
        for (_, reader) in cx.consumers(&store) {
            let (Some(own), Transformer::Named { output: Some(made), .. }) = (&reader.name.text, &reader.transformer)
            else {
                continue;
            };
            let sink = reader.sinks().find(|(_, sink)| sink.store.text.as_ref() == Some(&store));
            let Some((_, sink)) = sink.filter(|_| !reader.maybe && own >= name) else { continue };
            let at = steps.len();
            steps.push(Step { reader, sink, before });
            if own == name {
                return Some(path_to(steps, at));
            }
            if seen.insert(Arc::clone(own)) {
                next.push_back((Arc::clone(made), Some(at)));
            }
        }
    }
    None
}

fn path_to(steps: Vec<Step<'_>>, last: usize) -> Vec<Step<'_>> {
    let mut wanted = vec![last];
    while let Some(before) = wanted.last().and_then(|at| steps.get(*at)?.before) {
        wanted.push(before);
    }
    let steps = steps.into_iter().enumerate().filter(|(at, _)| wanted.contains(at));
    steps.map(|(_, step)| step).collect()
}
