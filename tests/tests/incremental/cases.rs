//! Edit sequences worth naming.

use datasurface_analyzer::{Encoding, FilePath};

use crate::programs::{Texts, estate, sample, tiny};
use crate::workspace::{Disturbed, Said, Workspace};

fn path(name: &str) -> FilePath {
    FilePath::new("/model").join(name)
}

/// Evaluates, and compares with a fresh load.
fn same(workspace: &mut Workspace) -> Said {
    let (_, said) = workspace.evaluate(Disturbed::No);
    let differences = said.differences(&workspace.fresh());
    assert!(differences.is_empty(), "{differences}");
    said
}

fn texts(files: &[(&str, &str)]) -> Texts {
    files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn a_model_typed_from_nothing_is_found() {
    let wanted = sample("starter");
    let mut workspace = Workspace::new(texts(&[("notes.txt", "")]));
    assert!(same(&mut workspace).models.is_empty());
    workspace.open(&path("eco.py"));
    assert!(same(&mut workspace).models.is_empty());
    let text = &wanted["eco.py"];
    // Line by line, as it would be pasted in pieces; what is there in between need not parse.
    let ends: Vec<usize> = text
        .match_indices("\n\n\n")
        .map(|(at, _)| at + 1)
        .chain([text.len()])
        .collect();
    for end in ends {
        workspace.change(&path("eco.py"), text[..end].to_owned(), Encoding::Utf16);
        workspace.evaluate(Disturbed::No);
    }
    assert_eq!(same(&mut workspace).models[0].counts.datasets, 5);
}

#[test]
fn a_model_written_file_by_file_is_found() {
    let wanted = sample("harbor");
    let mut workspace = Workspace::new(Texts::new());
    for (name, text) in &wanted {
        workspace.change(&path(name), text.clone(), Encoding::Utf8);
        same(&mut workspace);
    }
    assert_eq!(same(&mut workspace).models[0].counts.datasets, 30);
    for name in wanted.keys() {
        workspace.delete(&path(name));
        same(&mut workspace);
    }
    assert!(same(&mut workspace).models.is_empty());
}

#[test]
fn a_file_without_the_entry_function_is_no_model_any_more() {
    let mut workspace = Workspace::new(sample("starter"));
    workspace.open(&path("eco.py"));
    same(&mut workspace);
    let text = workspace
        .text(&path("eco.py"))
        .unwrap_or_default()
        .to_owned();
    workspace.change(
        &path("eco.py"),
        text.replace("createEcosystem", "createNothing"),
        Encoding::Utf8,
    );
    assert!(same(&mut workspace).models.is_empty());
    workspace.change(&path("eco.py"), text, Encoding::Utf8);
    assert_eq!(same(&mut workspace).models.len(), 1);
}

#[test]
fn a_broken_file_that_is_not_imported_any_more_says_nothing() {
    let mut workspace = Workspace::new(sample("atlas"));
    same(&mut workspace);
    let broken = workspace
        .text(&path("team_care.py"))
        .unwrap_or_default()
        .replace("def maskingWorkspace()", "def ()");
    workspace.change(&path("team_care.py"), broken, Encoding::Utf8);
    assert!(!workspace.evaluate(Disturbed::No).1.parses());
    let zone = workspace
        .text(&path("zone_islands.py"))
        .unwrap_or_default()
        .to_owned();
    let without: String = zone
        .split_inclusive('\n')
        .filter(|line| !line.contains("defineCare"))
        .collect();
    workspace.change(&path("zone_islands.py"), without, Encoding::Utf8);
    assert!(same(&mut workspace).parses());
}

#[test]
fn a_module_that_becomes_a_package_is_still_found() {
    let mut workspace = Workspace::new(sample("atlas"));
    same(&mut workspace);
    let text = workspace
        .text(&path("columns.py"))
        .unwrap_or_default()
        .to_owned();
    workspace.delete(&path("columns.py"));
    same(&mut workspace);
    workspace.change(&path("columns/__init__.py"), text, Encoding::Utf8);
    assert_eq!(same(&mut workspace).models[0].counts.datasets, 23);
    // A file beside the package goes unseen, as in Python.
    workspace.change(
        &path("columns.py"),
        "raise Exception()\n".to_owned(),
        Encoding::Utf8,
    );
    same(&mut workspace);
}

#[test]
fn what_is_open_wins_over_the_disk_until_it_is_closed() {
    let mut workspace = Workspace::new(sample("harbor"));
    let names = path("names.py");
    workspace.open(&names);
    let text = workspace.text(&names).unwrap_or_default().to_owned();
    workspace.change(
        &names,
        text.replace("NUM_TERMINALS: int = 3", "NUM_TERMINALS: int = 2"),
        Encoding::Utf8,
    );
    assert_eq!(same(&mut workspace).models[0].counts.teams, 4);
    workspace.close(&names);
    assert_eq!(same(&mut workspace).models[0].counts.teams, 5);
    workspace.change(
        &names,
        text.replace("NUM_TERMINALS: int = 3", "NUM_TERMINALS: int = 30"),
        Encoding::Utf8,
    );
    let said = same(&mut workspace);
    assert_eq!(
        (said.models[0].counts.teams, said.diagnostics.len()),
        (32, 0)
    );
}

#[test]
fn a_suggestion_follows_the_names_there_are() {
    let mut workspace = Workspace::new(sample("atlas"));
    let (stock, ferries) = (path("team_stock.py"), path("team_ferries.py"));
    let text = workspace.text(&stock).unwrap_or_default().to_owned();
    workspace.change(
        &stock,
        text.replace("DatasetSink(\"Sensors\"", "DatasetSink(\"Sensorx\""),
        Encoding::Utf8,
    );
    assert!(!same(&mut workspace).diagnostics.is_empty());
    let text = workspace.text(&stock).unwrap_or_default().to_owned();
    workspace.change(
        &stock,
        text.replace("        \"Sensors\",", "        \"Gauges\","),
        Encoding::Utf8,
    );
    same(&mut workspace);
    // The name that is meant comes from another team.
    let text = workspace.text(&ferries).unwrap_or_default().to_owned();
    workspace.change(
        &ferries,
        text.replace("\"Nolsoy\":", "\"Nolsoi\":"),
        Encoding::Utf8,
    );
    same(&mut workspace);
    workspace.change(
        &ferries,
        text.replace("f\"Route_{route}\"", "f\"Sensor{route[0]}\""),
        Encoding::Utf8,
    );
    same(&mut workspace);
}

/// Replaces text in a file that is not open.
fn replace(workspace: &mut Workspace, name: &str, old: &str, new: &str) {
    let text = workspace.text(&path(name)).unwrap_or_default();
    assert!(text.contains(old), "{name} has no {old}");
    let text = text.replace(old, new);
    workspace.change(&path(name), text, Encoding::Utf8);
}

/// How many sinks have nothing to read.
fn affected(said: &Said) -> u32 {
    said.diagnostics
        .values()
        .flatten()
        .filter(|finding| finding.code == "unknown-dataset")
        .map(|finding| finding.count)
        .sum()
}

#[test]
fn every_link_of_a_chain_of_transformers_is_seen_by_the_next() {
    let mut workspace = Workspace::new(sample("foundry"));
    assert_eq!(affected(&same(&mut workspace)), 0);
    // A dataset that a step writes, by another name, and how many sinks of later links read it.
    for (file, written, other, readers) in [
        (
            "team_furnace.py",
            "dataset(\"temperatures\"",
            "dataset(\"degrees\"",
            1,
        ),
        (
            "team_laboratory.py",
            "dataset(\"grades\"",
            "dataset(\"marks\"",
            2,
        ),
        (
            "team_planning.py",
            "dataset(planOf(part)",
            "dataset(part",
            4,
        ),
    ] {
        replace(&mut workspace, file, written, other);
        assert_eq!(affected(&same(&mut workspace)), readers, "{file}");
        replace(&mut workspace, file, other, written);
        assert_eq!(affected(&same(&mut workspace)), 0, "{file}");
    }
    // Without the second link, those who come after it have nothing to read.
    let link = "laboratory=defineLaboratory, ";
    replace(&mut workspace, "zone_works.py", link, "");
    let said = same(&mut workspace);
    assert_eq!((affected(&said), said.models[0].counts.datastores), (3, 4));
}

#[test]
fn a_line_of_a_table_makes_and_takes_away_many_objects() {
    let mut workspace = Workspace::new(sample("orchard"));
    assert_eq!(same(&mut workspace).models[0].counts.datastores, 233);
    let valley =
        "    \"Gullane\": (\"Coast\", BARN, [f\"Strip_{letter}\" for letter in \"ABCDEF\"]),\n";
    let more = valley.replace("ABCDEF", "ABCDEFG");
    replace(&mut workspace, "tables.py", valley, &more);
    let said = same(&mut workspace);
    assert_eq!(
        (said.models[0].counts.datastores, affected(&said)),
        (238, 0)
    );
    // One measure less, which every valley's board and every packing house read.
    replace(
        &mut workspace,
        "tables.py",
        "    \"harvest\": ([",
        "    \"picking\": ([",
    );
    let said = same(&mut workspace);
    assert_eq!(affected(&said), 2 * 47);
    replace(
        &mut workspace,
        "tables.py",
        "    \"picking\": ([",
        "    \"harvest\": ([",
    );
    // Where one region's data may stand is said in its line, and felt in another file.
    replace(
        &mut workspace,
        "tables.py",
        "places=[BARN, CLOUD_EAST]",
        "places=[BARN]",
    );
    let said = same(&mut workspace);
    let findings = said.diagnostics.values().flatten();
    let mut findings: Vec<_> = findings.map(|it| (it.code, it.count)).collect();
    findings.sort_unstable();
    // The region's own teams keep data there, too.
    let refused = ("location-not-allowed", 4);
    assert_eq!(findings.len(), 3);
    assert_eq!(findings[0].0, "location-against-own-zone");
    assert_eq!(findings[1..], [refused, refused]);
    replace(
        &mut workspace,
        "tables.py",
        "places=[BARN]",
        "places=[BARN, CLOUD_EAST]",
    );
    replace(&mut workspace, "tables.py", &more, valley);
    assert!(same(&mut workspace).diagnostics.is_empty());
}

/// An `eco.py` with these lines in `createEcosystem`, beside the shared estate.
fn small(lines: &[&str]) -> String {
    let head = "from datasurface.md import DatasetGroup, DatasetSink, Workspace\n\
                from estate import database, estate, reader, store, them, us\n\n\n\
                def createEcosystem():\n    eco = estate()\n";
    let lines: Vec<String> = lines.iter().map(|line| format!("    {line}\n")).collect();
    format!("{head}{}    return eco\n", lines.concat())
}

/// Loads the first text, changes it to the second, and compares with a fresh load of that.
fn changed(first: &[&str], second: &[&str]) -> Said {
    let mut workspace = Workspace::new(texts(&[
        ("eco.py", &small(first)),
        ("estate.py", &estate()),
    ]));
    same(&mut workspace);
    workspace.change(&path("eco.py"), small(second), Encoding::Utf8);
    same(&mut workspace)
}

#[test]
fn of_several_objects_the_first_in_the_model_is_named() {
    let first = "us(eco).add(Workspace(\"Early\", database(\"Early\", \"Home:Nowhere\")))";
    let second = "us(eco).add(Workspace(\"Later\", database(\"Later\", \"Home:Nowhere\")))";
    let said = changed(&[second], &[first, second]);
    assert_eq!(said.diagnostics.len(), 1);
    changed(&[first, second], &[second, first]);
}

#[test]
fn a_second_store_of_a_name_is_seen_wherever_it_is_inserted() {
    let ours = "us(eco).add(store(\"Alpha\", [\"a\"]))";
    let theirs = "them(eco).add(store(\"Alpha\", [\"c\"]))";
    let said = changed(&[theirs], &[theirs, ours]);
    assert_eq!(said.models[0].counts.datastores, 2);
    let said = changed(&[theirs], &[ours, theirs]);
    assert_eq!(said.models[0].counts.datastores, 2);
}

#[test]
fn of_several_stores_of_a_name_the_first_in_the_model_comes_first() {
    let ours = "us(eco).add(store(\"Alpha\", [\"a\", \"b\"]))";
    let theirs = "them(eco).add(store(\"Alpha\", [\"c\"]))";
    let reader = "us(eco).add(reader(\"Report\", [DatasetSink(\"Alpha\", \"z\")]))";
    changed(&[ours, theirs, reader], &[theirs, ours, reader]);
    changed(&[ours, ours, reader], &[ours, theirs, ours, reader]);
}

#[test]
fn a_module_that_is_not_imported_any_more_says_nothing() {
    let mut workspace = Workspace::new(sample("harbor"));
    same(&mut workspace);
    let names = workspace
        .text(&path("names.py"))
        .unwrap_or_default()
        .to_owned();
    let without: String = names
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("TIDE_RTE_NAME"))
        .collect();
    workspace.change(&path("names.py"), without, Encoding::Utf8);
    same(&mut workspace);
    let zone = workspace
        .text(&path("zone_port.py"))
        .unwrap_or_default()
        .to_owned();
    let without: String = zone
        .split_inclusive('\n')
        .filter(|line| !line.contains("team_customs"))
        .collect();
    workspace.change(&path("zone_port.py"), without, Encoding::Utf8);
    same(&mut workspace);
}

#[test]
fn a_module_that_is_imported_by_a_wrong_name_says_nothing() {
    let mut workspace = Workspace::new(tiny());
    same(&mut workspace);
    // The entry runs again, and takes over what it imports.
    let mut edit = |name: &str, old: &str, new: &str| {
        let text = workspace.text(&path(name)).unwrap_or_default();
        assert!(text.contains(old), "{name} has no {old}");
        let text = text.replacen(old, new, 1);
        workspace.change(&path(name), text, Encoding::Utf8);
        same(&mut workspace)
    };
    edit("eco.py", "from owners", "\"\"\"Twice\"\"\"\n\nfrom owners");
    edit(
        "zone_01.py",
        "from team_mooring_002",
        "from team_mooring_102",
    );
    assert!(edit("team_mooring_002.py", "    ]", "").parses());
}

#[test]
fn a_default_argument_is_what_it_is_now() {
    let files = |part: &str| {
        let a = format!("P = \"{part}\"\n");
        texts(&[
            ("a.py", a.as_str()),
            (
                "b.py",
                "from a import P\n\n\ndef make(x=P):\n    return x\n",
            ),
            (
                "eco.py",
                "from b import make\nfrom datasurface.md import DatasetSink\nfrom estate import estate, reader, store, us\n\n\n\
                 def createEcosystem():\n    eco = estate()\n    us(eco).add(store(\"Orders\", [make()]))\n    \
                 us(eco).add(reader(\"Report\", [DatasetSink(\"Orders\", \"two\")]))\n    return eco\n",
            ),
            ("estate.py", &estate()),
        ])
    };
    let mut workspace = Workspace::new(files("one"));
    assert_eq!(same(&mut workspace).diagnostics.len(), 1);
    workspace.change(&path("a.py"), "P = \"two\"\n".to_owned(), Encoding::Utf8);
    assert!(same(&mut workspace).diagnostics.is_empty());
}

#[test]
fn a_name_missing_in_a_module_that_does_not_parse_is_not_missed() {
    let mut workspace = Workspace::new(sample("atlas"));
    same(&mut workspace);
    let places = path("places.py");
    let text = workspace.text(&places).unwrap_or_default().to_owned();
    let renamed = text.replace("NORTH_HOME: str", "HOME: str");
    assert_ne!(text, renamed);
    // While another statement does not parse, the name may be what it is to become.
    let broken = format!("{renamed}\nOTHER = (\n");
    workspace.change(&places, broken, Encoding::Utf8);
    let (_, said) = workspace.evaluate(Disturbed::No);
    let codes = |said: &Said| -> Vec<&str> {
        let findings = said.diagnostics.values().flatten();
        findings.map(|finding| finding.code).collect()
    };
    assert!(codes(&said).iter().all(|code| *code == "syntax-error"));
    workspace.change(&places, renamed, Encoding::Utf8);
    assert!(codes(&same(&mut workspace)).contains(&"failed-import"));
}

#[test]
fn a_guess_what_was_meant_follows_the_names_there_are() {
    let eco = |more: &str, from: &str| {
        format!(
            "from datasurface.{from} import Ecosystem\nfrom names import FIRTS\n{more}\n\n\n\
             def createEcosystem():\n    CredentialType()\n    return Ecosystem and SECNOD\n"
        )
    };
    let mut workspace = Workspace::new(texts(&[
        ("eco.py", &eco("", "md")),
        ("names.py", "ONE = 1\n"),
    ]));
    let messages = |said: &Said| -> String {
        let findings = said.diagnostics.values().flatten();
        let messages: Vec<&str> = findings.map(|it| it.message.as_str()).collect();
        messages.join("\n")
    };
    let said = messages(&same(&mut workspace));
    assert!(
        said.contains("from `datasurface.md.credential`") && !said.contains("Did you mean"),
        "{said}"
    );
    workspace.change(
        &path("names.py"),
        "ONE = 1\nFIRST = 1\n".to_owned(),
        Encoding::Utf8,
    );
    assert!(messages(&same(&mut workspace)).contains("`FIRST`"));
    workspace.change(&path("eco.py"), eco("SECOND = 2\n", "dsl"), Encoding::Utf8);
    let said = messages(&same(&mut workspace));
    assert!(said.contains("`SECOND`"), "{said}");
    assert!(said.contains("from `datasurface.security`"), "{said}");
}

#[test]
fn a_mapping_file_and_the_model_are_held_against_each_other() {
    let eco = r#"from datasurface.md import DatasetSink
from estate import estate, reader, store, us
from platform import provider


def createEcosystem():
    eco = estate()
    eco.add(provider())
    us(eco).add(store("Orders", ["daily"]), reader("Report", [DatasetSink("Orders", "daily")]))
    return eco
"#;
    let mapping = r#"[{"workspace": "Report", "dsgName": "everything", "assignments": [{"dataPlatform": "Fast",
"documentation": "d", "productionStatus": "PRODUCTION", "deprecationsAllowed": "NEVER", "status": "PROVISIONED"}]}]"#;
    let estate = estate();
    let platform = include_str!("../../common/platform.py");
    let mut workspace = Workspace::new(texts(&[
        ("eco.py", eco),
        ("estate.py", &estate),
        ("platform.py", platform),
        ("Batches_dsg_platform_mapping.json", mapping),
    ]));
    let codes = |said: &Said| -> Vec<&'static str> {
        let findings = said.diagnostics.values().flatten();
        findings.map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&same(&mut workspace)), [""; 0]);

    // The model changes, the file does not.
    let eco_path = path("eco.py");
    let renamed = eco.replace("\"Report\"", "\"Reports\"");
    workspace.change(&eco_path, renamed, Encoding::Utf8);
    assert_eq!(codes(&same(&mut workspace)), ["unknown-assigned-group"]);
    workspace.change(&eco_path, eco.to_owned(), Encoding::Utf8);
    assert_eq!(codes(&same(&mut workspace)), [""; 0]);

    // The file changes, in an editor and on disk, and goes.
    let file = path("Batches_dsg_platform_mapping.json");
    workspace.open(&file);
    let wrong = mapping.replace("Fast", "Fats");
    workspace.change(&file, wrong, Encoding::Utf16);
    assert_eq!(codes(&same(&mut workspace)), ["unknown-assigned-platform"]);
    workspace.close(&file);
    assert_eq!(codes(&same(&mut workspace)), [""; 0]);
    workspace.change(&file, "[{]".to_owned(), Encoding::Utf8);
    assert!(codes(&same(&mut workspace)).contains(&"invalid-mapping-file"));
    workspace.delete(&file);
    assert_eq!(codes(&same(&mut workspace)), [""; 0]);
    workspace.change(
        &path("Batches_dog_platform_mapping.json"),
        mapping.to_owned(),
        Encoding::Utf8,
    );
    assert_eq!(codes(&same(&mut workspace)), ["misnamed-mapping-file"]);
}

#[test]
fn a_table_that_a_model_reads_is_an_input_of_it() {
    let eco = r#"import csv
import json
from pathlib import Path

from datasurface.md import DatasetSink
from estate import estate, reader, store, us

HERE = Path(__file__).parent


def names(file):
    with open(HERE / "tables" / file) as table:
        return [row["dataset"] for row in csv.DictReader(table)]


def createEcosystem():
    eco = estate()
    for file in sorted(path.name for path in (HERE / "tables").glob("*.csv")):
        us(eco).add(store(file.partition(".")[0].title(), names(file)))
    wanted = json.loads((HERE / "wanted.json").read_text())
    for name in wanted:
        us(eco).add(reader(f"Report_{name}", [DatasetSink("Orders", name)]))
    return eco
"#;
    let estate = estate();
    let mut workspace = Workspace::new(texts(&[
        ("eco.py", eco),
        ("estate.py", &estate),
        ("tables/orders.csv", "dataset\ndaily\n"),
        ("tables/bills.csv", "dataset\nopen\nclosed\n"),
        ("wanted.json", "[\"daily\"]"),
    ]));
    let codes = |said: &Said| -> Vec<&'static str> {
        let findings = said.diagnostics.values().flatten();
        findings.map(|finding| finding.code).collect()
    };
    let said = same(&mut workspace);
    assert_eq!(codes(&said), [""; 0]);
    assert_eq!(said.models[0].counts.datasets, 3);

    let orders = path("tables/orders.csv");
    workspace.change(&orders, "dataset\nhourly\n".to_owned(), Encoding::Utf8);
    assert_eq!(codes(&same(&mut workspace)), ["unknown-dataset"]);

    // What the editor has wins over the disk, and counts no longer once it is closed.
    workspace.open(&orders);
    workspace.change(
        &orders,
        "dataset\ndaily\nlate\n".to_owned(),
        Encoding::Utf16,
    );
    let said = same(&mut workspace);
    assert_eq!(codes(&said), [""; 0]);
    assert_eq!(said.models[0].counts.datasets, 4);
    workspace.close(&orders);
    assert_eq!(codes(&same(&mut workspace)), ["unknown-dataset"]);

    // Another file in the folder, and one less.
    workspace.change(
        &path("tables/parts.csv"),
        "dataset\nsmall\n".to_owned(),
        Encoding::Utf8,
    );
    assert_eq!(same(&mut workspace).models[0].counts.datasets, 4);
    workspace.delete(&path("tables/bills.csv"));
    assert_eq!(same(&mut workspace).models[0].counts.datasets, 2);

    // What is not there is an exception, at the call that wants it.
    workspace.delete(&path("wanted.json"));
    let said = same(&mut workspace);
    assert_eq!(codes(&said), ["uncaught-exception"]);
    workspace.change(
        &path("wanted.json"),
        "[\"hourly\"]".to_owned(),
        Encoding::Utf8,
    );
    assert_eq!(codes(&same(&mut workspace)), [""; 0]);

    // Only what read the table runs again.
    let (update, _) = workspace.evaluate(Disturbed::No);
    assert_eq!(update.work.frames, 0);
    workspace.change(
        &path("tables/parts.csv"),
        "dataset\nlarge\n".to_owned(),
        Encoding::Utf8,
    );
    let (update, said) = workspace.evaluate(Disturbed::No);
    assert_eq!(said.differences(&workspace.fresh()), "");
    assert!(update.work.spliced > 0, "{:?}", update.work);
    assert_eq!(update.work.statements, 0);
}

#[test]
fn what_goes_wrong_inside_of_the_library_is_noted_at_the_call_wherever_it_moves() {
    let eco = |before: &str, key: &str| {
        format!(
            "from collections import Counter, deque\nfrom estate import estate, store, us\n\n\n\
             def createEcosystem():\n    eco = estate()\n{before}    queue = deque([1])\n    \
             queue.popleft()\n    queue.{key}()\n    us(eco).add(store(\"Orders\", [\"daily\"]))\n    \
             return eco\n"
        )
    };
    let estate = estate();
    let mut workspace = Workspace::new(texts(&[
        ("eco.py", &eco("", "popleft")),
        ("estate.py", &estate),
    ]));
    let found = |said: &Said| -> Vec<String> {
        let findings = said.diagnostics.values().flatten();
        findings
            .map(|it| format!("{}: {}", it.code, it.message))
            .collect()
    };
    let said = found(&same(&mut workspace));
    assert!(
        matches!(said.as_slice(), [one] if one.contains("pop from an empty deque")),
        "{said:?}"
    );
    for (before, key) in [
        ("    seen = Counter(\"ab\")\n", "popleft"),
        ("    seen = Counter(\"ab\")\n    more = seen\n", "pop"),
        ("", "pop"),
    ] {
        workspace.change(&path("eco.py"), eco(before, key), Encoding::Utf8);
        assert_eq!(found(&same(&mut workspace)).len(), 1);
    }
    workspace.change(&path("eco.py"), eco("", "clear"), Encoding::Utf8);
    assert_eq!(found(&same(&mut workspace)), [""; 0]);
}

/// Modules that import each other, with one of them edited: what each sees of the others while
/// it is loaded is what Python would show it, not what was there before.
#[test]
fn modules_that_import_each_other_see_each_other_as_far_as_they_are_loaded() {
    let eco = "\
from datasurface.md import Ecosystem, GitHubRepository
import ring

def createEcosystem():
    return Ecosystem(str(ring.ONE), GitHubRepository('a/b', 'edit'), liveRepo=GitHubRepository('a/b', 'main'))
";
    let plain = "import ring\n";
    let asks = "from ring import ONE\n";
    let ring = "import gnir\nimport ring\nONE = gnir.ring\n";
    let early = "ONE = 1\nimport gnir\nTWO = gnir.ONE\n";
    for (ring, gnir) in [(ring, [plain, asks]), (early, [asks, plain])] {
        let mut workspace = Workspace::new(texts(&[
            ("eco.py", eco),
            ("ring.py", ring),
            ("gnir.py", gnir[0]),
        ]));
        same(&mut workspace);
        for text in [gnir[1], gnir[0], gnir[1]] {
            workspace.change(&path("gnir.py"), text.to_owned(), Encoding::Utf8);
            same(&mut workspace);
        }
        // What is elsewhere changes, and the ring does not.
        workspace.change(&path("eco.py"), format!("{eco}\nX = 1\n"), Encoding::Utf8);
        same(&mut workspace);
        workspace.change(
            &path("ring.py"),
            format!("ZERO = 0\n{ring}"),
            Encoding::Utf8,
        );
        same(&mut workspace);
    }
}

/// A name that one module puts into another stays only as long as it is put there, also where
/// the module it is put into was edited in between and who read it was not.
#[test]
fn what_a_module_puts_into_another_goes_with_it() {
    let eco = "\
import red
import green
import blue
from datasurface.md import Ecosystem, GitHubRepository

def createEcosystem():
    return Ecosystem('Ring', GitHubRepository('a/b', 'edit'), liveRepo=GitHubRepository('a/b', 'main'))
";
    let mut workspace = Workspace::new(texts(&[
        ("eco.py", eco),
        ("red.py", "import green\n"),
        ("green.py", "import red\nred.TWO = 1\n"),
        ("blue.py", ""),
    ]));
    let failed = |said: &Said| -> Vec<&'static str> {
        let findings = said.diagnostics.values().flatten();
        findings.map(|finding| finding.code).collect()
    };
    assert_eq!(failed(&same(&mut workspace)), [""; 0]);
    for (name, text, found) in [
        ("blue.py", "from red import TWO\n", None),
        ("red.py", "", None),
        ("green.py", "", Some("failed-import")),
        ("green.py", "import red\nred.TWO = 2\n", None),
        ("green.py", "", Some("failed-import")),
    ] {
        workspace.change(&path(name), text.to_owned(), Encoding::Utf8);
        assert_eq!(failed(&same(&mut workspace)), Vec::from_iter(found));
    }
}
