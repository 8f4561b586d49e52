//! The declaration of a zone or team that is asked for and that nobody declares.

use super::{action, indentation, line_start};
use crate::ide::complete::declared_names;
use crate::ide::imports::import;
use crate::ide::meaning::of_name;
use crate::ide::scene::Scene;
use crate::ide::thing::ObjectKind;
use crate::report::{Action, ActionKind, Replacement};
use crate::symbol::Symbol;
use crate::syntax::ir::{Arg, ArgKind, ExprId, ExprKind, FileId, StmtKind, Unit};
use crate::syntax::source::Source;
use crate::text::Span;

/// What is asked for at a place, and of what.
struct Asked {
    kind: ObjectKind,
    name: String,
    /// What the declaration is added to.
    owner: String,
    /// Where the statement stands.
    statement: u32,
}

/// Declares the zone or team that a call asks for at an offset.
pub(super) fn declare(scene: &Scene<'_>, file: FileId, offset: u32) -> Option<Action> {
    let source = scene.pages.source(file)?;
    let text = scene.pages.text(file)?;
    let path = scene.pages.path(file)?;
    let asked = asked(scene, source, &text, offset)?;
    let class = match asked.kind {
        ObjectKind::Zone => "GovernanceZoneDeclaration",
        _ => "TeamDeclaration",
    };
    let (repository, repository_class) = repository(scene, &asked.name)?;
    let indentation = indentation(&text, asked.statement);
    let name = &asked.name;
    let line = format!(
        "{indentation}{}.add({class}(\"{name}\", {repository}))\n",
        asked.owner
    );
    let at = line_start(&text, asked.statement) as u32;
    let insert = |at: u32, text: String| Replacement {
        file: path.clone(),
        span: Span::new(at, at),
        text,
    };
    let mut edits: Vec<Replacement> = Vec::new();
    for wanted in [class, repository_class] {
        let wanted = Symbol::new(wanted);
        if of_name(scene, file, wanted).is_none() {
            let (at, module) = import(scene.vocabulary, source, wanted)?;
            edits.push(insert(at, format!("\nfrom {module} import {wanted}")));
        }
    }
    edits.push(insert(at, line));
    let title = format!("Declare {} `{name}`", asked.kind.noun());
    Some(action(ActionKind::Write, title, edits))
}

fn asked(scene: &Scene<'_>, source: &Source, text: &str, offset: u32) -> Option<Asked> {
    let starts = source.starts();
    for unit in source.units().filter(|unit| !source.is_stale(unit.id)) {
        let start = *starts.get(&unit.id)?;
        if offset < start || offset > start + unit.len {
            continue;
        }
        let at = offset - start;
        for call in &unit.calls {
            let ExprKind::Attr(receiver, method) = unit.expr(call.func).kind else {
                continue;
            };
            let args = call.args.of(&unit.args);
            let own = args.iter().position(|arg| unit.span(arg.value).touches(at));
            let Some(own) = own else { continue };
            let method = method.text();
            let method = method.strip_suffix("OrThrow").unwrap_or(&method);
            let receiver_text = text.get(unit.span(receiver).shifted(start).range())?;
            let literal = |index: usize| args.get(index).and_then(|arg| literal(unit, arg));
            let (kind, name, owner, zone) = match (method, own, args.len()) {
                ("getZone", 0, 1) => (
                    ObjectKind::Zone,
                    literal(0)?,
                    receiver_text.to_owned(),
                    None,
                ),
                ("getTeam", 0, 2) => (
                    ObjectKind::Zone,
                    literal(0)?,
                    receiver_text.to_owned(),
                    None,
                ),
                ("getTeam", 1, 2) => {
                    let zone = literal(0)?;
                    let owner = format!("{receiver_text}.getZoneOrThrow(\"{zone}\")");
                    (ObjectKind::Team, literal(1)?, owner, Some(zone))
                }
                ("getTeam", 0, 1) => {
                    let owner = receiver_text.to_owned();
                    (
                        ObjectKind::Team,
                        literal(0)?,
                        owner,
                        zone_of(unit, receiver),
                    )
                }
                _ => continue,
            };
            if declared_names(scene, kind, zone.as_deref()).contains(&*name) {
                return None;
            }
            let statement = statement(unit, call.func)? + start;
            return Some(Asked {
                kind,
                name,
                owner,
                statement,
            });
        }
    }
    None
}

fn literal(unit: &Unit, arg: &Arg) -> Option<String> {
    match (arg.kind, unit.expr(arg.value).kind) {
        (ArgKind::Positional | ArgKind::Keyword(_), ExprKind::Str(index)) => {
            Some(unit.str(index).to_string()).filter(|name| !name.is_empty() && !name.contains('"'))
        }
        _ => None,
    }
}

/// The zone that an expression asks for.
fn zone_of(unit: &Unit, expr: ExprId) -> Option<String> {
    let ExprKind::Call(index) = unit.expr(expr).kind else {
        return None;
    };
    let call = unit.calls.get(index as usize)?;
    let ExprKind::Attr(_, method) = unit.expr(call.func).kind else {
        return None;
    };
    let args = call.args.of(&unit.args);
    let is_it = method.text().starts_with("getZone");
    args.first()
        .filter(|_| is_it)
        .and_then(|arg| literal(unit, arg))
}

/// Where the statement begins that an expression is in, as far as a line can be put before it.
fn statement(unit: &Unit, expr: ExprId) -> Option<u32> {
    let own = unit.span(expr);
    let starts = unit.stmts.iter().filter_map(|stmt| {
        let (first, last) = match stmt.kind {
            StmtKind::Expr(value) | StmtKind::Return(value) => (value, value),
            StmtKind::Assign(targets, value) => (*targets.of(&unit.expr_pool).first()?, value),
            _ => return None,
        };
        let span = Span::new(unit.span(first).start, unit.span(last).end);
        (span.start <= own.start && own.end <= span.end).then_some(span.start)
    });
    starts.max()
}

/// A repository like that of the ecosystem with a branch for something new, and its class.
fn repository(scene: &Scene<'_>, name: &str) -> Option<(String, &'static str)> {
    let ecosystem = scene.node(scene.table.ecosystem()?.object)?;
    let own = ecosystem.node("owningRepo").value()?;
    let repository = own.text("repositoryName").value()?;
    let branch = format!("{}_edit", name.to_lowercase().replace(' ', "_"));
    if own.is("GitLabRepository") {
        let url = own.text("repoUrl").value()?;
        let text = format!("GitLabRepository(\"{url}\", \"{repository}\", \"{branch}\")");
        return Some((text, "GitLabRepository"));
    }
    let text = format!("GitHubRepository(\"{repository}\", \"{branch}\")");
    own.is("GitHubRepository")
        .then_some((text, "GitHubRepository"))
}
