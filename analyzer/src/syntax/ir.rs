//! The lowered form: what the evaluator reads.
//!
//! One [`Unit`] per top-level statement (or per line of them), held in flat arenas: a chain of
//! a hundred thousand operators is a hundred thousand entries, not a hundred thousand levels of
//! boxes, so dropping one never recurses. Spans are relative to the unit, so a unit that moves
//! is the same unit.

use std::sync::Arc;

use crate::symbol::Symbol;
use crate::text::Span;

/// A file, in the order the host met them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct FileId(pub(crate) u32);

/// A unit, never reused within a process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct UnitId(pub(crate) u64);

impl UnitId {
    /// Of text that has no statements: places in it count from its start.
    pub(crate) const NONE: Self = Self(u64::MAX);
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub(crate) struct $name(pub(crate) u32);
    )*};
}

ids! {
    /// An expression of a unit.
    ExprId,
    /// A statement of a unit.
    StmtId,
    /// A function-like body of a unit; 0 is the unit's own top level.
    FuncId,
    /// A pattern of a unit.
    PatternId,
}

impl ExprId {
    /// Stands for no expression.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

/// A run of entries in one of a unit's pools.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Run {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Run {
    pub(crate) fn of<T>(self, pool: &[T]) -> &[T] {
        pool.get(self.start as usize..(self.start + self.len) as usize)
            .unwrap_or_default()
    }
}

/// One or more whole lines of top-level statements, lowered.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) id: UnitId,
    pub(crate) file: FileId,
    /// Hash of the text; units of equal text and length are equal.
    pub(crate) hash: u64,
    pub(crate) len: u32,
    /// Identity of this unit among its file's units, from what it defines rather than from where it stands.
    pub(crate) site: u64,
    pub(crate) exprs: Vec<ExprNode>,
    pub(crate) stmts: Vec<StmtNode>,
    pub(crate) expr_pool: Vec<ExprId>,
    pub(crate) stmt_pool: Vec<StmtId>,
    pub(crate) calls: Vec<CallNode>,
    pub(crate) args: Vec<Arg>,
    pub(crate) funcs: Vec<Func>,
    pub(crate) comps: Vec<Comp>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) imports: Vec<ImportName>,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) classes: Vec<ClassNode>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) cases: Vec<Case>,
    pub(crate) strs: Vec<Arc<str>>,
    pub(crate) ints: Vec<i64>,
    pub(crate) floats: Vec<f64>,
    /// Global names the unit mentions.
    pub(crate) globals: Vec<Symbol>,
    /// Syntax errors, relative to the unit.
    pub(crate) errors: Vec<SyntaxError>,
}

impl Unit {
    pub(crate) fn expr(&self, id: ExprId) -> ExprNode {
        self.exprs.get(id.0 as usize).copied().unwrap_or(ExprNode {
            kind: ExprKind::None,
            span: Span::new(0, 0),
        })
    }

    /// What can be taken out with its comma so that what stands at a span is gone: that argument of
    /// a call or element of a list or set. Of a set whose only element it is, the whole set, since
    /// what would be left of it is a dict.
    pub(crate) fn removable(&self, span: Span) -> Option<Span> {
        let stands = |id: &ExprId| self.expr(*id).span == span;
        let mut arguments = self.calls.iter().flat_map(|call| call.args.of(&self.args));
        let is_argument = arguments.any(|arg| {
            matches!(arg.kind, ArgKind::Positional | ArgKind::Keyword(_)) && stands(&arg.value)
        });
        if is_argument {
            return Some(span);
        }
        self.exprs.iter().find_map(|node| match node.kind {
            ExprKind::List(run, _) if run.of(&self.expr_pool).iter().any(stands) => Some(span),
            ExprKind::Set(run, _) if run.of(&self.expr_pool).iter().any(stands) => {
                let is_only = run.len == 1 && node.span != span;
                if is_only {
                    self.removable(node.span)
                } else {
                    Some(span)
                }
            }
            _ => None,
        })
    }

    pub(crate) fn stmt(&self, id: StmtId) -> StmtNode {
        self.stmts.get(id.0 as usize).copied().unwrap_or(StmtNode {
            kind: StmtKind::Pass,
        })
    }

    pub(crate) fn span(&self, id: ExprId) -> Span {
        self.expr(id).span
    }

    /// The keyword that an argument is passed by.
    pub(crate) fn keyword_span(&self, value: ExprId) -> Option<Span> {
        let arg = self.args.iter().find(|arg| arg.value == value)?;
        let ArgKind::Keyword(name) = arg.kind else {
            return None;
        };
        let start = self.span(value).start.checked_sub(arg.lead)?;
        Some(Span::new(start, start + name.text().len() as u32))
    }

    pub(crate) fn func(&self, id: FuncId) -> Option<&Func> {
        self.funcs.get(id.0 as usize)
    }

    pub(crate) fn str(&self, index: u32) -> Arc<str> {
        self.strs.get(index as usize).cloned().unwrap_or_default()
    }
}

/// A syntax error, relative to its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) span: Span,
    pub(crate) message: String,
    /// Whether it only marks text that another mistake makes doubtful: nobody is told of it.
    pub(crate) echo: bool,
    pub(crate) remedy: Option<Remedy>,
}

/// What puts a syntax error right, as far as that is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// This, behind what is marked.
    Behind(&'static str),
    /// This, in the place of what is marked.
    Instead(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ExprNode {
    pub(crate) kind: ExprKind,
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ExprKind {
    None,
    True,
    False,
    Ellipsis,
    Int(u32),
    Float(u32),
    Str(u32),
    Bytes(u32),
    /// A slot of the running function.
    Local(u32),
    /// A slot that holds a cell, because an inner function reads it.
    Cell(u32),
    /// A cell captured when the function was made.
    Free(u32),
    /// A module's name, else a builtin: index into `globals`.
    Global(u32),
    Attr(ExprId, Symbol),
    Call(u32),
    Subscript(ExprId, ExprId),
    /// Lower, upper and step in the pool.
    Slice(Run),
    Binary(BinOp, ExprId, ExprId),
    Unary(UnOp, ExprId),
    And(Run),
    Or(Run),
    /// The operands in the pool, one more than operators; operators as `Int`-free codes in `args`.
    Compare(Run, u32),
    /// Test, body, else in the pool.
    IfElse(Run),
    /// Parts in the pool: `Str` or `Format`.
    FString(Run),
    /// Value, format specification (or none), conversion in `Run` order.
    Format(ExprId, ExprId, Conversion),
    List(Run, u32),
    Tuple(Run),
    Set(Run, u32),
    /// Keys and values alternate; a key of `NONE` unpacks its value.
    Dict(Run, u32),
    Comp(u32),
    Lambda(FuncId),
    Named(ExprId, ExprId),
    Starred(ExprId),
    Yield(ExprId),
    YieldFrom(ExprId),
    /// Something outside the evaluated subset.
    Unsupported(Unsupported),
    /// What the parser put where text was missing or wrong.
    Broken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsupported {
    Await,
    /// In a lambda.
    Yield,
    Complex,
    BigInt,
    TString,
    Async,
    TypeAlias,
    Magic,
}

impl Unsupported {
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Await => "`await` is not evaluated",
            Self::Yield => "`yield` in a lambda is not evaluated",
            Self::Complex => "complex numbers are not evaluated",
            Self::BigInt => "integers beyond 64 bits are not evaluated",
            Self::TString => "template strings are not evaluated",
            Self::Async => "asynchronous code is not evaluated",
            Self::TypeAlias => "type aliases are not evaluated",
            Self::Magic => "notebook commands are not evaluated",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BinOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnOp {
    Invert,
    Not,
    Plus,
    Minus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct CallNode {
    pub(crate) func: ExprId,
    pub(crate) args: Run,
    pub(crate) site: u64,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Arg {
    pub(crate) kind: ArgKind,
    pub(crate) value: ExprId,
    /// How far before the value a keyword starts.
    pub(crate) lead: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArgKind {
    Positional,
    Star,
    Keyword(Symbol),
    DoubleStar,
    /// An operator of a comparison: comparisons keep theirs in the argument pool.
    Op(CmpOp),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompKind {
    List,
    Set,
    /// The element is a key, the second its value.
    Dict,
    Generator,
}

#[derive(Clone, Debug)]
pub(crate) struct Comp {
    pub(crate) kind: CompKind,
    pub(crate) element: ExprId,
    pub(crate) value: ExprId,
    pub(crate) loops: Vec<CompLoop>,
    pub(crate) site: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct CompLoop {
    pub(crate) target: ExprId,
    pub(crate) iter: ExprId,
    pub(crate) conditions: Vec<ExprId>,
}

/// A function-like body: the unit's top level, a `def`, a `lambda`.
#[derive(Clone, Debug)]
pub(crate) struct Func {
    pub(crate) name: Symbol,
    pub(crate) name_span: Span,
    pub(crate) site: u64,
    pub(crate) params: Vec<Param>,
    pub(crate) body: Run,
    /// A lambda's body.
    pub(crate) result: ExprId,
    pub(crate) slots: Vec<Symbol>,
    /// Slots that hold cells.
    pub(crate) cells: Vec<u32>,
    /// Where each captured cell comes from when the function is made.
    pub(crate) captures: Vec<Capture>,
    /// It yields.
    pub(crate) is_generator: bool,
    pub(crate) unsupported: Option<Unsupported>,
}

/// One `case` of a `match`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) pattern: PatternId,
    /// `NONE` where there is no `if`.
    pub(crate) guard: ExprId,
    pub(crate) body: Run,
}

/// A pattern; parts are patterns of the same unit, targets are `NONE` for `_`.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// Equals this.
    Value(ExprId),
    /// Is `None`, `True` or `False`.
    Singleton(ExprId),
    /// Anything, bound to the target.
    Capture(ExprId),
    /// The rest of a sequence, bound to the target.
    Star(ExprId),
    Sequence(Vec<PatternId>),
    Mapping {
        entries: Vec<(ExprId, PatternId)>,
        /// What is left over, if that is wanted.
        rest: Option<ExprId>,
    },
    Class {
        class: ExprId,
        positional: Vec<PatternId>,
        keywords: Vec<(Symbol, PatternId)>,
    },
    Or(Vec<PatternId>),
    As(PatternId, ExprId),
}

/// A `class` statement.
#[derive(Clone, Debug)]
pub(crate) struct ClassNode {
    pub(crate) name: Symbol,
    pub(crate) target: ExprId,
    /// Its body: its variables become the attributes of the class.
    pub(crate) body: FuncId,
    /// How many of the body's slots are names of its own, and not of its comprehensions.
    pub(crate) names: u32,
    /// Bases and keywords.
    pub(crate) args: Run,
    pub(crate) decorators: Run,
    /// Names with an annotation, in order: the fields of a data class.
    pub(crate) annotated: Vec<Annotated>,
    pub(crate) site: u64,
}

/// A name that a class body annotates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Annotated {
    pub(crate) name: Symbol,
    /// `ClassVar`: no field of the instances.
    pub(crate) is_class_var: bool,
    /// What follows `_: KW_ONLY` is passed by keyword.
    pub(crate) is_keyword_only_mark: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Capture {
    /// A cell slot of the function around it.
    Slot(u32),
    /// A cell the function around it captured itself.
    Free(u32),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Param {
    pub(crate) name: Symbol,
    pub(crate) slot: u32,
    pub(crate) kind: ParamKind,
    pub(crate) default: ExprId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParamKind {
    PositionalOnly,
    Normal,
    KeywordOnly,
    VarArgs,
    KwArgs,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct StmtNode {
    pub(crate) kind: StmtKind,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum StmtKind {
    Pass,
    Break,
    Continue,
    Expr(ExprId),
    /// Targets in the pool, then the value.
    Assign(Run, ExprId),
    AugAssign(ExprId, BinOp, ExprId),
    Return(ExprId),
    /// Clauses, then the body of `else`.
    If(Run, Run),
    /// Target, iterable, and a clause pair in `clauses`: body and `else`.
    For(ExprId, ExprId, u32),
    While(ExprId, Run, Run),
    /// Decorators, then the function and its target.
    Def(FuncId, ExprId, Run),
    /// Index into `classes`.
    Class(u32),
    /// What is looked at, and the cases.
    Match(ExprId, Run),
    Import(Run),
    /// Module (or nothing) and level packed in the first import name, the names after it.
    ImportFrom(Run),
    Raise(ExprId),
    Assert(ExprId, ExprId),
    Delete(Run),
    /// Body, handlers, else and finally, all in `clauses`.
    Try(u32, Run),
    /// Context expressions and their targets alternate, then the body.
    With(Run, Run),
    /// What it binds becomes unknown, what it mentions may have been added to, and where it
    /// stands in a function it may have returned.
    Unsupported(Unsupported, Run, Run),
    /// Text that does not parse: what it binds, and the names it mentions.
    Broken(Run, Run),
}

/// `if`, `elif`: a test and a body. `for`, `try`: only bodies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) test: ExprId,
    pub(crate) body: Run,
    pub(crate) site: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct ImportName {
    /// `a.b` in `import a.b`, the name in `from … import name`, the module in the first entry of the latter.
    pub(crate) name: Symbol,
    /// What it is bound to; `NONE` for the module entry and for `*`.
    pub(crate) target: ExprId,
    /// Leading dots, on the module entry.
    pub(crate) level: u32,
    pub(crate) star: bool,
    /// Whether `import a.b` binds `a` (no `as`).
    pub(crate) binds_root: bool,
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Handler {
    pub(crate) class: ExprId,
    pub(crate) target: ExprId,
    pub(crate) body: Run,
}

impl Unit {
    /// A unit of nothing.
    pub(crate) fn empty() -> Self {
        Self {
            id: UnitId(u64::MAX),
            file: FileId(u32::MAX),
            hash: 0,
            len: 0,
            site: 0,
            exprs: Vec::new(),
            stmts: Vec::new(),
            expr_pool: Vec::new(),
            stmt_pool: Vec::new(),
            calls: Vec::new(),
            args: Vec::new(),
            funcs: Vec::new(),
            comps: Vec::new(),
            clauses: Vec::new(),
            imports: Vec::new(),
            handlers: Vec::new(),
            classes: Vec::new(),
            patterns: Vec::new(),
            cases: Vec::new(),
            strs: Vec::new(),
            ints: Vec::new(),
            floats: Vec::new(),
            globals: Vec::new(),
            errors: Vec::new(),
        }
    }
}
