//! An edit sequence equals a fresh load, whenever all files parse.

use datasurface_analyzer::FilePath;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};

use crate::operations::{Past, Step, steps};
use crate::programs::{Texts, program, sample, tiny};
use crate::workspace::{Disturbed, Said, Workspace};

/// How many sequences are tried for each model; `PROPTEST_CASES` says otherwise.
fn config(cases: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(cases);
    Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn of_the_starter_model(steps in steps()) {
        follow(sample("starter"), &steps)?;
    }

    #[test]
    fn of_the_model_with_zones_and_policies(steps in steps()) {
        follow(sample("atlas"), &steps)?;
    }

    #[test]
    fn of_the_model_with_environments(steps in steps()) {
        follow(sample("harbor"), &steps)?;
    }

    #[test]
    fn of_a_generated_model(steps in steps()) {
        follow(tiny(), &steps)?;
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn of_a_random_program((texts, steps) in (program(), steps())) {
        follow(texts, &steps)?;
    }
}

fn follow(texts: Texts, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut workspace = Workspace::new(texts);
    let mut past = Past::of(&workspace);
    let (_, mut last) = workspace.evaluate(Disturbed::No);
    prop_assert_eq!(&last, &workspace.fresh(), "after loading");

    // The files changed since all of them parsed for the last time.
    let mut touched: Vec<FilePath> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        touched.push(past.take(step, &mut workspace));
        let Some(disturbed) = step.evaluation else {
            continue;
        };
        let (_, said) = workspace.evaluate(disturbed);
        let fresh = workspace.fresh();
        if fresh.parses() {
            prop_assert_eq!(
                &said,
                &fresh,
                "after step {}: {:?}\n{}",
                at,
                step,
                texts_of(&workspace)
            );
            last = said;
            touched.clear();
        } else {
            // The last good statements may lead to files that the broken ones do not reach.
            let (mut said_errors, fresh_errors) = (said.syntax_errors(), fresh.syntax_errors());
            said_errors.retain(|error| fresh_errors.iter().any(|other| other.file == error.file));
            prop_assert_eq!(said_errors, fresh_errors, "after step {}: {:?}", at, step);
            if let [broken] = touched.as_slice() {
                nothing_invented(&said, &last, &fresh, broken)?;
            }
        }
    }
    Ok(())
}

/// While one file is broken, other files have no finding that neither the last good nor the
/// current text implies.
fn nothing_invented(
    said: &Said,
    last: &Said,
    fresh: &Said,
    broken: &FilePath,
) -> Result<(), TestCaseError> {
    for (file, findings) in said.diagnostics.iter().filter(|(file, _)| *file != broken) {
        for finding in findings {
            let known = [last, fresh].into_iter().any(|other| {
                let theirs = other.diagnostics.get(file).into_iter().flatten();
                theirs
                    .into_iter()
                    .any(|theirs| theirs.code == finding.code && theirs.span == finding.span)
            });
            prop_assert!(
                known,
                "while {broken} is broken, {finding:?} comes from nowhere"
            );
        }
    }
    Ok(())
}

fn texts_of(workspace: &Workspace) -> String {
    let texts = workspace
        .paths()
        .into_iter()
        .filter(|path| path.name() != "estate.py")
        .map(|path| {
            let text = workspace.text(&path).unwrap_or_default();
            format!("#- {path}\n{text}")
        });
    texts.collect()
}
