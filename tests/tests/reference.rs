//! What the reference implementation checks, and what of it is reported here: the list names every
//! one of its rules, and only rules of ours that exist.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::all_rules;
use serde::Deserialize;

/// How the reference's rules are numbered: the letters, and how many there are.
const NUMBERED: [(&str, u32); 27] = [
    ("NAM", 13),
    ("REF", 12),
    ("DUP", 5),
    ("REP", 8),
    ("AUT", 9),
    ("LOC", 7),
    ("CON", 7),
    ("DST", 4),
    ("H", 3),
    ("SCH", 15),
    ("ING", 8),
    ("K", 10),
    ("L", 4),
    ("TRF", 12),
    ("MAP", 9),
    ("PIP", 4),
    ("PSP", 4),
    ("HNT", 2),
    ("LEG", 3),
    ("YEL", 15),
    ("DOC", 3),
    ("V", 3),
    ("W", 4),
    ("BC", 24),
    ("PR", 7),
    ("GAP", 41),
    ("GOV", 10),
];
/// Numbers beside the row.
const OTHERS: [&str; 2] = ["GOV-0", "YEL-5b"];

#[derive(Deserialize)]
struct List {
    rule: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    group: String,
    says: String,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    why: String,
}

fn read() -> (List, std::path::PathBuf) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../analyzer/docs");
    let text = fs::read_to_string(folder.join("reference.toml")).unwrap_or_default();
    match toml::from_str(&text) {
        Ok(list) => (list, folder.join("reference.md")),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn every_rule_is_listed_once() {
    let (list, _) = read();
    let numbered = NUMBERED
        .iter()
        .flat_map(|(letters, n)| (1..=*n).map(move |at| format!("{letters}-{at}")));
    let expected: BTreeSet<String> = numbered.chain(OTHERS.map(str::to_owned)).collect();
    let listed: BTreeSet<String> = list.rule.iter().map(|row| row.id.clone()).collect();
    let missing: Vec<_> = expected.difference(&listed).collect();
    let unheard_of: Vec<_> = listed.difference(&expected).collect();
    assert!(missing.is_empty(), "not listed: {missing:?}");
    assert!(unheard_of.is_empty(), "listed: {unheard_of:?}");
    assert_eq!(list.rule.len(), listed.len(), "one is listed twice");
}

#[test]
fn every_code_is_that_of_a_rule() {
    for row in read().0.rule {
        assert!(!row.says.is_empty(), "{} says nothing", row.id);
        for code in &row.codes {
            let exists = all_rules().iter().any(|rule| rule.code == code);
            assert!(exists, "{}: no rule is called `{code}`", row.id);
        }
    }
}

#[test]
fn no_rule_is_left_open() {
    let rows = read().0.rule.into_iter();
    let open: Vec<String> = rows
        .filter(|row| row.codes.is_empty() && row.why.is_empty())
        .map(|row| row.id)
        .collect();
    assert!(open.is_empty(), "neither codes nor a reason: {open:?}");
}

/// The list of mistakes that authors have made names rules that exist, and what holds each: a file that
/// marks the rule.
#[test]
fn every_mistake_is_held() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../analyzer/docs");
    let list = fs::read_to_string(folder.join("mistakes.md")).unwrap_or_default();
    let rows = list.lines().filter(|line| line.contains("](../"));
    let mut n_rows = 0;
    for row in rows {
        n_rows += 1;
        let code = row.split('`').nth(1).unwrap_or_default();
        let exists = all_rules().iter().any(|rule| rule.code == code);
        assert!(exists, "no rule is called `{code}`: {row}");
        let held = row
            .split("](")
            .nth(1)
            .and_then(|rest| rest.split(')').next());
        let held = fs::read_to_string(folder.join(held.unwrap_or_default()));
        let marks = held.is_ok_and(|text| text.contains(code));
        assert!(marks, "what holds it does not mark it: {row}");
    }
    assert!(n_rows > 20, "the list is there");
}

/// Rewrites the page before it fails, so that the next run passes; on a build server it only fails.
#[test]
fn the_page_is_current() {
    let (list, path) = read();
    let page = page(&list);
    let current = fs::read_to_string(&path).unwrap_or_default();
    if current.replace("\r\n", "\n") != page {
        if std::env::var_os("CI").is_none() {
            assert!(fs::write(&path, page).is_ok());
        }
        panic!("docs/reference.md was out of date");
    }
}

fn page(list: &List) -> String {
    let is_covered = |row: &&Row| !row.codes.is_empty();
    let n_covered = list.rule.iter().filter(is_covered).count();
    let n_needless = list.rule.len() - n_covered;
    let mut page = format!(
        "# What the reference checks\n\n\
         Written by a test from [`reference.toml`](reference.toml); do not edit. The rules of \
         DataSurface's own validation by their numbers, and the gaps known in it; what each asks for, \
         and [the rules](rules.md) that report it here. Of {} rows {n_covered} have a rule, \
         {n_needless} need none, for the reason given.\n",
        list.rule.len()
    );
    let mut group = "";
    for row in &list.rule {
        if row.group != group {
            group = &row.group;
            // Writing to a string cannot fail.
            let _ = write!(
                page,
                "\n## {group}\n\n| number | what it asks for | reported as |\n"
            );
            page.push_str("|---|---|---|\n");
        }
        let codes = row.codes.iter();
        let codes: Vec<String> = codes
            .map(|code| format!("[`{code}`](rules.md#{code})"))
            .collect();
        let reported = match (codes.is_empty(), row.why.as_str()) {
            (true, why) => format!("– ({why})"),
            (false, "") => codes.join(", "),
            (false, why) => format!("{} ({why})", codes.join(", ")),
        };
        let _ = writeln!(page, "| {} | {} | {reported} |", row.id, row.says);
    }
    page
}
