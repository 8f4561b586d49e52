//! The vocabulary as a stub package for type checkers.
//!
//! Our stubs say more than Python's typing can: where arguments go, which versions have what. A
//! type checker wants the stubs of one version, without any of that. What it can use it gets in its
//! own terms: no hash, further keywords, further names.

mod body;
mod edits;
mod imports;
mod tree;
mod types;

use std::collections::BTreeSet;

use super::STUBS;
use super::types::Version;
use edits::Edits;
use tree::{Stub, Tree};

/// The package that models import from.
const ROOT: &str = "datasurface";

/// How the first line of each stub ends, by which a package that was written earlier is known.
pub const STUB_SIGNATURE: &str = ", written by datasurface-ls.";

/// One file of a stub package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StubFile {
    /// Where it goes, with `/`, relative to the folder that type checkers are pointed at.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// The vocabulary as a package of stubs that any type checker reads, with its `py.typed`.
///
/// With a version, what that version does not have is left out; without one, everything that some
/// version has is there.
pub fn stub_package(version: Option<Version>) -> Vec<StubFile> {
    package(STUBS, version)
}

fn package(sources: &[(&str, &str)], version: Option<Version>) -> Vec<StubFile> {
    let tree = Tree::new(sources, version);
    let written = needed(&tree);
    let header = match version {
        Some(version) => format!("# DataSurface {version}{STUB_SIGNATURE}\n"),
        None => format!("# DataSurface, all versions{STUB_SIGNATURE}\n"),
    };
    let mut files = vec![StubFile {
        path: format!("{ROOT}/py.typed"),
        text: String::new(),
    }];
    for stub in tree.stubs() {
        let text = if written.contains(stub.name.as_str()) {
            imports::rewrite(&tree, stub, &body::rewrite(&tree, stub))
        } else if stub.package && written.iter().any(|name| is_below(name, &stub.name)) {
            // Python needs the package to find what is in it.
            docstring(stub).to_owned()
        } else {
            continue;
        };
        let name = tree.written_name(&stub.name);
        let end = if stub.package { "/__init__" } else { "" };
        files.push(StubFile {
            path: format!("{}{end}.pyi", name.replace('.', "/")),
            text: format!("{header}{}", edits::tidy(&text)),
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The modules to write: those the version has, and those it lacks in which something is defined
/// that it has elsewhere.
fn needed<'t>(tree: &'t Tree<'_>) -> BTreeSet<&'t str> {
    let present = tree.stubs().filter(|stub| tree.is_present(&stub.name));
    let mut pending: Vec<&Stub<'_>> = present
        .filter(|stub| is_below(&stub.name, ROOT) || stub.name == ROOT)
        .collect();
    let mut written: BTreeSet<&str> = pending.iter().map(|stub| stub.name.as_str()).collect();
    while let Some(stub) = pending.pop() {
        for module in tree.imported(stub) {
            if let Some(source) = tree.stub(module)
                && written.insert(&source.name)
            {
                pending.push(source);
            }
        }
    }
    written
}

fn is_below(module: &str, package: &str) -> bool {
    (module.strip_prefix(package)).is_some_and(|rest| rest.starts_with('.'))
}

fn docstring<'s>(stub: &Stub<'s>) -> &'s str {
    let end = edits::docstring_end(&stub.tree.body);
    stub.text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests;
