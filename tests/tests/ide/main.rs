//! Every file below `fixtures/ide/<question>/` asks that question at its cursors; what is
//! expected is drawn into it. All cursors of a case have the same answer.
//!
//! `target` marks the names that a question leads to; `reference`, `definition` and `declaration`
//! mark what references give; `hover: text` marks the range a hover speaks of and what it says.
//! `edit` marks what a new name replaces, `refused: text` what stands in the way of one; the key `to` is
//! the new name, and the text of an edit is one of what people are told of it.
//! Lenses are marked by their kind and what they say, or how many objects there are.
//! Completion offers what the key `offers` says, with `|` between, and says of each a line of
//! `/expected.details` where there is one.
//! Of code actions, the titles stand in `/expected.titles`, and what the first makes of a file in
//! `NAME.expected`; a signature stands in `/expected.signature`, with arrows around what is active.
//! Links are marked with where they lead.
//! Inlay hints are marked by their kind and label; the key `hints` switches further kinds on.
//! What `mentions` draws is every place of one name (`mentions.rs` says how), and needs no cursor.
//! Symbols are marked by their kind, those of a file with the names around them; a search looks
//! for what the key `query` says. Neither needs a cursor.
#![expect(
    clippy::unwrap_used,
    reason = "a folder that cannot be read fails the test"
)]

mod inverse;
mod mentions;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::{
    Analysis, Cancel, Encoding, FilePath, HintKind, Host, Input, Link, Object, Replacement, Role,
    Settings, SignatureHelp, Span, Symbol,
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
    let kinds = fixture.key("hints").unwrap_or_default().split(',');
    let kinds = kinds.filter_map(|noun| HintKind::ALL.into_iter().find(|it| it.noun() == noun));
    let settings = Settings {
        hints: kinds.map(|kind| (kind, true)).collect(),
        ..Settings::default()
    };
    host.apply(vec![
        Input::Roots(vec![FilePath::new(ROOT)]),
        Input::Settings(settings),
    ]);
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

/// After a rename the model says what it said before, of another name; renamed back, it is the
/// same text.
#[test]
fn renamed_models_mean_the_same() {
    const NEW: &str = "Renamed_9";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ide");
    let mut renamed = 0;
    for question in ["definition", "references", "implementation", "rename"] {
        for case in fs::read_dir(folder.join(question)).unwrap().flatten() {
            let fixture = Fixture::parse(&fs::read_to_string(case.path()).unwrap()).unwrap();
            let before = host(&fixture).unwrap();
            for file in &fixture.files {
                for (at, _) in file.text.match_indices('"') {
                    let at = at as u32 + 1;
                    let analysis = before.analysis();
                    let Some(Ok(renaming)) = analysis.rename(&file.path, at, NEW) else {
                        continue;
                    };
                    let references = analysis.references(&file.path, at, true).len();
                    let after_fixture = edited(&fixture, &renaming.edits);
                    let after = host(&after_fixture).unwrap();
                    let place = format!("{} {}:{at}", case.path().display(), file.path);
                    assert_eq!(findings(&after), findings(&before), "{place}");
                    // The same place, a little further on.
                    let earlier = renaming
                        .edits
                        .iter()
                        .filter(|edit| edit.file == file.path && edit.span.end < at);
                    let shift: i64 = earlier
                        .map(|edit| NEW.len() as i64 - i64::from(edit.span.end - edit.span.start))
                        .sum();
                    let at = u32::try_from(i64::from(at) + shift).unwrap();
                    let analysis = after.analysis();
                    let found = analysis.references(&file.path, at, true).len();
                    assert_eq!(found, references, "{place}");
                    let back = match analysis.prepare_rename(&file.path, at) {
                        Some(Ok(_)) => analysis.rename(&file.path, at, "Older_9"),
                        _ => None,
                    };
                    let Some(Ok(back)) = back else {
                        panic!("{place}: no way back");
                    };
                    assert_eq!(back.edits.len(), renaming.edits.len(), "{place}");
                    renamed += 1;
                }
            }
        }
    }
    assert!(renamed >= 50, "only {renamed} renamed");
}

fn edited(fixture: &Fixture, edits: &[Replacement]) -> Fixture {
    let mut files = fixture.files.clone();
    // From the end, so that what is still to be replaced stays where it is.
    for edit in edits.iter().rev() {
        let file = files
            .iter_mut()
            .find(|file| file.path == edit.file)
            .unwrap();
        file.text.replace_range(edit.span.range(), &edit.text);
    }
    Fixture { files }
}

/// What is found, and in which lines; and how much of everything there is.
fn findings(host: &Host) -> Vec<String> {
    let snapshot = host.snapshot();
    let report = snapshot.check_report(&FilePath::new(ROOT));
    let mut found = vec![report.json["models"].to_string()];
    for path in snapshot.reported_files() {
        let index = snapshot.line_index(&path).unwrap();
        // The new name is one where the old one may not have been.
        let found_here = snapshot.diagnostics(&path).into_iter();
        for it in found_here.filter(|it| it.code != "invalid-identifier") {
            let line = index.range(it.span, Encoding::Utf8).start.line;
            found.push(format!("{path}:{line} {}", it.code));
        }
    }
    found.sort();
    found
}

fn check(question: &str, source: &str) -> Result<(), String> {
    let fixture = Fixture::parse(source)?;
    let host = host(&fixture)?;
    let analysis = host.analysis();
    if question == "mentions" {
        return mentions::check(&analysis, &fixture);
    }
    let mut expected = Answer::new();
    for file in &fixture.files {
        for mark in &file.marks {
            let Place::Exact(span) = mark.place else {
                return Err("a mark of a line".to_owned());
            };
            let said = match question {
                "hover" => mark.text.clone(),
                "rename" | "lenses" | "document_links" | "inlay_hints" => {
                    format!("{} {}", mark.code, mark.text)
                }
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
                    let details = offered.iter().filter_map(|it| it.detail.as_deref());
                    let details = details.collect::<Vec<_>>().join("\n");
                    let wanted = expected_text(&fixture, "/expected.details");
                    if !wanted.is_empty() && details != wanted {
                        let _ = writeln!(problems, "says {details}");
                    }
                    let spans = offered
                        .iter()
                        .map(|it| it.span)
                        .filter(|it| it.start < it.end);
                    let place =
                        |it: Span| (file.path.clone(), it.start, it.end, "replaced".to_owned());
                    spans.map(place).collect()
                }
                "signature_help" => {
                    let help = analysis.signature_help(&file.path, *cursor);
                    let shown = help.as_ref().map(signature).unwrap_or_default();
                    let wanted = expected_text(&fixture, "/expected.signature");
                    if shown != wanted {
                        let _ = writeln!(problems, "says {shown}");
                    }
                    Answer::new()
                }
                "code_actions" => {
                    code_actions(&analysis, &fixture, (&file.path, *cursor))?;
                    Answer::new()
                }
                "rename" => {
                    let to = fixture.key("to").ok_or("no new name")?;
                    rename(&analysis, (&file.path, *cursor), to, &expected)?
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
        "lenses" => Some(lenses(&analysis, &fixture)),
        "document_links" => Some(document_links(&analysis, &fixture)),
        "inlay_hints" => Some(inlay_hints(&analysis, &fixture)),
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

/// What a file of a fixture that is none of the model says.
fn expected_text(fixture: &Fixture, path: &str) -> String {
    let path = FilePath::new(&format!("{ROOT}{path}"));
    let file = fixture.files.iter().find(|file| file.path == path);
    file.map_or_else(String::new, |file| file.text.trim().to_owned())
}

/// A signature with its active parameter in arrows.
fn signature(help: &SignatureHelp) -> String {
    let mut label = help.label.clone();
    if let Some(active) = help.active.and_then(|active| help.parameters.get(active)) {
        label.insert(active.span.end as usize, '←');
        label.insert(active.span.start as usize, '→');
    }
    label
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

/// The lenses of the files that have marks, with what they say.
fn lenses(analysis: &Analysis<'_>, fixture: &Fixture) -> Answer {
    let mut found = Answer::new();
    for file in fixture.files.iter().filter(|file| !file.marks.is_empty()) {
        for lens in analysis.lenses(&file.path) {
            let text = analysis.describe_lens(lens.kind, lens.object, &lens.names);
            let title = match lens.count {
                1 => text.map_or_else(String::new, |text| text.title),
                count => count.to_string(),
            };
            let Span { start, end } = lens.span;
            let said = format!("{} {title}", lens.kind.noun());
            found.insert((file.path.clone(), start, end, said));
        }
    }
    found
}

/// Compares what is offered at a cursor with `/expected.titles`, and what the first of it makes of
/// the files with those called `NAME.expected`.
fn code_actions(
    analysis: &Analysis<'_>,
    fixture: &Fixture,
    (file, at): (&FilePath, u32),
) -> Result<(), String> {
    let offered = analysis.assists(file, Span::new(at, at));
    let titles: Vec<&str> = offered.iter().map(|it| it.title.as_str()).collect();
    if titles.join("\n") != expected_text(fixture, "/expected.titles") {
        return Err(format!("offers {}", titles.join("\n")));
    }
    let Some(action) = offered.first() else {
        return Ok(());
    };
    let after = edited(fixture, &action.edits);
    for own in &after.files {
        let expected = expected_text(fixture, &format!("/{}.expected", own.path.name()));
        if !expected.is_empty() && own.text.trim() != expected {
            return Err(format!("makes of {}\n{}", own.path, own.text));
        }
    }
    let fresh = host(&after)?;
    let errors = |host: &Host| {
        findings(host)
            .iter()
            .filter(|it| it.contains("syntax"))
            .count()
    };
    match errors(&fresh) {
        0 => Ok(()),
        _ => Err("makes what does not parse".to_owned()),
    }
}

/// The links of the files that have marks.
fn document_links(analysis: &Analysis<'_>, fixture: &Fixture) -> Answer {
    let mut found = Answer::new();
    for file in fixture.files.iter().filter(|file| !file.marks.is_empty()) {
        for link in analysis.document_links(&file.path) {
            let Span { start, end } = link.span;
            let said = format!("link {}", link.target);
            found.insert((file.path.clone(), start, end, said));
        }
    }
    found
}

/// The inlay hints of the files that have marks.
fn inlay_hints(analysis: &Analysis<'_>, fixture: &Fixture) -> Answer {
    let mut found = Answer::new();
    for file in fixture.files.iter().filter(|file| !file.marks.is_empty()) {
        let all = Span::new(0, file.text.len() as u32);
        for hint in analysis.inlay_hints(&file.path, all) {
            let said = format!("{} {}", hint.kind.noun(), hint.label);
            let Span { start, end } = hint.span;
            found.insert((file.path.clone(), start, end, said));
        }
    }
    found
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

/// What a rename replaces or is refused for, and what is said of it as far as it is expected.
fn rename(
    analysis: &Analysis<'_>,
    (file, at): (&FilePath, u32),
    to: &str,
    expected: &Answer,
) -> Result<Answer, String> {
    let prepared = analysis.prepare_rename(file, at);
    match analysis.rename(file, at, to) {
        None => Ok(Answer::new()),
        Some(Err(refusal)) => {
            let said = expected.iter().find_map(|(.., said)| {
                let text = said.strip_prefix("refused ")?;
                refusal.reason.contains(text).then(|| said.clone())
            });
            let said = said.unwrap_or_else(|| format!("refused {}", refusal.reason));
            let Span { start, end } = refusal.span;
            Ok(Answer::from([(refusal.file, start, end, said)]))
        }
        Some(Ok(renaming)) => {
            let prepared = prepared.ok_or("nothing to rename")?;
            let prepared = prepared.map_err(|it| it.reason)?.span;
            if !renaming
                .edits
                .iter()
                .any(|edit| edit.file == *file && edit.span == prepared)
            {
                return Err("what is asked about is not renamed".to_owned());
            }
            let mut unsaid = renaming.effects;
            let mut found = Answer::new();
            for edit in renaming.edits {
                let Span { start, end } = edit.span;
                let place = (edit.file, start, end);
                let said = expected
                    .iter()
                    .find(|it| (&it.0, it.1, it.2) == (&place.0, place.1, place.2));
                let text = said.and_then(|it| it.3.strip_prefix("edit "));
                let text = text.unwrap_or_default();
                let known = unsaid.len();
                unsaid.retain(|effect| text.is_empty() || !effect.contains(text));
                let is_said = text.is_empty() || unsaid.len() < known;
                let said = if is_said { text } else { "" };
                found.insert((place.0, place.1, place.2, format!("edit {said}")));
            }
            match unsaid.first() {
                Some(effect) => Err(format!("`{effect}` is not expected")),
                None => Ok(found),
            }
        }
    }
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
