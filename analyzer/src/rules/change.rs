//! What rules about changes see: the working model beside the baseline, and who is at work.

use super::{Check, Finding, Findings, all_rules};
use crate::diff::{
    Change, Comparison, Consumer, Owner, Region, Repository, Side, What, consumers, owners,
};
use crate::eval::value::Place;
use crate::model::node::Node;
use crate::model::table::Kind;

/// What is written at a place.
pub(crate) type Code<'a> = dyn Fn(Place) -> Option<String> + 'a;

/// Two models, what is different, and where the change comes from.
pub(crate) struct ChangeCx<'a> {
    pub(crate) comparison: &'a Comparison<'a>,
    pub(crate) before: Side<'a>,
    pub(crate) after: Side<'a>,
    /// Where the pull request comes from, if anybody said so.
    pub(crate) source: Option<&'a Repository>,
    /// What is written at a place of the baseline, and of the working model.
    pub(crate) code: [&'a Code<'a>; 2],
    /// Whether one of the models has parts that cannot be evaluated at all.
    pub(crate) is_partial: bool,
    /// Whether the baseline names the source among its owners, where that is known.
    pub(crate) is_known: Option<bool>,
}

impl<'a> ChangeCx<'a> {
    /// The region a change is in.
    pub(crate) fn region(&self, change: &Change<'_>) -> Option<&'a Region> {
        self.comparison.regions.get(change.region)
    }

    /// Who owns what is changed.
    pub(crate) fn owner(&self, change: &Change<'_>) -> Option<&'a Repository> {
        self.region(change)?.owner.repository()
    }

    /// Whether the change may be made from where it comes from; nothing where that is not known.
    pub(crate) fn is_allowed(&self, change: &Change<'_>) -> Option<bool> {
        Some(self.owner(change)? == self.source?)
    }

    /// Looks up whether the source owns anything.
    #[must_use]
    pub(crate) fn prepared(mut self) -> Self {
        self.is_known = self.source.and_then(|source| self.knows(source));
        self
    }

    /// Whether the baseline knows where the change comes from: every repository it names as an
    /// owner, that of a declaration included whose object nobody made yet.
    fn knows(&self, source: &Repository) -> Option<bool> {
        let (named, is_all) = owners(self.before.root()?);
        let mut repositories = named.iter().filter_map(|it| it.owner.repository());
        if repositories.any(|own| own == source) {
            return Some(true);
        }
        is_all.then_some(false)
    }

    /// Where the ecosystem is named: what is about the change as a whole is said there.
    pub(crate) fn ecosystem(&self) -> Option<Node<'a>> {
        self.after.root()
    }

    /// Who reads the data that a change is about and read it before: who starts to reads it as it
    /// is from now on.
    pub(crate) fn consumers(&self, change: &Change<'_>) -> Vec<Consumer> {
        let Some((store, dataset)) = data_of(change) else {
            return Vec::new();
        };
        let before = consumers(self.before.table, store, dataset);
        let mut after = consumers(self.after.table, store, dataset);
        after.retain(|own| before.iter().any(|known| known.workspace == own.workspace));
        after
    }

    /// Whether the baseline says that the data a change is about is deprecated.
    pub(crate) fn was_deprecated(&self, change: &Change<'_>) -> bool {
        let Some((store, dataset)) = names_of(change) else {
            return false;
        };
        let ids = self.before.table.named(Kind::Datastore, store);
        ids.into_iter()
            .filter_map(|id| self.before.table.store(id))
            .any(|store| {
                let own = dataset.and_then(|dataset| store.dataset(dataset));
                store.deprecated == Some(true)
                    || own.is_some_and(|own| own.deprecated == Some(true))
            })
    }
}

/// The datastore and dataset a change is about.
fn data_of<'c>(change: &'c Change<'_>) -> Option<(&'c str, Option<&'c str>)> {
    let is_data = matches!(change.kind, "datastore" | "dataset" | "column");
    names_of(change).filter(|_| is_data)
}

/// The names below zone and team.
pub(super) fn names_of<'c>(change: &'c Change<'_>) -> Option<(&'c str, Option<&'c str>)> {
    let mut names = change.object.split('/').skip(2);
    Some((names.next()?, names.next()))
}

/// Names a few consumers for a message, and the rest by their number.
pub(super) fn list(consumers: &[Consumer]) -> String {
    let name = |consumer: &Consumer| match consumer.through.as_slice() {
        [] => format!("`{}`", consumer.workspace),
        [.., last] => format!("`{}` (through `{last}`)", consumer.workspace),
    };
    let shown: Vec<String> = consumers.iter().take(3).map(name).collect();
    match consumers.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What to say of those whom a change breaks.
pub(super) fn breaks(consumers: &[Consumer]) -> String {
    if consumers.is_empty() {
        return "Nobody reads it in this model, but whoever reads the data elsewhere is not asked"
            .to_owned();
    }
    format!("It breaks {}", list(consumers))
}

/// Adds the places where consumers ask for the data.
pub(super) fn name_consumers(finding: &mut Finding, consumers: &[Consumer]) {
    for consumer in consumers
        .iter()
        .filter(|consumer| consumer.through.is_empty())
        .take(5)
    {
        finding.because(
            consumer.place,
            format!("`{}` reads it here", consumer.workspace),
        );
    }
}

/// How a change is called in a sentence.
pub(super) fn describe(change: &Change<'_>) -> String {
    let object = format!("{} `{}`", change.kind, change.object);
    match (change.what, &*change.attribute) {
        (What::Added, _) => format!("adds {object}"),
        (What::Removed, _) => format!("removes {object}"),
        (_, "") => format!("changes {object}"),
        (_, attribute) => format!("changes `{attribute}` of {object}"),
    }
}

/// What the rules make of the changes: for each finding the change it is about, if it is about one.
pub(crate) fn check_changes(cx: &ChangeCx<'_>) -> Vec<(Option<usize>, Finding)> {
    let mut all = Vec::new();
    for check in all_rules().iter().flat_map(|rule| rule.checks) {
        match *check {
            Check::Comparison(check) => {
                let mut findings = Findings::default();
                check(cx, &mut findings);
                all.extend(findings.list.into_iter().map(|finding| (None, finding)));
            }
            Check::Change(check) => {
                for (index, change) in cx.comparison.changes.iter().enumerate() {
                    let mut findings = Findings::default();
                    check(cx, change, &mut findings);
                    all.extend(
                        findings
                            .list
                            .into_iter()
                            .map(|finding| (Some(index), finding)),
                    );
                }
            }
            _ => {}
        }
    }
    all
}

/// A region in words.
pub(super) fn region_name(region: &Region) -> String {
    format!("{} `{}`", region.kind.name(), region.path)
}

/// The owner of a region in words.
pub(super) fn owner_name(owner: &Owner) -> String {
    match owner {
        Owner::Repository(repository) => format!("`{repository}`"),
        Owner::Unknown => "a repository that is not known".to_owned(),
    }
}
