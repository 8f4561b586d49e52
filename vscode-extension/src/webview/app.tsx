import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { PipelineGraph } from '../gen/protocol';
import { LARGE, keyOf, nodesAt, titleOf, visiblePart } from '../panel/graph';
import type { Pipelines, ToPanel } from '../panel/messages';
import { Absences } from './absences';
import { Drawing } from './drawing';
import { tell } from './editor';
import { List } from './list';

type Cursor = Extract<ToPanel, { kind: 'cursor' }>;

/** The panel: what it shows follows from the last messages of the editor. */
export function App() {
  const [pipelines, setPipelines] = useState<Pipelines>();
  const [problem, setProblem] = useState<string>();
  const [cursor, setCursor] = useState<Cursor>();
  useEffect(() => {
    const take = ({ data }: MessageEvent<ToPanel>): void => {
      switch (data.kind) {
        case 'loading':
          setProblem(undefined);
          break;
        case 'problem':
          setProblem(data.message);
          break;
        case 'pipelines':
          setProblem(undefined);
          setPipelines(data.pipelines);
          break;
        case 'cursor':
          setCursor(data);
          break;
      }
    };
    window.addEventListener('message', take);
    tell({ kind: 'ready' });
    return () => {
      window.removeEventListener('message', take);
    };
  }, []);

  if (problem !== undefined) {
    return (
      <main className="state" role="alert">
        <p>{problem}</p>
        <button
          onClick={() => {
            tell({ kind: 'retry' });
          }}
        >
          Try again
        </button>
      </main>
    );
  }
  if (!pipelines) {
    return (
      <main className="state" role="status">
        Evaluating the model…
      </main>
    );
  }
  if (pipelines.graphs.length === 0) {
    return (
      <main className="state">
        <p>No pipelines follow from the model: no dataset group is assigned to a platform.</p>
        <Absences absences={pipelines.absences} />
      </main>
    );
  }
  return <Panel pipelines={pipelines} cursor={cursor} />;
}

function Panel({ pipelines, cursor }: { pipelines: Pipelines; cursor: Cursor | undefined }) {
  const { graphs } = pipelines;
  const [chosen, setChosen] = useState('');
  const [asList, setAsList] = useState(false);
  const [search, setSearch] = useState('');
  const graph = graphs.find((own) => keyOf(own) === chosen) ?? graphs[0];
  const marked = useMemo(
    () => (graph && cursor ? nodesAt(graph, cursor.file, cursor.line, cursor.character) : []),
    [graph, cursor],
  );
  // Where nothing comes from the cursor's place, what was around the last one stays in sight.
  const [focus, setFocus] = useState(marked);
  if (marked.length > 0 && marked !== focus) {
    setFocus(marked);
  }
  const part = useMemo(() => graph && visiblePart(graph, search, focus), [graph, search, focus]);
  if (!graph || !part) {
    return null;
  }
  return (
    <main className="panel" data-revision={pipelines.revision}>
      <header>
        <Tabs graphs={graphs} chosen={keyOf(graph)} choose={setChosen} />
        <input
          type="search"
          placeholder="Search nodes"
          aria-label="Search nodes"
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
          }}
        />
        <button
          aria-pressed={asList}
          onClick={() => {
            setAsList(!asList);
          }}
        >
          List
        </button>
      </header>
      {part.nodes.length < graph.nodes.length && (
        <p className="note" role="status">
          {part.nodes.length} of {graph.nodes.length} nodes:{' '}
          {search.trim() === ''
            ? `more than ${LARGE} are shown around the cursor`
            : 'what is found and what is around it'}
        </p>
      )}
      {asList ? (
        <List graph={search.trim() === '' ? graph : part} marked={marked} />
      ) : (
        <Drawing key={keyOf(graph)} graph={part} marked={marked} />
      )}
      <Absences absences={graph.absences} />
    </main>
  );
}

interface TabsProps {
  graphs: PipelineGraph[];
  chosen: string;
  choose: (key: string) => void;
}

/** One for each platform and environment; the arrow keys go from one to the next. */
function Tabs({ graphs, chosen, choose }: TabsProps) {
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = graphs.findIndex((graph) => keyOf(graph) === chosen);
    const next = step === undefined ? undefined : graphs.at((at + step) % graphs.length);
    if (next) {
      choose(keyOf(next));
      const tabs = event.currentTarget.children;
      const tab = tabs[graphs.indexOf(next)];
      if (tab instanceof HTMLElement) {
        tab.focus();
      }
    }
  };
  return (
    <div role="tablist" aria-label="Platforms and environments" onKeyDown={move}>
      {graphs.map((graph) => {
        const key = keyOf(graph);
        return (
          <button
            key={key}
            role="tab"
            aria-selected={key === chosen}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => {
              choose(key);
            }}
          >
            {titleOf(graph, graphs)}
          </button>
        );
      })}
    </div>
  );
}
