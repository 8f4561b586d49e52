//! Graphs as a picture.

use std::fmt::Write as _;

use datasurface_analyzer::{GraphNode, GraphReport, NodeKind, NodeState, PipelineGraph};

use super::layout::{Size, layout};
use super::{details, ends, subject, title, verb};

/// Around everything, and between graphs.
const MARGIN: f64 = 24.0;
/// The line with a graph's name.
const TITLE: f64 = 28.0;
const HEIGHT: f64 = 38.0;
/// A character of a label, and the longest label that is written out.
const CHARACTER: f64 = 7.2;
const MAX_CHARACTERS: usize = 44;

/// Colours that the one who looks at it has asked for.
const STYLE: &str = "
  svg { --ink: #1f2328; --dim: #656d76; --paper: #ffffff; --line: #8c959f; --ingestion: #ddf4ff; \
--export: #dafbe1; --trigger: #fff8c5; --transformer: #fbefff; --problem: #cf222e; background: var(--paper); }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e6edf3; --dim: #9198a1; --paper: #0d1117; --line: #6e7681; --ingestion: #12304f; \
--export: #12361f; --trigger: #3b2e08; --transformer: #33204d; --problem: #ff7b72; }
  }
  text { font: 12px ui-sans-serif, system-ui, sans-serif; fill: var(--ink); }
  .name { font-size: 15px; font-weight: 600; }
  .what { font-size: 10px; fill: var(--dim); }
  rect { stroke: var(--line); }
  .ingestion rect { fill: var(--ingestion); } .export rect { fill: var(--export); }
  .trigger rect { fill: var(--trigger); } .transformer rect { fill: var(--transformer); }
  .problem rect { stroke: var(--problem); stroke-width: 2; } .unknown rect { stroke-dasharray: 4 3; }
  path { fill: none; stroke: var(--line); stroke-width: 1.2; } path.unknown { stroke-dasharray: 4 3; }
  marker path { fill: var(--line); stroke: none; }
";

pub(super) fn write(report: &GraphReport) -> String {
    let mut body = String::new();
    let mut y = MARGIN;
    let mut width: f64 = 240.0;
    for graph in &report.graphs {
        let size = draw(&mut body, graph, y);
        width = width.max(size.width);
        y += size.height + MARGIN;
    }
    let (width, height) = (width + 2.0 * MARGIN, y.max(2.0 * MARGIN));
    let names: Vec<String> = report.graphs.iter().map(title).collect();
    let names = escaped(&names.join(", "));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n<title>Pipelines of {names}</title>\n\
         <style>{STYLE}</style>\n<defs><marker id=\"end\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" \
         markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n\
         {body}</svg>\n"
    )
}

/// Draws a graph below what is there; says how large it is.
fn draw(body: &mut String, graph: &PipelineGraph, top: f64) -> Size {
    let name = escaped(&title(graph));
    // Writing to a string cannot fail.
    let _ = writeln!(
        body,
        "<text class=\"name\" x=\"{MARGIN}\" y=\"{:.1}\">{name}</text>",
        top + 14.0
    );
    let labels: Vec<String> = graph
        .nodes
        .iter()
        .map(|node| shortened(&subject(node)))
        .collect();
    let sizes: Vec<Size> = labels.iter().map(|label| size(label)).collect();
    let ends = ends(graph);
    let edges: Vec<(usize, usize)> = ends.iter().map(|(from, to, _)| (*from, *to)).collect();
    let layout = layout(&sizes, &edges);
    let _ = writeln!(
        body,
        "<g transform=\"translate({MARGIN} {:.1})\">",
        top + TITLE
    );
    for ((from, to, unknown), points) in ends.iter().zip(&layout.edges) {
        let class = if *unknown { " class=\"unknown\"" } else { "" };
        let (from, to) = (
            escaped(&graph.nodes[*from].id),
            escaped(&graph.nodes[*to].id),
        );
        let line = curve(points);
        let _ = writeln!(
            body,
            "<path{class} d=\"{line}\" marker-end=\"url(#end)\"><title>{from} → {to}</title></path>"
        );
    }
    for (((node, label), size), place) in graph
        .nodes
        .iter()
        .zip(&labels)
        .zip(&sizes)
        .zip(&layout.nodes)
    {
        step(body, node, label, *size, *place);
    }
    body.push_str("</g>\n");
    Size {
        width: layout.width,
        height: TITLE + layout.height,
    }
}

fn step(body: &mut String, node: &GraphNode, label: &str, size: Size, (x, y): (f64, f64)) {
    let kind = match node.kind {
        NodeKind::Ingestion => "ingestion",
        NodeKind::Export => "export",
        NodeKind::Trigger => "trigger",
        NodeKind::Transformer => "transformer",
    };
    let state = match node.state {
        NodeState::Ok => "",
        NodeState::Problem => " problem",
        NodeState::Unknown => " unknown",
        NodeState::Added => " added",
        NodeState::Removed => " removed",
        NodeState::Changed => " changed",
    };
    let (id, said, label) = (escaped(&node.id), escaped(&details(node)), escaped(label));
    let mut what = verb(node.kind).to_owned();
    if let Some(priority) = node.priority.filter(|own| *own != "UNKNOWN") {
        let _ = write!(what, " · {priority}");
    }
    let _ = writeln!(
        body,
        "<g class=\"{kind}{state}\" data-id=\"{id}\" transform=\"translate({x:.1} {y:.1})\"><title>{said}</title>\
         <rect width=\"{:.1}\" height=\"{HEIGHT}\" rx=\"6\"/><text class=\"what\" x=\"10\" y=\"14\">{what}</text>\
         <text x=\"10\" y=\"29\">{label}</text></g>",
        size.width
    );
}

#[expect(clippy::cast_precision_loss, reason = "labels are short")]
fn size(label: &str) -> Size {
    Size {
        width: (label.chars().count() as f64 * CHARACTER + 20.0).max(84.0),
        height: HEIGHT,
    }
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= MAX_CHARACTERS {
        return label.to_owned();
    }
    let start: String = label.chars().take(MAX_CHARACTERS - 1).collect();
    format!("{start}…")
}

/// A line through points, upright bends between layers.
fn curve(points: &[(f64, f64)]) -> String {
    let mut line = String::new();
    for (nth, &(x, y)) in points.iter().enumerate() {
        match nth.checked_sub(1).and_then(|before| points.get(before)) {
            None => {
                let _ = write!(line, "M{x:.1} {y:.1}");
            }
            // Within a layer it goes straight.
            Some((_, before)) if (before - y).abs() < 0.05 => {
                let _ = write!(line, "H{x:.1}");
            }
            Some((left, before)) => {
                let middle = f64::midpoint(*left, x);
                let _ = write!(
                    line,
                    "C{middle:.1} {before:.1} {middle:.1} {y:.1} {x:.1} {y:.1}"
                );
            }
        }
    }
    line
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            // XML has no way to write the others.
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
