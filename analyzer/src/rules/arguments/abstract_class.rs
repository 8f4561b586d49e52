//! Base classes that are called.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "abstract-class",
    group: Group::Arguments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("abstract_class.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Abstract { class, kinds } = mistake else { return None };
            let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
            let instead = if kinds.is_empty() { String::new() } else { format!(" Use {}.", kinds.join(", ")) };
            Some(format!(
                "`{class}` is abstract: no object can be made from it.{instead} The model fails to load here."
            ))
        },
        |mistake, place| {
            let Mistake::Abstract { kinds, .. } = mistake else { return Vec::new() };
            // Of a class with many kinds nobody picks one from a menu of actions.
            let kinds = kinds.iter().filter(|_| kinds.len() <= 4);
            kinds.map(|kind| Fix::replace(place, &kind.text()).importing(place, &[&kind.text()])).collect()
        },
    );
}
