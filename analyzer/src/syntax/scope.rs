//! Which names a function-like body binds, and which of them inner functions read.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, Expr, ExprContext, Parameters, Pattern, Stmt, StmtClassDef, StmtFunctionDef,
};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::symbol::Symbol;

/// What one body binds and mentions, inner functions apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Bindings {
    /// Names bound here, in order of first appearance.
    pub(super) bound: Vec<Symbol>,
    pub(super) seen: FxHashSet<Symbol>,
    pub(super) globals: FxHashSet<Symbol>,
    pub(super) nonlocals: FxHashSet<Symbol>,
    /// Names that functions defined inside read from around them.
    pub(super) captured: FxHashSet<Symbol>,
    pub(super) has_yield: bool,
}

impl Bindings {
    fn bind(&mut self, name: &str) {
        let name = Symbol::new(name);
        if self.seen.insert(name) {
            self.bound.push(name);
        }
    }
}

/// The bindings of bodies inside one that was looked at already, by where they stand: a body is
/// looked at once, however deep it is nested.
pub(super) type Known = FxHashMap<TextRange, Bindings>;

/// The bindings of statements, and of the functions, classes and lambdas inside them.
pub(super) fn of_block(body: &[Stmt]) -> (Bindings, Known) {
    let mut collector = Collector::default();
    for stmt in body {
        collector.visit_stmt(stmt);
    }
    let known = std::mem::take(&mut collector.known);
    (collector.finish(), known)
}

fn bind_parameters(parameters: &Parameters, bindings: &mut Bindings) {
    for parameter in parameters {
        bindings.bind(parameter.name());
    }
}

#[derive(Default)]
struct Collector {
    bindings: Bindings,
    /// Names read by inner functions and not bound by them.
    free: FxHashSet<Symbol>,
    /// Names mentioned here, inner functions apart.
    mentioned: FxHashSet<Symbol>,
    known: Known,
}

impl Collector {
    fn finish(mut self) -> Bindings {
        self.bindings.captured = std::mem::take(&mut self.free);
        for name in self.bindings.globals.union(&self.bindings.nonlocals) {
            self.bindings.seen.remove(name);
        }
        let seen = &self.bindings.seen;
        self.bindings.bound.retain(|name| seen.contains(name));
        self.bindings
    }

    /// Notes what a body inside binds, and takes over what it reads from around it.
    fn inner(&mut self, range: TextRange, mut body: Self) {
        // The larger sets stay where they are: they may come from the bottom of a deep nest.
        if body.known.len() > self.known.len() {
            std::mem::swap(&mut body.known, &mut self.known);
        }
        self.known.extend(body.known.drain());
        let mut read = std::mem::take(&mut body.mentioned);
        read.extend(body.free.iter().copied());
        read.extend(body.bindings.nonlocals.iter().copied());
        let own = body.finish();
        let bound_there = |name: &Symbol| own.seen.contains(name) || own.globals.contains(name);
        read.retain(|name| !bound_there(name));
        if read.len() > self.free.len() {
            std::mem::swap(&mut read, &mut self.free);
        }
        self.free.extend(read);
        self.known.insert(range, own);
    }

    fn function(&mut self, function: &StmtFunctionDef) {
        let mut body = Self::default();
        bind_parameters(&function.parameters, &mut body.bindings);
        for stmt in &function.body {
            body.visit_stmt(stmt);
        }
        self.inner(function.range, body);
        for decorator in &function.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&function.parameters);
    }

    /// Names that a class body reads from around it, and names that its functions do: these do not
    /// see what the class binds.
    fn class(&mut self, class: &StmtClassDef) {
        let mut body = Self::default();
        for stmt in &class.body {
            body.visit_stmt(stmt);
        }
        self.free.extend(body.free.iter().copied());
        self.inner(class.range, body);
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        for argument in class.arguments.iter().flat_map(|it| it.iter_source_order()) {
            self.visit_expr(argument.value());
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => {
                self.bindings.bind(&function.name);
                self.function(function);
            }
            Stmt::ClassDef(class) => {
                self.bindings.bind(&class.name);
                self.class(class);
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bindings.bind(name.split('.').next().unwrap_or(name));
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    if name.as_str() != "*" {
                        self.bindings.bind(name);
                    }
                }
            }
            Stmt::Global(global) => {
                for name in &global.names {
                    self.bindings.globals.insert(Symbol::new(name));
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    self.bindings.nonlocals.insert(Symbol::new(name));
                }
            }
            Stmt::Try(stmt_try) => {
                for handler in &stmt_try.handlers {
                    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                    if let Some(name) = &handler.name {
                        self.bindings.bind(name);
                    }
                }
                visitor::walk_stmt(self, stmt);
            }
            // An annotation is never evaluated here, and reads nothing.
            Stmt::AnnAssign(assign) => {
                self.visit_expr(&assign.target);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                self.mentioned.insert(Symbol::new(&name.id));
                if matches!(name.ctx, ExprContext::Store | ExprContext::Del) {
                    self.bindings.bind(&name.id);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = lambda.parameters.as_deref() {
                    self.defaults(parameters);
                }
                let mut body = Self::default();
                if let Some(parameters) = lambda.parameters.as_deref() {
                    bind_parameters(parameters, &mut body.bindings);
                }
                body.visit_expr(&lambda.body);
                self.inner(lambda.range, body);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.bindings.has_yield = true;
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    // The names of a comprehension are its own.
    fn visit_comprehension(&mut self, comprehension: &'a Comprehension) {
        self.visit_expr(&comprehension.iter);
        for condition in &comprehension.ifs {
            self.visit_expr(condition);
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(pattern) => {
                if let Some(name) = &pattern.name {
                    self.bindings.bind(name);
                }
            }
            Pattern::MatchStar(pattern) => {
                if let Some(name) = &pattern.name {
                    self.bindings.bind(name);
                }
            }
            Pattern::MatchMapping(pattern) => {
                if let Some(name) = &pattern.rest {
                    self.bindings.bind(name);
                }
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}
