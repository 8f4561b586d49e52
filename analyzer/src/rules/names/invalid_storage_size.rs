//! Amounts of storage that cannot be read.

use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-storage-size",
    group: Group::Names,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_storage_size.md"),
    checks: &[Check::Object("StorageRequirement", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let size = part.node.name("spec");
    let Some(text) = &size.text else { return };
    let (digits, unit) = match text.char_indices().next_back() {
        Some((at, unit)) => (&text[..at], Some(unit)),
        None => ("", None),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_unit = unit.is_some_and(|unit| "GTPMKB".contains(unit.to_ascii_uppercase()));
    if !is_number || !is_unit {
        let finding = findings.report(
            &RULE,
            size.place,
            format!("`{text}` is no amount of storage: it takes a whole number and one letter, such as `5G`."),
        );
        finding.made_by(size.maker);
        if let Some(meant) = meant(text) {
            let title = format!("Change to `{meant}`");
            finding.fix(Fix::safe(title, Edit::Text { place: size.place, text: meant }));
        }
    }
}

/// `5Gi`, `5 GB` and the like, as the DSL writes them.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_suffix(digits).filter(|number| !number.is_empty())?;
    let unit = digits.trim_start().to_ascii_uppercase();
    let letter = unit.chars().next().filter(|letter| "GTPMKB".contains(*letter))?;
    matches!(unit.get(1..), Some("" | "B" | "I" | "IB")).then(|| format!("{number}{letter}"))
}
