//! On whole models: what a name leads to is named by it, and what names it leads there.

use std::collections::BTreeSet;
use std::sync::Arc;

use datasurface_analyzer::{Analysis, Cancel, FilePath, Files, Host, Input, Role};
use tests::generate::{Size, generate};
use tests::sample::sample;

/// A file and a range in it.
type At = (FilePath, u32, u32);

/// Of all places that could be asked about, so many of a model are.
const ASKED: usize = 400;

const SAMPLES: [&str; 6] = ["atlas", "foundry", "harbor", "museum", "orchard", "starter"];

fn targets(analysis: &Analysis<'_>, file: &FilePath, at: u32) -> BTreeSet<At> {
    let links = analysis.definition(file, at).into_iter();
    links
        .map(|it| (it.file, it.name.start, it.name.end))
        .collect()
}

fn named(analysis: &Analysis<'_>, file: &FilePath, at: u32) -> BTreeSet<(At, Role)> {
    let found = analysis.references(file, at, true).into_iter();
    found
        .map(|it| ((it.file, it.span.start, it.span.end), it.role))
        .collect()
}

/// Every text in quotes of some files, at its first character; evenly taken where there are many.
fn places(texts: &[(FilePath, String)]) -> Vec<(FilePath, u32)> {
    let quotes = texts.iter().flat_map(|(file, text)| {
        let quotes = text.match_indices('"').step_by(2);
        quotes.map(|(at, _)| (file.clone(), u32::try_from(at + 1).unwrap_or(u32::MAX)))
    });
    let all: Vec<_> = quotes.collect();
    let step = all.len().div_ceil(ASKED).max(1);
    all.into_iter().step_by(step).collect()
}

/// Checks a model; says how many places of it name something.
fn check(name: &str, files: Arc<dyn Files>, texts: &[(FilePath, String)]) -> usize {
    let mut host = Host::new(files);
    host.apply(vec![Input::Roots(vec![FilePath::new("/model")])]);
    assert!(host.evaluate(&Cancel::new()).is_ok(), "{name}");
    let analysis = host.analysis();
    let mut asked = 0;
    for (file, at) in places(texts) {
        let here = targets(&analysis, &file, at);
        let all = named(&analysis, &file, at);
        if all.is_empty() {
            continue;
        }
        asked += 1;
        let covers = |(place, start, end): &At| *place == file && *start <= at && at <= *end;
        assert!(
            all.iter().any(|(place, _)| covers(place)),
            "{name}: {file}:{at} is none of the places that name the same"
        );
        for target in &here {
            assert!(
                all.iter().any(|(place, _)| place == target),
                "{name}: {file}:{at} leads to {target:?}, which is no place that names the same"
            );
            let back = named(&analysis, &target.0, target.1 + 1);
            assert!(
                back.iter().any(|(place, _)| covers(place)),
                "{name}: {target:?} is led to by {file}:{at} and does not lead back"
            );
        }
        // A place in the text that stands for several things leads to more; it is asked at its start,
        // since others may be in it.
        for ((place, start, _), role) in all.iter().take(20) {
            let there = targets(&analysis, place, *start);
            assert!(
                there.is_empty() == here.is_empty()
                    && (here.is_empty() || !there.is_disjoint(&here)),
                "{name}: {file}:{at} leads to {here:?}, and {place}:{start} ({role:?}) to {there:?}"
            );
        }
    }
    asked
}

#[test]
fn definition_and_references_are_inverse() -> std::io::Result<()> {
    let root = FilePath::new("/model");
    let mut asked = 0;
    for name in SAMPLES {
        let memory = datasurface_analyzer::MemoryFiles::new();
        let mut texts = Vec::new();
        for (path, text) in sample(name)? {
            memory.write(&root.join(&path), text.clone().into_bytes());
            texts.push((root.join(&path), text));
        }
        asked += check(name, Arc::new(memory), &texts);
    }
    assert!(asked > 400, "only {asked} places name something");

    let model = generate(Size::S);
    let texts: Vec<(FilePath, String)> = model
        .files
        .iter()
        .map(|(path, text)| (root.join(path), text.clone()))
        .collect();
    let asked = check("generated", model.in_memory(&root), &texts);
    assert!(asked > 100, "only {asked} places name something");
    Ok(())
}
