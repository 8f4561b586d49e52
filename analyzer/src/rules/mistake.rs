//! What rules on constructions share: each reports mistakes of one kind.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::eval::value::Place;
use crate::rules::fix::Fix;
use crate::rules::{Findings, Rule};
use crate::symbol::Symbol;

/// Reports a mistake, if it is the rule's business, with the place of what stands in its way.
pub(super) fn report(
    rule: &'static Rule,
    problem: &Problem,
    findings: &mut Findings,
    says: impl Fn(&Mistake) -> Option<String>,
) {
    report_with(rule, problem, findings, says, |_, _| Vec::new());
}

/// The same, with what would put it right.
pub(super) fn report_with(
    rule: &'static Rule,
    problem: &Problem,
    findings: &mut Findings,
    says: impl Fn(&Mistake) -> Option<String>,
    fixes: impl Fn(&Mistake, Place) -> Vec<Fix>,
) {
    let Problem::Mistake {
        place,
        mistake,
        because,
        maker,
    } = problem
    else {
        return;
    };
    let Some(message) = says(mistake) else { return };
    let finding = findings.report(rule, *place, message);
    if let Some(because) = because {
        finding.because(*because, "the first one");
    }
    finding.reached_from(*maker);
    finding.fixes = fixes(mistake, *place);
}

/// What an attribute is called by those who do not know the library from inside.
pub(super) fn part(attr: Symbol) -> String {
    let known = match &*attr.text() {
        "stepTrigger" => "trigger",
        "cmd" => "capture metadata",
        "dataContainer" => "container",
        "dataTransformer" => "transformer",
        "documentation" => "description",
        "singleOrMultiDatasetIngestion" => "consistency",
        "platformMD" => "choice of the platform",
        "authorizedNames" => "declaration of a zone",
        other => return format!("`{other}`"),
    };
    known.to_owned()
}

/// A text as the start of a sentence.
pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
