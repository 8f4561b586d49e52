//! A page of a rule: its sections and its examples.

use super::{SECTIONS, UNEVALUATED};

/// A page, taken apart.
#[derive(Default)]
pub(crate) struct Page {
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
    pub(crate) fn read(text: &str) -> Self {
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
    pub(crate) fn shape(&self, code: &str) -> Vec<String> {
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
    pub(crate) fn examples(&self, section: &str) -> Vec<(usize, String)> {
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
