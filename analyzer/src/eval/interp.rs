//! The running evaluator: its stack of frames, what it takes over, and what it notices.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::frame::{
    Active, Committed, Effect, Frame, Outcome, Problem, Raised, ReadKey, ReadValue, Store,
};
use super::hint::Hint;
use super::value::{FrameId, Obj, ObjId, ObjKind, Place, Unknown, Value};
use crate::cancel::Cancel;
use crate::files::FilePath;
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind, FileId, Unit};
use crate::vocabulary::Vocabulary;

/// What the evaluator asks of the files around it.
pub(crate) trait Program {
    /// The file a module name of this model stands for.
    fn resolve(&mut self, module: Symbol) -> Option<FileId>;
    /// The statements of a file.
    fn units(&mut self, file: FileId) -> Vec<Arc<Unit>>;
    /// Changes whenever the statements of a file do.
    fn stamp(&mut self, file: FileId) -> u64;
    /// Whether some of the file does not parse.
    fn is_broken(&mut self, file: FileId) -> bool;
    /// Why the file a module name stands for cannot be read, where there is one.
    fn refusal(&mut self, module: Symbol) -> Option<Arc<str>>;
    /// Where a source stands.
    fn path(&mut self, file: FileId) -> Option<FilePath>;
    /// The folder of the model, against which relative paths are taken.
    fn root(&mut self) -> FilePath;
    /// What stands at a path that the model reads.
    fn data(&mut self, path: &FilePath) -> DataFile;
    /// What a folder holds, by name.
    fn folder(&mut self, path: &FilePath) -> Option<Arc<[FolderEntry]>>;
}

/// A name in a folder, and whether it is a folder itself.
pub(crate) type FolderEntry = (Arc<str>, bool);

/// What stands at a path that the model reads.
#[derive(Clone, Debug)]
pub(crate) enum DataFile {
    Text(Arc<str>),
    Folder,
    Missing,
    /// Not below the folders of the model.
    Outside,
    /// Of a kind whose changes nobody reports.
    Unwatched,
    TooLarge,
    NotText,
    Unreadable,
}

impl DataFile {
    /// Tells apart what may stand at a path.
    pub(crate) fn stamp(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        std::mem::discriminant(self).hash(&mut hasher);
        if let Self::Text(text) = self {
            text.hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Why an expression has no value.
#[derive(Debug)]
pub(super) enum Stop {
    Cancelled,
    Raised(Arc<Raised>),
    /// The frame used up its steps.
    Exhausted,
}

pub(super) type Eval<T = Value> = Result<T, Stop>;

/// Steps one frame may take by itself: a loop that never ends costs a fraction of a second.
const FRAME_STEPS: u64 = 500_000;
/// Steps one run may take: several times what a model of a million columns needs. Calls that
/// branch into calls can use it up without any frame of theirs being long.
const RUN_STEPS: u64 = 40_000_000;
/// A frame costs as much as this many steps: nested loops run out before memory does.
const FRAME_COST: u64 = 100;
/// Python's own limit is 1,000; models stay far below it.
const MAX_DEPTH: usize = 400;

/// How much a run evaluated and how much it took over.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RunWork {
    pub(crate) evaluated: u64,
    pub(crate) spliced: u64,
}

/// A finished run.
#[derive(Debug)]
pub(crate) struct Run {
    /// What `createEcosystem` returned.
    pub(crate) value: Value,
    pub(crate) committed: Committed,
    /// Modules of the model that it loaded.
    pub(crate) modules: Vec<Symbol>,
    pub(crate) work: RunWork,
}

pub(crate) struct Interp<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) program: &'a mut dyn Program,
    pub(super) store: &'a mut Store,
    pub(super) cancel: &'a Cancel,
    pub(super) stack: Vec<Active>,
    pub(super) locals: Vec<Vec<Value>>,
    pub(super) captured: Vec<Arc<[Value]>>,
    /// Modules loaded or loading in this run.
    pub(super) modules: FxHashMap<Symbol, ObjId>,
    /// Modules whose journals are being held against the present.
    pub(super) validating: Vec<ObjId>,
    /// Where the innermost module that is being loaded stands on the stack.
    pub(super) module_level: usize,
    /// How many modules were loaded that do something to others.
    pub(super) meddled: u64,
    /// Modules that are run whatever their journals say.
    pub(super) doubted: FxHashSet<ObjId>,
    /// The run was given up because a module has to be doubted.
    pub(super) again: bool,
    /// Frames below the root that were taken over, and whose objects nobody changed since.
    pub(super) clean: FxHashSet<FrameId>,
    /// Rises whenever a module's name changes.
    pub(super) epoch: u64,
    /// How many `try` bodies are running.
    pub(super) tries: usize,
    /// States of objects before the branch that is running.
    pub(super) forks: Vec<FxHashMap<ObjId, Obj>>,
    /// A side of a branch has left: what is made from here on may not be made.
    pub(super) maybe: bool,
    /// The class each running function belongs to, and the object it was called on.
    pub(super) methods: Vec<Option<(ObjId, Value)>>,
    /// What each running function has yielded, if it is a generator.
    pub(super) generators: Vec<Option<ObjId>>,
    /// How deep values are being compared or shown.
    pub(super) depth: u32,
    /// How many class bodies are running.
    pub(super) class_bodies: usize,
    /// Results of sides that returned, per running function.
    pub(super) returns: Vec<Vec<(Value, Arc<Unknown>)>>,
    pub(super) ticks: u32,
    /// Steps of this run, those of frames taken over included, so that a run is stopped at the
    /// same place whatever it could take over.
    pub(super) steps: u64,
    /// Functions that were stopped.
    pub(super) exhausted_at: FxHashSet<Place>,
    pub(super) work: RunWork,
    pub(super) names: super::names::Names,
    /// Where the function is named that makes the model.
    entry: Option<Place>,
}

/// Runs a model: loads its entry module and calls `createEcosystem`.
pub(crate) fn run(
    vocabulary: &Vocabulary,
    program: &mut dyn Program,
    store: &mut Store,
    entry: Symbol,
    cancel: &Cancel,
) -> Result<Run, ()> {
    let mut program = super::library::written::WithLibrary(program);
    let mut doubted = FxHashSet::default();
    loop {
        let (run, doubts) = run_once(vocabulary, &mut program, store, entry, cancel, doubted);
        match doubts {
            // Each time there is one module more, so this ends.
            Some(more) => doubted = more,
            None => return run,
        }
    }
}

/// A run, and the modules to doubt if it has to be made again.
fn run_once(
    vocabulary: &Vocabulary,
    program: &mut dyn Program,
    store: &mut Store,
    entry: Symbol,
    cancel: &Cancel,
    doubted: FxHashSet<ObjId>,
) -> (Result<Run, ()>, Option<FxHashSet<ObjId>>) {
    store.ensure_root();
    let mut interp = Interp {
        vocabulary,
        program,
        store,
        cancel,
        stack: Vec::new(),
        locals: Vec::new(),
        captured: Vec::new(),
        modules: FxHashMap::default(),
        validating: Vec::new(),
        module_level: 0,
        meddled: 0,
        doubted,
        again: false,
        clean: FxHashSet::default(),
        epoch: 0,
        tries: 0,
        forks: Vec::new(),
        maybe: false,
        methods: Vec::new(),
        generators: Vec::new(),
        class_bodies: 0,
        depth: 0,
        returns: Vec::new(),
        ticks: 0,
        steps: 0,
        exhausted_at: FxHashSet::default(),
        work: RunWork::default(),
        entry: None,
        names: super::names::Names::new(),
    };
    let result = interp.run_root(entry);
    let work = interp.work;
    let modules = std::mem::take(&mut interp.modules).into_keys().collect();
    let again = interp.again.then(|| std::mem::take(&mut interp.doubted));
    let value = match result {
        Ok(value) => value,
        Err(Stop::Cancelled) => {
            for active in std::mem::take(&mut interp.stack) {
                interp.store.set_active(active.id, None);
            }
            match again {
                Some(_) => store.discard(),
                None => store.roll_back(),
            }
            return (Err(()), again);
        }
        Err(Stop::Raised(_) | Stop::Exhausted) => Value::None,
    };
    let run = Run {
        value,
        committed: store.commit(),
        modules,
        work,
    };
    (Ok(run), None)
}

impl Interp<'_> {
    fn run_root(&mut self, entry: Symbol) -> Eval {
        let unit = Arc::new(Unit::empty());
        self.begin(Store::ROOT, unit, None, Box::default(), ExprId::NONE);
        self.locals.push(Vec::new());
        self.captured.push(Arc::default());
        let result = self.call_entry(entry);
        self.locals.pop();
        self.captured.pop();
        if matches!(result, Err(Stop::Cancelled)) {
            return result;
        }
        let value = match &result {
            Ok(value) => value.clone(),
            Err(_) => Value::None,
        };
        self.finish(Outcome::Value(value));
        result
    }

    fn call_entry(&mut self, entry: Symbol) -> Eval {
        let Some(module) = self.load_module(entry)? else {
            return Ok(Value::None);
        };
        let name = self.names.create_ecosystem;
        self.entry = self.first_mention(entry, name);
        match self.read_global(module, name) {
            Some(function) => self.call(&function, super::call::Args::default(), 0, ExprId::NONE),
            None => Ok(Value::None),
        }
    }

    /// Where a module first says a name.
    fn first_mention(&mut self, module: Symbol, name: Symbol) -> Option<Place> {
        let file = self.program.resolve(module)?;
        self.program.units(file).iter().find_map(|unit| {
            let index = unit.globals.iter().position(|global| *global == name)? as u32;
            let said = unit.exprs.iter().position(
                |expr| matches!(expr.kind, ExprKind::Global(global) if global == index),
            )?;
            Some(Place::of(unit, ExprId(said as u32)))
        })
    }

    // ----- frames -----

    pub(super) fn top(&mut self) -> &mut Active {
        // The stack holds the root frame for as long as anything runs.
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    /// Starts evaluating a frame.
    pub(super) fn begin(
        &mut self,
        id: FrameId,
        unit: Arc<Unit>,
        module: Option<ObjId>,
        args: Box<[Value]>,
        called_at: ExprId,
    ) {
        let old = self.store.candidates(id).next().map(|(frame, _)| frame);
        let previous = old
            .filter(|frame| !frame.sites.is_empty())
            .and_then(|frame| {
                // Slots nobody fills again are carried along until they are the greater part.
                let holes = frame
                    .objs
                    .iter()
                    .filter(|obj| matches!(obj.kind, ObjKind::Hole))
                    .count();
                (holes * 2 <= frame.objs.len()).then(|| {
                    let sites = frame.sites.iter().enumerate();
                    let slots = sites
                        .map(|(slot, site)| (*site, slot as u32))
                        .collect::<FxHashMap<_, _>>();
                    (slots, frame.sites.to_vec())
                })
            });
        let (previous, sites) = match previous {
            Some((slots, sites)) => (Some(slots), sites),
            None => (None, Vec::new()),
        };
        let objs = vec![Obj::new(ObjKind::Hole, ExprId::NONE); sites.len()];
        let globals = vec![None; unit.globals.len()];
        self.store.set_active(id, Some(self.stack.len() as u32));
        self.stack.push(Active {
            id,
            unit,
            module,
            args,
            objs,
            sites,
            previous,
            overlay: FxHashMap::default(),
            reads: indexmap::IndexMap::default(),
            settled: indexmap::IndexMap::default(),
            written: FxHashSet::default(),
            effects: Vec::new(),
            problems: Vec::new(),
            lookups: Vec::new(),
            children: Vec::new(),
            occurrences: FxHashMap::default(),
            called_at,
            volatile: false,
            // What runs on one side of a branch is not what would run without it.
            forked: !self.forks.is_empty() || self.maybe,
            in_try: self.tries > 0,
            iteration: false,
            globals,
            globals_epoch: self.epoch,
            steps: 0,
            steps_before: self.steps,
        });
        self.work.evaluated += 1;
        self.steps += FRAME_COST;
    }

    /// Ends the running frame, hands its journal to its parent and keeps it.
    pub(super) fn finish(&mut self, outcome: Outcome) {
        let Some(active) = self.stack.pop() else {
            return;
        };
        self.store.set_active(active.id, None);
        let reads: Vec<(ReadKey, ReadValue)> = active.reads.into_iter().collect();
        let mut children = active.children;
        children.sort_by_key(|child| child.id);
        children.dedup_by_key(|child| child.id);
        let frame = Arc::new(Frame {
            unit: active.unit,
            args: active.args,
            reads: reads.into(),
            settled: active.settled.into_iter().collect(),
            effects: active.effects.into(),
            objs: active.objs.into(),
            sites: active.sites.into(),
            overlay: active.overlay,
            outcome,
            problems: active.problems.into(),
            lookups: active.lookups.into(),
            children: children.into(),
            total_steps: self.steps - active.steps_before,
            volatile: active.volatile,
            forked: active.forked,
            in_try: active.in_try,
        });
        self.store.set_fresh(active.id, Arc::clone(&frame));
        // Modules hang below the root whoever loads them; the loader notes the load instead.
        let to_root = self.store.parent(active.id) == Store::ROOT;
        if !self.stack.is_empty() && !to_root {
            self.fold(&frame);
        }
        let parent = if to_root {
            0
        } else {
            self.stack.len().wrapping_sub(1)
        };
        if let Some(parent) = self.stack.get_mut(parent) {
            parent.add_child(active.id, active.called_at);
        }
    }

    /// The running frame has read and done what a frame below it read and did outside itself.
    fn fold(&mut self, frame: &Frame) {
        self.fold_reads(frame);
        for effect in &frame.effects {
            self.note_effect(effect);
        }
        if frame.volatile {
            self.top().volatile = true;
        }
    }

    fn fold_reads(&mut self, frame: &Frame) {
        for (key, value) in &frame.reads {
            self.note_read(key.clone(), value.clone());
        }
    }

    /// Whether a journal still holds here.
    pub(super) fn holds(&mut self, frame: &Frame, spare: bool) -> Eval<bool> {
        let running = self.top().id;
        let own = self.store.top(running);
        self.holds_in(frame, spare, own)
    }

    /// Whether the journal of a frame of a module still holds here.
    pub(super) fn holds_in(&mut self, frame: &Frame, spare: bool, own: FrameId) -> Eval<bool> {
        if frame.volatile || frame.forked {
            return Ok(false);
        }
        for (key, value) in &frame.reads {
            self.note_peeked(key);
            let same = match key {
                ReadKey::Load(module) => {
                    if self.meddled_before(frame, own, *module) {
                        return Ok(false);
                    }
                    self.load_again(*module)?;
                    true
                }
                // In a circle of imports it is running again: what it will have become in the end is
                // not what is seen of it now.
                ReadKey::Settled(top) if self.store.active(*top).is_some() => false,
                ReadKey::Settled(top) => {
                    self.clean.contains(top) || self.settled_holds(frame, spare, *top)
                }
                key => self.peek(key).same(value),
            };
            if !same {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether what a frame and the frames below it read in a finished frame is still there.
    fn settled_holds(&mut self, frame: &Frame, spare: bool, top: FrameId) -> bool {
        for (key, value) in &frame.settled {
            let Some(id) = key.object().filter(|id| self.store.top(id.frame) == top) else {
                continue;
            };
            // What is the same only because another module put it there is not the frame's own:
            // taken over, the journal would hold in a run where nobody puts it there.
            if self.settled_in(id).is_none() || !self.peek(key).same(value) {
                return false;
            }
        }
        frame.children.iter().all(|child| {
            self.store.below(child.id, spare).is_none_or(|below| {
                let reads = below.reads.iter();
                let mut settled = reads.filter(|(key, _)| *key == ReadKey::Settled(top));
                settled.next().is_none() || self.settled_holds(&below, spare, top)
            })
        })
    }

    /// Takes a frame over from its journal.
    pub(super) fn splice(
        &mut self,
        id: FrameId,
        frame: &Arc<Frame>,
        spare: bool,
        called_at: ExprId,
    ) -> Eval<()> {
        if spare {
            self.store.revive(id, frame);
        }
        self.fold_reads(frame);
        for effect in &frame.effects {
            self.apply(effect.clone())?;
        }
        self.top().add_child(id, called_at);
        self.steps += frame.total_steps;
        self.work.spliced += 1;
        Ok(())
    }

    /// Takes a module over: whoever loads it first, its effects are the module's own.
    pub(super) fn splice_module(&mut self, id: FrameId, frame: &Arc<Frame>, spare: bool) {
        if spare {
            self.store.revive(id, frame);
        } else {
            self.clean.insert(id);
        }
        let module_level = std::mem::replace(&mut self.module_level, self.stack.len());
        for effect in &frame.effects {
            self.change(effect.clone());
        }
        self.module_level = module_level;
        self.meddled += u64::from(!frame.effects.is_empty());
        if let Some(root) = self.stack.first_mut() {
            root.add_child(id, ExprId::NONE);
        }
        self.steps += frame.total_steps;
        self.epoch += 1;
        self.work.spliced += 1;
    }

    /// A number for the `n`-th frame that one site starts in the running frame.
    pub(super) fn occurrence(&mut self, site: u64) -> u64 {
        let count = self.top().occurrences.entry(site).or_insert(0);
        *count += 1;
        u64::from(*count)
    }

    pub(super) fn too_deep(&self) -> bool {
        self.stack.len() >= MAX_DEPTH
    }

    pub(super) fn tick(&mut self) -> Eval<()> {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(4096) && self.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        let top = self.top();
        top.steps += 1;
        if top.steps > FRAME_STEPS {
            return Err(Stop::Exhausted);
        }
        self.steps += 1;
        if self.steps > RUN_STEPS {
            Err(Stop::Exhausted)
        } else {
            Ok(())
        }
    }

    // ----- problems -----

    pub(super) fn place(&self, expr: ExprId) -> Place {
        if let ([_root], Some(entry)) = (self.stack.as_slice(), self.entry)
            && expr == ExprId::NONE
        {
            // Nobody wrote the call of the entry: what it calls is where it is named.
            return entry;
        }
        match self.outside_place(expr) {
            Some(place) => place,
            None => Place {
                file: FileId(u32::MAX),
                unit: Unit::empty().id,
                span: crate::text::Span::new(0, 0),
            },
        }
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        if self.is_certain() || matches!(problem, Problem::Unevaluated { .. }) {
            self.top().problems.push(problem);
        }
    }

    /// On one side of a branch, or where something may catch it, nothing is proved.
    pub(super) fn is_certain(&self) -> bool {
        self.forks.is_empty() && !self.maybe && self.tries == 0
    }

    /// An Unknown that is listed at once.
    pub(super) fn unknown(&mut self, expr: ExprId, reason: impl Into<Arc<str>>) -> Value {
        let place = self.place(expr);
        self.unknown_at(place, reason.into())
    }

    pub(super) fn unknown_at(&mut self, place: Place, reason: Arc<str>) -> Value {
        self.problem(Problem::Unevaluated {
            place,
            reason: Arc::clone(&reason),
        });
        Value::Unknown(Arc::new(Unknown {
            reason,
            origin: Some(place),
            deferred: false,
        }))
    }

    /// An Unknown that is listed when something is done with it.
    pub(super) fn deferred(&self, expr: ExprId, reason: impl Into<Arc<str>>) -> Value {
        let origin = Some(self.place(expr));
        Value::Unknown(Arc::new(Unknown {
            reason: reason.into(),
            origin,
            deferred: true,
        }))
    }

    /// What comes of doing something with an Unknown: the Unknown, listed by now.
    pub(super) fn spread(&mut self, unknown: &Arc<Unknown>) -> Value {
        if unknown.deferred
            && let Some(place) = unknown.origin
        {
            return self.unknown_at(place, Arc::clone(&unknown.reason));
        }
        Value::Unknown(Arc::clone(unknown))
    }

    /// Something unknown was given these: it may have added to them.
    pub(super) fn open(&mut self, value: &Value, why: &Arc<Unknown>) -> Eval<()> {
        if let Value::Obj(id) = value {
            let mutable = matches!(
                self.obj(*id).map(|obj| &obj.kind),
                Some(
                    ObjKind::List(_)
                        | ObjKind::Dict(_)
                        | ObjKind::Set(_)
                        | ObjKind::Instance(_)
                        | ObjKind::Object(_)
                        | ObjKind::Iterator(_)
                )
            );
            if mutable {
                if let Some(inner) = self.inner(value) {
                    self.open(&inner, why)?;
                }
                self.apply(Effect::Open(*id, Arc::clone(why)))?;
            }
        }
        Ok(())
    }

    /// A Python exception: it travels where something may catch it; elsewhere it is reported and
    /// evaluation goes on without the value.
    pub(super) fn raise(&mut self, expr: ExprId, class: &str, message: String) -> Eval {
        self.raise_at(self.place(expr), class, message, |_| None)
    }

    /// An exception at some place, with a guess what was meant where nothing catches it.
    pub(super) fn raise_at(
        &mut self,
        place: Place,
        class: &str,
        message: String,
        hint: impl FnOnce(&mut Self) -> Option<Hint>,
    ) -> Eval {
        let raised = Raised {
            class: class.into(),
            value: super::builtins::exception(class, &message),
            message: message.into(),
            place: Some(place),
            frame: self.outside_frame(),
        };
        if self.tries > 0 {
            return Err(Stop::Raised(Arc::new(raised)));
        }
        let hint = hint(self);
        Ok(self.uncaught(&raised, place, hint))
    }

    /// Nothing catches it: Python would stop here. The rest of the model is still worth looking
    /// at, so an unknown value takes the place of the one that is not there.
    pub(super) fn uncaught(&mut self, raised: &Raised, place: Place, hint: Option<Hint>) -> Value {
        let reason: Arc<str> = if raised.message.is_empty() {
            Arc::clone(&raised.class)
        } else {
            format!("{}: {}", raised.class, raised.message).into()
        };
        if !self.is_certain() {
            return self.unknown_at(place, reason);
        }
        self.problem(Problem::Raised {
            place,
            class: Arc::clone(&raised.class),
            message: Arc::clone(&raised.message),
            hint,
            maker: raised.frame,
        });
        Value::Unknown(Arc::new(Unknown {
            reason,
            origin: Some(place),
            deferred: false,
        }))
    }
}
