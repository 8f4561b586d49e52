import { useEffect, useState } from 'react';
import { DEPTH } from '../panel/graph';
import type { Pipelines, ToPanel } from '../panel/messages';
import { Absences } from './absences';
import { type Kept, keep, kept, tell } from './editor';
import { Panel } from './panel';

type Cursor = Extract<ToPanel, { kind: 'cursor' }>;
type CardOf = Extract<ToPanel, { kind: 'card' }>;

const FIRST: Kept = {
  compare: false,
  search: '',
  depth: DEPTH,
  chosen: '',
  asList: false,
  isNear: false,
  isGrouped: false,
};

/** What is being waited for, or why there is nothing to wait for. */
type Waiting = { kind: 'loading' } | { kind: 'problem'; message: string };

/** The panel: what it shows follows from the last messages of the editor. */
export function App() {
  const [pipelines, setPipelines] = useState<Pipelines>();
  const [waiting, setWaiting] = useState<Waiting>();
  const [cursor, setCursor] = useState<Cursor>();
  const [card, setCard] = useState<CardOf>();
  const [state, setState] = useState<Kept>(() => ({ ...FIRST, ...kept() }));
  useEffect(() => {
    const take = ({ data }: MessageEvent<ToPanel>): void => {
      switch (data.kind) {
        case 'loading':
        case 'problem':
          setWaiting(data);
          break;
        case 'pipelines':
          setWaiting(undefined);
          setPipelines(data.pipelines);
          setCard(undefined);
          break;
        case 'cursor':
          setCursor(data);
          break;
        case 'card':
          setCard(data);
          break;
      }
    };
    window.addEventListener('message', take);
    tell({ kind: 'ready', view: { ...FIRST, ...kept() } });
    return () => {
      window.removeEventListener('message', take);
    };
  }, []);
  const change = (more: Partial<Kept>): void => {
    const asked = [state.compare, state.search, state.depth, state.asList];
    const next = { ...state, ...more };
    setState(next);
    keep(next);
    const { compare, search, depth, asList } = next;
    if ([compare, search, depth, asList].some((value, at) => value !== asked[at])) {
      tell({ kind: 'view', view: { compare, search, depth, asList } });
    }
  };

  if (!pipelines) {
    return waiting?.kind === 'problem' ? (
      <main className="state" role="alert">
        <p>{waiting.message}</p>
        <Retry />
      </main>
    ) : (
      <main className="state" role="status">
        Evaluating the model…
      </main>
    );
  }
  const banner = waiting && (
    <p className="note stale" role={waiting.kind === 'problem' ? 'alert' : 'status'}>
      {waiting.kind === 'problem' ? (
        <>
          What is shown may be out of date: {waiting.message} <Retry />
        </>
      ) : (
        'Evaluating the model; what is shown is what there was before.'
      )}
    </p>
  );
  if (pipelines.graphs.length === 0) {
    return (
      <main className="state">
        {banner}
        <p>No pipelines follow from the model: no dataset group is assigned to a platform.</p>
        <Absences absences={pipelines.absences} />
      </main>
    );
  }
  return (
    <Panel
      pipelines={pipelines}
      cursor={cursor}
      card={card}
      state={state}
      change={change}
      banner={banner}
    />
  );
}

function Retry() {
  return (
    <button
      onClick={() => {
        tell({ kind: 'retry' });
      }}
    >
      Try again
    </button>
  );
}
