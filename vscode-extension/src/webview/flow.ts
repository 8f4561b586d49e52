import { type Edge, MarkerType, Position } from '@xyflow/react';
import type { PipelineGraph } from '../gen/protocol';
import { factsOf } from '../panel/graph';
import { ghostsOf } from '../panel/ghosts';
import { NODE_HEIGHT, NODE_WIDTH, type Box, type Positions } from '../panel/layout';
import type { GhostNode } from './missing';
import type { BoxNode, StepNode } from './step';

/** A graph with where everything is. */
export interface Drawn {
  graph: PipelineGraph;
  positions: Positions;
  boxes: Box[];
  /** No node is where one was before. */
  isElsewhere: boolean;
}

/** Where edges begin and end. Left to be measured, they are not there for a while after a change. */
const HANDLES: NonNullable<StepNode['handles']> = [
  { type: 'target', position: Position.Left, x: 0, y: NODE_HEIGHT / 2, width: 1, height: 1 },
  {
    type: 'source',
    position: Position.Right,
    x: NODE_WIDTH,
    y: NODE_HEIGHT / 2,
    width: 1,
    height: 1,
  },
];

/** The steps, with those marked that the cursor is at. */
export function nodesOf({ graph, positions }: Drawn, marked: readonly string[]): StepNode[] {
  return graph.nodes.map((step) => ({
    id: step.id,
    type: 'step',
    position: positions.get(step.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    handles: HANDLES,
    data: { step, isMarked: marked.includes(step.id) },
    ariaLabel: factsOf(step).join('. '),
  }));
}

/** What is missing. */
export function absentOf({ graph, positions }: Drawn): GhostNode[] {
  return ghostsOf(graph).map((ghost) => ({
    id: ghost.id,
    type: 'ghost',
    position: positions.get(ghost.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    handles: HANDLES,
    data: { ghost },
    ariaLabel: `${ghost.caption}: ${ghost.absence.message}`,
  }));
}

export function edgesOf(graph: PipelineGraph): Edge[] {
  const absent = ghostsOf(graph).flatMap(({ id, after }) =>
    after.map((from) => ({ from, to: id, state: 'absent' })),
  );
  return [...graph.edges, ...absent].map(({ from, to, state }) => ({
    id: `${from} → ${to}`,
    source: from,
    target: to,
    className: state,
    markerEnd: { type: MarkerType.ArrowClosed },
  }));
}

export function boxesOf({ boxes }: Drawn): BoxNode[] {
  return boxes.map(({ id, title, depth, x, y, width, height }) => ({
    id,
    type: 'box',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    zIndex: depth - 2,
    selectable: false,
    focusable: false,
    data: { title, depth },
  }));
}
