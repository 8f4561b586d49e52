//! Functions, methods and their parameters.

use ruff_python_ast::{Expr, ParameterWithDefault, Parameters, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::annotation::{Arm, Reader};
use super::literals::doc_of;
use super::markers::{Decorators, Markers};
use super::types::{
    ClassId, Function, Method, Param, ParamKind, Signature, Type, VarRoute, Varargs,
};
use crate::symbol::Symbol;

impl<'a> Reader<'_, 'a> {
    /// A module-level function.
    pub(super) fn function(&self, node: &'a StmtFunctionDef) -> Function {
        let reader = self.inside(node);
        let decorators = Decorators::read(self, &node.decorator_list);
        Function {
            name: Symbol::new(&node.name),
            module: self.scopes.stubs[self.stub].name,
            signature: Signature {
                partial: decorators.observed,
                ..reader.signature(&node.parameters, false)
            },
            returns: reader.returns(node),
            doc: doc_of(node.body.first()),
            since: decorators.markers.since,
            until: decorators.markers.until,
            renamed_to: decorators.markers.renamed_to,
        }
    }

    /// A method of the class that this reader is in.
    pub(super) fn method(
        &self,
        node: &'a StmtFunctionDef,
        owner: ClassId,
        decorators: &Decorators,
    ) -> Method {
        let reader = self.inside(node);
        Method {
            name: Symbol::new(&node.name),
            owner,
            signature: Signature {
                partial: decorators.observed,
                ..reader.signature(&node.parameters, !decorators.is_static)
            },
            returns: reader.returns(node),
            doc: doc_of(node.body.first()),
            is_property: decorators.is_property,
            is_static: decorators.is_static,
            is_class: decorators.is_class,
            since: decorators.markers.since,
            until: decorators.markers.until,
            renamed_to: decorators.markers.renamed_to,
        }
    }

    /// The constructor's signature.
    pub(super) fn init(&self, node: &'a StmtFunctionDef, decorators: &Decorators) -> Signature {
        let mut signature = self.inside(node).signature(&node.parameters, true);
        for name in &decorators.positional_cancels {
            if !signature.params.iter().any(|param| param.name == *name) {
                self.report(
                    node,
                    format!("`positional_cancels` names `{name}`, which is not a parameter"),
                );
            }
        }
        signature.partial = decorators.observed;
        signature
            .positional_cancels
            .clone_from(&decorators.positional_cancels);
        signature
    }

    fn inside(&self, node: &'a StmtFunctionDef) -> Self {
        Self {
            type_params: [self.type_params[0], node.type_params.as_deref()],
            ..*self
        }
    }

    fn returns(&self, node: &StmtFunctionDef) -> Type {
        node.returns
            .as_deref()
            .map_or(Type::Any, |annotation| self.type_of(annotation))
    }

    /// The parameters, without the first one where that is the object itself.
    fn signature(&self, parameters: &Parameters, skip_first: bool) -> Signature {
        let groups = [
            (ParamKind::PositionalOnly, &parameters.posonlyargs),
            (ParamKind::Normal, &parameters.args),
            (ParamKind::KeywordOnly, &parameters.kwonlyargs),
        ];
        let mut skip = skip_first;
        let mut params = Vec::new();
        for (kind, group) in groups {
            for parameter in group {
                if kind != ParamKind::KeywordOnly && std::mem::take(&mut skip) {
                    continue;
                }
                params.push(self.param(parameter, kind));
            }
        }
        let varargs = parameters.vararg.as_deref().map(|parameter| {
            self.varargs(
                Symbol::new(&parameter.name),
                parameter.annotation.as_deref(),
            )
        });
        Signature {
            params,
            varargs,
            kwargs: parameters.kwarg.is_some(),
            ..Signature::default()
        }
    }

    fn param(&self, parameter: &ParameterWithDefault, kind: ParamKind) -> Param {
        let default = parameter
            .default
            .as_deref()
            .map(|default| self.literal_or_report(default));
        let (ty, markers) = match parameter.parameter.annotation.as_deref() {
            Some(annotation) => self.marked_type(annotation),
            None => (Type::Any, Markers::default()),
        };
        if let Some(name) = markers.foreign_to_params() {
            self.report(
                &parameter.parameter,
                format!("`{name}` says nothing on a parameter"),
            );
        }
        let (route, also) = markers.routes();
        Param {
            name: Symbol::new(&parameter.parameter.name),
            kind,
            default,
            ty,
            route,
            also,
            identifier: markers.identifier,
            required: markers.required,
            since: markers.since,
            until: markers.until,
            renamed_to: markers.renamed_to,
        }
    }

    fn varargs(&self, name: Symbol, annotation: Option<&Expr>) -> Varargs {
        let arms = annotation.map_or_else(
            || {
                vec![Arm {
                    ty: Type::Any,
                    markers: Markers::default(),
                }]
            },
            |annotation| self.arms(annotation),
        );
        let mut varargs = Varargs {
            name,
            routes: Vec::new(),
            unknown_is_error: false,
        };
        for Arm { ty, markers } in arms {
            if let (Some(annotation), Some(name)) = (annotation, markers.foreign_to_params()) {
                self.report(annotation, format!("`{name}` says nothing on a parameter"));
            }
            varargs.unknown_is_error |= markers.into.iter().any(|into| into.unknown_is_error);
            let (route, also) = markers.routes();
            let mut next = VarRoute {
                ty,
                route: route.unwrap_or_default(),
                also,
                otherwise: markers.into.iter().any(|into| into.otherwise),
                since: markers.since,
                until: markers.until,
                renamed_to: markers.renamed_to,
            };
            // `Annotated[A | B, into("x")]` is one kind, not two.
            if let Some(last) = varargs.routes.pop() {
                let same = VarRoute {
                    ty: next.ty.clone(),
                    ..last.clone()
                } == next;
                if same {
                    next.ty = Type::union([last.ty, next.ty]);
                } else {
                    varargs.routes.push(last);
                }
            }
            varargs.routes.push(next);
        }
        varargs
    }

    /// A type with the markers of all its kinds: `Annotated[str, identifier] | None` is an
    /// identifier, too.
    pub(super) fn marked_type(&self, annotation: &Expr) -> (Type, Markers) {
        let mut markers = Markers::default();
        let mut types = Vec::new();
        for arm in self.arms(annotation) {
            types.push(arm.ty);
            let other = arm.markers.routes();
            if other.0.is_some() && !markers.into.is_empty() && markers.routes() != other {
                self.report(
                    &annotation.range(),
                    "only positional extras are routed by their type",
                );
            }
            markers = markers.or(&arm.markers);
        }
        (Type::union(types), markers)
    }
}
