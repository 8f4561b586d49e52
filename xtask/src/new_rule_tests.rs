use std::fs;

use super::{RULES, add_to_list, groups, is_code, page, source};
use crate::Repo;

const LIST: &str = "\
impl Group {
            Self::Names => \"names\",
            Self::References => \"references\",
            Self::Syntax => \"syntax\",
}

// Lines.
rules! {
    names: invalid_identifier;
    syntax: syntax_error;
}

fn after() {}
";

fn listed(group: &str, module: &str) -> String {
    match add_to_list(LIST, group, module) {
        Ok(text) => text,
        Err(problem) => format!("error: {problem}"),
    }
}

#[test]
fn a_rule_joins_its_group() {
    assert_eq!(
        listed("names", "bad_name"),
        LIST.replace("names: invalid", "names: bad_name, invalid")
    );
}

#[test]
fn the_first_rule_of_a_group_brings_its_line() {
    assert_eq!(
        listed("references", "unknown_dataset"),
        LIST.replace(
            "    syntax: ",
            "    references: unknown_dataset;\n    syntax: "
        )
    );
}

#[test]
fn what_cannot_be_is_refused() {
    assert_eq!(
        listed("names", "invalid_identifier"),
        "error: `invalid_identifier` is in the list"
    );
    for code in ["", "Name", "two--dashes", "-x", "under_score", "4x"] {
        assert!(!is_code(code), "{code}");
    }
    assert!(is_code("unknown-dataset2"));
}

/// The real list has the form that is counted on.
#[test]
fn the_project_takes_a_rule() -> anyhow::Result<()> {
    let list = fs::read_to_string(Repo::here().path(&format!("{RULES}/mod.rs")))?;
    let groups = groups(&list);
    assert!(groups.contains(&("Governance", "governance")), "{groups:?}");
    for (_, group) in groups {
        let longer = add_to_list(&list, group, "a_new_rule")?;
        assert!(
            longer.contains(&format!("\n    {group}: a_new_rule")),
            "{longer}"
        );
    }
    Ok(())
}

#[test]
fn the_scaffold_names_the_rule() {
    assert!(page("names", "a-b").starts_with("# a-b\n"));
    let code = source("Names", "a-b", "a_b");
    for part in ["code: \"a-b\"", "Group::Names", "\"a_b.md\""] {
        assert!(code.contains(part), "{code}");
    }
}

/// What a rule looks like changes; whoever writes the next one is given what compiles.
#[test]
fn the_scaffold_is_written_as_rules_are() -> anyhow::Result<()> {
    let repo = Repo::here();
    let rule = fs::read_to_string(repo.path(&format!("{RULES}/references/unknown_dataset.rs")))?;
    let kind = |code: &str| -> Option<String> {
        let (_, rest) = code.split_once("workspace: ")?;
        Some(rest.split_once(", findings")?.0.to_owned())
    };
    let known = rule.find("fn check(").and_then(|at| kind(rule.get(at..)?));
    assert_eq!(kind(&source("Names", "a-b", "a_b")), known);
    assert!(rule.contains("Check::Workspace(check)") && known.is_some());
    Ok(())
}
