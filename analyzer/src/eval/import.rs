//! Modules: of the model, of the vocabulary, of the standard library.

use std::sync::Arc;

use super::builtins;
use super::frame::{Effect, Frame, Outcome, ReadKey, Store};
use super::interp::{Eval, Interp, Stop};
use super::value::{FrameId, ObjId, ObjKind, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, FileId, FuncId, ImportName, Run, Unit};

impl Interp<'_> {
    /// The module of the model with this name, loaded if it was not; `None` if there is none.
    pub(super) fn load_module(&mut self, name: Symbol) -> Eval<Option<ObjId>> {
        let Some(file) = self.read_module(name) else {
            return Ok(None);
        };
        self.note_load(name);
        let module = self.ensure_loaded(name, file)?;
        self.note_asked(module);
        Ok(Some(module))
    }

    /// Something that is evaluated looks at a module. Where the module is about to be taken over,
    /// what it holds at this point of an import cycle is not known: it has to run.
    pub(super) fn note_asked(&mut self, module: ObjId) {
        if self.validating.contains(&module) {
            self.doubted.insert(module);
        }
    }

    /// A journal says something of what a module made: see [`Self::note_asked`].
    pub(super) fn note_peeked(&mut self, key: &ReadKey) {
        if self.validating.is_empty() {
            return;
        }
        match key {
            ReadKey::Settled(top) => self.note_touched(*top),
            key => {
                if let Some(id) = key.object() {
                    self.note_touched(self.store.top(id.frame));
                }
            }
        }
    }

    /// Something that a module made is read or changed: see [`Self::note_asked`].
    pub(super) fn note_touched(&mut self, top: FrameId) {
        let module = self.validating.iter().find(|id| id.frame == top);
        self.doubted.extend(module);
    }

    /// Loads a module that a journal says was loaded: whoever takes the journal over notes it.
    pub(super) fn load_again(&mut self, name: Symbol) -> Eval<()> {
        if let Some(file) = self.program.resolve(name) {
            self.ensure_loaded(name, file)?;
        }
        Ok(())
    }

    /// Whether what a frame did to modules other than its own is still to be done again, and a
    /// module that it loaded afterwards may look at it.
    pub(super) fn meddled_before(&self, frame: &Frame, module: FrameId, loads: Symbol) -> bool {
        !self.modules.contains_key(&loads)
            && frame.effects.iter().any(|effect| {
                let object = effect.object();
                object.is_some_and(|id| self.store.top(id.frame) != module)
            })
    }

    fn ensure_loaded(&mut self, name: Symbol, file: FileId) -> Eval<ObjId> {
        if let Some(module) = self.modules.get(&name) {
            return Ok(*module);
        }
        if let Some(module) = self.take_module(name, file)? {
            return Ok(module);
        }
        let (module, args) = self.module_frame(name, file);
        self.modules.insert(name, module);
        self.run_module(name, file, module.frame, args)?;
        Ok(module)
    }

    fn module_frame(&mut self, name: Symbol, file: FileId) -> (ObjId, Box<[Value]>) {
        let frame = self.store.intern(Store::ROOT, module_site(name), 0);
        let stamp = self.program.stamp(file);
        let args: Box<[Value]> = Box::new([Value::Int(stamp.cast_signed())]);
        (ObjId { frame, slot: 0 }, args)
    }

    /// Takes a module over from its journal, if that holds.
    fn take_module(&mut self, name: Symbol, file: FileId) -> Eval<Option<ObjId>> {
        let (module, args) = self.module_frame(name, file);
        if self.doubted.contains(&module) {
            return Ok(None);
        }
        // Who imports it in a circle finds it loading.
        self.modules.insert(name, module);
        for (frame, spare) in self.store.candidates(module.frame) {
            let same = frame.args.iter().zip(&args).all(|(a, b)| a.same(b));
            if !same || frame.in_try != (self.tries > 0) {
                continue;
            }
            let meddled = self.meddled;
            self.validating.push(module);
            let holds = self.holds_in(&frame, spare, module.frame);
            self.validating.pop();
            if self.meddled != meddled && matches!(holds, Ok(false)) {
                // It has to run after all, and what it loads has done its part too early.
                self.doubted.insert(module);
            }
            if self.doubted.contains(&module) {
                // What was evaluated meanwhile saw a module of which nothing had run yet.
                self.again = true;
                return Err(Stop::Cancelled);
            }
            if holds? {
                self.splice_module(module.frame, &frame, spare);
                return Ok(Some(module));
            }
        }
        self.modules.remove(&name);
        Ok(None)
    }

    fn run_module(
        &mut self,
        name: Symbol,
        file: FileId,
        id: FrameId,
        args: Box<[Value]>,
    ) -> Eval<()> {
        self.begin(id, Arc::new(Unit::empty()), None, args, ExprId::NONE);
        // The module is the first object of its frame, whatever stood there before.
        let module = self.alloc_module(name);
        self.top().module = Some(module);
        let builtin_name = self.names.builtin_name;
        self.apply(Effect::SetGlobal(
            module,
            builtin_name,
            Value::Str(name.text()),
        ))?;
        if let Some(path) = self.program.path(file) {
            let name = self.names.file;
            let path = Value::str(path.as_str());
            self.apply(Effect::SetGlobal(module, name, path))?;
        }
        if self.program.is_broken(file) {
            // Statements that do not parse may define anything, whatever stands in for them.
            let unknown = Unknown {
                reason: "the module does not parse".into(),
                origin: None,
                deferred: false,
            };
            self.apply(Effect::Open(module, Arc::new(unknown)))?;
        }
        let maybe = std::mem::take(&mut self.maybe);
        let module_level = std::mem::replace(&mut self.module_level, self.stack.len() - 1);
        for unit in self.program.units(file) {
            self.run_unit(&unit, module)?;
        }
        self.maybe = maybe;
        self.module_level = module_level;
        self.meddled += u64::from(!self.top().effects.is_empty());
        self.finish(Outcome::Value(Value::None));
        Ok(())
    }

    /// A top-level statement: a frame of its own, so that its neighbours need not run again.
    fn run_unit(&mut self, unit: &Arc<Unit>, module: ObjId) -> Eval<()> {
        let occurrence = self.occurrence(unit.site);
        let parent = self.top().id;
        let id = self.store.intern(parent, unit.site, occurrence);
        for (frame, spare) in self.store.candidates(id) {
            if Arc::ptr_eq(&frame.unit, unit)
                && frame.in_try == (self.tries > 0)
                && self.holds(&frame, spare)?
            {
                return self.splice(id, &frame, spare, ExprId::NONE);
            }
        }
        self.begin(
            id,
            Arc::clone(unit),
            Some(module),
            Box::default(),
            ExprId::NONE,
        );
        let (slots, body) = match unit.func(FuncId(0)) {
            Some(func) => (func.slots.len(), func.body),
            None => (0, Run::default()),
        };
        self.locals.push(vec![Value::Unbound; slots]);
        self.captured.push(Arc::default());
        self.returns.push(Vec::new());
        self.make_cells(unit, FuncId(0));
        let result = self.block(unit, body);
        self.locals.pop();
        self.captured.pop();
        self.returns.pop();
        let outcome = match result {
            Ok(_) => Outcome::Value(Value::None),
            Err(Stop::Cancelled) => return Err(Stop::Cancelled),
            Err(Stop::Exhausted) => {
                let place = super::value::Place {
                    file: unit.file,
                    unit: unit.id,
                    span: crate::text::Span::new(0, unit.len),
                };
                self.unknown_at(place, "this statement takes too many steps".into());
                self.top().volatile = true;
                Outcome::Value(Value::None)
            }
            Err(Stop::Raised(raised)) if self.tries > 0 => Outcome::Raised(raised),
            Err(Stop::Raised(raised)) => {
                // Python would stop importing here; what follows is still worth looking at.
                if let Some(place) = raised.place {
                    self.uncaught(&raised, place, None);
                }
                Outcome::Value(Value::None)
            }
        };
        self.finish(outcome.clone());
        match outcome {
            Outcome::Raised(raised) => Err(Stop::Raised(raised)),
            _ => Ok(()),
        }
    }

    pub(super) fn import(&mut self, unit: &Arc<Unit>, names: Run) -> Eval<()> {
        for name in names.of(&unit.imports) {
            let value = if name.binds_root {
                // `import a.b` loads both and binds `a`.
                let text = name.name.text();
                let value = self.module_value(name.name, name.target)?;
                match text.split_once('.') {
                    Some((root, _)) if !value.is_unknown() => {
                        self.module_value(Symbol::new(root), name.target)?
                    }
                    _ => value,
                }
            } else {
                self.module_value(name.name, name.target)?
            };
            self.assign(unit, name.target, value)?;
        }
        Ok(())
    }

    /// The module of a name, whoever provides it.
    fn module_value(&mut self, name: Symbol, expr: ExprId) -> Eval {
        let text = name.text();
        if self.vocabulary.module(name).is_some() {
            return Ok(Value::Module(name));
        }
        if self.vocabulary.is_covered(&text) {
            return Ok(self.deferred(expr, format!("`{text}` is not a module this version knows")));
        }
        if let Some(module) = self.load_module(name)? {
            return Ok(Value::Obj(module));
        }
        if let Some(module) = builtins::library_module(&text) {
            return Ok(module);
        }
        let reason = match self.read_refusal(name) {
            Some(why) => format!("the file of the module `{text}` cannot be read: {why}"),
            None => format!("the module `{text}` is not found"),
        };
        Ok(self.deferred(expr, reason))
    }

    pub(super) fn import_from(&mut self, unit: &Arc<Unit>, names: Run) -> Eval<()> {
        let Some((module, names)) = names.of(&unit.imports).split_first() else {
            return Ok(());
        };
        let module_name = self.absolute(module);
        let first = names.first().map_or(ExprId::NONE, |name| name.target);
        let value = self.module_value(module_name, first)?;
        for name in names {
            if name.star {
                self.import_star(&value, name, unit)?;
                continue;
            }
            let found = self.member_of(&value, module_name, name)?;
            self.assign(unit, name.target, found)?;
        }
        Ok(())
    }

    /// A relative import counts from the module's own name.
    fn absolute(&mut self, module: &ImportName) -> Symbol {
        if module.level == 0 {
            return module.name;
        }
        let own = self
            .top()
            .module
            .and_then(|id| match self.obj(id).map(|obj| &obj.kind) {
                Some(ObjKind::Module(module)) => Some(module.name.text()),
                _ => None,
            });
        let own = own.unwrap_or_default();
        let mut parts: Vec<&str> = own.split('.').collect();
        parts.truncate(parts.len().saturating_sub(module.level as usize));
        let name = module.name.text();
        if !name.is_empty() {
            parts.push(&name);
        }
        Symbol::new(&parts.join("."))
    }

    fn member_of(&mut self, module: &Value, module_name: Symbol, name: &ImportName) -> Eval {
        let full = Symbol::new(&format!("{module_name}.{}", name.name));
        match module {
            Value::Obj(id) => {
                if let Some(found) = self.read_global(*id, name.name) {
                    return Ok(found);
                }
                if let Some(module) = self.load_module(full)? {
                    return Ok(Value::Obj(module));
                }
                if let Some(why) = self.obj(*id).and_then(|obj| obj.open.clone()) {
                    return Ok(Value::Unknown(why));
                }
                let message = format!("cannot import name '{}' from '{module_name}'", name.name);
                let mut place = self.place(name.target);
                place.span = name.span;
                let (id, wanted) = (*id, name.name);
                self.raise_at(place, "ImportError", message, |this| {
                    let ObjKind::Module(module) = this.read_whole(id)?.kind else {
                        return None;
                    };
                    super::hint::similar(wanted, module.globals.keys().copied())
                })
            }
            Value::Module(_) => self.attribute(module, name.name, name.target),
            Value::Unknown(why) => {
                // A package of this name may still hold the module.
                if let Some(module) = self.load_module(full)? {
                    return Ok(Value::Obj(module));
                }
                let unknown = Unknown {
                    origin: Some(self.place(name.target)),
                    reason: Arc::clone(&why.reason),
                    deferred: true,
                };
                Ok(Value::Unknown(Arc::new(unknown)))
            }
            _ => self.attribute(module, name.name, name.target),
        }
    }

    fn import_star(&mut self, value: &Value, name: &ImportName, unit: &Arc<Unit>) -> Eval<()> {
        let Some(own) = self.top().module else {
            return Ok(());
        };
        match value {
            Value::Obj(id) => {
                let Some(obj) = self.read_whole(*id) else {
                    return Ok(());
                };
                let ObjKind::Module(module) = obj.kind else {
                    return Ok(());
                };
                let listed = match module.globals.get(&self.names.all) {
                    Some(all) => self.items(&all.clone(), ExprId::NONE)?.ok(),
                    None => None,
                };
                for (name, value) in module.globals {
                    let text = name.text();
                    let exported = match &listed {
                        Some(items) => items.contains(&Value::Str(Arc::clone(&text))),
                        None => !text.starts_with('_'),
                    };
                    if exported {
                        self.apply(Effect::SetGlobal(own, name, value))?;
                    }
                }
            }
            Value::Module(module) => {
                let vocabulary = self.vocabulary;
                let Some(described) = vocabulary.module(*module) else {
                    return Ok(());
                };
                let mut names: Vec<Symbol> = match &described.all {
                    Some(all) => all.clone(),
                    None => {
                        let mut names: Vec<Symbol> = described.exports.keys().copied().collect();
                        names.retain(|name| !name.text().starts_with('_'));
                        names
                    }
                };
                names.sort_unstable();
                for name in names {
                    if let Some(export) = described.exports.get(&name) {
                        let value = self.export(export, ExprId::NONE);
                        self.apply(Effect::SetGlobal(own, name, value))?;
                    }
                }
            }
            _ => {
                // Any name may have come from there.
                let place = super::value::Place {
                    file: unit.file,
                    unit: unit.id,
                    span: name.span,
                };
                let unknown = self.unknown_at(
                    place,
                    "a star import of an unknown module may bring any name".into(),
                );
                if let Value::Unknown(why) = unknown {
                    self.apply(Effect::Open(own, why))?;
                }
            }
        }
        Ok(())
    }
}

fn module_site(name: Symbol) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    ("module", name.text()).hash(&mut hasher);
    hasher.finish()
}
