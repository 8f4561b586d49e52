//! Graphs for Graphviz.

use std::fmt::Write as _;

use datasurface_analyzer::{GraphNode, GraphReport, NodeKind, NodeState, PipelineGraph};

use super::{details, homes, title, verb};

pub(super) fn write(report: &GraphReport) -> String {
    let mut text = String::from(
        "digraph pipelines {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", style=\"rounded,filled\", \
         fillcolor=white];\n  edge [color=gray40];\n",
    );
    for (nth, graph) in report.graphs.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "  subgraph cluster_{nth} {{\n    label={};",
            quoted(&title(graph))
        );
        nodes(&mut text, nth, graph);
        text.push_str("  }\n");
    }
    text.push_str("}\n");
    text
}

fn nodes(text: &mut String, nth: usize, graph: &PipelineGraph) {
    for (team, (team_name, workspaces)) in homes(graph).into_iter().enumerate() {
        if let Some(name) = team_name {
            let _ = writeln!(
                text,
                "    subgraph cluster_{nth}_{team} {{\n      label={};",
                quoted(name)
            );
        }
        for (at, (workspace, own)) in workspaces.into_iter().enumerate() {
            if let Some(name) = workspace {
                let cluster = format!("cluster_{nth}_{team}_{at}");
                let _ = writeln!(
                    text,
                    "      subgraph {cluster} {{\n        label={};",
                    quoted(name)
                );
            }
            for (index, step) in own {
                let _ = writeln!(text, "        {} {};", name(nth, index), attributes(step));
            }
            if workspace.is_some() {
                text.push_str("      }\n");
            }
        }
        if team_name.is_some() {
            text.push_str("    }\n");
        }
    }
    for (from, to, unknown) in super::ends(graph) {
        let style = if unknown { " [style=dashed]" } else { "" };
        let _ = writeln!(text, "    {} -> {}{style};", name(nth, from), name(nth, to));
    }
}

fn name(graph: usize, node: usize) -> String {
    format!("g{graph}n{node}")
}

fn attributes(node: &GraphNode) -> String {
    let shape = match node.kind {
        NodeKind::Ingestion => "box",
        NodeKind::Export => "cylinder",
        NodeKind::Trigger => "diamond",
        NodeKind::Transformer => "component",
    };
    let state = match node.state {
        NodeState::Ok => "",
        NodeState::Problem => ", color=red3, penwidth=2",
        NodeState::Unknown => ", style=\"rounded,dashed\"",
        NodeState::Added => ", color=green4, penwidth=2",
        NodeState::Removed => ", color=red3, style=\"rounded,dotted\"",
        NodeState::Changed => ", color=darkorange3, penwidth=2",
    };
    let label = format!("{}\n{}", verb(node.kind), super::subject(node));
    let (label, tooltip) = (quoted(&label), quoted(&details(node)));
    format!("[shape={shape}, label={label}, tooltip={tooltip}{state}]")
}

/// A string of the language: quotes, backslashes and line breaks mean nothing in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_ends_a_string_early() {
        assert_eq!(quoted("a\"b\\\nc\u{7}"), "\"a\\\"b\\\\\\nc \"");
    }
}
