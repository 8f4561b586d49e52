//! Findings with the source they are about.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use datasurface_analyzer::{
    Diagnostic, Encoding, FilePath, LineIndex, Severity, Snapshot, Span, find_rule,
};

/// Lines shown around a place.
const CONTEXT: usize = 1;

/// Draws frames; texts are read once.
pub(super) struct Frames<'a> {
    snapshot: &'a Snapshot,
    root: &'a FilePath,
    renderer: Renderer,
    texts: BTreeMap<FilePath, Option<(String, LineIndex)>>,
}

/// Some lines of a file.
struct Excerpt {
    text: String,
    first_line: usize,
    /// The place within the text.
    place: Range<usize>,
}

impl<'a> Frames<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, root: &'a FilePath, colour: bool) -> Self {
        Self {
            snapshot,
            root,
            renderer: if colour {
                Renderer::styled()
            } else {
                Renderer::plain()
            },
            texts: BTreeMap::new(),
        }
    }

    /// A finding, and below it the places that explain it.
    pub(super) fn finding(&mut self, finding: &Diagnostic) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Information => Level::INFO,
            Severity::Hint => Level::HELP.with_name("hint"),
        };
        let mut title = level.primary_title(&*finding.message).id(finding.code);
        if let Some(rule) = find_rule(finding.code) {
            title = title.id_url(rule.url());
        }
        let mut groups = vec![self.framed(
            Group::with_title(title),
            &finding.file,
            finding.span,
            AnnotationKind::Primary,
        )];
        for reason in &finding.related {
            let title = Level::NOTE.secondary_title(&*reason.message);
            let group = Group::with_title(title);
            groups.push(self.framed(group, &reason.file, reason.span, AnnotationKind::Context));
        }
        self.renderer.render(&groups)
    }

    /// A place as editors and terminals understand it.
    pub(super) fn place(&mut self, file: &FilePath, span: Span) -> String {
        let name = self.name(file);
        match self.text(file) {
            None => name,
            Some((_, index)) => {
                let at = index.position(span.start, Encoding::Utf32);
                format!("{name}:{}:{}", at.line + 1, at.character + 1)
            }
        }
    }

    fn framed<'g>(
        &mut self,
        group: Group<'g>,
        file: &FilePath,
        span: Span,
        kind: AnnotationKind,
    ) -> Group<'g> {
        let name = self.name(file);
        let Some((text, _)) = self.text(file) else {
            // The file is gone; say at least which one it was.
            return group.element(annotate_snippets::Origin::path(name));
        };
        let excerpt = excerpt(text, span.range());
        group.element(
            Snippet::source(excerpt.text)
                .path(name)
                .line_start(excerpt.first_line)
                .annotation(kind.span(excerpt.place)),
        )
    }

    fn name(&self, file: &FilePath) -> String {
        let below = file.below(self.root).filter(|below| !below.is_empty());
        below.unwrap_or(file.as_str()).to_owned()
    }

    fn text(&mut self, file: &FilePath) -> Option<&(String, LineIndex)> {
        if !self.texts.contains_key(file) {
            let index = self.snapshot.line_index(file);
            let text = index.map(|index| (index.text(), index));
            self.texts.insert(file.clone(), text);
        }
        self.texts.get(file)?.as_ref()
    }
}

/// The lines of a place and those around it.
fn excerpt(text: &str, place: Range<usize>) -> Excerpt {
    let start = place.start.min(text.len());
    let end = place.end.clamp(start, text.len());
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let from = before
        .rmatch_indices('\n')
        .nth(CONTEXT)
        .map_or(0, |(newline, _)| newline + 1);
    let to = after
        .match_indices('\n')
        .nth(CONTEXT)
        .map_or(text.len(), |(newline, _)| end + newline);
    Excerpt {
        text: text.get(from..to).unwrap_or_default().to_owned(),
        first_line: text.get(..from).unwrap_or_default().matches('\n').count() + 1,
        place: start - from..end - from,
    }
}
