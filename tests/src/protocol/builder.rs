//! What a client is and can do, before it connects.

use std::collections::VecDeque;
use std::sync::Arc;

use datasurface_analyzer::{FilePath, Files, MemoryFiles};
use datasurface_ls::{ServeOptions, serve};
use serde_json::{Value, json};
use tokio::io::{duplex, split};
use tokio::sync::{mpsc, oneshot};

use super::wire::{self, Writer};
use super::{Client, uri};

/// A client to be.
#[derive(Debug)]
pub struct Builder {
    memory: MemoryFiles,
    files: Option<Arc<dyn Files>>,
    roots: Vec<String>,
    capabilities: Value,
    options: Value,
    settings: Option<Value>,
    process: Option<u32>,
    deaf: bool,
}

impl Default for Builder {
    /// A client that wants to be told about status and model, and can do nothing else.
    fn default() -> Self {
        Self {
            memory: MemoryFiles::new(),
            files: None,
            roots: Vec::new(),
            capabilities: json!({
                "experimental": {"datasurface": {"status": true, "modelChanged": true}},
            }),
            options: Value::Null,
            settings: None,
            process: None,
            deaf: false,
        }
    }
}

impl Builder {
    /// A workspace folder.
    #[must_use]
    pub fn root(mut self, path: &str) -> Self {
        self.roots.push(path.to_owned());
        self
    }

    /// A file on the server's disk.
    #[must_use]
    pub fn file(self, path: &str, text: &str) -> Self {
        self.memory.write(&FilePath::new(path), text);
        self
    }

    /// The server's disk, in place of [`Builder::file`].
    #[must_use]
    pub fn files(mut self, files: Arc<dyn Files>) -> Self {
        self.files = Some(files);
        self
    }

    /// Something the client can do: `value` at a path of names separated by dots.
    #[must_use]
    pub fn can(mut self, path: &str, value: Value) -> Self {
        let mut place = &mut self.capabilities;
        for name in path.split('.') {
            place = &mut place[name];
        }
        *place = value;
        self
    }

    /// A client that can do nothing at all.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.capabilities = json!({});
        self
    }

    /// The position encodings the client offers.
    #[must_use]
    pub fn encodings(self, offered: &[&str]) -> Self {
        self.can("general.positionEncodings", json!(offered))
    }

    /// The client answers questions for settings with these.
    #[must_use]
    pub fn settings(mut self, section: Value) -> Self {
        self.settings = Some(section);
        self.can("workspace.configuration", json!(true))
    }

    /// Settings that come with `initialize`.
    #[must_use]
    pub fn options(mut self, options: Value) -> Self {
        self.options = options;
        self
    }

    /// The client says it is this process.
    #[must_use]
    pub fn process(mut self, process: u32) -> Self {
        self.process = Some(process);
        self
    }

    /// The client does not read before it is told to [`Client::listen`], and the connection
    /// holds next to nothing meanwhile.
    #[must_use]
    pub fn deaf(mut self) -> Self {
        self.deaf = true;
        self
    }

    /// Connects and introduces itself.
    pub async fn start(self) -> Client {
        let params = self.introduction();
        let mut client = self.connect();
        match client.call("initialize", params).await {
            Ok(answer) => client.initialized = answer,
            Err(refusal) => panic!("initialize: {refusal:?}"),
        }
        client.notify("initialized", json!({})).await;
        client
    }

    /// The parameters of `initialize`.
    pub fn introduction(&self) -> Value {
        let folders: Vec<Value> = self
            .roots
            .iter()
            .map(|root| json!({"uri": uri(root), "name": root}))
            .collect();
        json!({
            "processId": self.process,
            "rootUri": null,
            "workspaceFolders": folders,
            "capabilities": self.capabilities,
            "initializationOptions": self.options,
        })
    }

    /// Connects without a word.
    pub fn connect(self) -> Client {
        let settles = self.capabilities["experimental"]["datasurface"]["status"] == true;
        let (ours, theirs) = duplex(if self.deaf { 256 } else { 1 << 20 });
        let (input, output) = split(theirs);
        let options = ServeOptions {
            files: self.files.unwrap_or_else(|| Arc::new(self.memory)),
            test_hooks: true,
        };
        let server = tokio::spawn(serve(input, output, options));
        let (input, output) = split(ours);
        let (messages, incoming) = mpsc::unbounded_channel();
        let (ears, open) = oneshot::channel();
        let ears = self.deaf.then_some(ears);
        tokio::spawn(async move {
            // Without ears to be opened there is nothing to wait for.
            let _ = open.await;
            wire::read(input, messages).await;
        });
        Client {
            writer: Writer(Some(output)),
            incoming,
            ears,
            server: Some(server),
            last_id: 0,
            unread: VecDeque::new(),
            settings: self.settings,
            settles,
            initialized: Value::Null,
            statuses: Vec::new(),
            model_revision: None,
            registrations: Vec::new(),
        }
    }
}
