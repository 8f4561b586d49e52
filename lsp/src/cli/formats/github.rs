//! Workflow commands of GitHub Actions: annotations without permissions or uploads.

use std::fmt::Write as _;

use datasurface_analyzer::{Encoding, Severity};

use super::Written;

pub(in crate::cli) fn github(written: &mut Written<'_>) -> String {
    let mut text = String::new();
    for finding in written.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let name = written.name(&finding.file);
        let range = written.range(&finding.file, finding.span, Encoding::Utf32);
        // Columns are taken for those of one line.
        let columns = if range.start.line == range.end.line {
            format!(
                ",col={},endColumn={}",
                range.start.character, range.end.character
            )
        } else {
            String::new()
        };
        let mut message = finding.message.clone();
        for reason in &finding.related {
            let place = written.range(&reason.file, reason.span, Encoding::Utf32);
            let file = written.name(&reason.file);
            // Writing to a string cannot fail.
            let _ = write!(message, "\n{file}:{}: {}", place.start.line, reason.message);
        }
        let _ = writeln!(
            text,
            "::{command} title=datasurface ({}),file={},line={},endLine={}{columns}::{}",
            finding.code,
            property(&name),
            range.start.line,
            range.end.line,
            data(&message),
        );
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
