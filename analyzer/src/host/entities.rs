//! The evaluated model as a report: every entity once, the rest inline.

use rustc_hash::{FxHashMap, FxHashSet};

use super::documents::{Documents, Text};
use super::model::Model;
use super::render::Places;
use crate::eval::value::{ObjId, ObjKind, Place, Value};
use crate::files::FilePath;
use crate::model::node::{Known, Node};
use crate::model::view::View;
use crate::report::{
    EvaluatedModel, Located, ModelAttributes, ModelCall, ModelObject, ModelOrigin, ModelReport,
    ModelValue,
};
use crate::symbol::Symbol;
use crate::text::{Encoding, LineIndex};
use crate::vocabulary::Vocabulary;

/// Classes whose objects are entities: with their kind, and the kinds their path starts from.
const KINDS: [(&str, &str, &[&str]); 12] = [
    ("Ecosystem", "ecosystem", &[]),
    ("GovernanceZone", "zone", &[]),
    ("Team", "team", &["zone"]),
    ("Datastore", "datastore", &["team"]),
    ("Dataset", "dataset", &["datastore"]),
    ("Workspace", "workspace", &["team"]),
    ("DatasetGroup", "group", &["workspace"]),
    ("DatasetSink", "sink", &["group"]),
    ("DataTransformer", "transformer", &["workspace"]),
    ("RuntimeEnvironment", "environment", &[]),
    ("PlatformServicesProvider", "provider", &[]),
    ("DataPlatform", "platform", &["provider"]),
];

/// The models, with files relative to `base`.
pub(super) fn report<'a>(
    documents: &'a Documents,
    models: impl Iterator<Item = &'a Model>,
    base: &'a FilePath,
) -> ModelReport {
    let models = models.map(|model| {
        let view = model.view(Vocabulary::embedded());
        let mut found = Found::default();
        let ecosystem = model.table().ecosystem();
        if let Some(node) = ecosystem.and_then(|own| Node::new(&view, own.object)) {
            found.value(&view, &Value::Obj(node.id()), &mut Vec::new());
        }
        let mut writer = Writer {
            model,
            documents,
            base,
            view: &view,
            ids: &found.ids,
            places: Places::new(documents),
            lines: FxHashMap::default(),
        };
        let entities = found.order.iter();
        let mut objects: Vec<ModelObject> =
            entities.filter_map(|own| writer.object(*own)).collect();
        objects.sort_by(|a, b| a.id.cmp(&b.id));
        EvaluatedModel {
            root: relative(&model.root, base),
            generation: ecosystem.and_then(|own| own.generation),
            objects,
        }
    });
    ModelReport {
        version: 1,
        models: models.collect(),
    }
}

fn relative(path: &FilePath, base: &FilePath) -> String {
    match path.below(base) {
        Some("") => ".".to_owned(),
        Some(below) => below.to_owned(),
        None => path.to_string(),
    }
}

/// The kind of an entity, and the kinds its path starts from.
fn kind(node: Node<'_>) -> Option<(&'static str, &'static [&'static str])> {
    let own = KINDS.iter().find(|(class, ..)| node.is(class));
    own.map(|(_, kind, parents)| (*kind, *parents))
}

/// What an entity is called.
fn name(node: Node<'_>, kind: &str) -> Option<String> {
    let name = if kind == "sink" { "key" } else { "name" };
    match node.text(name) {
        Known::Value(text) => Some(text.to_string()),
        Known::Absent | Known::Unknown => None,
    }
}

/// The entities that the ecosystem leads to.
#[derive(Default)]
struct Found {
    order: Vec<ObjId>,
    ids: FxHashMap<ObjId, String>,
    taken: FxHashMap<String, u32>,
    seen: FxHashSet<ObjId>,
}

impl Found {
    fn value(&mut self, view: &View<'_>, value: &Value, around: &mut Vec<(&'static str, String)>) {
        match value {
            Value::Tuple(items) => items.iter().for_each(|item| self.value(view, item, around)),
            Value::FrozenSet(items) => items.iter().for_each(|item| self.value(view, item, around)),
            Value::Obj(id) => self.object(view, *id, around),
            _ => {}
        }
    }

    fn object(&mut self, view: &View<'_>, id: ObjId, around: &mut Vec<(&'static str, String)>) {
        if !self.seen.insert(id) {
            return;
        }
        let Some(node) = Node::new(view, id) else {
            view.each(&Value::Obj(id), |item| self.value(view, item, around));
            return;
        };
        let depth = around.len();
        if let Some((kind, parents)) = kind(node) {
            let name = name(node, kind).unwrap_or_else(|| "?".to_owned());
            let mut outer = around.iter().rev();
            let path = match outer.find(|(kind, _)| parents.contains(kind)) {
                Some((_, path)) => format!("{path}/{name}"),
                None => name,
            };
            let mut own = format!("{kind}:{path}");
            let count = self.taken.entry(own.clone()).or_default();
            *count += 1;
            if *count > 1 {
                own = format!("{own}#{count}");
            }
            self.ids.insert(id, own);
            self.order.push(id);
            around.push((kind, path));
        }
        for (_, value, _) in node.layout() {
            self.value(view, value, around);
        }
        around.truncate(depth);
    }
}

struct Writer<'a> {
    model: &'a Model,
    documents: &'a Documents,
    base: &'a FilePath,
    view: &'a View<'a>,
    ids: &'a FxHashMap<ObjId, String>,
    places: Places<'a>,
    lines: FxHashMap<FilePath, Option<LineIndex>>,
}

impl Writer<'_> {
    fn object(&mut self, id: ObjId) -> Option<ModelObject> {
        let node = Node::new(self.view, id)?;
        let (kind, _) = kind(node)?;
        Some(ModelObject {
            id: self.ids.get(&id)?.clone(),
            kind,
            name: name(node, kind),
            class: node.class().text().to_string(),
            attributes: self.attributes(node, &mut Vec::new()),
            origin: self.origin(node),
        })
    }

    fn attributes(&self, node: Node<'_>, around: &mut Vec<ObjId>) -> ModelAttributes {
        // What only the library works out is none of the model's.
        let is_said = |value: &Value| !matches!(value, Value::Unknown(why) if why.deferred);
        let layout = node.layout().filter(|(_, value, _)| is_said(value));
        let attributes =
            layout.map(|(attr, value, _)| (attr.name.text(), self.value(value, around)));
        ModelAttributes(attributes.collect())
    }

    fn list<'v>(
        &self,
        items: impl Iterator<Item = &'v Value>,
        around: &mut Vec<ObjId>,
    ) -> ModelValue {
        ModelValue::List(items.map(|item| self.value(item, around)).collect())
    }

    fn value(&self, value: &Value, around: &mut Vec<ObjId>) -> ModelValue {
        match value {
            Value::None => ModelValue::None,
            Value::Bool(flag) => ModelValue::Bool(*flag),
            Value::Int(number) => ModelValue::Int(*number),
            Value::Float(number) => ModelValue::Float(*number),
            Value::Str(text) | Value::Bytes(text) => ModelValue::Text(text.to_string()),
            Value::Tuple(items) => self.list(items.iter(), around),
            Value::FrozenSet(items) => self.list(items.iter(), around),
            Value::Member(class, _) => {
                let class = self.view.vocabulary().class(*class).name;
                let member = self
                    .view
                    .member(value)
                    .map_or_else(|| "?".into(), Symbol::text);
                ModelValue::Text(format!("{}.{member}", class.text()))
            }
            Value::Class(class) => {
                let class = self.view.vocabulary().class(*class).name;
                ModelValue::Text(class.text().to_string())
            }
            Value::Obj(id) => self.inline(*id, around),
            Value::Unknown(why) => ModelValue::Unknown {
                unknown: why.reason.to_string(),
            },
            other => ModelValue::Unknown {
                unknown: format!("a {} is not shown", other.type_name()),
            },
        }
    }

    fn inline(&self, id: ObjId, around: &mut Vec<ObjId>) -> ModelValue {
        if let Some(id) = self.ids.get(&id) {
            return ModelValue::Ref { id: id.clone() };
        }
        if let Some(at) = around.iter().rev().position(|outer| *outer == id) {
            return ModelValue::Cycle { cycle: at };
        }
        let Some(obj) = self.view.obj(id) else {
            return ModelValue::Unknown {
                unknown: "it was never made".to_owned(),
            };
        };
        around.push(id);
        let own = match &obj.kind {
            ObjKind::List(items) => self.list(items.iter(), around),
            ObjKind::Set(items) => self.list(items.iter(), around),
            ObjKind::Dict(items) => {
                let pairs = items.iter();
                let pairs =
                    pairs.map(|(key, item)| (self.value(key, around), self.value(item, around)));
                ModelValue::Dict {
                    entries: pairs.collect(),
                }
            }
            _ => match Node::new(self.view, id) {
                Some(node) => ModelValue::Object {
                    class: node.class().text().to_string(),
                    attributes: self.attributes(node, around),
                },
                None => ModelValue::Unknown {
                    unknown: "an object of the model's own Python is not shown".to_owned(),
                },
            },
        };
        around.pop();
        match &obj.open {
            Some(why) => ModelValue::Open {
                open: why.reason.to_string(),
                items: Box::new(own),
            },
            None => own,
        }
    }

    fn origin(&mut self, node: Node<'_>) -> Option<ModelOrigin> {
        let place = self.located(node.place())?;
        let call = self.model.caller(node.maker());
        let call = call.and_then(|call| self.located(call));
        let calls = call.into_iter().map(|call| ModelCall {
            line: call.range.start.line,
            file: call.file,
        });
        let calls = calls.collect();
        Some(ModelOrigin { place, calls })
    }

    fn located(&mut self, place: Place) -> Option<Located> {
        let (path, span) = self.places.span(&place)?;
        let documents = self.documents;
        let lines = self.lines.entry(path.clone()).or_insert_with(|| {
            let document = documents.get(place.file);
            document
                .and_then(|own| own.text.as_ref())
                .map(Text::line_index)
        });
        let range = lines.as_ref()?.range(span, Encoding::Utf16);
        let file = relative(&path, self.base);
        Some(Located { file, range })
    }
}
