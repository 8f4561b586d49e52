//! Which platform serves which group: the JSON files beside a model.

use std::sync::Arc;

use super::entity::Name;
use crate::eval::value::Place;
use crate::syntax::ir::{FileId, UnitId};
use crate::syntax::json::{Json, JsonKind, parse};
use crate::text::Span;

/// What a file says, whose it is, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mapping {
    pub(crate) file: FileId,
    /// The provider it belongs to; `None` where one file is for all.
    pub(crate) provider: Option<Arc<str>>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) ingestion: Vec<Ingestion>,
    /// What the library would stop at.
    pub(crate) problems: Vec<Flaw>,
}

/// Something that the library would stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) place: Place,
    pub(crate) message: String,
    pub(crate) remedies: Vec<Remedy>,
}

/// What would be right in the place of what is wrong: JSON, and the word it adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remedy {
    pub(crate) word: &'static str,
    pub(crate) code: String,
}

/// The platforms of a group, as a file or code says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) place: Place,
    pub(crate) workspace: Name,
    pub(crate) group: Name,
    pub(crate) assignments: Vec<Assignment>,
    /// There may be further ones.
    pub(crate) open: bool,
}

/// One platform of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub(crate) place: Place,
    pub(crate) platform: Name,
    /// `None` when it is not known.
    pub(crate) status: Option<AssignmentStatus>,
    /// Where the status stands, if it is given.
    pub(crate) status_place: Option<Place>,
}

/// How far an assignment has been carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AssignmentStatus {
    Provisioning,
    Provisioned,
    Decommissioning,
    Decommissioned,
}

impl AssignmentStatus {
    const ALL: [Self; 4] = [
        Self::Provisioning,
        Self::Provisioned,
        Self::Decommissioning,
        Self::Decommissioned,
    ];

    /// The member of the DSL's enumeration.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Provisioning => "PROVISIONING",
            Self::Provisioned => "PROVISIONED",
            Self::Decommissioning => "DECOMMISSIONING",
            Self::Decommissioned => "DECOMMISSIONED",
        }
    }

    /// The status of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

impl Entry {
    /// The key under which the library keeps it.
    pub(crate) fn key(&self) -> Option<Arc<str>> {
        let (workspace, group) = (self.workspace.text.as_ref()?, self.group.text.as_ref()?);
        Some(format!("{workspace}#{group}").into())
    }
}

/// The platforms that take a datastore from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ingestion {
    pub(crate) store: Name,
    pub(crate) platforms: Vec<Name>,
    /// There may be further ones.
    pub(crate) open: bool,
}

/// Where the library puts what names no workspace.
const DEFAULT_WORKSPACE: &str = "default_workspace";

/// The fields of an assignment, and the members an enumeration's may be.
const ASSIGNMENT: [(&str, &[&str]); 5] = [
    ("dataPlatform", &[]),
    ("documentation", &[]),
    ("productionStatus", &["PRODUCTION", "NOT_PRODUCTION"]),
    ("deprecationsAllowed", &["NEVER", "ALLOWED"]),
    (
        "status",
        &[
            "PROVISIONING",
            "PROVISIONED",
            "DECOMMISSIONING",
            "DECOMMISSIONED",
        ],
    ),
];

/// The texts that a field of an assignment may have, where they are enumerated.
pub(crate) fn enumerated(field: &str) -> &'static [&'static str] {
    let known = ASSIGNMENT.iter().find(|(name, _)| *name == field);
    known.map_or(&[], |(_, members)| *members)
}

struct Reader {
    file: FileId,
    problems: Vec<Flaw>,
}

/// Reads a file of assignments of groups to platforms.
pub(crate) fn read_assignments(file: FileId, provider: Option<Arc<str>>, text: &str) -> Mapping {
    let mut reader = Reader::new(file);
    let mut entries = Vec::new();
    for item in reader.items(text) {
        entries.extend(reader.entry(&item));
    }
    Mapping {
        file,
        provider,
        entries,
        ingestion: Vec::new(),
        problems: reader.problems,
    }
}

/// Reads a file of primary ingestion platforms.
pub(crate) fn read_ingestion(file: FileId, text: &str) -> Mapping {
    let mut reader = Reader::new(file);
    let mut ingestion = Vec::new();
    for item in reader.items(text) {
        let Some(store) = reader.text(&item, "storeName") else {
            continue;
        };
        let platforms = field(&item, "dataPlatforms").cloned();
        let platforms = match platforms.map(|platforms| (platforms.span, platforms.kind)) {
            Some((_, JsonKind::Array(items))) => {
                let names = items.iter().filter_map(|item| reader.name(item));
                names.collect()
            }
            Some((span, _)) => {
                let message = "`dataPlatforms` is a list of names".to_owned();
                reader.problem(span, message);
                Vec::new()
            }
            None => {
                reader.missing(&item, "dataPlatforms");
                Vec::new()
            }
        };
        ingestion.push(Ingestion {
            store,
            platforms,
            open: false,
        });
    }
    Mapping {
        file,
        provider: None,
        entries: Vec::new(),
        ingestion,
        problems: reader.problems,
    }
}

impl Reader {
    fn new(file: FileId) -> Self {
        Self {
            file,
            problems: Vec::new(),
        }
    }

    fn place(&self, span: Span) -> Place {
        Place {
            file: self.file,
            unit: UnitId::NONE,
            span,
        }
    }

    fn problem(&mut self, span: Span, message: String) {
        let place = self.place(span);
        self.flaw(place, message, Vec::new());
    }

    fn flaw(&mut self, place: Place, message: String, remedies: Vec<Remedy>) {
        self.problems.push(Flaw {
            place,
            message,
            remedies,
        });
    }

    /// The items of the outermost list.
    fn items(&mut self, text: &str) -> Vec<Json> {
        let (value, errors) = parse(text);
        for error in errors {
            self.problem(error.span, error.message);
        }
        match value {
            Some(Json {
                kind: JsonKind::Array(items),
                ..
            }) => items,
            Some(value) => {
                self.problem(value.span, "The file is a list of objects".to_owned());
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn missing(&mut self, object: &Json, name: &str) {
        if matches!(object.kind, JsonKind::Object(_)) {
            let start = Span::new(object.span.start, object.span.start + 1);
            let remedies = enumerated(name).iter().map(|word| Remedy {
                word,
                code: format!("{{\"{name}\": \"{word}\", "),
            });
            let message = format!("The field `{name}` is missing");
            self.flaw(self.place(start), message, remedies.collect());
        } else if !matches!(object.kind, JsonKind::Broken) {
            let message = format!("An object with the field `{name}` belongs here");
            self.problem(object.span, message);
        }
    }

    fn name(&mut self, value: &Json) -> Option<Name> {
        match &value.kind {
            JsonKind::Text(text) => Some(Name {
                text: Some(Arc::clone(text)),
                place: self.place(value.span),
                maker: None,
            }),
            JsonKind::Broken => None,
            _ => {
                self.problem(
                    value.span,
                    "A text in double quotes belongs here".to_owned(),
                );
                None
            }
        }
    }

    /// A field that is a text and has to be there.
    fn text(&mut self, object: &Json, name: &str) -> Option<Name> {
        match field(object, name).cloned() {
            Some(value) => self.name(&value),
            None => {
                self.missing(object, name);
                None
            }
        }
    }

    fn entry(&mut self, item: &Json) -> Option<Entry> {
        let group = self.text(item, "dsgName")?;
        let workspace = match field(item, "workspace").cloned() {
            Some(value) => self.name(&value)?,
            None => Name {
                text: Some(DEFAULT_WORKSPACE.into()),
                place: self.place(Span::new(item.span.start, item.span.start + 1)),
                maker: None,
            },
        };
        let mut assignments = Vec::new();
        match field(item, "assignments").cloned() {
            Some(Json {
                kind: JsonKind::Array(items),
                ..
            }) => {
                for item in items {
                    assignments.extend(self.assignment(&item));
                }
            }
            Some(other) => self.problem(other.span, "`assignments` is a list".to_owned()),
            None => {}
        }
        Some(Entry {
            place: self.place(item.span),
            workspace,
            group,
            assignments,
            open: false,
        })
    }

    fn assignment(&mut self, item: &Json) -> Option<Assignment> {
        let mut platform = None;
        let (mut status, mut status_place) = (None, None);
        for (field, members) in ASSIGNMENT {
            let Some(name) = self.text(item, field) else {
                continue;
            };
            let text = name.text.as_deref().unwrap_or_default();
            if !members.is_empty() && !members.contains(&text) {
                let list: Vec<String> = members.iter().map(|m| format!("`{m}`")).collect();
                let message = format!("`{text}` is no {field}: it is {}", list.join(" or "));
                let remedies = members.iter().map(|word| Remedy {
                    word,
                    code: format!("\"{word}\""),
                });
                self.flaw(name.place, message, remedies.collect());
            } else if field == "documentation" && text.is_empty() {
                let message = "The documentation is empty".to_owned();
                self.flaw(name.place, message, Vec::new());
            } else if field == "dataPlatform" {
                platform = Some(name);
            } else if field == "status" {
                status = AssignmentStatus::named(text);
                status_place = Some(name.place);
            }
        }
        Some(Assignment {
            place: self.place(item.span),
            platform: platform?,
            status,
            status_place,
        })
    }
}

/// A field; the last one where there are several, as Python's reader takes it.
fn field<'a>(object: &'a Json, name: &str) -> Option<&'a Json> {
    let JsonKind::Object(pairs) = &object.kind else {
        return None;
    };
    let mut pairs = pairs.iter().rev();
    let (.., value) = pairs.find(|(own, ..)| **own == *name)?;
    Some(value)
}
