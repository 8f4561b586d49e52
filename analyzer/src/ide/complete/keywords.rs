//! What the DSL itself offers: keywords of its calls, members of its enumerations.

use super::{Proposal, ProposalKind};
use crate::ide::meaning::{Before, Meaning, called, meaning};
use crate::ide::scene::Scene;
use crate::ide::wording::type_text;
use crate::syntax::ir::FileId;
use crate::syntax::prefix::{Prefix, Step};
use crate::text::Span;
use crate::vocabulary::ParamKind;

/// The keywords that a call of the DSL may still be given.
pub(super) fn keywords(
    scene: &Scene<'_>,
    (file, before): (FileId, Before<'_>),
    place: &Prefix,
    span: Span,
) -> Vec<Proposal> {
    let Some(call) = place.open.last() else {
        return Vec::new();
    };
    if call.keyword.is_some() || call.chain.is_empty() {
        return Vec::new();
    }
    let meaning = meaning(scene, file, before, &call.chain);
    let Some(called) = meaning.and_then(|it| called(scene, it)) else {
        return Vec::new();
    };
    let mut positional = 0;
    let mut found = Vec::new();
    for param in &called.signature.params {
        let by_position = param.kind != ParamKind::KeywordOnly;
        positional += usize::from(by_position);
        let name = param.name.text();
        let is_given = (by_position && positional <= call.position)
            || call.keywords.iter().any(|own| **own == *name);
        if is_given || param.kind == ParamKind::PositionalOnly || param.until.is_some() {
            continue;
        }
        found.push(Proposal {
            kind: ProposalKind::Keyword,
            text: format!("{name}="),
            span,
            detail: Some(type_text(scene.vocabulary, &param.ty)),
            documentation: called.doc_of(param).map(ToString::to_string),
            names: Vec::new(),
            is_deprecated: false,
        });
    }
    found
}

/// The members of an enumeration of the DSL.
pub(super) fn members(
    scene: &Scene<'_>,
    (file, before): (FileId, Before<'_>),
    owner: &[String],
    span: Span,
) -> Vec<Proposal> {
    let chain: Vec<Step> = owner.iter().cloned().map(Step::Name).collect();
    let Some(Meaning::Class(class)) = meaning(scene, file, before, &chain) else {
        return Vec::new();
    };
    let class = scene.vocabulary.class(class);
    let members = class.members.iter().map(|member| Proposal {
        kind: ProposalKind::Member,
        text: member.name.text().to_string(),
        span,
        detail: Some(class.name.text().to_string()),
        documentation: member.doc.as_ref().map(ToString::to_string),
        names: Vec::new(),
        is_deprecated: member.until.is_some(),
    });
    members.collect()
}
