//! JSON beside the model, with the place of every value.

use std::sync::Arc;

use tree_sitter::{Node, Parser};

use crate::text::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Json {
    pub(crate) span: Span,
    pub(crate) kind: JsonKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum JsonKind {
    /// Keys with the places of their texts, quotes included; a key may come twice.
    Object(Vec<(Arc<str>, Span, Json)>),
    Array(Vec<Json>),
    Text(Arc<str>),
    /// A number, `true`, `false` or `null`.
    Plain,
    /// What is no value, or too deep in others.
    Broken,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub(crate) span: Span,
    pub(crate) message: String,
}

/// How many mistakes of one text are told.
const MAX_ERRORS: usize = 20;
/// Values in values; mapping files have four.
const MAX_DEPTH: usize = 64;

/// The value of a text, as far as it can be read, and what is wrong with it.
pub(crate) fn parse(text: &str) -> (Option<Json>, Vec<JsonError>) {
    let mut errors = Vec::new();
    // The judge is a parser that knows nothing of recovery; the tree knows the places.
    let refused = serde_json::from_str::<serde::de::IgnoredAny>(text).err();
    let mut parser = Parser::new();
    let tree = match parser.set_language(&tree_sitter_json::LANGUAGE.into()) {
        Ok(()) => parser.parse(text, None),
        Err(_) => None,
    };
    let root = tree.as_ref().map(tree_sitter::Tree::root_node);
    if let Some(refused) = &refused {
        if let Some(root) = root {
            collect_errors(root, text, &mut errors);
        }
        if errors.is_empty() {
            let at = offset(text, refused.line(), refused.column());
            errors.push(JsonError {
                span: Span::new(at, at),
                message: format!("This is no JSON: {refused}"),
            });
        }
    }
    let value = root.and_then(|root| {
        let mut cursor = root.walk();
        let mut values = root.named_children(&mut cursor);
        let value = values.find(|node| node.kind() != "comment")?;
        Some(read(value, text, 0))
    });
    (value, errors)
}

fn span(node: Node<'_>) -> Span {
    Span::new(node.start_byte() as u32, node.end_byte() as u32)
}

fn read(node: Node<'_>, text: &str, depth: usize) -> Json {
    let kind = match node.kind() {
        _ if depth > MAX_DEPTH => JsonKind::Broken,
        "object" => {
            let mut pairs = Vec::new();
            let mut cursor = node.walk();
            for pair in node.named_children(&mut cursor) {
                if pair.kind() == "pair"
                    && let (Some(key), Some(value)) = (
                        pair.child_by_field_name("key"),
                        pair.child_by_field_name("value"),
                    )
                    && let JsonKind::Text(name) = read(key, text, depth + 1).kind
                {
                    pairs.push((name, span(key), read(value, text, depth + 1)));
                }
            }
            JsonKind::Object(pairs)
        }
        "array" => {
            let mut cursor = node.walk();
            let items = node.named_children(&mut cursor);
            let items = items.filter(|item| !item.is_extra());
            JsonKind::Array(items.map(|item| read(item, text, depth + 1)).collect())
        }
        "string" => {
            let source = text.get(span(node).range()).unwrap_or_default();
            match serde_json::from_str::<String>(source) {
                Ok(text) => JsonKind::Text(text.into()),
                Err(_) => JsonKind::Broken,
            }
        }
        "number" | "true" | "false" | "null" => JsonKind::Plain,
        _ => JsonKind::Broken,
    };
    Json {
        span: span(node),
        kind,
    }
}

/// The outermost places that are wrong, in the order of the text.
fn collect_errors(root: Node<'_>, text: &str, errors: &mut Vec<JsonError>) {
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        if errors.len() >= MAX_ERRORS {
            return;
        }
        let place = span(node);
        if node.is_missing() {
            let message = format!("`{}` is missing here", node.kind());
            errors.push(JsonError {
                span: place,
                message,
            });
        } else if node.is_error() {
            errors.push(error(place, text));
        } else if node.kind() == "comment" {
            errors.push(JsonError {
                span: place,
                message: "JSON has no comments".to_owned(),
            });
        } else {
            // Comments are no error of the tree.
            let start = stack.len();
            let mut cursor = node.walk();
            stack.extend(node.children(&mut cursor));
            stack[start..].reverse();
        }
    }
}

fn error(place: Span, text: &str) -> JsonError {
    let source = text.get(place.range()).unwrap_or_default();
    if let Some((at, word, meant)) = python_word(source) {
        let start = place.start + at as u32;
        return JsonError {
            span: Span::new(start, start + word.len() as u32),
            message: format!("JSON writes `{word}` as `{meant}`"),
        };
    }
    let shown: String = source.chars().take(20).collect();
    let message = match source.trim() {
        "," => "This comma is one too many: nothing may follow it but a value".to_owned(),
        text if text.starts_with('\'') => "JSON takes double quotes".to_owned(),
        _ => format!(
            "This is no JSON: `{}` is not expected here",
            shown.escape_debug()
        ),
    };
    JsonError {
        span: place,
        message,
    }
}

/// A word of Python that stands outside of strings, and how JSON says it.
fn python_word(source: &str) -> Option<(usize, &'static str, &'static str)> {
    const WORDS: [(&str, &str); 3] = [("True", "true"), ("False", "false"), ("None", "null")];
    let mut at = 0;
    // Every second piece is inside of quotes; a quote after a backslash does not end one.
    for (index, piece) in source.replace("\\\"", "  ").split('"').enumerate() {
        if index % 2 == 0 {
            let found = WORDS.iter().find_map(|(word, meant)| {
                let start = piece.find(word)?;
                Some((at + start, *word, *meant))
            });
            if found.is_some() {
                return found;
            }
        }
        at += piece.len() + 1;
    }
    None
}

/// The byte at a line and column that count from one.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_places() {
        let text = r#"[{"a": "x\u00e9", "b": [1, null]}]"#;
        let (value, errors) = parse(text);
        assert_eq!(errors.len(), 0);
        let Some(JsonKind::Array(items)) = value.map(|value| value.kind) else {
            panic!("no array")
        };
        let JsonKind::Object(pairs) = &items[0].kind else {
            panic!("no object")
        };
        let (name, key, value) = &pairs[0];
        assert_eq!((&**name, &text[key.range()]), ("a", "\"a\""));
        assert_eq!(value.kind, JsonKind::Text("xé".into()));
        assert_eq!(&text[value.span.range()], r#""x\u00e9""#);
        assert!(matches!(&pairs[1].2.kind, JsonKind::Array(items) if items.len() == 2));
    }

    #[test]
    fn mistakes_are_where_they_are() {
        for (text, place, says) in [
            ("[1,]", "", ""),
            ("[1 // one\n]", "// one", "no comments"),
            ("{\"a\": True}", "True", "`true`"),
            ("[{\"a\": 1]", "", ""),
            ("", "", "no JSON"),
            ("[1] 2", "", ""),
        ] {
            let (_, errors) = parse(text);
            let Some(first) = errors.first() else {
                panic!("{text} is taken for JSON")
            };
            assert!(first.message.contains(says), "{text}: {}", first.message);
            if !place.is_empty() {
                assert_eq!(&text[first.span.range()], place, "{text}");
            }
        }
        assert_eq!(parse("[]").1.len(), 0);
        let deep = "[".repeat(100_000);
        assert!(!parse(&deep).1.is_empty());
    }
}
