//! Accounts that Amazon does not have.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-aws-account",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_aws_account.md"),
    checks: &[Check::Object("K8sAssemblyFactory", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let account = part.node.name("aws_account_id");
    let Some(text) = &account.text else { return };
    let is_account = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_account(text) {
        return;
    }
    let finding = findings.report(
        &RULE,
        account.place,
        format!("`{text}` is no account of Amazon's: it has twelve digits and nothing else."),
    );
    finding.about(part.owner.0.clone(), part.owner.1).made_by(account.maker);
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if is_account(&digits) {
        finding.fix(Fix::rename(account.place, &digits).in_every_case());
    }
}
