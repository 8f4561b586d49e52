//! A language client over stdio that notes when each message arrived.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

use crate::process::Peak;

/// Longer than anything that is not hanging.
const PATIENCE: Duration = Duration::from_mins(5);

/// A running server.
pub(crate) struct Client {
    child: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Value)>,
    peak: Peak,
    next_id: u64,
}

impl Client {
    /// Starts the program and reads what it says on a thread of its own.
    pub(crate) fn start(program: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(program)
            .arg("server")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("{} has no pipes", program.display());
        };
        let peak = Peak::watch(&child);
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            while let Ok(message) = read_message(&mut output) {
                let arrived = Instant::now();
                if sender.send((arrived, message)).is_err() {
                    return;
                }
            }
        });
        Ok(Self {
            child,
            input,
            messages,
            peak,
            next_id: 0,
        })
    }

    /// Says hello, with the folder as the only one of the workspace.
    pub(crate) fn initialize(&mut self, folder: &str, capabilities: &Value) -> anyhow::Result<()> {
        let params = json!({
            "processId": std::process::id(),
            "rootUri": folder,
            "workspaceFolders": [{"uri": folder, "name": "model"}],
            "capabilities": capabilities,
        });
        self.request("initialize", &params)?;
        self.notify("initialized", &json!({}))
    }

    /// The number of the server's process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) -> anyhow::Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    /// Sends a request and waits for its answer; when it arrived, and its result.
    pub(crate) fn request(
        &mut self,
        method: &str,
        params: &Value,
    ) -> anyhow::Result<(Instant, Value)> {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        let (arrived, mut answer) =
            self.wait(|_, message| message["id"] == id && message.get("method").is_none())?;
        if let Some(error) = answer.get("error") {
            bail!("{method} failed: {error}");
        }
        Ok((arrived, answer["result"].take()))
    }

    /// The next message that is wanted; requests of the server are answered on the way.
    pub(crate) fn wait(
        &mut self,
        mut wanted: impl FnMut(Instant, &Value) -> bool,
    ) -> anyhow::Result<(Instant, Value)> {
        loop {
            let (arrived, message) = self
                .messages
                .recv_timeout(PATIENCE)
                .context("the server says nothing any more")?;
            if wanted(arrived, &message) {
                return Ok((arrived, message));
            }
            if let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) {
                let result = match method {
                    "workspace/configuration" => {
                        let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                        Value::Array(vec![Value::Null; items])
                    }
                    _ => Value::Null,
                };
                let answer = json!({"jsonrpc": "2.0", "id": id, "result": result});
                self.send(&answer)?;
            }
        }
    }

    /// Ends the server; the highest memory it had, in bytes.
    pub(crate) fn finish(mut self) -> anyhow::Result<Option<u64>> {
        self.request("shutdown", &Value::Null)?;
        let peak = self.peak.highest();
        let exit = json!({"jsonrpc": "2.0", "method": "exit"});
        write_message(&mut self.input, &exit)?;
        drop(self.input);
        self.child.wait()?;
        Ok(peak)
    }

    fn send(&mut self, message: &Value) -> anyhow::Result<()> {
        write_message(&mut self.input, message)
    }
}

fn write_message(input: &mut ChildStdin, message: &Value) -> anyhow::Result<()> {
    let body = message.to_string();
    let text = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    input
        .write_all(text.as_bytes())
        .context("the server takes no more")?;
    input.flush().context("the server takes no more")
}

fn read_message(output: &mut impl BufRead) -> anyhow::Result<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line)? == 0 {
            bail!("the server ended");
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse::<usize>()?);
        }
    }
    let mut body = vec![0; length.context("a message without length")?];
    output.read_exact(&mut body)?;
    Ok(serde_json::from_slice(&body)?)
}
