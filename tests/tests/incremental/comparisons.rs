//! Two states of a model beside each other: what one has more is what the other has less.

use std::collections::BTreeMap;

use datasurface_analyzer::{CompareOptions, Host};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::equality::config;
use crate::operations::{Past, Step, steps};
use crate::programs::{Texts, program, sample};
use crate::workspace::{Disturbed, Workspace};

/// What a comparison says is different: kind and path of the object, what of it, and how.
pub(crate) fn changes(before: &Texts, after: &Texts) -> Vec<(String, String)> {
    between(&host(before), &host(after))
}

pub(crate) fn host(texts: &Texts) -> Host {
    Workspace::new(texts.clone()).fresh_host()
}

pub(crate) fn between(before: &Host, after: &Host) -> Vec<(String, String)> {
    let found = after.compare(before, &CompareOptions::default());
    // A working folder without a model has nothing to compare.
    let changes = found.map(|it| it.changes).unwrap_or_default();
    let mut said: Vec<(String, String)> = changes
        .into_iter()
        .map(|it| {
            let attribute = it.attribute.map(|it| format!(": {it}")).unwrap_or_default();
            let object = format!("{} {}{attribute}", it.object_kind, it.object);
            (object, it.kind.to_owned())
        })
        .collect();
    said.sort();
    said
}

fn reversed(changes: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut reversed: Vec<(String, String)> = changes
        .into_iter()
        .map(|(object, kind)| match &*kind {
            "added" => (object, "removed".to_owned()),
            "removed" => (object, "added".to_owned()),
            _ => (object, kind),
        })
        .collect();
    reversed.sort();
    reversed
}

/// What is wrong with how changes are given to regions: each is one region's, which is around it.
fn misplaced(before: &Host, after: &Host) -> Vec<String> {
    let found = after.compare(before, &CompareOptions::default());
    let changes = found.map(|it| it.changes).unwrap_or_default();
    let mut wrong = Vec::new();
    let mut regions = BTreeMap::new();
    for change in &changes {
        let leaf = (
            change.object_kind,
            &change.object,
            &change.attribute,
            change.kind,
            change.span,
        );
        let known = regions.entry(leaf).or_insert(&change.region);
        if **known != change.region {
            wrong.push(format!(
                "{leaf:?} is in {known:?} and in {:?}",
                change.region
            ));
        }
        let (kind, path) = &change.region;
        let below = change.object.strip_prefix(path.as_str());
        let is_around = match *kind {
            "zone" | "team" => below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            _ => true,
        };
        if !is_around {
            wrong.push(format!("{leaf:?} is not in {kind} {path}"));
        }
    }
    wrong
}

/// The text without one of its lines that make an object, in brackets and all.
fn without_a_line(texts: &Texts, pick: usize) -> Option<Texts> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for (name, text) in texts {
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            let is_whole = line.matches('(').count() == line.matches(')').count();
            if is_whole && line.contains('(') && line.ends_with("),") {
                lines.push((name.clone(), at));
            }
        }
    }
    let (name, at) = lines.get(pick % lines.len().max(1))?;
    let mut texts = texts.clone();
    let text = texts.get_mut(name)?;
    let kept = text.split_inclusive('\n').enumerate();
    *text = kept
        .filter(|(line, _)| line != at)
        .map(|(_, line)| line)
        .collect();
    Some(texts)
}

#[test]
fn a_change_of_a_sample_is_the_reverse_of_its_reverse() {
    let mut changed = 0;
    for name in ["atlas", "foundry", "harbor", "starter"] {
        let texts = sample(name);
        let before = host(&texts);
        for pick in (0..60).step_by(6) {
            let Some(other) = without_a_line(&texts, pick) else {
                continue;
            };
            let after = host(&other);
            let there = between(&before, &after);
            let back = between(&after, &before);
            changed += usize::from(!there.is_empty());
            assert_eq!(there, reversed(back), "{name}, line {pick}");
            assert_eq!(
                misplaced(&before, &after),
                Vec::<String>::new(),
                "{name}, line {pick}"
            );
        }
    }
    assert!(
        changed > 20,
        "who changes nothing proves nothing: {changed}"
    );
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn a_change_is_the_reverse_of_its_reverse((before, after) in (program(), program())) {
        let (before, after) = (host(&before), host(&after));
        prop_assert_eq!(between(&before, &after), reversed(between(&after, &before)));
        prop_assert!(between(&after, &after).is_empty());
        prop_assert_eq!(misplaced(&before, &after), Vec::<String>::new());
    }
}

/// A host that knows from earlier comparisons what is the same finds what one finds that knows
/// nothing.
fn follow(texts: &Texts, steps: &[Step]) -> Result<(), TestCaseError> {
    let before = host(texts);
    let mut workspace = Workspace::new(texts.clone());
    let mut past = Past::of(&workspace);
    workspace.evaluate(Disturbed::No);
    prop_assert!(between(&before, workspace.host()).is_empty());
    for (at, step) in steps.iter().enumerate() {
        past.take(step, &mut workspace);
        let Some(disturbed) = step.evaluation else {
            continue;
        };
        let (_, said) = workspace.evaluate(disturbed);
        let fresh = workspace.fresh_host();
        if said.parses() {
            prop_assert_eq!(
                between(&before, workspace.host()),
                between(&before, &fresh),
                "after step {}",
                at
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn what_is_known_to_be_the_same_is_the_same_in_a_model_with_zones(steps in steps()) {
        follow(&sample("atlas"), &steps)?;
    }

    #[test]
    fn what_is_known_to_be_the_same_is_the_same_in_a_model_made_by_loops(steps in steps()) {
        follow(&sample("orchard"), &steps)?;
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn what_is_known_to_be_the_same_is_the_same_in_a_program((texts, steps) in (program(), steps())) {
        follow(&texts, &steps)?;
    }
}
