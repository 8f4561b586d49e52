import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { GraphNode } from '../gen/protocol';
import { badgeOf, captionOf, changeOf, classesOf, markOf } from '../panel/graph';
import { tell } from './editor';

/** A node of the drawing. */
export type StepNode = Node<
  {
    step: GraphNode;
    isMarked: boolean;
  },
  'step'
>;

/** Leads to where a node comes from. */
export function reveal({ file, range }: GraphNode): void {
  if (file !== '') {
    tell({ kind: 'reveal', place: { file, range } });
  }
}

export function Step({ data: { step, isMarked } }: NodeProps<StepNode>) {
  const badge = badgeOf(step);
  const change = changeOf(step);
  const mark = markOf(step);
  return (
    <div
      className={`step ${classesOf(step)}${isMarked ? ' marked' : ''}`}
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
        {change !== null && <em>{change}</em>}
        {badge !== null && <b>{badge}</b>}
      </span>
      <span className="label">
        {mark !== '' && <b aria-hidden="true">{mark} </b>}
        {step.label}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

/** What belongs together is drawn in a box: the steps of a team, and in it those of a workspace. */
export type BoxNode = Node<{ title: string; depth: number }, 'box'>;

export function BoxAround({ data: { title, depth } }: NodeProps<BoxNode>) {
  return (
    <div className={depth === 0 ? 'box' : 'box inner'}>
      <span>{title}</span>
    </div>
  );
}
