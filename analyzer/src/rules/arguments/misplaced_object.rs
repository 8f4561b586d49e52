//! Objects of a kind that is silently lost or mistaken.

use crate::eval::frame::Problem;
use crate::eval::mistake::{Fate, Mistake};
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "misplaced-object",
    group: Group::Arguments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("misplaced_object.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Misplaced { class, kind, takes, fate } = mistake else { return None };
            let fate = match fate {
                Fate::Dropped => "It is silently ignored".to_owned(),
                Fate::TakenFor(attr) => format!("It silently becomes the {}", mistake::part(*attr)),
                Fate::NeverMatches => "It never matches anything".to_owned(),
                Fate::PlacesLost => "It silently becomes the description, and the locations are lost".to_owned(),
            };
            Some(format!("`{class}` has no use for a `{kind}` here: it takes {takes}. {fate}."))
        },
        |mistake, place| {
            let Mistake::Misplaced { kind, fate, .. } = mistake else { return Vec::new() };
            let brackets = |title: &str, brackets| Fix::new(title, Edit::Brackets { place, brackets });
            let remove = Fix::remove(format!("Remove this `{kind}`"), place);
            match fate {
                Fate::PlacesLost => vec![brackets("Make it a set", ["{", "}"])],
                Fate::TakenFor(_) if &**kind == "list" => {
                    vec![brackets("Pass the elements one by one", ["", ""]), remove]
                }
                Fate::Dropped | Fate::TakenFor(_) | Fate::NeverMatches => vec![remove],
            }
        },
    );
}
