import type { ElkNode } from 'elkjs/lib/elk-api';
import type { PipelineGraph } from '../gen/protocol';

export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 58;

export type Positions = ReadonlyMap<string, { x: number; y: number }>;

/** What is asked of the layout: layers from left to right, near to where things are. */
export function toElk(graph: PipelineGraph, before: Positions): ElkNode {
  const settled = graph.nodes.some(({ id }) => before.has(id));
  return {
    id: 'pipelines',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '22',
      'elk.layered.spacing.nodeNodeBetweenLayers': '70',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      ...(settled && {
        'elk.layered.crossingMinimization.semiInteractive': 'true',
      }),
    },
    children: graph.nodes.map(({ id }) => ({
      id,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      ...before.get(id),
    })),
    edges: graph.edges.map(({ from, to }) => ({
      id: `${from} → ${to}`,
      sources: [from],
      targets: [to],
    })),
  };
}

/** Where the nodes are: those that were there stay, and the new ones go where there is room. */
export function merged(laidOut: Positions, before: Positions): Positions {
  const kept = [...laidOut.keys()].filter((id) => before.has(id));
  if (kept.length === 0) {
    return laidOut;
  }
  const positions = new Map<string, { x: number; y: number }>();
  for (const id of kept) {
    positions.set(id, before.get(id) ?? { x: 0, y: 0 });
  }
  const shift = offset(kept, laidOut, before);
  for (const [id, { x, y }] of laidOut) {
    if (positions.has(id)) {
      continue;
    }
    const place = { x: x + shift.x, y: y + shift.y };
    while ([...positions.values()].some((other) => overlap(place, other))) {
      place.y += NODE_HEIGHT + 22;
    }
    positions.set(id, place);
  }
  return positions;
}

/** How far what stays is from where the layout would put it. */
function offset(kept: string[], laidOut: Positions, before: Positions) {
  const [first = ''] = kept;
  const [old, now] = [before.get(first), laidOut.get(first)];
  return { x: (old?.x ?? 0) - (now?.x ?? 0), y: (old?.y ?? 0) - (now?.y ?? 0) };
}

function overlap(a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  return Math.abs(a.x - b.x) < NODE_WIDTH + 8 && Math.abs(a.y - b.y) < NODE_HEIGHT + 8;
}
