//! Modules that import each other in all ways, edited at random: what each sees of the others is
//! what a fresh load shows it.

use datasurface_analyzer::{Encoding, FilePath};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::equality::config;
use crate::programs::Texts;
use crate::workspace::{Disturbed, Workspace};

const MODULES: [&str; 3] = ["red", "green", "blue"];
const NAMES: [&str; 3] = ["ONE", "TWO", "SIX"];

/// A model whose name says what the modules hold in the end.
const ECO: &str = "\
from datasurface.md import Ecosystem, GitHubRepository
import red
import green
import blue


def createEcosystem():
    found = [str(getattr(it, name, 0)) for it in (red, green, blue) for name in ('ONE', 'TWO', 'SIX')]
    return Ecosystem('_'.join(found), GitHubRepository('a/b', 'edit'), liveRepo=GitHubRepository('a/b', 'main'))
";

fn line() -> impl Strategy<Value = String> {
    let module = || select(&MODULES[..]);
    let name = || select(&NAMES[..]);
    prop_oneof![
        module().prop_map(|module| format!("import {module}\n")),
        (module(), name()).prop_map(|(module, name)| format!("from {module} import {name}\n")),
        (name(), 1..9).prop_map(|(name, value)| format!("{name} = {value}\n")),
        (name(), module(), name()).prop_map(|(own, module, name)| {
            format!("import {module}\n{own} = getattr({module}, '{name}', 0) + 1\n")
        }),
        (name(), module(), name()).prop_map(|(own, module, name)| {
            format!("def f{own}():\n    import {module}\n    return getattr({module}, '{name}', 0)\n{own} = f{own}()\n")
        }),
        (module(), name(), 1..9).prop_map(|(module, name, value)| {
            format!("import {module}\n{module}.{name} = {value}\n")
        }),
    ]
}

fn module() -> impl Strategy<Value = String> {
    vec(line(), 0..4).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn are_seen_as_far_as_they_are_loaded(
        start in vec(module(), 3),
        edits in vec((0..MODULES.len(), module()), 1..6),
    ) {
        let mut texts = Texts::from([("eco.py".to_owned(), ECO.to_owned())]);
        for (name, text) in MODULES.iter().zip(start) {
            texts.insert(format!("{name}.py"), text);
        }
        let mut workspace = Workspace::new(texts);
        workspace.evaluate(Disturbed::No);
        for (module, text) in edits {
            let path = FilePath::new("/model").join(&format!("{}.py", MODULES[module]));
            workspace.change(&path, text, Encoding::Utf8);
            let (_, said) = workspace.evaluate(Disturbed::No);
            let differences = said.differences(&workspace.fresh());
            prop_assert!(differences.is_empty(), "{differences}");
        }
    }
}
