//! What the rules about tables share.

use std::sync::{Arc, LazyLock};

use super::Part;
use crate::eval::value::{FrameId, Place};
use crate::model::node::Node;
use crate::symbol::Symbol;

/// The lists of column names that a schema has, and what each is called.
const KEYS: [(&str, &str); 2] = [
    ("primaryKeyColumns", "primary key"),
    ("ingestionPartitionColumns", "partition key"),
];

/// A list of column names.
pub(super) struct Key<'a> {
    /// The list; `None` where the flags of the columns say what is in the key.
    pub(super) node: Option<Node<'a>>,
    /// What it is called.
    pub(super) what: &'static str,
    pub(super) names: Vec<Arc<str>>,
}

impl Key<'_> {
    /// Where one of the names stands, else where the list does.
    pub(super) fn place(&self, index: usize) -> Option<Place> {
        let node = self.node?;
        let element = node.element("colNames", index, self.names.len());
        Some(element.unwrap_or_else(|| node.place_of("colNames")))
    }

    /// Who made the list.
    pub(super) fn maker(&self) -> Option<FrameId> {
        self.node.map(Node::maker)
    }
}

/// The member, interned once: every column is asked for it.
static PK: LazyLock<Symbol> = LazyLock::new(|| Symbol::new("PK"));

/// The lists of column names of a schema that are known in full.
pub(super) fn keys(schema: Node<'_>) -> impl Iterator<Item = Key<'_>> {
    KEYS.into_iter().filter_map(move |(attr, what)| {
        if schema.is_deferred(attr) {
            return Some(Key {
                node: None,
                what,
                names: flagged(schema)?,
            });
        }
        let node = schema.node(attr).value().filter(|node| !node.is_maybe())?;
        let names = node.values("colNames")?;
        let names = names
            .iter()
            .map(|name| name.as_str().cloned())
            .collect::<Option<_>>()?;
        Some(Key {
            node: Some(node),
            what,
            names,
        })
    })
}

/// The key that a table makes of the flags of its columns.
fn flagged(table: Node<'_>) -> Option<Vec<Arc<str>>> {
    let columns = table.nodes("columns");
    let mut names = Vec::new();
    for column in columns.list {
        let flag = column
            .member("primaryKey")
            .value()
            .filter(|_| !column.is_maybe())?;
        if flag == *PK {
            names.push(column.text("name").value()?);
        }
    }
    (!columns.open).then_some(names)
}

/// The column of a name, if it is sure to be there.
pub(super) fn column<'a>(columns: &[Node<'a>], name: &str) -> Option<Node<'a>> {
    let is_it = |column: &&Node<'a>| column.text("name").value().as_deref() == Some(name);
    columns
        .iter()
        .find(is_it)
        .copied()
        .filter(|column| !column.is_maybe())
}

/// The path of the dataset that has a schema.
pub(super) fn dataset_path(part: &Part<'_>) -> String {
    format!("{}/{}", part.owner.0, part.holder.name("name").shown())
}

/// The name of the dataset that has a schema.
pub(super) fn dataset_name(part: &Part<'_>) -> String {
    part.holder.name("name").shown().to_owned()
}
