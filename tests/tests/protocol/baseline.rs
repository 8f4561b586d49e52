//! Changes against the live branch, in real git repositories.

use std::fs;
use std::path::{Path, PathBuf};

use datasurface_ls::{BaseFound, BaselineReport, ChangesReport, ServeOptions, Verdict};
use serde_json::{Value, json};
use tests::protocol::{Builder, Client, read, text_at, uri};
use tests::repository::Repository;

const ECO: &str = r#"from datasurface.md import DatasetSink

from estate import estate, reader, them
from stores import add_stores


def createEcosystem():
    eco = estate()
    add_stores(eco)
    them(eco).add(reader("Report", [DatasetSink("Orders", "daily")]))
    return eco
"#;

const STORES: &str = r#"from datasurface.md import Dataset, Datastore, DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.types import Integer, VarChar

from estate import nightly, us


def add_stores(eco):
    us(eco).add(
        Datastore("Orders", nightly(), datasets=[Dataset("daily", schema=DDLTable(columns=[
            DDLColumn("id", VarChar(20), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK),
            DDLColumn("amount", Integer()),
        ]), classifications=[SimpleDC(SimpleDCTypes.PUB)])]),
    )
"#;

/// The model without a column.
fn without_amount() -> String {
    STORES.replace("            DDLColumn(\"amount\", Integer()),\n", "")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("live")
        .join(name)
}

/// The repository on the server, whose branch `main` is live.
fn server(name: &str) -> Repository {
    let folder = folder(name);
    let _ = fs::remove_dir_all(&folder);
    let server = Repository::new(&folder.join("estate/model"));
    server.write("estate.py", include_str!("../../common/estate.py"));
    server.write("stores.py", STORES);
    server.write("eco.py", ECO);
    server.commit("one");
    server
}

/// A clone of it on a branch.
fn clone(name: &str, branch: &str, options: &[&str]) -> Repository {
    server(name);
    let whole = Repository::at(&folder(name));
    let source = format!("file://{}", whole.path("estate/model"));
    let mut arguments = vec!["clone", "--quiet"];
    arguments.extend(options);
    arguments.extend([source.as_str(), "own"]);
    whole.git(&arguments);
    let own = Repository::at(&whole.folder().join("own"));
    own.git(&["checkout", "--quiet", "-b", branch]);
    own
}

fn builder(own: &Repository) -> Builder {
    Client::builder()
        .root(&own.path(""))
        .files(ServeOptions::default().files)
        .can("experimental.datasurface.changesChanged", json!(true))
}

async fn client(own: &Repository) -> Client {
    let mut client = builder(own).start().await;
    client.settled().await;
    client
}

/// Opens the stores' file and replaces its text.
async fn edit(client: &mut Client, own: &Repository, text: &str) {
    let path = own.path("stores.py");
    client.open(&path, 1, STORES).await;
    client.change(&path, 2, text).await;
    client.settled().await;
}

async fn changes(client: &mut Client) -> ChangesReport {
    match client.call("datasurface/changes", json!({})).await {
        Ok(report) => read(report),
        Err(refusal) => panic!("{refusal:?}"),
    }
}

async fn baseline(client: &mut Client) -> BaselineReport {
    let status = client.settled().await;
    match status.models.first().and_then(|it| it.baseline.clone()) {
        Some(baseline) => baseline,
        None => panic!("{status:?}"),
    }
}

/// Waits for what git has become.
async fn baseline_when(
    client: &mut Client,
    what: &str,
    wanted: impl Fn(&BaselineReport) -> bool,
) -> BaselineReport {
    client
        .until(what, |client| {
            let status = client.statuses.last()?;
            let baseline = status.models.first()?.baseline.as_ref()?;
            (status.quiescent && wanted(baseline)).then(|| baseline.clone())
        })
        .await
}

async fn finish(mut client: Client) {
    client.settled().await;
    assert!(client.forget("datasurface/changesChanged") > 0);
    client.forget("textDocument/publishDiagnostics");
    client.finish().await;
}

#[tokio::test]
async fn what_another_team_owns_is_an_error_that_names_the_owner() {
    let own = clone("another_team", "them_edit", &[]);
    let mut client = client(&own).await;
    let known = baseline(&mut client).await;
    assert_eq!(
        known.comparison.acting_as.as_deref(),
        Some("estate/model@them_edit")
    );
    assert_eq!(known.comparison.problem, None);
    assert_eq!(known.comparison.verdict, Some(Verdict::Accepted));
    let base = known
        .comparison
        .base
        .unwrap_or_else(|| panic!("no baseline"));
    assert_eq!(
        (base.name.as_str(), base.found),
        ("origin/main", BaseFound::LiveBranch)
    );
    assert_eq!(base.commit, own.git(&["rev-parse", "origin/main"]));

    let path = own.path("stores.py");
    let text = STORES.replace("VarChar(20)", "VarChar(30)");
    edit(&mut client, &own, &text).await;
    let published = client.published_with(&path, "not-authorized").await;
    assert_eq!(published.version, Some(2));
    let finding = published
        .diagnostics
        .iter()
        .find(|it| it.message.contains("estate/model@us_edit"));
    let finding = finding.unwrap_or_else(|| panic!("{published:?}"));
    assert_eq!(text_at(&text, finding.range, "utf-16"), "30");

    let report = changes(&mut client).await;
    let model = &report.models[0];
    assert_eq!(model.changes[0].was.as_deref(), Some("20"));
    let at = json!({"textDocument": {"uri": uri(&path)}, "position": finding.range.start});
    match client.call("textDocument/hover", at).await {
        Ok(hover) => assert_eq!(hover["contents"]["value"], "Live: `20`"),
        Err(refusal) => panic!("{refusal:?}"),
    }
    assert_eq!(model.comparison.verdict, Some(Verdict::Rejected));
    assert_eq!(
        model.changes[0].owner.as_deref(),
        Some("estate/model@us_edit")
    );
    assert_eq!(model.changes[0].allowed, Some(false));
    assert_eq!(model.changes[0].file, uri(&path));
    assert_eq!(model.plan[0].acting_as, "estate/model@us_edit");
    finish(client).await;
}

#[tokio::test]
async fn a_removed_column_breaks_its_consumers() {
    let own = clone("removed_column", "us_edit", &[]);
    let mut client = client(&own).await;
    edit(&mut client, &own, &without_amount()).await;
    let path = own.path("stores.py");
    let published = client.published_with(&path, "removed-data").await;
    let finding = published
        .diagnostics
        .iter()
        .find(|it| it.message.contains("Report"));
    let finding = finding.unwrap_or_else(|| panic!("{published:?}"));
    assert_eq!(
        text_at(&without_amount(), finding.range, "utf-16"),
        "\"daily\""
    );

    let report = changes(&mut client).await;
    assert!(!report.pending);
    let model = &report.models[0];
    assert!(model.breaking);
    assert_eq!(model.changes[0].kind, "removed");
    assert_eq!(model.changes[0].consumers, ["There/Them/Report"]);
    assert_eq!(model.changes[0].allowed, Some(true));

    // The text moves: findings and changes move with it, before and after they are made anew.
    let moved = format!("# moved\n{}", without_amount());
    client.change(&path, 3, &moved).await;
    let published = client.published(&path).await;
    assert_eq!(published.version, Some(3));
    assert_eq!(
        text_at(&moved, published.diagnostics[0].range, "utf-16"),
        "\"daily\""
    );
    let start = report.models[0].changes[0].range.start;
    client.settled().await;
    let report = changes(&mut client).await;
    assert_eq!(report.models[0].changes[0].range.start.line, start.line + 1);

    client.change(&path, 4, STORES).await;
    while !client.published(&path).await.diagnostics.is_empty() {}
    // The finding may go with the statement it was in, before anything is compared.
    client.settled().await;
    assert_eq!(changes(&mut client).await.models[0].changes, []);
    finish(client).await;
}

#[tokio::test]
async fn whoever_owns_something_is_told_with_what() {
    let own = clone("owners", "them_edit", &[]);
    let mut client = client(&own).await;
    let answer = client.call("datasurface/owners", json!({})).await;
    let owners: Vec<String> = match &answer {
        Ok(answer) => answer["owners"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|owner| {
                assert_eq!(owner["root"], uri(&own.path("")));
                let regions = owner["regions"].as_array().into_iter().flatten();
                let regions: Vec<String> = regions
                    .map(|it| format!("{} {}", it["kind"], it["path"]).replace('"', ""))
                    .collect();
                let acting = if owner["isActing"] == true {
                    " (acting)"
                } else {
                    ""
                };
                format!(
                    "{}: {}{acting}",
                    owner["repository"].as_str().unwrap_or_default(),
                    regions.join(", ")
                )
            })
            .collect(),
        Err(refusal) => panic!("{refusal:?}"),
    };
    assert_eq!(
        owners,
        [
            "estate/model@main_edit: ecosystem Estate",
            "estate/model@here_edit: zone Here",
            "estate/model@there_edit: zone There",
            "estate/model@us_edit: team Here/Us",
            "estate/model@them_edit: team There/Them (acting)",
        ]
    );
    finish(client).await;
}

#[tokio::test]
async fn regions_say_whether_they_are_ones_own() {
    const REFRESH: &str = "workspace/codeLens/refresh";
    let own = clone("region_lenses", "us_edit", &[]);
    let mut client = builder(&own)
        .can("workspace.codeLens.refreshSupport", json!(true))
        .start()
        .await;
    let path = own.path("estate.py");
    let yours = async |client: &mut Client| -> Vec<String> {
        let params = json!({"textDocument": {"uri": uri(&path)}});
        let lenses = client.call("textDocument/codeLens", params).await;
        let mut titles = Vec::new();
        for lens in read::<Vec<Value>>(lenses.unwrap_or_default()) {
            let lens = client.call("codeLens/resolve", lens).await;
            let title = lens.unwrap_or_default()["command"]["title"].take();
            titles.extend(title.as_str().map(str::to_owned));
        }
        titles.retain(|title| title.contains("yours"));
        titles
    };
    let known = baseline(&mut client).await;
    assert_eq!(known.changes, 0);
    assert_eq!(
        yours(&mut client).await,
        ["owned by estate/model@us_edit · yours"]
    );

    // Whoever shows them is told when they say something else.
    let refresh = client.server_request(REFRESH).await;
    own.git(&["checkout", "--quiet", "-b", "here_edit"]);
    let acts =
        |it: &BaselineReport| it.comparison.acting_as.as_deref() == Some("estate/model@here_edit");
    baseline_when(&mut client, "the other branch", acts).await;
    assert!(
        !client.has_unread(REFRESH),
        "asked again before it was answered"
    );
    client.reply(&refresh, json!(null)).await;
    let refresh = client.server_request(REFRESH).await;
    client.reply(&refresh, json!(null)).await;
    assert_eq!(
        yours(&mut client).await,
        ["owned by estate/model@here_edit · yours"]
    );
    finish(client).await;
}

#[tokio::test]
async fn the_live_text_of_a_file_is_that_of_the_commit() {
    let own = clone("live_text", "us_edit", &[]);
    own.write("stores.py", &without_amount());
    let mut client = client(&own).await;
    let mut text = async |path: String| -> Value {
        let params = json!({"textDocument": {"uri": uri(&path)}});
        match client.call("datasurface/liveText", params).await {
            Ok(answer) => answer,
            Err(refusal) => panic!("{refusal:?}"),
        }
    };
    let live = text(own.path("stores.py")).await;
    assert_eq!(live["text"], STORES);
    assert_eq!(live["base"]["name"], "origin/main");
    let missing = text(own.path("new.py")).await;
    assert_eq!(missing["text"], Value::Null);
    assert_eq!(missing["problem"], "`origin/main` has no such file");
    finish(client).await;
}

#[tokio::test]
async fn the_live_definition_is_that_of_the_commit() {
    let own = clone("live_definition", "us_edit", &[]);
    let moved = format!("# Moved.\n\n\n{}", without_amount());
    own.write("stores.py", &moved);
    let fresh = ECO.replace("\"Report\"", "\"Fresh\"");
    own.write("eco.py", &fresh);
    let mut client = client(&own).await;
    changes(&mut client).await;
    let path = own.path("stores.py");
    let live = live_definition(&mut client, &path, &moved, "\"daily\"").await;
    assert_eq!(live["places"].as_array().map(Vec::len), Some(1), "{live:#}");
    assert_eq!(live["places"][0]["file"], uri(&path));
    let start = &live["places"][0]["range"]["start"];
    let at = |field: &str| start[field].as_u64().unwrap_or_default() as usize;
    let line = STORES.lines().nth(at("line")).unwrap_or_default();
    let whole = line.get(at("character")..).unwrap_or_default();
    assert!(whole.starts_with("Dataset("), "{whole}");
    let nothing = live_definition(&mut client, &path, &moved, "import").await;
    assert_eq!(nothing["problem"], "Nothing of a model is named here.");
    assert_eq!(nothing["places"], json!([]));

    let missing = live_definition(&mut client, &own.path("eco.py"), &fresh, "\"Fresh\"").await;
    assert_eq!(missing["problem"], "`origin/main` does not define it.");
    finish(client).await;
}

/// What the live model has of what a text names.
async fn live_definition(client: &mut Client, path: &str, text: &str, name: &str) -> Value {
    let before = text.split(name).next().unwrap_or_default();
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().map_or(0, str::len) + 1;
    let params = json!({
        "textDocument": {"uri": uri(path)},
        "position": {"line": line, "character": character},
    });
    match client.call("datasurface/liveDefinition", params).await {
        Ok(answer) => answer,
        Err(refusal) => panic!("{refusal:?}"),
    }
}

#[tokio::test]
async fn verdicts_follow_the_branch() {
    let own = clone("branch_switch", "us_edit", &[]);
    own.write(
        "stores.py",
        &without_amount().replace("VarChar(20)", "VarChar(30)"),
    );
    let mut client = client(&own).await;
    let known = changes(&mut client).await;
    assert_eq!(known.models[0].changes[0].allowed, Some(true));
    // Nothing of the working tree is another file, and nobody tells the server.
    own.git(&["checkout", "--quiet", "-b", "them_edit"]);
    let switched =
        |it: &BaselineReport| it.comparison.acting_as.as_deref() == Some("estate/model@them_edit");
    baseline_when(&mut client, "the other branch", switched).await;
    let report = changes(&mut client).await;
    assert_eq!(report.models[0].changes[0].allowed, Some(false));
    // The live branch moves on.
    own.commit("two");
    own.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let moved = |it: &BaselineReport| it.changes == 0;
    baseline_when(&mut client, "the moved live branch", moved).await;
    // Where references are kept is nothing to be told of.
    own.git(&["pack-refs", "--all"]);
    own.git(&["update-ref", "refs/remotes/origin/main", "HEAD~1"]);
    let back = |it: &BaselineReport| it.changes > 0;
    baseline_when(&mut client, "the live branch as it was", back).await;
    finish(client).await;
}

#[tokio::test]
async fn a_live_branch_that_is_gone_gives_way_to_the_merge_base() {
    let own = clone("ref_deleted", "us_edit", &[]);
    own.git(&["branch", "--quiet", "master", "main"]);
    own.git(&["branch", "--quiet", "--delete", "--force", "main"]);
    let mut client = client(&own).await;
    own.git(&["update-ref", "-d", "refs/remotes/origin/main"]);
    let fallen = |it: &BaselineReport| {
        it.comparison
            .base
            .as_ref()
            .is_some_and(|it| it.found == BaseFound::MergeBase)
    };
    baseline_when(&mut client, "the merge base", fallen).await;
    own.git(&["branch", "--quiet", "--delete", "--force", "master"]);
    let gone =
        |it: &BaselineReport| it.comparison.base.is_none() && it.comparison.problem.is_some();
    let told = baseline_when(&mut client, "nothing to compare with", gone).await;
    assert_eq!(told.comparison.verdict, None);
    finish(client).await;
}

#[tokio::test]
async fn worktrees_packed_references_and_shallow_clones_have_their_baseline() {
    let own = clone("worktree", "us_edit", &[]);
    own.git(&["pack-refs", "--all"]);
    own.git(&["worktree", "add", "--quiet", "-b", "them_edit", "../other"]);
    let other = Repository::at(&folder("worktree").join("other"));
    other.write("stores.py", &without_amount());
    let shallow = clone("shallow", "them_edit", &["--depth", "1"]);
    shallow.write("stores.py", &without_amount());
    for own in [other, shallow] {
        let mut client = client(&own).await;
        let known = baseline(&mut client).await;
        assert_eq!(
            known.comparison.acting_as.as_deref(),
            Some("estate/model@them_edit")
        );
        assert_eq!(known.changes, 1, "{known:?}");
        assert_eq!(known.comparison.verdict, Some(Verdict::Rejected));
        finish(client).await;
    }
}

#[tokio::test]
async fn without_git_everything_else_works() {
    let own = clone("no_git", "us_edit", &[]);
    let _ = fs::remove_dir_all(own.folder().join(".git"));
    // The folder of builds is in a repository itself: an empty one in between ends the search.
    own.write(".git", "gitdir: nowhere\n");
    let mut client = client(&own).await;
    let known = baseline(&mut client).await;
    assert_eq!(known.comparison.base, None);
    assert!(known.comparison.problem.is_some(), "{known:?}");
    edit(
        &mut client,
        &own,
        &STORES.replace("nightly, us", "nightly, us, nobody"),
    )
    .await;
    assert_eq!(
        client.published(&own.path("stores.py")).await.codes(),
        ["failed-import"]
    );
    finish(client).await;
}

#[tokio::test]
async fn settings_say_who_acts_and_what_to_compare_with() {
    let own = clone("settings", "anything", &[]);
    own.write("stores.py", &without_amount());
    own.commit("two");
    let settings = json!({"actingAs": "estate/model@us_edit", "baseline": "HEAD"});
    let mut client = builder(&own).settings(settings).start().await;
    client.settled().await;
    let known = baseline(&mut client).await;
    assert_eq!(
        known.comparison.acting_as.as_deref(),
        Some("estate/model@us_edit")
    );
    assert_eq!(
        known.comparison.base.map(|it| it.found),
        Some(BaseFound::Setting)
    );
    assert_eq!(known.changes, 0);
    finish(client).await;
}

#[tokio::test]
async fn a_broken_object_is_said_and_harms_nothing_else() {
    let own = clone("broken", "us_edit", &[]);
    // What is committed here is in a file of its own.
    own.write("stores.py", &without_amount());
    own.commit("two");
    own.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let id = own.git(&["rev-parse", "HEAD:stores.py"]);
    let object = format!(".git/objects/{}/{}", &id[..2], &id[2..]);
    let _ = fs::remove_file(own.folder().join(&object));
    own.write(&object, "broken");
    let mut client = client(&own).await;
    let known = baseline(&mut client).await;
    assert_eq!(known.comparison.base, None);
    let problem = known.comparison.problem.unwrap_or_default();
    assert!(problem.contains("stores.py"), "{problem}");
    finish(client).await;
}

/// What is offered in a file about a finding of a rule, by title, with the text it leads to.
async fn fixes(client: &mut Client, path: &str, text: &str, code: &str) -> Vec<(String, String)> {
    let published = client.published_with(path, code).await;
    let finding = published
        .diagnostics
        .iter()
        .find(|it| it.code == Some(tower_lsp::ls_types::NumberOrString::String(code.to_owned())));
    let range = finding.map(|it| it.range);
    let params = json!({
        "textDocument": {"uri": uri(path)}, "range": range, "context": {"diagnostics": []},
    });
    let actions = match client.call("textDocument/codeAction", params).await {
        Ok(actions) => actions.as_array().cloned().unwrap_or_default(),
        Err(refusal) => panic!("{refusal:?}"),
    };
    let made = actions.iter().map(|action| {
        let edit = &action["edit"]["changes"][uri(path)][0];
        let range = &edit["range"];
        let offset = |position: &Value| -> usize {
            let line = position["line"].as_u64().unwrap_or_default() as usize;
            let before = text.split_inclusive('\n').take(line).map(str::len);
            before.sum::<usize>() + position["character"].as_u64().unwrap_or_default() as usize
        };
        let mut text = text.to_owned();
        let new = edit["newText"].as_str().unwrap_or_default();
        text.replace_range(offset(&range["start"])..offset(&range["end"]), new);
        (
            action["title"].as_str().unwrap_or_default().to_owned(),
            text,
        )
    });
    made.collect()
}

#[tokio::test]
async fn what_breaks_can_be_taken_back() {
    let own = clone("fixes", "us_edit", &[]);
    let path = own.path("stores.py");
    let kinds = json!({"codeActionKind": {"valueSet": ["quickfix"]}});
    let mut client = builder(&own)
        .can("textDocument.codeAction.codeActionLiteralSupport", kinds)
        .start()
        .await;
    client.settled().await;
    client.open(&path, 1, STORES).await;
    let back = |title: &str| vec![(title.to_owned(), STORES.to_owned())];
    let narrowed = STORES.replace("VarChar(20)", "VarChar(10)");
    let without_id = {
        let lines = STORES
            .split_inclusive('\n')
            .filter(|line| !line.contains("\"id\""));
        lines.collect::<String>()
    };
    let cases = [
        (without_amount(), "removed-data", "Restore column `amount`"),
        (without_id, "removed-data", "Restore column `id`"),
        (
            narrowed,
            "incompatible-schema",
            "Change back to `VarChar(20)`",
        ),
    ];
    for (version, (text, code, title)) in (2..).zip(cases) {
        client.forget("textDocument/publishDiagnostics");
        client.change(&path, version, &text).await;
        assert_eq!(fixes(&mut client, &path, &text, code).await, back(title));
    }
    finish(client).await;
}

#[tokio::test]
async fn each_model_is_compared_with_its_own_baseline() {
    let whole = folder("several");
    let _ = fs::remove_dir_all(&whole);
    let mut client = Client::builder().files(ServeOptions::default().files);
    let mut owns = Vec::new();
    for (name, branch) in [("several/a", "us_edit"), ("several/b", "them_edit")] {
        let own = clone(name, branch, &[]);
        own.write("stores.py", &without_amount());
        client = client.root(&own.path(""));
        owns.push(own);
    }
    let mut client = client
        .can("experimental.datasurface.changesChanged", json!(true))
        .start()
        .await;
    client.settled().await;
    let report = changes(&mut client).await;
    let said = report.models.iter().map(|model| {
        assert_eq!(model.changes.len(), 1, "{model:?}");
        (model.root.clone(), model.changes[0].allowed)
    });
    let root = |at: usize| uri(owns[at].path("").trim_end_matches('/'));
    let expected = [(root(0), Some(true)), (root(1), Some(false))];
    assert_eq!(said.collect::<Vec<_>>(), expected);
    let one = client
        .call("datasurface/changes", json!({"root": root(1)}))
        .await;
    let one: ChangesReport = read(one.unwrap_or_default());
    assert_eq!(one.models, report.models[1..]);
    finish(client).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_repository_behind_a_link_has_its_baseline() {
    let own = clone("link", "us_edit", &[]);
    own.write("stores.py", &without_amount());
    let link = folder("link").join("linked");
    assert!(std::os::unix::fs::symlink(own.folder(), &link).is_ok());
    let linked = Repository::at(&link);
    let mut client = client(&linked).await;
    let known = baseline(&mut client).await;
    assert_eq!(known.changes, 1, "{known:?}");
    finish(client).await;
}

#[tokio::test]
async fn rules_of_changes_are_switched_like_others() {
    let own = clone("rules", "us_edit", &[]);
    own.write("stores.py", &without_amount());
    let settings = json!({"rules": {"compatibility": "off"}});
    let mut client = builder(&own).settings(settings).start().await;
    let status = client.settled().await;
    assert_eq!(status.errors, 0);
    let report = changes(&mut client).await;
    assert_eq!(report.models[0].comparison.verdict, Some(Verdict::Accepted));
    assert_eq!(report.models[0].changes.len(), 1);
    finish(client).await;
}
