//! The model that is live, out of the local git repository.
//!
//! Objects are read where they are: nothing is checked out, fetched or run, and the working tree is
//! never touched. What is missing in a shallow or partial clone, or broken, is said.

mod stamp;
mod tree;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use datasurface_analyzer::FilePath;

use crate::disk::from_os;
pub(crate) use stamp::Stamp;
pub(crate) use tree::Tree;

/// A git repository around a folder.
pub(crate) struct Repository {
    git: gix::Repository,
    /// The folder that is checked out.
    folder: FilePath,
    /// What of it `folder` is: empty where it is all of it.
    prefix: String,
    /// Files of git that answers came from, missing ones included.
    read: RefCell<Stamp>,
}

/// A model of another time.
#[derive(Debug)]
pub(crate) struct Baseline {
    /// Its files, where the working tree has its own.
    pub(crate) files: Arc<Tree>,
    /// What it is called.
    pub(crate) name: String,
    /// The commit, in full.
    pub(crate) commit: String,
    /// Its files as one: two baselines with the same are the same model.
    pub(crate) tree: String,
    /// How it was found.
    pub(crate) found: Found,
}

/// How a baseline was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// As the branch that is live, where it was last fetched.
    Live,
    /// As the commit at which the current branch left the default branch.
    MergeBase,
    /// Somebody named it.
    Named,
}

/// A repository on a server: where a remote leads.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    host: Option<String>,
    /// `owner/name`.
    name: String,
}

impl Repository {
    /// The repository a folder is in; nothing where there is none.
    pub(crate) fn around(folder: &Path) -> anyhow::Result<Option<Self>> {
        let git = match gix::discover(folder) {
            Ok(git) => git,
            Err(error) if error.classify().is_not_found() => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let Some(workdir) = git.workdir() else {
            return Ok(None);
        };
        let (folder, prefix) = mount(folder, workdir)
            .context("the path of the repository is not Unicode, or leads through a link")?;
        let repository = Self {
            git,
            folder,
            prefix,
            read: RefCell::default(),
        };
        for file in ["config", "packed-refs", "shallow"] {
            repository.note(repository.git.common_dir().join(file));
        }
        Ok(Some(repository))
    }

    /// What tells whether anything is different of what was asked so far.
    pub(crate) fn stamp(&self) -> Stamp {
        self.read.borrow().clone()
    }

    fn note(&self, file: PathBuf) {
        self.read.borrow_mut().note(file);
    }

    /// What a revision holds.
    pub(crate) fn revision(&self, text: &str) -> anyhow::Result<Baseline> {
        for folder in ["refs", "refs/tags", "refs/heads", "refs/remotes"] {
            self.note(self.git.common_dir().join(folder).join(text));
        }
        self.note(self.git.git_dir().join("HEAD"));
        let id = self.git.rev_parse_single(text).map_err(|error| {
            anyhow!(
                "`{text}` is neither a folder nor a revision of `{}`: {error}",
                self.folder
            )
        })?;
        self.baseline(id.detach(), text.to_owned(), Found::Named)
    }

    /// The model to compare with where nobody named one: the branch that is live as it was last
    /// fetched, else the commit at which the current branch left the default branch.
    pub(crate) fn live(&self, live: Option<&str>) -> anyhow::Result<Baseline> {
        let live = live.and_then(named);
        if let Some((name, branch)) = &live {
            for (remote, place) in self.remotes() {
                let reference = format!("refs/remotes/{remote}/{branch}");
                if place.name == *name
                    && let Some(id) = self.tip(&reference)
                {
                    return self.baseline(id, format!("{remote}/{branch}"), Found::Live);
                }
            }
        }
        let wanted = match &live {
            Some((name, branch)) => {
                format!("the live branch `{branch}` of `{name}` is not among what was fetched")
            }
            None => "the model names no live branch".to_owned(),
        };
        let Some((default, tip)) = self.default_branch() else {
            bail!(
                "nothing to compare with: {wanted}, and there is no default branch; `baseline` in the settings says what"
            );
        };
        self.note_head();
        let head = self.git.head_id();
        let head = head.map_err(|_| {
            anyhow!("nothing to compare with: {wanted}, and the current branch has no commit")
        })?;
        let base = self.git.merge_base(head.detach(), tip);
        let base = base.ok().flatten().with_context(|| {
            format!("nothing to compare with: {wanted}, and the current branch has no commit in common with `{default}`, as in a shallow clone")
        })?;
        let name = format!(
            "{} (where the branch left {default})",
            base.to_hex_with_len(10)
        );
        self.baseline(base.detach(), name, Found::MergeBase)
    }

    /// Where a pull request of what is checked out would come from: the remote's repository and the
    /// current branch. `live` is the branch that is live; it says how a server is written.
    pub(crate) fn identity(&self, live: Option<&str>) -> Option<String> {
        self.note_head();
        let branch = self.git.head_name().ok().flatten()?;
        let branch = branch.shorten().to_string();
        let name = self
            .git
            .remote_default_name(gix::remote::Direction::Fetch)?
            .to_string();
        let remotes = self.remotes();
        let (_, place) = remotes.iter().find(|(remote, _)| *remote == name)?;
        let own = format!("{}@{branch}", place.name);
        let server = live
            .and_then(|live| live.split_once('#'))
            .map(|(url, _)| url);
        match (server, &place.host) {
            (Some(url), Some(host)) if url.contains(host.as_str()) => Some(format!("{url}#{own}")),
            _ => Some(own),
        }
    }

    /// The remotes that lead to a repository on a server, by name.
    fn remotes(&self) -> Vec<(String, Place)> {
        let mut found = Vec::new();
        for name in self.git.remote_names() {
            let Ok(remote) = self.git.find_remote(&*name) else {
                continue;
            };
            let Some(url) = remote.url(gix::remote::Direction::Fetch) else {
                continue;
            };
            let path = url.path.to_string();
            let path = path.trim_matches('/');
            let path = path.strip_suffix(".git").unwrap_or(path);
            // What is before owner and name says where on the server they are.
            let mut parts = path.rsplit('/').filter(|part| !part.is_empty());
            let (Some(repository), Some(owner)) = (parts.next(), parts.next()) else {
                continue;
            };
            let place = Place {
                host: url.host.clone(),
                name: format!("{owner}/{repository}"),
            };
            found.push((name.to_string(), place));
        }
        found
    }

    /// `HEAD` is read, and the branch it stands for.
    fn note_head(&self) {
        self.note(self.git.git_dir().join("HEAD"));
        if let Ok(Some(name)) = self.git.head_name() {
            self.note(self.git.common_dir().join(name.as_bstr().to_string()));
        }
    }

    /// The commit a reference leads to.
    fn tip(&self, reference: &str) -> Option<gix::ObjectId> {
        self.note(self.git.common_dir().join(reference));
        let mut found = self.git.try_find_reference(reference).ok().flatten()?;
        found.peel_to_id().ok().map(gix::Id::detach)
    }

    /// The default branch: what the remote says, else one with a usual name.
    fn default_branch(&self) -> Option<(String, gix::ObjectId)> {
        let remote = self.git.remote_default_name(gix::remote::Direction::Fetch);
        let remote = remote.map_or_else(|| "origin".to_owned(), |name| name.to_string());
        let names = [
            format!("refs/remotes/{remote}/HEAD"),
            format!("refs/remotes/{remote}/main"),
            format!("refs/remotes/{remote}/master"),
            "refs/heads/main".to_owned(),
            "refs/heads/master".to_owned(),
        ];
        names.into_iter().find_map(|name| {
            let tip = self.tip(&name)?;
            let short = name
                .trim_start_matches("refs/remotes/")
                .trim_start_matches("refs/heads/");
            Some((short.to_owned(), tip))
        })
    }

    fn baseline(
        &self,
        commit: gix::ObjectId,
        name: String,
        found: Found,
    ) -> anyhow::Result<Baseline> {
        let tree = self
            .git
            .find_object(commit)
            .and_then(gix::Object::peel_to_tree);
        let tree = tree
            .map_err(|error| anyhow!("`{name}` cannot be read: {error}{}", self.why_missing()))?;
        let id = tree.id().detach();
        Ok(Baseline {
            files: Arc::new(Tree::new(
                self.git.clone(),
                id,
                (self.folder.clone(), self.prefix.clone()),
                self.why_missing(),
            )),
            name,
            commit: commit.to_hex().to_string(),
            tree: id.to_hex().to_string(),
            found,
        })
    }

    /// Whether it was cloned without all of its files; which of two settings says so depends on the
    /// version of git that did it.
    fn is_partial(&self) -> bool {
        let config = self.git.config_snapshot();
        let promises = |remote| config.boolean(&format!("remote.{remote}.promisor"));
        config.string("extensions.partialClone").is_some()
            || self
                .git
                .remote_names()
                .iter()
                .any(|it| promises(it) == Some(true))
    }

    /// What may have made objects go missing.
    fn why_missing(&self) -> &'static str {
        if self.git.is_shallow().unwrap_or(false) {
            " (this is a shallow clone: fetch the baseline's commits)"
        } else if self.is_partial() {
            " (this is a partial clone: fetch the baseline's files)"
        } else {
            ""
        }
    }
}

/// Where in the paths of the working model a repository is, and what of it is there.
///
/// A folder that was reached through a link has another path than its repository; what is below it
/// keeps the path it is known by.
fn mount(folder: &Path, workdir: &Path) -> Option<(FilePath, String)> {
    let (known, given) = (from_os(workdir)?, from_os(folder)?);
    if given.below(&known).is_some() {
        return Some((known, String::new()));
    }
    let real = (folder.canonicalize().ok()?, workdir.canonicalize().ok()?);
    let (real_folder, real_workdir) = (from_os(&real.0)?, from_os(&real.1)?);
    let prefix = real_folder.below(&real_workdir)?.to_owned();
    Some((given, prefix))
}

/// Name and branch of `owner/name@branch` or `url#owner/name@branch`.
fn named(text: &str) -> Option<(String, String)> {
    let rest = text.split_once('#').map_or(text, |(_, rest)| rest);
    let (name, branch) = rest.split_once('@')?;
    Some((name.to_owned(), branch.to_owned()))
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}
