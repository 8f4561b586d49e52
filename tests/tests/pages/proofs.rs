//! Every rule is proved: by examples that fire it, that pass, and that are silent because something
//! is unknown. And every finding can be put right by a fix, or its rule says here why not.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::{Rule, all_rules};
use tests::fixture::Fixture;

use super::page::Page;
use super::{UNEVALUATED, findings, is_put_right, marks};

/// How many examples a rule has on average.
const ENOUGH: usize = 3;
/// What a comparison says of a value that nobody can know.
const UNDECIDED: &str = "undecided-change";

/// Rules whose findings no program can put right, and what it lacks.
const BY_HAND: [(&str, &str); 43] = [
    (
        "classification-against-own-zone",
        "whether the data moves or the policy is for people to say",
    ),
    (
        "classification-not-allowed",
        "whether the sink goes or the policy is for people to say",
    ),
    (
        "declassified-output",
        "what the code of the transformer masks is not in the model",
    ),
    (
        "deprecated-dataset-accepted",
        "nothing in the model names the successor",
    ),
    (
        "deprecated-policy",
        "nothing in the model names the successor",
    ),
    (
        "empty-datastore",
        "nobody but the author knows the datasets",
    ),
    (
        "empty-documentation",
        "nobody but the author knows the text",
    ),
    (
        "empty-loop",
        "whether the start, the end or the loop is wrong is not in the model",
    ),
    ("empty-table", "nobody but the author knows the columns"),
    (
        "environment-read",
        "nobody but the author knows the value that belongs there",
    ),
    (
        "environment-without-provider",
        "nobody but its owner knows the provider",
    ),
    (
        "foreign-storage-policy",
        "which policy of the zone replaces it is for its owner to say",
    ),
    (
        "invalid-port",
        "nothing in the model says at which port the server listens",
    ),
    (
        "invalid-table-mapping",
        "the tables of the source are not in the model",
    ),
    (
        "key-flag-mismatch",
        "the flag was changed by a statement, and which of the two is right it does not say",
    ),
    (
        "location-against-own-zone",
        "where the container stands is a fact, and the policy is for people to say",
    ),
    (
        "location-not-allowed",
        "where the container stands is a fact, and the policy is for people to say",
    ),
    (
        "malformed-schema",
        "where reading stops is not always where the text is wrong",
    ),
    (
        "misnamed-mapping-file",
        "the name of a file is no text in it",
    ),
    ("missing-capture", "nobody but the author knows the source"),
    (
        "missing-capture-credential",
        "nobody but its owner knows the credential",
    ),
    (
        "missing-environment-map",
        "what the environment has in place of the reference is not in the model",
    ),
    (
        "missing-ingestion-platform",
        "which platform takes it from its source is for its owner to say",
    ),
    ("missing-schema", "nobody but the author knows the columns"),
    ("missing-trigger", "nobody but its owner knows the schedule"),
    (
        "not-authorized",
        "who may change something is not a matter of the text",
    ),
    (
        "platform-location-not-allowed",
        "whether the assignment goes or the policy is for people to say",
    ),
    (
        "platform-not-allowed",
        "whether the assignment goes or the policy is for people to say",
    ),
    (
        "uncaught-exception",
        "what the code was to do instead is not in it",
    ),
    (
        "undecided-change",
        "what the value is when the model is loaded is not in the text",
    ),
    (
        "unknown-source",
        "where a change comes from is not a matter of the text",
    ),
    (
        "unregistered-output",
        "the statements are in the wrong order, often in several files",
    ),
    (
        "unsatisfiable-policies",
        "which of the policies gives way is for people to say",
    ),
    (
        "unserved-assignment",
        "whether the needs change or the platform is for people to say",
    ),
    (
        "unsupported-capture",
        "how else the data could be captured is not in the model",
    ),
    (
        "unsupported-chooser",
        "what the group needs of a platform is for its team to say",
    ),
    (
        "unsupported-hint",
        "what the hint was meant to say is not in the model",
    ),
    (
        "unsupported-platform",
        "which platforms the provider has is for its owner to say",
    ),
    (
        "unsupported-repository",
        "nobody but its owner knows where else the repository is",
    ),
    (
        "unsupported-source",
        "how else the source could be reached is not in the model",
    ),
    (
        "unsupported-transformer-code",
        "what the transformer runs is for its author to say",
    ),
    (
        "unsupported-trigger",
        "nobody but its owner knows the schedule",
    ),
    (
        "vendor-not-allowed",
        "where the container stands is a fact, and the policy is for people to say",
    ),
];

/// What the examples of a rule show.
#[derive(Debug, Default)]
struct Proof {
    examples: usize,
    fires: bool,
    passes: bool,
    /// One is silent, and something in it is not known.
    unknown: bool,
    /// The titles of the fixes of its findings.
    fixes: Vec<String>,
}

impl Proof {
    fn of(rule: &Rule) -> Result<Self, String> {
        let page = Page::read(rule.page);
        let mut proof = Self::default();
        let sections = ["Fails", "Passes", "Fix"].map(|section| page.examples(section));
        for (_, example) in sections.iter().flatten() {
            proof.add(rule.code, example)?;
        }
        let folder = rule.code.replace('-', "_");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures/rules")
            .join(folder);
        for file in fs::read_dir(folder).into_iter().flatten().flatten() {
            let text = fs::read_to_string(file.path()).map_err(|error| error.to_string())?;
            proof.add(rule.code, &text)?;
        }
        Ok(proof)
    }

    fn add(&mut self, code: &str, example: &str) -> Result<(), String> {
        self.examples += 1;
        let marks = marks(example)?;
        let is_marked = |code: &str| marks.iter().any(|mark| mark == code);
        if is_marked(code) {
            self.fires = true;
            let found = findings(&Fixture::parse(example)?)?;
            let found = found.into_iter().filter(|finding| finding.code == code);
            self.fixes
                .extend(found.flat_map(|finding| finding.fixes).map(|fix| fix.title));
        } else {
            self.passes = true;
            // Where two models are compared, nobody draws what is not evaluated.
            let is_read = Fixture::parse(example)?.is_pair() && example.contains("os.environ[");
            self.unknown |= is_marked(UNEVALUATED) || is_marked(UNDECIDED) || is_read;
        }
        Ok(())
    }
}

#[test]
fn every_rule_fires_passes_and_is_silent_where_something_is_unknown() {
    let mut problems = String::new();
    let mut examples = 0;
    for rule in all_rules() {
        let proof = Proof::of(rule).unwrap();
        examples += proof.examples;
        for (is_shown, what) in [
            (proof.fires, "fires"),
            (proof.passes, "is silent"),
            (proof.unknown, "is silent because something is unknown"),
        ] {
            if !is_shown {
                let _ = writeln!(problems, "{}: no example of it {what}", rule.code);
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
    assert!(
        examples >= ENOUGH * all_rules().len(),
        "{examples} examples"
    );
}

#[test]
fn every_rule_has_a_fix_or_a_reason() {
    let mut problems = String::new();
    for rule in all_rules() {
        let proof = Proof::of(rule).unwrap();
        let reason = BY_HAND.iter().find(|(code, _)| *code == rule.code);
        match (proof.fixes.first(), reason) {
            (None, None) => {
                let _ = writeln!(problems, "{}: no fix in its examples", rule.code);
            }
            (Some(fix), Some((code, reason))) => {
                let _ = writeln!(problems, "{code}: `{fix}` is a fix, though {reason}");
            }
            _ => {}
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// The cases that are about something else have findings, too.
#[test]
fn every_fix_of_every_fixture_puts_something_right() {
    let mut problems = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap().flatten() {
            let file = file.path();
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let Ok(text) = fs::read_to_string(&file) else {
                continue;
            };
            if Fixture::parse(&text).is_err() {
                continue;
            }
            if let Err(wrong) = is_put_right(|_| true, &text) {
                let _ = writeln!(problems, "{}: {wrong}", file.display());
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}
