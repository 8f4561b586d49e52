//! Documents, and what is published about them.

use datasurface_analyzer::FilePath;
use serde_json::{Value, json};
use tower_lsp::ls_types::{Diagnostic, Range};

use super::{Client, read};

/// What was published about a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The version of the document it was published for.
    pub version: Option<i64>,
    /// Everything there is to say about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Client {
    /// Opens a Python document.
    pub async fn open(&mut self, path: &str, version: i32, text: &str) {
        self.open_uri(&uri(path), "python", version, text).await;
    }

    /// Opens any document.
    pub async fn open_uri(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document =
            json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}))
            .await;
    }

    /// Replaces a document's text.
    pub async fn change(&mut self, path: &str, version: i32, text: &str) {
        self.edit(path, version, json!([{"text": text}])).await;
    }

    /// Edits a document.
    pub async fn edit(&mut self, path: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri(path), "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.notify("textDocument/didChange", params).await;
    }

    /// Closes a document.
    pub async fn close(&mut self, path: &str) {
        let params = json!({"textDocument": {"uri": uri(path)}});
        self.notify("textDocument/didClose", params).await;
    }

    /// Tells about files on disk: 1 created, 2 changed, 3 deleted.
    pub async fn disk_changed(&mut self, changes: &[(&str, u8)]) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|(path, kind)| json!({"uri": uri(path), "type": kind}))
            .collect();
        let params = json!({"changes": changes});
        self.notify("workspace/didChangeWatchedFiles", params).await;
    }

    /// What is published next about a file.
    pub async fn published(&mut self, path: &str) -> Published {
        self.published_at(&uri(path)).await
    }

    /// What is published about a file once there is a finding of a rule in it.
    pub async fn published_with(&mut self, path: &str, code: &str) -> Published {
        loop {
            let published = self.published(path).await;
            if published.codes().iter().any(|it| it == code) {
                return published;
            }
        }
    }

    /// What is published next under a URI.
    pub async fn published_at(&mut self, uri: &str) -> Published {
        let mut message = self
            .take(&format!("something about {uri}"), |it| {
                it["method"] == "textDocument/publishDiagnostics" && it["params"]["uri"] == uri
            })
            .await;
        let params = &mut message["params"];
        Published {
            version: params["version"].as_i64(),
            diagnostics: read(params["diagnostics"].take()),
        }
    }
}

impl Published {
    /// The codes of the diagnostics, in order.
    pub fn codes(&self) -> Vec<String> {
        let code = |it: &Diagnostic| match &it.code {
            Some(tower_lsp::ls_types::NumberOrString::String(code)) => code.clone(),
            other => panic!("a code that is no word: {other:?}"),
        };
        self.diagnostics.iter().map(code).collect()
    }
}

/// The URI of a path, spelt as the server spells it.
pub fn uri(path: &str) -> String {
    let escape = |byte: u8| match byte {
        b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let path = FilePath::new(path);
    let escaped: String = path.as_str().bytes().map(escape).collect();
    format!("file://{escaped}")
}

/// The text of a one-line range, with characters counted as `encoding` says.
pub fn text_at(text: &str, range: Range, encoding: &str) -> String {
    assert_eq!(range.start.line, range.end.line, "{range:?}");
    let line = text.split('\n').nth(range.start.line as usize);
    let mut at = 0;
    let mut found = String::new();
    for character in line.unwrap_or_default().chars() {
        if (range.start.character..range.end.character).contains(&at) {
            found.push(character);
        }
        at += match encoding {
            "utf-8" => character.len_utf8() as u32,
            "utf-16" => character.len_utf16() as u32,
            "utf-32" => 1,
            other => panic!("no encoding {other}"),
        };
    }
    found
}
