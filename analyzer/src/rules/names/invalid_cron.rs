//! Cron expressions that the scheduler cannot read.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-cron",
    group: Group::Names,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_cron.md"),
    checks: &[Check::Object("CronTrigger", check)],
};

/// The fields in order, with the smallest and the largest number of each.
const FIELDS: [(&str, u32, u32); 5] =
    [("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7)];

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let cron = part.node.name("cron");
    let Some(text) = &cron.text else { return };
    if let Some(why) = problem(text) {
        let finding = findings.report(
            &RULE,
            cron.place,
            format!("`{text}` is no schedule: {why}. It takes five fields: minute, hour, day, month, weekday."),
        );
        finding.made_by(cron.maker);
        if let Some(meant) = meant(text) {
            finding.fix(Fix::rename(cron.place, &meant).in_every_case());
        }
    }
}

/// What other schedulers write, and how it is written here.
const NICKNAMES: [(&str, &str); 7] = [
    ("@hourly", "0 * * * *"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"),
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The schedule in the words of this scheduler: numbers for names, `*` for `?`, and without a field
/// for seconds.
fn meant(text: &str) -> Option<String> {
    let lower = text.trim().to_ascii_lowercase();
    if let Some((_, plain)) = NICKNAMES.iter().find(|(name, _)| *name == lower) {
        return Some((*plain).to_owned());
    }
    let mut fields: Vec<String> = lower.split_whitespace().map(|field| field.replace('?', "*")).collect();
    if fields.len() == 6 && fields.first().is_some_and(|seconds| seconds == "0") {
        fields.remove(0);
    }
    let [.., month, weekday] = &mut *fields else { return None };
    for (field, names, first) in [(month, &MONTHS[..], 1), (weekday, &WEEKDAYS[..], 0)] {
        for (index, name) in names.iter().enumerate() {
            *field = field.replace(name, &(index + first).to_string());
        }
    }
    let plain = fields.join(" ");
    problem(&plain).is_none().then_some(plain)
}

fn problem(text: &str) -> Option<String> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    if fields.len() != FIELDS.len() {
        let noun = if fields.len() == 1 { "field" } else { "fields" };
        return Some(format!("it has {} {noun}", fields.len()));
    }
    FIELDS.iter().zip(fields).find_map(|(field, text)| field_problem(field, text))
}

fn field_problem((name, low, high): &(&str, u32, u32), text: &str) -> Option<String> {
    if text == "*" {
        return None;
    }
    let number = |text: &str| -> Option<u32> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().unwrap_or(u32::MAX))
    };
    let bounds = |number: u32| (*low..=*high).contains(&number);
    for item in text.split(',') {
        let numbers: Vec<Option<u32>> = match (item.strip_prefix("*/"), item.split_once('-')) {
            (Some(step), _) => vec![number(step)],
            (None, Some((from, to))) => vec![number(from), number(to)],
            (None, None) => vec![number(item)],
        };
        let Some(numbers) = numbers.into_iter().collect::<Option<Vec<u32>>>() else {
            return Some(format!("the {name} `{item}` is no number, range (`1-5`), step (`*/5`) or `*`"));
        };
        if let Some(number) = numbers.iter().find(|number| !bounds(**number)) {
            return Some(format!("the {name} `{number}` is not between {low} and {high}"));
        }
        if let [from, to] = *numbers
            && from > to
        {
            return Some(format!("the {name} range `{item}` runs backwards"));
        }
    }
    None
}
