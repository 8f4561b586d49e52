use super::*;
use datasurface_analyzer::MemoryFiles;
use serde_json::json;

fn files(entries: &[(&str, &str)]) -> MemoryFiles {
    let files = MemoryFiles::new();
    for (path, text) in entries {
        files.write(&FilePath::new(path), *text);
    }
    files
}

fn load_text(text: &str) -> (Settings, Vec<String>) {
    let files = files(&[("/w/pyproject.toml", text)]);
    let loaded = load(&files, &[FilePath::new("/w")], &Loaded::default());
    let problems = loaded.problems.iter().map(ToString::to_string);
    (loaded.value, problems.collect())
}

#[test]
fn reads_what_is_set() {
    let (settings, problems) = load_text(
        "[tool.datasurface]\nentry-points = [\"models/eco.py\"]\nexclude = [\"old\"]\n\
         evaluation = \"static\"\nbaseline = \"origin/main\"\n\
         [tool.datasurface.rules]\nunknown-dataset = \"warning\"\nreferences = \"off\"\n",
    );
    assert_eq!(problems, [""; 0]);
    assert_eq!(settings.entry_points, ["models/eco.py"]);
    assert_eq!(settings.exclude, ["old"]);
    let rules: Vec<_> = settings.rules.into_iter().collect();
    assert_eq!(
        rules,
        [
            ("references".to_owned(), None),
            ("unknown-dataset".to_owned(), Some(Severity::Warning)),
        ]
    );
}

#[test]
fn bad_values_are_named_with_their_place() {
    let (settings, problems) = load_text(
        "[tool.datasurface]\nentry-point = []\nexclude = \"old\"\nentry-points = [1, \"eco.py\"]\n\
         evaluation = \"fast\"\nbaseline = true\n\
         rules = { unknown-datasets = \"error\", unknown-dataset = \"fatal\" }\n",
    );
    assert_eq!(settings.entry_points, ["eco.py"]);
    assert!(settings.exclude.is_empty());
    assert!(settings.rules.is_empty());
    expect_test::expect![[r"
        /w/pyproject.toml:2:1: unknown setting `entry-point`; did you mean `entry-points`?
        /w/pyproject.toml:3:11: `exclude` must be a list of strings, not a string
        /w/pyproject.toml:4:17: every item of `entry-points` must be a string, not a number
        /w/pyproject.toml:5:14: `evaluation` must be one of `static`, `exact`, not `fast`
        /w/pyproject.toml:6:12: `baseline` must be a string, not a boolean
        /w/pyproject.toml:7:11: no rule or group is called `unknown-datasets`; did you mean `unknown-dataset`?
        /w/pyproject.toml:7:57: `unknown-dataset` must be one of `error`, `warning`, `information`, `hint`, `off`, not `fatal`"]]
    .assert_eq(&problems.join("\n"));
}

#[test]
fn what_may_not_be_ignored_is_decided_by_the_project() {
    let files = files(&[
        (
            "/w/pyproject.toml",
            "[tool.datasurface]\nno-ignore = [\"governance\", \"unknown-datset\"]\n\
             known-findings = \"known.json\"\n",
        ),
        ("/w/a/eco.py", ""),
    ]);
    let loaded = load(&files, &[FilePath::new("/w/a")], &Loaded::default());
    assert_eq!(loaded.value.no_ignore, ["governance"]);
    let problems: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "/w/pyproject.toml:2:13: no rule or group is called `unknown-datset`; did you mean \
          `unknown-dataset`?"
        ]
    );
    let layer = from_pyproject(&files, &FilePath::new("/w/a")).value;
    assert_eq!(layer.known_findings.as_deref(), Some("/w/known.json"));
    let editor = from_editor(&json!({"noIgnore": [], "knownFindings": "x"}));
    assert_eq!(editor.problems.len(), 2);
}

#[test]
fn broken_toml_and_a_section_that_is_no_table_are_named_with_their_place() {
    let (_, problems) = load_text("[tool]\nx = \n");
    assert!(
        matches!(&problems[..], [one] if one.starts_with("/w/pyproject.toml:2:")),
        "{problems:?}"
    );
    let (_, problems) = load_text("tool.datasurface = 3\n");
    assert_eq!(
        problems,
        ["/w/pyproject.toml:1:20: `tool.datasurface` must be a table"]
    );
    let (_, problems) = load_text("[tool.ruff]\nline-length = 100\n");
    assert!(problems.is_empty());
}

#[test]
fn a_folder_below_takes_the_settings_of_its_repository_and_no_further() {
    let table = "[tool.datasurface]\nentry-points = [\"models/a/eco.py\", \"other/eco.py\"]\n\
                 exclude = [\"build\", \"models/a/old\", \"other/old\"]\n";
    let files = files(&[
        (
            "/pyproject.toml",
            "[tool.datasurface]\nexclude = [\"far\"]\n",
        ),
        ("/w/.git/HEAD", "ref: refs/heads/main\n"),
        ("/w/pyproject.toml", table),
        ("/w/models/pyproject.toml", "[tool.ruff]\n"),
        ("/bare/.git/HEAD", ""),
    ]);
    let below = load(&files, &[FilePath::new("/w/models/a")], &Loaded::default()).value;
    assert_eq!(below.entry_points, ["eco.py"]);
    assert_eq!(below.exclude, ["build", "old"]);
    let bare = load(&files, &[FilePath::new("/bare")], &Loaded::default()).value;
    assert_eq!(bare, Settings::default());
}

#[test]
fn editor_settings_lie_on_top_rule_by_rule() {
    let files = files(&[(
        "/w/pyproject.toml",
        "[tool.datasurface]\nexclude = [\"old\"]\nrules = { unknown-dataset = \"off\", references = \"hint\" }\n",
    )]);
    let editor = from_editor(&json!({
        "rules": {"unknown-dataset": "error"}, "entryPoints": ["x/eco.py"], "exclude": [],
        "path": null, "trace": {"server": "off"}, "codeLens": {}, "dslVersion": "1.x",
    }));
    assert_eq!(editor.problems, []);
    let settings = load(&files, &[FilePath::new("/w")], &editor).value;
    assert_eq!(settings.exclude, ["old"]);
    assert_eq!(settings.entry_points, ["x/eco.py"]);
    let rules: Vec<_> = settings.rules.values().copied().collect();
    assert_eq!(rules, [Some(Severity::Hint), Some(Severity::Error)]);
}

#[test]
fn what_other_python_servers_say_is_left_to_them_in_the_editor_alone() {
    let beside = |section: serde_json::Value| {
        let editor = from_editor(&section);
        let loaded = load(&files(&[]), &[FilePath::new("/w")], &editor);
        assert_eq!(loaded.problems, []);
        loaded.value.beside_python
    };
    assert!(beside(json!({"pythonFindings": "essential"})));
    assert!(!beside(json!({"pythonFindings": "all"})));
    // The client knows what else is running, and this one does not say.
    assert!(!beside(json!({"pythonFindings": "auto"})));
    assert!(!beside(json!({})));
    let (settings, problems) = load_text("[tool.datasurface]\npythonFindings = \"essential\"\n");
    assert!(!settings.beside_python);
    assert_eq!(
        problems,
        ["/w/pyproject.toml:2:1: unknown setting `pythonFindings`"]
    );
}

#[test]
fn bad_editor_settings_do_no_harm() {
    for section in [json!(null), json!(3), json!("x"), json!([])] {
        assert_eq!(from_editor(&section), Loaded::default(), "{section}");
    }
    let loaded = from_editor(&json!({"entryPoint": [], "rules": []}));
    let problems: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "editor settings: unknown setting `entryPoint`; did you mean `entryPoints`?",
            "editor settings: `rules` must be a table, not a list",
        ]
    );
}

#[test]
fn what_an_editor_leaves_empty_is_not_set() {
    let editor = from_editor(&json!({"baseline": "", "actingAs": ""})).value;
    assert_eq!((editor.baseline, editor.acting_as), (None, None));
    let editor = from_editor(&json!({"baseline": "v1", "actingAs": "a/b@c"})).value;
    assert_eq!(editor.baseline.as_deref(), Some("v1"));
    assert_eq!(editor.acting_as.as_deref(), Some("a/b@c"));
}
