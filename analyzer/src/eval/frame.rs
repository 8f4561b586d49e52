//! Frames and their journals: what a piece of evaluation read, wrote, made and returned.
//!
//! A frame is taken over without evaluating it when what it read still holds. Its objects live
//! in its segment; objects of frames below it that it changed live in its overlay; what it did
//! to objects outside is a list of effects, applied again when it is taken over.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::hint::Hint;
use super::mistake::Mistake;
use super::value::{FrameId, Obj, ObjId, Place, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, FileId, Unit};

/// A location outside a frame that its evaluation looked at.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum ReadKey {
    /// A variable of the function around a loop iteration.
    Local(u32),
    /// An attribute, by name.
    Attr(ObjId, Symbol),
    /// A name of a module.
    Global(ObjId, Symbol),
    /// An entry of a dictionary or set.
    Key(ObjId, Value),
    /// Everything in a container, its order included.
    Whole(ObjId),
    /// The code of a function.
    Code(ObjId),
    /// What kind of object it is, of which class.
    Kind(ObjId),
    /// Where in the text an object and its arguments come from.
    Origin(ObjId),
    /// What a module name resolves to.
    Module(Symbol),
    /// What a file imports.
    Imports(FileId),
    /// What stands at a path that the model reads.
    Data(Symbol),
    /// What a folder holds.
    Folder(Symbol),
    /// That the module was loaded by then: whoever holds the reads against the present loads it
    /// where evaluation would.
    Load(Symbol),
    /// What the frame and the frames below it read in a finished frame below the root, such as
    /// a module. Each keeps its own; as long as the finished frame is taken over and nothing
    /// was done to it since, none of them needs to be looked at.
    Settled(FrameId),
}

impl ReadKey {
    pub(crate) fn object(&self) -> Option<ObjId> {
        match self {
            Self::Attr(id, _)
            | Self::Global(id, _)
            | Self::Key(id, _)
            | Self::Whole(id)
            | Self::Code(id)
            | Self::Kind(id)
            | Self::Origin(id) => Some(*id),
            Self::Local(_)
            | Self::Module(_)
            | Self::Imports(_)
            | Self::Data(_)
            | Self::Folder(_)
            | Self::Load(_)
            | Self::Settled(_) => None,
        }
    }
}

/// What was found there.
#[derive(Clone, Debug)]
pub(crate) enum ReadValue {
    Missing,
    /// Not there, in something that may hold more than is known.
    MaybeMissing,
    Value(Value),
    Hash(u64),
    File(FileId),
}

impl ReadValue {
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing, Self::Missing) | (Self::MaybeMissing, Self::MaybeMissing) => true,
            (Self::Value(a), Self::Value(b)) => a.same(b),
            (Self::Hash(a), Self::Hash(b)) => a == b,
            (Self::File(a), Self::File(b)) => a == b,
            _ => false,
        }
    }
}

/// Something a frame did to the world outside it.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    SetLocal(u32, Value),
    SetAttr(ObjId, Symbol, Value),
    SetGlobal(ObjId, Symbol, Value),
    SetKey(ObjId, Value, Value),
    Push(ObjId, Value),
    Include(ObjId, Value),
    /// The object is now this: everything that the cheaper effects do not say.
    Replace(ObjId, Box<Obj>),
    /// Something unknown may have added to the object.
    Open(ObjId, Arc<Unknown>),
}

impl Effect {
    pub(crate) fn object(&self) -> Option<ObjId> {
        match self {
            Self::SetAttr(id, ..)
            | Self::SetGlobal(id, ..)
            | Self::SetKey(id, ..)
            | Self::Push(id, _)
            | Self::Include(id, _)
            | Self::Replace(id, _)
            | Self::Open(id, _) => Some(*id),
            Self::SetLocal(..) => None,
        }
    }

    /// The location it writes, as reads name it.
    pub(crate) fn location(&self) -> ReadKey {
        match self {
            Self::SetLocal(slot, _) => ReadKey::Local(*slot),
            Self::SetAttr(id, name, _) => ReadKey::Attr(*id, *name),
            Self::SetGlobal(id, name, _) => ReadKey::Global(*id, *name),
            Self::SetKey(id, key, _) | Self::Include(id, key) => ReadKey::Key(*id, key.clone()),
            Self::Push(id, _) | Self::Replace(id, _) | Self::Open(id, _) => ReadKey::Whole(*id),
        }
    }
}

/// How a frame ended.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// A call's result; a body that ran to its end.
    Value(Value),
    /// A loop iteration that said `return`.
    Return(Value),
    Break,
    Continue,
    Raised(Arc<Raised>),
}

/// A Python exception on its way up.
#[derive(Debug)]
pub(crate) struct Raised {
    pub(crate) class: Arc<str>,
    pub(crate) message: Arc<str>,
    pub(crate) value: Value,
    pub(crate) place: Option<Place>,
    /// The frame that raised it.
    pub(crate) frame: FrameId,
}

/// Something evaluation noticed, for the rules and for the list of what is not evaluated.
#[derive(Clone, Debug)]
pub(crate) enum Problem {
    Unevaluated {
        place: Place,
        reason: Arc<str>,
    },
    /// An exception that nothing catches: Python would stop here.
    Raised {
        place: Place,
        class: Arc<str>,
        message: Arc<str>,
        /// What may have been meant.
        hint: Option<Hint>,
        /// The frame that raised it.
        maker: FrameId,
    },
    /// A name that the DSL refuses, or takes with the line break at its end.
    InvalidIdentifier {
        place: Place,
        class: Symbol,
        name: Arc<str>,
        /// The frame that computed it, unless it is written out.
        maker: Option<FrameId>,
    },
    /// Something that the DSL refuses or takes for something else.
    Mistake {
        place: Place,
        mistake: Mistake,
        /// Where what stands in the way was written.
        because: Option<Place>,
        /// The frame that ran into it.
        maker: FrameId,
    },
    /// An object added under a key that is taken.
    Duplicate {
        owner: Arc<str>,
        class: Symbol,
        attr: Symbol,
        /// The class of the second object.
        kind: Symbol,
        key: Arc<str>,
        first: Place,
        second: Place,
        /// The call that made the second, or the argument that adds the first again.
        whole: Place,
        /// A name like it that is not taken; `None` where it is the same object again.
        free: Option<Arc<str>>,
        /// The frames that made the two.
        makers: (Option<FrameId>, Option<FrameId>),
    },
}

impl Problem {
    /// The file it is in.
    pub(crate) fn file(&self) -> FileId {
        match self {
            Self::Unevaluated { place, .. }
            | Self::Raised { place, .. }
            | Self::Mistake { place, .. }
            | Self::InvalidIdentifier { place, .. } => place.file,
            Self::Duplicate { second, .. } => second.file,
        }
    }
}

/// Something that was asked for by name and is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lookup {
    /// The argument that gives the name, in the code of the frame.
    pub(crate) name: ExprId,
    /// The object that was asked.
    pub(crate) owner: ObjId,
    /// What it has under that name.
    pub(crate) found: ObjId,
}

/// A frame below another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child {
    pub(crate) id: FrameId,
    /// The expression of the outer frame's code that started it: a frame that is taken over may
    /// have been called from another version of the text.
    pub(super) called_at: ExprId,
    /// Its place among the frames the outer one started.
    pub(super) order: u32,
}

/// A finished frame.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The code it ran; spans of its objects' origins are in this unit.
    pub(crate) unit: Arc<Unit>,
    pub(crate) args: Box<[Value]>,
    /// In the order they were made, those of the frames below it included.
    pub(crate) reads: Box<[(ReadKey, ReadValue)]>,
    /// Its own reads of what `Settled` stands for.
    pub(super) settled: Box<[(ReadKey, ReadValue)]>,
    pub(crate) effects: Box<[Effect]>,
    pub(crate) objs: Box<[Obj]>,
    pub(crate) sites: Box<[u64]>,
    pub(crate) overlay: FxHashMap<ObjId, Obj>,
    pub(crate) outcome: Outcome,
    pub(crate) problems: Box<[Problem]>,
    /// What it asked for by name.
    pub(crate) lookups: Box<[Lookup]>,
    /// Frames below it, sorted.
    pub(crate) children: Box<[Child]>,
    /// Steps it and the frames below it took.
    pub(super) total_steps: u64,
    /// It read something whole after changing it: never taken over.
    pub(crate) volatile: bool,
    /// It ran on one side of a branch: of no use elsewhere.
    pub(super) forked: bool,
    /// It ran where something may catch what it raises.
    pub(super) in_try: bool,
}

impl Frame {
    fn child(&self, id: FrameId) -> Option<&Child> {
        let at = self.children.binary_search_by_key(&id, |child| child.id);
        self.children.get(at.ok()?)
    }

    fn has_child(&self, id: FrameId) -> bool {
        self.child(id).is_some()
    }

    /// The expression that started a frame below this one.
    pub(crate) fn called_at(&self, id: FrameId) -> ExprId {
        self.child(id).map_or(ExprId::NONE, |child| child.called_at)
    }
}

/// A frame that is running.
#[derive(Debug)]
pub(super) struct Active {
    pub(super) id: FrameId,
    pub(super) unit: Arc<Unit>,
    pub(super) module: Option<ObjId>,
    pub(super) args: Box<[Value]>,
    pub(super) objs: Vec<Obj>,
    pub(super) sites: Vec<u64>,
    /// Slots of the segment this frame had before, by site.
    pub(super) previous: Option<FxHashMap<u64, u32>>,
    pub(super) overlay: FxHashMap<ObjId, Obj>,
    /// In the order they were made, which is the order they are held against.
    pub(super) reads: indexmap::IndexMap<ReadKey, ReadValue, rustc_hash::FxBuildHasher>,
    pub(super) settled: indexmap::IndexMap<ReadKey, ReadValue, rustc_hash::FxBuildHasher>,
    pub(super) written: FxHashSet<ReadKey>,
    pub(super) effects: Vec<Effect>,
    pub(super) problems: Vec<Problem>,
    pub(super) lookups: Vec<Lookup>,
    pub(super) children: Vec<Child>,
    pub(super) occurrences: FxHashMap<u64, u32>,
    pub(super) called_at: ExprId,
    pub(super) volatile: bool,
    pub(super) forked: bool,
    pub(super) in_try: bool,
    /// A loop iteration shares the variables of its function and notes what it does to them.
    pub(super) iteration: bool,
    /// Global names already looked up, and when.
    pub(super) globals: Vec<Option<Value>>,
    pub(super) globals_epoch: u64,
    pub(super) steps: u64,
    pub(super) steps_before: u64,
}

impl Active {
    pub(super) fn add_child(&mut self, id: FrameId, called_at: ExprId) {
        self.children.push(Child {
            id,
            called_at,
            order: self.children.len() as u32,
        });
    }
}

/// One interned frame.
#[derive(Debug)]
struct Slot {
    parent: FrameId,
    /// The frame below the root that it is or lies below.
    top: FrameId,
    depth: u16,
    /// From the last finished run.
    base: Option<Arc<Frame>>,
    /// From this run.
    fresh: Option<Arc<Frame>>,
    /// From a run that was stopped.
    spare: Option<Arc<Frame>>,
    active: Option<u32>,
}

impl Slot {
    const fn new(parent: FrameId, top: FrameId, depth: u16) -> Self {
        Self {
            parent,
            top,
            depth,
            base: None,
            fresh: None,
            spare: None,
            active: None,
        }
    }
}

/// Every frame of one model.
#[derive(Debug, Default)]
pub(crate) struct Store {
    slots: Vec<Slot>,
    ids: FxHashMap<(FrameId, u64, u64), FrameId>,
    /// Frames evaluated in this run, in order of finishing.
    touched: Vec<FrameId>,
    /// Frames that have a journal of a stopped run.
    spared: Vec<FrameId>,
}

/// What a finished run changed.
#[derive(Debug, Default)]
pub(crate) struct Committed {
    /// Frames evaluated, sorted.
    pub(crate) evaluated: Vec<FrameId>,
    /// Frames whose objects differ from before, the dropped ones included; sorted.
    pub(crate) changed: Vec<FrameId>,
    /// Frames that are no longer there, sorted.
    pub(crate) dropped: Vec<FrameId>,
}

impl Store {
    pub(crate) const ROOT: FrameId = FrameId(0);

    pub(super) fn ensure_root(&mut self) {
        if self.slots.is_empty() {
            self.slots.push(Slot::new(Self::ROOT, Self::ROOT, 0));
        }
    }

    /// The frame that `site` starts below `parent`, for the given iteration or occurrence.
    pub(super) fn intern(&mut self, parent: FrameId, site: u64, key: u64) -> FrameId {
        if let Some(&id) = self.ids.get(&(parent, site, key)) {
            return id;
        }
        let id = FrameId(self.slots.len() as u32);
        let depth = self.depth(parent) + 1;
        let top = if parent == Self::ROOT {
            id
        } else {
            self.top(parent)
        };
        self.slots.push(Slot::new(parent, top, depth));
        self.ids.insert((parent, site, key), id);
        id
    }

    /// The frame below the root that a frame is or lies below.
    pub(super) fn top(&self, id: FrameId) -> FrameId {
        self.slots
            .get(id.0 as usize)
            .map_or(Self::ROOT, |slot| slot.top)
    }

    pub(super) fn depth(&self, id: FrameId) -> u16 {
        self.slots.get(id.0 as usize).map_or(0, |slot| slot.depth)
    }

    pub(crate) fn parent(&self, id: FrameId) -> FrameId {
        self.slots
            .get(id.0 as usize)
            .map_or(Self::ROOT, |slot| slot.parent)
    }

    /// The frame as this run knows it.
    pub(crate) fn frame(&self, id: FrameId) -> Option<&Arc<Frame>> {
        let slot = self.slots.get(id.0 as usize)?;
        slot.fresh.as_ref().or(slot.base.as_ref())
    }

    /// Journals that may be taken over.
    pub(super) fn candidates(
        &self,
        id: FrameId,
    ) -> impl Iterator<Item = (Arc<Frame>, bool)> + use<> {
        let slot = self.slots.get(id.0 as usize);
        let base = slot.and_then(|slot| slot.base.clone());
        let spare = slot.and_then(|slot| slot.spare.clone());
        base.into_iter()
            .map(|frame| (frame, false))
            .chain(spare.into_iter().map(|frame| (frame, true)))
    }

    pub(super) fn active(&self, id: FrameId) -> Option<u32> {
        self.slots.get(id.0 as usize).and_then(|slot| slot.active)
    }

    pub(super) fn set_active(&mut self, id: FrameId, index: Option<u32>) {
        if let Some(slot) = self.slots.get_mut(id.0 as usize) {
            slot.active = index;
        }
    }

    pub(super) fn set_fresh(&mut self, id: FrameId, frame: Arc<Frame>) {
        if let Some(slot) = self.slots.get_mut(id.0 as usize) {
            slot.fresh = Some(frame);
            self.touched.push(id);
        }
    }

    /// Takes over a journal of a stopped run, with the journals of that run below it.
    pub(super) fn revive(&mut self, id: FrameId, frame: &Arc<Frame>) {
        self.set_fresh(id, Arc::clone(frame));
        for child in &frame.children {
            let spare = self
                .slots
                .get(child.id.0 as usize)
                .and_then(|slot| slot.spare.clone());
            if let Some(spare) = spare {
                self.revive(child.id, &spare);
            }
        }
    }

    /// Whether `inner` is `outer` or lies below it.
    pub(super) fn is_within(&self, inner: FrameId, outer: FrameId) -> bool {
        let depth = self.depth(outer);
        let mut at = inner;
        while self.depth(at) > depth {
            at = self.parent(at);
        }
        at == outer
    }

    /// Keeps what a stopped run finished, out of the way of the last good state.
    pub(super) fn roll_back(&mut self) {
        for id in std::mem::take(&mut self.touched) {
            if let Some(slot) = self.slots.get_mut(id.0 as usize) {
                slot.spare = slot.fresh.take();
                self.spared.push(id);
            }
        }
    }

    /// Forgets what a run did that has to be made again: it saw what was not there.
    pub(super) fn discard(&mut self) {
        for id in std::mem::take(&mut self.touched) {
            if let Some(slot) = self.slots.get_mut(id.0 as usize) {
                slot.fresh = None;
            }
        }
    }

    /// Makes this run's journals the state, and says what that changed.
    pub(super) fn commit(&mut self) -> Committed {
        let mut evaluated = std::mem::take(&mut self.touched);
        evaluated.sort_unstable();
        evaluated.dedup();
        let mut committed = Committed::default();
        let mut replaced = Vec::new();
        for &id in &evaluated {
            let Some(slot) = self.slots.get_mut(id.0 as usize) else {
                continue;
            };
            let Some(fresh) = slot.fresh.take() else {
                continue;
            };
            let old = slot.base.replace(Arc::clone(&fresh));
            changes(id, old.as_deref(), &fresh, &mut committed.changed);
            replaced.push((old, fresh));
        }
        for (old, new) in replaced {
            let Some(old) = old else { continue };
            for child in &old.children {
                if !new.has_child(child.id) {
                    self.drop_frame(child.id, &mut committed);
                }
            }
        }
        for id in std::mem::take(&mut self.spared) {
            if let Some(slot) = self.slots.get_mut(id.0 as usize) {
                slot.spare = None;
            }
        }
        // A frame can be left by one parent and reached by another of the same path only if it
        // was evaluated; such a frame is not gone.
        committed
            .dropped
            .retain(|id| evaluated.binary_search(id).is_err());
        committed.changed.extend(&committed.dropped);
        committed.changed.sort_unstable();
        committed.changed.dedup();
        committed.dropped.sort_unstable();
        committed.evaluated = evaluated;
        committed
    }

    fn drop_frame(&mut self, id: FrameId, committed: &mut Committed) {
        let Some(slot) = self.slots.get_mut(id.0 as usize) else {
            return;
        };
        let Some(frame) = slot.base.take() else {
            return;
        };
        committed.dropped.push(id);
        for child in &frame.children {
            self.drop_frame(child.id, committed);
        }
    }

    /// Where a frame stands in the run: compares as the run went.
    pub(crate) fn order(&self, id: FrameId) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = id;
        while at != Self::ROOT {
            let parent = self.parent(at);
            let child = self.frame(parent).and_then(|frame| frame.child(at));
            path.push(child.map_or(u32::MAX, |child| child.order));
            at = parent;
        }
        path.reverse();
        path
    }

    /// The journal of a frame below one that may be taken over.
    pub(super) fn below(&self, id: FrameId, spare: bool) -> Option<Arc<Frame>> {
        let slot = self.slots.get(id.0 as usize)?;
        let spare = slot.spare.as_ref().filter(|_| spare);
        spare.or(slot.base.as_ref()).cloned()
    }

    /// The call that ran a helper, in whose text the frame was: not its own loops.
    pub(crate) fn caller(&self, id: FrameId) -> Option<Place> {
        let own = self.frame(id)?;
        let mut at = id;
        while at != Self::ROOT {
            let parent = self.parent(at);
            let around = self.frame(parent)?;
            let is_library = super::library::written::is_written(around.unit.file);
            if around.unit.id != own.unit.id && !is_library {
                let call = around.called_at(at);
                return (call != ExprId::NONE).then(|| Place::of(&around.unit, call));
            }
            at = parent;
        }
        None
    }

    /// The frame that has the state of an object when nothing runs.
    pub(crate) fn settled(&self, id: ObjId) -> Option<FrameId> {
        let mut at = id.frame;
        self.state(at, id)?;
        let mut found = at;
        while at != Self::ROOT {
            at = self.parent(at);
            let frame = self.frame(at);
            if frame.is_some_and(|frame| frame.overlay.contains_key(&id)) {
                found = at;
            }
        }
        Some(found)
    }

    /// The state of an object as a frame left it that has one.
    pub(crate) fn state(&self, frame: FrameId, id: ObjId) -> Option<&Obj> {
        let own = self.frame(frame)?;
        let changed = own.overlay.get(&id);
        changed.or_else(|| {
            let is_maker = frame == id.frame;
            is_maker.then(|| own.objs.get(id.slot as usize)).flatten()
        })
    }
}

/// Notes `id`, and the frames of objects in its overlay, where objects differ.
#[expect(
    clippy::iter_over_hash_type,
    reason = "the caller sorts what is gathered"
)]
fn changes(id: FrameId, old: Option<&Frame>, new: &Frame, changed: &mut Vec<FrameId>) {
    let Some(old) = old else {
        changed.push(id);
        changed.extend(new.overlay.keys().map(|object| object.frame));
        return;
    };
    let same_unit = Arc::ptr_eq(&old.unit, &new.unit);
    let same =
        old.objs.len() == new.objs.len() && old.objs.iter().zip(&new.objs).all(|(a, b)| a.same(b));
    // Origins and calls are spans of the unit: another unit means other places.
    let has_places = !new.objs.is_empty() || !new.children.is_empty();
    if !same || (!same_unit && has_places) {
        changed.push(id);
    }
    for (object, state) in &new.overlay {
        if old
            .overlay
            .get(object)
            .is_none_or(|before| !before.same(state))
        {
            changed.push(object.frame);
        }
    }
    for object in old.overlay.keys() {
        if !new.overlay.contains_key(object) {
            changed.push(object.frame);
        }
    }
}
