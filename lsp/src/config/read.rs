//! From a tree of values to a layer of settings.

use std::ops::Range;

use datasurface_analyzer::{HintKind, LensKind, Severity, all_rules};

use super::Layer;
use super::node::{Entry, Node, Value};
use crate::suggest::did_you_mean;

/// The words a rule's severity is written with.
const LEVELS: [(&str, Option<Severity>); 5] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("information", Some(Severity::Information)),
    ("hint", Some(Severity::Hint)),
    ("off", None),
];

/// Keys whose values are texts; this version does not use all of them yet.
const TEXTS: [&str; 3] = ["dsl-version", "baseline", "acting-as"];

/// Keys only an editor has; they are its client's business.
const EDITOR_ONLY: [&str; 3] = ["path", "trace", "diagnosticMode"];

/// Keys that are decided with the model and not by everybody's editor.
const FILE_ONLY: [&str; 2] = ["no-ignore", "known-findings"];

/// Whether what other Python servers say as well is shown; a matter of the editor, `check` shows
/// everything. A client that knows what else is running says so instead of `auto`.
const PYTHON_FINDINGS: &str = "pythonFindings";

/// Which lenses are shown, each kind by its name.
const LENSES: &str = "codeLens";

/// Which inlay hints are shown, each kind by its name.
const HINTS: &str = "inlayHints";

/// How keys are spelt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// `entry-points`.
    Kebab,
    /// `entryPoints`.
    Camel,
}

impl Spelling {
    fn of(self, key: &str) -> String {
        match self {
            Self::Kebab => key.to_owned(),
            Self::Camel => {
                let mut words = key.split('-');
                let first = words.next().unwrap_or_default().to_owned();
                words.fold(first, |text, word| {
                    let (initial, rest) = word.split_at(1.min(word.len()));
                    text + &initial.to_ascii_uppercase() + rest
                })
            }
        }
    }
}

/// Something wrong with a value or its key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) span: Option<Range<usize>>,
    pub(super) message: String,
    pub(super) is_error: bool,
}

/// Reads a table of settings; bad values are left out and complained about.
pub(super) fn read(table: &[Entry], spelling: Spelling) -> (Layer, Vec<Complaint>) {
    let mut reader = Reader {
        spelling,
        layer: Layer::default(),
        complaints: Vec::new(),
    };
    for entry in table {
        reader.setting(entry);
    }
    (reader.layer, reader.complaints)
}

struct Reader {
    spelling: Spelling,
    layer: Layer,
    complaints: Vec<Complaint>,
}

impl Reader {
    fn setting(&mut self, entry: &Entry) {
        let is = |key: &str| self.spelling.of(key) == entry.key;
        if is("entry-points") {
            self.layer.entry_points = self.texts(entry);
        } else if is("exclude") {
            self.layer.exclude = self.texts(entry);
        } else if self.spelling == Spelling::Kebab && is("no-ignore") {
            self.layer.no_ignore = self.names(entry);
        } else if self.spelling == Spelling::Kebab && is("known-findings") {
            self.layer.known_findings = self.text(&entry.key, &entry.node);
        } else if is("environments") {
            self.texts(entry);
        } else if is("rules") {
            self.rules(entry);
        } else if is("evaluation") {
            self.one_of(entry, &["static", "exact"]);
        } else if self.spelling == Spelling::Camel && entry.key == PYTHON_FINDINGS {
            let words = ["auto", "all", "essential"];
            self.one_of(entry, &words);
            if let Value::Text(text) = &entry.node.value
                && words.contains(&text.as_str())
            {
                self.layer.beside_python = Some(text == "essential");
            }
        } else if self.spelling == Spelling::Camel && entry.key == LENSES {
            self.lenses(entry);
        } else if self.spelling == Spelling::Camel && entry.key == HINTS {
            self.hints(entry);
        } else if is("baseline") {
            self.layer.baseline = self.filled(&entry.key, &entry.node);
        } else if is("acting-as") {
            self.layer.acting_as = self.filled(&entry.key, &entry.node);
        } else if TEXTS.iter().any(|key| is(key)) {
            self.text(&entry.key, &entry.node);
        } else if !(self.spelling == Spelling::Camel && EDITOR_ONLY.contains(&entry.key.as_str())) {
            self.unknown(entry);
        }
    }

    /// Lenses are shown unless their kind is switched off.
    fn lenses(&mut self, entry: &Entry) {
        let Value::Table(switches) = &entry.node.value else {
            return;
        };
        for switch in switches {
            let kind = LensKind::ALL.into_iter().find(|it| it.noun() == switch.key);
            if let Some(kind) = kind
                && switch.node.value == Value::Flag(false)
            {
                self.layer.hidden_lenses.push(kind);
            }
        }
    }

    fn hints(&mut self, entry: &Entry) {
        let Value::Table(switches) = &entry.node.value else {
            return;
        };
        for switch in switches {
            let kind = HintKind::ALL.into_iter().find(|it| it.noun() == switch.key);
            if let (Some(kind), Value::Flag(is_on)) = (kind, &switch.node.value) {
                self.layer.hints.insert(kind, *is_on);
            }
        }
    }

    fn unknown(&mut self, entry: &Entry) {
        let known = [
            "entry-points",
            "exclude",
            "environments",
            "rules",
            "evaluation",
        ];
        let mut known: Vec<String> = known
            .iter()
            .chain(&TEXTS)
            .map(|key| self.spelling.of(key))
            .collect();
        match self.spelling {
            Spelling::Camel => known.push(PYTHON_FINDINGS.to_owned()),
            Spelling::Kebab => known.extend(FILE_ONLY.map(str::to_owned)),
        }
        let hint = did_you_mean(&entry.key, known.iter().map(String::as_str));
        self.warn(
            entry.key_span.clone(),
            format!("unknown setting `{}`{hint}", entry.key),
        );
    }

    fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Nothing => None,
            other => {
                let message = format!("`{key}` must be a string, not {}", other.kind());
                self.error(node.span.clone(), message);
                None
            }
        }
    }

    /// A text that says something: editors send an empty one where nothing is set.
    fn filled(&mut self, key: &str, node: &Node) -> Option<String> {
        self.text(key, node).filter(|text| !text.is_empty())
    }

    fn texts(&mut self, entry: &Entry) -> Vec<String> {
        match &entry.node.value {
            Value::List(items) => {
                let item = format!("every item of `{}`", entry.key);
                items
                    .iter()
                    .filter_map(|node| match &node.value {
                        Value::Text(text) => Some(text.clone()),
                        other => {
                            let message = format!("{item} must be a string, not {}", other.kind());
                            self.error(node.span.clone(), message);
                            None
                        }
                    })
                    .collect()
            }
            Value::Nothing => Vec::new(),
            other => {
                let kind = other.kind();
                let message = format!("`{}` must be a list of strings, not {kind}", entry.key);
                self.error(entry.node.span.clone(), message);
                Vec::new()
            }
        }
    }

    fn one_of(&mut self, entry: &Entry, accepted: &[&str]) {
        if let Some(text) = self.text(&entry.key, &entry.node)
            && !accepted.contains(&text.as_str())
        {
            let list = accepted.join("`, `");
            let message = format!("`{}` must be one of `{list}`, not `{text}`", entry.key);
            self.error(entry.node.span.clone(), message);
        }
    }

    fn rules(&mut self, entry: &Entry) {
        let rules = match &entry.node.value {
            Value::Table(rules) => rules,
            Value::Nothing => return,
            other => {
                let message = format!("`rules` must be a table, not {}", other.kind());
                return self.error(entry.node.span.clone(), message);
            }
        };
        for rule in rules {
            if !self.is_rule(&rule.key, rule.key_span.clone()) {
                continue;
            }
            let Some(text) = self.text(&rule.key, &rule.node) else {
                continue;
            };
            if let Some((_, level)) = LEVELS.iter().find(|(word, _)| *word == text) {
                self.layer.rules.insert(rule.key.clone(), *level);
            } else {
                let words = LEVELS.map(|(word, _)| word);
                let list = words.join("`, `");
                let message = format!("`{}` must be one of `{list}`, not `{text}`", rule.key);
                self.error(rule.node.span.clone(), message);
            }
        }
    }

    /// Codes and groups.
    fn names(&mut self, entry: &Entry) -> Vec<String> {
        let mut names = self.texts(entry);
        names.retain(|name| self.is_rule(name, entry.node.span.clone()));
        names
    }

    /// Whether a rule or group is called so; complains if none is.
    fn is_rule(&mut self, name: &str, span: Option<Range<usize>>) -> bool {
        let names = || {
            all_rules()
                .iter()
                .flat_map(|rule| [rule.code, rule.group.name()])
        };
        let is_known = names().any(|known| known == name);
        if !is_known {
            // Written for a newer version, perhaps: the rest of the file still counts.
            let hint = did_you_mean(name, names());
            self.warn(span, format!("no rule or group is called `{name}`{hint}"));
        }
        is_known
    }

    fn error(&mut self, span: Option<Range<usize>>, message: String) {
        self.complaints.push(Complaint {
            span,
            message,
            is_error: true,
        });
    }

    fn warn(&mut self, span: Option<Range<usize>>, message: String) {
        self.complaints.push(Complaint {
            span,
            message,
            is_error: false,
        });
    }
}
