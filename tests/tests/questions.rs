//! Which question has a case for which kind of object: the page is written from the names of the
//! fixtures, `<question>/<kind>-<variant>.py`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::ObjectKind;

/// What cases are about that are about no kind of object.
const OTHERS: [(&str, &str); 9] = [
    ("class", "a class of the DSL"),
    ("keyword", "a keyword of a call"),
    ("member", "a member of an enumeration"),
    ("helper", "a function of the model"),
    ("schema", "a schema"),
    ("outside", "a file that is no part of a model"),
    ("nothing", "a place where nothing fits"),
    ("estate", "a whole file"),
    ("fuzzy", "a search"),
];

/// The variants of each case, by question and what it is about.
type Cases = BTreeMap<(String, String), BTreeSet<String>>;

fn cases() -> Cases {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ide");
    let mut cases = Cases::new();
    for question in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = question.file_name().to_string_lossy().into_owned();
        for case in fs::read_dir(question.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let file = case.file_name().to_string_lossy().into_owned();
            let stem = file.strip_suffix(".py").unwrap_or(&file);
            let (about, variant) = stem.split_once('-').unwrap_or((stem, ""));
            let about = about.replace('_', " ");
            let variants = cases.entry((name.clone(), about)).or_default();
            variants.insert(variant.replace('_', " "));
        }
    }
    cases
}

#[test]
fn every_case_is_about_something_known() {
    for (question, about) in cases().keys() {
        let is_other = OTHERS.iter().any(|(word, _)| word == about);
        let is_kind = ObjectKind::from_noun(about).is_some();
        assert!(
            is_kind || is_other,
            "{question}: `{about}` is no kind of object"
        );
    }
}

/// Rewrites the page before it fails, so that the next run passes; on a build server it only fails.
#[test]
fn the_page_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../analyzer/docs/questions.md");
    let page = page(&cases());
    let current = fs::read_to_string(&path).unwrap_or_default();
    if current.replace("\r\n", "\n") != page {
        if std::env::var_os("CI").is_none() {
            assert!(fs::write(&path, page).is_ok());
        }
        panic!("docs/questions.md was out of date");
    }
}

fn page(cases: &Cases) -> String {
    let mut page = String::from(
        "# What editors ask, and of what\n\n\
         Written by a test from the names of the cases in `tests/fixtures/ide`; do not edit. For each kind of \
         object, the questions that are drawn for it. Most answers come from one table of what names what, so \
         that a question also works for kinds without a case of its own; a case says that somebody looked.\n\n\
         | kind | questions |\n|---|---|\n",
    );
    let kinds = ObjectKind::ALL.map(|kind| (kind.noun(), kind.noun()));
    for (about, shown) in kinds.into_iter().chain(OTHERS) {
        let own = cases.iter().filter(|((_, own), _)| own == about);
        let questions: Vec<String> = own
            .map(|((question, _), variants)| {
                let variants: Vec<&str> = variants.iter().map(String::as_str).collect();
                let named: Vec<&str> = variants.into_iter().filter(|it| !it.is_empty()).collect();
                let question = question.replace('_', " ");
                if named.is_empty() {
                    question
                } else {
                    format!("{question} ({})", named.join(", "))
                }
            })
            .collect();
        let questions = if questions.is_empty() {
            "–".to_owned()
        } else {
            questions.join(", ")
        };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {shown} | {questions} |");
    }
    page
}
