//! Outputs of another production status than the transformer.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::workspaces::production_mismatch::with_status;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "output-production-mismatch",
    group: Group::Transformers,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("output_production_mismatch.md"),
    checks: &[Check::Workspace(check)],
};

fn check(_: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(production) = workspace.production else { return };
    let Some(transformer) = workspace.node.node("dataTransformer").value() else { return };
    let Some(output) = transformer.node("outputDatastore").value() else { return };
    let Some(status) = output.member("productionStatus").value() else { return };
    if workspace.maybe
        || transformer.is_maybe()
        || output.is_open()
        || (status == Symbol::new("PRODUCTION")) == production
    {
        return;
    }
    let name = output.name("name");
    let (own, other) = if production { ("is for production", "is not") } else { ("is not for production", "is") };
    findings
        .report(
            &RULE,
            output.argument("productionStatus").unwrap_or(name.place),
            format!(
                "Workspace `{}` {own}, and the datastore `{}` that its transformer fills {other}. Give both the same status.",
                workspace.name.shown(),
                name.shown(),
            ),
        )
        .about(workspace.path.clone(), "workspace")
        .because(workspace.node.place_of("productionStatus"), format!("workspace `{}`", workspace.name.shown()))
        .made_by(Some(output.maker()))
        .fixes = with_status(output, production, 1).into_iter().collect();
}
