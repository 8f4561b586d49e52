//! The evaluated model, as the JSON of the command-line contract (`version` 1).

use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use super::Located;

/// The models under a path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelReport {
    /// Of this shape.
    pub version: u32,
    /// In the order they were found.
    pub models: Vec<EvaluatedModel>,
}

/// One model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvaluatedModel {
    /// The folder of the model.
    pub root: String,
    /// `0.x` or `1.x`; none while undecided.
    pub generation: Option<&'static str>,
    /// Every entity once, sorted by id.
    pub objects: Vec<ModelObject>,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelObject {
    /// Kind and path of names; a second object of the same path has `#2` behind it.
    pub id: String,
    /// Its kind, such as `dataset`.
    pub kind: &'static str,
    /// Its own name; none where that is not known.
    pub name: Option<String>,
    /// Its class in the DSL.
    pub class: String,
    /// In the vocabulary's order.
    pub attributes: ModelAttributes,
    /// The call that made it.
    pub origin: Option<ModelOrigin>,
}

impl ModelReport {
    /// As JSON with an object on each line, which tools that work on lines can read, too.
    ///
    /// # Errors
    ///
    /// None: the shapes are all of JSON.
    pub fn to_json_lines(&self) -> serde_json::Result<String> {
        let mut text = format!("{{\"version\": {}, \"models\": [", self.version);
        for (at, model) in self.models.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { "," });
            text.push_str("\n{\"root\": ");
            text.push_str(&serde_json::to_string(&model.root)?);
            text.push_str(", \"generation\": ");
            text.push_str(&serde_json::to_string(&model.generation)?);
            text.push_str(", \"objects\": [");
            for (at, object) in model.objects.iter().enumerate() {
                text.push_str(if at == 0 { "\n" } else { ",\n" });
                text.push_str(&serde_json::to_string(object)?);
            }
            text.push_str("\n]}");
        }
        text.push_str("\n]}\n");
        Ok(text)
    }
}

/// Attributes in the vocabulary's order.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelAttributes(pub Vec<(Arc<str>, ModelValue)>);

impl Serialize for ModelAttributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(&**name, value)?;
        }
        map.end()
    }
}

/// Where an entity was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelOrigin {
    /// The call.
    #[serde(flatten)]
    pub place: Located,
    /// The call that ran the function it was made in, if it was one.
    pub calls: Vec<ModelCall>,
}

/// A call that led to an origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelCall {
    /// The file it is in.
    pub file: String,
    /// Its line, counted from 0.
    pub line: u32,
}

/// What stands in an attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ModelValue {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number; infinities and NaN are null in JSON.
    Float(f64),
    /// Text, or the name of a class or an enumeration's member.
    Text(String),
    /// A list, tuple or set, in its order.
    List(Vec<ModelValue>),
    /// An entity.
    Ref {
        /// Its id.
        #[serde(rename = "ref")]
        id: String,
    },
    /// It cannot be known without running Python.
    Unknown {
        /// Why.
        unknown: String,
    },
    /// A collection that may hold more.
    Open {
        /// Why.
        open: String,
        /// What is known to be in it.
        items: Box<ModelValue>,
    },
    /// Keys and values of a dictionary, in its order.
    Dict {
        /// Pairs: keys need not be text.
        entries: Vec<(ModelValue, ModelValue)>,
    },
    /// An object that is no entity.
    Object {
        /// Its class in the DSL.
        class: String,
        /// In the vocabulary's order.
        attributes: ModelAttributes,
    },
    /// An object that this value is part of.
    Cycle {
        /// How many objects further out it is.
        cycle: usize,
    },
}
