//! Repositories that Yellow cannot work with.

use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::yellow_work::is_known;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-repository",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_repository.md"),
    checks: &[Check::Object("Repository", check)],
};

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let attr = part.attr.text();
    if part.node.is("GitHubRepository") || !matches!(&*attr, "owningRepo" | "liveRepo") || !is_known(cx) {
        return;
    }
    let Some(provider) = cx.yellow_provider() else { return };
    let name = provider.name.shown();
    findings
        .report(
            &RULE,
            part.node.place(),
            format!(
                "Yellow provider `{name}` works with repositories on GitHub only, and this is a {}. \
                 Keep the ecosystem, its zones and its teams in a `GitHubRepository` each.",
                part.node.class().text(),
            ),
        )
        .made_by(Some(part.node.maker()))
        .because_made(provider.name.place, cx.node(provider.object).map(Node::maker), format!("`{name}` is a Yellow provider"));
}
