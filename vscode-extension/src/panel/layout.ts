import type { ElkNode } from 'elkjs/lib/elk-api';
import type { GraphNode, PipelineGraph } from '../gen/protocol';
import { ghostsOf } from './ghosts';

export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 58;

export type Positions = ReadonlyMap<string, { x: number; y: number }>;

/** A box around what belongs together. */
export interface Box {
  id: string;
  title: string;
  /** In how many others it is. */
  depth: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is asked of the layout in boxes: the steps of a team, and in it those of a workspace. */
export function toGroupedElk(graph: PipelineGraph): ElkNode {
  const elk = toElk(graph, new Map());
  const steps = new Map(elk.children?.map((child) => [child.id, child]));
  const tops: ElkNode[] = [];
  const boxes = new Map<string, ElkNode>();
  const box = (id: string, title: string, into: ElkNode[]): ElkNode[] => {
    let known = boxes.get(id);
    if (!known) {
      const layoutOptions = { 'elk.padding': '[top=30,left=14,bottom=14,right=14]' };
      known = { id, labels: [{ text: title }], layoutOptions, children: [] };
      boxes.set(id, known);
      into.push(known);
    }
    return (known.children ??= []);
  };
  for (const node of graph.nodes) {
    let into = tops;
    if (node.team !== null) {
      into = box(JSON.stringify([node.team]), node.team, into);
      const workspace = workspaceOf(node);
      if (workspace !== undefined) {
        into = box(JSON.stringify([node.team, workspace]), workspace, into);
      }
    }
    const step = steps.get(node.id);
    if (step) {
      into.push(step);
      steps.delete(node.id);
    }
  }
  // What is missing is in no box.
  tops.push(...steps.values());
  return {
    ...elk,
    layoutOptions: { ...elk.layoutOptions, 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' },
    children: tops,
  };
}

/** The workspace a step is for; what several share is nobody's. */
function workspaceOf({ workspaces = [] }: GraphNode): string | undefined {
  return workspaces.length === 1 ? workspaces[0] : undefined;
}

/** Where everything is, seen from the whole drawing, and the boxes around it. */
export function unfolded({ children = [] }: ElkNode): { positions: Positions; boxes: Box[] } {
  const positions = new Map<string, { x: number; y: number }>();
  const boxes: Box[] = [];
  const take = (all: ElkNode[], left: number, top: number, depth: number): void => {
    for (const { id, x = 0, y = 0, width = 0, height = 0, labels, children: inner } of all) {
      const at = { x: left + x, y: top + y };
      if (inner && inner.length > 0) {
        boxes.push({ id, title: labels?.[0]?.text ?? '', depth, ...at, width, height });
        take(inner, at.x, at.y, depth + 1);
      } else {
        positions.set(id, at);
      }
    }
  };
  take(children, 0, 0, 0);
  return { positions, boxes };
}

/** What is asked of the layout: layers from left to right, near to where things are. */
export function toElk(graph: PipelineGraph, before: Positions): ElkNode {
  const settled = graph.nodes.some(({ id }) => before.has(id));
  const ghosts = ghostsOf(graph);
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
    children: [...graph.nodes, ...ghosts].map(({ id }) => ({
      id,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      ...before.get(id),
    })),
    edges: [
      ...graph.edges,
      ...ghosts.flatMap(({ id, after }) => after.map((from) => ({ from, to: id }))),
    ].map(({ from, to }) => ({
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
