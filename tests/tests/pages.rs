//! Every rule's page is documentation and test at once: its examples do what it says they do.
#![expect(
    clippy::unwrap_used,
    reason = "a folder that cannot be read fails the test"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use datasurface_analyzer::{Cancel, Diagnostic, FilePath, Host, Input, all_rules};
use tests::fixture::{Fixture, ROOT, check_without, found_in_pair};

/// The sections of a page, in the order they have to be in.
const SECTIONS: [&str; 6] = ["Checks", "Why", "Fails", "Passes", "Fix", "Configure"];

/// The mark of what cannot be known without running Python. It is no finding, and a page may show
/// where it is.
const UNEVALUATED: &str = "unevaluated";
/// How examples show what cannot be known: they read the environment, which is a finding itself.
const READS_ENVIRONMENT: &str = "environment-read";
/// A place that explains a finding.
const BECAUSE: &str = "because";

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../analyzer/src/rules");
    let mut pages = BTreeMap::new();
    for group in fs::read_dir(folder).unwrap() {
        let group = group.unwrap().path();
        if !group.is_dir() {
            continue;
        }
        for file in fs::read_dir(&group).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|end| end == "md") {
                let text = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
                pages.insert((name_of(&group), name_of(&file)), text);
            }
        }
    }
    let rules: BTreeMap<_, _> = all_rules()
        .iter()
        .map(|rule| {
            let name = (rule.group.name().to_owned(), rule.code.replace('-', "_"));
            (name, rule.page.replace("\r\n", "\n"))
        })
        .collect();
    assert_eq!(
        pages.keys().collect::<Vec<_>>(),
        rules.keys().collect::<Vec<_>>(),
        "pages on the left, rules on the right"
    );
    assert!(pages == rules, "a rule includes a page that is not its own");
}

#[test]
fn every_page_says_what_is_so() {
    let mut problems = String::new();
    for rule in all_rules() {
        for problem in examine(rule.code, rule.page) {
            let _ = writeln!(problems, "--- {}\n{problem}", rule.code);
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// What is wrong with a page.
fn examine(code: &str, page: &str) -> Vec<String> {
    let page = Page::read(page);
    let mut problems = page.shape(code);
    let off = if code == READS_ENVIRONMENT {
        &[][..]
    } else {
        &[READS_ENVIRONMENT]
    };
    for (line, example) in page.examples("Fails") {
        let wrong = fires(code, &example, off);
        problems.extend(wrong.err().map(|wrong| at(line, "fails", &wrong)));
        let wrong = is_put_right(code, &example);
        problems.extend(wrong.err().map(|wrong| at(line, "fails", &wrong)));
    }
    for section in ["Passes", "Fix"] {
        for (line, example) in page.examples(section) {
            let wrong = is_silent(&example, off);
            problems.extend(wrong.err().map(|wrong| at(line, section, &wrong)));
        }
    }
    problems
}

fn at(line: usize, what: &str, wrong: &str) -> String {
    format!("line {line}, {}: {wrong}", what.to_lowercase())
}

/// The example has findings of this rule where it marks them, and no others.
fn fires(code: &str, example: &str, off: &[&str]) -> Result<(), String> {
    let marks = marks(example)?;
    if !marks.iter().any(|mark| mark == code) {
        return Err(format!("marks no {code}"));
    }
    match marks.iter().find(|mark| *mark != code && *mark != BECAUSE) {
        Some(other) => Err(format!("marks {other}, too")),
        None => check_without(example, off),
    }
}

/// The first fix of each finding leaves text that parses, and without that finding.
fn is_put_right(code: &str, example: &str) -> Result<(), String> {
    let fixture = Fixture::parse(example)?;
    let before = findings(&fixture)?;
    for finding in before.iter().filter(|finding| finding.code == code) {
        let Some(fix) = finding.fixes.first() else {
            continue;
        };
        let mut fixed = fixture.clone();
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in edits {
            let file = fixed.files.iter_mut().find(|file| file.path == edit.file);
            let file = file.ok_or(format!("`{}` changes no file of it", fix.title))?;
            file.text.replace_range(edit.span.range(), &edit.text);
        }
        let after = findings(&fixed)?;
        let alike = |all: &[Diagnostic]| {
            let same = |it: &&Diagnostic| {
                (it.code, &it.object, &it.message)
                    == (finding.code, &finding.object, &finding.message)
            };
            all.iter().filter(same).count()
        };
        if after.iter().any(|it| it.code == "syntax-error") {
            return Err(format!("`{}` leaves what is no Python", fix.title));
        }
        if alike(&after) >= alike(&before) {
            return Err(format!("`{}` puts nothing right", fix.title));
        }
    }
    Ok(())
}

/// All that is found in a fixture.
fn findings(fixture: &Fixture) -> Result<Vec<Diagnostic>, String> {
    if fixture.is_pair() {
        return found_in_pair(fixture);
    }
    let mut host = Host::new(fixture.in_memory());
    host.apply(vec![Input::Roots(vec![FilePath::new(ROOT)])]);
    host.evaluate(&Cancel::new())
        .map_err(|cancelled| cancelled.to_string())?;
    let snapshot = host.snapshot();
    let files = snapshot.reported_files().into_iter();
    Ok(files.flat_map(|file| snapshot.diagnostics(&file)).collect())
}

/// The example is a model in which nothing is found.
fn is_silent(example: &str, off: &[&str]) -> Result<(), String> {
    if let Some(mark) = marks(example)?.iter().find(|mark| *mark != UNEVALUATED) {
        return Err(format!("marks {mark}"));
    }
    check_without(example, off)?;
    // Nothing is found in what is no model, either.
    let mut host = Host::new(Fixture::parse(example)?.in_memory());
    host.apply(vec![Input::Roots(vec![FilePath::new(ROOT)])]);
    host.evaluate(&Cancel::new())
        .map_err(|cancelled| cancelled.to_string())?;
    let models = host.snapshot().status().models;
    if models.iter().any(|model| model.counts.teams > 0) {
        Ok(())
    } else {
        Err("is no model with a team in it".to_owned())
    }
}

/// The codes of an example's marks.
fn marks(example: &str) -> Result<Vec<String>, String> {
    let files = Fixture::parse(example)?.files.into_iter();
    let marks = files.flat_map(|file| file.marks);
    Ok(marks.map(|mark| mark.code).collect())
}

/// A page, taken apart.
#[derive(Default)]
struct Page {
    /// What comes before the first section.
    head: Vec<String>,
    sections: Vec<Section>,
}

#[derive(Default)]
struct Section {
    name: String,
    text: String,
    /// Fenced blocks: language, number of the first line, text.
    blocks: Vec<(String, usize, String)>,
}

impl Page {
    fn read(text: &str) -> Self {
        let mut page = Self::default();
        let mut block: Option<(String, usize, String)> = None;
        for (index, line) in text.lines().enumerate() {
            if let Some(open) = &mut block {
                if line == "```" {
                    let done = block.take();
                    if let Some(section) = page.sections.last_mut() {
                        section.blocks.extend(done);
                    }
                } else {
                    open.2.push_str(line);
                    open.2.push('\n');
                }
            } else if let Some(language) = line.strip_prefix("```") {
                block = Some((language.to_owned(), index + 2, String::new()));
            } else if let Some(name) = line.strip_prefix("## ") {
                page.sections.push(Section {
                    name: name.to_owned(),
                    ..Section::default()
                });
            } else if let Some(section) = page.sections.last_mut() {
                section.text.push_str(line);
            } else {
                page.head.push(line.to_owned());
            }
        }
        page
    }

    /// What is wrong before any example is run.
    fn shape(&self, code: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let mut problem = |wrong: bool, text: &str| {
            if wrong {
                problems.push(text.to_owned());
            }
        };
        let head: Vec<&str> = self.head.iter().map(String::as_str).collect();
        problem(
            !matches!(
                head.as_slice(),
                [title, "", sentence, ""]
                    if *title == format!("# {code}")
                        && sentence.starts_with("> ")
                        && sentence.ends_with('.')
            ),
            "it does not start with the code and one sentence",
        );
        let names: Vec<&str> = self.sections.iter().map(|s| s.name.as_str()).collect();
        problem(
            names != SECTIONS,
            &format!("its sections are {names:?}, not {SECTIONS:?}"),
        );
        for section in &self.sections {
            problem(
                section.text.is_empty() && section.blocks.is_empty(),
                &format!("{} is empty", section.name),
            );
        }
        for section in ["Fails", "Passes", "Fix"] {
            problem(
                self.examples(section).is_empty(),
                &format!("{section} has no example"),
            );
        }
        let entry = format!("\n{code} = \"");
        problem(
            !self.blocks("Configure").any(|(language, _, text)| {
                language == "toml"
                    && text.starts_with("[tool.datasurface.rules]\n")
                    && text.contains(&entry)
            }),
            "Configure does not show the entry of `pyproject.toml`",
        );
        problems
    }

    fn blocks(&self, section: &str) -> impl Iterator<Item = &(String, usize, String)> {
        let sections = self.sections.iter().filter(move |own| own.name == section);
        sections.flat_map(|section| &section.blocks)
    }

    /// The fixtures of a section and their lines. Each is made to account for every place that is
    /// not evaluated, so that none is silent because nothing in it is known.
    fn examples(&self, section: &str) -> Vec<(usize, String)> {
        let blocks = self
            .blocks(section)
            .filter(|(language, ..)| language == "py");
        blocks
            .map(|(_, line, text)| {
                let (header, rest) = match text.split_once('\n') {
                    Some((header, rest)) if header.starts_with("#- ") => (header, rest),
                    _ => ("#- /eco.py", text.as_str()),
                };
                (*line, format!("{header} {UNEVALUATED}=check\n{rest}"))
            })
            .collect()
    }
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// The harness notices pages that prove nothing.
mod harness {
    use super::examine;

    fn page(fails: &str, passes: &str) -> String {
        format!(
            "# unknown-dataset\n\n> It fails.\n\n## Checks\n\nx\n\n## Why\n\nx\n\n\
             ## Fails\n\n{fails}\n\n## Passes\n\n{passes}\n\n## Fix\n\n{passes}\n\n\
             ## Configure\n\n```toml\n[tool.datasurface.rules]\nunknown-dataset = \"off\"\n```\n"
        )
    }

    fn example(sink: &str, mark: &str) -> String {
        format!(
            "```py\n#- /eco.py with=estate\nfrom datasurface.md import DatasetSink\n\
             from estate import estate, reader, store, us\n\
             def createEcosystem():\n    eco = estate()\n    us(eco).add(store(\"A\", [\"b\"]))\n\
             \x20   us(eco).add(reader(\"R\", [DatasetSink(\"A\", {sink})]))\n{mark}    return eco\n```"
        )
    }

    const MARK: &str = "#                                             ^^^ unknown-dataset\n";

    #[track_caller]
    fn assert_wrong(page: &str, why: &str) {
        let problems = examine("unknown-dataset", page).join("\n");
        assert!(problems.contains(why), "{why} is not in: {problems}");
    }

    #[test]
    fn a_page_with_both_examples_holds() {
        let page = page(&example("\"c\"", MARK), &example("\"b\"", ""));
        assert_eq!(examine("unknown-dataset", &page), Vec::<String>::new());
    }

    #[test]
    fn a_page_without_one_of_them_does_not() {
        let (firing, silent) = (example("\"c\"", MARK), example("\"b\"", ""));
        assert_wrong(&page("Trust us.", &silent), "Fails has no example");
        assert_wrong(&page(&firing, "Trust us."), "Passes has no example");
        assert_wrong(&page(&silent, &silent), "marks no unknown-dataset");
        assert_wrong(&page(&firing, &firing), "marks unknown-dataset");
    }

    #[test]
    fn what_is_said_must_be_so() {
        let (firing, silent) = (example("\"c\"", MARK), example("\"b\"", ""));
        assert_wrong(&page(&example("\"b\"", MARK), &silent), "expected");
        assert_wrong(&page(&firing, &example("\"c\"", "")), "unmarked");
        let other = format!("{MARK}#                                             ^ syntax-error\n");
        assert_wrong(
            &page(&example("\"c\"", &other), &silent),
            "marks syntax-error, too",
        );
    }

    #[test]
    fn silence_for_want_of_a_model_does_not_count() {
        let firing = example("\"c\"", MARK);
        let nothing = "```py\n#- /eco.py\nx = 1\n```";
        assert_wrong(&page(&firing, nothing), "no model");
        let unknown =
            example("b", "").replace("DatasetSink\n", "DatasetSink\nfrom gone import b\n");
        assert_wrong(&page(&firing, &unknown), "unmarked  unevaluated");
    }

    #[test]
    fn sections_keep_their_order() {
        let whole = page(&example("\"c\"", MARK), &example("\"b\"", ""));
        assert_wrong(&whole.replace("## Why", "## Because"), "its sections are");
        assert_wrong(&whole.replace("> It fails.", "It fails."), "one sentence");
        assert_wrong(&whole.replace("unknown-dataset = ", "x = "), "Configure");
    }
}
