//! SARIF 2.1.0, for code scanning.

use std::fmt::Write as _;

use datasurface_analyzer::{Diagnostic, Encoding, FilePath, Fix, Rule, Severity, Span};
use serde_json::{Value, json};

use super::{Fingerprints, Written};
use crate::rules::by_code;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What paths are relative to; whoever uploads the report says where that is.
const BASE: &str = "%SRCROOT%";

pub(in crate::cli) fn sarif(written: &mut Written<'_>) -> Value {
    let rules = by_code();
    let mut fingerprints = Fingerprints::default();
    let mut results = Vec::new();
    for finding in written.findings {
        let print = fingerprints.of(finding, &written.name(&finding.file));
        results.push(result(written, &rules, finding, &print));
    }
    let mut notifications = Vec::new();
    for place in written.unevaluated {
        notifications.push(json!({
            "level": "note",
            "message": {"text": format!("Not evaluated, and so not checked: {}", place.reason)},
            "locations": [location(written, &place.file, place.span)],
        }));
    }
    let rules: Vec<Value> = rules.into_iter().map(rule).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": {"text": rule.title()},
        "help": {"text": rule.title(), "markdown": rule.page},
        "helpUri": rule.url(),
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.group.name()]},
    })
}

fn result(written: &mut Written<'_>, rules: &[&Rule], finding: &Diagnostic, print: &str) -> Value {
    let mut related = Vec::new();
    for reason in &finding.related {
        let mut place = location(written, &reason.file, reason.span);
        place["message"] = json!({"text": reason.message});
        related.push(place);
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [location(written, &finding.file, finding.span)],
        "partialFingerprints": {"datasurface/v1": print},
        "properties": {"count": finding.count},
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(object) = &finding.object {
        result["locations"][0]["logicalLocations"] =
            json!([{"fullyQualifiedName": object, "kind": finding.object_kind}]);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if !finding.fixes.is_empty() {
        let fixes = finding.fixes.iter().map(|it| fix(written, it));
        result["fixes"] = fixes.collect();
    }
    result
}

fn fix(written: &mut Written<'_>, fix: &Fix) -> Value {
    let mut files: Vec<&FilePath> = fix.edits.iter().map(|edit| &edit.file).collect();
    files.dedup();
    let mut changes = Vec::new();
    for file in files {
        let mut replacements = Vec::new();
        for edit in fix.edits.iter().filter(|edit| edit.file == *file) {
            replacements.push(json!({
                "deletedRegion": region(written, file, edit.span),
                "insertedContent": {"text": edit.text},
            }));
        }
        changes.push(json!({
            "artifactLocation": artifact(written, file),
            "replacements": replacements,
        }));
    }
    json!({"description": {"text": fix.title}, "artifactChanges": changes})
}

fn location(written: &mut Written<'_>, file: &FilePath, span: Span) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": artifact(written, file),
        "region": region(written, file, span),
    }})
}

fn region(written: &mut Written<'_>, file: &FilePath, span: Span) -> Value {
    let range = written.range(file, span, Encoding::Utf16);
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.character,
        "endLine": range.end.line,
        "endColumn": range.end.character,
    })
}

fn artifact(written: &Written<'_>, file: &FilePath) -> Value {
    let mut uri = String::new();
    let name = written.name(file);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    if name == file.as_str() {
        // It lies outside of the folder that was asked for.
        let slash = if uri.starts_with('/') { "" } else { "/" };
        return json!({"uri": format!("file://{slash}{uri}")});
    }
    json!({"uri": uri, "uriBaseId": BASE})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}
