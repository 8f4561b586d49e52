//! The wire types of the extension, from the server's Rust types as serde sees them.
//!
//! Reads the little of Rust that wire types are written in, and refuses what it does not know:
//! better no file than a wrong one.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, bail};
use syn::{Fields, GenericArgument, Item, PathArguments, Type};

use super::serde_attributes::{Attributes, documentation};
use crate::Repo;

const SOURCE: &str = "lsp/src/protocol.rs";

/// Where types are looked for that the wire types are made of.
const SHARED: &[&str] = &[
    "analyzer/src/report/mod.rs",
    "analyzer/src/report/graph.rs",
    "analyzer/src/text.rs",
];

pub(super) fn render(repo: &Repo) -> Result<String> {
    let read = |path: &str| fs::read_to_string(repo.path(path)).with_context(|| path.to_owned());
    let shared: Vec<String> = SHARED
        .iter()
        .map(|path| read(path))
        .collect::<Result<_>>()?;
    typescript(&read(SOURCE)?, &shared)
}

fn typescript(source: &str, shared: &[String]) -> Result<String> {
    let items = syn::parse_file(source).context("not Rust")?.items;
    let mut others = Vec::new();
    for text in shared {
        others.extend(syn::parse_file(text).context("not Rust")?.items);
    }

    let mut types = Types::default();
    for item in &items {
        types.declare(item)?;
    }
    // What is named but not declared comes from elsewhere.
    while let Some(name) = types.undeclared() {
        let found = others
            .iter()
            .find(|item| name_of(item).is_some_and(|ident| *ident == name));
        let item = found.with_context(|| format!("type `{name}` is declared nowhere"))?;
        types.declare(item)?;
        types.declared.push(name);
    }

    let constants: String = items.iter().filter_map(constant).collect();
    Ok(format!(
        "// Written by `cargo xtask gen` from {SOURCE}.\n{constants}{}",
        types.text
    ))
}

/// The declarations written so far, and the names that they use.
#[derive(Default)]
struct Types {
    text: String,
    declared: Vec<String>,
    used: Vec<String>,
}

impl Types {
    fn undeclared(&self) -> Option<String> {
        let missing = |name: &&String| !self.declared.contains(name);
        self.used.iter().find(missing).cloned()
    }

    fn declare(&mut self, item: &Item) -> Result<()> {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                let attributes = Attributes::read(&item.attrs).context(name.clone())?;
                if attributes.is_wire_type {
                    self.interface(&name, item, &attributes)
                        .with_context(|| format!("struct `{name}`"))?;
                    self.declared.push(name);
                }
            }
            Item::Enum(item) => {
                let name = item.ident.to_string();
                let attributes = Attributes::read(&item.attrs).context(name.clone())?;
                if attributes.is_wire_type {
                    self.union(&name, item, &attributes)
                        .with_context(|| format!("enum `{name}`"))?;
                    self.declared.push(name);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn interface(
        &mut self,
        name: &str,
        item: &syn::ItemStruct,
        container: &Attributes,
    ) -> Result<()> {
        let Fields::Named(fields) = &item.fields else {
            bail!("only named fields are known");
        };
        let (body, bases) = self.fields(fields, container, "  ")?;
        let head = comment(&documentation(&item.attrs), "");
        if body.is_empty() && bases.is_empty() {
            let empty = "Record<string, never>";
            write!(self.text, "\n{head}export type {name} = {empty};\n")?;
        } else {
            let extends = match bases.as_slice() {
                [] => String::new(),
                bases => format!(" extends {}", bases.join(", ")),
            };
            write!(
                self.text,
                "\n{head}export interface {name}{extends} {{\n{body}}}\n"
            )?;
        }
        Ok(())
    }

    /// Fields, one a line, and the types whose fields stand among them.
    fn fields(
        &mut self,
        fields: &syn::FieldsNamed,
        container: &Attributes,
        indent: &str,
    ) -> Result<(String, Vec<String>)> {
        let mut body = String::new();
        let mut bases = Vec::new();
        for field in &fields.named {
            let ident = field.ident.as_ref().context("a field without a name")?;
            let attributes = Attributes::read(&field.attrs)?;
            let (type_, nullable) = self.type_of(&field.ty)?;
            if attributes.is_flat {
                if nullable {
                    bail!("`{ident}` is flattened and may be absent");
                }
                bases.push(type_);
                continue;
            }
            let key = attributes
                .rename
                .unwrap_or_else(|| container.rename_all.of_field(&ident.to_string()));
            let (mark, suffix) = match (nullable, attributes.is_optional, container.only_read) {
                (_, true, _) | (true, _, true) => ("?", ""),
                (true, false, false) => ("", " | null"),
                (false, false, _) => ("", ""),
            };
            body.push_str(&comment(&documentation(&field.attrs), indent));
            writeln!(body, "{indent}{key}{mark}: {type_}{suffix};")?;
        }
        Ok((body, bases))
    }

    fn union(&mut self, name: &str, item: &syn::ItemEnum, container: &Attributes) -> Result<()> {
        if let Some(tag) = &container.tag {
            return self.tagged(name, item, container, tag);
        }
        let mut values = Vec::new();
        for variant in &item.variants {
            if !matches!(variant.fields, Fields::Unit) {
                bail!("only variants without fields are known");
            }
            let attributes = Attributes::read(&variant.attrs)?;
            let value = attributes
                .rename
                .unwrap_or_else(|| container.rename_all.of_variant(&variant.ident.to_string()));
            values.push(format!("'{value}'"));
        }
        let head = comment(&documentation(&item.attrs), "");
        let values = values.join(" | ");
        write!(self.text, "\n{head}export type {name} = {values};\n")?;
        Ok(())
    }

    /// An enum whose variants say in one of their fields which they are.
    fn tagged(
        &mut self,
        name: &str,
        item: &syn::ItemEnum,
        container: &Attributes,
        tag: &str,
    ) -> Result<()> {
        let mut variants = String::new();
        for variant in &item.variants {
            let attributes = Attributes::read(&variant.attrs)?;
            let value = container.rename_all.of_variant(&variant.ident.to_string());
            let value = attributes.rename.clone().unwrap_or(value);
            let rest = match &variant.fields {
                Fields::Unit => String::new(),
                Fields::Named(fields) => {
                    let (body, bases) = self.fields(fields, &attributes, "      ")?;
                    if !bases.is_empty() {
                        bail!("a variant with flattened fields is not known");
                    }
                    body
                }
                Fields::Unnamed(_) => bail!("only named fields are known"),
            };
            variants.push_str(&comment(&documentation(&variant.attrs), "  "));
            if rest.is_empty() {
                writeln!(variants, "  | {{ {tag}: '{value}' }}")?;
            } else {
                write!(variants, "  | {{\n      {tag}: '{value}';\n{rest}    }}\n")?;
            }
        }
        let head = comment(&documentation(&item.attrs), "");
        let variants = variants.trim_end();
        write!(self.text, "\n{head}export type {name} =\n{variants};\n")?;
        Ok(())
    }

    /// The type in TypeScript, and whether it may be `null`.
    fn type_of(&mut self, type_: &Type) -> Result<(String, bool)> {
        let path = match type_ {
            Type::Reference(reference) => return self.type_of(&reference.elem),
            Type::Slice(slice) => return Ok((self.list_of(&slice.elem)?, false)),
            Type::Path(path) => &path.path,
            _ => bail!("a type of an unknown form"),
        };
        let last = path.segments.last().context("a type without a name")?;
        let inner = match &last.arguments {
            PathArguments::AngleBracketed(list) => list.args.iter().find_map(|argument| {
                let GenericArgument::Type(inner) = argument else {
                    return None;
                };
                Some(inner)
            }),
            _ => None,
        };
        let name = last.ident.to_string();
        Ok(match (name.as_str(), inner) {
            ("Option", Some(inner)) => (self.type_of(inner)?.0, true),
            ("Vec", Some(inner)) => (self.list_of(inner)?, false),
            ("Box" | "Arc" | "Cow", Some(inner)) => self.type_of(inner)?,
            ("String" | "str", None) => ("string".to_owned(), false),
            ("bool", None) => ("boolean".to_owned(), false),
            ("u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64", None) => {
                ("number".to_owned(), false)
            }
            (_, None) => {
                self.used.push(name.clone());
                (name, false)
            }
            (_, Some(_)) => bail!("generic type `{name}` is not known"),
        })
    }

    fn list_of(&mut self, inner: &Type) -> Result<String> {
        let (inner, nullable) = self.type_of(inner)?;
        Ok(if nullable {
            format!("({inner} | null)[]")
        } else {
            format!("{inner}[]")
        })
    }
}

/// A constant of the protocol, like the name of a method.
fn constant(item: &Item) -> Option<String> {
    let Item::Const(item) = item else {
        return None;
    };
    let value = literal(&item.expr)?;
    let head = comment(&documentation(&item.attrs), "");
    Some(format!("\n{head}export const {} = {value};\n", item.ident))
}

fn literal(expression: &syn::Expr) -> Option<String> {
    let syn::Expr::Lit(literal) = expression else {
        return None;
    };
    match &literal.lit {
        syn::Lit::Str(text) => Some(format!("'{}'", text.value())),
        syn::Lit::Int(number) => Some(number.base10_digits().to_owned()),
        _ => None,
    }
}

fn name_of(item: &Item) -> Option<&syn::Ident> {
    match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    }
}

/// Documentation as a comment of TypeScript.
fn comment(lines: &[String], indent: &str) -> String {
    match lines {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        _ => {
            let body: String = lines
                .iter()
                .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n")
                .collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

#[cfg(test)]
#[path = "protocol_tests.rs"]
mod tests;
