//! Two states of a model beside each other: what one has more is what the other has less.

use datasurface_analyzer::{CompareOptions, Host};
use proptest::prelude::*;

use crate::equality::config;
use crate::programs::{Texts, program, sample};
use crate::workspace::Workspace;

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
    }
}
