//! Findings as failed tests, one suite for each file: what every build server shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use datasurface_analyzer::{Diagnostic, Encoding, Severity};

use super::Written;

pub(in crate::cli) fn junit(written: &mut Written<'_>) -> String {
    let mut suites: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in written.findings {
        let name = written.name(&finding.file);
        suites.entry(name).or_default().push(finding);
    }
    let failed = |finding: &&&Diagnostic| finding.severity <= Severity::Warning;
    let all = written.findings;
    let failures = all.iter().filter(|it| failed(&it)).count();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "<testsuites name=\"datasurface-ls\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
        all.len().max(1)
    );
    if all.is_empty() {
        // Without any test some servers take the file for a failure.
        text.push_str(
            "  <testsuite name=\"models\" tests=\"1\" failures=\"0\" errors=\"0\">\n    \
             <testcase name=\"no findings\" classname=\"models\"/>\n  </testsuite>\n",
        );
    }
    for (name, findings) in suites {
        let failures = findings.iter().filter(failed).count();
        let suite = escaped(&name);
        let _ = writeln!(
            text,
            "  <testsuite name=\"{suite}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
            findings.len()
        );
        for finding in findings {
            let range = written.range(&finding.file, finding.span, Encoding::Utf32);
            let (line, column) = (range.start.line, range.start.character);
            let message = escaped(&finding.message);
            let _ = writeln!(
                text,
                "    <testcase name=\"{}\" classname=\"{suite}\" file=\"{suite}\" line=\"{line}\">",
                escaped(&format!("{} at {line}:{column}", finding.code)),
            );
            let _ = if failed(&&finding) {
                let kind = if finding.severity == Severity::Error {
                    "error"
                } else {
                    "warning"
                };
                writeln!(
                    text,
                    "      <failure type=\"{kind}\" message=\"{message}\">{suite}:{line}:{column}: \
                     {message}</failure>"
                )
            } else {
                writeln!(text, "      <system-out>{message}</system-out>")
            };
            text.push_str("    </testcase>\n");
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

/// Text for an element or an attribute. Characters that XML cannot say are replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push('\t'),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                escaped.push('\u{fffd}');
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}
