//! Which question has a case for which kind of object: the page is written from the names of the
//! fixtures, `<question>/<kind>-<variant>.py`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::ObjectKind;
use tests::fixture::Fixture;

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

/// What a case of `mentions` asks at every place of a name; some of them more.
const OF_MENTIONS: [&str; 4] = ["declaration", "definition", "highlights", "references"];

/// Which pairs make no sense, and why: of a question, the kinds.
const NO_SENSE: [(&str, &[&str], &str); 10] = [
    (
        "every question",
        &["sink"],
        "a sink has no name: its two names are mentions of a datastore and of a dataset",
    ),
    (
        "definition, declaration and symbols",
        &["repository"],
        "nothing in a model makes a repository: all places that name it are references, and lead nowhere",
    ),
    (
        "document symbols",
        &["container", "credential", "environment key"],
        "an outline is better without what others are given as an argument",
    ),
    (
        "rename",
        &[
            "ecosystem",
            "column",
            "provider",
            "vendor",
            "location",
            "credential",
            "repository",
        ],
        "the name is not only in the model; the cases show that it is refused",
    ),
    (
        "declaration",
        &["all but zone, team, environment and provider"],
        "only these are declared before they are made; of the others it leads to the definition",
    ),
    (
        "implementation",
        &["all but dataset and datastore"],
        "only data is produced; of the others it leads to the definition",
    ),
    (
        "type definition",
        &["all but dataset and column"],
        "only datasets have a schema",
    ),
    (
        "upstream and downstream",
        &["all but datastore, dataset, column, workspace, group and transformer"],
        "data flows between datasets and workspaces, for which their parts stand",
    ),
    (
        "supertypes",
        &[
            "ecosystem",
            "location",
            "container",
            "credential",
            "policy",
            "environment key",
        ],
        "nothing holds the ecosystem; the others are no part of the hierarchy",
    ),
    (
        "subtypes",
        &[
            "dataset",
            "column",
            "group",
            "transformer",
            "platform",
            "vendor",
        ],
        "the hierarchy ends with them",
    ),
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
            let mut add = |question: &str, about: &str| {
                let variants = cases.entry((question.to_owned(), about.to_owned()));
                variants.or_default().insert(variant.replace('_', " "));
            };
            let source = fs::read_to_string(case.path()).unwrap_or_default();
            let fixture = Fixture::parse(&source).unwrap_or_default();
            let codes: BTreeSet<&str> = marks(&fixture).collect();
            match &*name {
                "mentions" => {
                    for question in OF_MENTIONS {
                        add(question, &about);
                    }
                    if codes.contains("hover") {
                        add("hover", &about);
                    }
                    if codes.contains("refused") || fixture.key("to").is_some() {
                        add("rename", &about);
                    }
                }
                // Shows whatever it marks.
                "document_symbols" => {
                    add(&name, &about);
                    let kinds = codes
                        .iter()
                        .filter(|it| ObjectKind::from_noun(it).is_some());
                    for kind in kinds {
                        add(&name, kind);
                    }
                }
                _ => add(&name, &about),
            }
        }
    }
    cases
}

fn marks(fixture: &Fixture) -> impl Iterator<Item = &str> {
    let files = fixture.files.iter();
    files.flat_map(|file| file.marks.iter().map(|mark| mark.code.as_str()))
}

/// Every kind is looked at from each of its places, unless it is said why not.
#[test]
fn every_kind_has_a_case_of_its_mentions() {
    let cases = cases();
    for kind in ObjectKind::ALL {
        let is_drawn = cases.contains_key(&("references".to_owned(), kind.noun().to_owned()));
        let excused = NO_SENSE
            .iter()
            .any(|(what, kinds, _)| *what == "every question" && kinds.contains(&kind.noun()));
        assert!(is_drawn != excused, "{}", kind.noun());
    }
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
    page.push_str("\n## What makes no sense\n\n| question | of | because |\n|---|---|---|\n");
    for (question, kinds, why) in NO_SENSE {
        let _ = writeln!(page, "| {question} | {} | {why} |", kinds.join(", "));
    }
    page
}
