//! Whether a column of one type can hold what a column of another type held.

use crate::model::node::{Known, Node};

/// Whole numbers by their size.
const INTEGERS: [&str; 4] = ["TinyInt", "SmallInt", "Integer", "BigInt"];

/// Whether every value of the type `old` is one of the type `new`; nothing where that is not known.
pub(crate) fn represents(new: Node<'_>, old: Node<'_>) -> Option<bool> {
    if new.is_maybe() || old.is_maybe() || new.is_open() || old.is_open() {
        return None;
    }
    let both = |class: &'static str| new.is(class) && old.is(class);
    let rank = |node: Node<'_>| {
        INTEGERS
            .iter()
            .position(|name| *node.class().text() == **name)
    };
    if both("FixedIntegerDataType") {
        return match (rank(new), rank(old)) {
            (Some(a), Some(b)) => Some(a >= b),
            // A named size is not one of the others, though it may have as many bits.
            (Some(_), None) => Some(false),
            (None, _) => all([
                at_least(new, old, "sizeInBits"),
                same_member(new, old, "isSigned"),
            ]),
        };
    }
    if both("CustomFloat") {
        return all([
            at_least(new, old, "maxExponent"),
            at_least(old, new, "minExponent"),
            at_least(new, old, "precision"),
        ]);
    }
    if both("MicroScaling_CustomFloat") {
        if new.class() != old.class() {
            return Some(false);
        }
        return all([
            at_least(new, old, "batchSize"),
            same_value(new, old, "scaleType"),
            same_value(new, old, "elementType"),
        ]);
    }
    if both("Decimal") {
        return all([size(new, old), at_least(new, old, "precision")]);
    }
    if new.is("Timestamp") && old.is("Date") {
        return Some(true);
    }
    if both("Timestamp") {
        let zones = (new.node("timeZone").value()?, old.node("timeZone").value()?);
        return Some(zones.0.text("timeZone").value()? == zones.1.text("timeZone").value()?);
    }
    if both("NonUnicodeString") || both("UniCodeType") {
        return all([size(new, old), same_text(new, old, "collationString")]);
    }
    if both("ArrayType") {
        let element = represents(new.node("dataType").value()?, old.node("dataType").value()?);
        return all([size(new, old), element]);
    }
    if both("MapType") {
        return all([
            represents(new.node("keyType").value()?, old.node("keyType").value()?),
            represents(
                new.node("valueType").value()?,
                old.node("valueType").value()?,
            ),
        ]);
    }
    if both("StructType") {
        return fields(new, old);
    }
    if both("Geography") {
        return geography(new, old);
    }
    if new.class() != old.class() {
        return Some(false);
    }
    if both("BoundedDataType") {
        return size(new, old);
    }
    // A class of the model may mean whatever it likes by its attributes.
    (*new.class().text() != *"DataType").then_some(true)
}

/// False as soon as one of them is, else unknown where one of them is.
fn all<const N: usize>(parts: [Option<bool>; N]) -> Option<bool> {
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    parts.iter().all(Option::is_some).then_some(true)
}

fn at_least(new: Node<'_>, old: Node<'_>, attr: &'static str) -> Option<bool> {
    Some(new.int(attr).value()? >= old.int(attr).value()?)
}

/// Without a limit everything fits; with one, nothing that had none.
fn size(new: Node<'_>, old: Node<'_>) -> Option<bool> {
    match (new.int("maxSize"), old.int("maxSize")) {
        (Known::Absent, _) => Some(true),
        (Known::Unknown, _) | (_, Known::Unknown) => None,
        (Known::Value(_), Known::Absent) => Some(false),
        (Known::Value(new), Known::Value(old)) => Some(new >= old),
    }
}

fn same_text(new: Node<'_>, old: Node<'_>, attr: &'static str) -> Option<bool> {
    match (new.text(attr), old.text(attr)) {
        (Known::Unknown, _) | (_, Known::Unknown) => None,
        (new, old) => Some(new == old),
    }
}

fn same_member(new: Node<'_>, old: Node<'_>, attr: &'static str) -> Option<bool> {
    Some(new.member(attr).value()? == old.member(attr).value()?)
}

fn same_value(new: Node<'_>, old: Node<'_>, attr: &'static str) -> Option<bool> {
    Some(new.get(attr).value()?.same(old.get(attr).value()?))
}

/// The same fields, each of which can hold what it held.
fn fields(new: Node<'_>, old: Node<'_>) -> Option<bool> {
    let ((new_fields, new_open), (old_fields, old_open)) =
        (new.pairs("fields"), old.pairs("fields"));
    if new_open || old_open {
        return None;
    }
    if new_fields.len() != old_fields.len() {
        return Some(false);
    }
    let mut result = Some(true);
    for (name, kind) in &old_fields {
        let Some((_, now)) = new_fields.iter().find(|(own, _)| own == name) else {
            return Some(false);
        };
        let fits = match (new.of(now), old.of(kind)) {
            (Some(now), Some(kind)) => represents(now, kind),
            _ => None,
        };
        result = all([result, fits]);
    }
    result
}

/// The same system of coordinates; a restriction may be dropped, not added or exchanged.
fn geography(new: Node<'_>, old: Node<'_>) -> Option<bool> {
    let systems = (new.node("srs").value()?, old.node("srs").value()?);
    let geometry = match (new.member("geometryType"), old.member("geometryType")) {
        (Known::Absent, _) => Some(true),
        (Known::Unknown, _) | (_, Known::Unknown) => None,
        (new, old) => Some(new == old),
    };
    all([
        Some(systems.0.int("srid").value()? == systems.1.int("srid").value()?),
        same_text(systems.0, systems.1, "name"),
        geometry,
        size(new, old),
    ])
}
