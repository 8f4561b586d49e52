//! The sample models are evaluated wholly, and have nothing to be found in them.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use datasurface_analyzer::{Cancel, Counts, FilePath, Host, Input, MemoryFiles};
use tests::sample::sample;

/// What every folder below `models/` holds.
const SAMPLES: [(&str, Counts); 6] = [
    ("atlas", counts([3, 6, 13, 23, 112, 6])),
    ("foundry", counts([1, 4, 6, 14, 43, 4])),
    ("harbor", counts([1, 5, 17, 30, 105, 5])),
    ("museum", counts([1, 4, 3, 5, 17, 2])),
    ("orchard", counts([3, 11, 233, 466, 1260, 11])),
    ("starter", counts([1, 1, 2, 5, 21, 2])),
];

/// From zones to columns, and workspaces.
const fn counts(numbers: [u32; 6]) -> Counts {
    let [zones, teams, datastores, datasets, columns, workspaces] = numbers;
    Counts {
        zones,
        teams,
        datastores,
        datasets,
        columns,
        workspaces,
    }
}

#[test]
fn every_sample_is_evaluated_wholly_and_without_findings() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(names, SAMPLES.map(|(name, _)| name));

    for (name, counts) in SAMPLES {
        let files = MemoryFiles::new();
        let root = FilePath::new("/model");
        for (path, text) in sample(name)? {
            files.write(&root.join(&path), text.into_bytes());
        }
        let mut host = Host::new(Arc::new(files));
        host.apply(vec![Input::Roots(vec![root])]);
        assert!(host.evaluate(&Cancel::new()).is_ok(), "{name}");
        let snapshot = host.snapshot();
        for file in snapshot.reported_files() {
            assert_eq!(snapshot.diagnostics(&file), [], "{name}");
            assert_eq!(snapshot.unevaluated(&file), [], "{name}");
        }
        let models = snapshot.status().models;
        let found: Vec<Counts> = models.iter().map(|model| model.counts).collect();
        assert_eq!(found, [counts], "{name}");
    }
    Ok(())
}
