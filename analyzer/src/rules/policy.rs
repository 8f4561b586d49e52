//! Policies about where data may be, whatever they are about.

use crate::eval::value::Place;
use crate::model::entity::{LocationTree, Policy, PolicyKind};

/// Why a policy is not met.
pub(super) struct Refusal<'a> {
    pub(super) policy: &'a Policy,
    /// What the policy looks at: the location, its vendor, or the vendor's cloud.
    pub(super) what: String,
    /// What the policy does, such as "forbids it".
    pub(super) why: String,
    /// The entry that does it, else the policy.
    pub(super) place: Place,
}

impl Refusal<'_> {
    /// The policy's name.
    pub(super) fn name(&self) -> &str {
        self.policy.name.as_deref().unwrap_or("?")
    }
}

/// What one policy says against a location key, if that is proved.
pub(super) fn refusal<'a>(
    policy: &'a Policy,
    key: &str,
    vendors: &LocationTree,
) -> Option<Refusal<'a>> {
    let vendor = || key.split_once(':').map(|(vendor, _)| vendor);
    let (what, text) = match policy.kind {
        PolicyKind::Location => (format!("location `{key}`"), key.to_owned()),
        PolicyKind::Vendor => (format!("vendor `{}`", vendor()?), vendor()?.to_owned()),
        PolicyKind::HardVendor => {
            let known = vendors.children.get(vendor()?)?;
            if known.is_cloudless {
                return Some(Refusal {
                    policy,
                    what: format!("vendor `{}`", vendor()?),
                    why: "asks for its cloud, and the vendor says none".to_owned(),
                    place: policy.place,
                });
            }
            let cloud = known.cloud?.text();
            (
                format!("cloud `{cloud}` (vendor `{}`)", vendor()?),
                cloud.to_string(),
            )
        }
        PolicyKind::Classification | PolicyKind::Platform => return None,
    };
    let (why, entry) = policy.refusal(&text)?;
    Some(Refusal {
        policy,
        what,
        why,
        place: entry.map_or(policy.place, |entry| entry.place),
    })
}
