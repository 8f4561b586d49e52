//! What an edit in terms of expressions is in text.

use ruff_python_ast::{ArgOrKeyword, Arguments, Expr, StringFlags};
use ruff_python_parser::parse_expression;
use ruff_text_size::Ranged;

use super::parse::with_deep_stack;
use crate::text::Span;

/// A piece of text to put in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    pub(crate) span: Span,
    pub(crate) text: String,
}

/// Other text between the quotes of a string that stands at `at`; `None` where something else
/// stands there, or a string that is put together of several.
pub(crate) fn string_content(text: &str, at: Span, content: &str) -> Option<Replacement> {
    let source = text.get(at.range())?;
    with_deep_stack(|| {
        let parsed = parse_expression(source).ok()?;
        let Expr::StringLiteral(string) = parsed.expr() else {
            return None;
        };
        let [part] = string.value.as_slice() else {
            return None;
        };
        let flags = part.flags;
        let quote = flags.quote_str();
        let plain = !flags.prefix().is_raw()
            && !content.contains(['\\', '\n', '\r'])
            && !content.contains(quote);
        let start = u32::from(part.start() + flags.opener_len());
        let end = u32::from(part.end() - flags.closer_len());
        plain.then(|| Replacement {
            span: Span::new(start, end).shifted(at.start),
            text: content.to_owned(),
        })
    })
}

/// Code around an expression.
pub(crate) fn wrap(text: &str, at: Span, before: &str, after: &str) -> Option<Replacement> {
    let source = text.get(at.range())?;
    Some(Replacement {
        span: at,
        text: format!("{before}{source}{after}"),
    })
}

/// Other brackets around the elements of a list or set; `None` where something else stands at `at`.
pub(crate) fn brackets(text: &str, at: Span, [open, close]: [&str; 2]) -> Option<Replacement> {
    let source = text.get(at.range())?;
    with_deep_stack(|| {
        let parsed = parse_expression(source).ok()?;
        let (Expr::List(_) | Expr::Set(_)) = parsed.expr() else {
            return None;
        };
        let inside = source.get(1..source.len() - 1)?;
        Some(Replacement {
            span: at,
            text: format!("{open}{inside}{close}"),
        })
    })
}

/// One more argument for a call that stands at `at`, laid out as its last one is.
pub(crate) fn add_argument(text: &str, at: Span, code: &str) -> Option<Replacement> {
    let source = text.get(at.range())?;
    with_deep_stack(|| {
        let parsed = parse_expression(source).ok()?;
        let Expr::Call(call) = parsed.expr() else {
            return None;
        };
        let arguments = &call.arguments;
        match arguments.iter_source_order().last() {
            Some(last) => add_behind(text, at, arguments, last, code),
            None => {
                let inside = u32::from(arguments.end()) - 1;
                Some(Replacement {
                    span: Span::new(inside, inside).shifted(at.start),
                    text: code.to_owned(),
                })
            }
        }
    })
}

/// One more argument for a call that stands at `at`: by position behind others that are more than
/// its parameters, else by keyword.
pub(crate) fn add_extra(
    text: &str,
    at: Span,
    parameters: usize,
    keyword: &str,
    positional: &str,
) -> Option<Replacement> {
    let source = text.get(at.range())?;
    with_deep_stack(|| {
        let parsed = parse_expression(source).ok()?;
        let Expr::Call(call) = parsed.expr() else {
            return None;
        };
        let arguments = &call.arguments;
        match arguments
            .args
            .last()
            .filter(|_| arguments.args.len() > parameters)
        {
            Some(last) => add_behind(text, at, arguments, ArgOrKeyword::Arg(last), positional),
            None => add_argument(text, at, keyword),
        }
    })
}

/// One more argument behind one of a call that stands at `at`.
fn add_behind(
    text: &str,
    at: Span,
    arguments: &Arguments,
    argument: ArgOrKeyword<'_>,
    code: &str,
) -> Option<Replacement> {
    // Nothing can be added to a generator without parentheses of its own.
    if matches!(argument.value(), Expr::Generator(generator) if !generator.parenthesized) {
        return None;
    }
    // An argument in parentheses ends behind them.
    let source = text.get(at.range())?;
    let inside = source.get(..usize::from(arguments.end()) - 1)?;
    let mut end = usize::from(argument.end());
    while let Some(rest) = inside.get(end..)
        && let Some(behind) = rest.trim_start().strip_prefix(')')
    {
        end = inside.len() - behind.len();
    }
    let indent = indent_of(text, at.start as usize + usize::from(argument.start()));
    let separator = match indent {
        Some(indent) => format!(",{}{indent}", newline(text)),
        None => ", ".to_owned(),
    };
    // A comma that is there already stays the last: what is new goes in front of it.
    Some(Replacement {
        span: Span::new(end as u32, end as u32).shifted(at.start),
        text: format!("{separator}{code}"),
    })
}

/// One more element beside the one that stands at `at`, laid out as that one is.
pub(crate) fn add_beside(text: &str, at: Span, code: &str, is_before: bool) -> Replacement {
    let separator = match indent_of(text, at.start as usize) {
        Some(indent) => format!(",{}{indent}", newline(text)),
        None => ", ".to_owned(),
    };
    if is_before {
        return Replacement {
            span: Span::new(at.start, at.start),
            text: format!("{code}{separator}"),
        };
    }
    // A comma that is there already stays the last.
    Replacement {
        span: Span::new(at.end, at.end),
        text: format!("{separator}{code}"),
    }
}

/// Nothing in the place of an argument or element that stands at `at`, its name and comma
/// included.
pub(crate) fn remove(text: &str, at: Span) -> Option<Replacement> {
    let (mut start, mut end) = (at.start as usize, at.end as usize);
    let before = text.get(..start)?.trim_end();
    // `name=value`, but no comparison.
    if let Some(left) = before.strip_suffix('=')
        && !left.ends_with(['=', '!', '<', '>', ':'])
    {
        let left = left.trim_end();
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let name = left.trim_end_matches(is_part);
        if name.len() < left.len() {
            start = name.len();
        }
    }
    let after = text.get(end..)?;
    let rest = after.trim_start();
    if let Some(behind) = rest.strip_prefix(',') {
        // What follows moves up to where the argument was, unless a line ends there.
        let next = behind.trim_start_matches([' ', '\t']);
        end = text.len() - next.len();
        if next.starts_with(['\n', '\r', '#']) {
            let line = text[..start].trim_end_matches([' ', '\t']);
            if line.ends_with('\n') && !next.starts_with('#') {
                start = line.len();
                let next = next.strip_prefix('\r').unwrap_or(next);
                end = text.len() - next.strip_prefix('\n').unwrap_or(next).len();
            }
        }
    } else {
        let before = text.get(..start)?.trim_end();
        if let Some(left) = before.strip_suffix(',') {
            start = left.len();
        }
    }
    Some(Replacement {
        span: Span::new(start as u32, end as u32),
        text: String::new(),
    })
}

/// The indent of the line that something starts, if nothing stands before it there.
fn indent_of(text: &str, start: usize) -> Option<&str> {
    let before = text.get(..start)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = before.get(line..)?;
    (line > 0 && indent.trim().is_empty()).then_some(indent)
}

pub(crate) fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands between `«` and `»` is the expression.
    fn edited(marked: &str, edit: impl Fn(&str, Span) -> Option<Replacement>) -> Option<String> {
        let start = marked.find('«')?;
        let text = marked.replace('«', "");
        let end = text.find('»')?;
        let mut text = text.replace('»', "");
        let replacement = edit(&text, Span::new(start as u32, end as u32))?;
        text.replace_range(replacement.span.range(), &replacement.text);
        Some(text)
    }

    #[test]
    fn the_text_of_a_string_changes_between_its_quotes() {
        let change = |text: &str, at: Span| string_content(text, at, "daily");
        assert_eq!(
            edited("f(«'dialy'»)", change).unwrap_or_default(),
            "f('daily')"
        );
        assert_eq!(
            edited("f(«\"\"\"x\"\"\"»)", change).unwrap_or_default(),
            "f(\"\"\"daily\"\"\")"
        );
        assert_eq!(
            edited("é(«u\"x\"»)", change).unwrap_or_default(),
            "é(u\"daily\")"
        );
        for computed in [
            "f(«NAME»)",
            "f(«f'x'»)",
            "f(«'a' 'b'»)",
            "f(«r'x'»)",
            "f(«'x»)",
        ] {
            assert_eq!(edited(computed, change), None, "{computed}");
        }
        assert_eq!(
            edited("«'x'»", |text: &str, at: Span| string_content(
                text, at, "it's"
            )),
            None
        );
    }

    #[test]
    fn an_argument_is_added_the_way_the_others_stand() {
        let add = |text: &str, at: Span| add_argument(text, at, "b=2");
        assert_eq!(edited("«f()»", add).unwrap_or_default(), "f(b=2)");
        assert_eq!(edited("«f(a)»", add).unwrap_or_default(), "f(a, b=2)");
        assert_eq!(edited("«f((a))»", add).unwrap_or_default(), "f((a), b=2)");
        assert_eq!(edited("«f(x for x in y)»", add), None);
        assert_eq!(edited("«f(a, )»", add).unwrap_or_default(), "f(a, b=2, )");
        assert_eq!(
            edited("«f(\n    a,\n    c,\n)»", add).unwrap_or_default(),
            "f(\n    a,\n    c,\n    b=2,\n)"
        );
        assert_eq!(edited("«f»", add), None);
    }

    #[test]
    fn an_extra_is_added_by_position_beside_others() {
        let add = |text: &str, at: Span| add_extra(text, at, 1, "k=2", "2");
        assert_eq!(edited("«f(a)»", add).unwrap_or_default(), "f(a, k=2)");
        assert_eq!(edited("«f(a, b)»", add).unwrap_or_default(), "f(a, b, 2)");
        assert_eq!(
            edited("«f(a, b, c=d)»", add).unwrap_or_default(),
            "f(a, b, 2, c=d)"
        );
        assert_eq!(
            edited("«f(\n    a,\n    c=d,\n)»", add).unwrap_or_default(),
            "f(\n    a,\n    c=d,\n    k=2,\n)"
        );
    }

    #[test]
    fn other_brackets_hold_the_same() {
        let set = |text: &str, at: Span| brackets(text, at, ["{", "}"]);
        assert_eq!(edited("f(«[a, b]»)", set).unwrap_or_default(), "f({a, b})");
        assert_eq!(
            edited("f(«{a}»)", |text: &str, at: Span| brackets(
                text,
                at,
                ["", ""]
            ))
            .unwrap_or_default(),
            "f(a)"
        );
        assert_eq!(edited("f(«{a: b}»)", set), None);
        assert_eq!(edited("f(«[a for a in b]»)", set), None);
    }

    #[test]
    fn an_argument_is_removed_with_its_name_and_comma() {
        let cases = [
            ("f(«a», b)", "f(b)"),
            ("f(a, «b»)", "f(a)"),
            ("f(a, x = «b»)", "f(a)"),
            ("f(«a»)", "f()"),
            ("f(x=«a»)", "f()"),
            ("f(\n    a,\n    x=«b»,\n    c,\n)", "f(\n    a,\n    c,\n)"),
            ("f(\r\n    a,\r\n    «b»,\r\n)", "f(\r\n    a,\r\n)"),
            ("[«a», b]", "[b]"),
        ];
        for (marked, wanted) in cases {
            assert_eq!(
                edited(marked, remove).unwrap_or_default(),
                wanted,
                "{marked}"
            );
        }
    }
}
