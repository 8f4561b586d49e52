//! An edit sequence equals a fresh load, whenever all files parse.

use std::collections::BTreeSet;

use datasurface_analyzer::FilePath;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError};

use crate::operations::{Past, Step, steps};
use crate::programs::{Texts, program, sample, tiny};
use crate::workspace::{Disturbed, Said, Workspace};

/// How many sequences are tried for each model; `PROPTEST_CASES` says otherwise, and they are the
/// same on every run unless `PROPTEST_RNG_SEED` does.
pub(crate) fn config(cases: u32) -> Config {
    let default = Config::default();
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_260_823),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(cases);
    Config {
        cases,
        rng_seed,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..default
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
    fn of_a_model_with_the_line_ends_of_windows(steps in steps()) {
        let windows = |(name, text): (String, String)| (name, text.replace('\n', "\r\n"));
        follow(sample("atlas").into_iter().map(windows).collect(), &steps)?;
    }

    #[test]
    fn of_the_model_with_chained_transformers(steps in steps()) {
        follow(sample("foundry"), &steps)?;
    }

    #[test]
    fn of_the_model_made_by_loops(steps in steps()) {
        follow(sample("orchard"), &steps)?;
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
    same(&last, &workspace.fresh(), "loading", &workspace)?;
    let mut before = last.clone();

    // The files changed since all of them parsed for the last time.
    let mut touched: BTreeSet<FilePath> = BTreeSet::new();
    for (at, step) in steps.iter().enumerate() {
        touched.insert(past.take(step, &mut workspace));
        let Some(disturbed) = step.evaluation else {
            continue;
        };
        let (_, said) = workspace.evaluate(disturbed);
        let fresh = workspace.fresh();
        if fresh.parses() {
            same(
                &said,
                &fresh,
                &format!("step {at}, {:?}", step.operation),
                &workspace,
            )?;
            // Of what no model loads nobody says whether it parses.
            if !fresh.models.is_empty() {
                last = said.clone();
                touched.clear();
            }
        } else {
            same_syntax_errors(&said, &fresh, at)?;
            let mut touched = touched.iter();
            if let (Some(broken), None) = (touched.next(), touched.next()) {
                nothing_invented(&said, [&last, &before, &fresh], broken)?;
            }
        }
        before = said;
    }
    Ok(())
}

fn same(
    said: &Said,
    fresh: &Said,
    after: &str,
    workspace: &Workspace,
) -> Result<(), TestCaseError> {
    let differences = said.differences(fresh);
    prop_assert!(
        differences.is_empty(),
        "after {after}:\n{differences}{}",
        texts_of(workspace)
    );
    Ok(())
}

/// A broken file has the same syntax errors however it came to be; but which files belong to the
/// model may depend on what stands in for a broken one.
fn same_syntax_errors(said: &Said, fresh: &Said, step: usize) -> Result<(), TestCaseError> {
    for file in fresh
        .diagnostics
        .keys()
        .filter(|file| said.diagnostics.contains_key(file))
    {
        prop_assert_eq!(
            said.syntax_errors(file),
            fresh.syntax_errors(file),
            "after step {} in {}",
            step,
            file
        );
    }
    Ok(())
}

/// While one file is broken, other files have no finding that neither the last good nor the
/// current text implies. Of a text that was broken before, the statements that were good count.
fn nothing_invented(
    said: &Said,
    implied: [&Said; 3],
    broken: &FilePath,
) -> Result<(), TestCaseError> {
    for (file, findings) in said.diagnostics.iter().filter(|(file, _)| *file != broken) {
        for finding in findings {
            let known = implied.into_iter().any(|other| {
                let mut theirs = other.diagnostics.get(file).into_iter().flatten();
                theirs.any(|theirs| theirs.code == finding.code && theirs.span == finding.span)
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
