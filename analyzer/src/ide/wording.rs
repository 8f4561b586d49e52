//! Signatures of the DSL in the words of Python.

use std::fmt::Write as _;

use crate::vocabulary::{Literal, Param, Type, Vocabulary};

/// A parameter as a signature has it.
pub(super) fn parameter(vocabulary: &Vocabulary, param: &Param) -> String {
    let mut text = format!(
        "{}: {}",
        param.name.text(),
        type_text(vocabulary, &param.ty)
    );
    if let Some(default) = &param.default {
        let _ = write!(text, " = {}", literal(vocabulary, default));
    }
    text
}

/// A type as an annotation has it.
pub(super) fn type_text(vocabulary: &Vocabulary, ty: &Type) -> String {
    let inner = |ty: &Type| type_text(vocabulary, ty);
    match ty {
        Type::Any => "Any".to_owned(),
        Type::None => "None".to_owned(),
        Type::Str => "str".to_owned(),
        Type::Int => "int".to_owned(),
        Type::Float => "float".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Class(class) => vocabulary.class(*class).name.text().to_string(),
        Type::List(item) => format!("list[{}]", inner(item)),
        Type::Set(item) => format!("set[{}]", inner(item)),
        Type::Dict(pair) => format!("dict[{}, {}]", inner(&pair.0), inner(&pair.1)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("tuple[{}]", items.join(", "))
        }
        Type::Union(types) => {
            let types: Vec<String> = types.iter().map(inner).collect();
            types.join(" | ")
        }
        Type::Named(name) => name.text().to_string(),
    }
}

fn literal(vocabulary: &Vocabulary, literal: &Literal) -> String {
    match literal {
        Literal::None => "None".to_owned(),
        Literal::Bool(true) => "True".to_owned(),
        Literal::Bool(false) => "False".to_owned(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::Str(text) => format!("\"{text}\""),
        Literal::Member(class, index) => {
            let class = vocabulary.class(*class);
            let member = class.members.get(usize::from(*index));
            let member = member.map_or_else(|| "?".into(), |member| member.name.text());
            format!("{}.{member}", class.name.text())
        }
        Literal::EmptyList => "[]".to_owned(),
        Literal::EmptyDict => "{}".to_owned(),
        Literal::EmptySet => "set()".to_owned(),
        Literal::Library => "...".to_owned(),
    }
}
