//! Inheritance: method resolution orders, and full layouts from what each class says itself.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::classes::{Body, Header, plain};
use super::scope::{Problems, Scopes};
use super::types::{Attr, Class, ClassId, EnumMember, Literal, Signature};
use crate::symbol::Symbol;
use ruff_text_size::Ranged;

/// How long a chain of base classes may be. The DSL's longest is about ten.
const MAX_ANCESTORS: usize = 256;

/// The method resolution order of each class. Bases that would make a class its own ancestor are
/// reported and dropped.
pub(super) fn orders(
    scopes: &Scopes<'_>,
    headers: &mut [Header],
    problems: &Problems,
) -> Vec<Vec<ClassId>> {
    let mut orders = vec![Vec::new(); headers.len()];
    for index in 0..headers.len() {
        order(
            index,
            scopes,
            headers,
            &mut orders,
            &mut Vec::new(),
            problems,
        );
    }
    orders
}

fn order(
    index: usize,
    scopes: &Scopes<'_>,
    headers: &mut [Header],
    orders: &mut [Vec<ClassId>],
    below: &mut Vec<usize>,
    problems: &Problems,
) {
    if !orders[index].is_empty() {
        return;
    }
    let report = |message: &str| {
        let (stub, class) = scopes.classes[index];
        problems
            .borrow_mut()
            .push((stub, class.start(), message.to_owned()));
    };
    below.push(index);
    let mut bases = std::mem::take(&mut headers[index].bases);
    bases.retain(|base| {
        let place = usize::from(base.0);
        if below.contains(&place) || below.len() > MAX_ANCESTORS {
            report("this class is its own ancestor, or has too many");
            return false;
        }
        order(place, scopes, headers, orders, below, problems);
        true
    });
    below.pop();

    let mut pending: Vec<Vec<ClassId>> = bases
        .iter()
        .map(|base| orders[usize::from(base.0)].clone())
        .collect();
    pending.push(bases.clone());
    let id = ClassId(index as u16);
    orders[index] = merge(id, &pending).unwrap_or_else(|| {
        report("the order of these base classes contradicts itself");
        let mut order = vec![id];
        for class in pending.into_iter().flatten() {
            if !order.contains(&class) {
                order.push(class);
            }
        }
        order
    });
    headers[index].bases = bases;
}

/// Python's C3 merge; None when there is no consistent order.
fn merge(id: ClassId, lists: &[Vec<ClassId>]) -> Option<Vec<ClassId>> {
    let mut lists: Vec<&[ClassId]> = lists
        .iter()
        .map(Vec::as_slice)
        .filter(|list| !list.is_empty())
        .collect();
    let mut order = vec![id];
    while !lists.is_empty() {
        let next = lists
            .iter()
            .map(|list| list[0])
            .find(|head| !lists.iter().any(|list| list[1..].contains(head)))?;
        order.push(next);
        for list in &mut lists {
            if list[0] == next {
                *list = &list[1..];
            }
        }
        lists.retain(|list| !list.is_empty());
    }
    Some(order)
}

/// The classes in full.
pub(super) fn classes(
    scopes: &Scopes<'_>,
    headers: Vec<Header>,
    orders: Vec<Vec<ClassId>>,
    members: Vec<Vec<EnumMember>>,
    bodies: &[Body],
) -> Vec<Class> {
    let enums: Vec<bool> = headers.iter().map(|header| header.is_enum).collect();
    let mut classes: Vec<Class> = headers
        .into_iter()
        .zip(orders)
        .zip(members)
        .zip(bodies)
        .enumerate()
        .map(|(index, (((header, mro), members), body))| {
            let (stub, node) = scopes.classes[index];
            Class {
                id: ClassId(index as u16),
                name: Symbol::new(&node.name),
                module: scopes.stubs[stub].name,
                doc: Arc::clone(&body.doc),
                bases: header.bases,
                foreign_bases: header.foreign_bases,
                is_abstract: header.is_abstract || body.is_abstract,
                is_enum: mro.iter().any(|class| enums[usize::from(class.0)]),
                unhashable: mro
                    .iter()
                    .find_map(|class| bodies[usize::from(class.0)].unhashable)
                    .unwrap_or(false),
                partial: mro
                    .iter()
                    .any(|class| bodies[usize::from(class.0)].observed),
                mro,
                attrs: Vec::new(),
                attr_index: FxHashMap::default(),
                init: None,
                methods: FxHashMap::default(),
                members,
                since: body.decorators.since,
                until: body.decorators.until,
                renamed_to: body.decorators.renamed_to,
            }
        })
        .collect();

    // A class is longer in its order than any of its bases, so this comes to bases first.
    let mut by_length: Vec<usize> = (0..classes.len()).collect();
    by_length.sort_by_key(|&index| classes[index].mro.len());
    // What each class adds: its declarations, and the parameters that no declaration covers.
    let mut added: Vec<Vec<Attr>> = vec![Vec::new(); classes.len()];
    for index in by_length {
        let (init, methods) = inherited(&classes[index], bodies);
        let mut layout = Layout::default();
        for base in &classes[index].bases {
            for attr in &classes[usize::from(base.0)].attrs {
                layout.add(attr, false);
            }
        }
        // With several bases the nearest declaration in resolution order holds, wherever it stands
        // in the layout.
        for class in classes[index].mro[1..].iter().rev() {
            for attr in &added[usize::from(class.0)] {
                layout.add(attr, true);
            }
        }
        let mut own = bodies[index].attrs.clone();
        for attr in &own {
            layout.add(attr, true);
        }
        if let Some(init) = &bodies[index].init {
            let fresh = from_params(init, &layout);
            for attr in &fresh {
                layout.add(attr, false);
            }
            own.extend(fresh);
        }
        added[index] = own;
        let class = &mut classes[index];
        (class.init, class.methods) = (init, methods);
        (class.attrs, class.attr_index) = (layout.attrs, layout.index);
    }
    classes
}

/// Attributes in order, found by name.
#[derive(Default)]
struct Layout {
    attrs: Vec<Attr>,
    index: FxHashMap<Symbol, u16>,
}

impl Layout {
    fn add(&mut self, attr: &Attr, replace: bool) {
        if let Some(&place) = self.index.get(&attr.name) {
            if replace {
                self.attrs[usize::from(place)] = attr.clone();
            }
        } else if let Ok(place) = u16::try_from(self.attrs.len()) {
            self.attrs.push(attr.clone());
            self.index.insert(attr.name, place);
        }
    }
}

/// A parameter without route sets the attribute of its name, declared or not.
fn from_params(init: &Signature, declared: &Layout) -> Vec<Attr> {
    let undeclared = init
        .params
        .iter()
        .filter(|param| param.route.is_none() && !declared.index.contains_key(&param.name));
    undeclared
        .map(|param| {
            let default = param.default.clone().unwrap_or(Literal::Library);
            plain(&param.name.text(), param.ty.clone(), default)
        })
        .collect()
}

type Behaviour = (
    Option<Arc<Signature>>,
    FxHashMap<Symbol, Arc<super::types::Method>>,
);

fn inherited(class: &Class, bodies: &[Body]) -> Behaviour {
    let order: Vec<&Body> = class
        .mro
        .iter()
        .map(|class| &bodies[usize::from(class.0)])
        .collect();
    let mut init = order.iter().find_map(|body| body.init.clone());
    // A class that is known in part may have a constructor that takes more than the inherited one.
    if let Some(init) = &mut init
        && !init.partial
        && order
            .iter()
            .take_while(|body| body.init.is_none())
            .any(|body| body.observed)
    {
        Arc::make_mut(init).partial = true;
    }
    let mut methods = FxHashMap::default();
    for body in order.into_iter().rev() {
        methods.extend(
            body.methods
                .iter()
                .map(|method| (method.name, Arc::clone(method))),
        );
    }
    (init, methods)
}
