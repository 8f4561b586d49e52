//! What stands around a cursor in JSON that need not parse: the string it is in, the key that the
//! string is the value of, and the texts beside it.

use std::sync::Arc;

use crate::text::Span;

/// A string that a cursor is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonPrefix {
    /// From behind its quote to its end: at its other quote on the same line, else at the cursor.
    pub(crate) span: Span,
    /// The key it is given for, by itself or in a list.
    pub(crate) key: Arc<str>,
    /// Keys and texts of the object it is in, and of those around, the innermost first.
    pub(crate) around: Vec<Vec<(Arc<str>, Arc<str>)>>,
}

/// What is open at some point of a text.
#[derive(Clone, Default)]
struct Level {
    is_object: bool,
    key: Option<Arc<str>>,
    texts: Vec<(Arc<str>, Arc<str>)>,
}

/// Reads a text up to a cursor, then to where the objects around it end.
pub(crate) fn json_prefix(text: &str, offset: u32) -> Option<JsonPrefix> {
    let offset = offset as usize;
    let mut levels: Vec<Level> = Vec::new();
    let mut found: Option<(Span, Arc<str>)> = None;
    // How many of the levels the cursor is in are still open, once it was passed.
    let mut depth = 0;
    let mut done: Vec<Level> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next()?;
        if first != '"' && at >= offset && found.is_none() {
            return None;
        }
        match first {
            '{' | '[' => levels.push(Level {
                is_object: first == '{',
                ..Level::default()
            }),
            '}' | ']' => {
                let closed = levels.pop();
                if found.is_some() && levels.len() < depth {
                    depth = levels.len();
                    done.extend(closed);
                }
            }
            ',' => {
                if let Some(level) = levels.last_mut().filter(|level| level.is_object) {
                    level.key = None;
                }
            }
            '"' => {
                let (content, length) = string(rest);
                let inside = at + 1..=at + 1 + content.len();
                if found.is_none() && inside.contains(&offset) {
                    let key = levels.iter().rev().find_map(|level| level.key.clone())?;
                    let is_value = levels
                        .last()
                        .is_none_or(|it| !it.is_object || it.key.is_some());
                    if !is_value {
                        return None;
                    }
                    // Without a quote at its end, what follows is another's.
                    let is_closed = length > content.len() + 1;
                    let end = if is_closed { *inside.end() } else { offset };
                    found = Some((Span::new(at as u32 + 1, end as u32), key));
                    depth = levels.len();
                } else if let Some(level) = levels.last_mut().filter(|level| level.is_object) {
                    let content: Arc<str> = content.into();
                    match level.key.take() {
                        None => level.key = Some(content),
                        Some(key) => {
                            level.texts.push((Arc::clone(&key), content));
                            level.key = Some(key);
                        }
                    }
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += first.len_utf8();
    }
    let (span, key) = found?;
    // What was never closed ends with the text.
    levels.truncate(depth);
    let open = levels.into_iter().rev();
    let around = done.into_iter().chain(open).filter(|level| level.is_object);
    Some(JsonPrefix {
        span,
        key,
        around: around.map(|level| level.texts).collect(),
    })
}

/// The content of the string that a text starts with, as it is written, and how much of the text
/// the string takes. A string ends with its line at the latest.
fn string(text: &str) -> (&str, usize) {
    let inside = text.get(1..).unwrap_or_default();
    let mut is_escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            '\n' | '\r' => return (inside.get(..at).unwrap_or_default(), at + 1),
            '"' if !is_escaped => return (inside.get(..at).unwrap_or_default(), at + 2),
            _ => is_escaped = c == '\\' && !is_escaped,
        }
    }
    (inside, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, String)> {
        let offset = text.find('|')?;
        let text = text.replacen('|', "", 1);
        let found = json_prefix(&text, offset as u32)?;
        let around = found.around.iter().map(|texts| {
            let texts = texts.iter().map(|(key, text)| format!("{key}={text}"));
            texts.collect::<Vec<_>>().join(",")
        });
        let around = around.collect::<Vec<_>>().join(";");
        let content = text.get(found.span.range())?.to_owned();
        Some((found.key.to_string(), content, around))
    }

    #[test]
    fn a_string_is_known_by_its_key_and_what_is_beside_it() {
        let known = |key: &str, content: &str, around: &str| {
            Some((key.to_owned(), content.to_owned(), around.to_owned()))
        };
        for (text, expected) in [
            (r#"[{"a": "x|y"}]"#, known("a", "xy", "")),
            (r#"[{"a": "|", "b": "c"}]"#, known("a", "", "b=c")),
            (
                r#"[{"w": "r", "list": [{"p": "|"}], "g": "h"}]"#,
                known("p", "", ";w=r,g=h"),
            ),
            (r#"{"list": ["one", "t|"]}"#, known("list", "t", "")),
            ("[{\"w\": \"r\", \"a\": \"x|\n", known("a", "x", "w=r")),
            (r#"[{"a|": "x"}]"#, None),
            (r#"[{"a": |"x"}]"#, None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
