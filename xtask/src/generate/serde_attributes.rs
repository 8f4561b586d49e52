//! What serde's attributes say about the wire form of a type.

use anyhow::{Result, bail};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// How names are written on the wire.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Case {
    /// As in Rust.
    #[default]
    AsIs,
    /// `likeThis`.
    Camel,
    /// `like-this`.
    Kebab,
    /// `like_this`.
    Snake,
    /// `likethis`.
    Lower,
}

impl Case {
    fn parse(text: &str) -> Result<Self> {
        Ok(match text {
            "camelCase" => Self::Camel,
            "kebab-case" => Self::Kebab,
            "snake_case" => Self::Snake,
            "lowercase" => Self::Lower,
            _ => bail!("rename_all = {text:?} is not known"),
        })
    }

    /// The wire name of a field, `like_this` in Rust.
    pub(super) fn of_field(self, name: &str) -> String {
        let words: Vec<String> = name.split('_').map(str::to_owned).collect();
        match self {
            Self::AsIs | Self::Snake | Self::Lower => name.to_owned(),
            Self::Camel => camel(&words),
            Self::Kebab => words.join("-"),
        }
    }

    /// The wire name of a variant, `LikeThis` in Rust.
    pub(super) fn of_variant(self, name: &str) -> String {
        let mut words: Vec<String> = Vec::new();
        for letter in name.chars() {
            match words.last_mut() {
                Some(word) if !letter.is_uppercase() => word.push(letter),
                _ => words.push(letter.to_lowercase().collect()),
            }
        }
        match self {
            Self::AsIs => name.to_owned(),
            Self::Camel => camel(&words),
            Self::Kebab => words.join("-"),
            Self::Snake => words.join("_"),
            Self::Lower => words.concat(),
        }
    }
}

fn camel(words: &[String]) -> String {
    let mut text = String::new();
    for (n, word) in words.iter().enumerate() {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if n > 0 => text.extend(first.to_uppercase()),
            Some(first) => text.push(first),
            None => {}
        }
        text.push_str(letters.as_str());
    }
    text
}

/// The attributes of a type, field or variant.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// Whether the type is derived to be read or written.
    pub(super) is_wire_type: bool,
    /// Whether the type is only read, so that an absent value reads as none.
    pub(super) only_read: bool,
    pub(super) rename_all: Case,
    pub(super) rename: Option<String>,
    /// Whether the field may be absent.
    pub(super) is_optional: bool,
    /// Whether the fields of the field's type stand in its place.
    pub(super) is_flat: bool,
    /// The field that says which variant it is.
    pub(super) tag: Option<String>,
}

impl Attributes {
    pub(super) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut read = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("derive") {
                read.derive(attribute)?;
            } else if attribute.path().is_ident("serde") {
                read.serde(attribute)?;
            }
        }
        Ok(read)
    }

    fn derive(&mut self, attribute: &Attribute) -> Result<()> {
        let (mut reads, mut writes) = (false, false);
        attribute.parse_nested_meta(|meta| {
            let last = meta.path.segments.last();
            reads |= last.is_some_and(|segment| segment.ident == "Deserialize");
            writes |= last.is_some_and(|segment| segment.ident == "Serialize");
            Ok(())
        })?;
        self.is_wire_type |= reads || writes;
        self.only_read |= reads && !writes;
        Ok(())
    }

    fn serde(&mut self, attribute: &Attribute) -> Result<()> {
        let mut unknown = Vec::new();
        attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map(ToString::to_string);
            match name.as_deref() {
                Some("rename_all") => {
                    let text: syn::LitStr = meta.value()?.parse()?;
                    match Case::parse(&text.value()) {
                        Ok(case) => self.rename_all = case,
                        Err(problem) => unknown.push(problem.to_string()),
                    }
                }
                Some("rename") => {
                    let text: syn::LitStr = meta.value()?.parse()?;
                    self.rename = Some(text.value());
                }
                Some("skip_serializing_if") => {
                    let _: syn::LitStr = meta.value()?.parse()?;
                    self.is_optional = true;
                }
                Some("default") => {
                    if let Ok(value) = meta.value() {
                        let _: syn::LitStr = value.parse()?;
                    }
                    self.is_optional = true;
                }
                Some("flatten") => self.is_flat = true,
                Some("tag") => {
                    let text: syn::LitStr = meta.value()?.parse()?;
                    self.tag = Some(text.value());
                }
                Some("deny_unknown_fields") => {}
                _ => unknown.push(format!("serde attribute {name:?} is not known")),
            }
            Ok(())
        })?;
        match unknown.first() {
            Some(problem) => bail!("{problem}"),
            None => Ok(()),
        }
    }
}

/// The lines of a documentation comment.
pub(super) fn documentation(attributes: &[Attribute]) -> Vec<String> {
    attributes
        .iter()
        .filter_map(|attribute| {
            let Meta::NameValue(meta) = &attribute.meta else {
                return None;
            };
            if !meta.path.is_ident("doc") {
                return None;
            }
            let Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) = &meta.value
            else {
                return None;
            };
            Some(text.value().trim().to_owned())
        })
        .collect()
}
