//! What a name stands for as far as the text around it says: an annotation, or what it was last
//! given. Works in text that need not parse.

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{Expr, Operator, PySourceType, Stmt};
use ruff_python_parser::parse_unchecked_source;

use super::parse::{is_readable, with_deep_stack};
use super::prefix::Step;

/// What a name is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// A value of this chain.
    Value(Vec<Step>),
    /// An instance of the class of this name.
    Instance(Vec<String>),
    /// A function that returns instances of the class of this name.
    Returns(Vec<String>),
    /// Something nobody can tell.
    Unclear,
}

/// What the last statement that binds a name in `code` binds it to; `inside` says whether the
/// variables of functions count.
pub(crate) fn bound(code: &str, name: &str, inside: bool) -> Option<Bound> {
    if !is_readable(code) {
        return None;
    }
    with_deep_stack(|| {
        let parsed = parse_unchecked_source(code, PySourceType::Python);
        let mut search = Search {
            name,
            inside,
            found: None,
        };
        search.visit_body(parsed.suite());
        search.found
    })
}

struct Search<'a> {
    name: &'a str,
    inside: bool,
    found: Option<Bound>,
}

impl Search<'_> {
    fn is_it(&self, target: &Expr) -> bool {
        matches!(target, Expr::Name(name) if *name.id == *self.name)
    }
}

impl<'a> StatementVisitor<'a> for Search<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Assign(assign) if assign.targets.iter().any(|it| self.is_it(it)) => {
                let chain = chain(&assign.value).map(Bound::Value);
                self.found = Some(chain.unwrap_or(Bound::Unclear));
            }
            Stmt::AnnAssign(assign) if self.is_it(&assign.target) => {
                self.found = Some(instance(Some(&assign.annotation)));
            }
            Stmt::For(each) if self.is_it(&each.target) => self.found = Some(Bound::Unclear),
            Stmt::FunctionDef(function) => {
                if *function.name == *self.name {
                    self.found = Some(match instance(function.returns.as_deref()) {
                        Bound::Instance(class) => Bound::Returns(class),
                        unclear => unclear,
                    });
                }
                for parameter in function.parameters.iter().filter(|_| self.inside) {
                    if **parameter.name() == *self.name {
                        self.found = Some(instance(parameter.annotation()));
                    }
                }
            }
            _ => {}
        }
        let is_scope = matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        if self.inside || !is_scope {
            walk_stmt(self, stmt);
        }
    }
}

/// What an annotation says, as far as that is one class and perhaps `None`.
fn instance(annotation: Option<&Expr>) -> Bound {
    let class = match annotation {
        Some(Expr::StringLiteral(text)) => {
            let text = text.value.to_str().trim_end();
            let text = text.strip_suffix("| None").unwrap_or(text);
            let is_name = |part: &str| part.chars().all(|c| c.is_alphanumeric() || c == '_');
            let parts = || text.split('.').map(str::trim);
            parts()
                .all(is_name)
                .then(|| parts().map(str::to_owned).collect())
        }
        Some(Expr::BinOp(union))
            if union.op == Operator::BitOr && union.right.is_none_literal_expr() =>
        {
            dotted(&union.left)
        }
        Some(annotation) => dotted(annotation),
        None => None,
    };
    class.map_or(Bound::Unclear, Bound::Instance)
}

fn dotted(expr: &Expr) -> Option<Vec<String>> {
    let steps = chain(expr)?.into_iter().map(|step| match step {
        Step::Name(name) => Some(name),
        Step::Call => None,
    });
    steps.collect()
}

/// The chain that an expression is.
fn chain(expr: &Expr) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut at = expr;
    loop {
        match at {
            Expr::Name(name) => {
                steps.push(Step::Name(name.id.to_string()));
                steps.reverse();
                return Some(steps);
            }
            Expr::Attribute(attribute) => {
                steps.push(Step::Name(attribute.attr.to_string()));
                at = &attribute.value;
            }
            Expr::Call(call) => {
                steps.push(Step::Call);
                at = &call.func;
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Bound {
        let step = |part: &str| match part {
            "()" => Step::Call,
            name => Step::Name(name.to_owned()),
        };
        Bound::Value(text.split(' ').map(step).collect())
    }

    #[test]
    fn annotations_and_values_are_followed_into_broken_text() {
        let class = || vec!["Team".to_owned()];
        for (code, expected) in [
            ("def f(x: Team, b=", Bound::Instance(class())),
            ("def f(x: 'Team'):\n    x.add(\n", Bound::Instance(class())),
            (
                "def f(x: Team | None):\n    x.add(",
                Bound::Instance(class()),
            ),
            ("def x(a) -> Team:\n    return a\n", Bound::Returns(class())),
            (
                "x = eco.getZone('A').getTeam('B')\nx.add(",
                value("eco getZone () getTeam ()"),
            ),
            (
                "x = Team()\nif a:\n    x = b[0]\n    x.add(",
                Bound::Unclear,
            ),
            ("def f(x):\n    x.add(", Bound::Unclear),
        ] {
            assert_eq!(bound(code, "x", true), Some(expected), "{code}");
        }
        assert_eq!(bound("def f(y): y.add(", "x", true), None);
        assert_eq!(bound("def f(x: Team): x = 1", "x", false), None);
    }
}
