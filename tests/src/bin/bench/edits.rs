//! Sends edits to a server and times its diagnostics.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use tests::generate::Edit;

use crate::client::Client;

/// How a server is spoken to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Driven {
    /// Pushes diagnostics, and says when those of a revision are complete.
    Ours,
    /// Is asked for the diagnostics of the document after each edit.
    Ty,
}

impl Driven {
    /// What the program is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "datasurface-ls",
            Self::Ty => "ty",
        }
    }

    /// The arguments that make it check a folder named after them.
    pub(crate) const fn check(self) -> &'static [&'static str] {
        match self {
            Self::Ours => &["check", "--output-format", "json"],
            Self::Ty => &[
                "check",
                "--output-format",
                "concise",
                "--no-progress",
                "--project",
            ],
        }
    }
}

/// What came out.
pub(crate) struct Measured {
    pub(crate) times: Vec<Duration>,
    pub(crate) peak: Option<u64>,
    pub(crate) note: String,
}

/// Opens the edited file and changes its literal to and fro.
///
/// Every edit but the first meets a model that is complete, and every edit changes a finding.
pub(crate) fn drive(
    program: &Path,
    driven: Driven,
    root: &Path,
    edit: &Edit,
    edits: usize,
) -> anyhow::Result<Measured> {
    let root = root
        .canonicalize()
        .with_context(|| format!("cannot find {}", root.display()))?;
    let path = root.join(&edit.file);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let uri = file_uri(&path);
    let line = text[..edit.offset].matches('\n').count();
    let character = edit.offset - text[..edit.offset].rfind('\n').map_or(0, |at| at + 1);

    let mut client = Client::start(program)?;
    client.initialize(&file_uri(&root), &capabilities())?;
    let document = json!({"uri": uri, "languageId": "python", "version": 0, "text": text});
    client.notify("textDocument/didOpen", &json!({"textDocument": document}))?;
    let mut session = Session {
        client,
        driven,
        uri,
        revision: 0,
        work: Vec::new(),
    };
    let before = session.settle()?;

    let mut times = Vec::new();
    let (mut here, mut there) = (edit.before.as_str(), edit.after.as_str());
    for version in 1..=edits {
        let range = json!({
            "start": {"line": line, "character": character},
            "end": {"line": line, "character": character + here.len()},
        });
        let change = json!({
            "textDocument": {"uri": session.uri, "version": version},
            "contentChanges": [{"range": range, "text": there}],
        });
        let sent = Instant::now();
        session.client.notify("textDocument/didChange", &change)?;
        let (arrived, findings) = session.answer()?;
        times.push(arrived.duration_since(sent));
        if driven == Driven::Ours {
            let broken = version % 2 == 1;
            ensure!(
                (findings > before) == broken,
                "edit {version} leaves {findings} findings, the model has {before}"
            );
        }
        std::mem::swap(&mut here, &mut there);
    }
    let note = session.note();
    let peak = session.client.finish()?;
    Ok(Measured { times, peak, note })
}

struct Session {
    client: Client,
    driven: Driven,
    uri: String,
    revision: u64,
    /// Statements, frames, spliced, entities, checks; after each edit.
    work: Vec<[u64; 5]>,
}

impl Session {
    /// Waits until the server has caught up with what was opened; the findings it has then.
    fn settle(&mut self) -> anyhow::Result<u64> {
        match self.driven {
            Driven::Ours => {
                let (_, status) = self.client.wait(|_, message| {
                    is_quiet(message)
                        && message["params"]["models"]
                            .as_array()
                            .is_some_and(|models| !models.is_empty())
                })?;
                Ok(self.note_status(&status["params"]))
            }
            Driven::Ty => self.answer().map(|(_, findings)| findings),
        }
    }

    /// When the last diagnostics of an edit arrived, and how many findings there are.
    fn answer(&mut self) -> anyhow::Result<(Instant, u64)> {
        match self.driven {
            Driven::Ours => {
                let mut last = None;
                let revision = self.revision;
                let (quiet, status) = self.client.wait(|arrived, message| {
                    if message["method"] == "textDocument/publishDiagnostics" {
                        last = Some(arrived);
                    }
                    is_quiet(message) && message["params"]["revision"].as_u64() > Some(revision)
                })?;
                let findings = self.note_status(&status["params"]);
                Ok((last.unwrap_or(quiet), findings))
            }
            Driven::Ty => {
                let params = json!({"textDocument": {"uri": self.uri}});
                let (arrived, report) = self.client.request("textDocument/diagnostic", &params)?;
                Ok((
                    arrived,
                    report["items"].as_array().map_or(0, Vec::len) as u64,
                ))
            }
        }
    }

    fn note_status(&mut self, status: &Value) -> u64 {
        let number = |key: &str| status[key].as_u64().unwrap_or_default();
        self.revision = number("revision");
        let work = &status["work"];
        self.work.push(
            ["statements", "frames", "spliced", "entities", "checks"]
                .map(|key| work[key].as_u64().unwrap_or_default()),
        );
        number("errors") + number("warnings")
    }

    /// The work of an edit, where it is known: the least and the most of each count.
    fn note(&self) -> String {
        // The first is that of opening the model.
        let Some((first, rest)) = self.work.get(1..).and_then(<[_]>::split_first) else {
            return String::new();
        };
        let names = ["statements", "frames", "spliced", "entities", "checks"];
        let said: Vec<String> = (0..names.len())
            .map(|at| {
                let (low, high) = rest
                    .iter()
                    .fold((first[at], first[at]), |(low, high), work| {
                        (low.min(work[at]), high.max(work[at]))
                    });
                if low == high {
                    format!("{} {low}", names[at])
                } else {
                    format!("{} {low}–{high}", names[at])
                }
            })
            .collect();
        said.join(", ")
    }
}

/// Whether everything about the text was published.
fn is_quiet(message: &Value) -> bool {
    let status = &message["params"];
    message["method"] == "datasurface/status"
        && status["quiescent"] == true
        && status["revision"] == status["modelRevision"]
}

pub(crate) fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
            "diagnostic": {"dynamicRegistration": false},
        },
        "workspace": {"workspaceFolders": true, "configuration": true},
        "experimental": {"datasurface": {"status": true, "modelChanged": true}},
    })
}

pub(crate) fn file_uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let path = path.trim_start_matches('/');
    let mut uri = String::from("file:///");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
