//! Of which kind the platforms of an ecosystem are, when all are of one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Cx, Finding};
use crate::eval::value::ObjId;
use crate::model::table::Kind;
use crate::symbol::Symbol;

/// What all platforms are.
pub(super) enum Kinds {
    /// Yellow, and which strategies they have; `None` when some are not known.
    Yellow {
        strategies: Option<BTreeSet<Arc<str>>>,
    },
    /// Legacy.
    Legacy,
}

/// What all platforms are; nothing where they differ, where there are none, or where there may be
/// others.
pub(super) fn kinds(cx: &Cx<'_>) -> Option<Kinds> {
    if !cx.is_closed(Kind::Platform) {
        return None;
    }
    let names = cx.names(Kind::Platform);
    let platforms: Vec<_> = names.iter().flat_map(|name| cx.platforms(name)).collect();
    let all = |class: &str| {
        let class = Symbol::new(class);
        !platforms.is_empty()
            && platforms
                .iter()
                .all(|(_, platform)| platform.class == class)
    };
    if all("YellowDataPlatform") {
        let strategies = platforms
            .iter()
            .map(|(_, platform)| Some(platform.milestoning?.text()));
        return Some(Kinds::Yellow {
            strategies: strategies.collect(),
        });
    }
    all("LegacyDataPlatform").then_some(Kinds::Legacy)
}

/// The strategies of platforms that serve what a group asks for by a member of
/// `DataMilestoningStrategy`; nothing for a member that says nothing of that.
pub(super) fn serving(asked: &str) -> Option<&'static [&'static str]> {
    match asked {
        "LIVE_ONLY" | "SCD1" => Some(&["SCD1", "LIVE_ONLY"]),
        "FORENSIC" | "SCD2" => Some(&["SCD2", "BATCH_MILESTONED"]),
        "LIVE_WITH_FORENSIC_HISTORY" => Some(&[]),
        _ => None,
    }
}

/// The member of `DataMilestoningStrategy` by which a group asks.
pub(super) fn asked(cx: &Cx<'_>, group: ObjId) -> Option<Arc<str>> {
    let group = cx.node(group).filter(|node| !node.is_maybe())?;
    let needs = group
        .node("platformMD")
        .value()?
        .node("retention")
        .value()?;
    Some(needs.member("milestoningStrategy").value()?.text())
}

/// Leads to platforms, of which a few show what all are.
pub(super) fn because_of_platforms(cx: &Cx<'_>, finding: &mut Finding) {
    for name in cx.names(Kind::Platform).iter().take(3) {
        for (_, platform) in cx.platforms(name) {
            let kept = platform.milestoning.map(|kept| format!(" keeps `{kept}`"));
            let text = format!("platform `{name}`{}", kept.unwrap_or_default());
            finding.because_made(platform.name.place, platform.name.maker, text);
        }
    }
}
