//! Settings as an editor sends them: JSON, camelCase.

use serde_json::Value as Json;

use super::node::{Entry, Node, Value};
use super::read::{Spelling, read};
use super::{Layer, Loaded, Problem};

/// Reads the `datasurface` section; anything but an object counts as not set.
pub(crate) fn from_editor(section: &Json) -> Loaded<Layer> {
    let Value::Table(table) = node(section).value else {
        return Loaded::default();
    };
    let (value, complaints) = read(&table, Spelling::Camel);
    let problems = complaints.into_iter().map(|complaint| Problem {
        place: None,
        message: complaint.message,
        is_error: complaint.is_error,
    });
    Loaded {
        value,
        problems: problems.collect(),
    }
}

fn node(json: &Json) -> Node {
    let value = match json {
        Json::Null => Value::Nothing,
        Json::Bool(flag) => Value::Flag(*flag),
        Json::Number(_) => Value::Other("a number"),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(node).collect()),
        Json::Object(entries) => Value::Table(
            entries
                .iter()
                .map(|(key, value)| Entry {
                    key: key.clone(),
                    key_span: None,
                    node: node(value),
                })
                .collect(),
        ),
    };
    Node { span: None, value }
}
