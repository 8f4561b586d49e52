//! What a call of the DSL takes, and which of it the cursor is at. Positional extras are told apart
//! by their type, so each kind is a parameter of its own.

use super::meaning::{Before, Called, Meaning, called, meaning};
use super::scene::Scene;
use super::wording::{parameter, type_text};
use crate::syntax::ir::FileId;
use crate::syntax::prefix::{Bracket, Head, Prefix, Step, prefix};
use crate::text::Span;
use crate::vocabulary::{ClassId, Param, ParamKind, Type, VarRoute, Version};

/// The signature of what is called at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The signature in one line.
    pub label: String,
    /// What is called.
    pub documentation: Option<String>,
    /// The parameters in the order of the label, and the kinds of positional extras.
    pub parameters: Vec<SignatureParameter>,
    /// The parameter that the place belongs to, where that can be said.
    pub active: Option<usize>,
}

/// A parameter of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureParameter {
    /// Where it stands in the label.
    pub span: Span,
    /// What it is for.
    pub documentation: Option<String>,
}

/// The signature of the call that an offset is in.
pub(crate) fn signature_help(
    scene: &Scene<'_>,
    file: FileId,
    offset: u32,
) -> Option<SignatureHelp> {
    let text = scene.pages.text(file)?;
    scene.pages.source(file)?;
    let place = prefix(&text, offset);
    let call = place.open.iter().rev().find(|it| !it.chain.is_empty())?;
    let before = Before::new(&text, place.start, offset);
    let called = called(scene, meaning(scene, file, before, &call.chain)?)?;
    let rest = text.get(offset as usize..).unwrap_or_default();
    let head = head(&place, call, rest);
    let head = kind_of(scene, (file, before), &head);
    Some(Writer::default().write(scene, &called, call, head))
}

/// What the cursor's argument is, with what of it stands behind the cursor.
fn head(place: &Prefix, call: &Bracket, rest: &str) -> Head {
    let is_innermost = place
        .open
        .last()
        .is_some_and(|last| std::ptr::eq(last, call));
    if !is_innermost || place.string.is_some() {
        return call.head.clone();
    }
    let mut chain = match &call.head {
        Head::Nothing => Vec::new(),
        Head::Chain(chain) => chain.clone(),
        other => return other.clone(),
    };
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = if chain.is_empty() {
        rest.trim_start_matches([' ', '\t'])
    } else {
        rest
    };
    let mut is_first = true;
    loop {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        match chain.last_mut() {
            Some(Step::Name(name)) if is_first && place.name.is_some() => name.push_str(word),
            _ if word.is_empty() => {}
            _ => chain.push(Step::Name(word.to_owned())),
        }
        is_first = false;
        match behind.strip_prefix('.') {
            Some(more) => rest = more,
            None => {
                if behind.starts_with('(') {
                    chain.push(Step::Call);
                } else if chain.is_empty() && behind.starts_with(['"', '\'']) {
                    return Head::Text;
                } else if chain.is_empty() && behind.starts_with('[') {
                    return Head::List;
                } else if behind.trim_start().starts_with('=') {
                    return Head::Nothing;
                }
                break;
            }
        }
    }
    if chain.is_empty() {
        Head::Nothing
    } else {
        Head::Chain(chain)
    }
}

/// The kind of an argument, as far as its first words say it.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Unclear,
    Text,
    List,
    Object(ClassId),
}

fn kind_of(scene: &Scene<'_>, (file, before): (FileId, Before<'_>), head: &Head) -> Kind {
    let chain = match head {
        Head::Text => return Kind::Text,
        Head::List => return Kind::List,
        Head::Chain(chain) => chain,
        Head::Nothing | Head::Braces | Head::Other => return Kind::Unclear,
    };
    let object = |ty: &Type| match ty {
        Type::Class(class) => Kind::Object(*class),
        _ => Kind::Unclear,
    };
    match meaning(scene, file, before, chain) {
        // A class or function will be called when the argument is finished.
        Some(Meaning::Instance(class) | Meaning::Class(class) | Meaning::Maker(class)) => {
            Kind::Object(class)
        }
        Some(Meaning::Function(function)) => object(&scene.vocabulary.function(function).returns),
        Some(Meaning::Method(class, name)) => {
            let method = scene.vocabulary.class(class).methods.get(&name);
            method.map_or(Kind::Unclear, |method| object(&method.returns))
        }
        Some(Meaning::Module(_)) | None => Kind::Unclear,
    }
}

fn fits(scene: &Scene<'_>, kind: Kind, ty: &Type) -> bool {
    match (kind, ty) {
        (_, Type::Union(types)) => types.iter().any(|ty| fits(scene, kind, ty)),
        (Kind::Text, Type::Str) | (Kind::List, Type::List(_)) => true,
        (Kind::Object(class), Type::Class(base)) => scene.vocabulary.is_subclass(class, *base),
        _ => false,
    }
}

#[derive(Default)]
struct Writer {
    label: String,
    parameters: Vec<SignatureParameter>,
    active: Option<usize>,
}

impl Writer {
    fn write(
        mut self,
        scene: &Scene<'_>,
        called: &Called<'_>,
        call: &Bracket,
        kind: Kind,
    ) -> SignatureHelp {
        let generation = scene.table.ecosystem().and_then(|eco| eco.generation);
        let signature = called.signature;
        let is_given = |param: &Param| call.keywords.iter().any(|own| **own == *param.name.text());
        let is_shown =
            |param: &&Param| is_current(generation, param.since, param.until) || is_given(param);
        self.label.push_str(&called.name);
        self.label.push('(');
        let (keywords, positional): (Vec<&Param>, Vec<&Param>) = signature
            .params
            .iter()
            .partition(|param| param.kind == ParamKind::KeywordOnly);
        // Positions count what is not shown.
        let at_position = match (&call.keyword, call.is_spread) {
            (None, false) => Some(call.position),
            _ => None,
        };
        let write = |writer: &mut Self, param: &Param, is_active: bool| {
            let text = parameter(scene.vocabulary, param);
            writer.separate();
            writer.add(&text, called.doc_of(param), is_active);
        };
        let is_keyword = |param: &Param| call.keyword.as_deref() == Some(&*param.name.text());
        for (index, param) in positional.iter().enumerate().filter(|(_, it)| is_shown(it)) {
            let is_active = is_keyword(param) || at_position == Some(index);
            write(&mut self, param, is_active);
        }
        if let Some(varargs) = &signature.varargs {
            let is_active = at_position.is_some_and(|at| at >= positional.len());
            self.separate();
            self.label.push('*');
            let names = self.label.len();
            self.label.push_str(&varargs.name.text());
            let whole = self.parameters.len();
            self.add_span(names as u32, None, is_active);
            let kept = |route: &&VarRoute| {
                // What has no place in the object is taken and forgotten.
                !route.route.path.is_empty()
                    || varargs.routes.iter().all(|it| it.route.path.is_empty())
            };
            let shown: Vec<&VarRoute> = varargs.routes.iter().filter(kept).collect();
            let shown = shown
                .into_iter()
                .filter(|route| is_current(generation, route.since, route.until));
            let shown: Vec<&VarRoute> = shown.collect();
            let fitting = match kind {
                Kind::Unclear => None,
                _ => shown
                    .iter()
                    .position(|route| fits(scene, kind, &route.ty))
                    .or_else(|| shown.iter().position(|route| route.otherwise)),
            };
            for (index, route) in shown.iter().enumerate() {
                self.label.push_str(if index == 0 { ": " } else { " | " });
                let doc = kind_doc(scene, called, route);
                let is_it = is_active && fitting == Some(index);
                self.add(
                    &type_text(scene.vocabulary, &route.ty),
                    doc.as_deref(),
                    is_it,
                );
            }
            let end = self.label.len() as u32;
            if let Some(whole) = self.parameters.get_mut(whole) {
                whole.span.end = end;
            }
        } else if keywords.iter().any(is_shown) {
            self.separate();
            self.label.push('*');
        }
        for param in keywords.iter().filter(|it| is_shown(it)) {
            write(&mut self, param, is_keyword(param));
        }
        if signature.kwargs {
            self.separate();
            self.label.push_str("**kwargs");
        }
        self.label.push(')');
        SignatureHelp {
            label: self.label,
            documentation: called.doc.filter(|doc| !doc.is_empty()).map(str::to_owned),
            parameters: self.parameters,
            active: self.active,
        }
    }

    fn separate(&mut self) {
        if !self.label.ends_with('(') {
            self.label.push_str(", ");
        }
    }

    fn add(&mut self, text: &str, documentation: Option<&str>, is_active: bool) {
        let start = self.label.len() as u32;
        self.label.push_str(text);
        self.add_span(start, documentation, is_active);
    }

    /// Adds a parameter that reaches to the end of the label so far.
    fn add_span(&mut self, start: u32, documentation: Option<&str>, is_active: bool) {
        if is_active {
            self.active = Some(self.parameters.len());
        }
        self.parameters.push(SignatureParameter {
            span: Span::new(start, self.label.len() as u32),
            documentation: documentation.map(str::to_owned),
        });
    }
}

/// What becomes of a kind of positional extra, and what it is.
fn kind_doc(scene: &Scene<'_>, called: &Called<'_>, route: &VarRoute) -> Option<String> {
    let target = route.route.path.first();
    let target_doc = target.and_then(|name| called.doc_of_attr(*name));
    let class_doc = match &route.ty {
        Type::Class(class) => Some(&*scene.vocabulary.class(*class).doc),
        _ => None,
    };
    let said: Vec<String> = target
        .map(|name| match target_doc {
            Some(doc) => format!("`{name}`: {doc}"),
            None => format!("Goes to `{name}`."),
        })
        .into_iter()
        .chain(class_doc.filter(|doc| !doc.is_empty()).map(str::to_owned))
        .collect();
    (!said.is_empty()).then(|| said.join("\n\n"))
}

/// Whether models of a generation can use something.
fn is_current(
    generation: Option<&'static str>,
    since: Option<Version>,
    until: Option<Version>,
) -> bool {
    match generation {
        Some("1.x") => until.is_none_or(|until| until >= Version(1, 0, 0)),
        Some(_) => since.is_none_or(|since| since < Version(1, 0, 0)),
        None => true,
    }
}
