//! Interned identifiers: names compare and hash as one number.

use std::fmt;
use std::sync::{Arc, OnceLock, RwLock};

use rustc_hash::FxHashMap;

/// An interned identifier. The table only grows: it holds names, not values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol(u32);

#[derive(Default)]
struct Table {
    ids: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

fn table() -> &'static RwLock<Table> {
    static TABLE: OnceLock<RwLock<Table>> = OnceLock::new();
    TABLE.get_or_init(RwLock::default)
}

impl Symbol {
    /// The symbol of this text.
    pub(crate) fn new(text: &str) -> Self {
        {
            let table = table()
                .read()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(&id) = table.ids.get(text) {
                return Self(id);
            }
        }
        let mut table = table()
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(&id) = table.ids.get(text) {
            return Self(id);
        }
        let id = table.texts.len() as u32;
        let text: Arc<str> = text.into();
        table.texts.push(Arc::clone(&text));
        table.ids.insert(text, id);
        Self(id)
    }

    /// The text.
    pub(crate) fn text(self) -> Arc<str> {
        let table = table()
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        table
            .texts
            .get(self.0 as usize)
            .cloned()
            .unwrap_or_default()
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
