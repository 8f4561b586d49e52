//! Graphs as trees, for a terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use datasurface_analyzer::{
    GraphAbsence, GraphNode, GraphReport, NodeKind, NodeState, PipelineGraph,
};

use super::{title, verb, when};
use crate::cli::check::count;

pub(super) fn write(report: &GraphReport) -> String {
    let mut text = String::new();
    for graph in &report.graphs {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}{}", title(graph), of(graph));
        Tree::new(graph).write(&mut text);
        let everywhere =
            |own: &&GraphAbsence| !report.absences.iter().any(|other| other.is_same(own));
        absences(&mut text, graph.absences.iter().filter(everywhere));
        text.push('\n');
    }
    if report.graphs.is_empty() {
        text.push_str("No platform serves a group, so there are no pipelines.\n\n");
    }
    if !report.absences.is_empty() {
        text.push_str("On no platform\n");
        absences(&mut text, report.absences.iter());
        text.push('\n');
    }
    let nodes = report.graphs.iter().map(|graph| graph.nodes.len()).sum();
    let graphs = count(report.graphs.len(), "graph");
    let _ = writeln!(text, "{} in {graphs}.", count(nodes, "step"));
    text
}

fn of(graph: &PipelineGraph) -> String {
    let provider = graph.provider.as_ref();
    provider.map_or_else(String::new, |provider| format!(", of {provider}"))
}

fn absences<'a>(text: &mut String, absences: impl Iterator<Item = &'a GraphAbsence>) {
    for absence in absences {
        let (file, line) = (&absence.place.file, absence.place.range.start.line + 1);
        let _ = writeln!(
            text,
            "! {}: {} ({file}:{line})",
            absence.kind, absence.message
        );
    }
}

/// A graph that is written from the left to the right, each step once.
struct Tree<'a> {
    nodes: BTreeMap<&'a str, &'a GraphNode>,
    right: BTreeMap<&'a str, Vec<&'a str>>,
    /// Steps that nothing leads to.
    first: Vec<&'a str>,
    written: BTreeSet<&'a str>,
}

impl<'a> Tree<'a> {
    fn new(graph: &'a PipelineGraph) -> Self {
        let mut right: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut led_to: BTreeSet<&str> = BTreeSet::new();
        for edge in &graph.edges {
            right.entry(&edge.from).or_default().push(&edge.to);
            led_to.insert(&edge.to);
        }
        let ids = graph.nodes.iter().map(|node| node.id.as_str());
        // What is on a circle that nothing leads to comes last.
        let (first, rest): (Vec<&str>, Vec<&str>) = ids.partition(|id| !led_to.contains(id));
        Self {
            nodes: graph
                .nodes
                .iter()
                .map(|node| (node.id.as_str(), node))
                .collect(),
            right,
            first: first.into_iter().chain(rest).collect(),
            written: BTreeSet::new(),
        }
    }

    fn write(&mut self, text: &mut String) {
        for id in std::mem::take(&mut self.first) {
            if !self.written.contains(id) {
                self.below(id, text);
            }
        }
    }

    /// A step and what follows it. Chains may be long: no recursion.
    fn below(&mut self, start: &'a str, text: &mut String) {
        let mut next = vec![(start, String::new(), "")];
        while let Some((id, prefix, branch)) = next.pop() {
            let Some(node) = self.nodes.get(id) else {
                continue;
            };
            let again = !self.written.insert(id);
            let seen = if again { " (see above)" } else { "" };
            let _ = writeln!(text, "{prefix}{branch}{}{seen}", line(node, again));
            if again {
                continue;
            }
            let own = match branch {
                "" => String::new(),
                "├─ " => format!("{prefix}│  "),
                _ => format!("{prefix}   "),
            };
            let children = self.right.get(id).map(Vec::as_slice).unwrap_or_default();
            for (at, child) in children.iter().enumerate().rev() {
                let branch = if at + 1 == children.len() {
                    "└─ "
                } else {
                    "├─ "
                };
                next.push((child, own.clone(), branch));
            }
        }
    }
}

/// What is said of a step.
fn line(node: &GraphNode, short: bool) -> String {
    let mut line = format!("{} {}", verb(node.kind), node.label);
    if let (NodeKind::Export, Some(container)) = (node.kind, &node.container) {
        let _ = write!(line, " → {container}");
    }
    if short {
        return line;
    }
    let mut facts = Vec::new();
    if let Some(group) = &node.replica_group {
        facts.push(format!("replica of {group}"));
    }
    facts.extend(node.trigger.as_ref().map(when));
    if node.secondary {
        facts.push(format!("from {}", node.primaries.join(", ")));
    } else if !node.primaries.is_empty() {
        facts.push("primary".to_owned());
    }
    if let (Some(priority), Some(of)) = (node.priority, &node.priority_of)
        && priority != "UNKNOWN"
    {
        facts.push(format!("{priority} for {of}"));
    }
    if !facts.is_empty() {
        let _ = write!(line, "  [{}]", facts.join("; "));
    }
    let (mark, why) = match node.state {
        NodeState::Ok => return line,
        NodeState::Added => return format!("{line}  + added"),
        NodeState::Removed => return format!("{line}  - removed"),
        NodeState::Changed => ('~', &node.differences),
        NodeState::Problem => ('✗', &node.problems),
        NodeState::Unknown => ('?', &node.unknowns),
    };
    let _ = write!(line, "  {mark} {}", why.join("; "));
    line
}
