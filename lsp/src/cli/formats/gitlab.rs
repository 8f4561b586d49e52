//! GitLab's code quality report.

use datasurface_analyzer::{Encoding, Severity};
use serde_json::{Value, json};

use super::{Fingerprints, Written};

pub(in crate::cli) fn gitlab(written: &mut Written<'_>) -> Value {
    let mut fingerprints = Fingerprints::default();
    let mut entries = Vec::new();
    for finding in written.findings {
        let name = written.name(&finding.file);
        let range = written.range(&finding.file, finding.span, Encoding::Utf32);
        entries.push(json!({
            "description": finding.message,
            "check_name": finding.code,
            "fingerprint": fingerprints.of(finding, &name),
            "severity": match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Information | Severity::Hint => "info",
            },
            "location": {
                "path": name,
                "lines": {"begin": range.start.line, "end": range.end.line},
            },
        }));
    }
    Value::Array(entries)
}
