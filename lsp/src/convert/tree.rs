//! The model as a tree of a client.

use std::collections::HashMap;

use datasurface_analyzer::{
    Analysis, Branch, BranchKey, Diagnostic, Encoding, FilePath, Located, ObjectKind, Relation,
    Severity,
};

use super::diagnostic::Presentation;
use crate::error::RequestError;
use crate::protocol::{
    BranchParams, BranchRelation, BranchReport, ModelTreeReport, PROTOCOL_VERSION,
};
use crate::worker::View;

/// What a line of the tree in parameters names.
pub(crate) fn branch_key(params: &BranchParams) -> Result<BranchKey, RequestError> {
    let kind = ObjectKind::from_noun(&params.kind).ok_or_else(|| {
        RequestError::InvalidParams(format!("`{}` is no kind of object", params.kind))
    })?;
    Ok(BranchKey {
        kind,
        names: params
            .names
            .iter()
            .map(|name| name.as_str().into())
            .collect(),
        environment: params.environment.as_deref().map(Into::into),
    })
}

/// A level of the tree, with how many findings there are about what it shows.
pub(crate) fn model_tree(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    view: &View,
    branches: Vec<(FilePath, Branch)>,
) -> ModelTreeReport {
    let findings = findings(view);
    let mut tallies: HashMap<FilePath, Tally<'_>> = HashMap::new();
    let mut reports = Vec::with_capacity(branches.len());
    for (root, branch) in branches {
        let tally = tallies.entry(root.clone()).or_insert_with(|| {
            // Where there is one model, all findings are about it, wherever its files are.
            let is_only = view.snapshot.status().models.len() == 1;
            let here = |finding: &&Diagnostic| is_only || finding.file.below(&root).is_some();
            Tally::new(findings.iter().filter(here))
        });
        reports.push(report(presentation, analysis, tally, &root, branch));
    }
    ModelTreeReport {
        version: PROTOCOL_VERSION,
        revision: view.model_revision,
        branches: reports,
    }
}

fn report(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    tally: &Tally<'_>,
    root: &FilePath,
    branch: Branch,
) -> BranchReport {
    let uri = |path: &FilePath| {
        let uri = presentation.uri(path);
        uri.map_or_else(String::new, |uri| uri.as_str().to_owned())
    };
    let (errors, warnings) = tally.of(&branch);
    let Branch { key, object, .. } = branch;
    let place = object.as_ref().and_then(|object| {
        let lines = analysis.line_index(&object.file)?;
        Some(Located {
            file: uri(&object.file),
            range: lines.range(object.name, Encoding::Utf16),
        })
    });
    BranchReport {
        root: uri(root),
        kind: key.kind.noun().to_owned(),
        label: label(&key, branch.relation),
        names: key.names.iter().map(ToString::to_string).collect(),
        environment: key.environment.as_deref().map(str::to_owned),
        relation: match branch.relation {
            Relation::Member => BranchRelation::Member,
            Relation::Consumer => BranchRelation::Consumer,
            Relation::Input => BranchRelation::Input,
            Relation::Output => BranchRelation::Output,
            Relation::Served => BranchRelation::Served,
        },
        detail: branch.detail,
        owner: object.and_then(|object| object.owner),
        expandable: branch.has_branches,
        errors,
        warnings,
        place,
    }
}

/// Its own name where it hangs below what holds it, else enough of them to know it.
fn label(key: &BranchKey, relation: Relation) -> String {
    let names: Vec<&str> = key.names.iter().map(|name| &**name).collect();
    match (relation, key.kind) {
        (Relation::Input, _) => names.join("."),
        (Relation::Served, _) => names.join("#"),
        _ => names.last().copied().unwrap_or_default().to_owned(),
    }
}

fn findings(view: &View) -> Vec<Diagnostic> {
    let files = view.snapshot.reported_files();
    let findings = files
        .iter()
        .flat_map(|file| view.snapshot.diagnostics(file));
    let severe = findings.filter(|finding| finding.severity <= Severity::Warning);
    severe.collect()
}

/// How many errors and warnings there are about objects and what is in them.
struct Tally<'a> {
    /// By the path of a zone, or of what is in one.
    zones: HashMap<&'a str, (usize, usize)>,
    /// By kind and path, of everything else.
    others: HashMap<(&'a str, &'a str), (usize, usize)>,
    all: (usize, usize),
}

impl<'a> Tally<'a> {
    fn new(findings: impl Iterator<Item = &'a Diagnostic>) -> Self {
        let mut tally = Self {
            zones: HashMap::new(),
            others: HashMap::new(),
            all: (0, 0),
        };
        for finding in findings {
            let add = |(errors, warnings): &mut (usize, usize)| match finding.severity {
                Severity::Error => *errors += 1,
                _ => *warnings += 1,
            };
            add(&mut tally.all);
            let (Some(path), Some(kind)) = (&finding.object, finding.object_kind) else {
                continue;
            };
            if is_beside_zones(kind) {
                add(tally.others.entry((kind, path)).or_default());
                continue;
            }
            let ends = path.match_indices('/').map(|(end, _)| end);
            for end in ends.chain([path.len()]) {
                add(tally
                    .zones
                    .entry(path.get(..end).unwrap_or(path))
                    .or_default());
            }
        }
        tally
    }

    fn of(&self, branch: &Branch) -> (usize, usize) {
        let kind = branch.key.kind;
        let found = match kind {
            ObjectKind::Ecosystem => Some(&self.all),
            _ if is_beside_zones(kind.noun()) => {
                self.others.get(&(kind.noun(), branch.path.as_str()))
            }
            _ => self.zones.get(branch.path.as_str()),
        };
        found.copied().unwrap_or_default()
    }
}

fn is_beside_zones(kind: &str) -> bool {
    matches!(
        ObjectKind::from_noun(kind),
        Some(
            ObjectKind::Environment
                | ObjectKind::Provider
                | ObjectKind::Platform
                | ObjectKind::Vendor
                | ObjectKind::Location
                | ObjectKind::Ecosystem
        )
    )
}
