//! Datasets that are no longer classified as what they were.

use crate::diff::Change;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::restore::changed_back;
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "weakened-classification",
    group: Group::Compatibility,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("weakened_classification.md"),
    checks: &[Check::Change(check)],
};

const ATTRIBUTE: &str = "dataClassificationOverride";

fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    if change.kind != "dataset" || !change.is_of(ATTRIBUTE) {
        return;
    }
    let (Some(before), Some(after)) = (change.before, change.after) else { return };
    let (Some(old), Some(new)) = (classes(before), classes(after)) else { return };
    // What was public is not weakened by being anything else.
    let is_lost = |own: &&String| *own != "PUB" && !new.contains(own);
    let lost: Vec<String> = old.iter().filter(is_lost).map(|own| format!("`{own}`")).collect();
    if lost.is_empty() {
        return;
    }
    let name = change.object.rsplit('/').next().unwrap_or_default();
    let finding = findings.report(
        &RULE,
        change.place,
        format!(
            "Dataset `{name}` is no longer classified as {}: policies that kept it from somebody let it pass now.",
            lost.join(", ")
        ),
    );
    finding.about(change.object.clone(), "dataset").made_by(change.maker);
    finding.fixes.extend(changed_back(cx, change));
}

fn classes(dataset: Node<'_>) -> Option<Vec<String>> {
    let list = dataset.nodes(ATTRIBUTE);
    let text = |node: Node<'_>| -> Option<String> {
        let name = dataset.view().classification(node.id(), node.place());
        name.text.map(|text| text.to_string())
    };
    (!list.open).then(|| list.list.into_iter().map(text).collect::<Option<_>>())?
}
