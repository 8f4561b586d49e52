//! Turns of phrase that several rules need.

use std::sync::Arc;

/// Asks for what was meant, after a sentence that ends with a full stop.
pub(super) fn did_you_mean(nearest: Option<&Arc<str>>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"))
}

/// A few names, and how many more there are.
pub(super) fn listed(names: &[Arc<str>]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(5)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// `environment` or `environments`.
pub(super) fn plural(noun: &str, count: usize) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{noun}{end}")
}

/// The name with the first number behind it that is free.
pub(super) fn numbered(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let mut names = (2..).map(|number: u32| format!("{name}_{number}"));
    names.find(|name| is_free(name)).unwrap_or_default()
}
