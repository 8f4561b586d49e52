import type { KeyboardEvent } from 'react';
import type { PipelineGraph } from '../gen/protocol';
import { keyOf, titleOf } from '../panel/graph';

interface TabsProps {
  graphs: PipelineGraph[];
  chosen: string;
  choose: (key: string) => void;
}

/** One for each platform and environment; the arrow keys go from one to the next. */
export function Tabs({ graphs, chosen, choose }: TabsProps) {
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
            {countOf(graph)}
          </button>
        );
      })}
    </div>
  );
}

/** How much is different from the live model, where that is asked for. */
function countOf({ changes }: PipelineGraph) {
  const count = changes ? changes.added + changes.removed + changes.changed : 0;
  return count > 0 && <span className="count">{count}</span>;
}
