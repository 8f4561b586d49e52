import type { GraphNode, PipelineGraph } from '../src/gen/protocol';

export const FILE = 'file:///m/eco.py';

export function range(line: number, from: number, until = from + 5, end = line) {
  return { start: { line, character: from }, end: { line: end, character: until } };
}

export function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'export',
    label: id,
    state: 'ok',
    priority: null,
    priorityOf: null,
    because: [],
    reasons: [],
    team: null,
    consumers: [],
    origins: [],
    file: FILE,
    range: range(0, 0),
    ...more,
  };
}

export function graph(ids: string[], edges: [string, string][] = []): PipelineGraph {
  return {
    root: 'file:///m',
    platform: 'SCD2',
    provider: null,
    environment: null,
    nodes: ids.map((id) => node(id)),
    edges: edges.map(([from, to]) => ({ from, to, state: 'ok' })),
    absences: [],
  };
}
