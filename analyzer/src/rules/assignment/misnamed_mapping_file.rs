//! Mapping files that are not read because of their name.

use crate::model::entity::Provider;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "misnamed-mapping-file",
    group: Group::Assignment,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("misnamed_mapping_file.md"),
    checks: &[Check::Provider(check)],
};

fn check(cx: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    let Some(name) = &provider.name.text else { return };
    let wanted = format!("{name}_dsg_platform_mapping.json");
    if let Some(stray) = cx.stray(&wanted) {
        findings
            .report(
                &RULE,
                provider.name.place,
                format!("Provider `{name}` reads its assignments from `{wanted}`, which is not there, but `{stray}` is. Rename the file."),
            )
            .about(&**name, "provider");
    }
}
