//! Inlay hints: what a place comes to once the model is evaluated, behind the text of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::navigate::best;
use super::object::entries;
use super::scene::{Hit, Scene};
use super::thing::{ObjectKind, Role};
use crate::model::mapping::{AssignmentStatus, Entry};
use crate::settings::HintKind;
use crate::symbol::Symbol;
use crate::syntax::ir::FileId;
use crate::text::Span;
use crate::vocabulary::Literal;

/// How many values of one place are shown.
const SHOWN: usize = 3;

/// What is said behind a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// What it is about.
    pub kind: HintKind,
    /// What it is said of, and stands behind.
    pub span: Span,
    /// In a few words.
    pub label: String,
    /// All of it, where that is more than the label.
    pub tooltip: Option<String>,
}

/// The hints of these kinds in a part of a file, from its beginning to its end.
pub(crate) fn inlay_hints(
    scene: &Scene<'_>,
    file: FileId,
    within: Span,
    kinds: &[HintKind],
) -> Vec<InlayHint> {
    let mut hits = scene.hits(file);
    hits.retain(|hit| within.start <= hit.span.end && hit.span.start <= within.end);
    let mut found = Vec::new();
    if kinds.contains(&HintKind::Names) {
        found.extend(names(&hits));
    }
    let defining: Vec<Hit> = best(hits)
        .into_iter()
        .filter(|hit| hit.mention.role == Role::Definition)
        .collect();
    if kinds.contains(&HintKind::Platforms) {
        found.extend(platforms(scene, &defining));
    }
    if kinds.contains(&HintKind::ProductionStatus) {
        found.extend(production(scene, &defining));
    }
    found.sort_by(|a, b| {
        (a.span.end, a.kind, a.span.start).cmp(&(b.span.end, b.kind, b.span.start))
    });
    found
}

/// The names that expressions give.
fn names(hits: &[Hit]) -> Vec<InlayHint> {
    let mut at: BTreeMap<Span, BTreeSet<&str>> = BTreeMap::new();
    for hit in hits {
        let mention = &hit.mention;
        // The last step of a location is asked for by less than its name, and a branch of a
        // repository has two.
        let is_part = match mention.thing.kind {
            ObjectKind::Location => mention.object.is_none(),
            kind => kind == ObjectKind::Repository,
        };
        if !mention.is_literal && mention.place != mention.whole && !is_part {
            at.entry(hit.span).or_default().insert(mention.thing.name());
        }
    }
    let hints = at.into_iter().map(|(span, names)| {
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let mut label = format!("= {}", quoted.get(..SHOWN).unwrap_or(&quoted).join(", "));
        let rest = quoted.len().saturating_sub(SHOWN);
        if rest > 0 {
            label = format!("{label}, … {rest} more");
        }
        InlayHint {
            kind: HintKind::Names,
            span,
            label,
            tooltip: (rest > 0).then(|| quoted.join(", ")),
        }
    });
    hints.collect()
}

/// The platforms that groups are assigned to.
fn platforms(scene: &Scene<'_>, defining: &[Hit]) -> Vec<InlayHint> {
    let mut at: BTreeMap<Span, BTreeSet<BTreeSet<Arc<str>>>> = BTreeMap::new();
    for hit in defining {
        let thing = &hit.mention.thing;
        if let (ObjectKind::Group, Some(workspace), Some(group)) =
            (thing.kind, thing.part(0), thing.part(1))
        {
            let of = |entry: &&Entry| {
                entry.workspace.text.as_ref() == Some(workspace)
                    && entry.group.text.as_ref() == Some(group)
            };
            let assignments = entries(scene).filter(of).flat_map(|it| &it.assignments);
            let serving =
                assignments.filter(|it| it.status != Some(AssignmentStatus::Decommissioned));
            let names = serving.filter_map(|it| it.platform.text.clone());
            at.entry(hit.span).or_default().insert(names.collect());
        }
    }
    let hints = at.into_iter().filter_map(|(span, several)| {
        // A place that makes groups of different platforms has no short answer.
        let [names] = several.into_iter().collect::<Vec<_>>().try_into().ok()?;
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        (!names.is_empty()).then(|| InlayHint {
            kind: HintKind::Platforms,
            span,
            label: format!("→ {}", names.join(", ")),
            tooltip: None,
        })
    });
    hints.collect()
}

/// The production status of what does not say it.
fn production(scene: &Scene<'_>, defining: &[Hit]) -> Vec<InlayHint> {
    const ATTR: &str = "productionStatus";
    let mut at: BTreeMap<Span, BTreeSet<Arc<str>>> = BTreeMap::new();
    for hit in defining {
        let mention = &hit.mention;
        let is_own = matches!(
            mention.thing.kind,
            ObjectKind::Datastore | ObjectKind::Workspace
        );
        // Where a helper makes it, what the helper passes is not said at its call.
        let is_made_here = scene
            .pages
            .span(&mention.whole)
            .is_some_and(|(file, whole)| {
                file == hit.file && whole.start <= hit.span.start && hit.span.end <= whole.end
            });
        let node = mention.object.and_then(|object| scene.node(object));
        let Some(node) = node.filter(|_| is_own && is_made_here) else {
            continue;
        };
        let class = scene.vocabulary.class(node.class_id());
        let default = class.attr(Symbol::new(ATTR)).map(|attr| &attr.default);
        let Some(Literal::Member(class, index)) = default else {
            continue;
        };
        let members = &scene.vocabulary.class(*class).members;
        let default = members.get(usize::from(*index)).map(|member| member.name);
        let status = node.member(ATTR).value();
        if node.argument(ATTR).is_none()
            && let Some(status) = status.filter(|status| Some(*status) == default)
        {
            at.entry(hit.span).or_default().insert(status.text());
        }
    }
    let hints = at.into_iter().flat_map(|(span, statuses)| {
        statuses.into_iter().map(move |status| InlayHint {
            kind: HintKind::ProductionStatus,
            span,
            label: status.to_string(),
            tooltip: Some(format!(
                "`ProductionStatus.{status}`, since nothing else is said"
            )),
        })
    });
    hints.collect()
}
