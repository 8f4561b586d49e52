import {
  Background,
  Controls,
  type Edge,
  MarkerType,
  MiniMap,
  Panel,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GraphNode, PipelineGraph } from '../gen/protocol';
import { classesOf, factsOf } from '../panel/graph';
import { NODE_HEIGHT, NODE_WIDTH, type Positions } from '../panel/layout';
import type { ToPanel } from '../panel/messages';
import { tell } from './editor';
import { layOut } from './layout';
import { Legend } from './legend';
import { Step, type StepNode, reveal } from './step';

type CardOf = Extract<ToPanel, { kind: 'card' }>;

/** Milliseconds that a pointer rests on a node before there is a card. */
const REST = 350;

/** From this many nodes on a map of the whole is worth its room. */
const MAPPED = 25;

interface DrawingProps {
  graph: PipelineGraph;
  marked: readonly string[];
  /** What came of the last question about a node. */
  card: CardOf | undefined;
  /** Where the nodes are, for who wants to save the drawing. */
  laidOut: RefObject<Positions>;
}

interface Drawn {
  graph: PipelineGraph;
  positions: Positions;
  /** No node is where one was before. */
  isElsewhere: boolean;
}

/** A graph as a drawing. What was laid out stays in sight until the next is. */
export function Drawing({ graph, marked, card, laidOut }: DrawingProps) {
  const [drawn, setDrawn] = useState<Drawn>();
  const [problem, setProblem] = useState<string>();
  const known = useRef<Positions>(new Map());
  useEffect(() => {
    let isCurrent = true;
    layOut(graph, known.current).then(
      (positions) => {
        if (isCurrent) {
          const isElsewhere = ![...positions.keys()].some((id) => known.current.has(id));
          known.current = positions;
          laidOut.current = positions;
          setDrawn({ graph, positions, isElsewhere });
          setProblem(undefined);
        }
      },
      (error: unknown) => {
        if (isCurrent) {
          setProblem(error instanceof Error ? error.message : String(error));
        }
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [graph, laidOut]);

  // Nothing of what was in sight is left: whoever looked at it looks at nothing now.
  const [flow, setFlow] = useState<ReactFlowInstance<StepNode>>();
  const isElsewhere = drawn?.isElsewhere === true;
  useEffect(() => {
    if (flow && drawn && isElsewhere) {
      void flow.fitView({ maxZoom: 1 });
    }
  }, [flow, drawn, isElsewhere]);

  // The card is that of the node that the pointer rests on, if it is still there.
  const [resting, setResting] = useState<string>();
  const timer = useRef<number>(undefined);
  const rest = useCallback(
    (id: string | undefined): void => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        setResting(id);
        if (id !== undefined) {
          const { root, platform, environment } = graph;
          tell({ kind: 'card', of: { root, platform, environment, id } });
        }
      }, REST);
    },
    [graph],
  );
  const shown = card !== undefined && card.of.id === resting ? card.node : undefined;
  const nodes = useMemo(
    () => (drawn ? nodesOf(drawn, marked, shown, rest) : []),
    [drawn, marked, shown, rest],
  );
  const edges = useMemo(() => (drawn ? edgesOf(drawn.graph) : []), [drawn]);
  if (problem !== undefined) {
    return (
      <div className="state" role="alert">
        The layout failed: {problem}
      </div>
    );
  }
  if (!drawn) {
    return (
      <div className="state" role="status">
        Laying out…
      </div>
    );
  }
  return (
    <div className="drawing">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        onInit={setFlow}
        fitView
        fitViewOptions={{ maxZoom: 1 }}
        minZoom={0.05}
        onlyRenderVisibleElements
        onNodeClick={(_event, { data }) => {
          reveal(data.step);
        }}
        onNodeMouseEnter={(_event, { id }) => {
          rest(id);
        }}
        onNodeMouseLeave={() => {
          rest(undefined);
        }}
      >
        <Background />
        <Controls showInteractive={false} />
        <Panel position="bottom-right">
          <Legend changes={drawn.graph.changes} />
        </Panel>
        {drawn.graph.nodes.length >= MAPPED && (
          <MiniMap<StepNode>
            pannable
            zoomable
            position="top-right"
            ariaLabel="Map of the whole drawing"
            nodeClassName={({ data }) => classesOf(data.step)}
          />
        )}
      </ReactFlow>
    </div>
  );
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

function nodesOf(
  { graph, positions }: Drawn,
  marked: readonly string[],
  card: GraphNode | undefined,
  rest: (id: string | undefined) => void,
): StepNode[] {
  return graph.nodes.map((step) => ({
    id: step.id,
    type: 'step',
    position: positions.get(step.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    handles: HANDLES,
    data: {
      step,
      isMarked: marked.includes(step.id),
      card: card?.id === step.id ? card : undefined,
      rest,
    },
    ariaLabel: factsOf(step).join('. '),
  }));
}

function edgesOf({ edges }: PipelineGraph): Edge[] {
  return edges.map(({ from, to, state }) => ({
    id: `${from} → ${to}`,
    source: from,
    target: to,
    className: state,
    markerEnd: { type: MarkerType.ArrowClosed },
  }));
}

const NODE_TYPES = { step: Step };
