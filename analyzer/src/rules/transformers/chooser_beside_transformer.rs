//! Choosers where there is nothing to choose.

use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "chooser-beside-transformer",
    group: Group::Transformers,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("chooser_beside_transformer.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Transformer::Named { name, .. } = &workspace.transformer else { return };
    for group in &workspace.groups {
        let Chooser::Class(class, _) = &group.chooser else { continue };
        let Some(node) = cx.node(group.object).filter(|node| !node.is_maybe()) else { continue };
        let place = node.place_of("platformMD");
        let finding = findings.report(
            &RULE,
            place,
            format!(
                "Group `{}` feeds transformer `{}`, so its platform follows from who consumes the output. Leave the {} out.",
                group.name.shown(),
                name.as_deref().unwrap_or("?"),
                class.text(),
            ),
        );
        finding.about(format!("{}/{}", workspace.path, group.name.shown()), "group").made_by(Some(node.maker()));
        finding.because(workspace.node.place_of("dataTransformer"), "the transformer of the workspace");
        if node.argument("platformMD").is_some() {
            finding.fix(Fix::remove("Leave it out", place).in_every_case());
        }
    }
}
