//! Findings that are known: a file of them, so that a model with many of them gets no more.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use datasurface_analyzer::{Diagnostic, FilePath};
use serde::{Deserialize, Serialize};

const VERSION: u32 = 1;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    version: u32,
    findings: Vec<Known>,
}

/// A finding, said without lines, so that it is the same when they move: an object's wherever the
/// object is, another in its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Known {
    pub(super) code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object_kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    message: String,
    /// How many objects have it.
    #[serde(default = "once")]
    count: u32,
}

fn once() -> u32 {
    1
}

impl Known {
    fn of(finding: &Diagnostic, root: &FilePath) -> Self {
        let below = finding.file.below(root).unwrap_or(finding.file.as_str());
        Self {
            code: finding.code.to_owned(),
            object_kind: finding.object_kind.map(str::to_owned),
            object: finding.object.clone(),
            file: finding.object.is_none().then(|| below.to_owned()),
            message: first_sentence(finding.own_message()).to_owned(),
            count: 0,
        }
    }

    /// The object or the file it is about.
    pub(super) fn subject(&self) -> &str {
        let subject = self.object.as_ref().or(self.file.as_ref());
        subject.map_or("", String::as_str)
    }
}

/// What is wrong. Why, and which name may have been meant, changes with the rest of the model.
fn first_sentence(message: &str) -> &str {
    let end = message.find(". ").unwrap_or(message.len());
    let sentence = message.get(..end).unwrap_or(message);
    sentence.strip_suffix('.').unwrap_or(sentence)
}

/// How often each is known.
pub(super) struct Baseline(BTreeMap<Known, u32>);

impl Baseline {
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read the known findings in `{shown}`"))?;
        let file: File = serde_json::from_str(&text)
            .with_context(|| format!("`{shown}` is no file of known findings"))?;
        if file.version != VERSION {
            bail!("`{shown}` was written by another version of datasurface-ls; write it anew");
        }
        let mut known = BTreeMap::new();
        for mut finding in file.findings {
            let count = std::mem::take(&mut finding.count);
            *known.entry(finding).or_default() += count;
        }
        Ok(Self(known))
    }

    /// Whether a finding is known as often as it is found. Each time uses it up.
    pub(super) fn takes(&mut self, finding: &Diagnostic, root: &FilePath) -> bool {
        match self.0.get_mut(&Known::of(finding, root)) {
            Some(left) if *left >= finding.count => {
                *left -= finding.count;
                true
            }
            _ => false,
        }
    }

    /// What is known and was not found.
    pub(super) fn gone(self) -> Vec<Known> {
        let left = self.0.into_iter().filter(|(_, count)| *count > 0);
        left.map(|(known, count)| Known { count, ..known })
            .collect()
    }
}

/// Writes all findings to a file; says how many.
pub(super) fn write(
    path: &Path,
    findings: &[Diagnostic],
    root: &FilePath,
) -> anyhow::Result<usize> {
    let mut known: BTreeMap<Known, u32> = BTreeMap::new();
    for finding in findings {
        *known.entry(Known::of(finding, root)).or_default() += finding.count;
    }
    let findings: Vec<Known> = known
        .into_iter()
        .map(|(known, count)| Known { count, ..known })
        .collect();
    let written = findings.len();
    let file = File {
        version: VERSION,
        findings,
    };
    let text = serde_json::to_string_pretty(&file)? + "\n";
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    Ok(written)
}
