import { useCallback, useRef, useState } from 'react';
import type { PipelineGraph } from '../gen/protocol';
import { tell } from './editor';

/** Milliseconds that a pointer rests on a node before there is a card. */
const REST = 350;

/** The node that the pointer rests on, and in which half of the window that is. */
export interface Resting {
  id: string;
  isLeft: boolean;
}

/** Keeps what the pointer rests on, and asks for what there is to say of it. */
export function useResting({ root, platform, environment }: PipelineGraph) {
  const [resting, setResting] = useState<Resting>();
  const timer = useRef<number>(undefined);
  const rest = useCallback(
    (on: Resting | undefined): void => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        setResting(on);
        if (on) {
          tell({ kind: 'card', of: { root, platform, environment, id: on.id } });
        }
      }, REST);
    },
    [root, platform, environment],
  );
  return { resting, rest };
}
