//! Links out of the model: the pages of repositories and branches.
//!
//! Addresses that are written out are left to editors, which link them in any text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::scene::{Hit, Scene};
use super::thing::ObjectKind;
use crate::syntax::ir::FileId;
use crate::text::Span;

/// A text that stands for something on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The text.
    pub span: Span,
    /// Its address.
    pub target: String,
}

/// The links of a file, from its beginning to its end. A place that stands for several
/// repositories leads to none.
pub(crate) fn document_links(scene: &Scene<'_>, file: FileId) -> Vec<DocumentLink> {
    let mut targets: BTreeMap<Span, Option<String>> = BTreeMap::new();
    for hit in scene.hits(file) {
        let mention = &hit.mention;
        if mention.thing.kind != ObjectKind::Repository || mention.is_handed_on {
            continue;
        }
        let target = page(scene, file, &hit);
        let known = targets.entry(hit.span).or_insert_with(|| target.clone());
        if *known != target {
            *known = None;
        }
    }
    let links = targets.into_iter().filter_map(|(span, target)| {
        Some(DocumentLink {
            span,
            target: target?,
        })
    });
    links.collect()
}

/// The page of the repository, or of the branch, that a place names.
fn page(scene: &Scene<'_>, file: FileId, hit: &Hit) -> Option<String> {
    let node = scene.node(hit.mention.object?)?;
    let part = |attr| node.text(attr).value().filter(|text| is_path(text));
    let (repository, branch) = (part("repositoryName")?, part("branchName")?);
    let is_on_gitlab = node.is("GitLabRepository");
    let server: Arc<str> = if is_on_gitlab {
        let url = node.text("repoUrl").value()?;
        let url = url.trim_end_matches('/');
        let (scheme, host) = url.split_once("://")?;
        let is_web = matches!(scheme, "http" | "https") && is_path(host);
        is_web.then(|| url.into())?
    } else if node.is("GitHubRepository") {
        "https://github.com".into()
    } else {
        return None;
    };
    let home = format!("{server}/{repository}");
    if names_branch(scene, file, hit, &branch)? {
        let tree = if is_on_gitlab { "-/tree" } else { "tree" };
        return Some(format!("{home}/{tree}/{branch}"));
    }
    Some(home)
}

/// Whether a place gives the branch rather than the repository.
fn names_branch(scene: &Scene<'_>, file: FileId, hit: &Hit, branch: &str) -> Option<bool> {
    let mention = &hit.mention;
    if mention.is_literal {
        let text = scene.pages.text(file)?;
        let text = text.get(hit.span.range())?.trim_matches(['"', '\'']);
        return Some(text == branch);
    }
    let node = scene.node(mention.object?)?;
    Some(mention.place == node.place_of("branchName"))
}

/// Whether a text can be part of an address as it is.
fn is_path(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | ':');
    !text.is_empty() && text.chars().all(is_plain)
}
