//! Helix, which has no way to run without a screen: what its configuration says is read, and
//! an installed Helix is asked whether it understands it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use toml::{Table, Value};

use crate::{Repo, process};

const CONFIGURATION: &str = "editors/helix/languages.toml";
const SERVER: &str = "datasurface-ls";

/// Debian's name comes first.
const PROGRAMS: &[&str] = &["hx", "helix"];

/// Checks the configuration and says how.
pub(super) fn check(repo: &Repo, server: &Path, state: &Path) -> Result<String> {
    let file = repo.path(CONFIGURATION);
    let text = fs::read_to_string(&file)?;
    check_text(&text).with_context(|| format!("{CONFIGURATION} is wrong"))?;
    let Some(program) = process::find(PROGRAMS) else {
        return Ok(format!("Helix: {CONFIGURATION} read; there is no hx here"));
    };

    let config = state.join("helix/config");
    fs::create_dir_all(config.join("helix"))?;
    fs::copy(&file, config.join("helix/languages.toml"))?;
    let programs = server.parent().context("the server is in no folder")?;
    let health = process::output(
        Command::new(program)
            .args(["--health", "python"])
            .env("PATH", process::prepend(programs))
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_CACHE_HOME", state.join("helix/cache")),
    )?;
    let understood = |line: &str| line.contains('✓') && line.contains(SERVER);
    ensure!(
        health.lines().any(understood),
        "Helix does not find the server:\n{health}"
    );
    Ok("Helix: it finds the server".to_owned())
}

fn check_text(text: &str) -> Result<()> {
    let table: Table = text.parse()?;
    let server = table
        .get("language-server")
        .and_then(|servers| servers.get(SERVER))
        .with_context(|| format!("no [language-server.{SERVER}]"))?;
    let command = server.get("command").and_then(Value::as_str);
    ensure!(command == Some(SERVER), "another command: {command:?}");
    ensure!(texts(server, "args") == ["server"], "other arguments");
    ensure!(
        texts(server, "required-root-patterns").contains(&"eco.py"),
        "the server is not started where there is an eco.py"
    );

    let python = table
        .get("language")
        .and_then(Value::as_array)
        .and_then(|all| {
            all.iter()
                .find(|it| it.get("name") == Some(&"python".into()))
        })
        .context("no [[language]] named python")?;
    ensure!(
        texts(python, "roots").contains(&"eco.py"),
        "an eco.py marks no root"
    );
    let servers = texts(python, "language-servers");
    ensure!(
        servers.len() > 1 && servers.contains(&SERVER),
        "the server does not run beside another: {servers:?}"
    );
    Ok(())
}

fn texts<'a>(table: &'a Value, key: &str) -> Vec<&'a str> {
    let items = table.get(key).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read() -> Result<String> {
        Ok(fs::read_to_string(Repo::here().path(CONFIGURATION))?)
    }

    #[test]
    fn the_configuration_is_right() -> Result<()> {
        check_text(&read()?)
    }

    #[test]
    fn what_keeps_the_server_from_running_is_told() -> Result<()> {
        let text = read()?;
        for part in [
            "command = \"datasurface-ls\"",
            "args = [\"server\"]",
            "name = \"python\"",
            ", \"datasurface-ls\"",
            "\"ruff\", \"jedi\", \"pylsp\", ",
            "\"eco.py\", ",
        ] {
            assert!(text.contains(part), "{part}");
            assert!(check_text(&text.replace(part, "")).is_err(), "{part}");
        }
        Ok(())
    }
}
