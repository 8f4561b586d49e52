//! `graph`: the pipelines that follow from every model under a path.

mod dot;
mod layout;
mod mermaid;
mod svg;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use anyhow::bail;
use datasurface_analyzer::{
    Files, GraphNode, GraphReport, GraphTrigger, NodeKind, NodeState, PipelineGraph,
};

use super::check::{Target, load};
use super::output::{print, print_json};
use super::{Exit, GraphArgs, GraphFormat};
use crate::disk::Disk;

pub(super) fn run(arguments: &GraphArgs) -> anyhow::Result<Exit> {
    let target = Target::new(&arguments.path)?;
    let files: Arc<dyn Files> = Arc::new(Disk);
    let host = load(&files, &target)?;
    if host.snapshot().status().models.is_empty() {
        bail!("{}", target.nothing_found());
    }
    let mut report = host.graphs(&target.root);
    select(&mut report, arguments)?;
    match arguments.output_format {
        GraphFormat::Text => print(&text::write(&report))?,
        GraphFormat::Json => print_json(&serde_json::to_value(&report)?)?,
        GraphFormat::Dot => print(&dot::write(&report))?,
        GraphFormat::Mermaid => print(&mermaid::write(&report))?,
        GraphFormat::Svg => print(&svg::write(&report))?,
    }
    Ok(Exit::Clean)
}

/// Leaves what was asked for. A name that nothing has is a mistake of whoever asked.
fn select(report: &mut GraphReport, arguments: &GraphArgs) -> anyhow::Result<()> {
    if let Some(wanted) = &arguments.environment {
        let environment = |graph: &PipelineGraph| graph.environment.clone();
        known(report, "environment", wanted, environment)?;
        report
            .graphs
            .retain(|graph| graph.environment.as_ref() == Some(wanted));
    }
    if let Some(wanted) = &arguments.platform {
        known(report, "platform", wanted, |graph| {
            Some(graph.platform.clone())
        })?;
        report.graphs.retain(|graph| graph.platform == *wanted);
    }
    Ok(())
}

fn known(
    report: &GraphReport,
    noun: &str,
    wanted: &str,
    name: impl Fn(&PipelineGraph) -> Option<String>,
) -> anyhow::Result<()> {
    let names: BTreeSet<String> = report.graphs.iter().filter_map(name).collect();
    if names.contains(wanted) {
        return Ok(());
    }
    if names.is_empty() {
        bail!("no {noun} `{wanted}` has pipelines, and no other has any");
    }
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    bail!(
        "no {noun} `{wanted}` has pipelines; there are those of {}",
        list.join(", ")
    )
}

/// What a graph is called.
fn title(graph: &PipelineGraph) -> String {
    let mut title = graph.platform.clone();
    if let Some(environment) = &graph.environment {
        title = format!("{title} in {environment}");
    }
    if graph.root != "." {
        title = format!("{}: {title}", graph.root);
    }
    title
}

/// What a step does, in a word.
fn verb(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Ingestion => "ingest",
        NodeKind::Export => "export",
        NodeKind::Trigger => "wait",
        NodeKind::Transformer => "transform",
    }
}

/// When a step starts, where that is said.
fn when(trigger: &GraphTrigger) -> String {
    match trigger {
        GraphTrigger::Cron { cron, .. } => format!("cron {cron}"),
        GraphTrigger::External { .. } => "started from outside".to_owned(),
        GraphTrigger::OnCompletion => "when all exports are done".to_owned(),
        GraphTrigger::Unknown => "trigger unknown".to_owned(),
    }
}

/// What a step does it to.
fn subject(node: &GraphNode) -> String {
    match (&node.container, node.kind) {
        (Some(container), NodeKind::Export) => format!("{} → {container}", node.label),
        _ => node.label.clone(),
    }
}

/// All that is said of a step, a line for each thing.
fn details(node: &GraphNode) -> String {
    let mut lines = vec![format!("{} {}", verb(node.kind), subject(node))];
    lines.extend(
        node.problems
            .iter()
            .map(|problem| format!("problem: {problem}")),
    );
    lines.extend(
        node.unknowns
            .iter()
            .map(|unknown| format!("unknown: {unknown}")),
    );
    lines.extend(node.trigger.as_ref().map(when));
    lines.extend(
        node.replica_group
            .iter()
            .map(|group| format!("replica group {group}")),
    );
    if !node.primaries.is_empty() {
        let taken = if node.secondary {
            "taken from"
        } else {
            "primary:"
        };
        lines.push(format!("{taken} {}", node.primaries.join(", ")));
    }
    match (node.priority, &node.priority_of) {
        (Some("UNKNOWN"), _) => {}
        (Some(priority), Some(of)) => lines.push(format!("priority {priority} for {of}")),
        (Some(priority), None) => lines.push(format!("priority {priority}")),
        (None, _) => lines.push("no priority".to_owned()),
    }
    lines.extend(node.because.iter().cloned());
    if !node.consumers.is_empty() {
        lines.push(format!("needed by {}", node.consumers.join(", ")));
    }
    let line = node.place.range.start.line + 1;
    lines.push(format!("{}:{line}", node.place.file));
    lines.join("\n")
}

/// Nodes with their indexes.
type Nodes<'a> = Vec<(usize, &'a GraphNode)>;

/// The nodes by the team and the workspace that they are drawn in; what several share is nobody's.
fn homes(graph: &PipelineGraph) -> BTreeMap<Option<&str>, BTreeMap<Option<&str>, Nodes<'_>>> {
    let mut homes: BTreeMap<Option<&str>, BTreeMap<Option<&str>, Nodes<'_>>> = BTreeMap::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        let workspace = match &*node.workspaces {
            [own] => Some(own.as_str()),
            _ => None,
        };
        let team = homes.entry(node.team.as_deref()).or_default();
        team.entry(workspace).or_default().push((index, node));
    }
    homes
}

/// The edges by the indexes of their ends, and whether they are in doubt.
fn ends(graph: &PipelineGraph) -> Vec<(usize, usize, bool)> {
    let nodes = graph.nodes.iter().enumerate();
    let index: HashMap<&str, usize> = nodes.map(|(at, node)| (node.id.as_str(), at)).collect();
    let edges = graph.edges.iter().filter_map(|edge| {
        let (from, to) = (index.get(&*edge.from)?, index.get(&*edge.to)?);
        Some((*from, *to, edge.state == NodeState::Unknown))
    });
    edges.collect()
}
