import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { PipelineBaseReport, PipelineGraph } from '../gen/protocol';
import { keyOf, nodesAt, visiblePart } from '../panel/graph';
import type { Positions } from '../panel/layout';
import type { Pipelines, ToPanel } from '../panel/messages';
import { Absences } from './absences';
import { Drawing } from './drawing';
import type { Kept } from './editor';
import { Legend } from './legend';
import { List } from './list';
import { FORMATS, type Format, save } from './saving';
import { Tabs } from './tabs';

const DEPTHS = [1, 2, 3, 5];

interface PanelProps {
  pipelines: Pipelines;
  cursor: Extract<ToPanel, { kind: 'cursor' }> | undefined;
  card: Extract<ToPanel, { kind: 'card' }> | undefined;
  state: Kept;
  change: (more: Partial<Kept>) => void;
  banner: ReactNode;
}

/** The pipelines of a platform, as a drawing or as a list. */
export function Panel({ pipelines, cursor, card, state, change, banner }: PanelProps) {
  const { graphs, compared } = pipelines;
  const { chosen, asList, search, depth, compare, isNear, isGrouped } = state;
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
  const part = useMemo(
    () => graph && visiblePart(graph, { search, focus, depth, isNear }),
    [graph, search, focus, depth, isNear],
  );
  const positions = useRef<Positions>(new Map());
  if (!graph || !part) {
    return null;
  }
  const base = compared.find(({ root }) => root === graph.root);
  const isPart = graph.part !== undefined;
  return (
    <main className="panel" data-revision={pipelines.revision}>
      <header>
        <Tabs
          graphs={graphs}
          chosen={keyOf(graph)}
          choose={(key) => {
            change({ chosen: key });
          }}
        />
        <input
          type="search"
          placeholder="Search nodes"
          aria-label="Search nodes"
          value={search}
          onChange={({ target }) => {
            change({ search: target.value });
          }}
        />
        <Toggle
          name="Changes"
          title="What is different from the live model"
          isOn={compare}
          turn={(on) => {
            change({ compare: on });
          }}
        />
        {!isPart && (
          <Toggle
            name="Near"
            title="Only what is near to the node of the cursor"
            isOn={isNear}
            turn={(on) => {
              change({ isNear: on });
            }}
          />
        )}
        {(isPart || isNear || search.trim() !== '') && (
          <select
            aria-label="How many steps away"
            title="How many steps away"
            value={depth}
            onChange={({ target }) => {
              change({ depth: Number(target.value) });
            }}
          >
            {DEPTHS.map((steps) => (
              <option key={steps} value={steps}>
                {steps === 1 ? '1 step' : `${steps} steps`}
              </option>
            ))}
          </select>
        )}
        <Toggle
          name="Teams"
          title="In boxes, by team and workspace"
          isOn={isGrouped}
          turn={(on) => {
            change({ isGrouped: on });
          }}
        />
        <Toggle
          name="List"
          title="The same as a list, for the keyboard and screen readers"
          isOn={asList}
          turn={(on) => {
            change({ asList: on });
          }}
        />
        <select
          aria-label="Export"
          title="Save what is drawn"
          value=""
          disabled={asList}
          onChange={({ target }) => {
            void save(target.value as Format, part, positions.current);
          }}
        >
          <option value="" disabled>
            Export…
          </option>
          {FORMATS.map((format) => (
            <option key={format}>{format}</option>
          ))}
        </select>
      </header>
      {banner}
      {compare && <Beside base={base} graph={graph} />}
      <Extent graph={graph} part={part} search={search} />
      {asList ? (
        <List graph={part} marked={marked} />
      ) : (
        <Drawing
          key={`${keyOf(graph)} ${isGrouped}`}
          graph={part}
          marked={marked}
          card={card}
          laidOut={positions}
          isGrouped={isGrouped}
        />
      )}
      {!asList && <Legend changes={graph.changes} />}
      <Absences absences={graph.absences} />
    </main>
  );
}

/** What the model is compared with, and whether there is anything to see of it. */
function Beside({ base, graph }: { base: PipelineBaseReport | undefined; graph: PipelineGraph }) {
  const { changes } = graph;
  if (!base?.base || !changes) {
    return (
      <p className="note" role="status">
        {base?.problem ?? 'The live model is not evaluated yet.'}
      </p>
    );
  }
  const isSame = changes.added + changes.removed + changes.changed === 0;
  return (
    <p className="note" role="status">
      Against {base.base.name}
      {isSame
        ? ': the same.'
        : `: ${changes.added} added, ${changes.removed} removed, ${changes.changed} changed, ${changes.moved} moved.`}
    </p>
  );
}

/** How much of the graph is there to see. */
function Extent(props: { graph: PipelineGraph; part: PipelineGraph; search: string }) {
  const { graph, part, search } = props;
  const all = graph.part?.nodes ?? graph.nodes.length;
  const isSearching = search.trim() !== '';
  if (part.nodes.length === all) {
    return null;
  }
  const what = isSearching ? 'what is found and what is near to it' : 'what is near to the cursor';
  const found = graph.part && isSearching ? `; ${graph.part.found} found` : '';
  return (
    <p className="note" role="status">
      {part.nodes.length === 0 ? 'Nothing is found.' : null}
      {part.nodes.length > 0 && `${part.nodes.length} of ${all} nodes: ${what}${found}`}
    </p>
  );
}

interface ToggleProps {
  name: string;
  title: string;
  isOn: boolean;
  turn: (on: boolean) => void;
}

function Toggle({ name, title, isOn, turn }: ToggleProps) {
  return (
    <button
      aria-pressed={isOn}
      title={title}
      onClick={() => {
        turn(!isOn);
      }}
    >
      {name}
    </button>
  );
}
