//! Providers that their environment does not declare.

use std::sync::Arc;

use crate::eval::value::Value;
use crate::model::entity::Environment;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::{did_you_mean, listed};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "undeclared-provider",
    group: Group::Environments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("undeclared_provider.md"),
    checks: &[Check::Environment(check)],
};

fn check(_: &Cx<'_>, environment: &Subject<'_, Environment>, findings: &mut Findings) {
    let Some(provider) = environment.node.node("psp").value() else { return };
    let (pairs, open) = environment.node.pairs("pspDeclarations");
    let names: Option<Vec<Arc<str>>> = pairs.iter().map(|(name, _): &(Value, Value)| name.as_str().cloned()).collect();
    let name = provider.name("name");
    let (Some(declared), Some(text)) = (names, &name.text) else { return };
    if open || provider.is_maybe() || declared.is_empty() || declared.contains(text) {
        return;
    }
    let nearest = nearest(text, declared.iter());
    let hint = match &nearest {
        Some(_) => did_you_mean(nearest.as_ref()),
        None => format!(" It declares {}.", listed(&declared)),
    };
    let own = environment.name.shown();
    let finding = findings.report(
        &RULE,
        name.place,
        format!("Environment `{own}` gets the provider `{text}`, for which it has no PSPDeclaration.{hint}"),
    );
    finding.about(own, "environment").made_by(name.maker);
    for declaration in environment.node.nodes("pspDeclarations").list {
        let declared = declaration.name("name");
        finding.because(declared.place, format!("declares `{}`", declared.shown()));
    }
    if let Some(nearest) = nearest {
        finding.fix(Fix::rename(name.place, &nearest));
    }
}
