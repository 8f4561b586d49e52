//! Classes, functions and constants as type checkers read them.

use ruff_python_ast::{
    Decorator, Expr, Parameter, ParameterWithDefault, Parameters, Stmt, StmtAnnAssign, StmtAssign,
    StmtClassDef, StmtFunctionDef,
};
use ruff_text_size::{Ranged, TextRange};

use super::super::literals::trailing_availability;
use super::Edits;
use super::edits::{is_doc, line_end, line_start};
use super::tree::{Stub, Tree, decorated};
use super::types::Types;

/// Lines are not longer than this where that can be helped.
pub(super) const WIDTH: usize = 120;

const MARKERS: [&str; 7] = [
    "hashable",
    "observed",
    "positional_cancels",
    "renamed_to",
    "since",
    "unhashable",
    "until",
];

/// A stub's text with all statements but its imports rewritten.
pub(super) fn rewrite(tree: &Tree<'_>, stub: &Stub<'_>) -> String {
    let mut rewriter = Rewriter {
        types: Types { tree, stub },
        edits: Edits::default(),
    };
    for statement in &stub.tree.body {
        rewriter.statement(statement);
    }
    let mut text = rewriter.edits.apply(stub.text);
    if stub.partial {
        text.push_str("\ndef __getattr__(name: str) -> Any: ...\n");
    }
    text
}

struct Rewriter<'t> {
    types: Types<'t>,
    edits: Edits,
}

impl<'t> Rewriter<'t> {
    fn statement(&mut self, statement: &'t Stmt) {
        match statement {
            Stmt::ClassDef(class) => self.class(class),
            Stmt::FunctionDef(function) => self.function(function, false),
            Stmt::AnnAssign(assign) => {
                if matches!(&*assign.target, Expr::Name(name) if
                    matches!(name.id.as_str(), "__since__" | "__until__" | "__partial__"))
                {
                    self.delete(assign.range());
                } else {
                    self.declaration(assign);
                }
            }
            Stmt::Assign(assign)
                if matches!(&*assign.value, Expr::BinOp(_) | Expr::Subscript(_)) =>
            {
                // Without it, not every type checker lets a type use what is defined further down.
                if let Some(target) = assign.targets.last() {
                    self.edits.insert(target.end().to_usize(), ": TypeAlias");
                }
                let value = self.types.annotation(&assign.value);
                self.retype(&*assign.value, value.unwrap_or_else(|| "Any".to_owned()));
            }
            _ => {}
        }
    }

    fn class(&mut self, class: &'t StmtClassDef) {
        if !self.is_available(&class.decorator_list) {
            return self.delete(class.range());
        }
        self.decorators(&class.decorator_list);
        let mut is_left = class.body.iter().any(is_doc);
        let mut body = class.body.iter().peekable();
        while let Some(statement) = body.next() {
            let kept = self.member(statement, is_observed(&class.decorator_list));
            is_left |= kept;
            if !kept && let Some(doc) = body.next_if(|next| is_doc(next)) {
                self.delete(doc.range());
            }
        }
        let mut more = Vec::new();
        if has(&class.decorator_list, "unhashable") {
            more.push("__hash__: ClassVar[None]  # type: ignore");
        }
        if has(&class.decorator_list, "hashable") {
            more.push("def __hash__(self) -> int: ...  # type: ignore");
        }
        if is_observed(&class.decorator_list) && !is_enum(class) {
            if !self.inherits_open_constructor(class) {
                more.push("def __init__(self, *args: Any, **kwargs: Any) -> None: ...");
            }
            more.push("def __getattr__(self, name: str) -> Any: ...");
        }
        if !is_left && more.is_empty() {
            more.push("...");
        }
        let indent = indent(self.types.stub.text, class.body.first());
        let text: String = more.iter().flat_map(|line| [indent, line, "\n"]).collect();
        let end = line_end(self.types.stub.text, class.end().to_usize());
        self.edits.insert(end, text);
    }

    /// Whether a class that is known in part has a constructor that takes more, of its own or from
    /// a base beside it.
    fn inherits_open_constructor(&self, class: &StmtClassDef) -> bool {
        let has_own = |class: &StmtClassDef| {
            class.body.iter().any(
                |statement| matches!(statement, Stmt::FunctionDef(f) if &*f.name == "__init__"),
            )
        };
        has_own(class)
            || class.bases().iter().any(|base| {
                self.types.stub.tree.body.iter().any(|statement| {
                    matches!((statement, base), (Stmt::ClassDef(other), Expr::Name(base))
                        if other.name.id == base.id
                            && is_observed(&other.decorator_list)
                            && has_own(other))
                })
            })
    }

    /// Rewrites what stands in a class; false when nothing is left of it.
    fn member(&mut self, statement: &'t Stmt, observed: bool) -> bool {
        match statement {
            Stmt::AnnAssign(assign) => self.declaration(assign),
            Stmt::Assign(assign) => self.enum_member(assign),
            Stmt::FunctionDef(function) => {
                let is_kept = self.is_available(&function.decorator_list);
                let is_open = observed && &*function.name == "__init__";
                self.function(function, is_open);
                is_kept
            }
            _ => true,
        }
    }

    fn declaration(&mut self, assign: &'t StmtAnnAssign) -> bool {
        let Some(annotation) = self.types.annotation(&assign.annotation) else {
            self.delete(assign.range());
            return false;
        };
        self.retype(&*assign.annotation, annotation);
        if let Some(default) = assign.value.as_deref() {
            let value = self.types.default(default);
            if value != self.types.source(default) {
                self.edits.replace(default.range(), value);
            }
        }
        true
    }

    fn enum_member(&mut self, assign: &StmtAssign) -> bool {
        let source = self.types.stub.text;
        let availability = trailing_availability(source, assign.end());
        if !self.types.tree.holds(availability) {
            self.delete(assign.range());
            return false;
        }
        let end = assign.end().to_usize();
        if availability != super::super::types::Availability::default() {
            self.edits
                .delete(end..line_end(source, end).saturating_sub(1));
        }
        true
    }

    fn function(&mut self, function: &'t StmtFunctionDef, is_open: bool) {
        if !self.is_available(&function.decorator_list) {
            return self.delete(function.range());
        }
        let is_open = is_open || is_observed(&function.decorator_list);
        self.decorators(&function.decorator_list);
        let parameters = self.parameters(&function.parameters, is_open);
        let source = self.types.stub.text;
        let start = line_start(source, function.name.start().to_usize());
        let column = function.parameters.start().to_usize() - start;
        let returns = function.returns.as_deref();
        let behind = returns.map_or(0, |returns| self.types.source(returns).len());
        let one_line = format!("({})", parameters.join(", "));
        let written = if column + one_line.len() + behind + " -> : ...".len() <= WIDTH {
            one_line
        } else {
            let def = source.get(start..).unwrap_or_default();
            let indent = &def[..def.len() - def.trim_start_matches(' ').len()];
            let lines: String = parameters
                .iter()
                .flat_map(|parameter| [indent, "    ", parameter, ",\n"])
                .collect();
            format!("(\n{lines}{indent})")
        };
        self.retype(&*function.parameters, written);
        if let Some(returns) = returns {
            let written = self.types.annotation(returns);
            self.retype(returns, written.unwrap_or_else(|| "Any".to_owned()));
        }
    }

    fn parameters(&self, parameters: &'t Parameters, is_open: bool) -> Vec<String> {
        let with_default =
            |parameter: &'t ParameterWithDefault| self.parameter(parameter, parameter.default());
        let mut written: Vec<String> = parameters
            .posonlyargs
            .iter()
            .filter_map(with_default)
            .collect();
        if !written.is_empty() {
            written.push("/".to_owned());
        }
        written.extend(parameters.args.iter().filter_map(with_default));
        let star = |parameter: &'t Parameter, stars: &str| {
            let written = self.annotated(parameter)?;
            Some(format!("{stars}{written}"))
        };
        let vararg = parameters
            .vararg
            .as_deref()
            .and_then(|parameter| star(parameter, "*"));
        let keywords: Vec<String> = parameters
            .kwonlyargs
            .iter()
            .filter_map(with_default)
            .collect();
        match vararg {
            Some(vararg) => written.push(vararg),
            None if !keywords.is_empty() => written.push("*".to_owned()),
            None => {}
        }
        written.extend(keywords);
        match parameters.kwarg.as_deref() {
            Some(parameter) => written.extend(star(parameter, "**")),
            None if is_open => written.push("**kwargs: Any".to_owned()),
            None => {}
        }
        written
    }

    fn parameter(
        &self,
        parameter: &'t ParameterWithDefault,
        default: Option<&'t Expr>,
    ) -> Option<String> {
        let written = self.annotated(&parameter.parameter)?;
        let equals = if parameter.annotation().is_some() {
            " = "
        } else {
            "="
        };
        Some(match default {
            Some(default) => format!("{written}{equals}{}", self.types.default(default)),
            None => written,
        })
    }

    /// A parameter with its type; None when the version has neither.
    fn annotated(&self, parameter: &Parameter) -> Option<String> {
        let name = &parameter.name;
        match parameter.annotation.as_deref() {
            Some(annotation) => Some(format!("{name}: {}", self.types.annotation(annotation)?)),
            None => Some(name.to_string()),
        }
    }

    fn decorators(&mut self, decorators: &[Decorator]) {
        for decorator in decorators {
            if marker(decorator).is_some() {
                self.delete(decorator.range());
            }
        }
    }

    fn is_available(&self, decorators: &[Decorator]) -> bool {
        self.types.tree.holds(decorated(decorators))
    }

    fn delete(&mut self, range: TextRange) {
        self.edits.delete_lines(self.types.stub.text, range);
    }

    /// Replaces a piece of text unless only its layout would change.
    fn retype(&mut self, node: &impl Ranged, written: String) {
        let bare = |text: &str| -> String {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            text.replace(",)", ")")
        };
        if bare(self.types.source(node)) != bare(&written) {
            self.edits.replace(node.range(), written);
        }
    }
}

fn marker(decorator: &Decorator) -> Option<&str> {
    let name = match &decorator.expression {
        Expr::Call(call) => &call.func,
        other => other,
    };
    match name {
        Expr::Name(name) => MARKERS.into_iter().find(|marker| name.id == *marker),
        _ => None,
    }
}

fn has(decorators: &[Decorator], wanted: &str) -> bool {
    decorators
        .iter()
        .any(|decorator| marker(decorator) == Some(wanted))
}

fn is_observed(decorators: &[Decorator]) -> bool {
    has(decorators, "observed")
}

fn is_enum(class: &StmtClassDef) -> bool {
    class
        .bases()
        .iter()
        .any(|base| matches!(base, Expr::Name(name) if name.id == "Enum"))
}

/// What stands in front of a statement on its line.
fn indent<'s>(source: &'s str, statement: Option<&Stmt>) -> &'s str {
    statement.map_or("", |statement| {
        let at = statement.start().to_usize();
        source.get(line_start(source, at)..at).unwrap_or_default()
    })
}
