//! Annotations without markers, and without what a version does not have.

use ruff_python_ast::{Expr, Operator};
use ruff_text_size::Ranged;

use super::super::annotation::elements;
use super::tree::{Stub, Tree, availability};

/// Annotations of one stub.
#[derive(Clone, Copy)]
pub(super) struct Types<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) stub: &'t Stub<'t>,
}

impl<'t> Types<'t> {
    /// The annotation as a type checker reads it; None when nothing of it is left.
    pub(super) fn annotation(self, annotation: &Expr) -> Option<String> {
        match annotation {
            Expr::Name(name) => self.name(&name.id),
            Expr::StringLiteral(string) => {
                let name = self.name(string.value.to_str());
                name.map(|_| self.source(annotation).to_owned())
            }
            Expr::BinOp(union) if union.op == Operator::BitOr => self.union(annotation),
            Expr::Subscript(subscript) => {
                let arguments = elements(&subscript.slice);
                if let (Expr::Name(name), [base, markers @ ..]) = (&*subscript.value, arguments)
                    && name.id == "Annotated"
                {
                    return if self.tree.holds(availability(markers)) {
                        self.annotation(base)
                    } else {
                        None
                    };
                }
                let generic = self.annotation(&subscript.value)?;
                Some(format!("{generic}[{}]", self.all(arguments)?))
            }
            Expr::List(list) => Some(format!("[{}]", self.all(&list.elts)?)),
            _ => Some(self.source(annotation).to_owned()),
        }
    }

    /// A default value; one that the version does not have is known to the library alone.
    pub(super) fn default(self, default: &'t Expr) -> &'t str {
        if let Expr::Attribute(member) = default
            && let Expr::Name(class) = &*member.value
            && !(self.tree).has_member(&self.stub.name, &class.id, &member.attr)
        {
            return "...";
        }
        self.source(default)
    }

    pub(super) fn source(self, node: &impl Ranged) -> &'t str {
        self.stub
            .text
            .get(node.range().to_std_range())
            .unwrap_or_default()
    }

    fn name(self, name: &str) -> Option<String> {
        (self.tree.has(&self.stub.name, name)).then(|| name.to_owned())
    }

    fn all(self, annotations: &[Expr]) -> Option<String> {
        let written: Option<Vec<String>> = annotations
            .iter()
            .map(|annotation| self.annotation(annotation))
            .collect();
        Some(written?.join(", "))
    }

    fn union(self, annotation: &Expr) -> Option<String> {
        let mut kinds = Vec::new();
        let mut lost = false;
        // Not recursive: `A | B | …` nests to the left as deeply as it is long.
        let mut pending = vec![annotation];
        while let Some(kind) = pending.pop() {
            match kind {
                Expr::BinOp(union) if union.op == Operator::BitOr => {
                    pending.extend([&*union.right, &*union.left]);
                }
                kind => match self.annotation(kind) {
                    Some(kind) => kinds.push(kind),
                    None => lost = true,
                },
            }
        }
        // Something that may be left out, and cannot be given, is nothing.
        let nothing = lost && kinds.iter().all(|kind| kind == "None");
        (!nothing).then(|| kinds.join(" | "))
    }
}
