//! URIs of documents and paths of files.

use std::fmt::Write as _;
use std::str::FromStr;

use datasurface_analyzer::FilePath;
use serde_json::Value;
use tower_lsp::ls_types::Uri;

use crate::disk::upper_drive;

/// The file a URI names; `None` for documents that are no files (`untitled:`, notebook cells,
/// `git:`, …).
pub(crate) fn to_path(uri: &Uri) -> Option<FilePath> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    let path = uri.path().decode().to_bytes();
    // A name that is not Unicode cannot be told apart from another one once it is repaired.
    let path = std::str::from_utf8(&path).ok()?;
    let host = uri.authority().map(|it| it.host()).unwrap_or_default();
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return Some(FilePath::new(&format!("/{host}/{path}")));
    }
    let path = path.strip_prefix('/')?;
    // `/c:/models` is a drive's path on every system: nobody else names a folder `c:`.
    let is_drive = matches!(path.as_bytes(), [drive, b':', rest @ ..]
        if drive.is_ascii_alphabetic() && matches!(rest, [] | [b'/', ..]));
    Some(if is_drive {
        FilePath::new(&upper_drive(path))
    } else {
        FilePath::new(&format!("/{path}"))
    })
}

/// The URI of a file.
pub(crate) fn from_path(path: &FilePath) -> Option<Uri> {
    let mut text = String::from("file://");
    if !path.as_str().starts_with('/') {
        text.push('/');
    }
    for byte in path.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    Uri::from_str(&text).ok()
}

/// Escapes in a message what URIs must not contain and some clients leave in them: one strange
/// name would make the whole message unreadable.
pub(crate) fn mend(message: &mut Value) {
    match message {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(uri) if key == "uri" || key.ends_with("Uri") => {
                        if let Some(mended) = mended(uri) {
                            *uri = mended;
                        }
                    }
                    value => mend(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mend),
        _ => {}
    }
}

fn mended(uri: &str) -> Option<String> {
    let is_legal =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
    if uri.bytes().all(is_legal) {
        return None;
    }
    let mut text = String::with_capacity(uri.len() + 8);
    for byte in uri.bytes() {
        if is_legal(byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn path_of(uri: &str) -> Option<String> {
        let uri = Uri::from_str(uri).ok()?;
        to_path(&uri).map(|path| path.to_string())
    }

    #[test]
    fn file_uris_are_paths() {
        for (uri, path) in [
            ("file:///models/eco.py", "/models/eco.py"),
            ("FILE:///models/eco.py", "/models/eco.py"),
            ("file://localhost/models/eco.py", "/models/eco.py"),
            (
                "file:///a%20b/%C3%A9%F0%9F%98%80/%5Bx%5D.py",
                "/a b/é😀/[x].py",
            ),
            ("file:///a%2Fb/eco.py", "/a/b/eco.py"),
            ("file:///a/../b/./eco.py", "/b/eco.py"),
            ("file:///c%3A/models/eco.py", "C:/models/eco.py"),
            ("file:///C:/models/Eco.py", "C:/models/Eco.py"),
            ("file:///c:", "C:"),
            ("file:///c:d/eco.py", "/c:d/eco.py"),
            ("file://server/share/eco.py", "/server/share/eco.py"),
        ] {
            assert_eq!(path_of(uri).as_deref(), Some(path), "{uri}");
        }
    }

    #[test]
    fn other_uris_are_not() {
        for uri in [
            "untitled:Untitled-1",
            "vscode-notebook-cell:/models/x.ipynb#W0sZmlsZQ%3D%3D",
            "git:/models/eco.py?%7B%22ref%22%3A%22HEAD%22%7D",
            "https://example.com/eco.py",
            "file:///%FF%FE.py",
            "file:",
            "file://",
        ] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
    }

    #[test]
    fn what_clients_forget_to_escape_is_escaped() {
        let mut message = json!({
            "rootUri": "file:///my models",
            "params": {"changes": [{"uri": "file:///a/[id] é.py"}], "text": "a b"},
            "uri": "file:///fine%20already.py",
        });
        mend(&mut message);
        let mended = json!({
            "rootUri": "file:///my%20models",
            "params": {"changes": [{"uri": "file:///a/%5Bid%5D%20%C3%A9.py"}], "text": "a b"},
            "uri": "file:///fine%20already.py",
        });
        assert_eq!(message, mended);
    }

    #[test]
    fn paths_come_back() {
        for path in [
            "/models/eco.py",
            "/a b/é😀/[x] #1?.py",
            "/100%/a%20b.py",
            "C:/Models/eco.py",
            "/back\\slash.py",
        ] {
            let path = FilePath::new(path);
            let uri = from_path(&path);
            assert_eq!(uri.as_ref().and_then(to_path), Some(path));
        }
        let drive = from_path(&FilePath::new("C:/m/eco.py"));
        assert_eq!(
            drive.as_ref().map(|uri| uri.as_str()),
            Some("file:///C%3A/m/eco.py")
        );
    }
}
