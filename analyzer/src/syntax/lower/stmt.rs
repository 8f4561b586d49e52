//! Statements.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::super::ir::{
    Annotated, Case, ClassNode, Clause, ExprId, ExprKind, FuncId, Handler, ImportName, Pattern,
    PatternId, Run, StmtId, StmtKind, Unsupported,
};
use super::{Lowerer, ScopeKind, mix};
use crate::symbol::Symbol;
use crate::text::Span;

/// The identity of a unit among its siblings: what it defines.
pub(super) fn unit_site(stmts: &[Stmt]) -> u64 {
    let mut names: Vec<String> = Vec::new();
    for stmt in stmts {
        match stmt {
            Stmt::FunctionDef(function) => names.push(format!("def {}", function.name)),
            Stmt::ClassDef(class) => names.push(format!("class {}", class.name)),
            Stmt::ImportFrom(import) => {
                names.push(format!("from {}", import.module.as_deref().unwrap_or("")));
            }
            Stmt::Import(_) => names.push("import".to_owned()),
            Stmt::Assign(assign) => {
                names.push(format!("= {}", target_label(assign.targets.first())));
            }
            Stmt::AnnAssign(assign) => {
                names.push(format!("= {}", target_label(Some(&assign.target))));
            }
            Stmt::AugAssign(assign) => {
                names.push(format!("= {}", target_label(Some(&assign.target))));
            }
            Stmt::For(_) => names.push("for".to_owned()),
            Stmt::If(_) => names.push("if".to_owned()),
            _ => names.push("statement".to_owned()),
        }
    }
    mix(names)
}

fn target_label(target: Option<&Expr>) -> &str {
    match target {
        Some(Expr::Name(name)) => name.id.as_str(),
        _ => "",
    }
}

impl Lowerer {
    pub(super) fn block(&mut self, stmts: &[Stmt]) -> Run {
        let mut ids: Vec<StmtId> = Vec::with_capacity(stmts.len());
        for stmt in stmts {
            ids.push(self.stmt(stmt));
        }
        let start = self.unit.stmt_pool.len() as u32;
        self.unit.stmt_pool.extend_from_slice(&ids);
        Run {
            start,
            len: ids.len() as u32,
        }
    }

    fn stmt(&mut self, stmt: &Stmt) -> StmtId {
        let span = self.span(stmt.range());
        let kind = if is_leaf(stmt) && self.is_broken(stmt) {
            self.broken(stmt)
        } else {
            self.stmt_kind(stmt, span)
        };
        self.push_stmt(kind)
    }

    fn stmt_kind(&mut self, stmt: &Stmt, span: Span) -> StmtKind {
        match stmt {
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => StmtKind::Pass,
            Stmt::Break(_) => StmtKind::Break,
            Stmt::Continue(_) => StmtKind::Continue,
            Stmt::Expr(stmt) => StmtKind::Expr(self.expr(&stmt.value)),
            Stmt::Assign(stmt) => {
                let value = self.expr(&stmt.value);
                StmtKind::Assign(self.target_list(&stmt.targets), value)
            }
            Stmt::AnnAssign(stmt) => match &stmt.value {
                Some(value) => {
                    let value = self.expr(value);
                    let target = self.expr(&stmt.target);
                    StmtKind::Assign(self.exprs(&[target]), value)
                }
                None => StmtKind::Pass,
            },
            Stmt::AugAssign(stmt) => {
                let target = self.expr(&stmt.target);
                let value = self.expr(&stmt.value);
                StmtKind::AugAssign(target, super::expr::bin_op(stmt.op), value)
            }
            Stmt::Return(stmt) => StmtKind::Return(self.expr_or_none(stmt.value.as_deref())),
            Stmt::If(stmt) => self.stmt_if(stmt),
            Stmt::For(stmt) => self.stmt_for(stmt),
            Stmt::While(stmt) => {
                let test = self.expr(&stmt.test);
                let site = self.site("while");
                let body = self.within(site, |this| this.block(&stmt.body));
                StmtKind::While(test, body, self.block(&stmt.orelse))
            }
            Stmt::FunctionDef(function) => self.def(function),
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import, span),
            Stmt::Raise(stmt) => StmtKind::Raise(self.expr_or_none(stmt.exc.as_deref())),
            Stmt::Assert(stmt) => {
                let test = self.expr(&stmt.test);
                StmtKind::Assert(test, self.expr_or_none(stmt.msg.as_deref()))
            }
            Stmt::Delete(stmt) => StmtKind::Delete(self.target_list(&stmt.targets)),
            Stmt::Try(stmt) => self.stmt_try(stmt),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::With(with) if with.is_async => self.unsupported(stmt, Unsupported::Async),
            Stmt::With(with) => {
                let mut ids = Vec::with_capacity(with.items.len() * 2);
                for item in &with.items {
                    ids.push(self.expr(&item.context_expr));
                    ids.push(self.expr_or_none(item.optional_vars.as_deref()));
                }
                let items = self.exprs(&ids);
                StmtKind::With(items, self.block(&with.body))
            }
            Stmt::Match(stmt) => self.stmt_match(stmt),
            Stmt::TypeAlias(_) => self.unsupported(stmt, Unsupported::TypeAlias),
            Stmt::IpyEscapeCommand(_) => self.unsupported(stmt, Unsupported::Magic),
        }
    }

    fn stmt_if(&mut self, stmt: &ast::StmtIf) -> StmtKind {
        let mut clauses = Vec::with_capacity(1 + stmt.elif_else_clauses.len());
        let test = self.expr(&stmt.test);
        clauses.push(Clause {
            test,
            body: self.block(&stmt.body),
            site: 0,
        });
        let mut otherwise = Run::default();
        for clause in &stmt.elif_else_clauses {
            match &clause.test {
                Some(test) => {
                    let test = self.expr(test);
                    clauses.push(Clause {
                        test,
                        body: self.block(&clause.body),
                        site: 0,
                    });
                }
                None => otherwise = self.block(&clause.body),
            }
        }
        let start = self.unit.clauses.len() as u32;
        let len = clauses.len() as u32;
        self.unit.clauses.extend(clauses);
        StmtKind::If(Run { start, len }, otherwise)
    }

    fn stmt_for(&mut self, stmt: &ast::StmtFor) -> StmtKind {
        if stmt.is_async {
            return self.unsupported(&Stmt::For(stmt.clone()), Unsupported::Async);
        }
        let iter = self.expr(&stmt.iter);
        let target = self.expr(&stmt.target);
        let site = self.site(("for", target_label(Some(&stmt.target))));
        let body = self.within(site, |this| this.block(&stmt.body));
        let orelse = self.block(&stmt.orelse);
        let clause = self.clause(Clause {
            test: ExprId::NONE,
            body,
            site,
        });
        self.clause(Clause {
            test: ExprId::NONE,
            body: orelse,
            site,
        });
        StmtKind::For(target, iter, clause)
    }

    fn def(&mut self, function: &ast::StmtFunctionDef) -> StmtKind {
        let id = self.reserve_func();
        let decorators: Vec<ExprId> = function
            .decorator_list
            .iter()
            .map(|decorator| self.expr(&decorator.expression))
            .collect();
        let parameters = Some(&*function.parameters);
        let defaults = self.defaults(parameters);
        let site = self.site(("def", function.name.as_str()));
        let bindings = self.bindings(function.range);
        let unsupported = function.is_async.then_some(Unsupported::Async);
        let is_generator = bindings.has_yield;
        self.open_scope(ScopeKind::Function, bindings, site);
        let params = self.params(parameters, &defaults);
        let body = self.block(&function.body);
        let name = self.symbol(&function.name);
        let name_span = self.span(function.name.range());
        self.close_scope(id, name, name_span, params, body, ExprId::NONE);
        self.mark_unsupported(id, unsupported);
        if let Some(func) = self.unit.funcs.get_mut(id.0 as usize) {
            func.is_generator = is_generator;
        }
        let target = self.name_target(&function.name);
        StmtKind::Def(id, target, self.exprs(&decorators))
    }

    fn stmt_match(&mut self, stmt: &ast::StmtMatch) -> StmtKind {
        let subject = self.expr(&stmt.subject);
        let mut cases = Vec::with_capacity(stmt.cases.len());
        for case in &stmt.cases {
            let pattern = self.pattern(&case.pattern);
            let guard = self.expr_or_none(case.guard.as_deref());
            let body = self.block(&case.body);
            cases.push(Case {
                pattern,
                guard,
                body,
            });
        }
        let start = self.unit.cases.len() as u32;
        let len = cases.len() as u32;
        self.unit.cases.extend(cases);
        StmtKind::Match(subject, Run { start, len })
    }

    fn pattern(&mut self, pattern: &ast::Pattern) -> PatternId {
        let pattern = match pattern {
            ast::Pattern::MatchValue(it) => Pattern::Value(self.expr(&it.value)),
            ast::Pattern::MatchSingleton(it) => {
                let kind = match it.value {
                    ast::Singleton::None => ExprKind::None,
                    ast::Singleton::True => ExprKind::True,
                    ast::Singleton::False => ExprKind::False,
                };
                let span = self.span(it.range());
                Pattern::Singleton(self.push(kind, span))
            }
            ast::Pattern::MatchSequence(it) => Pattern::Sequence(self.patterns(&it.patterns)),
            ast::Pattern::MatchMapping(it) => {
                let parts = it.keys.iter().zip(&it.patterns);
                Pattern::Mapping {
                    entries: parts
                        .map(|(key, pattern)| (self.expr(key), self.pattern(pattern)))
                        .collect(),
                    rest: it.rest.as_ref().map(|rest| self.name_target(rest)),
                }
            }
            ast::Pattern::MatchClass(it) => Pattern::Class {
                class: self.expr(&it.cls),
                positional: self.patterns(&it.arguments.patterns),
                keywords: it
                    .arguments
                    .keywords
                    .iter()
                    .map(|keyword| (self.symbol(&keyword.attr), self.pattern(&keyword.pattern)))
                    .collect(),
            },
            ast::Pattern::MatchStar(it) => Pattern::Star(self.target_of(it.name.as_ref())),
            ast::Pattern::MatchAs(it) => {
                let inner = it.pattern.as_deref().map(|inner| self.pattern(inner));
                let target = self.target_of(it.name.as_ref());
                match inner {
                    Some(inner) => Pattern::As(inner, target),
                    None => Pattern::Capture(target),
                }
            }
            ast::Pattern::MatchOr(it) => Pattern::Or(self.patterns(&it.patterns)),
        };
        self.unit.patterns.push(pattern);
        PatternId(self.unit.patterns.len() as u32 - 1)
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Vec<PatternId> {
        patterns
            .iter()
            .map(|pattern| self.pattern(pattern))
            .collect()
    }

    fn target_of(&mut self, name: Option<&ast::Identifier>) -> ExprId {
        name.map_or(ExprId::NONE, |name| self.name_target(name))
    }

    fn class(&mut self, class: &ast::StmtClassDef) -> StmtKind {
        let body = self.reserve_func();
        let decorators: Vec<ExprId> = class
            .decorator_list
            .iter()
            .map(|decorator| self.expr(&decorator.expression))
            .collect();
        let mut args = Vec::new();
        if let Some(arguments) = &class.arguments {
            for argument in arguments.iter_source_order() {
                args.push(self.argument(argument));
            }
        }
        let site = self.site(("class", class.name.as_str()));
        let bindings = self.bindings(class.range);
        let names = bindings.bound.len() as u32;
        self.open_scope(ScopeKind::Class, bindings, site);
        let block = self.block(&class.body);
        let name = self.symbol(&class.name);
        let name_span = self.span(class.name.range());
        self.close_scope(body, name, name_span, Vec::new(), block, ExprId::NONE);
        let node = ClassNode {
            name,
            target: self.name_target(&class.name),
            body,
            names,
            args: self.args(&args),
            decorators: self.exprs(&decorators),
            annotated: self.annotated(&class.body),
            site,
        };
        self.unit.classes.push(node);
        StmtKind::Class(self.unit.classes.len() as u32 - 1)
    }

    fn annotated(&mut self, body: &[Stmt]) -> Vec<Annotated> {
        let mut annotated = Vec::new();
        for stmt in body {
            if let Stmt::AnnAssign(assign) = stmt
                && let Expr::Name(name) = &*assign.target
            {
                annotated.push(Annotated {
                    name: self.symbol(&name.id),
                    is_class_var: mentions(&assign.annotation, "ClassVar"),
                    is_keyword_only_mark: mentions(&assign.annotation, "KW_ONLY"),
                });
            }
        }
        annotated
    }

    pub(super) fn mark_unsupported(&mut self, id: FuncId, unsupported: Option<Unsupported>) {
        if let Some(func) = self.unit.funcs.get_mut(id.0 as usize) {
            func.unsupported = unsupported;
        }
    }

    fn name_target(&mut self, name: &ast::Identifier) -> ExprId {
        let span = self.span(name.range());
        let symbol = self.symbol(name);
        let kind = self.resolve(symbol);
        self.push(kind, span)
    }

    fn import(&mut self, import: &ast::StmtImport) -> StmtKind {
        let mut names = Vec::with_capacity(import.names.len());
        for alias in &import.names {
            let span = self.span(alias.range());
            let (target, binds_root) = match &alias.asname {
                Some(name) => (self.name_target(name), false),
                None => {
                    let root = alias.name.split('.').next().unwrap_or_default();
                    let symbol = self.symbol(root);
                    let kind = self.resolve(symbol);
                    (self.push(kind, span), true)
                }
            };
            let name = self.symbol(&alias.name);
            names.push(ImportName {
                name,
                target,
                level: 0,
                star: false,
                binds_root,
                span,
            });
        }
        StmtKind::Import(self.imports(names))
    }

    fn import_from(&mut self, import: &ast::StmtImportFrom, span: Span) -> StmtKind {
        let module = self.symbol(import.module.as_deref().unwrap_or_default());
        let module_span = import
            .module
            .as_ref()
            .map_or(span, |module| self.span(module.range()));
        let mut names = vec![ImportName {
            name: module,
            target: ExprId::NONE,
            level: import.level,
            star: false,
            binds_root: false,
            span: module_span,
        }];
        for alias in &import.names {
            let span = self.span(alias.range());
            let star = alias.name.as_str() == "*";
            let target = if star {
                ExprId::NONE
            } else {
                self.name_target(alias.asname.as_ref().unwrap_or(&alias.name))
            };
            let name = self.symbol(&alias.name);
            names.push(ImportName {
                name,
                target,
                level: 0,
                star,
                binds_root: false,
                span,
            });
        }
        StmtKind::ImportFrom(self.imports(names))
    }

    fn stmt_try(&mut self, stmt: &ast::StmtTry) -> StmtKind {
        let body = self.block(&stmt.body);
        let mut handlers = Vec::with_capacity(stmt.handlers.len());
        for handler in &stmt.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let class = self.expr_or_none(handler.type_.as_deref());
            let target = match &handler.name {
                Some(name) => self.name_target(name),
                None => ExprId::NONE,
            };
            handlers.push(Handler {
                class,
                target,
                body: self.block(&handler.body),
            });
        }
        let orelse = self.block(&stmt.orelse);
        let finally = self.block(&stmt.finalbody);
        let first = self.clause(Clause {
            test: ExprId::NONE,
            body,
            site: 0,
        });
        self.clause(Clause {
            test: ExprId::NONE,
            body: orelse,
            site: 0,
        });
        self.clause(Clause {
            test: ExprId::NONE,
            body: finally,
            site: 0,
        });
        StmtKind::Try(first, self.handlers(&handlers))
    }

    fn unsupported(&mut self, stmt: &Stmt, why: Unsupported) -> StmtKind {
        let (bound, read) = names_of(stmt);
        let binds = self.name_run(&bound, stmt);
        StmtKind::Unsupported(why, binds, self.name_run(&read, stmt))
    }

    fn broken(&mut self, stmt: &Stmt) -> StmtKind {
        let (bound, read) = names_of(stmt);
        let binds = self.name_run(&bound, stmt);
        StmtKind::Broken(binds, self.name_run(&read, stmt))
    }

    fn name_run(&mut self, names: &[Symbol], stmt: &Stmt) -> Run {
        let span = self.span(stmt.range());
        let mut ids: Vec<ExprId> = Vec::with_capacity(names.len());
        for name in names {
            let kind = self.resolve(*name);
            ids.push(self.push(kind, span));
        }
        self.exprs(&ids)
    }
}

/// Whether an annotation is this type or one of its kind, as in `typing.ClassVar[int]`.
fn mentions(annotation: &Expr, name: &str) -> bool {
    match annotation {
        Expr::Name(own) => own.id.as_str() == name,
        Expr::Attribute(attribute) => attribute.attr.as_str() == name,
        Expr::Subscript(subscript) => mentions(&subscript.value, name),
        Expr::StringLiteral(text) => text.value.to_str().contains(name),
        _ => false,
    }
}

/// Whether the statement holds no other statements.
fn is_leaf(stmt: &Stmt) -> bool {
    !matches!(
        stmt,
        Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::If(_)
            | Stmt::For(_)
            | Stmt::While(_)
            | Stmt::With(_)
            | Stmt::Try(_)
            | Stmt::Match(_)
    )
}

/// The names a statement binds, and those it only mentions.
fn names_of(stmt: &Stmt) -> (Vec<Symbol>, Vec<Symbol>) {
    struct Mentions(Vec<Symbol>);
    impl<'a> Visitor<'a> for Mentions {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Name(name) = expr
                && !name.id.is_empty()
            {
                let symbol = Symbol::new(&name.id);
                if !self.0.contains(&symbol) {
                    self.0.push(symbol);
                }
            }
            visitor::walk_expr(self, expr);
        }
    }
    let (bindings, _) = super::super::scope::of_block(std::slice::from_ref(stmt));
    let mut mentions = Mentions(Vec::new());
    mentions.visit_stmt(stmt);
    mentions.0.retain(|name| !bindings.seen.contains(name));
    let bound = bindings
        .bound
        .into_iter()
        .filter(|name| !name.text().is_empty())
        .collect();
    (bound, mentions.0)
}
