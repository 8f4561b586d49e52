//! Every rule's page is documentation and test at once: its examples do what it says they do.
#![expect(
    clippy::unwrap_used,
    reason = "a folder that cannot be read fails the test"
)]

mod harness;
mod page;
mod proofs;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::{Cancel, Diagnostic, FilePath, Fix, Host, Input, all_rules};
use page::Page;
use tests::fixture::{Fixture, ROOT, check_without, found_in_pair};

/// The sections of a page, in the order they have to be in.
const SECTIONS: [&str; 6] = ["Checks", "Why", "Fails", "Passes", "Fix", "Configure"];

/// The mark of what cannot be known without running Python. It is no finding, and a page may show
/// where it is.
const UNEVALUATED: &str = "unevaluated";
/// How examples show what cannot be known: they read the environment, which is a finding itself.
const READS_ENVIRONMENT: &str = "environment-read";
/// A place that explains a finding.
const BECAUSE: &str = "because";

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../analyzer/src/rules");
    let mut pages = BTreeMap::new();
    for group in fs::read_dir(folder).unwrap() {
        let group = group.unwrap().path();
        if !group.is_dir() {
            continue;
        }
        for file in fs::read_dir(&group).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|end| end == "md") {
                let text = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
                pages.insert((name_of(&group), name_of(&file)), text);
            }
        }
    }
    let rules: BTreeMap<_, _> = all_rules()
        .iter()
        .map(|rule| {
            let name = (rule.group.name().to_owned(), rule.code.replace('-', "_"));
            (name, rule.page.replace("\r\n", "\n"))
        })
        .collect();
    assert_eq!(
        pages.keys().collect::<Vec<_>>(),
        rules.keys().collect::<Vec<_>>(),
        "pages on the left, rules on the right"
    );
    assert!(pages == rules, "a rule includes a page that is not its own");
}

#[test]
fn every_page_says_what_is_so() {
    let mut problems = String::new();
    for rule in all_rules() {
        for problem in examine(rule.code, rule.page) {
            let _ = writeln!(problems, "--- {}\n{problem}", rule.code);
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// What is wrong with a page.
fn examine(code: &str, page: &str) -> Vec<String> {
    let page = Page::read(page);
    let mut problems = page.shape(code);
    let off = if code == READS_ENVIRONMENT {
        &[][..]
    } else {
        &[READS_ENVIRONMENT]
    };
    for (line, example) in page.examples("Fails") {
        let wrong = fires(code, &example, off);
        problems.extend(wrong.err().map(|wrong| at(line, "fails", &wrong)));
        let wrong = is_put_right(|own| own == code, &example);
        problems.extend(wrong.err().map(|wrong| at(line, "fails", &wrong)));
    }
    for section in ["Passes", "Fix"] {
        for (line, example) in page.examples(section) {
            let wrong = is_silent(&example, off);
            problems.extend(wrong.err().map(|wrong| at(line, section, &wrong)));
        }
    }
    problems
}

fn at(line: usize, what: &str, wrong: &str) -> String {
    format!("line {line}, {}: {wrong}", what.to_lowercase())
}

/// The example has findings of this rule where it marks them, and no others.
fn fires(code: &str, example: &str, off: &[&str]) -> Result<(), String> {
    let marks = marks(example)?;
    if !marks.iter().any(|mark| mark == code) {
        return Err(format!("marks no {code}"));
    }
    match marks.iter().find(|mark| *mark != code && *mark != BECAUSE) {
        Some(other) => Err(format!("marks {other}, too")),
        None => check_without(example, off),
    }
}

/// Each fix of each finding leaves text that parses, and without that finding.
fn is_put_right(is_its: impl Fn(&str) -> bool, example: &str) -> Result<(), String> {
    let fixture = Fixture::parse(example)?;
    let before = findings(&fixture)?;
    let broken = |all: &[Diagnostic]| all.iter().filter(|it| it.code == "syntax-error").count();
    for finding in before.iter().filter(|finding| is_its(finding.code)) {
        for fix in &finding.fixes {
            let after = findings(&applied(&fixture, fix)?)?;
            let alike = |all: &[Diagnostic]| {
                let same = |it: &&Diagnostic| {
                    (it.code, &it.object, &it.message)
                        == (finding.code, &finding.object, &finding.message)
                };
                all.iter().filter(same).count()
            };
            if broken(&after) > broken(&before) {
                return Err(format!("`{}` leaves what is no Python", fix.title));
            }
            if alike(&after) >= alike(&before) {
                return Err(format!("`{}` puts nothing right", fix.title));
            }
        }
    }
    Ok(())
}

/// A fixture as a fix leaves it.
fn applied(fixture: &Fixture, fix: &Fix) -> Result<Fixture, String> {
    let mut fixed = fixture.clone();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    for edit in edits {
        let file = fixed.files.iter_mut().find(|file| file.path == edit.file);
        let file = file.ok_or(format!("`{}` changes no file of it", fix.title))?;
        file.text.replace_range(edit.span.range(), &edit.text);
    }
    Ok(fixed)
}

/// All that is found in a fixture.
fn findings(fixture: &Fixture) -> Result<Vec<Diagnostic>, String> {
    if fixture.is_pair() {
        return found_in_pair(fixture);
    }
    let mut host = Host::new(fixture.in_memory());
    host.apply(vec![Input::Roots(vec![FilePath::new(ROOT)])]);
    host.evaluate(&Cancel::new())
        .map_err(|cancelled| cancelled.to_string())?;
    let snapshot = host.snapshot();
    let files = snapshot.reported_files().into_iter();
    Ok(files.flat_map(|file| snapshot.diagnostics(&file)).collect())
}

/// The example is a model in which nothing is found.
fn is_silent(example: &str, off: &[&str]) -> Result<(), String> {
    if let Some(mark) = marks(example)?.iter().find(|mark| *mark != UNEVALUATED) {
        return Err(format!("marks {mark}"));
    }
    check_without(example, off)?;
    // Nothing is found in what is no model, either.
    let mut host = Host::new(Fixture::parse(example)?.in_memory());
    host.apply(vec![Input::Roots(vec![FilePath::new(ROOT)])]);
    host.evaluate(&Cancel::new())
        .map_err(|cancelled| cancelled.to_string())?;
    let models = host.snapshot().status().models;
    if models.iter().any(|model| model.counts.teams > 0) {
        Ok(())
    } else {
        Err("is no model with a team in it".to_owned())
    }
}

/// The codes of an example's marks.
fn marks(example: &str) -> Result<Vec<String>, String> {
    let files = Fixture::parse(example)?.files.into_iter();
    let marks = files.flat_map(|file| file.marks);
    Ok(marks.map(|mark| mark.code).collect())
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}
