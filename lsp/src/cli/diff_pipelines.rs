//! What a change means for the pipelines, as `diff` says it.

use datasurface_analyzer::{
    GraphNode, GraphOptions, Host, Models, NodeState, PipelineGraph, Snapshot,
};
use serde_json::{Value, json};

/// What is different about the pipelines of the one model of a host beside those of another: for
/// each platform and environment the steps that come, go, move and are something else.
pub(super) fn changes(host: &Host, base: &Host) -> Vec<Value> {
    let entry = |snapshot: Snapshot| {
        let status = snapshot.status();
        status.models.first().map(|model| model.entry.clone())
    };
    let known = entry(base.snapshot()).and_then(|entry| base.pipelines(&entry));
    let (Some(entry), Some(known)) = (entry(host.snapshot()), known) else {
        return Vec::new();
    };
    let baselines = [(entry, known)];
    let options = GraphOptions {
        baselines: &baselines,
        ..GraphOptions::default()
    };
    let report = host.analysis().graphs(&Models::All, &options);
    let graphs = report.graphs.iter().map(graph);
    graphs.flatten().collect()
}

/// A platform of which something is different.
fn graph(graph: &PipelineGraph) -> Option<Value> {
    let steps: Vec<Value> = graph.nodes.iter().filter_map(step).collect();
    (!steps.is_empty()).then(|| {
        json!({
            "platform": graph.platform,
            "environment": graph.environment,
            "steps": steps,
        })
    })
}

fn step(node: &GraphNode) -> Option<Value> {
    let kind = match node.state {
        NodeState::Added => "added",
        NodeState::Removed => "removed",
        NodeState::Changed => "changed",
        NodeState::Ok | NodeState::Problem | NodeState::Unknown => return None,
    };
    Some(json!({
        "id": node.id,
        "kind": kind,
        "moved": node.moved,
        "differences": node.differences,
        "consumers": node.consumers,
    }))
}
