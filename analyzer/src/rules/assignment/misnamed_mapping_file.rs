//! Mapping files that are not read because of their name.

use crate::model::entity::{Ecosystem, Provider};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "misnamed-mapping-file",
    group: Group::Assignment,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("misnamed_mapping_file.md"),
    checks: &[Check::Provider(check), Check::Ecosystem(check_shared)],
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

/// The file that holds the assignments of all providers.
fn check_shared(cx: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    const WANTED: &str = "dsg_platform_mapping.json";
    if let Some(stray) = cx.stray(WANTED) {
        let name = eco.node.name("name");
        findings
            .report(
                &RULE,
                name.place,
                format!("The assignments of the model are read from `{WANTED}`, which is not there, but `{stray}` is. Rename the file."),
            )
            .about(name.shown(), "ecosystem");
    }
}
