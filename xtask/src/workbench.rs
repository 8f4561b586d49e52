//! A real VS Code workbench in the browser.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::debian::{self, Need};
use crate::node::{self, Node};
use crate::{Repo, process};

const PACKAGE: &str = "code-server@4.139.1";

/// Native modules of the workbench; without the first, output channels stay empty.
const NATIVE: &[&str] = &["@vscode/spdlog", "@vscode/native-watchdog"];

/// What native modules are built with.
const BUILD_TOOLS: &[Need] = &[
    Need {
        programs: &["python3"],
        packages: &["python3"],
    },
    Need {
        programs: &["make"],
        packages: &["make"],
    },
    Need {
        programs: &["c++", "g++", "clang++"],
        packages: &["g++"],
    },
];

const SETTINGS: &str = r#"{
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.autoUpdate": "off",
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "workbench.quickOpen.closeOnFocusLost": false
}
"#;

const PATIENCE: Duration = Duration::from_mins(2);

/// A running workbench; ends when dropped.
pub(crate) struct Workbench {
    server: Child,
    port: u16,
    state: PathBuf,
}

impl Workbench {
    /// Starts a workbench with the extension installed. What it writes goes below `state`.
    pub(crate) fn start(
        repo: &Repo,
        state: &Path,
        package: &Path,
        port: Option<u16>,
    ) -> Result<Self> {
        let node = Node::for_workbench(repo)?;
        let program = install(repo, &node)?;
        fs::create_dir_all(state.join("data/User"))?;
        fs::write(state.join("data/User/settings.json"), SETTINGS)?;

        let command = |log: &str| -> Result<Command> {
            let log = File::create(state.join(log))?;
            let mut command = node.node();
            command
                .arg(&program)
                .arg("--user-data-dir")
                .arg(state.join("data"))
                .arg("--extensions-dir")
                .arg(state.join("extensions"))
                .env("EXTENSIONS_GALLERY", "{}")
                .env("HOME", state.join("home"))
                .env("XDG_CONFIG_HOME", state.join("config"))
                .env("XDG_DATA_HOME", state.join("share"))
                .env_remove("PORT")
                .stdin(Stdio::null())
                .stdout(log.try_clone()?)
                .stderr(log);
            Ok(command)
        };
        process::run(
            command("install.log")?
                .arg("--install-extension")
                .arg(package)
                .arg("--force"),
        )
        .with_context(|| format!("see {}", state.join("install.log").display()))?;

        let port = port.map_or_else(free_port, Ok)?;
        let server = command("workbench.log")?
            .args(["--auth", "none", "--bind-addr"])
            .arg(format!("127.0.0.1:{port}"))
            .args([
                "--disable-telemetry",
                "--disable-update-check",
                "--disable-getting-started-override",
                "--ignore-last-opened",
                "--disable-workspace-trust",
            ])
            .spawn()
            .context("cannot start the workbench")?;
        let mut workbench = Self {
            server,
            port,
            state: state.to_owned(),
        };
        workbench.wait_until_healthy()?;
        Ok(workbench)
    }

    /// The address of the workbench, without a folder.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The address that opens a folder.
    pub(crate) fn address_of(&self, folder: &Path) -> String {
        let folder = folder.display().to_string();
        format!("{}?folder={}", self.address(), percent_encoded(&folder))
    }

    /// Waits until the workbench ends, for example because of Ctrl-C.
    pub(crate) fn wait(&mut self) -> Result<()> {
        self.server.wait()?;
        Ok(())
    }

    fn wait_until_healthy(&mut self) -> Result<()> {
        let started = Instant::now();
        while !is_healthy(self.port) {
            let log = self.state.join("workbench.log");
            if let Some(status) = self.server.try_wait()? {
                bail!("the workbench ended ({status}); see {}", log.display());
            }
            if started.elapsed() > PATIENCE {
                bail!("the workbench does not answer; see {}", log.display());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Workbench {
    /// Asks the workbench to end, so that it ends its own processes, and insists after a while.
    fn drop(&mut self) {
        let asked = Command::new("kill")
            .arg(self.server.id().to_string())
            .stderr(Stdio::null())
            .status();
        let started = Instant::now();
        while asked.is_ok() && started.elapsed() < Duration::from_secs(10) {
            if !matches!(self.server.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Installs the workbench, once, and returns the program that starts it.
fn install(repo: &Repo, node: &Node) -> Result<PathBuf> {
    let place = repo.made("tools/code-server");
    let package = place.join("node_modules/code-server");
    let vscode = package.join("lib/vscode");
    node::once(&place, PACKAGE, || {
        println!("Installing the browser workbench (once, about a minute).");
        debian::ensure(BUILD_TOOLS)?;
        node.install(&place, &[PACKAGE])?;
        // Not `npm ci`: the shrinkwrap that comes with it is out of step with its manifest.
        process::run(
            node.npm()
                .args(["install", "--omit=dev", "--ignore-scripts"])
                .current_dir(&vscode),
        )?;
        process::run(node.npm().arg("rebuild").args(NATIVE).current_dir(&vscode))
    })?;
    Ok(package.join("out/node/entry.js"))
}

/// A path as it is written in an address.
fn percent_encoded(path: &str) -> String {
    let mut text = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn is_healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.contains(" 200 "))
}
