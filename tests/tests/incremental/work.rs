//! The cost of an edit follows what it affects, not the size of the model.
#![expect(
    clippy::expect_used,
    reason = "an edit that is not offered fails the test"
)]

use datasurface_analyzer::{CompareOptions, Encoding, FilePath, Work};
use tests::generate::{Edit, Size, What, generate};

use crate::workspace::{Disturbed, Workspace};

/// Statements lowered, frames evaluated, entities lowered, entities checked.
type Counted = [u64; 4];

/// Counts that do not depend on time, and not on the size of the model.
fn counted(work: Work, what: What) -> Counted {
    // Whoever reads a dataset is checked when it changes, and how many do is a matter of the model.
    let checks = if what == What::Sink { work.checks } else { 0 };
    [work.statements, work.frames, work.entities, checks]
}

/// The sizes that are cheap enough: without optimisation the small one and, when asked, all.
fn sizes() -> Vec<Size> {
    if std::env::var_os("ALL_SIZES").is_some() || !cfg!(debug_assertions) {
        Size::ALL.to_vec()
    } else {
        vec![Size::S, Size::M]
    }
}

/// A loaded model with the edited file open.
fn loaded(size: Size, what: What) -> (Workspace, Edit, FilePath) {
    let model = generate(size);
    let edit = model.edit(what).expect("an edit of each kind").clone();
    let path = FilePath::new("/model").join(&edit.file);
    let mut workspace = Workspace::new(model.files);
    let (_, said) = workspace.evaluate(Disturbed::No);
    assert!(
        said.diagnostics.is_empty(),
        "{size:?} is not clean: {:?}",
        said.diagnostics.values().next()
    );
    assert!(
        said.unevaluated.is_empty(),
        "{size:?}: {:?}",
        said.unevaluated.values().next()
    );
    assert_eq!(said.models.len(), 1);
    assert_eq!(said.models[0].counts, size.shape().counts());
    workspace.open(&path);
    workspace.evaluate(Disturbed::No);
    (workspace, edit, path)
}

/// Makes an edit and takes it back: what each took, and how many findings there were between.
fn to_and_fro(
    workspace: &mut Workspace,
    edit: &Edit,
    path: &FilePath,
) -> (Counted, usize, Counted) {
    let whole = workspace.text(path).expect("the file is open").to_owned();
    let mut broken = whole.clone();
    broken.replace_range(edit.offset..edit.offset + edit.before.len(), &edit.after);
    workspace.change(path, broken, Encoding::Utf16);
    let (there, said) = workspace.evaluate(Disturbed::No);
    let findings = said.diagnostics.values().map(Vec::len).sum();
    workspace.change(path, whole, Encoding::Utf16);
    let (back, said) = workspace.evaluate(Disturbed::No);
    assert!(
        said.diagnostics.is_empty(),
        "taking the edit back leaves {:?}",
        said.diagnostics
    );
    (
        counted(there.work, edit.what),
        findings,
        counted(back.work, edit.what),
    )
}

#[test]
fn of_an_edit_is_the_same_at_every_size() {
    for what in [What::Sink, What::Column] {
        let mut first = None;
        for size in sizes() {
            let (mut workspace, edit, path) = loaded(size, what);
            let taken = to_and_fro(&mut workspace, &edit, &path);
            assert_eq!(taken.1, 1, "{what:?} at {size:?}");
            assert!(
                taken.0[1] > 0 && taken.0[2] > 0,
                "{what:?} at {size:?} counts nothing: {taken:?}"
            );
            assert_eq!(*first.get_or_insert(taken), taken, "{what:?} at {size:?}");
            // Nor does it grow from one edit to the next.
            assert_eq!(
                to_and_fro(&mut workspace, &edit, &path),
                taken,
                "{what:?} at {size:?}, again"
            );
        }
    }
}

#[test]
fn of_comparing_with_a_baseline_is_that_of_the_edit() {
    let mut first = None;
    for size in sizes() {
        let (mut workspace, edit, path) = loaded(size, What::Column);
        let (base, _, _) = loaded(size, What::Column);
        let pairs = |workspace: &Workspace| {
            let found = workspace
                .host()
                .compare(base.host(), &CompareOptions::default());
            found.expect("one model on each side").pairs
        };
        let all = pairs(&workspace);
        let counts = size.shape().counts();
        assert!(
            all > u64::from(counts.datasets + counts.columns),
            "{all} at {size:?}"
        );
        let whole = workspace.text(&path).expect("the file is open").to_owned();
        let mut changed = whole.clone();
        changed.replace_range(edit.offset..edit.offset + edit.before.len(), &edit.after);
        let mut taken = Vec::new();
        for text in [&changed, &whole, &changed, &whole] {
            workspace.change(&path, text.clone(), Encoding::Utf16);
            workspace.evaluate(Disturbed::No);
            taken.push(pairs(&workspace));
        }
        // Whose the regions are is looked up around the change: in its zone, and among the zones.
        let first = first.get_or_insert((taken.clone(), counts));
        let around = u64::from(counts.zones + counts.teams);
        for (own, least) in taken.iter().zip(&first.0) {
            assert!(
                (*least..=least + around).contains(own),
                "{taken:?} at {size:?}, {first:?} at first"
            );
        }
        assert!(taken.iter().all(|own| own * 5 < all), "{taken:?} of {all}");
    }
}

#[test]
fn of_renaming_a_dataset_reaches_its_readers_only() {
    let (mut workspace, edit, path) = loaded(Size::S, What::Dataset);
    let (_, findings, _) = to_and_fro(&mut workspace, &edit, &path);
    assert!(findings > 0, "nobody reads {}", edit.before);
}

#[test]
fn of_a_comment_is_nothing() {
    let (mut workspace, _, path) = loaded(Size::S, What::Sink);
    let text = workspace.text(&path).expect("the file is open").to_owned();
    for (at, _) in text.match_indices("\ndef ").take(3) {
        let moved = format!("{}\n# Nothing.\n{}", &text[..at], &text[at..]);
        workspace.change(&path, moved, Encoding::Utf8);
        let (update, _) = workspace.evaluate(Disturbed::No);
        assert_eq!(
            (update.work.frames, update.work.entities, update.work.checks),
            (0, 0, 0)
        );
        assert!(update.changed.is_empty(), "{:?}", update.changed);
    }
}
