//! Texts that the DSL's library takes apart: schedules, hosts, amounts of storage.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a text is one of the schedules that the library takes: five fields of numbers, ranges
/// and steps.
pub(crate) fn is_cron(text: &str) -> bool {
    let ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    let fields: Vec<&str> = text.split_whitespace().collect();
    let mut pairs = fields.iter().zip(ranges);
    fields.len() == ranges.len() && pairs.all(|(field, range)| is_cron_field(field, range))
}

fn is_cron_field(field: &str, (low, high): (u32, u32)) -> bool {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = digits.then(|| text.parse::<u32>().ok()).flatten()?;
        (low..=high).contains(&value).then_some(value)
    };
    let is_item = |item: &str| {
        if let Some(step) = item.strip_prefix("*/") {
            return number(step).is_some();
        }
        match item.split_once('-') {
            Some((from, to)) => matches!((number(from), number(to)), (Some(a), Some(b)) if a <= b),
            None => number(item).is_some(),
        }
    };
    field == "*" || field.split(',').all(is_item)
}

/// Whether a text is an address or the name of a host.
pub(crate) fn is_host(text: &str) -> bool {
    if text.parse::<Ipv4Addr>().is_ok() || text.parse::<Ipv6Addr>().is_ok() {
        return true;
    }
    if let Some((address, zone)) = text.split_once('%') {
        let is_local = address.to_ascii_lowercase().starts_with("fe80:");
        return is_local && !zone.is_empty() && address.parse::<Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let ends = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        ends(label.bytes().next()) && ends(label.bytes().last()) && label.bytes().all(inner)
    };
    let last = text.rsplit('.').next().and_then(|last| last.bytes().next());
    text.len() <= 253
        && text.split('.').all(is_label)
        && last.is_some_and(|byte| byte.is_ascii_alphabetic())
}

/// An amount of storage in bytes: digits and one letter. Too large an amount is a large one.
pub(crate) fn storage_bytes(text: &str) -> Option<i128> {
    let unit = text.bytes().last()?;
    let power = match unit.to_ascii_uppercase() {
        b'B' => 0,
        b'K' => 1,
        b'M' => 2,
        b'G' => 3,
        b'T' => 4,
        b'P' => 5,
        _ => return None,
    };
    let digits = text.get(..text.len() - 1)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<u64>().map_or(i128::MAX, i128::from);
    Some(size.saturating_mul(1 << (10 * power)))
}
