//! Expressions.

use ruff_python_ast::{
    self as ast, ArgOrKeyword, ConversionFlag, Expr, FStringPart, InterpolatedStringElement, Number,
};
use ruff_text_size::Ranged;

use super::super::ir::{
    Arg, ArgKind, BinOp, CallNode, CmpOp, Comp, CompKind, CompLoop, Conversion, ExprId, ExprKind,
    Param, ParamKind, Run, UnOp, Unsupported,
};
use super::{Lowerer, ScopeKind};
use crate::symbol::Symbol;
use crate::text::Span;

impl Lowerer {
    pub(super) fn expr_or_none(&mut self, expr: Option<&Expr>) -> ExprId {
        expr.map_or(ExprId::NONE, |expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> ExprId {
        let span = self.span(expr.range());
        let kind = self.expr_kind(expr, span);
        self.push(kind, span)
    }

    fn expr_kind(&mut self, expr: &Expr, span: Span) -> ExprKind {
        match expr {
            Expr::NoneLiteral(_) => ExprKind::None,
            Expr::BooleanLiteral(literal) if literal.value => ExprKind::True,
            Expr::BooleanLiteral(_) => ExprKind::False,
            Expr::EllipsisLiteral(_) => ExprKind::Ellipsis,
            Expr::NumberLiteral(literal) => self.number(&literal.value),
            Expr::StringLiteral(literal) => ExprKind::Str(self.string(literal.value.to_str())),
            Expr::BytesLiteral(literal) => {
                let bytes: Vec<u8> = literal.value.bytes().collect();
                // Bytes are kept as text of the same code points: models only pass them along.
                let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
                ExprKind::Bytes(self.string(&text))
            }
            Expr::Name(name) => self.name(name),
            Expr::Attribute(attribute) => {
                let value = self.expr(&attribute.value);
                if attribute.attr.is_empty() {
                    return ExprKind::Broken;
                }
                ExprKind::Attr(value, self.symbol(&attribute.attr))
            }
            Expr::Call(call) => self.call_expr(call),
            Expr::Subscript(subscript) => {
                let value = self.expr(&subscript.value);
                ExprKind::Subscript(value, self.expr(&subscript.slice))
            }
            Expr::Slice(slice) => {
                let ids = [
                    self.expr_or_none(slice.lower.as_deref()),
                    self.expr_or_none(slice.upper.as_deref()),
                    self.expr_or_none(slice.step.as_deref()),
                ];
                ExprKind::Slice(self.exprs(&ids))
            }
            Expr::BinOp(binary) => {
                let left = self.expr(&binary.left);
                ExprKind::Binary(bin_op(binary.op), left, self.expr(&binary.right))
            }
            Expr::UnaryOp(unary) => {
                let op = match unary.op {
                    ast::UnaryOp::Invert => UnOp::Invert,
                    ast::UnaryOp::Not => UnOp::Not,
                    ast::UnaryOp::UAdd => UnOp::Plus,
                    ast::UnaryOp::USub => UnOp::Minus,
                };
                ExprKind::Unary(op, self.expr(&unary.operand))
            }
            Expr::BoolOp(op) => {
                let run = self.target_list(&op.values);
                match op.op {
                    ast::BoolOp::And => ExprKind::And(run),
                    ast::BoolOp::Or => ExprKind::Or(run),
                }
            }
            Expr::Compare(compare) => {
                let mut ids = vec![self.expr(&compare.left)];
                ids.extend(compare.comparators.iter().map(|operand| self.expr(operand)));
                let ops: Vec<Arg> = compare
                    .ops
                    .iter()
                    .map(|op| Arg {
                        kind: ArgKind::Op(cmp_op(*op)),
                        value: ExprId::NONE,
                        lead: 0,
                    })
                    .collect();
                let ops = self.args(&ops);
                ExprKind::Compare(self.exprs(&ids), ops.start)
            }
            Expr::If(conditional) => {
                let ids = [
                    self.expr(&conditional.test),
                    self.expr(&conditional.body),
                    self.expr(&conditional.orelse),
                ];
                ExprKind::IfElse(self.exprs(&ids))
            }
            Expr::FString(string) => self.f_string(string),
            Expr::List(list) => {
                let site = self.site("list") as u32;
                ExprKind::List(self.target_list(&list.elts), site)
            }
            Expr::Tuple(tuple) => ExprKind::Tuple(self.target_list(&tuple.elts)),
            Expr::Set(set) => {
                let site = self.site("set") as u32;
                ExprKind::Set(self.target_list(&set.elts), site)
            }
            Expr::Dict(dict) => {
                let site = self.site("dict") as u32;
                let mut ids = Vec::with_capacity(dict.items.len() * 2);
                for item in &dict.items {
                    ids.push(self.expr_or_none(item.key.as_ref()));
                    ids.push(self.expr(&item.value));
                }
                ExprKind::Dict(self.exprs(&ids), site)
            }
            Expr::ListComp(comp) => {
                self.comprehension(CompKind::List, &comp.elt, None, &comp.generators)
            }
            Expr::SetComp(comp) => {
                self.comprehension(CompKind::Set, &comp.elt, None, &comp.generators)
            }
            Expr::DictComp(comp) => match &comp.key {
                Some(key) => {
                    self.comprehension(CompKind::Dict, key, Some(&comp.value), &comp.generators)
                }
                None => ExprKind::Broken,
            },
            Expr::Generator(comp) => {
                self.comprehension(CompKind::Generator, &comp.elt, None, &comp.generators)
            }
            Expr::Lambda(lambda) => self.lambda(lambda, span),
            Expr::Named(named) => {
                let value = self.expr(&named.value);
                ExprKind::Named(self.expr(&named.target), value)
            }
            Expr::Starred(starred) => ExprKind::Starred(self.expr(&starred.value)),
            Expr::Await(_) => ExprKind::Unsupported(Unsupported::Await),
            Expr::Yield(it) => ExprKind::Yield(self.expr_or_none(it.value.as_deref())),
            Expr::YieldFrom(it) => ExprKind::YieldFrom(self.expr(&it.value)),
            Expr::TString(_) => ExprKind::Unsupported(Unsupported::TString),
            Expr::IpyEscapeCommand(_) => ExprKind::Unsupported(Unsupported::Magic),
        }
    }

    fn number(&mut self, number: &Number) -> ExprKind {
        match number {
            Number::Int(int) => match int.as_i64() {
                Some(value) => {
                    self.unit.ints.push(value);
                    ExprKind::Int(self.unit.ints.len() as u32 - 1)
                }
                None => ExprKind::Unsupported(Unsupported::BigInt),
            },
            Number::Float(value) => {
                self.unit.floats.push(*value);
                ExprKind::Float(self.unit.floats.len() as u32 - 1)
            }
            Number::Complex { .. } => ExprKind::Unsupported(Unsupported::Complex),
        }
    }

    fn name(&mut self, name: &ast::ExprName) -> ExprKind {
        if name.id.is_empty() {
            return ExprKind::Broken;
        }
        let symbol = self.symbol(&name.id);
        self.resolve(symbol)
    }

    fn call_expr(&mut self, call: &ast::ExprCall) -> ExprKind {
        // The callee's own chain is lowered outside the new site: `a.b(1).c(2)`.
        let func = self.expr(&call.func);
        let site = self.site(call_label(call));
        let args = self.within(site, |this| {
            let mut args = Vec::with_capacity(call.arguments.len());
            for argument in call.arguments.iter_source_order() {
                args.push(this.argument(argument));
            }
            args
        });
        let args = self.args(&args);
        ExprKind::Call(self.call(CallNode { func, args, site }))
    }

    pub(super) fn argument(&mut self, argument: ArgOrKeyword<'_>) -> Arg {
        match argument {
            ArgOrKeyword::Arg(Expr::Starred(starred)) => Arg {
                kind: ArgKind::Star,
                value: self.expr(&starred.value),
                lead: 0,
            },
            ArgOrKeyword::Arg(expr) => Arg {
                kind: ArgKind::Positional,
                value: self.expr(expr),
                lead: 0,
            },
            ArgOrKeyword::Keyword(keyword) => {
                let kind = match &keyword.arg {
                    Some(name) => ArgKind::Keyword(self.symbol(name)),
                    None => ArgKind::DoubleStar,
                };
                let lead = keyword.value.range().start() - keyword.range().start();
                Arg {
                    kind,
                    value: self.expr(&keyword.value),
                    lead: u32::from(lead),
                }
            }
        }
    }

    fn f_string(&mut self, string: &ast::ExprFString) -> ExprKind {
        let mut parts = Vec::new();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    let index = self.string(&literal.value);
                    let span = self.span(literal.range());
                    parts.push(self.push(ExprKind::Str(index), span));
                }
                FStringPart::FString(string) => {
                    for element in &string.elements {
                        parts.push(self.f_element(element));
                    }
                }
            }
        }
        ExprKind::FString(self.exprs(&parts))
    }

    fn f_element(&mut self, element: &InterpolatedStringElement) -> ExprId {
        match element {
            InterpolatedStringElement::Literal(literal) => {
                let index = self.string(&literal.value);
                let span = self.span(literal.range());
                self.push(ExprKind::Str(index), span)
            }
            InterpolatedStringElement::Interpolation(element) => {
                let value = self.expr(&element.expression);
                let spec = match &element.format_spec {
                    Some(spec) => {
                        let parts: Vec<ExprId> = spec
                            .elements
                            .iter()
                            .map(|part| self.f_element(part))
                            .collect();
                        let run = self.exprs(&parts);
                        let span = self.span(spec.range());
                        self.push(ExprKind::FString(run), span)
                    }
                    None => ExprId::NONE,
                };
                let conversion = match element.conversion {
                    ConversionFlag::None
                        if element.debug_text.is_some() && spec == ExprId::NONE =>
                    {
                        Conversion::Repr
                    }
                    ConversionFlag::None => Conversion::None,
                    ConversionFlag::Str => Conversion::Str,
                    ConversionFlag::Ascii => Conversion::Ascii,
                    ConversionFlag::Repr => Conversion::Repr,
                };
                let span = self.span(element.range());
                let formatted = self.push(ExprKind::Format(value, spec, conversion), span);
                let Some(debug) = &element.debug_text else {
                    return formatted;
                };
                // `f"{x=}"`: the expression's own text stands in front of its value.
                let text = format!("{}{}", debug.leading(), debug.trailing());
                let label = self.string(&text);
                let label = self.push(ExprKind::Str(label), span);
                let run = self.exprs(&[label, formatted]);
                self.push(ExprKind::FString(run), span)
            }
        }
    }

    fn comprehension(
        &mut self,
        kind: CompKind,
        element: &Expr,
        value: Option<&Expr>,
        generators: &[ast::Comprehension],
    ) -> ExprKind {
        let site = self.site("comprehension");
        if generators.iter().any(|generator| generator.is_async) {
            return ExprKind::Unsupported(Unsupported::Async);
        }
        let depth = self.scopes.last().map_or(0, |scope| scope.comp.len());
        let comp = self.within(site, |this| {
            let mut loops = Vec::with_capacity(generators.len());
            for generator in generators {
                // The iterable is evaluated outside the variables of its own loop.
                let iter = this.expr(&generator.iter);
                this.bind_comp_names(&generator.target);
                let target = this.expr(&generator.target);
                let conditions = generator.ifs.iter().map(|test| this.expr(test)).collect();
                loops.push(CompLoop {
                    target,
                    iter,
                    conditions,
                });
            }
            let element = this.expr(element);
            let value = this.expr_or_none(value);
            Comp {
                kind,
                element,
                value,
                loops,
                site,
            }
        });
        if let Some(scope) = self.scopes.last_mut() {
            scope.comp.truncate(depth);
        }
        ExprKind::Comp(self.comp(comp))
    }

    fn bind_comp_names(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                let symbol = self.symbol(&name.id);
                self.new_comp_slot(symbol);
            }
            Expr::Tuple(tuple) => tuple
                .elts
                .iter()
                .for_each(|target| self.bind_comp_names(target)),
            Expr::List(list) => list
                .elts
                .iter()
                .for_each(|target| self.bind_comp_names(target)),
            Expr::Starred(starred) => self.bind_comp_names(&starred.value),
            _ => {}
        }
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda, span: Span) -> ExprKind {
        let func = self.reserve_func();
        let parameters = lambda.parameters.as_deref();
        let site = self.site("lambda");
        let defaults = self.defaults(parameters);
        let bindings = self.bindings(lambda.range);
        let has_yield = bindings.has_yield;
        self.open_scope(ScopeKind::Function, bindings, site);
        let params = self.params(parameters, &defaults);
        let result = self.expr(&lambda.body);
        self.close_scope(
            func,
            Symbol::new("<lambda>"),
            span,
            params,
            Run::default(),
            result,
        );
        self.mark_unsupported(func, has_yield.then_some(Unsupported::Yield));
        ExprKind::Lambda(func)
    }

    /// Default values, lowered in the scope around the function.
    pub(super) fn defaults(&mut self, parameters: Option<&ast::Parameters>) -> Vec<ExprId> {
        let Some(parameters) = parameters else {
            return Vec::new();
        };
        parameters
            .iter_non_variadic_params()
            .map(|parameter| self.expr_or_none(parameter.default()))
            .collect()
    }

    pub(super) fn params(
        &mut self,
        parameters: Option<&ast::Parameters>,
        defaults: &[ExprId],
    ) -> Vec<Param> {
        let Some(parameters) = parameters else {
            return Vec::new();
        };
        let mut params = Vec::with_capacity(parameters.len());
        let mut defaults = defaults.iter().copied();
        let mut add = |this: &mut Self, name: &str, kind: ParamKind, default: ExprId| {
            let name = this.symbol(name);
            let slot = this
                .scopes
                .last()
                .and_then(|s| s.slots.get(&name).copied())
                .unwrap_or(0);
            params.push(Param {
                name,
                slot,
                kind,
                default,
            });
        };
        for (list, kind) in [
            (&parameters.posonlyargs, ParamKind::PositionalOnly),
            (&parameters.args, ParamKind::Normal),
            (&parameters.kwonlyargs, ParamKind::KeywordOnly),
        ] {
            for parameter in list {
                let default = defaults.next().unwrap_or(ExprId::NONE);
                add(self, parameter.name(), kind, default);
            }
        }
        if let Some(parameter) = &parameters.vararg {
            add(self, parameter.name(), ParamKind::VarArgs, ExprId::NONE);
        }
        if let Some(parameter) = &parameters.kwarg {
            add(self, parameter.name(), ParamKind::KwArgs, ExprId::NONE);
        }
        params
    }
}

/// What names a call among its siblings: the callee and its first literal text.
fn call_label(call: &ast::ExprCall) -> (&str, &str) {
    let callee = match &*call.func {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => "",
    };
    let name = call
        .arguments
        .args
        .first()
        .or_else(|| {
            let keywords = &call.arguments.keywords;
            keywords
                .iter()
                .find(|keyword| keyword.arg.as_deref() == Some("name"))
                .map(|keyword| &keyword.value)
        })
        .and_then(|expr| match expr {
            Expr::StringLiteral(literal) => Some(literal.value.to_str()),
            _ => None,
        });
    (callee, name.unwrap_or(""))
}

pub(super) fn bin_op(op: ast::Operator) -> BinOp {
    match op {
        ast::Operator::Add => BinOp::Add,
        ast::Operator::Sub => BinOp::Sub,
        ast::Operator::Mult => BinOp::Mul,
        ast::Operator::MatMult => BinOp::MatMul,
        ast::Operator::Div => BinOp::Div,
        ast::Operator::Mod => BinOp::Mod,
        ast::Operator::Pow => BinOp::Pow,
        ast::Operator::LShift => BinOp::LShift,
        ast::Operator::RShift => BinOp::RShift,
        ast::Operator::BitOr => BinOp::BitOr,
        ast::Operator::BitXor => BinOp::BitXor,
        ast::Operator::BitAnd => BinOp::BitAnd,
        ast::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn cmp_op(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::NotEq,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::LtE,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::GtE,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}
