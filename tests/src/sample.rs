//! The sample models as texts.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The files of a sample below `models/`, by their path within it.
pub fn sample(name: &str) -> io::Result<BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("models")
        .join(name);
    let mut texts = BTreeMap::new();
    collect(&folder, "", &mut texts)?;
    Ok(texts)
}

fn collect(folder: &Path, prefix: &str, texts: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            // What running the model left behind is no part of it.
            if !name.ends_with("__pycache__") {
                collect(&entry.path(), &format!("{name}/"), texts)?;
            }
        } else {
            texts.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}
