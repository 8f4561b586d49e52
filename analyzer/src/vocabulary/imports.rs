//! How names travel along imports.

use ruff_python_ast::{Alias, StmtImportFrom};
use ruff_text_size::Ranged;

use super::literals::trailing_availability;
use super::scope::{Bound, Entry, MARKERS, MAX_DEPTH, Names, Problems, Scopes, Step};
use super::types::Availability;
use crate::symbol::Symbol;

impl<'a> Scopes<'a> {
    pub(super) fn import(&self, alias: &'a Alias) -> Step<'a> {
        let full = alias.name.as_str();
        let (name, module) = if let Some(name) = &alias.asname {
            (name.as_str(), full)
        } else {
            let root = full.split('.').next().unwrap_or(full);
            (root, root)
        };
        let known = self.modules.contains_key(&Symbol::new(module));
        let module = Symbol::new(module);
        let entry = if known {
            Entry::Module(module)
        } else {
            Entry::External(module)
        };
        Step::Bind(
            Symbol::new(name),
            Bound {
                entry,
                availability: Availability::default(),
            },
        )
    }

    pub(super) fn import_from(
        &self,
        stub: usize,
        import: &'a StmtImportFrom,
        steps: &mut Vec<Step<'a>>,
        problems: &Problems,
    ) {
        let source = &self.stubs[stub];
        let mut module = String::new();
        if import.level > 0 {
            let name = source.name.text();
            let up = import.level as usize - usize::from(source.package);
            let kept = (name.split('.').count())
                .checked_sub(up)
                .filter(|&kept| kept > 0);
            let Some(kept) = kept else {
                let message = "this relative import leaves the tree".to_owned();
                problems.borrow_mut().push((stub, import.start(), message));
                return;
            };
            module = name.split('.').take(kept).collect::<Vec<_>>().join(".");
        }
        if let Some(name) = &import.module {
            if !module.is_empty() {
                module.push('.');
            }
            module.push_str(name);
        }
        let (ours, module) = (self.is_ours(&module), Symbol::new(&module));
        for alias in &import.names {
            let availability = trailing_availability(source.text, alias.end());
            let (name, at) = (Symbol::new(&alias.name), alias.start());
            let bound = alias.asname.as_ref().map_or(name, |name| Symbol::new(name));
            let other = |entry| {
                Step::Bind(
                    bound,
                    Bound {
                        entry,
                        availability,
                    },
                )
            };
            steps.push(if &*alias.name == "*" {
                Step::Star { module, at }
            } else if &*module.text() == MARKERS {
                other(Entry::Marker(name))
            } else if ours {
                Step::From {
                    module,
                    name,
                    bound,
                    availability,
                    at,
                }
            } else {
                other(Entry::External(name))
            });
        }
    }

    /// Carries names along imports until nothing moves any more. Import cycles make more than one
    /// round necessary; the bound only matters for stubs that chase each other's names in circles.
    pub(super) fn link(&mut self, steps: &[Vec<Step<'a>>]) {
        for _ in 0..=MAX_DEPTH {
            let mut changed = false;
            for (stub, steps) in steps.iter().enumerate() {
                let names = self.bind(steps);
                let old = &self.names[stub];
                changed |= names.len() != old.len()
                    || names.iter().any(|(name, new)| {
                        !old.get(name).is_some_and(|old| old.entry.same(&new.entry))
                    });
                self.names[stub] = names;
            }
            if !changed {
                return;
            }
        }
    }

    fn bind(&self, steps: &[Step<'a>]) -> Names<'a> {
        let mut names = Names::default();
        for step in steps {
            match *step {
                Step::Bind(name, bound) => {
                    names.insert(name, bound);
                }
                Step::From {
                    module,
                    name,
                    bound,
                    availability,
                    ..
                } => {
                    if let Some(found) = self.member(module, name) {
                        names.insert(
                            bound,
                            Bound {
                                entry: found.entry,
                                availability,
                            },
                        );
                    }
                }
                Step::Star { module, .. } => {
                    let Some(&stub) = self.by_name.get(&module) else {
                        continue;
                    };
                    if let Some(all) = &self.all[stub] {
                        names.extend(
                            all.iter()
                                .filter_map(|&name| Some((name, self.member(module, name)?))),
                        );
                    } else {
                        let public = self.names[stub]
                            .iter()
                            .filter(|(name, _)| !name.text().starts_with('_'));
                        names.extend(public.map(|(&name, &bound)| (name, bound)));
                    }
                }
            }
        }
        names
    }

    /// Reports imports of what is not there, and binds their names so that each use of them is not
    /// reported as well.
    pub(super) fn check_imports(&mut self, steps: &[Vec<Step<'a>>], problems: &Problems) {
        for (stub, steps) in steps.iter().enumerate() {
            let report = |at, message| problems.borrow_mut().push((stub, at, message));
            for step in steps {
                match *step {
                    Step::From {
                        module,
                        name,
                        bound,
                        availability,
                        at,
                    } if self.member(module, name).is_none() => {
                        let missing = if self.modules.contains_key(&module) {
                            format!("no `{name}`")
                        } else {
                            "no stub".to_owned()
                        };
                        report(at, format!("`{module}` has {missing}"));
                        self.names[stub].entry(bound).or_insert(Bound {
                            entry: Entry::External(name),
                            availability,
                        });
                    }
                    Step::Star { module, at } if !self.by_name.contains_key(&module) => {
                        report(at, format!("`{module}` has no stub"));
                    }
                    _ => {}
                }
            }
        }
    }
}
