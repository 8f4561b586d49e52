//! One small stub for each convention, and the embedded tree as a whole.
#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod calls;
mod classes;
mod modules;
mod robustness;

use std::fmt::Write;

use expect_test::Expect;

use super::types::Version;
use super::{Class, Export, Param, Signature, Vocabulary};
use crate::symbol::Symbol;

/// Loads stubs and compares the classes of the first one, and the problems of all.
#[track_caller]
fn check(sources: &[(&str, &str)], expected: &Expect) {
    let (vocabulary, problems) = Vocabulary::load(sources);
    let first = vocabulary.classes.first().map(|class| class.module);
    let mut shown = String::new();
    for class in vocabulary
        .classes
        .iter()
        .filter(|class| Some(class.module) == first)
    {
        show(class, &mut shown);
    }
    for function in vocabulary
        .functions
        .iter()
        .filter(|function| first.is_none_or(|first| function.module == first))
    {
        let _ = write!(
            shown,
            "def {}{}",
            function.name,
            signature(&function.signature)
        );
        let _ = writeln!(shown, " -> {:?}", function.returns);
    }
    for problem in problems {
        let _ = writeln!(shown, "! {problem}");
    }
    expected.assert_eq(&shown);
}

fn show(class: &Class, shown: &mut String) {
    let _ = write!(
        shown,
        "class {} {:?}",
        class.name,
        class.mro.iter().skip(1).map(|id| id.0).collect::<Vec<_>>()
    );
    for (flag, text) in [
        (class.is_abstract, "abstract"),
        (class.is_enum, "enum"),
        (class.unhashable, "unhashable"),
        (class.partial, "partial"),
    ] {
        let _ = write!(
            shown,
            "{}",
            if flag {
                format!(" {text}")
            } else {
                String::new()
            }
        );
    }
    let _ = writeln!(
        shown,
        "{}",
        versions(class.since, class.until, class.renamed_to)
    );
    for member in &class.members {
        let _ = writeln!(
            shown,
            "  {} = {:?}{}",
            member.name,
            member.value,
            versions(member.since, member.until, member.renamed_to)
        );
    }
    for attr in &class.attrs {
        let extra = versions(attr.since, attr.until, attr.renamed_to);
        let _ = writeln!(
            shown,
            "  {}: {:?} {:?} = {:?}{extra}",
            attr.name, attr.kind, attr.ty, attr.default
        );
    }
    if let Some(init) = &class.init {
        let _ = writeln!(shown, "  init{}", signature(init));
    }
    let mut methods: Vec<_> = class.methods.values().collect();
    methods.sort_by_key(|method| method.name.text());
    for method in methods {
        let flags = [
            (method.is_property, " property"),
            (method.is_static, " static"),
            (method.is_class, " class"),
        ];
        let flags: String = flags
            .into_iter()
            .filter_map(|(on, text)| on.then_some(text))
            .collect();
        let owner = method.owner.0;
        let _ = write!(
            shown,
            "  def {}@{owner}{}",
            method.name,
            signature(&method.signature)
        );
        let _ = writeln!(
            shown,
            " -> {:?}{flags}{}",
            method.returns,
            versions(method.since, method.until, None)
        );
    }
}

fn signature(signature: &Signature) -> String {
    let mut parts: Vec<String> = signature.params.iter().map(param).collect();
    if let Some(varargs) = &signature.varargs {
        let mut text = format!("*{}", varargs.name);
        for kind in &varargs.routes {
            let _ = write!(text, " [{:?} -> {:?}", kind.ty, kind.route.path);
            text.extend(
                kind.also
                    .iter()
                    .map(|route| format!(" and {:?}", route.path)),
            );
            text.push_str(if kind.otherwise { " otherwise" } else { "" });
            text.push_str(&versions(kind.since, kind.until, kind.renamed_to));
            text.push(']');
        }
        text.push_str(if varargs.unknown_is_error {
            " else error"
        } else {
            ""
        });
        parts.push(text);
    }
    if signature.kwargs {
        parts.push("**".to_owned());
    }
    if signature.partial {
        parts.push("…".to_owned());
    }
    if !signature.positional_cancels.is_empty() {
        parts.push(format!("cancels {:?}", signature.positional_cancels));
    }
    format!("({})", parts.join(", "))
}

fn param(param: &Param) -> String {
    let mut text = format!("{} {:?} {:?}", param.name, param.kind, param.ty);
    if let Some(default) = &param.default {
        let _ = write!(text, " = {default:?}");
    }
    if let Some(route) = &param.route {
        let once = if route.once { " once" } else { "" };
        let unless_equal = if route.unless_equal {
            " unless equal"
        } else {
            ""
        };
        let _ = write!(text, " -> {:?}{once}{unless_equal}", route.path);
    }
    text.extend(
        param
            .also
            .iter()
            .map(|route| format!(" and {:?}", route.path)),
    );
    text.push_str(if param.identifier { " identifier" } else { "" });
    text.push_str(if param.required { " required" } else { "" });
    text + &versions(param.since, param.until, param.renamed_to)
}

fn versions(since: Option<Version>, until: Option<Version>, renamed_to: Option<Symbol>) -> String {
    let since = since.map(|version| format!(" since {version}"));
    let until = until.map(|version| format!(" until {version}"));
    let renamed = renamed_to.map(|name| format!(" now {name}"));
    [since, until, renamed].into_iter().flatten().collect()
}

fn exports(vocabulary: &Vocabulary, module: &str) -> Vec<String> {
    let exports = vocabulary
        .module(Symbol::new(module))
        .map(|module| &module.exports);
    let mut names: Vec<_> = exports
        .into_iter()
        .flatten()
        .map(|(name, export)| match export {
            Export::Class(id) => format!("{name}: class of {}", vocabulary.class(*id).module),
            other => format!("{name}: {other:?}"),
        })
        .collect();
    names.sort();
    names
}
