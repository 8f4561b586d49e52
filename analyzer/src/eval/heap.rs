//! Every way to read and change the heap, and what the running frame's journal notes of it.

use std::sync::Arc;

use super::frame::{Effect, ReadKey, ReadValue, Store};
use super::interp::{DataFile, Eval, FolderEntry, Interp};
use super::value::{
    FrameId, FunctionObj, Instance, ModuleObj, Obj, ObjId, ObjKind, Unknown, Value,
};
use crate::files::FilePath;
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, FileId, Unit};

/// A list that grows beyond this is cut off.
const MAX_ITEMS: usize = 100_000;

impl Interp<'_> {
    // ----- reading -----

    /// The state of an object now.
    pub(super) fn obj(&self, id: ObjId) -> Option<&Obj> {
        let slot = id.slot as usize;
        if let Some(top) = self.stack.last()
            && top.id == id.frame
        {
            return top.objs.get(slot);
        }
        let mut found: Option<&Obj> = None;
        let mut at = id.frame;
        loop {
            if let Some(index) = self.store.active(at) {
                let active = self.stack.get(index as usize)?;
                if at == id.frame {
                    return active.objs.get(slot);
                }
                return active.overlay.get(&id).or(found);
            }
            let frame = self.store.frame(at)?;
            if at == id.frame {
                found = frame.objs.get(slot);
            }
            if let Some(changed) = frame.overlay.get(&id) {
                found = Some(changed);
            }
            if at == Store::ROOT {
                return found;
            }
            at = self.store.parent(at);
        }
    }

    /// Whether the running frame made the object, itself or in a frame below it.
    pub(super) fn is_inside(&self, id: ObjId) -> bool {
        match self.stack.last() {
            Some(top) => top.id == id.frame || self.store.is_within(id.frame, top.id),
            None => false,
        }
    }

    /// What stands at a location, without noting that anyone looked.
    pub(super) fn peek(&mut self, key: &ReadKey) -> ReadValue {
        match key {
            ReadKey::Local(slot) => match self.locals.last().and_then(|l| l.get(*slot as usize)) {
                Some(value) => ReadValue::Value(value.clone()),
                None => ReadValue::Missing,
            },
            // Neither is a location: what they stand for is looked at where journals are held
            // against the present.
            ReadKey::Load(_) | ReadKey::Settled(_) => ReadValue::Missing,
            ReadKey::Imports(file) => {
                let mut hasher = rustc_hash::FxHasher::default();
                for import in self.program.units(*file).iter().flat_map(|it| &it.imports) {
                    std::hash::Hash::hash(&import.name, &mut hasher);
                }
                ReadValue::Hash(std::hash::Hasher::finish(&hasher))
            }
            ReadKey::Data(path) => {
                let path = FilePath::new(&path.text());
                ReadValue::Hash(self.program.data(&path).stamp())
            }
            ReadKey::Folder(path) => {
                let path = FilePath::new(&path.text());
                match self.program.folder(&path) {
                    Some(entries) => {
                        let mut hasher = rustc_hash::FxHasher::default();
                        std::hash::Hash::hash(&entries, &mut hasher);
                        ReadValue::Hash(std::hash::Hasher::finish(&hasher))
                    }
                    None => ReadValue::Missing,
                }
            }
            ReadKey::Module(name) => match self.program.resolve(*name) {
                Some(file) => ReadValue::File(file),
                None => match self.program.refusal(*name) {
                    Some(why) => ReadValue::Value(Value::Str(why)),
                    None => ReadValue::Missing,
                },
            },
            ReadKey::Attr(id, name) => self
                .peek_attr(*id, *name)
                .map_or(ReadValue::Missing, ReadValue::Value),
            ReadKey::Global(id, name) => match self.obj(*id) {
                Some(obj) => match &obj.kind {
                    ObjKind::Module(module) => found(module.globals.get(name), obj),
                    _ => ReadValue::Missing,
                },
                None => ReadValue::Missing,
            },
            ReadKey::Key(id, key) => match self.obj(*id) {
                Some(obj) => match &obj.kind {
                    ObjKind::Dict(dict) => found(dict.get(key), obj),
                    ObjKind::Set(set) if set.contains(key) => ReadValue::Value(Value::Bool(true)),
                    _ => found(None, obj),
                },
                None => ReadValue::Missing,
            },
            ReadKey::Kind(id) => self
                .obj(*id)
                .map_or(ReadValue::Missing, |obj| ReadValue::Hash(kind_stamp(obj))),
            ReadKey::Origin(id) => self.origin_stamp(*id),
            ReadKey::Whole(id) => self.obj(*id).map_or(ReadValue::Missing, |obj| {
                ReadValue::Hash(obj.content_hash())
            }),
            ReadKey::Code(id) => match self.obj(*id).map(|obj| &obj.kind) {
                Some(ObjKind::Function(function)) => ReadValue::Hash(code_stamp(function)),
                _ => ReadValue::Missing,
            },
        }
    }

    fn peek_attr(&self, id: ObjId, name: Symbol) -> Option<Value> {
        match &self.obj(id)?.kind {
            ObjKind::Instance(instance) => {
                let class = self.vocabulary.class(instance.class);
                match class.attr_index.get(&name) {
                    Some(index) => instance.attrs.get(*index as usize).cloned(),
                    None => instance
                        .extra
                        .as_ref()
                        .and_then(|extra| extra.get(&name).cloned()),
                }
            }
            ObjKind::Cell(value) => Some(value.clone()),
            ObjKind::Object(object) => object.attrs.get(&name).cloned(),
            ObjKind::Class(class) => class.attrs.get(&name).cloned(),
            _ => None,
        }
    }

    /// Notes that the running frame depends on a location, unless the location is its own.
    pub(super) fn note_read(&mut self, key: ReadKey, value: ReadValue) {
        // Nobody takes the outermost frame over.
        if self.stack.len() == 1 {
            return;
        }
        if let Some(id) = key.object() {
            if self.is_inside(id) {
                return;
            }
            if let Some(top) = self.settled_in(id) {
                let active = self.top();
                active.settled.entry(key).or_insert(value);
                let key = ReadKey::Settled(top);
                active.reads.entry(key).or_insert(ReadValue::Missing);
                return;
            }
        } else if matches!(key, ReadKey::Local(_)) && !self.top().iteration {
            return;
        }
        let top = self.top();
        if top.written.contains(&key) {
            // Looking at all of something the frame has added to: what stood there before is
            // no longer to be had.
            if matches!(key, ReadKey::Whole(_)) {
                top.volatile = true;
            }
            return;
        }
        if let Some(id) = key.object()
            && !matches!(
                key,
                ReadKey::Whole(_) | ReadKey::Code(_) | ReadKey::Kind(_) | ReadKey::Origin(_)
            )
            && top.written.contains(&ReadKey::Whole(id))
            && matches!(
                top.effects.iter().rev().find(|e| e.object() == Some(id)),
                Some(Effect::Replace(..))
            )
        {
            return;
        }
        top.reads.entry(key).or_insert(value);
    }

    /// The finished frame below the root that an object is part of, if nobody changed the object
    /// since.
    pub(super) fn settled_in(&self, id: ObjId) -> Option<FrameId> {
        let top = self.store.top(id.frame);
        let finished = top != Store::ROOT && self.store.active(top).is_none();
        let changed = self.stack.first()?.overlay.contains_key(&id);
        (finished && !changed).then_some(top)
    }

    pub(super) fn read(&mut self, key: ReadKey) -> ReadValue {
        let value = self.peek(&key);
        self.note_read(key, value.clone());
        value
    }

    /// An attribute of an instance, or the value of a cell under any name.
    pub(super) fn read_attr(&mut self, id: ObjId, name: Symbol) -> Option<Value> {
        match self.read(ReadKey::Attr(id, name)) {
            ReadValue::Value(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn read_global(&mut self, module: ObjId, name: Symbol) -> Option<Value> {
        self.note_asked(module);
        match self.read(ReadKey::Global(module, name)) {
            ReadValue::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The value under a key; for sets, whether it is there.
    pub(super) fn read_key(&mut self, id: ObjId, key: &Value) -> Option<Value> {
        let equal = self.equal_key(id, key);
        match self.read(ReadKey::Key(id, equal.unwrap_or_else(|| key.clone()))) {
            ReadValue::Value(value) => Some(value),
            _ => None,
        }
    }

    /// A whole container.
    pub(super) fn read_whole(&mut self, id: ObjId) -> Option<Obj> {
        if !self.is_inside(id) {
            let written = &self.top().written;
            let partly = written
                .iter()
                .any(|key| key.object() == Some(id) && !matches!(key, ReadKey::Code(_)));
            if partly {
                self.top().volatile = true;
            } else {
                self.read(ReadKey::Whole(id));
            }
        }
        self.obj(id).cloned()
    }

    /// Notes that what comes next depends on what kind of object this is.
    pub(super) fn note_kind(&mut self, value: &Value) {
        if let Value::Obj(id) = value
            && !self.is_inside(*id)
        {
            self.read(ReadKey::Kind(*id));
        }
    }

    /// Notes that what comes next speaks of the text that made an object.
    pub(super) fn note_origin(&mut self, id: ObjId) {
        if !self.is_inside(id) {
            self.read(ReadKey::Origin(id));
        }
    }

    fn origin_stamp(&self, id: ObjId) -> ReadValue {
        use std::hash::{Hash, Hasher};
        let (Some(obj), Some(unit)) = (self.obj(id), self.unit_of(id.frame)) else {
            return ReadValue::Missing;
        };
        let mut hasher = rustc_hash::FxHasher::default();
        (unit.id, obj.origin).hash(&mut hasher);
        if let ObjKind::Instance(instance) = &obj.kind {
            instance.args.hash(&mut hasher);
        }
        ReadValue::Hash(hasher.finish())
    }

    pub(super) fn read_code(&mut self, id: ObjId) -> Option<FunctionObj> {
        self.read(ReadKey::Code(id));
        match &self.obj(id)?.kind {
            ObjKind::Function(function) => Some(function.clone()),
            _ => None,
        }
    }

    /// The statements of the running frame's file, for the sake of what they import.
    pub(super) fn read_imports(&mut self) -> Vec<Arc<Unit>> {
        let file = self.top().unit.file;
        self.read(ReadKey::Imports(file));
        self.program.units(file)
    }

    /// What stands at a path that the model reads.
    pub(super) fn read_data(&mut self, path: &FilePath) -> DataFile {
        self.read(ReadKey::Data(Symbol::new(path.as_str())));
        self.program.data(path)
    }

    /// What a folder holds.
    pub(super) fn read_folder(&mut self, path: &FilePath) -> Option<Arc<[FolderEntry]>> {
        self.read(ReadKey::Folder(Symbol::new(path.as_str())));
        self.program.folder(path)
    }

    pub(super) fn read_module(&mut self, name: Symbol) -> Option<FileId> {
        match self.read(ReadKey::Module(name)) {
            ReadValue::File(file) => Some(file),
            _ => None,
        }
    }

    /// Why the file of a module that is not there cannot be read, if it cannot.
    pub(super) fn read_refusal(&mut self, name: Symbol) -> Option<Arc<str>> {
        match self.read(ReadKey::Module(name)) {
            ReadValue::Value(Value::Str(why)) => Some(why),
            _ => None,
        }
    }

    pub(super) fn read_local(&mut self, slot: u32) -> Value {
        let value = self
            .locals
            .last()
            .and_then(|locals| locals.get(slot as usize))
            .cloned()
            .unwrap_or(Value::Unbound);
        if self.stack.last().is_some_and(|top| top.iteration) {
            self.note_read(ReadKey::Local(slot), ReadValue::Value(value.clone()));
        }
        value
    }

    // ----- writing -----

    pub(super) fn write_local(&mut self, slot: u32, value: Value) {
        if self.stack.last().is_some_and(|top| top.iteration) {
            self.note_effect(&Effect::SetLocal(slot, value.clone()));
        }
        if let Some(place) = self
            .locals
            .last_mut()
            .and_then(|locals| locals.get_mut(slot as usize))
        {
            *place = value;
        }
    }

    /// Does something to the heap and notes it where it is an effect on the outside.
    pub(super) fn apply(&mut self, effect: Effect) -> Eval<()> {
        match effect {
            Effect::SetLocal(slot, value) => self.write_local(slot, value),
            Effect::SetKey(id, key, value) if key.as_obj().is_some() => {
                let key = self.equal_key(id, &key).unwrap_or(key);
                let effect = Effect::SetKey(id, key, value);
                self.note_effect(&effect);
                self.change(effect);
            }
            Effect::Include(id, value)
                if self.is_own_object(&value) && self.equal_key(id, &value).is_some() => {}
            effect => {
                self.note_effect(&effect);
                self.change(effect);
            }
        }
        Ok(())
    }

    pub(super) fn note_effect(&mut self, effect: &Effect) {
        match effect.object() {
            Some(id) if self.is_inside(id) => return,
            None if matches!(effect, Effect::SetLocal(..)) && !self.top().iteration => return,
            _ => {}
        }
        let location = effect.location();
        let top = self.top();
        top.written.insert(location);
        top.effects.push(effect.clone());
    }

    pub(super) fn note_load(&mut self, module: Symbol) {
        self.note_read(ReadKey::Load(module), ReadValue::Missing);
    }

    /// The state of an object, where it may be changed: in the segment of a running frame, or
    /// copied into the overlay of the innermost running frame around it.
    fn obj_mut(&mut self, id: ObjId) -> Option<&mut Obj> {
        let mut at = id.frame;
        let index = loop {
            if let Some(index) = self.store.active(at) {
                break index as usize;
            }
            if at == Store::ROOT {
                return None;
            }
            at = self.store.parent(at);
        };
        if !self.validating.is_empty() {
            self.note_touched(self.store.top(id.frame));
        }
        if 0 < index && index < self.module_level {
            // Another module does it, which is loaded on its own: the frame's own journal would
            // not say why its object is as it is.
            self.stack.get_mut(index)?.volatile = true;
        }
        if self.forks.iter().any(|fork| !fork.contains_key(&id))
            && let Some(before) = self.obj(id).cloned()
        {
            for fork in &mut self.forks {
                fork.entry(id).or_insert_with(|| before.clone());
            }
        }
        if at != id.frame && !self.stack.get(index)?.overlay.contains_key(&id) {
            let state = self.obj(id)?.clone();
            self.stack.get_mut(index)?.overlay.insert(id, state);
            if index == 0 {
                self.clean.remove(&self.store.top(id.frame));
            }
        }
        let active = self.stack.get_mut(index)?;
        if at == id.frame {
            active.objs.get_mut(id.slot as usize)
        } else {
            active.overlay.get_mut(&id)
        }
    }

    pub(super) fn change(&mut self, effect: Effect) {
        let Some(id) = effect.object() else { return };
        let vocabulary = self.vocabulary;
        if matches!(effect, Effect::SetGlobal(..)) {
            self.epoch += 1;
        }
        let Some(obj) = self.obj_mut(id) else { return };
        match (effect, &mut obj.kind) {
            (Effect::SetAttr(_, name, value), ObjKind::Instance(instance)) => {
                match vocabulary.class(instance.class).attr_index.get(&name) {
                    Some(index) => {
                        if let Some(place) = instance.attrs.get_mut(*index as usize) {
                            *place = value;
                        }
                    }
                    None => {
                        instance.extra.get_or_insert_default().insert(name, value);
                    }
                }
            }
            (Effect::SetAttr(_, _, value), ObjKind::Cell(cell)) => *cell = value,
            (Effect::SetAttr(_, name, value), ObjKind::Object(object)) => {
                object.attrs.insert(name, value);
            }
            (Effect::SetAttr(_, name, value), ObjKind::Class(class)) => {
                class.attrs.insert(name, value);
            }
            (Effect::SetGlobal(_, name, value), ObjKind::Module(module)) => {
                module.globals.insert(name, value);
            }
            (Effect::SetKey(_, key, value), ObjKind::Dict(dict)) => {
                dict.insert(key, value);
            }
            (Effect::Push(_, value), ObjKind::List(list) | ObjKind::Iterator(list))
                if list.len() < MAX_ITEMS =>
            {
                list.push(value);
            }
            (Effect::Push(..), ObjKind::List(_) | ObjKind::Iterator(_)) => {
                let reason = "a list of more than 100,000 items is not built".into();
                obj.open = Some(Arc::new(Unknown {
                    reason,
                    origin: None,
                    deferred: false,
                }));
            }
            (Effect::Include(_, value), ObjKind::Set(set)) => {
                set.insert(value);
            }
            (Effect::Replace(_, state), _) => *obj = *state,
            (Effect::Open(_, why), _) => obj.open = Some(why),
            _ => {}
        }
    }

    // ----- making -----

    /// Makes an object in the running frame.
    pub(super) fn alloc(&mut self, kind: ObjKind, site: u64, origin: ExprId) -> ObjId {
        let maybe = self.maybe || !self.forks.is_empty();
        let top = self.top();
        let mut obj = Obj::new(kind, origin);
        obj.maybe = maybe;
        let taken = top
            .previous
            .as_ref()
            .and_then(|previous| previous.get(&site))
            .copied();
        if let Some(slot) = taken
            && let Some(place) = top.objs.get_mut(slot as usize)
            && matches!(place.kind, ObjKind::Hole)
        {
            *place = obj;
            return ObjId {
                frame: top.id,
                slot,
            };
        }
        let slot = top.objs.len() as u32;
        top.objs.push(obj);
        top.sites.push(site);
        ObjId {
            frame: top.id,
            slot,
        }
    }

    pub(super) fn alloc_module(&mut self, name: Symbol) -> ObjId {
        let module = ModuleObj {
            name,
            globals: indexmap::IndexMap::default(),
        };
        self.alloc(ObjKind::Module(module), 0, ExprId::NONE)
    }
}

/// What a look-up found, or whether it could have missed something.
fn found(value: Option<&Value>, container: &Obj) -> ReadValue {
    match value {
        Some(value) => ReadValue::Value(value.clone()),
        None if container.open.is_some() => ReadValue::MaybeMissing,
        None => ReadValue::Missing,
    }
}

/// Tells kinds of objects apart, and classes of instances.
fn kind_stamp(obj: &Obj) -> u64 {
    let kind = match &obj.kind {
        ObjKind::Hole => 0,
        ObjKind::List(_) => 1,
        ObjKind::Dict(_) => 2,
        ObjKind::Set(_) => 3,
        ObjKind::Function(_) => 4,
        ObjKind::Module(_) => 5,
        ObjKind::Cell(_) => 6,
        ObjKind::Descriptor(_) => 7,
        ObjKind::Iterator(_) => 9,
        ObjKind::Class(class) => class.stamp() | 8,
        ObjKind::Object(object) => object_stamp(8, object.class),
        ObjKind::Instance(Instance {
            class,
            derived: Some(derived),
            ..
        }) => object_stamp(u64::from(class.0), *derived),
        ObjKind::Instance(instance) => 16 + u64::from(instance.class.0),
    };
    kind << 1 | u64::from(obj.maybe)
}

fn object_stamp(kind: u64, class: ObjId) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (kind, class).hash(&mut hasher);
    hasher.finish()
}

/// Tells one version of a function from another: its code, its defaults, what it captured.
fn code_stamp(function: &FunctionObj) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (function.unit.id, function.func, function.name).hash(&mut hasher);
    for value in function.defaults.iter().chain(&*function.captured) {
        value.hash_exactly(&mut hasher);
    }
    hasher.finish()
}
