//! `cargo xtask new-rule`: the files of a new rule.

use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::Repo;

const RULES: &str = "analyzer/src/rules";

/// Writes the code and the page of a new rule and adds its line to the list.
pub fn run(repo: &Repo, group: &str, code: &str) -> Result<()> {
    ensure!(is_code(code), "`{code}` is not kebab-case");
    let module = code.replace('-', "_");
    let list = repo.path(&format!("{RULES}/mod.rs"));
    let text = fs::read_to_string(&list)?;
    let groups = groups(&text);
    let Some((variant, _)) = groups.iter().find(|(_, name)| *name == group) else {
        let names: Vec<&str> = groups.iter().map(|(_, name)| *name).collect();
        bail!("no group `{group}`; there are {}", names.join(", "));
    };
    let listed = add_to_list(&text, group, &module)?;

    let path = |extension: &str| format!("{RULES}/{group}/{module}.{extension}");
    let files = [
        (path("rs"), source(variant, code, &module)),
        (path("md"), page(group, code)),
    ];
    for (path, _) in &files {
        ensure!(!repo.path(path).exists(), "{path} exists");
    }
    fs::create_dir_all(repo.path(&format!("{RULES}/{group}")))?;
    for (path, text) in &files {
        fs::write(repo.path(path), text)?;
    }
    fs::write(&list, listed)?;

    println!("Written, and listed in {RULES}/mod.rs:");
    for (path, _) in &files {
        println!("    {path}");
    }
    println!("When the page's examples hold, `cargo xtask gen` brings it into the manual.");
    Ok(())
}

fn is_code(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.bytes();
        letters
            .next()
            .is_some_and(|first| first.is_ascii_lowercase())
            && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    text.split('-').all(is_word)
}

/// The list of rules, `rules! { group: rule, rule; … }`, with one more in it. Groups and the
/// rules of a group stay sorted.
fn add_to_list(text: &str, group: &str, module: &str) -> Result<String> {
    const START: &str = "\nrules! {\n";
    const END: &str = "\n}\n";
    let (before, rest) = text.split_once(START).context("no list `rules! {`")?;
    let (list, after) = rest.split_once(END).context("the list has no end")?;

    let mut lines: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in list.split_inclusive(';') {
        let entry = line.trim().trim_end_matches(';');
        let (name, rules) = entry
            .split_once(':')
            .with_context(|| format!("a line without a group: {entry}"))?;
        lines.push((name.trim(), rules.split(',').map(str::trim).collect()));
    }
    if let Some((_, rules)) = lines.iter_mut().find(|(name, _)| *name == group) {
        ensure!(!rules.contains(&module), "`{module}` is in the list");
        rules.push(module);
        rules.sort_unstable();
    } else {
        lines.push((group, vec![module]));
        lines.sort_unstable();
    }
    let list: Vec<String> = lines
        .iter()
        .map(|(group, rules)| format!("    {group}: {};", rules.join(", ")))
        .collect();
    Ok(format!("{before}{START}{}{END}{after}", list.join("\n")))
}

/// The groups that there are, `Self::Variant => "name"` in the list's file.
fn groups(text: &str) -> Vec<(&str, &str)> {
    text.lines()
        .filter_map(|line| {
            let (variant, name) = line.trim().strip_prefix("Self::")?.split_once(" => \"")?;
            Some((variant, name.strip_suffix("\",")?))
        })
        .collect()
}

fn source(variant: &str, code: &str, module: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        r#"//! What the rule is about, in a few words.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::{{Check, Cx, Findings, Group, Rule, Subject}};

pub(in crate::rules) static RULE: Rule = Rule {{
    code: "{code}",
    group: Group::{variant},
    severity: Severity::Error,
    since: "{version}",
    page: include_str!("{module}.md"),
    checks: &[Check::Workspace(check)],
}};

/// Reports what is proved, and nothing where something is not known.
fn check(_cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {{
    if workspace.name.text.as_deref() == Some("Problem") {{
        findings.report(&RULE, workspace.name.place, "What is wrong, why, and what to do.");
    }}
}}
"#
    )
}

/// A page whose examples hold for [`source`] as it is written, to be changed together with it.
fn page(group: &str, code: &str) -> String {
    let example = |name: &str, mark: &str| {
        format!(
            r#"```py
#- /eco.py with=estate
from datasurface.md import Workspace
from datasurface.md.documentation import PlainTextDocumentation

from estate import database, estate, us


def createEcosystem():
    eco = estate()
    us(eco).add(Workspace("{name}", database("{name}", "Home:Attic/Left"), PlainTextDocumentation("A workspace")))
{mark}    return eco
```"#
        )
    };
    let fails = example(
        "Problem",
        &format!("#                         ^^^^^^^^^ {code}: What is wrong\n"),
    );
    let passes = example("Report", "");
    format!(
        r#"# {code}

> One sentence that says what the rule finds.

## Checks

What is looked at, and when the rule is silent.

## Why

What happens to a model that has this problem.

## Fails

{fails}

## Passes

{passes}

## Fix

What to do about it.

{passes}

## Configure

```toml
[tool.datasurface.rules]
{code} = "error"  # or "warning", "information", "hint", "off"
```

`{group} = …` configures the whole group that it belongs to.
"#
    )
}

#[cfg(test)]
#[path = "new_rule_tests.rs"]
mod tests;
