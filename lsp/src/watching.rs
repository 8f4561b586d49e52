//! Which files on disk a model may depend on.

use datasurface_analyzer::{FilePath, is_data_file};

/// Globs of files whose creation, change or removal may change a model.
pub(crate) const FILES: [&str; 2] = [
    "**/*.py",
    // What models read while they run, settings and mappings among it.
    "**/*.{cfg,csv,ini,json,toml,tsv,txt,yaml,yml}",
];

/// Glob of whatever else may be a folder: when one appears or goes (a branch is switched, a
/// folder is moved), clients report it alone, without the files in it.
pub(crate) const FOLDERS: &str = "**/*";

/// Folders that hold no source of a model, however much happens in them.
const NOISE: [&str; 6] = [
    ".git",
    ".hg",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
];

/// What happened to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    Created,
    Changed,
    Deleted,
}

/// Whether something that happened on disk may change a model.
pub(crate) fn concerns_us(path: &FilePath, happening: Happening) -> bool {
    if path.as_str().split('/').any(|part| NOISE.contains(&part)) {
        return false;
    }
    let name = path.name();
    let is_file_of_ours = is_python(path) || is_data_file(path);
    // What was deleted cannot be asked whether it was a folder; what changed is none.
    is_file_of_ours || (happening != Happening::Changed && may_be_a_folder(name))
}

/// Whether a path is that of a Python file.
pub(crate) fn is_python(path: &FilePath) -> bool {
    has_extension(path.name(), "py")
}

fn has_extension(name: &str, wanted: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(stem, extension)| !stem.is_empty() && extension == wanted)
}

/// Folders that can be imported have no dot in their name; roots and their parents may have.
fn may_be_a_folder(name: &str) -> bool {
    const FILES: [&str; 6] = ["pyc", "md", "lock", "log", "tmp", "swp"];
    !FILES.iter().any(|extension| has_extension(name, extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_data_is_watched() {
        let pattern = FILES.last().copied().unwrap_or_default();
        let watched = pattern
            .split_once('{')
            .and_then(|(_, rest)| rest.split_once('}'));
        let kinds: Vec<&str> = watched.map_or(Vec::new(), |(kinds, _)| kinds.split(',').collect());
        assert_eq!(kinds, datasurface_analyzer::DATA_EXTENSIONS);
    }

    fn concerns(path: &str, happening: Happening) -> bool {
        concerns_us(&FilePath::new(path), happening)
    }

    #[test]
    fn sources_and_side_files_concern_us_whatever_happens() {
        for path in [
            "/w/eco.py",
            "/w/pyproject.toml",
            "/w/dsg_platform_mapping.json",
            "/w/prod_dsg_platform_mapping.json",
            "/w/primary_ingestion_platforms.json",
            "/w/tables/orders.csv",
        ] {
            assert!(concerns(path, Happening::Changed), "{path}");
            assert!(concerns(path, Happening::Deleted), "{path}");
        }
    }

    #[test]
    fn folders_concern_us_when_they_come_and_go() {
        assert!(concerns("/w/teams", Happening::Deleted));
        assert!(concerns("/w/v1.2", Happening::Created));
        assert!(!concerns("/w/teams", Happening::Changed));
    }

    #[test]
    fn noise_does_not() {
        for path in [
            "/w/.git/index.lock",
            "/w/node_modules/x/y.py",
            "/w/__pycache__/eco.cpython-313.pyc",
            "/w/README.md",
        ] {
            assert!(!concerns(path, Happening::Created), "{path}");
            assert!(!concerns(path, Happening::Deleted), "{path}");
        }
    }
}
