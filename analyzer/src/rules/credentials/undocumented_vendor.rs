//! Vendors without documentation.

use crate::model::entity::Ecosystem;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "undocumented-vendor",
    group: Group::Credentials,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("undocumented_vendor.md"),
    checks: &[Check::Ecosystem(check)],
};

fn check(_: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    for vendor in eco.node.nodes("vendors").list {
        if vendor.is_maybe() || vendor.is_open() || !vendor.get("documentation").is_absent() {
            continue;
        }
        let name = vendor.name("name");
        let who = name.text.as_ref().map_or_else(|| "This vendor".to_owned(), |text| format!("Vendor `{text}`"));
        findings
            .report(
                &RULE,
                name.place,
                format!(
                    "{who} has no documentation, which every vendor needs. Say in a sentence what it is, such as with `PlainTextDocumentation(\"Our own data centres\")`."
                ),
            )
            .made_by(Some(vendor.maker()))
            .fix(
                Fix::add("Describe it by its name", vendor.place(), format!("documentation=PlainTextDocumentation(\"{}\")", name.shown()))
                    .importing(vendor.place(), &["PlainTextDocumentation"]),
            );
    }
}
