//! Finding models: every `eco.py` with a `createEcosystem`, unless entry points are configured.

use super::documents::Documents;
use crate::files::FilePath;
use crate::settings::Settings;

/// Folders that hold no models of their own.
const SKIPPED: &[&str] = &[
    "node_modules",
    "__pycache__",
    "venv",
    "env",
    "site-packages",
    "dist-packages",
    "build",
    "dist",
    "target",
];

/// Deeper folders are not searched: a repository keeps its model near its root.
const MAX_DEPTH: usize = 12;

/// The entry files below the roots, sorted.
pub(super) fn discover(
    documents: &Documents,
    roots: &[FilePath],
    settings: &Settings,
) -> Vec<FilePath> {
    let mut found = Vec::new();
    for root in roots {
        if settings.entry_points.is_empty() {
            search(documents, root, root, settings, 0, &mut found);
        } else {
            found.extend(settings.entry_points.iter().map(|entry| root.join(entry)));
        }
    }
    // A file that is open in the editor is there, whatever the disk says.
    for (_, document) in documents.iter() {
        let below = roots.iter().any(|root| document.path.below(root).is_some());
        if document.version.is_some()
            && document.path.name() == "eco.py"
            && below
            && settings.entry_points.is_empty()
        {
            found.push(document.path.clone());
        }
    }
    found.sort();
    found.dedup();
    found.retain(|path| is_entry(documents, path, settings));
    found
}

fn search(
    documents: &Documents,
    root: &FilePath,
    folder: &FilePath,
    settings: &Settings,
    depth: usize,
    found: &mut Vec<FilePath>,
) {
    let Ok(mut entries) = documents.files().list(folder) else {
        return;
    };
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    for entry in entries {
        let path = folder.join(&entry.name);
        let relative = path.below(root).unwrap_or_default();
        if settings
            .exclude
            .iter()
            .any(|exclude| exclude == &entry.name || exclude.trim_end_matches('/') == relative)
        {
            continue;
        }
        if !entry.is_folder {
            if entry.name == "eco.py" {
                found.push(path);
            }
        } else if depth < MAX_DEPTH
            && !entry.name.starts_with('.')
            && !SKIPPED.contains(&entry.name.as_str())
        {
            search(documents, root, &path, settings, depth + 1, found);
        }
    }
}

/// Whether a text says `createEcosystem` outside of a comment.
pub(super) fn names_entry(text: &str) -> bool {
    const ENTRY: &str = "createEcosystem";
    let mut lines = text.lines().filter_map(|line| line.split_once(ENTRY));
    lines.any(|(before, _)| !before.contains('#'))
}

/// A file that never says `createEcosystem` is no model, whatever it is called; one that was
/// configured is, so that its absence can be told.
fn is_entry(documents: &Documents, path: &FilePath, settings: &Settings) -> bool {
    if let Some(id) = documents.id(path)
        && let Some(document) = documents.get(id)
        && let Some(text) = &document.text
    {
        return names_entry(&text.to_flat());
    }
    match documents.files().read(path) {
        Ok(bytes) => {
            !settings.entry_points.is_empty() || names_entry(&String::from_utf8_lossy(&bytes))
        }
        Err(_) => false,
    }
}
