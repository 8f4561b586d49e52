//! Every file below `fixtures/ide/<question>/` asks that question at its cursors; what is
//! expected is drawn into it. All cursors of a case have the same answer.
//!
//! `target` marks the names that a question leads to; `reference`, `definition` and `declaration`
//! mark what references give; `hover: text` marks the range a hover speaks of and what it says.
//! Symbols are marked by their kind, those of a file with the names around them; a search looks
//! for what the key `query` says. Neither needs a cursor.
#![expect(
    clippy::unwrap_used,
    reason = "a folder that cannot be read fails the test"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::{
    Analysis, Cancel, FilePath, Host, Input, Link, Object, Role, Span, Symbol,
};
use tests::fixture::{Fixture, Place, ROOT};

/// A place and what is said of it.
type Answer = BTreeSet<(FilePath, u32, u32, String)>;

#[test]
fn every_question_is_answered_as_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ide");
    let mut failures = String::new();
    let mut count = 0;
    let mut questions: Vec<_> = fs::read_dir(&folder).unwrap().flatten().collect();
    questions.sort_by_key(fs::DirEntry::path);
    for question in questions {
        let name = question.file_name().into_string().unwrap();
        let mut cases: Vec<_> = fs::read_dir(question.path()).unwrap().flatten().collect();
        cases.sort_by_key(fs::DirEntry::path);
        for case in cases {
            count += 1;
            let source = fs::read_to_string(case.path()).unwrap();
            if let Err(difference) = check(&name, &source) {
                let case = case.file_name().into_string().unwrap();
                let _ = writeln!(failures, "--- {name}/{case}\n{difference}");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(count >= 40, "only {count} cases found");
}

fn host(fixture: &Fixture) -> Result<Host, String> {
    let mut host = Host::new(fixture.in_memory());
    host.apply(vec![Input::Roots(vec![FilePath::new(ROOT)])]);
    evaluate(&mut host)?;
    Ok(host)
}

fn evaluate(host: &mut Host) -> Result<(), String> {
    let done = host.evaluate(&Cancel::new());
    done.map(drop).map_err(|_| "cancelled".to_owned())
}

/// What was gathered for one question and kept answers the next as a fresh start does.
#[test]
fn edits_leave_nothing_stale() {
    const LINES: &str = "\n\n";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ide");
    for question in ["definition", "references", "implementation"] {
        for case in fs::read_dir(folder.join(question)).unwrap().flatten() {
            let source = fs::read_to_string(case.path()).unwrap();
            let fixture = Fixture::parse(&source).unwrap();
            let mut edited = host(&fixture).unwrap();
            let cursors: Vec<(FilePath, u32)> = fixture
                .files
                .iter()
                .flat_map(|file| file.cursors.iter().map(|at| (file.path.clone(), *at)))
                .collect();
            let mut files = fixture.files.clone();
            for index in 0..files.len() {
                for (file, at) in &cursors {
                    ask(&edited.analysis(), question, file, *at).unwrap();
                }
                // Moves every statement, and changes the first one.
                let file = &mut files[index];
                let text = match file.text.split_once("import ") {
                    Some((before, rest)) => format!("{LINES}{before}import  {rest}"),
                    None => format!("{LINES}{}", file.text),
                };
                edited.apply(vec![Input::Open {
                    path: file.path.clone(),
                    version: 1,
                    text: text.clone(),
                }]);
                file.text = text;
                evaluate(&mut edited).unwrap();
                let fresh = host(&Fixture {
                    files: files.clone(),
                })
                .unwrap();
                for (file, _) in &cursors {
                    let text = &files.iter().find(|own| own.path == *file).unwrap().text;
                    for (at, _) in text.match_indices('"') {
                        let at = at as u32 + 1;
                        let name = case.path();
                        assert_eq!(
                            ask(&edited.analysis(), question, file, at),
                            ask(&fresh.analysis(), question, file, at),
                            "{} {file}:{at}",
                            name.display()
                        );
                    }
                }
            }
        }
    }
}

fn check(question: &str, source: &str) -> Result<(), String> {
    let fixture = Fixture::parse(source)?;
    let host = host(&fixture)?;
    let analysis = host.analysis();
    let mut expected = Answer::new();
    for file in &fixture.files {
        for mark in &file.marks {
            let Place::Exact(span) = mark.place else {
                return Err("a mark of a line".to_owned());
            };
            let said = match question {
                "hover" => mark.text.clone(),
                "document_symbols" => format!("{} {}", mark.code, mark.text),
                _ => mark.code.clone(),
            };
            expected.insert((file.path.clone(), span.start, span.end, said));
        }
    }
    let mut problems = String::new();
    let mut asked = 0;
    for file in &fixture.files {
        for cursor in &file.cursors {
            asked += 1;
            let line = line(&file.text, *cursor);
            let found = match question {
                "hover" => hover(&analysis, &file.path, *cursor, &expected)?,
                "completion" => {
                    let offered = analysis.complete(&file.path, *cursor);
                    let texts: Vec<&str> = offered.iter().map(|it| it.text.as_str()).collect();
                    let wanted = file.keys.get("offers").map_or("", String::as_str);
                    if texts.join("|") != wanted {
                        let _ = writeln!(problems, "offers {}", texts.join("|"));
                    }
                    let spans = offered
                        .iter()
                        .map(|it| it.span)
                        .filter(|it| it.start < it.end);
                    let place =
                        |it: Span| (file.path.clone(), it.start, it.end, "replaced".to_owned());
                    spans.map(place).collect()
                }
                _ => ask(&analysis, question, &file.path, *cursor)?,
            };
            for place in expected.difference(&found) {
                let _ = writeln!(
                    problems,
                    "{}:{} misses {}",
                    file.path,
                    line,
                    shown(&fixture, place)
                );
            }
            for place in found.difference(&expected) {
                let _ = writeln!(
                    problems,
                    "{}:{} has {}",
                    file.path,
                    line,
                    shown(&fixture, place)
                );
            }
        }
    }
    let unasked = match question {
        "document_symbols" => Some(outline(&analysis, &fixture)),
        "workspace_symbols" => {
            let query = fixture.key("query").ok_or("no query")?;
            Some(places(analysis.workspace_symbols(query), |it| {
                it.kind.noun()
            }))
        }
        _ => None,
    };
    if let Some(found) = unasked {
        asked += 1;
        for place in expected.difference(&found) {
            let _ = writeln!(problems, "misses {}", shown(&fixture, place));
        }
        for place in found.difference(&expected) {
            let _ = writeln!(problems, "has {}", shown(&fixture, place));
        }
    }
    if asked == 0 {
        return Err("nothing is asked".to_owned());
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

fn shown(fixture: &Fixture, (file, start, end, said): &(FilePath, u32, u32, String)) -> String {
    let text = fixture.files.iter().find(|own| own.path == *file);
    let text = text.map_or("", |own| &own.text);
    let line = line(text, *start);
    format!(
        "{file}:{line} `{}` {said}",
        &text[*start as usize..*end as usize]
    )
}

fn line(text: &str, offset: u32) -> usize {
    text[..offset as usize].matches('\n').count() + 1
}

fn ask(
    analysis: &Analysis<'_>,
    question: &str,
    file: &FilePath,
    at: u32,
) -> Result<Answer, String> {
    let links = match question {
        "definition" => analysis.definition(file, at),
        "declaration" => analysis.declaration(file, at),
        "implementation" => analysis.implementation(file, at),
        "type_definition" => analysis.type_definition(file, at),
        "references" => {
            let found = analysis.references(file, at, true).into_iter();
            let found = found.map(|it| (it.file, it.span.start, it.span.end, role(it.role)));
            return Ok(found.collect());
        }
        "upstream" | "downstream" => {
            let mut found = Answer::new();
            for object in analysis.prepare_lineage(file, at) {
                let flows = if question == "upstream" {
                    analysis.upstream(object.kind, &object.names)
                } else {
                    analysis.downstream(object.kind, &object.names)
                };
                for flow in flows {
                    found.extend(flow.places.iter().map(|(file, span)| {
                        (file.clone(), span.start, span.end, "through".to_owned())
                    }));
                    found.extend(places(vec![flow.object], |_| "target"));
                }
            }
            return Ok(found);
        }
        "supertypes" | "subtypes" => {
            let mut found = Answer::new();
            for object in analysis.prepare_containment(file, at) {
                let others = if question == "supertypes" {
                    analysis.supertypes(object.kind, &object.names)
                } else {
                    analysis.subtypes(object.kind, &object.names)
                };
                found.extend(places(others, |_| "target"));
            }
            return Ok(found);
        }
        other => return Err(format!("nobody asks `{other}`")),
    };
    let target = |link: Link| {
        (
            link.file,
            link.name.start,
            link.name.end,
            "target".to_owned(),
        )
    };
    Ok(links.into_iter().map(target).collect())
}

fn places(objects: Vec<Object>, said: impl Fn(&Object) -> &'static str) -> Answer {
    let place = |it: Object| {
        (
            it.file.clone(),
            it.name.start,
            it.name.end,
            said(&it).to_owned(),
        )
    };
    objects.into_iter().map(place).collect()
}

/// The symbols of the files that have marks.
fn outline(analysis: &Analysis<'_>, fixture: &Fixture) -> Answer {
    let mut found = Answer::new();
    for file in fixture.files.iter().filter(|file| !file.marks.is_empty()) {
        let symbols = analysis.document_symbols(&file.path).into_iter();
        let mut todo: Vec<(Symbol, String)> = symbols.map(|it| (it, String::new())).collect();
        while let Some((symbol, around)) = todo.pop() {
            let Span { start, end } = symbol.name_span;
            assert!(symbol.span.start <= start && end <= symbol.span.end);
            let said = format!("{} {around}", symbol.kind.noun());
            found.insert((file.path.clone(), start, end, said));
            let around = match &*around {
                "" => symbol.name,
                around => format!("{around}/{}", symbol.name),
            };
            todo.extend(symbol.children.into_iter().map(|it| (it, around.clone())));
        }
    }
    found
}

fn role(role: Role) -> String {
    match role {
        Role::Declaration => "declaration",
        Role::Definition => "definition",
        Role::Reference => "reference",
    }
    .to_owned()
}

/// What a hover says, as far as it is expected; all of it where that is nothing.
fn hover(
    analysis: &Analysis<'_>,
    file: &FilePath,
    at: u32,
    expected: &Answer,
) -> Result<Answer, String> {
    let Some(hover) = analysis.hover(file, at) else {
        return Ok(Answer::new());
    };
    let Span { start, end } = hover.span;
    if expected.is_empty() {
        return Ok(Answer::from([(file.clone(), start, end, hover.text)]));
    }
    let said = expected.iter().map(|(.., said)| said);
    for text in said.clone() {
        if !hover.text.contains(text.as_str()) {
            return Err(format!("`{text}` is not in\n{}", hover.text));
        }
    }
    let found = said.map(|said| (file.clone(), start, end, said.clone()));
    Ok(found.collect())
}
