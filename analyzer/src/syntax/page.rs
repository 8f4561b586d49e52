//! `docs/python.md`: what of Python the evaluator knows, read from the cases that are compared with
//! Python itself. The test that compares this page rewrites it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its cases"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal, walk_stmt};
use ruff_python_ast::{AnyNodeRef, Expr, ExprContext, PySourceType};
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

/// What occurs, and in which cases.
type Rows = BTreeMap<String, BTreeSet<String>>;

#[derive(Default)]
struct Census {
    case: String,
    /// Offsets of the lines that are marked as unknown.
    unknown_lines: Vec<(usize, usize)>,
    syntax: Rows,
    functions: Rows,
    methods: Rows,
    modules: Rows,
    /// Names that the case binds itself.
    bound: BTreeSet<String>,
}

impl Census {
    fn is_unknown(&self, node: AnyNodeRef<'_>) -> bool {
        let at = usize::from(node.start());
        let lines = &self.unknown_lines;
        lines
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at))
    }

    fn note(rows: &mut Rows, what: String, case: &str) {
        rows.entry(what).or_default().insert(case.to_owned());
    }
}

impl<'a> SourceOrderVisitor<'a> for Census {
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        if self.is_unknown(node) {
            return TraversalSignal::Traverse;
        }
        let case = self.case.clone();
        Self::note(&mut self.syntax, format!("{:?}", node.kind()), &case);
        match node {
            AnyNodeRef::StmtImport(import) => {
                for alias in &import.names {
                    Self::note(&mut self.modules, alias.name.to_string(), &case);
                }
            }
            AnyNodeRef::StmtImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |module| module.as_str());
                for alias in &import.names {
                    Self::note(&mut self.modules, format!("{module}.{}", alias.name), &case);
                }
            }
            AnyNodeRef::ExprCall(call) => match &*call.func {
                Expr::Name(name) if !self.bound.contains(name.id.as_str()) => {
                    Self::note(&mut self.functions, name.id.to_string(), &case);
                }
                Expr::Attribute(method) => {
                    Self::note(&mut self.methods, method.attr.to_string(), &case);
                }
                _ => {}
            },
            _ => {}
        }
        TraversalSignal::Traverse
    }
}

/// The names that a case binds, at any depth.
#[derive(Default)]
struct Bound(BTreeSet<String>);

impl<'a> SourceOrderVisitor<'a> for Bound {
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        let name = match node {
            AnyNodeRef::StmtFunctionDef(function) => Some(function.name.as_str()),
            AnyNodeRef::StmtClassDef(class) => Some(class.name.as_str()),
            AnyNodeRef::Parameter(parameter) => Some(parameter.name.as_str()),
            AnyNodeRef::Alias(alias) => Some(alias.asname.as_ref().unwrap_or(&alias.name).as_str()),
            AnyNodeRef::ExprName(name) if name.ctx != ExprContext::Load => Some(name.id.as_str()),
            _ => None,
        };
        self.0.extend(name.map(str::to_owned));
        TraversalSignal::Traverse
    }
}

fn page(folder: &Path) -> String {
    let mut cases: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    cases.sort();
    let mut census = Census::default();
    let mut unknown: Rows = Rows::new();
    for path in cases {
        let text = std::fs::read_to_string(&path)
            .unwrap()
            .replace("\r\n", "\n");
        census.case = path.file_stem().unwrap().to_string_lossy().into_owned();
        census.unknown_lines.clear();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some((code, _)) = line.split_once("# unknown") {
                census.unknown_lines.push((at, at + line.len()));
                let code = code.trim().trim_start_matches("OUT.append(");
                let code = code.strip_suffix(')').unwrap_or(code);
                Census::note(&mut unknown, code.to_owned(), &census.case);
            }
            at += line.len();
        }
        let parsed = parse_unchecked_source(&text, PySourceType::Python);
        assert!(
            parsed.errors().is_empty(),
            "{} does not parse",
            path.display()
        );
        let mut bound = Bound::default();
        for stmt in parsed.suite() {
            walk_stmt(&mut bound, stmt);
            bound.enter_node(AnyNodeRef::from(stmt));
        }
        census.bound = bound.0;
        for stmt in parsed.suite() {
            census.visit_stmt(stmt);
        }
    }
    let mut page = String::from(
        "# Python in models\n\n\
         Written by a test from the cases in `tests/fixtures/python`; do not edit. Every item of a case \
         has the same value in the evaluator and in `python3` (`cargo test -p datasurface-analyzer \
         library`), and what stands here occurs in code of those cases. What stands nowhere may still be \
         known: what is not becomes an unknown value, which is listed and never an error.\n",
    );
    for (title, rows) in [
        ("Syntax, by the parser's names", &census.syntax),
        ("Functions and types", &census.functions),
        ("Methods", &census.methods),
        ("Modules", &census.modules),
        ("Unknown on purpose", &unknown),
    ] {
        let _ = write!(page, "\n## {title}\n\n| what | cases |\n|---|---|\n");
        for (what, cases) in rows {
            let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
            let what = what.replace('|', "\\|");
            let _ = writeln!(page, "| `{what}` | {} |", cases.join(", "));
        }
    }
    page
}

/// Rewrites the page before it fails, so that the next run passes; on a build server it only fails.
#[test]
fn the_page_of_python_is_current() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = page(&here.join("../tests/fixtures/python"));
    let path = here.join("docs/python.md");
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    if current.replace("\r\n", "\n") != page {
        if std::env::var_os("CI").is_none() {
            std::fs::write(&path, page).unwrap();
        }
        panic!("docs/python.md was out of date");
    }
}
