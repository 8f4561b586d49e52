//! Graphs for Markdown, as Mermaid draws them.

use std::fmt::Write as _;

use datasurface_analyzer::{GraphNode, GraphReport, NodeKind, NodeState, PipelineGraph};

use super::{homes, subject, title, verb};

pub(super) fn write(report: &GraphReport) -> String {
    let mut text = String::from("flowchart LR\n");
    for (nth, graph) in report.graphs.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  subgraph g{nth} [{}]", quoted(&title(graph)));
        nodes(&mut text, nth, graph);
        text.push_str("  end\n");
    }
    text.push_str("  classDef problem stroke:#c00,stroke-width:2px\n");
    text.push_str("  classDef unknown stroke-dasharray:4 3\n");
    text
}

fn nodes(text: &mut String, nth: usize, graph: &PipelineGraph) {
    for (team, (team_name, workspaces)) in homes(graph).into_iter().enumerate() {
        if let Some(name) = team_name {
            let _ = writeln!(text, "    subgraph g{nth}t{team} [{}]", quoted(name));
        }
        for (at, (workspace, own)) in workspaces.into_iter().enumerate() {
            if let Some(name) = workspace {
                let _ = writeln!(text, "      subgraph g{nth}t{team}w{at} [{}]", quoted(name));
            }
            for (index, step) in own {
                let _ = writeln!(text, "        g{nth}n{index}{}", shape(step));
            }
            if workspace.is_some() {
                text.push_str("      end\n");
            }
        }
        if team_name.is_some() {
            text.push_str("    end\n");
        }
    }
    for (from, to, unknown) in super::ends(graph) {
        let arrow = if unknown { "-.->" } else { "-->" };
        let _ = writeln!(text, "    g{nth}n{from} {arrow} g{nth}n{to}");
    }
}

fn shape(node: &GraphNode) -> String {
    let label = quoted(&format!("{} {}", verb(node.kind), subject(node)));
    let shape = match node.kind {
        NodeKind::Ingestion => format!("[{label}]"),
        NodeKind::Export => format!("[({label})]"),
        NodeKind::Trigger => format!("{{{{{label}}}}}"),
        NodeKind::Transformer => format!("[[{label}]]"),
    };
    match node.state {
        NodeState::Ok => shape,
        NodeState::Problem => format!("{shape}:::problem"),
        NodeState::Unknown => format!("{shape}:::unknown"),
        NodeState::Added => format!("{shape}:::added"),
        NodeState::Removed => format!("{shape}:::removed"),
        NodeState::Changed => format!("{shape}:::changed"),
    }
}

/// A text in quotes: what the language or HTML would read into it is written as an entity.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' => {
                let _ = write!(quoted, "#{};", u32::from(c));
            }
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
    fn nothing_is_read_into_a_text() {
        assert_eq!(quoted("<b>\"`#1\n"), "\"#60;b#62;#34;#96;#35;1 \"");
    }
}
