//! The binary as scripts and terminals see it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn run(arguments: &[&str], folder: &Path) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output();
    match output {
        Ok(output) => output,
        Err(error) => panic!("{error}"),
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder of this test's own.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all);
        if let Err(error) = written.and_then(|()| fs::write(&path, text)) {
            panic!("{}: {error}", path.display());
        }
    }
    folder
}

#[test]
fn a_path_without_a_model_is_a_usage_error_that_says_what_was_searched() {
    let folder = folder("no-model", &[("notes/x.py", "x = 1\n")]);
    for arguments in [
        &["check"][..],
        &["check", "notes", "--output-format", "json"],
    ] {
        let output = run(arguments, &folder);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(out(&output), "");
        assert!(
            err(&output).starts_with("error: no model under `"),
            "{}",
            err(&output)
        );
    }
    let output = run(&["check", "nowhere"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("cannot read `nowhere`"),
        "{}",
        err(&output)
    );
}

#[test]
fn an_entry_without_its_function_is_no_model() {
    for (name, files) in [
        (
            "no-function",
            [("eco.py", "def createSystem():\n    pass\n")],
        ),
        (
            "only-a-comment",
            [("eco.py", "# createEcosystem() comes later\nNAME = 1\n")],
        ),
        (
            "entry-is-a-folder",
            [("eco.py/eco.txt", "def createEcosystem():\n    pass\n")],
        ),
    ] {
        let output = run(&["check"], &folder(name, &files));
        assert_eq!(output.status.code(), Some(2), "{name}: {}", out(&output));
        let message = err(&output);
        assert!(
            message.starts_with("error: no model under `"),
            "{name}: {message}"
        );
    }
}

/// A folder with a model that imports `names` first, and has one finding of its own.
fn model(name: &str, names: Option<&str>) -> PathBuf {
    let eco = "import names\n\n\
               from datasurface.md import DatasetSink\n\
               from estate import estate, reader, store, us\n\n\n\
               def createEcosystem():\n    eco = estate()\n    unknown = names.UNKNOWN\n    \
               us(eco).add(store(\"Orders\", [\"daily\"]))\n    \
               us(eco).add(reader(\"Report\", [DatasetSink(\"Orders\", \"dialy\")]))\n    return eco\n";
    let estate = include_str!("../../tests/common/estate.py");
    let mut files = vec![("eco.py", eco), ("estate.py", estate)];
    files.extend(names.map(|text| ("names.py", text)));
    folder(name, &files)
}

/// What `check` finds there, as codes with their files, and at how many places it does not evaluate.
fn checked(folder: &Path) -> (Vec<String>, usize) {
    let output = run(&["check", "--output-format", "json"], folder);
    let report: Value = serde_json::from_str(&out(&output)).unwrap_or_default();
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let found = list("diagnostics");
    let found = found
        .iter()
        .map(|it| format!("{} {}", it["code"], it["file"]));
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    (found.collect(), list("unevaluated").len())
}

const OWN: &str = "\"unknown-dataset\" \"eco.py\"";

#[test]
fn files_that_are_no_text_leave_the_others_their_findings() -> std::io::Result<()> {
    let folder = model("no-text", Some("UNKNOWN = 1\n"));
    assert_eq!(checked(&folder), (vec![OWN.to_owned()], 0));

    fs::write(folder.join("names.py"), b"UNKNOWN = \"caf\xe9\"\n")?;
    let theirs = "\"syntax-error\" \"names.py\"";
    assert_eq!(checked(&folder).0, [OWN, theirs]);
    // The text that is shown has a longer character where the byte was.
    let output = run(&["check"], &folder);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(out(&output).contains("--> names.py:1:"), "{}", out(&output));

    let bytes = (0..=255).rev().cycle().take(4096);
    let binary = b"UNKNOWN = 1\n".iter().copied().chain(bytes);
    fs::write(folder.join("names.py"), binary.collect::<Vec<u8>>())?;
    let (found, _) = checked(&folder);
    let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|it| *it == OWN);
    assert_eq!(own.len(), 1);
    assert!(!others.is_empty() && others.iter().all(|it| *it == theirs));
    Ok(())
}

#[test]
fn a_folder_called_like_a_module_is_none() {
    let folder = model("folder-module", None);
    let inner = folder.join("names.py");
    assert!(fs::create_dir_all(&inner).is_ok());
    assert_eq!(checked(&folder), (vec![OWN.to_owned()], 1));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_not_waited_for() -> std::io::Result<()> {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = model("unreadable", None);
    let names = folder.join("names.py");
    // A folder in itself, however deep one looks.
    symlink(".", folder.join("again"))?;
    symlink("../unreadable", folder.join("above"))?;
    let unknown = (vec![OWN.to_owned()], 1);
    assert_eq!(checked(&folder), unknown);

    symlink("names.py", &names)?;
    assert_eq!(checked(&folder), unknown);
    fs::remove_file(&names)?;

    // Nobody writes to this pipe, so reading it would never end.
    assert!(Command::new("mkfifo").arg(&names).status()?.success());
    assert_eq!(checked(&folder), unknown);
    fs::remove_file(&names)?;

    fs::write(&names, "UNKNOWN = 1\n")?;
    fs::set_permissions(&names, fs::Permissions::from_mode(0o000))?;
    // Whoever runs the tests as root may read everything.
    let unread = usize::from(fs::read(&names).is_err());
    assert_eq!(checked(&folder), (vec![OWN.to_owned()], unread));
    Ok(())
}

#[cfg(unix)]
#[test]
fn an_entry_that_links_to_itself_is_no_model() -> std::io::Result<()> {
    let folder = folder("entry-loop", &[("notes.txt", "")]);
    std::os::unix::fs::symlink("eco.py", folder.join("eco.py"))?;
    let output = run(&["check"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).starts_with("error: no model under `"),
        "{}",
        err(&output)
    );
    Ok(())
}

#[test]
fn bad_settings_stop_the_check_and_unknown_ones_do_not() {
    let bad = "[tool.datasurface]\nexclude = 3\nexlude = []\n";
    let folder = folder("settings", &[("pyproject.toml", bad), ("eco.py", "")]);
    let output = run(&["check"], &folder);
    assert_eq!(output.status.code(), Some(2));
    let message = err(&output);
    assert!(
        message.contains("pyproject.toml:3:1: unknown setting `exlude`"),
        "{message}"
    );
    assert!(
        message.contains("pyproject.toml:2:11: `exclude` must be a list"),
        "{message}"
    );
}

/// A model with a finding that has a fix, a comment that is not needed, and wide characters.
fn faulty(name: &str) -> PathBuf {
    let folder = model(name, Some("UNKNOWN = 1\n"));
    let eco = fs::read_to_string(folder.join("eco.py")).unwrap_or_default();
    let eco = eco.replace(
        "reader(\"Report\", [",
        "reader(\"Report\", [*[(\"é😀\", 1)][1:], ",
    );
    let eco = eco.replace(
        "[\"daily\"]))",
        "[\"daily\"]))  # datasurface: ignore[unknown-location] é",
    );
    assert!(fs::write(folder.join("eco.py"), eco).is_ok());
    folder
}

fn report(folder: &Path, format: &str) -> String {
    let output = run(&["check", "--output-format", format], folder);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    out(&output)
}

#[test]
fn annotations_of_github_are_lines() {
    let text = report(&faulty("github"), "github");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "::warning title=datasurface (unused-ignore),file=eco.py,line=10,endLine=10,col=48,\
             endColumn=85::Nothing of `unknown-location` is found on this line, so there is nothing \
             to ignore. Remove the comment, or it will hide the next one.",
            "::error title=datasurface (unknown-dataset),file=eco.py,line=11,endLine=11,col=75,\
             endColumn=82::Datastore `Orders` has no dataset `dialy`. Did you mean `daily`?%0A\
             estate.py:113: `Orders` is produced here, by Here/Us",
        ]
    );
}

#[test]
fn code_quality_of_gitlab_keeps_its_fingerprints() {
    let folder = faulty("gitlab");
    let read = |text: &str| -> Value { serde_json::from_str(text).unwrap_or_default() };
    let before = read(&report(&folder, "gitlab"));
    assert_eq!(before[1]["check_name"], "unknown-dataset");
    assert_eq!(before[1]["severity"], "major");
    let lines = json!({"path": "eco.py", "lines": {"begin": 11, "end": 11}});
    assert_eq!(before[1]["location"], lines);
    let eco = fs::read_to_string(folder.join("eco.py")).unwrap_or_default();
    assert!(fs::write(folder.join("eco.py"), format!("\n\n{eco}")).is_ok());
    let after = read(&report(&folder, "gitlab"));
    assert_eq!(after[1]["location"]["lines"]["begin"], 13);
    for at in [0, 1] {
        assert_eq!(before[at]["fingerprint"], after[at]["fingerprint"]);
    }
    assert_ne!(before[0]["fingerprint"], before[1]["fingerprint"]);
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let sarif = report(&faulty("sarif"), "sarif");
    let sarif: Value = serde_json::from_str(&sarif).unwrap_or_default();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let result = &run["results"][1];
    assert_eq!(result["ruleId"], "unknown-dataset");
    let index = result["ruleIndex"].as_u64().unwrap_or_default() as usize;
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!(rule["id"], "unknown-dataset");
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    let help = rule["helpUri"].as_str().unwrap_or_default();
    assert!(help.starts_with("https://") && help.ends_with("#unknown-dataset"));
    let place = json!({
        "artifactLocation": {"uri": "eco.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 11, "startColumn": 76, "endLine": 11, "endColumn": 83},
    });
    assert_eq!(result["locations"][0]["physicalLocation"], place);
    assert_eq!(
        result["fixes"][0]["artifactChanges"][0]["replacements"],
        json!([{
            "deletedRegion": {"startLine": 11, "startColumn": 77, "endLine": 11, "endColumn": 82},
            "insertedContent": {"text": "daily"},
        }])
    );
    assert!(result["partialFingerprints"]["datasurface/v1"].is_string());
    assert!(result["relatedLocations"][0]["message"]["text"].is_string());
}

#[test]
fn junit_escapes_what_xml_needs() {
    let folder = faulty("junit");
    let eco = fs::read_to_string(folder.join("eco.py")).unwrap_or_default();
    assert!(fs::write(folder.join("eco.py"), eco.replace("dialy", "di<&aly")).is_ok());
    let text = report(&folder, "junit");
    assert!(
        text.starts_with(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"datasurface-ls\" \
             tests=\"2\" failures=\"2\" errors=\"0\">\n"
        ),
        "{text}"
    );
    assert!(text.contains("no dataset `di&lt;&amp;aly`"), "{text}");
    assert!(
        text.contains("<testcase name=\"unused-ignore at 10:48\""),
        "{text}"
    );
}

#[test]
fn names_are_relative_to_what_was_asked_for() {
    let folder = faulty("relative");
    let above = folder.parent().unwrap_or(&folder);
    let arguments = ["check", "relative", "--output-format", "github"];
    assert!(out(&run(&arguments, above)).contains(",file=eco.py,"));
    let arguments = [&arguments[..], &["--relative-to", "."]].concat();
    assert!(out(&run(&arguments, above)).contains(",file=relative/eco.py,"));
}

#[test]
fn safe_fixes_are_shown_and_applied() {
    let folder = faulty("fix");
    let eco = folder.join("eco.py");
    let before = fs::read_to_string(&eco).unwrap_or_default();
    let output = run(&["check", "--diff"], &folder);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        out(&output),
        "--- a/eco.py\n+++ b/eco.py\n@@ -10,1 +10,1 @@\n\
         -    us(eco).add(store(\"Orders\", [\"daily\"]))  # datasurface: ignore[unknown-location] é\n\
         +    us(eco).add(store(\"Orders\", [\"daily\"]))\n"
    );
    assert_eq!(fs::read_to_string(&eco).unwrap_or_default(), before);
    let output = run(&["check", "--fix"], &folder);
    // What somebody should look at is left.
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).contains("Found 1 error in 1 file"),
        "{}",
        out(&output)
    );
    let fixed = before.replace("  # datasurface: ignore[unknown-location] é", "");
    assert_eq!(fs::read_to_string(&eco).unwrap_or_default(), fixed);
}

#[test]
fn known_findings_are_not_reported() -> std::io::Result<()> {
    let folder = faulty("baseline");
    let eco = folder.join("eco.py");
    let known = ["check", "--baseline", "known.json"];
    let output = run(&["check", "--write-baseline", "known.json"], &folder);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "2 known findings written to known.json.\n");
    let text = fs::read_to_string(&eco)?;
    // Lines move, and nothing is new.
    fs::write(&eco, format!("\n\n{text}"))?;
    let output = run(&known, &folder);
    assert_eq!(
        (output.status.code(), err(&output)),
        (Some(0), String::new())
    );
    assert!(out(&output).contains("2 known findings are not shown."));
    // One is gone, one is new.
    let changed = text.replace("  # datasurface: ignore[unknown-location] é", "");
    let more =
        "us(eco).add(reader(\"More\", [DatasetSink(\"Orders\", \"weekly\")]))\n    return eco";
    fs::write(&eco, changed.replace("return eco", more))?;
    let output = run(&known, &folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).contains("no dataset `weekly`"),
        "{}",
        out(&output)
    );
    assert!(
        !out(&output).contains("no dataset `dialy`"),
        "{}",
        out(&output)
    );
    assert!(
        err(&output).contains("known finding `unused-ignore` of `eco.py` is gone"),
        "{}",
        err(&output)
    );
    // The project can name the file.
    fs::write(
        folder.join("pyproject.toml"),
        "[tool.datasurface]\nknown-findings = \"known.json\"\n",
    )?;
    let report = run(&["check", "--output-format", "json"], &folder);
    let report: Value = serde_json::from_str(&out(&report)).unwrap_or_default();
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["baseline"]["known"], 1);
    assert_eq!(report["baseline"]["gone"][0]["code"], "unused-ignore");

    fs::write(folder.join("known.json"), "[]")?;
    let output = run(&known, &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("is no file of known findings"));
    Ok(())
}

#[test]
fn rules_are_listed_and_explained() {
    let here = Path::new(".");
    let list = run(&["explain"], here);
    assert_eq!(list.status.code(), Some(0));
    let list = out(&list);
    assert!(list.lines().is_sorted(), "{list}");
    for line in list.lines() {
        let code = line.split(' ').next().unwrap_or_default();
        let page = run(&["explain", code], here);
        assert_eq!(page.status.code(), Some(0), "{code}");
        assert!(out(&page).starts_with('#'), "{code}");
    }
    let output = run(&["explain", "unknown-datset"], here);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("did you mean `unknown-dataset`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn versions_are_told_to_people_and_programs() {
    let output = run(&["version", "--output-format", "json"], Path::new("."));
    let version: Value = serde_json::from_str(&out(&output)).unwrap_or_default();
    let expected = json!({
        "version": env!("CARGO_PKG_VERSION"), "vocabulary": ["0.x", "1.x"], "protocol": 1,
    });
    assert_eq!(version, expected);
    let output = run(&["version"], Path::new("."));
    assert!(out(&output).starts_with(concat!("datasurface-ls ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn wrong_usage_is_told_from_help() {
    for (arguments, code) in [
        (&["--help"][..], 0),
        (&["check", "--help"], 0),
        (&[], 2),
        (&["chekc"], 2),
        (&["check", "--output-format", "yaml"], 2),
        (&["server", "--socket=1"], 2),
    ] {
        let output = run(arguments, Path::new("."));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(code == 0, err(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() -> std::io::Result<()> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!(
        (output.status.code(), err(&output)),
        (Some(0), String::new())
    );
    Ok(())
}

/// Speaks to a server over its standard streams: what it says, and how it ends.
fn speak(messages: &[Value]) -> std::io::Result<(String, Option<i32>)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .args(["server", "--stdio"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        panic!("no pipes");
    };
    for message in messages {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        input.flush()?;
        if message.get("id").is_some() {
            // Nobody may go on before this is answered.
            wait_for_answer(&mut output)?;
        }
    }
    // The pipe stays open: the server must end by itself where it was told to.
    let told = messages.iter().any(|it| it["method"] == "exit");
    let input = told.then_some(input);
    let mut said = String::new();
    output.read_to_string(&mut said)?;
    let code = child.wait()?.code();
    drop(input);
    Ok((said, code))
}

fn wait_for_answer(output: &mut impl std::io::Read) -> std::io::Result<()> {
    let mut header = Vec::new();
    while !header.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        output.read_exact(&mut byte)?;
        header.extend(byte);
    }
    let header = String::from_utf8_lossy(&header);
    let length = header
        .trim()
        .rsplit(' ')
        .next()
        .and_then(|it| it.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    output.read_exact(&mut body)
}

#[test]
fn the_exit_code_says_whether_the_client_said_goodbye() -> std::io::Result<()> {
    let initialize = json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}},
    });
    let initialized = json!({"jsonrpc": "2.0", "method": "initialized", "params": {}});
    let shutdown = json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"});
    let exit = json!({"jsonrpc": "2.0", "method": "exit"});
    let all = [
        initialize.clone(),
        initialized,
        shutdown.clone(),
        exit.clone(),
    ];
    assert_eq!(speak(&all)?, (String::new(), Some(0)));
    assert_eq!(speak(&[initialize.clone(), exit])?.1, Some(1));
    assert_eq!(speak(&[initialize.clone(), shutdown])?.1, Some(0));
    assert_eq!(speak(&[initialize])?.1, Some(1));
    assert_eq!(speak(&[])?.1, Some(1));
    Ok(())
}

#[test]
fn stubs_are_written_for_a_version_and_replace_only_stubs() {
    let folder = folder("stubs", &[]);
    let _ = fs::create_dir_all(&folder);
    let output = run(&["stubs", "typings", "--dsl-version", "1.8.4"], &folder);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).ends_with("files of the package `datasurface` are in typings\n"));
    assert!(folder.join("typings/datasurface/dsl.pyi").is_file());

    let output = run(&["stubs", "typings", "--dsl-version", "0.0.57"], &folder);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(!folder.join("typings/datasurface/dsl.pyi").exists());

    let _ = fs::write(folder.join("typings/datasurface/notes.txt"), "mine\n");
    let output = run(&["stubs", "typings"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("choose another folder"),
        "{}",
        err(&output)
    );
    assert!(folder.join("typings/datasurface/notes.txt").is_file());

    let output = run(&["stubs", "typings", "--dsl-version", "newest"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("written like `1.8.4`"),
        "{}",
        err(&output)
    );
}
