//! Platforms that another provider has a platform of the same name for.

use crate::model::entity::Provider;
use crate::model::node::Node;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "shadowed-platform",
    group: Group::Duplicates,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("shadowed_platform.md"),
    checks: &[Check::Provider(check)],
};

fn check(cx: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    // Every environment has platforms of its own.
    if provider.environment.is_some() || provider.node.is_maybe() {
        return;
    }
    for platform in &provider.platforms {
        let Some(text) = &platform.name.text else { continue };
        let platforms = cx.platforms(text);
        let Some((first, twin)) = platforms.iter().find(|(other, _)| other.environment.is_none()) else { continue };
        let may_not_be = cx.node(first.object).is_none_or(Node::is_maybe);
        if first.object == provider.object || may_not_be {
            continue;
        }
        findings
            .report(
                &RULE,
                platform.name.place,
                format!(
                    "Provider `{}` has a platform `{text}`, too, and it comes first: whoever asks for `{text}` gets that one. Rename one of them.",
                    first.name.shown(),
                ),
            )
            .about(format!("{}/{text}", provider.name.shown()), "platform")
            .because_made(twin.name.place, twin.name.maker, format!("the first `{text}`"))
            .made_by(platform.name.maker)
            .fix(Fix::rename(platform.name.place, &cx.free(Kind::Platform, text)));
    }
}
