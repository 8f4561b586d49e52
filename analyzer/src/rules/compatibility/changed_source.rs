//! Datastores that are captured from elsewhere, or in another way.

use crate::diff::Change;
use crate::report::Severity;
use crate::rules::change::list;
use crate::rules::restore::changed_back;
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "changed-source",
    group: Group::Compatibility,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("changed_source.md"),
    checks: &[Check::Change(check)],
};

/// What of the capture can be exchanged without anybody noticing: when it runs, and as whom.
const HARMLESS: [&str; 4] = ["cmd.stepTrigger", "cmd.credential", "cmd.documentation", "cmd.dataContainer.documentation"];

fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    if change.kind != "datastore" || !change.is_of("cmd") || HARMLESS.iter().any(|attr| change.is_of(attr)) {
        return;
    }
    let consumers = cx.consumers(change);
    if consumers.is_empty() {
        return;
    }
    let what = if change.is_of("cmd.dataContainer") { "from another place" } else { "in another way" };
    let name = change.object.rsplit('/').next().unwrap_or_default();
    let finding = findings.report(
        &RULE,
        change.place,
        format!(
            "Datastore `{name}` is captured {what} than before: what {} received may start anew or leave gaps. \
             Tell them, or make a new datastore beside it.",
            list(&consumers)
        ),
    );
    finding.about(change.object.clone(), "datastore").made_by(change.maker);
    finding.fixes.extend(changed_back(cx, change));
}
