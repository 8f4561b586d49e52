//! Groups that want data sooner than it is captured.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "latency-not-met",
    group: Group::Graph,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("latency_not_met.md"),
    checks: &[Check::Workspace(check)],
};

/// Members of `DataLatency`, in words, with the minutes between two captures from which the wish is in
/// vain. Many ask for minutes and are content with every night.
const LIMITS: [(&str, &str, u32); 2] = [("SECONDS", "seconds", 60), ("MINUTES", "minutes", 2 * DAY)];

const DAY: u32 = 24 * 60;

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    for group in &workspace.groups {
        let chooser =
            cx.node(group.object).filter(|node| !node.is_maybe()).and_then(|node| node.node("platformMD").value());
        let Some(chooser) = chooser.filter(|chooser| chooser.is("WorkspacePlatformConfig")) else { continue };
        let Some(needs) = chooser.node("retention").value() else { continue };
        let Some(latency) = needs.member("latency").value() else { continue };
        let latency = latency.text();
        let Some((_, words, limit)) = LIMITS.iter().find(|(member, ..)| *member == &*latency) else { continue };
        for sink in &group.sinks {
            let Some(name) = &sink.store.text else { continue };
            let [(_, store)] = &*cx.stores(name) else { continue };
            let capture = cx.node(store.object).filter(|_| !store.maybe).and_then(|node| node.node("cmd").value());
            let trigger = capture.and_then(|capture| capture.node("stepTrigger").value());
            let Some(trigger) = trigger.filter(|trigger| trigger.is("CronTrigger")) else { continue };
            let Some(cron) = trigger.text("cron").value() else { continue };
            let Some(gap) = gap(&cron).filter(|gap| gap >= limit) else { continue };
            let place = needs.place_of("latency");
            let met = if gap < DAY { "DataLatency.HOURS" } else { "DataLatency.DAYS" };
            findings
                .report(
                    &RULE,
                    place,
                    format!(
                        "Group `{}` wants data within {words}, but `{name}` is captured on the schedule `{cron}` only. \
                         Ask for what the schedule gives, or have it captured more often.",
                        group.name.shown(),
                    ),
                )
                .about(format!("{}/{}", workspace.path, group.name.shown()), "group")
                .made_by(Some(needs.maker()))
                .because_made(sink.place, sink.maker(), format!("consumes from `{name}`"))
                .because_made(trigger.place_of("cron"), Some(trigger.maker()), "how often it is captured")
                .fix(Fix::replace(place, met).importing(place, &["DataLatency"]));
            break;
        }
    }
}

/// Minutes that pass at least once a week without a capture; `None` for what is no schedule.
fn gap(cron: &str) -> Option<u32> {
    let fields: Vec<&str> = cron.split_whitespace().collect();
    let [minute, hour, day, month, weekday] = *fields else { return None };
    let hours = widest(hour, 24)?;
    let rare = [day, month, weekday].iter().any(|field| !matches!(*field, "*" | "*/1"));
    if rare {
        // Some day has none.
        return Some(2 * DAY);
    }
    Some(if hours > 1 { hours * 60 } else { widest(minute, 60)? })
}

/// The widest gap between the values of a field that starts over after some.
fn widest(field: &str, length: u32) -> Option<u32> {
    let mut values = Vec::new();
    for item in field.split(',') {
        let (low, high, step): (u32, u32, usize) = match (item.strip_prefix("*/"), item.split_once('-')) {
            _ if item == "*" => (0, length - 1, 1),
            (Some(step), _) => (0, length - 1, step.parse().ok()?),
            (None, Some((low, high))) => (low.parse().ok()?, high.parse().ok()?, 1),
            (None, None) => (item.parse().ok()?, item.parse().ok()?, 1),
        };
        if step == 0 || high >= length {
            return None;
        }
        values.extend((low..=high).step_by(step));
    }
    values.sort_unstable();
    let (first, last) = (*values.first()?, *values.last()?);
    let within = values.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?));
    Some(within.max().unwrap_or(0).max(length - last + first))
}
