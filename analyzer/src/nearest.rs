//! The name that was meant.

use std::sync::Arc;

/// The candidate that differs least from `name`, if it is near enough to be meant.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a Arc<str>>,
) -> Option<Arc<str>> {
    let mut limit = (name.chars().count() / 3).max(1);
    let name = Letters::of(name);
    let mut letters = Letters::default();
    let mut best: Option<(usize, &Arc<str>)> = None;
    for candidate in candidates {
        letters.read(candidate);
        if let Some(distance) = name.distance(&letters, limit) {
            let found = (distance, candidate);
            best = Some(best.map_or(found, |best| best.min(found)));
            limit = distance;
        }
    }
    best.map(|(_, candidate)| Arc::clone(candidate))
}

/// The one candidate that a name is a part of, or that is a part of the name: `store` for
/// `storeName`, `cache_storage_class` for `storageClass`. Letter case and underscores do not count.
pub(crate) fn part<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a Arc<str>>,
) -> Option<Arc<str>> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| *letter != '_');
        letters.flat_map(char::to_lowercase).collect()
    };
    let name = plain(name);
    let mut best: Option<(bool, usize, &Arc<str>)> = None;
    let mut is_shared = false;
    for candidate in candidates {
        let other = plain(candidate);
        let (short, long) = if other.len() < name.len() {
            (&other, &name)
        } else {
            (&name, &other)
        };
        if short.chars().count() < 3 || !long.contains(&**short) {
            continue;
        }
        // What begins alike is more likely meant, then what has more in common.
        let found = (!long.starts_with(&**short), long.len() - short.len());
        match best {
            Some((middle, rest, _)) if (middle, rest) < found => {}
            Some((middle, rest, other)) if (middle, rest) == found && other != candidate => {
                is_shared = true;
            }
            _ => {
                best = Some((found.0, found.1, candidate));
                is_shared = false;
            }
        }
    }
    best.filter(|_| !is_shared)
        .map(|(_, _, candidate)| Arc::clone(candidate))
}

/// A name without regard to letter case, and which letters it has.
#[derive(Default)]
struct Letters {
    chars: Vec<char>,
    seen: u64,
}

impl Letters {
    fn of(name: &str) -> Self {
        let mut letters = Self::default();
        letters.read(name);
        letters
    }

    fn read(&mut self, name: &str) {
        self.chars.clear();
        self.chars.extend(name.chars().flat_map(char::to_lowercase));
        let bit = |c: &char| 1 << (u32::from(*c) % 64);
        self.seen = self
            .chars
            .iter()
            .map(bit)
            .fold(0, |all, bit: u64| all | bit);
    }

    /// Edits between two names, two swapped letters counted as one, if there are at most `limit`.
    fn distance(&self, other: &Self, limit: usize) -> Option<usize> {
        let (a, b) = (&self.chars, &other.chars);
        // Each edit adds or takes one letter, or exchanges one for another.
        let missing = (self.seen & !other.seen).count_ones();
        let added = (other.seen & !self.seen).count_ones();
        if a.len().abs_diff(b.len()) > limit || missing.max(added) as usize > limit {
            return None;
        }
        let mut before: Vec<usize> = Vec::new();
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, c) in a.iter().enumerate() {
            let mut next = vec![i + 1];
            for (j, d) in b.iter().enumerate() {
                let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
                let mut best = (at(&row, j) + usize::from(c != d))
                    .min(at(&row, j + 1) + 1)
                    .min(at(&next, j) + 1);
                let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(d) && b.get(j - 1) == Some(c);
                if swapped {
                    best = best.min(at(&before, j - 1) + 1);
                }
                next.push(best);
            }
            if next.iter().min().is_some_and(|least| *least > limit) {
                return None;
            }
            before = std::mem::replace(&mut row, next);
        }
        row.last().copied().filter(|distance| *distance <= limit)
    }
}
