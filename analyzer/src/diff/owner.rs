//! Who may change what: repositories with a branch, and the regions of the model they own.

use std::fmt;
use std::sync::Arc;

use crate::model::node::{Known, Node};

/// A branch of a repository: what a pull request comes from, and what owns a region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Repository {
    /// The address of the server, where there may be several.
    pub(crate) url: Option<Arc<str>>,
    /// `owner/name`.
    pub(crate) name: Arc<str>,
    pub(crate) branch: Arc<str>,
}

impl Repository {
    /// Reads `owner/name@branch` or `url#owner/name@branch`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (url, rest) = match text.split_once('#') {
            Some((url, rest)) => (Some(url), rest),
            None => (None, text),
        };
        let (name, branch) = rest.split_once('@')?;
        let (owner, own) = name.split_once('/')?;
        let is_whole = !owner.is_empty() && !own.is_empty() && !branch.is_empty();
        is_whole.then(|| Self {
            url: url.map(|url| url.trim_end_matches('/').into()),
            name: name.into(),
            branch: branch.into(),
        })
    }

    /// The repository an object of the DSL stands for; description and credential do not count.
    pub(crate) fn of(node: Node<'_>) -> Option<Self> {
        let url = match node.text("repoUrl") {
            Known::Value(url) => Some(url.trim_end_matches('/').into()),
            Known::Absent => None,
            Known::Unknown => return None,
        };
        Some(Self {
            url,
            name: node.text("repositoryName").value()?,
            branch: node.text("branchName").value()?,
        })
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(url) = &self.url {
            write!(f, "{url}#")?;
        }
        write!(f, "{}@{}", self.name, self.branch)
    }
}

/// Who owns something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Unknown,
    Repository(Repository),
}

impl Owner {
    /// The repository, where it is known.
    pub(crate) fn repository(&self) -> Option<&Repository> {
        match self {
            Self::Repository(repository) => Some(repository),
            Self::Unknown => None,
        }
    }

    /// The owner that an object or a declaration names.
    pub(super) fn named_by(node: Node<'_>) -> Self {
        let repository = node.node("owningRepo").value();
        match repository.and_then(Repository::of) {
            Some(repository) => Self::Repository(repository),
            None => Self::Unknown,
        }
    }
}

/// What kind of object a region is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RegionKind {
    Ecosystem,
    Zone,
    Environment,
    Provider,
    Team,
}

impl RegionKind {
    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ecosystem => "ecosystem",
            Self::Zone => "zone",
            Self::Environment => "environment",
            Self::Provider => "provider",
            Self::Team => "team",
        }
    }
}

/// An owner that is named in a model, and what of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) kind: RegionKind,
    /// Path of names below the ecosystem; the ecosystem's own name for its region.
    pub(crate) path: String,
    pub(crate) owner: Owner,
}

/// Every owner that a model names, declarations included whose object nobody made yet, each zone
/// before its teams; and whether there are no others.
pub(crate) fn owners(root: Node<'_>) -> (Vec<Named>, bool) {
    let mut found: Vec<Named> = Vec::new();
    let mut is_all = true;
    let mut waiting = vec![(RegionKind::Ecosystem, String::new(), root)];
    while let Some((kind, above, node)) = waiting.pop() {
        let name = node.name("name").shown().to_owned();
        let path = match above.as_str() {
            "" => name.clone(),
            above => format!("{above}/{name}"),
        };
        let owner = Owner::named_by(node);
        is_all &= owner != Owner::Unknown;
        let is_known = |own: &Named| own.kind == kind && own.path == path && own.owner == owner;
        if !found.iter().any(is_known) {
            found.push(Named {
                kind,
                path: path.clone(),
                owner,
            });
        }
        // Names of what is below the ecosystem stand alone.
        let above = if kind == RegionKind::Ecosystem {
            String::new()
        } else {
            path
        };
        let mut below = Vec::new();
        for (manager, kind) in [
            ("zones", RegionKind::Zone),
            ("teams", RegionKind::Team),
            ("runtimeEnvironments", RegionKind::Environment),
        ] {
            let Some(manager) = node.node(manager).value() else {
                continue;
            };
            for attr in ["authorizedNames", "authorizedObjects"] {
                let nodes = manager.nodes(attr);
                is_all &= !nodes.open;
                below.extend(nodes.list.into_iter().map(|it| (kind, above.clone(), it)));
            }
        }
        let providers = node.nodes("pspDeclarations");
        is_all &= !providers.open;
        let providers = providers.list.into_iter();
        below.extend(providers.map(|it| (RegionKind::Provider, String::new(), it)));
        waiting.extend(below.into_iter().rev());
    }
    (found, is_all)
}

/// A part of the model with one owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) kind: RegionKind,
    /// Path of names below the ecosystem; the ecosystem's own name for its region.
    pub(crate) path: Arc<str>,
    /// As things stand: the owner in the baseline, where the region is there.
    pub(crate) owner: Owner,
}
