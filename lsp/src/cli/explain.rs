//! `explain`: a rule's page, or all rules.

use std::fmt::Write as _;

use anyhow::bail;
use datasurface_analyzer::find_rule;

use super::output::print;
use super::{Exit, ExplainArgs};
use crate::rules::{by_code, severity_name, unknown_code};

pub(super) fn run(arguments: &ExplainArgs) -> anyhow::Result<Exit> {
    match &arguments.code {
        None => print(&list())?,
        Some(code) => match find_rule(code) {
            Some(rule) => print(&format!("{}\n", rule.page.trim_end()))?,
            None => bail!("{}", unknown_code(code)),
        },
    }
    Ok(Exit::Clean)
}

fn list() -> String {
    let rules = by_code();
    let width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let (code, group) = (rule.code, rule.group.name());
        let severity = severity_name(rule.severity);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{code:width$}  {group:<10}  {severity:<11}  {}",
            rule.title()
        );
    }
    text
}
