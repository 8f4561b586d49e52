//! Triggers whose name says another interval than their schedule.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "mislabelled-schedule",
    group: Group::Idioms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("mislabelled_schedule.md"),
    checks: &[Check::Object("CronTrigger", check)],
};

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let (name, cron) = (part.node.name("name"), part.node.name("cron"));
    let (Some(label), Some(text)) = (&name.text, &cron.text) else { return };
    let (Some(said), Some(done)) = (said(label), interval(text)) else { return };
    if said == done {
        return;
    }
    let finding = findings.report(
        &RULE,
        cron.place,
        format!(
            "`{text}` runs every {}, and its name `{label}` says every {}: whoever reads the name counts on it.",
            in_words(done),
            in_words(said)
        ),
    );
    finding.made_by(cron.maker);
    finding.because(name.place, "What its name says");
    if let Some(schedule) = schedule(said) {
        finding.fix(Fix::rename(cron.place, &schedule));
    }
    finding.fix(Fix::rename(name.place, &format!("Every {}", in_words(done))));
}

/// The interval in minutes that a name speaks of; nothing where it speaks of none or of several.
fn said(label: &str) -> Option<u32> {
    let words: Vec<String> = label.split([' ', '_', '-']).map(str::to_ascii_lowercase).collect();
    let mut found = None;
    let mut rest = words.as_slice();
    while let [word, after @ ..] = rest {
        rest = after;
        let own = match word.as_str() {
            "hourly" => Some(HOUR),
            "daily" => Some(DAY),
            "every" | "each" => match after {
                [number, unit, ..] if number.parse::<u32>().is_ok() => {
                    Some(number.parse::<u32>().ok()?.checked_mul(minutes(unit)?)?)
                }
                [unit, ..] => Some(minutes(unit)?),
                [] => None,
            },
            _ => None,
        };
        if own.is_some() && found.is_some() && own != found {
            return None;
        }
        found = found.or(own);
    }
    found.filter(|minutes| *minutes > 0)
}

fn minutes(unit: &str) -> Option<u32> {
    match unit.trim_end_matches('s') {
        "minute" | "min" => Some(1),
        "hour" => Some(HOUR),
        "day" => Some(DAY),
        _ => None,
    }
}

/// The interval in minutes of a schedule that has one, from the first minute to the last of a day.
fn interval(text: &str) -> Option<u32> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [minute, hour, "*", "*", "*"] = fields[..] else { return None };
    match (evenly(minute, HOUR)?, evenly(hour, 24)?) {
        (Steps::By(step), Steps::By(1)) => Some(step),
        (Steps::Once, Steps::By(step)) => Some(step * HOUR),
        (Steps::Once, Steps::Once) => Some(DAY),
        (Steps::By(_), _) => None,
    }
}

/// How often a field holds.
enum Steps {
    Once,
    By(u32),
}

/// The distance between what a field lists; nothing where it is not always the same.
fn evenly(field: &str, count: u32) -> Option<Steps> {
    if field == "*" {
        return Some(Steps::By(1));
    }
    if let Some(step) = field.strip_prefix("*/") {
        let step: u32 = step.parse().ok().filter(|step| (1..count).contains(step))?;
        return count.is_multiple_of(step).then_some(Steps::By(step));
    }
    let listed: Vec<u32> = field.split(',').map(|own| own.parse().ok()).collect::<Option<_>>()?;
    let [first, .., last] = listed[..] else {
        return Some(Steps::Once);
    };
    let pairs = listed.iter().zip(listed.iter().skip(1));
    let mut steps: Vec<u32> = pairs.map(|(a, b)| b.checked_sub(*a)).collect::<Option<_>>()?;
    steps.push((first + count).checked_sub(last)?);
    let step = *steps.first()?;
    (step > 0 && steps.iter().all(|own| *own == step)).then_some(Steps::By(step))
}

/// A schedule of this interval, where days have room for it a whole number of times.
fn schedule(minutes: u32) -> Option<String> {
    match minutes {
        1 => Some("* * * * *".to_owned()),
        HOUR => Some("0 * * * *".to_owned()),
        DAY => Some("0 0 * * *".to_owned()),
        _ if minutes < HOUR && HOUR.is_multiple_of(minutes) => Some(format!("*/{minutes} * * * *")),
        _ if minutes.is_multiple_of(HOUR) && DAY.is_multiple_of(minutes) => Some(format!("0 */{} * * *", minutes / HOUR)),
        _ => None,
    }
}

fn in_words(minutes: u32) -> String {
    let (count, unit) = match minutes {
        _ if minutes.is_multiple_of(DAY) => (minutes / DAY, "day"),
        _ if minutes.is_multiple_of(HOUR) => (minutes / HOUR, "hour"),
        _ => (minutes, "minute"),
    };
    if count == 1 { unit.to_owned() } else { format!("{count} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_of_intervals_or_do_not() {
        for (label, minutes) in [
            ("Every 5 minute", Some(5)),
            ("NW_Data Every 10 mins", Some(10)),
            ("every minute", Some(1)),
            ("Every 2 hours", Some(120)),
            ("nightly_every_day", Some(DAY)),
            ("Hourly", Some(HOUR)),
            ("CQRS", None),
            ("Every night", None),
            ("Every 0 minutes", None),
            ("Every hour, every day", None),
            ("Every", None),
        ] {
            assert_eq!(said(label), minutes, "{label}");
        }
    }

    #[test]
    fn schedules_have_an_interval_or_do_not() {
        for (text, minutes) in [
            ("* * * * *", Some(1)),
            ("*/5 * * * *", Some(5)),
            ("0,15,30,45 * * * *", Some(15)),
            ("5,35 * * * *", Some(30)),
            ("0,10,30 * * * *", None),
            ("*/7 * * * *", None),
            ("0 * * * *", Some(HOUR)),
            ("0 */2 * * *", Some(2 * HOUR)),
            ("30 4 * * *", Some(DAY)),
            ("*/5 8 * * *", None),
            ("0 0 1 * *", None),
            ("nonsense", None),
        ] {
            assert_eq!(interval(text), minutes, "{text}");
            let back = minutes.and_then(schedule);
            assert_eq!(back.as_deref().and_then(interval), minutes.filter(|_| back.is_some()), "{text}");
        }
    }
}
