import { Handle, type Node, type NodeProps, NodeToolbar, Position } from '@xyflow/react';
import type { GraphNode } from '../gen/protocol';
import { badgeOf, captionOf, changeOf, classesOf } from '../panel/graph';
import { Card } from './card';
import { tell } from './editor';

/** A node of the drawing. */
export type StepNode = Node<
  {
    step: GraphNode;
    isMarked: boolean;
    card: GraphNode | undefined;
    rest: (id: string | undefined) => void;
  },
  'step'
>;

/** Leads to where a node comes from. */
export function reveal({ file, range }: GraphNode): void {
  if (file !== '') {
    tell({ kind: 'reveal', place: { file, range } });
  }
}

export function Step({ data: { step, isMarked, card, rest } }: NodeProps<StepNode>) {
  const badge = badgeOf(step);
  const change = changeOf(step);
  return (
    <div
      className={`${classesOf(step)}${isMarked ? ' marked' : ''}`}
      data-node={step.id}
      onKeyDown={({ key }) => {
        if (key === 'Enter') {
          reveal(step);
        }
      }}
    >
      <NodeToolbar isVisible={card !== undefined} position={Position.Bottom} align="start">
        {card && (
          <div
            onMouseEnter={() => {
              rest(step.id);
            }}
            onMouseLeave={() => {
              rest(undefined);
            }}
          >
            <Card node={card} />
          </div>
        )}
      </NodeToolbar>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="kind">
        <span>{captionOf(step)}</span>
        {change !== null && <em>{change}</em>}
        {badge !== null && <b>{badge}</b>}
      </span>
      <span className="label">{step.label}</span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}
