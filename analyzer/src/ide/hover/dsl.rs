//! What the DSL says of its own names: classes, functions, parameters, members.

use std::fmt::Write as _;

use crate::ide::Hover;
use crate::ide::meaning::{Meaning, of_name};
use crate::ide::scene::Scene;
use crate::ide::wording::parameter;
use crate::symbol::Symbol;
use crate::syntax::ir::{ArgKind, ExprId, ExprKind, FileId, Unit};
use crate::text::Span;
use crate::vocabulary::{Class, ClassId, ParamKind, Signature, Vocabulary};

/// What is said of a name of the DSL at an offset.
pub(super) fn hover(scene: &Scene<'_>, file: FileId, offset: u32) -> Option<Hover> {
    let source = scene.pages.source(file)?;
    let starts = source.starts();
    let vocabulary = scene.vocabulary;
    for unit in source.units() {
        let start = *starts.get(&unit.id)?;
        if offset < start || offset > start + unit.len || source.is_stale(unit.id) {
            continue;
        }
        let at = offset - start;
        if let Some((span, class, parameter)) = keyword(scene, file, unit, at) {
            let text = parameter_text(vocabulary, class, parameter)?;
            let span = span.shifted(start);
            return Some(Hover { span, text });
        }
        let index = named(unit, at)?;
        let expr = ExprId(index as u32);
        let span = unit.span(expr);
        let (span, text) = match unit.expr(expr).kind {
            ExprKind::Global(_) => {
                let class = class_of(scene, file, unit, expr)?;
                (span, class_text(vocabulary, vocabulary.class(class)))
            }
            ExprKind::Attr(owner, name) => {
                let class = vocabulary.class(class_of(scene, file, unit, owner)?);
                let member = class.members.iter().find(|member| member.name == name)?;
                let own = Span::new(span.end - name.text().len() as u32, span.end);
                let text = format!(
                    "```python\n{}.{name}\n```",
                    class.name.text(),
                    name = name.text()
                );
                let doc = member.doc.as_ref().map(|doc| format!("\n\n{doc}"));
                (own, text + &doc.unwrap_or_default())
            }
            _ => return None,
        };
        let span = span.shifted(start);
        return Some(Hover { span, text });
    }
    None
}

/// The smallest name or attribute of a unit at an offset.
fn named(unit: &Unit, at: u32) -> Option<usize> {
    let names = unit.exprs.iter().enumerate().filter(|(_, expr)| {
        matches!(expr.kind, ExprKind::Global(_) | ExprKind::Attr(..)) && expr.span.touches(at)
    });
    let (index, _) = names.min_by_key(|(_, expr)| expr.span.end - expr.span.start)?;
    Some(index)
}

/// The keyword of a call of a DSL class at an offset.
fn keyword(
    scene: &Scene<'_>,
    file: FileId,
    unit: &Unit,
    at: u32,
) -> Option<(Span, ClassId, Symbol)> {
    for call in &unit.calls {
        for arg in call.args.of(&unit.args) {
            let ArgKind::Keyword(name) = arg.kind else {
                continue;
            };
            let Some(span) = unit.keyword_span(arg.value).filter(|span| span.touches(at)) else {
                continue;
            };
            let class = class_of(scene, file, unit, call.func)?;
            return Some((span, class, name));
        }
    }
    None
}

/// The class of the DSL that an expression names, through the imports of its file.
fn class_of(scene: &Scene<'_>, file: FileId, unit: &Unit, expr: ExprId) -> Option<ClassId> {
    match unit.expr(expr).kind {
        ExprKind::Global(index) => {
            let name = unit.globals.get(index as usize)?;
            match of_name(scene, file, *name)? {
                Meaning::Class(class) => Some(class),
                _ => None,
            }
        }
        _ => None,
    }
}

fn class_text(vocabulary: &Vocabulary, class: &Class) -> String {
    let mut text = String::from("```python\n");
    let kind = if class.is_enum { "enum" } else { "class" };
    let name = class.name.text();
    match &class.init {
        Some(init) if !class.is_enum => {
            // Writing to a string cannot fail.
            let _ = write!(text, "{kind} {name}{}", signature(vocabulary, init));
        }
        _ => {
            let _ = write!(text, "{kind} {name}");
        }
    }
    text.push_str("\n```\n\n");
    text.push_str(&class.doc);
    if class.is_enum && !class.members.is_empty() {
        let members = class.members.iter();
        let members: Vec<String> = members.map(|it| format!("`{}`", it.name.text())).collect();
        let _ = write!(text, "\n\nMembers: {}", members.join(", "));
    }
    version(&mut text, class.since, class.until, class.renamed_to);
    text
}

fn parameter_text(vocabulary: &Vocabulary, class: ClassId, name: Symbol) -> Option<String> {
    let class = vocabulary.class(class);
    let init = class.init.as_ref()?;
    let param = init.params.iter().find(|param| param.name == name)?;
    let mut text = format!(
        "```python\n(parameter of {}) {}\n```",
        class.name.text(),
        parameter(vocabulary, param)
    );
    let attr = param.route.as_ref().and_then(|route| route.path.first());
    let attr = attr.copied().unwrap_or(name);
    if let Some(doc) = class.attr(attr).and_then(|attr| attr.doc.as_ref()) {
        let _ = write!(text, "\n\n{doc}");
    }
    version(&mut text, param.since, param.until, param.renamed_to);
    Some(text)
}

fn version(
    text: &mut String,
    since: Option<crate::vocabulary::Version>,
    until: Option<crate::vocabulary::Version>,
    renamed_to: Option<Symbol>,
) {
    if let Some(since) = since {
        let _ = write!(text, "\n\nSince {since}.");
    }
    if let Some(until) = until {
        let _ = write!(text, "\n\nUntil {until}.");
    }
    if let Some(name) = renamed_to {
        let _ = write!(text, " Now called `{}`.", name.text());
    }
}

/// A signature over as many lines as it takes.
fn signature(vocabulary: &Vocabulary, signature: &Signature) -> String {
    let mut params: Vec<String> = Vec::new();
    let is_keyword = |kind: ParamKind| kind == ParamKind::KeywordOnly;
    let (keywords, others): (Vec<_>, Vec<_>) =
        signature.params.iter().partition(|it| is_keyword(it.kind));
    params.extend(others.iter().map(|it| parameter(vocabulary, it)));
    match &signature.varargs {
        Some(varargs) => params.push(format!("*{}", varargs.name.text())),
        None if !keywords.is_empty() => params.push("*".to_owned()),
        None => {}
    }
    params.extend(keywords.iter().map(|it| parameter(vocabulary, it)));
    let line = params.join(", ");
    if line.len() <= 80 {
        format!("({line})")
    } else {
        format!("(\n    {},\n)", params.join(",\n    "))
    }
}
