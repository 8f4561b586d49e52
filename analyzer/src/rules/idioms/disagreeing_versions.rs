//! Images that run another version than the one the model is written against.

use crate::model::entity::Provider;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "disagreeing-versions",
    group: Group::Idioms,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("disagreeing_versions.md"),
    checks: &[Check::Provider(check)],
};

fn check(cx: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    if provider.node.is_maybe() || !provider.node.is("YellowPlatformServiceProvider") {
        return;
    }
    let image = provider.node.name("datasurfaceDockerImage");
    let Some(text) = &image.text else { return };
    let (Some((start, run)), Some(pin)) = (tagged(text), cx.pin()) else { return };
    let (Some(runs), Some(written)) = (numbers(run), numbers(&pin.version)) else { return };
    if runs == written {
        return;
    }
    let version = &pin.version;
    let finding = findings.report(
        &RULE,
        image.place,
        format!(
            "Jobs of provider `{}` run version {run}, and the model is checked with {version} where it is edited: what one accepts \
             may fail in the other. Use one version for both.",
            provider.name.shown(),
        ),
    );
    let prefix = if run.starts_with('v') { "v" } else { "" };
    let text = format!("{start}:{prefix}{version}");
    finding
        .about(provider.name.shown(), "provider")
        .because(pin.place, format!("asks for {version}"))
        .made_by(image.maker)
        .fix(Fix::new(format!("Run {version}"), Edit::Text { place: image.place, text }));
}

/// The name and the tag of an image of DataSurface itself; others may count their own versions.
fn tagged(image: &str) -> Option<(&str, &str)> {
    let (start, tag) = image.rsplit_once(':')?;
    (start.rsplit('/').next() == Some("datasurface")).then_some((start, tag))
}

/// The numbers of a version such as `v1.4.2`; nothing of one such as `latest`.
fn numbers(version: &str) -> Option<Vec<u32>> {
    let version = version.strip_prefix('v').unwrap_or(version);
    let numbers: Vec<u32> = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    // A shorter one leaves open which it is.
    (numbers.len() > 2).then_some(numbers)
}
