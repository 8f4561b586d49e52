import {
  Background,
  Controls,
  MiniMap,
  Panel,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { PipelineGraph } from '../gen/protocol';
import { NODE_HEIGHT, NODE_WIDTH, type Positions } from '../panel/layout';
import type { ToPanel } from '../panel/messages';
import { Card } from './card';
import { type Drawn, absentOf, boxesOf, edgesOf, nodesOf } from './flow';
import { layOut } from './layout';
import { type GhostNode, Missing, revealAbsence } from './missing';
import { useResting } from './resting';
import { BoxAround, type BoxNode, Step, type StepNode, reveal } from './step';

type AnyNode = StepNode | BoxNode | GhostNode;

type CardOf = Extract<ToPanel, { kind: 'card' }>;

/** From this many nodes on a map of the whole is worth its room. */
const MAPPED = 25;

interface DrawingProps {
  graph: PipelineGraph;
  marked: readonly string[];
  /** What came of the last question about a node. */
  card: CardOf | undefined;
  /** Where the nodes are, for who wants to save the drawing. */
  laidOut: RefObject<Positions>;
  /** In boxes, by team and workspace. */
  isGrouped: boolean;
}

/** A graph as a drawing. What was laid out stays in sight until the next is. */
export function Drawing({ graph, marked, card, laidOut, isGrouped }: DrawingProps) {
  const [drawn, setDrawn] = useState<Drawn>();
  const [problem, setProblem] = useState<string>();
  const known = useRef<Positions>(new Map());
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isCurrent = true;
    layOut(graph, known.current, isGrouped).then(
      ({ positions, boxes }) => {
        if (isCurrent) {
          const isElsewhere = ![...positions.keys()].some((id) => known.current.has(id));
          known.current = positions;
          laidOut.current = positions;
          setDrawn({ graph, positions, boxes, isElsewhere });
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
  }, [graph, laidOut, isGrouped]);

  // Nothing of what was in sight is left: whoever looked at it looks at nothing now.
  const [flow, setFlow] = useState<ReactFlowInstance<AnyNode>>();
  const isElsewhere = drawn?.isElsewhere === true;
  useEffect(() => {
    if (flow && drawn && isElsewhere) {
      void flow.fitView({ maxZoom: 1 });
    }
  }, [flow, drawn, isElsewhere]);

  const { resting, rest } = useResting(graph);
  const shown = card !== undefined && card.of.id === resting?.id ? card.node : undefined;

  // The cursor leads to its nodes, unless one of them is in sight.
  useEffect(() => {
    const places = marked.flatMap((id) => known.current.get(id) ?? []);
    const box = frame.current?.getBoundingClientRect();
    if (!flow || !box || places.length === 0) {
      return;
    }
    const isSeen = places.some(({ x, y }) => {
      const at = flow.flowToScreenPosition({ x: x + NODE_WIDTH / 2, y: y + NODE_HEIGHT / 2 });
      return at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom;
    });
    const [first] = places;
    if (!isSeen && first) {
      const zoom = flow.getZoom();
      void flow.setCenter(first.x + NODE_WIDTH / 2, first.y + NODE_HEIGHT / 2, { zoom });
    }
  }, [flow, marked, drawn]);

  const nodes = useMemo(
    () => (drawn ? [...boxesOf(drawn), ...nodesOf(drawn, marked), ...absentOf(drawn)] : []),
    [drawn, marked],
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
    <div
      className="drawing"
      ref={frame}
      onFocus={({ target }) => {
        // The keyboard gets to the cards, too.
        if (target.matches('.react-flow__node-step:focus-visible')) {
          const { left, width } = target.getBoundingClientRect();
          const id = target.getAttribute('data-id') ?? '';
          rest({ id, isLeft: left + width / 2 < window.innerWidth / 2 });
        }
      }}
      onBlur={() => {
        rest(undefined);
      }}
    >
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
        onNodeClick={(_event, node) => {
          if (node.type === 'step') {
            reveal(node.data.step);
          } else if (node.type === 'ghost') {
            revealAbsence(node.data.ghost.absence);
          }
        }}
        onNodeMouseEnter={({ clientX }, { id, type }) => {
          if (type === 'step') {
            rest({ id, isLeft: clientX < window.innerWidth / 2 });
          }
        }}
        onNodeMouseLeave={() => {
          rest(undefined);
        }}
      >
        <Background />
        <Controls showInteractive={false} />
        {drawn.graph.nodes.length >= MAPPED && (
          <MiniMap<AnyNode>
            pannable
            zoomable
            position="top-right"
            ariaLabel="Map of the whole drawing"
            nodeClassName={({ data }) =>
              'step' in data ? `${data.step.kind} ${data.step.state}` : 'around'
            }
          />
        )}
        {shown && (
          <Panel
            position={resting?.isLeft ? 'top-right' : 'top-left'}
            className="card-panel"
            onMouseEnter={() => {
              rest(resting);
            }}
            onMouseLeave={() => {
              rest(undefined);
            }}
          >
            <Card node={shown} />
          </Panel>
        )}
      </ReactFlow>
    </div>
  );
}

const NODE_TYPES = { step: Step, box: BoxAround, ghost: Missing };
