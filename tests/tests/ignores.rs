//! Comments that ignore findings, while other files of the model change.

use std::sync::Arc;

use datasurface_analyzer::{Cancel, FilePath, Host, Input};
use tests::fixture::Fixture;

const MODEL: &str = r#"#- /eco.py with=estate
from datasurface.md import DatasetSink

from estate import estate, reader, us
from team import define


def createEcosystem():
    eco = estate()
    define(eco)
    us(eco).add(reader("Report", [DatasetSink("Orders", "weekly")]))  # datasurface: ignore[references]
    return eco
#- /team.py
from estate import store, us

NAMES = ["daily"]


def define(eco):
    us(eco).add(store("Orders", NAMES))
"#;

struct Model {
    host: Host,
    text: String,
    version: i32,
}

impl Model {
    fn new() -> Self {
        let Ok(fixture) = Fixture::parse(MODEL) else {
            panic!("the fixture cannot be read");
        };
        let mut host = Host::new(Arc::clone(&fixture.in_memory()) as Arc<_>);
        let root = FilePath::new(tests::fixture::ROOT);
        host.apply(vec![Input::Roots(vec![root.clone()])]);
        let team = root.join("team.py");
        let file = fixture.files.iter().find(|file| file.path == team);
        let text = file.map(|file| file.text.clone()).unwrap_or_default();
        Self {
            host,
            text,
            version: 0,
        }
    }

    /// The codes in the entry file after a change of the other.
    fn changed(&mut self, from: &str, to: &str) -> Vec<&'static str> {
        self.version += 1;
        let root = FilePath::new(tests::fixture::ROOT);
        self.host.apply(vec![Input::Open {
            path: root.join("team.py"),
            version: self.version,
            text: self.text.replace(from, to),
        }]);
        assert!(self.host.evaluate(&Cancel::new()).is_ok());
        let found = self.host.snapshot().diagnostics(&root.join("eco.py"));
        found.iter().map(|finding| finding.code).collect()
    }
}

const NONE: [&str; 0] = [];

#[test]
fn a_comment_is_needed_or_not_as_the_other_file_says() {
    let mut model = Model::new();
    assert_eq!(model.changed("", ""), NONE);
    let more = "[\"daily\", \"weekly\"]";
    assert_eq!(model.changed("[\"daily\"]", more), ["unused-ignore"]);
    assert_eq!(model.changed("", ""), NONE);
}

#[test]
fn nothing_is_unused_while_the_model_is_not_whole() {
    let mut model = Model::new();
    let more = "[\"daily\", \"weekly\"]";
    assert_eq!(model.changed("[\"daily\"]", more), ["unused-ignore"]);
    let broken = format!("{more} +");
    assert_eq!(model.changed("[\"daily\"]", &broken), NONE);
    assert_eq!(model.changed("[\"daily\"]", more), ["unused-ignore"]);
    let raises = format!("{more}\nraise ValueError()");
    assert_eq!(model.changed("[\"daily\"]", &raises), NONE);
    assert_eq!(model.changed("[\"daily\"]", more), ["unused-ignore"]);
}
