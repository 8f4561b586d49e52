import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { GraphAbsence } from '../gen/protocol';
import type { Ghost } from '../panel/ghosts';
import { tell } from './editor';

/** A node of the drawing for what is missing. */
export type GhostNode = Node<{ ghost: Ghost }, 'ghost'>;

/** Leads to where an absence would be put right. */
export function revealAbsence({ file, range }: GraphAbsence): void {
  if (file !== '') {
    tell({ kind: 'reveal', place: { file, range } });
  }
}

export function Missing({ data: { ghost } }: NodeProps<GhostNode>) {
  const { caption, label, absence } = ghost;
  return (
    <div
      className="step absent"
      data-node={ghost.id}
      title={absence.message}
      onKeyDown={({ key }) => {
        if (key === 'Enter') {
          revealAbsence(absence);
        }
      }}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="kind">
        <span>{caption}</span>
      </span>
      <span className="label">
        <b aria-hidden="true">∅ </b>
        {label}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}
