//! Findings as the diagnostics of a client.

use std::fmt::Write as _;
use std::str::FromStr;

use dashmap::DashMap;
use datasurface_analyzer::{
    Diagnostic, Encoding, FilePath, LineIndex, Severity, Snapshot, Span, Unevaluated, find_rule,
};
use serde_json::json;
use tower_lsp::ls_types::{
    self as lsp, CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, PublishDiagnosticsParams, Uri,
};

use super::client::Features;
use super::position::range;
use super::uri::from_path;

/// Who says so, beside each diagnostic.
const SOURCE: &str = "datasurface";
/// Code of places that could not be evaluated.
const UNEVALUATED: &str = "unevaluated";

/// How findings are shown to this client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presentation<'a> {
    pub(crate) features: Features,
    pub(crate) encoding: Encoding,
    /// The client's spelling of URIs of files it opened: clients compare them as text.
    pub(crate) spelling: &'a DashMap<FilePath, Uri>,
}

impl Presentation<'_> {
    pub(super) fn uri(&self, path: &FilePath) -> Option<Uri> {
        let known = self.spelling.get(path).map(|uri| uri.clone());
        known.or_else(|| from_path(path))
    }
}

/// Everything there is to say about a file.
pub(crate) fn publication(
    snapshot: &Snapshot,
    path: &FilePath,
    presentation: Presentation<'_>,
) -> Option<PublishDiagnosticsParams> {
    let uri = presentation.uri(path)?;
    let writer = Writer {
        snapshot,
        path,
        index: snapshot.line_index(path),
        presentation,
    };
    let findings = snapshot.diagnostics(path);
    let findings = findings.into_iter().map(|it| writer.finding(it));
    let places = snapshot.unevaluated(path);
    let places = places.into_iter().map(|it| writer.unevaluated(it));
    Some(PublishDiagnosticsParams {
        uri,
        diagnostics: findings.chain(places).collect(),
        version: snapshot.version(path),
    })
}

/// That there is nothing to say about a document any more.
pub(crate) fn nothing_at(uri: Uri) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams {
        uri,
        diagnostics: Vec::new(),
        version: None,
    }
}

/// One finding, as it is published.
pub(super) fn finding(
    snapshot: &Snapshot,
    path: &FilePath,
    finding: Diagnostic,
    presentation: Presentation<'_>,
) -> lsp::Diagnostic {
    let writer = Writer {
        snapshot,
        path,
        index: snapshot.line_index(path),
        presentation,
    };
    writer.finding(finding)
}

struct Writer<'a> {
    snapshot: &'a Snapshot,
    path: &'a FilePath,
    index: Option<LineIndex>,
    presentation: Presentation<'a>,
}

impl Writer<'_> {
    fn finding(&self, finding: Diagnostic) -> lsp::Diagnostic {
        let features = self.presentation.features;
        let mut message = finding.message;
        let related = if features.related_information {
            let reasons = finding.related.iter();
            let reasons: Vec<_> = reasons
                .filter_map(|reason| {
                    Some(DiagnosticRelatedInformation {
                        location: self.location(&reason.file, reason.span)?,
                        message: reason.message.clone(),
                    })
                })
                .collect();
            (!reasons.is_empty()).then_some(reasons)
        } else {
            // A plain client is told in words what another one may click on.
            for reason in &finding.related {
                if let Some(place) = self.location(&reason.file, reason.span) {
                    let line = place.range.start.line + 1;
                    let name = reason.file.name();
                    let _ = write!(message, "\n{}: {name}, line {line}", reason.message);
                }
            }
            None
        };
        let href = find_rule(finding.code).and_then(|rule| Uri::from_str(&rule.url()).ok());
        let href = href.filter(|_| features.code_description);
        lsp::Diagnostic {
            range: self.range(finding.span),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.code.to_owned())),
            code_description: href.map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: related,
            tags: tag(finding.code, features).map(|tag| vec![tag]),
            data: Some(json!({
                "object": finding.object,
                "objectKind": finding.object_kind,
                "count": finding.count,
            })),
        }
    }

    fn unevaluated(&self, place: Unevaluated) -> lsp::Diagnostic {
        lsp::Diagnostic {
            range: self.range(place.span),
            severity: Some(DiagnosticSeverity::HINT),
            code: Some(NumberOrString::String(UNEVALUATED.to_owned())),
            source: Some(SOURCE.to_owned()),
            message: place.reason,
            ..lsp::Diagnostic::default()
        }
    }

    /// A place in this file. A file whose text is gone is shown from its start.
    fn range(&self, span: Span) -> lsp::Range {
        let index = self.index.as_ref();
        index.map_or_else(lsp::Range::default, |index| {
            range(index.range(span, self.presentation.encoding))
        })
    }

    fn location(&self, file: &FilePath, span: Span) -> Option<Location> {
        let range = if file == self.path {
            self.range(span)
        } else {
            let index = self.snapshot.line_index(file)?;
            range(index.range(span, self.presentation.encoding))
        };
        let uri = self.presentation.uri(file)?;
        Some(Location { uri, range })
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Codes name their problem, so they say which tag fits.
fn tag(code: &str, features: Features) -> Option<DiagnosticTag> {
    if code.starts_with("unused-") && features.unnecessary_tag {
        Some(DiagnosticTag::UNNECESSARY)
    } else if code.starts_with("deprecated-") && features.deprecated_tag {
        Some(DiagnosticTag::DEPRECATED)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_follow_the_code_and_the_client() {
        let all = Features {
            unnecessary_tag: true,
            deprecated_tag: true,
            ..Features::default()
        };
        assert_eq!(tag("unused-ignore", all), Some(DiagnosticTag::UNNECESSARY));
        assert_eq!(tag("deprecated-name", all), Some(DiagnosticTag::DEPRECATED));
        assert_eq!(tag("unknown-dataset", all), None);
        assert_eq!(tag("unused-ignore", Features::default()), None);
    }

    #[test]
    fn severities_keep_their_order() {
        let all = [
            Severity::Error,
            Severity::Warning,
            Severity::Information,
            Severity::Hint,
        ];
        assert!(all.map(severity).is_sorted());
    }
}
