//! `diff` against what real git repositories hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const MODEL: &str = r#"from datasurface.md import CloudVendor, Ecosystem, GovernanceZoneDeclaration, TeamDeclaration
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.repo import GitHubRepository


def repo(branch):
    return GitHubRepository("acme/models", branch)


def createEcosystem():
    eco = Ecosystem("Acme", repo("main_edit"), repo("main"), GovernanceZoneDeclaration("USA", repo("usa_edit")))
    zone = eco.getZoneOrThrow("USA")
    zone.add(TeamDeclaration("Sales", repo("sales_edit")))
    zone.getTeamOrThrow("Sales").add(PlainTextDocumentation("TEXT"))
    return eco
"#;

fn git(folder: &Path, arguments: &[&str]) {
    let identity = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "init.defaultBranch=main",
    ];
    let output = Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(folder)
        .output();
    match output {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!(
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("git: {error}"),
    }
}

fn write(folder: &Path, text: &str) {
    let written = fs::write(folder.join("eco.py"), MODEL.replace("TEXT", text));
    assert!(written.is_ok(), "{written:?}");
}

/// A clone whose branch `sales_edit` is one commit ahead of the live branch, and has one change more
/// in the working tree.
fn clone(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("baseline")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    let (server, own) = (folder.join("acme/models"), folder.join("own"));
    assert!(fs::create_dir_all(&server).is_ok());
    git(&server, &["init", "--quiet", "."]);
    write(&server, "first");
    git(&server, &["add", "."]);
    git(&server, &["commit", "--quiet", "-m", "one"]);
    git(&folder, &["clone", "--quiet", "acme/models", "own"]);
    git(&own, &["checkout", "--quiet", "-b", "sales_edit"]);
    write(&own, "second");
    git(&own, &["commit", "--quiet", "-am", "two"]);
    write(&own, "third");
    own
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"));
    command
        .arg("diff")
        .args(arguments)
        .args(["--output-format", "json"]);
    match command.current_dir(folder).env("NO_COLOR", "1").output() {
        Ok(output) => output,
        Err(error) => panic!("{error}"),
    }
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let output = diff(folder, arguments);
    match serde_json::from_slice(&output.stdout) {
        Ok(report) => report,
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn error(folder: &Path, arguments: &[&str]) -> String {
    let output = diff(folder, arguments);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn assert_accepted(report: &Value, base: &str) {
    assert_eq!(report["verdict"], "accepted", "{report:#}");
    assert_eq!(report["as"], "acme/models@sales_edit", "{report:#}");
    assert!(
        report["base"]
            .as_str()
            .is_some_and(|own| own.contains(base)),
        "{report:#}"
    );
    assert_eq!(report["changes"][0]["object"], "USA/Sales", "{report:#}");
    assert_eq!(report["changes"][0]["owner"], "acme/models@sales_edit");
    assert_eq!(report["changes"][0]["allowed"], true);
}

#[test]
fn the_live_branch_and_the_current_branch_say_what_is_compared_and_who_asks() {
    let own = clone("plain");
    assert_accepted(&report(&own, &[]), "origin/main");
    // Revisions by name and relative to another.
    assert_accepted(&report(&own, &["--base", "HEAD"]), "HEAD");
    assert_accepted(&report(&own, &["--base", "HEAD~1"]), "HEAD~1");
    // The working tree is as it was.
    git(&own, &["checkout", "--quiet", "eco.py"]);
    let report = report(&own, &["--base", "HEAD"]);
    assert_eq!(report["changes"], Value::Array(Vec::new()));
}

#[test]
fn another_branch_is_somebody_else() {
    let own = clone("other-branch");
    git(&own, &["checkout", "--quiet", "-b", "usa_edit"]);
    let report = report(&own, &[]);
    assert_eq!(report["verdict"], "rejected");
    assert_eq!(report["diagnostics"][0]["code"], "not-authorized");
    assert_eq!(report["plan"][0]["as"], "acme/models@sales_edit");
}

#[test]
fn worktrees_and_packed_references_are_read() {
    let own = clone("worktree");
    git(&own, &["pack-refs", "--all"]);
    git(&own, &["gc", "--quiet"]);
    assert_accepted(&report(&own, &[]), "origin/main");
    git(&own, &["checkout", "--quiet", "--detach"]);
    git(&own, &["stash", "--quiet"]);
    git(
        &own,
        &["worktree", "add", "--quiet", "../beside", "sales_edit"],
    );
    let beside = own.with_file_name("beside");
    write(&beside, "third");
    assert_accepted(&report(&beside, &[]), "origin/main");
}

#[test]
fn a_detached_head_has_no_identity() {
    let own = clone("detached");
    git(&own, &["checkout", "--quiet", "--detach"]);
    let report = report(&own, &[]);
    assert_eq!(report["verdict"], "undecided");
    assert_eq!(report["as"], Value::Null);
    assert_eq!(report["diagnostics"][0]["code"], "undecided-change");
    let told = diff(&own, &["--as", "acme/models@sales_edit"]);
    assert_eq!(told.status.code(), Some(0));
}

#[test]
fn the_path_of_a_remote_may_be_untidy() {
    let own = clone("untidy");
    let server = own.with_file_name("acme");
    let url = format!("{}//models/", server.display());
    git(&own, &["remote", "set-url", "origin", &url]);
    assert_accepted(&report(&own, &[]), "origin/main");
}

#[test]
fn a_shallow_clone_has_its_tip() {
    let own = clone("shallow");
    let server = own.with_file_name("acme").join("models");
    write(&server, "newer");
    git(&server, &["commit", "--quiet", "-am", "three"]);
    let url = format!("file://{}", server.display());
    let folder = own.with_file_name("");
    git(
        &folder,
        &["clone", "--quiet", "--depth", "1", &url, "shallow"],
    );
    let shallow = own.with_file_name("shallow");
    git(&shallow, &["checkout", "--quiet", "-b", "sales_edit"]);
    write(&shallow, "third");
    assert_accepted(&report(&shallow, &[]), "origin/main");
    assert!(error(&shallow, &["--base", "HEAD~1"]).contains("HEAD~1"));
}

#[test]
fn a_partial_clone_says_what_it_lacks() {
    let own = clone("partial");
    let server = own.with_file_name("acme").join("models");
    write(&server, "newer");
    git(&server, &["commit", "--quiet", "-am", "three"]);
    git(&server, &["branch", "--quiet", "sales_edit", "HEAD~1"]);
    git(&server, &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", server.display());
    let folder = own.with_file_name("");
    let filtered = [
        "clone",
        "--quiet",
        "--filter=blob:none",
        "--branch",
        "sales_edit",
    ];
    git(&folder, &[&filtered[..], &[&url, "partial"]].concat());
    let partial = own.with_file_name("partial");
    write(&partial, "third");
    let message = error(&partial, &[]);
    assert!(
        message.contains("the baseline `origin/main` cannot be read: eco.py")
            && message.contains("this is a partial clone: fetch the baseline's files"),
        "{message}"
    );
    // Once they are there, everything is as in any other clone.
    git(&partial, &["show", "--quiet", "origin/main:eco.py"]);
    assert_accepted(&report(&partial, &[]), "origin/main");
}

#[test]
fn a_submodule_has_a_baseline_of_its_own() {
    let own = clone("submodule");
    let server = own.with_file_name("acme").join("models");
    let around = own.with_file_name("around");
    assert!(fs::create_dir_all(&around).is_ok());
    git(&around, &["init", "--quiet", "."]);
    let url = format!("file://{}", server.display());
    let add = [
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
    ];
    git(&around, &[&add[..], &[&url, "model"]].concat());
    git(&around, &["commit", "--quiet", "-m", "around"]);
    let model = around.join("model");
    git(&model, &["checkout", "--quiet", "-b", "sales_edit"]);
    write(&model, "third");
    assert_accepted(&report(&model, &[]), "origin/main");
}

#[test]
fn without_the_live_branch_it_is_where_the_branch_left() {
    let own = clone("deleted");
    git(&own, &["update-ref", "-d", "refs/remotes/origin/main"]);
    assert_accepted(&report(&own, &[]), "where the branch left main");
    git(&own, &["branch", "--quiet", "-D", "main"]);
    let message = error(&own, &[]);
    assert!(
        message.contains("the live branch `main` of `acme/models` is not among what was fetched"),
        "{message}"
    );
}

#[test]
fn a_broken_object_is_said_and_stops_nobody() {
    let own = clone("broken");
    let id = Command::new("git")
        .args(["rev-parse", "origin/main:eco.py"])
        .current_dir(&own)
        .output();
    let id = id.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let id = id.unwrap_or_default();
    let (folder, file) = id.split_at(2);
    let object = own.join(".git/objects").join(folder).join(file);
    let _ = fs::remove_file(&object);
    let message = error(&own, &[]);
    assert!(
        message.contains("the baseline `origin/main` cannot be read: eco.py"),
        "{message}"
    );
    assert!(fs::write(&object, b"no object").is_ok());
    let message = error(&own, &[]);
    assert!(
        message.contains("the baseline `origin/main` cannot be read: eco.py"),
        "{message}"
    );
}

#[test]
fn outside_of_a_repository_somebody_has_to_say_it() {
    let folder = std::env::temp_dir().join("datasurface-ls-no-repository");
    assert!(fs::create_dir_all(&folder).is_ok());
    write(&folder, "first");
    let message = error(&folder, &[]);
    assert!(message.contains("is in no git repository"), "{message}");
    let message = error(&folder, &["--base", "v1"]);
    assert!(message.contains("`v1` is no folder"), "{message}");
}
