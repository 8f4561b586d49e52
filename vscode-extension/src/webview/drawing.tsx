import {
  Background,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { GraphNode, PipelineGraph } from '../gen/protocol';
import { KINDS, badgeOf, captionOf, factsOf } from '../panel/graph';
import { NODE_HEIGHT, NODE_WIDTH, type Positions } from '../panel/layout';
import { tell } from './editor';
import { layOut } from './layout';

type StepNode = Node<{ step: GraphNode; isMarked: boolean }, 'step'>;

interface Drawn {
  graph: PipelineGraph;
  positions: Positions;
  /** No node is where one was before. */
  isElsewhere: boolean;
}

/** A graph as a drawing. What was laid out stays in sight until the next is. */
export function Drawing({ graph, marked }: { graph: PipelineGraph; marked: readonly string[] }) {
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
  }, [graph]);

  // Nothing of what was in sight is left: whoever looked at it looks at nothing now.
  const [flow, setFlow] = useState<ReactFlowInstance<StepNode>>();
  const isElsewhere = drawn?.isElsewhere === true;
  useEffect(() => {
    if (flow && drawn && isElsewhere) {
      void flow.fitView({ maxZoom: 1 });
    }
  }, [flow, drawn, isElsewhere]);

  const nodes = useMemo(() => (drawn ? nodesOf(drawn, marked) : []), [drawn, marked]);
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
      >
        <Background />
        <Controls showInteractive={false} />
        <Panel position="bottom-right">
          <Legend />
        </Panel>
      </ReactFlow>
    </div>
  );
}

function reveal({ file, range }: GraphNode): void {
  if (file !== '') {
    tell({ kind: 'reveal', place: { file, range } });
  }
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

function nodesOf({ graph, positions }: Drawn, marked: readonly string[]): StepNode[] {
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

function edgesOf({ edges }: PipelineGraph): Edge[] {
  return edges.map(({ from, to, state }) => ({
    id: `${from} → ${to}`,
    source: from,
    target: to,
    className: state,
    markerEnd: { type: MarkerType.ArrowClosed },
  }));
}

function Step({ data: { step, isMarked } }: NodeProps<StepNode>) {
  const badge = badgeOf(step);
  return (
    <div
      className={`step ${step.kind} ${step.state}${isMarked ? ' marked' : ''}`}
      title={factsOf(step).join('\n')}
      data-node={step.id}
      onKeyDown={({ key }) => {
        if (key === 'Enter') {
          reveal(step);
        }
      }}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="kind">
        <span>{captionOf(step)}</span>
        {badge !== null && <b>{badge}</b>}
      </span>
      <span className="label">{step.label}</span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

const NODE_TYPES = { step: Step };

function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {Object.entries(KINDS).map(([kind, name]) => (
        <li key={kind} className={kind}>
          {name}
        </li>
      ))}
      <li className="problem">cannot work</li>
      <li className="unknown">not known</li>
    </ul>
  );
}
