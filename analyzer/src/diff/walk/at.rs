//! Where a walk is, and what tells things there from each other.

use std::fmt::Write as _;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Sides;
use crate::diff::Side;
use crate::diff::equality::Items;
use crate::eval::value::{Place, Unknown, Value};
use crate::model::node::Node;
use crate::vocabulary::Attr;

/// Where the walk is.
#[derive(Clone)]
pub(in crate::diff) struct At<'a> {
    pub(in crate::diff) object: Arc<str>,
    pub(in crate::diff) kind: &'static str,
    pub(in crate::diff) region: usize,
    pub(in crate::diff) before: Option<Node<'a>>,
    pub(in crate::diff) after: Option<Node<'a>>,
    pub(super) attribute: String,
    /// Why the objects around may hold more than is known.
    pub(super) open: Sides<Arc<Unknown>>,
    /// Where the object, or what held it, is named in the working text.
    pub(in crate::diff) home: Place,
    /// What said it in the baseline.
    pub(super) was: Option<Place>,
}

impl At<'_> {
    /// A place that is not an object of the heap.
    pub(in crate::diff) fn beside(
        object: Arc<str>,
        kind: &'static str,
        region: usize,
        home: Place,
    ) -> Self {
        Self {
            object,
            kind,
            region,
            before: None,
            after: None,
            attribute: String::new(),
            open: (None, None),
            home,
            was: None,
        }
    }

    pub(super) fn path(&self, name: &str) -> Arc<str> {
        if self.kind == "ecosystem" {
            return name.into();
        }
        format!("{}/{name}", self.object).into()
    }

    pub(in crate::diff) fn attribute(&self, name: &str) -> Self {
        let mut below = self.clone();
        if !below.attribute.is_empty() {
            below.attribute.push('.');
        }
        // What only we keep is called what its author calls it.
        below.attribute.push_str(name.trim_start_matches('_'));
        below
    }

    pub(super) fn entry(&self, key: &Value) -> Self {
        let mut below = self.clone();
        let mut texts: Vec<&str> = match key {
            Value::Str(text) => vec![text],
            Value::FrozenSet(items) => items
                .iter()
                .filter_map(|item| item.as_str().map(|text| &**text))
                .collect(),
            _ => Vec::new(),
        };
        texts.sort_unstable();
        if !texts.is_empty() {
            let _ = write!(below.attribute, "[{}]", texts.join(", "));
        }
        below
    }
}

/// Whether an attribute follows from what its object's declaration says.
pub(super) fn is_consequence(at: &At<'_>, attr: &Attr) -> bool {
    let is_declared = matches!(at.kind, "zone" | "team" | "environment");
    is_declared && at.attribute.is_empty() && *attr.name.text() == *"owningRepo"
}

pub(super) fn is_manager(node: Node<'_>) -> bool {
    node.is("AuthorizedObjectManager")
}

pub(super) fn node<'a>(side: Side<'a>, value: &Value) -> Option<Node<'a>> {
    Node::new(side.view, value.as_obj()?)
}

/// The name an object goes by, whatever something unknown did to it otherwise.
pub(super) fn name_of(node: Node<'_>) -> Option<Arc<str>> {
    let attr = if node.is("DatasetSink") {
        let [store, dataset] = ["storeName", "datasetName"].map(|attr| node.name(attr).text);
        return Some(format!("{}:{}", store?, dataset?).into());
    } else if node.is("EnvironmentMap") {
        "rteName"
    } else if node.is("PrimaryIngestionPlatform") {
        "storeName"
    } else if node.is("DatasetGroupDataPlatformAssignments") {
        let [workspace, group] = ["workspace", "dsgName"].map(|attr| node.name(attr).text);
        return Some(format!("{}#{}", workspace?, group?).into());
    } else {
        "name"
    };
    node.name(attr).text
}

/// Where an object is named, else the call that made it.
pub(super) fn name_place(node: Node<'_>) -> Place {
    if node.is("DatasetSink") {
        return node.place();
    }
    let attr = if node.is("EnvironmentMap") {
        "rteName"
    } else {
        "name"
    };
    node.place_of(attr)
}

/// The key of each element: that of the dict, else the name of the object; nothing where some have
/// none or two have the same.
pub(super) fn keys(side: Side<'_>, items: &Items<'_>) -> Option<Vec<Value>> {
    let key = |(key, value): &(Option<Value>, &Value)| match key {
        Some(key) if !matches!(key, Value::Obj(_)) => Some(key.clone()),
        _ => node(side, value).and_then(name_of).map(Value::Str),
    };
    let keys: Vec<Value> = items.list.iter().map(key).collect::<Option<_>>()?;
    let mut seen: FxHashSet<&Value> = FxHashSet::default();
    keys.iter().all(|key| seen.insert(key)).then_some(keys)
}

/// The columns of a table's primary key, whoever says them.
pub(super) fn key_names(table: Node<'_>) -> Option<Vec<Arc<str>>> {
    if !table.is_deferred("primaryKeyColumns") {
        let names = table
            .node("primaryKeyColumns")
            .value()?
            .values("colNames")?;
        return names.iter().map(|name| name.as_str().cloned()).collect();
    }
    let columns = table.nodes("columns");
    let mut names = Vec::new();
    for column in columns.list {
        if *column.member("primaryKey").value()?.text() == *"PK" {
            names.push(column.text("name").value()?);
        }
    }
    (!columns.open).then_some(names)
}
