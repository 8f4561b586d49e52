//! Ways back: what the baseline says, written into the working model.

use std::sync::Arc;

use super::change::names_of;
use super::fix::{Edit, Fix};
use crate::diff::{Change, Side};
use crate::eval::value::Place;
use crate::model::node::Node;
use crate::model::table::Kind;
use crate::rules::ChangeCx;
use crate::syntax::edit::add_argument;
use crate::text::Span;

/// Puts a dataset or column that is gone back where it was, between those that are still there.
///
/// That can be done where it was written out in the list or call that held it: what a helper or a
/// loop made has no text of its own.
pub(super) fn restored(cx: &ChangeCx<'_>, change: &Change<'_>) -> Option<Fix> {
    let (name, gone) = Gone::of(cx, change)?;
    Some(Fix::new(
        format!("Restore {} `{name}`", change.kind),
        gone.written(),
    ))
}

/// Puts a dataset that is gone back, with the word that it is about to go: the first of the two
/// steps in which it may.
pub(super) fn deprecated(cx: &ChangeCx<'_>, change: &Change<'_>) -> Option<Fix> {
    let before = change.before.filter(|_| change.kind == "dataset")?;
    if cx.was_deprecated(change) || before.argument("deprecationStatus").is_some() {
        return None;
    }
    let (name, mut gone) = Gone::of(cx, change)?;
    let (class, _) = gone.code.split_once('(')?;
    if !class.trim_end().ends_with("Dataset") {
        return None;
    }
    let all = Span::new(0, gone.code.len() as u32);
    let added = add_argument(&gone.code, all, DEPRECATED)?;
    gone.code.replace_range(added.span.range(), &added.text);
    let beside = gone.element;
    let fix = Fix::new(
        format!("Restore dataset `{name}` and deprecate it"),
        gone.written(),
    );
    Some(fix.importing(beside, &["DeprecationInfo", "DeprecationStatus"]))
}

const DEPRECATED: &str = "deprecation_info=DeprecationInfo(DeprecationStatus.DEPRECATED)";

/// What is gone, and what stands beside where it was.
struct Gone {
    code: String,
    element: Place,
    is_before: bool,
}

impl Gone {
    fn of<'c>(cx: &ChangeCx<'_>, change: &'c Change<'_>) -> Option<(&'c str, Self)> {
        let before = written_in(cx.before, change)?;
        let after = written_in(cx.after, change)?;
        let name = change.object.rsplit('/').next()?;
        let at = before.iter().position(|(own, _)| **own == *name)?;
        let (_, place) = before.get(at)?;
        let [code, _] = cx.code;
        let find = |(own, _): &(Arc<str>, Place)| {
            let found = after.iter().find(|(other, _)| other == own);
            found.map(|(_, place)| *place)
        };
        let left = before.iter().take(at).rev().find_map(find);
        let right = || before.iter().skip(at + 1).find_map(find);
        let gone = Self {
            code: code(*place)?,
            element: left.or_else(right)?,
            is_before: left.is_none(),
        };
        Some((name, gone))
    }

    fn written(self) -> Edit {
        Edit::AddBeside {
            element: self.element,
            code: self.code,
            is_before: self.is_before,
        }
    }
}

/// Writes what changed as it was written: an argument, or one further inside.
pub(super) fn changed_back(cx: &ChangeCx<'_>, change: &Change<'_>) -> Option<Fix> {
    let place = change.place;
    // What was not an argument in the working text is the whole object.
    if change.after.is_some_and(|after| after.place() == place) {
        return None;
    }
    let [before, after] = cx.code;
    let code = before(change.was?)?;
    let is_other = after(place)? != code;
    let title = format!("Change back to `{}`", shown(&code)?);
    is_other.then(|| Fix::new(title, Edit::Code { place, code }))
}

/// The first line of code, for a title.
fn shown(code: &str) -> Option<String> {
    let mut lines = code.lines();
    let first = lines.next()?.trim_end();
    let more = if lines.next().is_some() { " …" } else { "" };
    Some(format!("{first}{more}"))
}

/// Writes an argument as it was written.
pub(super) fn argument_back(
    cx: &ChangeCx<'_>,
    change: &Change<'_>,
    attr: &'static str,
) -> Option<Fix> {
    let place = change.after?.argument(attr)?;
    let [before, after] = cx.code;
    let code = before(change.before?.argument(attr)?)?;
    // A name that stands for something else now has to be looked for where it is given its value.
    let is_other = after(place)? != code;
    let title = format!("Change back to `{}`", shown(&code)?);
    is_other.then(|| Fix::new(title, Edit::Code { place, code }))
}

/// The datasets or columns around one, as far as they are written out where they are held.
fn written_in(side: Side<'_>, change: &Change<'_>) -> Option<Vec<(Arc<str>, Place)>> {
    let (store, dataset) = names_of(change)?;
    let [id] = side.table.named(Kind::Datastore, store)[..] else {
        return None;
    };
    let store = Node::new(side.view, side.table.store(id)?.object)?;
    let (holder, attr) = match change.kind {
        "dataset" => (store, "datasets"),
        "column" => {
            let is_it = |node: &Node<'_>| node.text("name").value().as_deref() == dataset;
            let dataset = store.nodes("datasets").list.into_iter().find(is_it)?;
            (dataset.node("originalSchema").value()?, "columns")
        }
        _ => return None,
    };
    let held = holder.nodes(attr).list;
    let places: Vec<Place> = held.iter().map(|node| node.place()).collect();
    let around = holder.place();
    let mut written = Vec::new();
    for (node, place) in held.iter().zip(&places) {
        let is_within = place.file == around.file
            && place.unit == around.unit
            && around.span.start <= place.span.start
            && place.span.end <= around.span.end;
        let is_alone = places.iter().filter(|other| *other == place).count() == 1;
        if is_within
            && is_alone
            && node.maker() == holder.maker()
            && let Some(name) = node.text("name").value()
        {
            written.push((name, *place));
        }
    }
    Some(written)
}
