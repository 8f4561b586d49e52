//! Transformers whose code Yellow cannot run.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::yellow_work::runs_transformer;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

/// Code that some release of Yellow runs.
const RUN: [&str; 4] =
    ["PythonRepoCodeArtifact", "DatasurfaceTransformerCodeArtifact", "DBTCodeArtifact", "JavaSparkCodeArtifact"];

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-transformer-code",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_transformer_code.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let transformer = workspace.node.node("dataTransformer").value().filter(|node| !node.is_maybe());
    let Some(code) = transformer.and_then(|transformer| transformer.node("code").value()) else { return };
    if code.is_maybe() || RUN.iter().any(|class| code.is(class)) {
        return;
    }
    let Some(work) = runs_transformer(cx, workspace.entity) else { return };
    let name = workspace.name.shown();
    findings
        .report(
            &RULE,
            code.place(),
            format!(
                "The transformer of `{name}` runs on the Yellow platform `{}`, which cannot run a {}. \
                 Keep its code in a repository, and name that with a `PythonRepoCodeArtifact`.",
                work.platform.name.shown(),
                code.class().text(),
            ),
        )
        .about(workspace.path.clone(), "workspace")
        .because_made(work.sink.place, work.sink.maker(), "consumes what it makes")
        .made_by(Some(code.maker()));
}
