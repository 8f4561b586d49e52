//! Findings that speak of text which other statements hold move along when that text is edited.

use std::sync::Arc;

use datasurface_analyzer::{Cancel, Diagnostic, FilePath, Host, Input, MemoryFiles, Settings};
use tests::fixture::Fixture;

const MODEL: &str = r#"#- /eco.py with=estate
from datasurface.md import Dataset, Datastore, DDLColumn, DDLTable, LocationKey, PrimaryKeyList, VarChar, Workspace

from estate import database, estate, nightly, table, us

DAILY = Dataset("daily", table())
KEY = PrimaryKeyList(["Id"])
PLACE = LocationKey("nowhere")
SOURCE = nightly()
HOME = database("A", "Home:Attic")


def orders():
    return Datastore("Orders", SOURCE, nightly(), Dataset("daily", table()), DAILY)


def lines():
    return DDLTable(DDLColumn("id", VarChar(2)), KEY)


def createEcosystem():
    eco = estate()
    us(eco).add(orders(), Datastore("Lines", nightly(), Dataset("lines", lines())))
    eco.getAsInfraLocation(PLACE)
    work = Workspace("W", HOME)
    work.add(database("B", "Home:Attic"))
    us(eco).add(work)
    return eco
"#;

/// Edits that change how a statement is written, and nothing of what it makes.
const EDITS: [(&str, &str); 5] = [
    (
        "Dataset(\"daily\", table())\nKEY",
        "Dataset(  \"daily\", table())\nKEY",
    ),
    ("([\"Id\"])", "( [ \"Id\" ] )"),
    (
        "LocationKey(\"nowhere\")",
        "LocationKey(\n    \"nowhere\"\n)",
    ),
    ("SOURCE = nightly()", "SOURCE = (  nightly()  )"),
    ("HOME = database(\"A\"", "HOME = database(   \"A\""),
];

fn found(host: &mut Host, path: &FilePath) -> Vec<Diagnostic> {
    let done = host.evaluate(&Cancel::new());
    assert!(done.is_ok());
    host.snapshot().diagnostics(path)
}

fn host(text: &str) -> (Host, FilePath, Arc<MemoryFiles>) {
    let fixture = Fixture::parse(text).unwrap_or_default();
    let files = fixture.in_memory();
    let mut host = Host::new(Arc::clone(&files) as Arc<_>);
    let root = FilePath::new(tests::fixture::ROOT);
    let settings = Settings {
        rules: [("datastores".to_owned(), None)].into(),
        ..Settings::default()
    };
    host.apply(vec![
        Input::Settings(settings),
        Input::Roots(vec![root.clone()]),
    ]);
    (host, root.join("eco.py"), files)
}

#[test]
fn findings_follow_the_text_of_other_statements() {
    let (mut edited, path, files) = host(MODEL);
    assert_eq!(found(&mut edited, &path).len(), 5);
    let mut model = MODEL.to_owned();
    for (before, after) in EDITS {
        assert!(model.contains(before), "{before}");
        model = model.replace(before, after);
        let text = model.split_once('\n').map_or("", |(_, text)| text);
        files.write(&path, text.as_bytes());
        edited.apply(vec![Input::DiskChanged(vec![path.clone()])]);
        let (mut fresh, ..) = host(&model);
        assert_eq!(
            found(&mut edited, &path),
            found(&mut fresh, &path),
            "{after}"
        );
    }
}

#[test]
fn the_place_of_an_output_is_judged_once() {
    let model = include_str!("../fixtures/vocabulary/place_of_an_output.py");
    let (mut host, path, _) = host(model);
    let counts: Vec<u32> = found(&mut host, &path).iter().map(|it| it.count).collect();
    assert_eq!(counts, [1]);
}
