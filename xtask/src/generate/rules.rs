//! The manual of the rules, from the pages in the registry.

use std::fmt::Write as _;

use anyhow::Result;
use datasurface_analyzer::{Rule, all_rules};

use crate::Repo;

pub(super) fn render(_repo: &Repo) -> Result<String> {
    let rules = all_rules();
    let mut text = String::from(
        "<!-- Written by `cargo xtask gen` from the pages in analyzer/src/rules. -->\n\n# Rules\n",
    );
    let mut groups: Vec<&str> = rules.iter().map(|rule| rule.group.name()).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        write!(text, "\n**{group}**\n\n")?;
        for rule in rules.iter().filter(|rule| rule.group.name() == group) {
            writeln!(text, "- [{0}](#{0}): {1}", rule.code, rule.title())?;
        }
    }
    for rule in rules {
        let (heading, body) = page(rule);
        let group = rule.group.name();
        let severity = format!("{:?}", rule.severity).to_lowercase();
        let since = rule.since;
        for paragraph in [
            heading,
            format!("Group `{group}`, {severity} unless configured, since {since}."),
            body,
        ] {
            if !paragraph.is_empty() {
                write!(text, "\n{paragraph}\n")?;
            }
        }
    }
    Ok(text)
}

/// The page's first heading and what follows it, with all headings one level down.
fn page(rule: &Rule) -> (String, String) {
    let mut in_code = false;
    let mut lines = rule.page.trim().lines().map(|line| {
        in_code ^= line.trim_start().starts_with("```");
        let is_heading = !in_code && line.starts_with('#');
        format!("{}{line}", if is_heading { "#" } else { "" })
    });
    let heading = lines.next().unwrap_or_default();
    let body: Vec<String> = lines.collect();
    (heading, body.join("\n").trim().to_owned())
}
