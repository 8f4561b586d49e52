//! The models beside those that are live.
//!
//! Each model has a baseline of its own, evaluated by an engine of its own, and compared once the
//! findings of the working model are out. All of it can be given up at any moment and gone on with
//! later: what was finished is kept.

use std::sync::Arc;

use datasurface_analyzer::{
    BaselinePipelines, Cancel, Cancelled, CompareError, CompareOptions, Difference, FileError,
    FilePath, Files, Host, Input, ModelStatus, Revision, Settings,
};

use crate::baseline::{Baseline, Found, Repository, Stamp, Tree};
use crate::config::{self, Layer};
use crate::disk::to_os;

/// A model and what it is compared with, as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Beside {
    /// The folder of its entry file.
    pub(crate) root: FilePath,
    pub(crate) entry: FilePath,
    pub(crate) base: Option<Base>,
    /// Where a pull request would come from.
    pub(crate) acting_as: Option<String>,
    /// Why there is no baseline or no verdict.
    pub(crate) problem: Option<String>,
    /// What is different, once it was compared.
    pub(crate) difference: Option<Arc<Difference>>,
    /// The pipelines of the baseline, once it was evaluated.
    pub(crate) pipelines: Option<BaselinePipelines>,
}

/// A baseline that was found.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    pub(crate) name: String,
    pub(crate) commit: String,
    pub(crate) found: Found,
    pub(crate) files: Arc<Tree>,
}

/// What the engine is set up with.
#[derive(Clone, Copy)]
pub(super) struct Setup<'a> {
    pub(super) roots: &'a [FilePath],
    pub(super) settings: &'a Settings,
    /// What the editor says of baseline and identity.
    pub(super) editor: &'a Layer,
    /// Counts how often settings were read.
    pub(super) reloads: u64,
}

/// What came of a step.
pub(super) enum Step {
    /// Something else is waiting.
    Interrupted,
    /// Everything is compared.
    Done {
        /// Files whose findings are not what they were.
        changed: Vec<FilePath>,
        /// Something that is shown is not what it was.
        news: bool,
    },
}

/// The models and their baselines.
#[derive(Debug)]
pub(super) struct Live {
    /// Where settings are read.
    files: Arc<dyn Files>,
    models: Vec<Pair>,
    /// Counts the baselines that were evaluated.
    loads: u64,
    /// Files whose findings are not what they were, since all was compared the last time.
    changed: Vec<FilePath>,
    /// Something that is shown is not what it was then.
    is_news: bool,
    /// The last step was given up: what git said may have been taken in, and nothing come of it.
    is_interrupted: bool,
}

#[derive(Debug)]
struct Pair {
    shown: Beside,
    /// What baseline and identity were found with.
    wanted: Option<Wanted>,
    /// The files of git they were found in.
    stamp: Stamp,
    /// The settings of its own folder.
    own: Option<(u64, Layer)>,
    engine: Option<Engine>,
    /// What was compared last.
    compared: Option<Compared>,
    /// Why nothing was found; other reasons may be shown in its place.
    problem: Option<String>,
}

/// The engine of a baseline.
#[derive(Debug)]
struct Engine {
    host: Host,
    /// What it was made of: a tree, and the setup.
    tree: String,
    roots: Vec<FilePath>,
    settings: Settings,
    is_evaluated: bool,
    serial: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    live: Option<String>,
    baseline: Option<String>,
    acting_as: Option<String>,
}

/// Two sides, and from whose side they are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Compared {
    evaluated: Option<Revision>,
    serial: Option<u64>,
    acting_as: Option<String>,
    settings: Settings,
}

impl Live {
    pub(super) fn new(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            models: Vec::new(),
            loads: 0,
            changed: Vec::new(),
            is_news: false,
            is_interrupted: false,
        }
    }

    /// What is shown of each model.
    pub(super) fn shown(&self) -> Arc<[Beside]> {
        self.models.iter().map(|pair| pair.shown.clone()).collect()
    }

    /// The baselines that were evaluated, by the entry files of their models.
    pub(super) fn baselines(&self) -> Vec<(FilePath, &Host)> {
        let pairs = self.models.iter();
        let evaluated = pairs.filter_map(|pair| {
            let engine = pair.engine.as_ref().filter(|it| it.is_evaluated)?;
            Some((pair.shown.entry.clone(), &engine.host))
        });
        evaluated.collect()
    }

    /// Whether there are baselines, and all were evaluated: comparing takes little then.
    pub(super) fn is_loaded(&self) -> bool {
        let is_evaluated = |pair: &Pair| {
            pair.engine
                .as_ref()
                .is_some_and(|engine| engine.is_evaluated)
        };
        !self.models.is_empty() && self.models.iter().all(is_evaluated)
    }

    /// Whether there is anything that may change without an event.
    pub(super) fn is_watching(&self) -> bool {
        !self.models.is_empty()
    }

    /// Whether all is compared with baselines and identities that were found in files that are
    /// still the same.
    pub(super) fn is_current(&self) -> bool {
        !self.is_interrupted && self.models.iter().all(|pair| pair.stamp.holds())
    }

    /// The engine of the working models is another one: nothing of it is known.
    pub(super) fn forget_working(&mut self) {
        for pair in &mut self.models {
            pair.compared = None;
        }
    }

    /// A mistake of ours: what it was about is not tried again while both sides are what they are.
    /// Returns files whose findings are not what they were.
    pub(super) fn fail(
        &mut self,
        host: &mut Host,
        settings: &Settings,
        panic: &str,
    ) -> Vec<FilePath> {
        let mut changed = Vec::new();
        for pair in &mut self.models {
            let sides = pair.sides(host, settings);
            let is_evaluated = pair.engine.as_ref().is_some_and(|it| it.is_evaluated);
            if pair.compared.as_ref() == Some(&sides) {
                continue;
            }
            if !is_evaluated {
                pair.shown.base = None;
                pair.engine = None;
            }
            pair.shown.problem = Some(format!("internal error while comparing: {panic}"));
            pair.shown.difference = None;
            pair.compared = Some(pair.sides(host, settings));
            changed.extend(host.show_difference(&pair.shown.entry, None));
        }
        changed
    }

    /// Brings every comparison up to the model, as far as nothing else is waiting.
    pub(super) fn step(&mut self, host: &mut Host, setup: &Setup<'_>, cancel: &Cancel) -> Step {
        let status = host.snapshot().status();
        self.is_news |= self.take_models(&status.models);
        let result = self.compare_all(host, setup, cancel);
        self.is_interrupted = result.is_err();
        match result {
            Err(Cancelled) => Step::Interrupted,
            Ok(()) => {
                let mut changed = std::mem::take(&mut self.changed);
                changed.sort();
                changed.dedup();
                Step::Done {
                    changed,
                    news: std::mem::take(&mut self.is_news),
                }
            }
        }
    }

    fn compare_all(
        &mut self,
        host: &mut Host,
        setup: &Setup<'_>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        for pair in &mut self.models {
            if cancel.is_cancelled() {
                return Err(Cancelled);
            }
            self.is_news |= pair.find(&*self.files, host, setup);
            self.is_news |= pair.load(setup, &mut self.loads, cancel)?;
            self.is_news |= pair.compare(host, setup.settings, cancel, &mut self.changed)?;
        }
        Ok(())
    }

    /// Keeps to the models there are; says whether they are others.
    fn take_models(&mut self, models: &[ModelStatus]) -> bool {
        let entries = |models: &[Pair]| -> Vec<FilePath> {
            models.iter().map(|it| it.shown.entry.clone()).collect()
        };
        let before = entries(&self.models);
        let mut old = std::mem::take(&mut self.models);
        for model in models {
            let known = old.iter().position(|pair| pair.shown.entry == model.entry);
            self.models.push(match known {
                Some(at) => old.swap_remove(at),
                None => Pair::new(model),
            });
        }
        entries(&self.models) != before
    }
}

impl Pair {
    fn new(model: &ModelStatus) -> Self {
        Self {
            shown: Beside {
                root: model.root.clone(),
                entry: model.entry.clone(),
                base: None,
                acting_as: None,
                problem: None,
                difference: None,
                pipelines: None,
            },
            wanted: None,
            stamp: Stamp::default(),
            own: None,
            engine: None,
            compared: None,
            problem: None,
        }
    }

    /// Finds baseline and identity, unless what they were found with is the same; says whether
    /// they are others.
    fn find(&mut self, files: &dyn Files, host: &Host, setup: &Setup<'_>) -> bool {
        let own = match self.own.take() {
            Some((reloads, own)) if reloads == setup.reloads => own,
            _ => config::from_pyproject(files, &self.shown.root).value,
        };
        let editor = setup.editor;
        let wanted = Wanted {
            live: host.live_branch_of(&self.shown.entry),
            baseline: editor.baseline.clone().or_else(|| own.baseline.clone()),
            acting_as: editor.acting_as.clone().or_else(|| own.acting_as.clone()),
        };
        self.own = Some((setup.reloads, own));
        if self.wanted.as_ref() == Some(&wanted) && self.stamp.holds() {
            return false;
        }
        let found = look(&self.shown, &wanted);
        self.wanted = Some(wanted);
        self.stamp = found.stamp;
        let known = self.shown.base.take();
        let base = found.base.map(|base| Base {
            // Of the same tree nothing has to be read again.
            files: match &self.engine {
                Some(engine) if engine.tree == base.tree => match &known {
                    Some(known) => Arc::clone(&known.files),
                    None => base.files,
                },
                _ => base.files,
            },
            name: base.name,
            commit: base.commit,
            found: base.found,
        });
        let line =
            |base: &Option<Base>| base.as_ref().map(|it| (it.name.clone(), it.commit.clone()));
        let is_same = line(&base) == line(&known)
            && self.shown.acting_as == found.acting_as
            && self.problem == found.problem;
        self.shown.base = base;
        self.shown.acting_as = found.acting_as;
        self.shown.problem.clone_from(&found.problem);
        self.problem = found.problem;
        !is_same
    }

    /// Evaluates the baseline; says whether it turned out that it cannot be read.
    fn load(
        &mut self,
        setup: &Setup<'_>,
        loads: &mut u64,
        cancel: &Cancel,
    ) -> Result<bool, Cancelled> {
        let Some(base) = &self.shown.base else {
            self.engine = None;
            self.shown.pipelines = None;
            return Ok(false);
        };
        let tree = base.files.id();
        let settings = self.settings(setup);
        let is_its = |engine: &Engine| {
            engine.tree == tree && engine.roots == setup.roots && engine.settings == settings
        };
        if !self.engine.as_ref().is_some_and(is_its) {
            let mut host = Host::new(Arc::clone(&base.files) as Arc<dyn Files>);
            host.apply(vec![
                Input::Roots(setup.roots.to_vec()),
                Input::Settings(settings.clone()),
            ]);
            *loads += 1;
            self.shown.pipelines = None;
            self.engine = Some(Engine {
                host,
                tree,
                roots: setup.roots.to_vec(),
                settings,
                is_evaluated: false,
                serial: *loads,
            });
        }
        let Some(engine) = self.engine.as_mut().filter(|engine| !engine.is_evaluated) else {
            return Ok(false);
        };
        engine.host.evaluate(cancel)?;
        engine.is_evaluated = true;
        let problems = base.files.problems();
        if problems.is_empty() {
            self.shown.pipelines = engine.host.pipelines(&self.shown.entry);
            return Ok(false);
        }
        let name = &base.name;
        let all = problems.join("; ");
        self.problem = Some(format!("the baseline `{name}` cannot be read: {all}"));
        self.shown.problem.clone_from(&self.problem);
        self.shown.base = None;
        self.engine = None;
        Ok(true)
    }

    /// Only this model of the baseline is wanted, and nothing is said of it.
    fn settings(&self, setup: &Setup<'_>) -> Settings {
        let below = |root: &FilePath| self.shown.entry.below(root).map(str::to_owned);
        Settings {
            entry_points: setup.roots.iter().find_map(below).into_iter().collect(),
            exclude: setup.settings.exclude.clone(),
            ..Settings::default()
        }
    }

    fn sides(&self, host: &Host, settings: &Settings) -> Compared {
        Compared {
            evaluated: host.evaluated(&self.shown.entry),
            serial: self.engine.as_ref().map(|engine| engine.serial),
            acting_as: self.shown.acting_as.clone(),
            settings: settings.clone(),
        }
    }

    /// Compares, unless both sides are what they were; says whether something else came of it.
    fn compare(
        &mut self,
        host: &mut Host,
        settings: &Settings,
        cancel: &Cancel,
        changed: &mut Vec<FilePath>,
    ) -> Result<bool, Cancelled> {
        let sides = self.sides(host, settings);
        if self.compared.as_ref() == Some(&sides) {
            return Ok(self.follow(host));
        }
        let options = CompareOptions {
            source: self.shown.acting_as.clone(),
            allow_breaking: false,
            cancel: cancel.clone(),
        };
        let engine = self.engine.as_ref();
        let result = engine.map(|it| host.compare_model(&self.shown.entry, &it.host, &options));
        let found = match result {
            Some(Ok(difference)) => {
                self.shown.problem.clone_from(&self.problem);
                Some(Arc::new(difference))
            }
            Some(Err(CompareError::Cancelled)) => return Err(Cancelled),
            Some(Err(error)) => {
                self.shown.problem = Some(error.to_string());
                None
            }
            None => None,
        };
        changed.extend(host.show_difference(&self.shown.entry, found.as_deref()));
        self.compared = Some(sides);
        let is_same = match (&self.shown.difference, &found) {
            (Some(old), Some(new)) => is_same(old, new),
            (None, None) => true,
            _ => false,
        };
        self.shown.difference = found;
        Ok(!is_same)
    }

    /// The text may have moved without becoming another model.
    fn follow(&mut self, host: &Host) -> bool {
        let Some(known) = &self.shown.difference else {
            return false;
        };
        if known.snapshot.revision() == host.snapshot().revision() {
            return false;
        }
        let placed = host.placed(known);
        let is_same = is_same(known, &placed);
        self.shown.difference = Some(Arc::new(placed));
        !is_same
    }
}

fn is_same(old: &Difference, new: &Difference) -> bool {
    old.verdict == new.verdict
        && old.breaking == new.breaking
        && old.source == new.source
        && old.changes == new.changes
        && old.plan == new.plan
}

/// What git says.
struct Sight {
    base: Option<Baseline>,
    acting_as: Option<String>,
    problem: Option<String>,
    stamp: Stamp,
}

/// Looks for baseline and identity.
fn look(model: &Beside, wanted: &Wanted) -> Sight {
    let folder = &model.root;
    let nothing = |problem: String| Sight {
        base: None,
        acting_as: wanted.acting_as.clone(),
        problem: Some(problem),
        // It may become a repository.
        stamp: Stamp::of(std::iter::once(to_os(folder).join(".git"))),
    };
    let repository = match Repository::around(&to_os(folder)) {
        Ok(Some(repository)) => repository,
        Ok(None) => {
            return nothing("nothing to compare with: this is no git repository".to_owned());
        }
        Err(error) => return nothing(format!("nothing to compare with: {error:#}")),
    };
    let base = match &wanted.baseline {
        Some(revision) => repository.revision(revision),
        None => repository.live(wanted.live.as_deref()),
    };
    let identity = || repository.identity(wanted.live.as_deref());
    let acting_as = wanted.acting_as.clone().or_else(identity);
    let (base, problem) = match base {
        // A model that only lies in somebody's repository is not compared with what else is there.
        Ok(base) if base.found == Found::MergeBase && !has(&base, &model.entry) => {
            let problem = format!("nothing to compare with: the model is not in {}", base.name);
            (None, Some(problem))
        }
        Ok(base) if acting_as.is_some() => (Some(base), None),
        Ok(base) => {
            let problem = "who is acting is not known: no branch is checked out, or its repository has no remote; `acting-as` in the settings says it";
            (Some(base), Some(problem.to_owned()))
        }
        Err(error) => (None, Some(format!("{error:#}"))),
    };
    Sight {
        base,
        acting_as,
        problem,
        stamp: repository.stamp(),
    }
}

/// Whether a baseline has a file. What cannot be read is said when it is.
fn has(base: &Baseline, file: &FilePath) -> bool {
    base.files.read(file) != Err(FileError::NotFound)
}
