//! Every question about the places of one name, asked at each of them.
//!
//! A case below `fixtures/ide/mentions` draws all places of an object by their role, and so says
//! what definition, declaration, references and highlights give at any of them: that they are each other's
//! inverse is what is checked. What a hover says, `hover: text` adds; the key `to` has the object
//! renamed, which replaces the names that are drawn, and `refused: text` says that this is refused.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use datasurface_analyzer::{Analysis, FilePath, Link};
use tests::fixture::{Fixture, Mark, Place};

use super::role;

/// A file and a range in it.
type At = (FilePath, u32, u32);

/// Asks everything at every place that is drawn.
pub(super) fn check(analysis: &Analysis<'_>, fixture: &Fixture) -> Result<(), String> {
    let of = |wanted: &[&str]| -> Result<BTreeSet<(At, String)>, String> {
        let mut found = BTreeSet::new();
        for (file, mark) in marks(fixture, wanted) {
            let Place::Exact(span) = mark.place else {
                return Err("a mark of a line".to_owned());
            };
            found.insert(((file.clone(), span.start, span.end), mark.code.clone()));
        }
        Ok(found)
    };
    let all = of(&["definition", "declaration", "reference"])?;
    let definitions: BTreeSet<At> = of(&["definition"])?.into_iter().map(|it| it.0).collect();
    let mut declarations: BTreeSet<At> = of(&["declaration"])?.into_iter().map(|it| it.0).collect();
    if declarations.is_empty() {
        declarations.clone_from(&definitions);
    }
    if all.is_empty() {
        return Err("nothing is drawn".to_owned());
    }
    let mut problems = String::new();
    for ((file, start, end), _) in &all {
        let at = start + 1;
        let shown = show(fixture, &(file.clone(), *start, *end));
        let found: BTreeSet<(At, String)> = analysis
            .references(file, at, true)
            .into_iter()
            .map(|it| ((it.file, it.span.start, it.span.end), role(it.role)))
            .collect();
        for (place, said) in all.difference(&found) {
            let _ = writeln!(
                problems,
                "references of {shown} miss {said} {}",
                show(fixture, place)
            );
        }
        for (place, said) in found.difference(&all) {
            let _ = writeln!(
                problems,
                "references of {shown} have {said} {}",
                show(fixture, place)
            );
        }
        let here: BTreeSet<At> = analysis
            .highlights(file, at)
            .into_iter()
            .map(|it| (it.file, it.span.start, it.span.end))
            .collect();
        let in_file = all.iter().map(|it| &it.0).filter(|it| it.0 == *file);
        if here != in_file.cloned().collect() {
            let here: Vec<String> = here.iter().map(|it| show(fixture, it)).collect();
            let _ = writeln!(problems, "highlights of {shown} are {}", here.join(", "));
        }
        let led = [
            ("definition", analysis.definition(file, at), &definitions),
            ("declaration", analysis.declaration(file, at), &declarations),
        ];
        for (question, links, expected) in led {
            let found = targets(links);
            if found != *expected {
                let found: Vec<String> = found.iter().map(|it| show(fixture, it)).collect();
                let _ = writeln!(
                    problems,
                    "{question} of {shown} leads to {}",
                    found.join(", ")
                );
            }
        }
        let texts = marks(fixture, &["hover"]).map(|(_, mark)| mark.text.as_str());
        let texts: Vec<&str> = texts.collect();
        if !texts.is_empty() {
            let Some(hover) = analysis.hover(file, at) else {
                let _ = writeln!(problems, "{shown} has no hover");
                continue;
            };
            if (hover.span.start, hover.span.end) != (*start, *end) {
                let _ = writeln!(problems, "hover of {shown} speaks of another range");
            }
            for text in texts.iter().filter(|text| !hover.text.contains(**text)) {
                let _ = writeln!(problems, "hover of {shown} lacks `{text}`:\n{}", hover.text);
            }
        }
        if let Err(problem) = renamed(analysis, fixture, (file, at), &all) {
            let _ = writeln!(problems, "rename of {shown}: {problem}");
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

fn renamed(
    analysis: &Analysis<'_>,
    fixture: &Fixture,
    (file, at): (&FilePath, u32),
    all: &BTreeSet<(At, String)>,
) -> Result<(), String> {
    let refused = marks(fixture, &["refused"]).map(|(_, mark)| mark.text.as_str());
    let refused: Vec<&str> = refused.collect();
    let to = match (fixture.key("to"), refused.first()) {
        (Some(to), _) => to,
        (None, Some(_)) => "Another",
        (None, None) => return Ok(()),
    };
    match (analysis.rename(file, at, to), refused.first()) {
        (None, _) => Err("is nothing to rename".to_owned()),
        (Some(Err(refusal)), Some(why)) if refusal.reason.contains(why) => Ok(()),
        (Some(Err(refusal)), _) => Err(format!("refused: {}", refusal.reason)),
        (Some(Ok(_)), Some(why)) => Err(format!("is not refused: {why}")),
        (Some(Ok(renaming)), None) => {
            // What is drawn has its quotes.
            let found: BTreeSet<At> = renaming
                .edits
                .into_iter()
                .map(|it| (it.file, it.span.start - 1, it.span.end + 1))
                .collect();
            let expected: BTreeSet<At> = all.iter().map(|it| it.0.clone()).collect();
            let missed = expected.difference(&found).map(|it| ("misses", it));
            let more = found.difference(&expected).map(|it| ("changes", it));
            let different: Vec<String> = missed
                .chain(more)
                .map(|(verb, it)| format!("{verb} {}", show(fixture, it)))
                .collect();
            if different.is_empty() {
                Ok(())
            } else {
                Err(different.join(", "))
            }
        }
    }
}

fn marks<'f>(
    fixture: &'f Fixture,
    wanted: &'f [&str],
) -> impl Iterator<Item = (&'f FilePath, &'f Mark)> {
    let files = fixture.files.iter();
    let all = files.flat_map(|file| file.marks.iter().map(move |mark| (&file.path, mark)));
    all.filter(|(_, mark)| wanted.contains(&mark.code.as_str()))
}

fn targets(links: Vec<Link>) -> BTreeSet<At> {
    let target = |link: Link| (link.file, link.name.start, link.name.end);
    links.into_iter().map(target).collect()
}

fn show(fixture: &Fixture, (file, start, end): &At) -> String {
    super::shown(fixture, &(file.clone(), *start, *end, String::new()))
}
