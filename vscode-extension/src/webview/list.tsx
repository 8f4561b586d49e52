import type { PipelineGraph } from '../gen/protocol';
import { captionOf, classesOf, factsOf } from '../panel/graph';
import { tell } from './editor';

/** The same nodes as a list, for the keyboard and for screen readers. */
export function List({ graph, marked }: { graph: PipelineGraph; marked: readonly string[] }) {
  const labels = new Map(
    graph.nodes.map((node) => [node.id, `${node.label} (${captionOf(node)})`]),
  );
  const after = new Map<string, string[]>();
  for (const { from, to } of graph.edges) {
    after.set(from, [...(after.get(from) ?? []), labels.get(to) ?? to]);
  }
  return (
    <ul className="list" aria-label="Pipeline nodes">
      {graph.nodes.map((node) => {
        const next = after.get(node.id) ?? [];
        return (
          <li key={node.id}>
            <button
              className={`item ${classesOf(node)}`}
              aria-current={marked.includes(node.id)}
              disabled={node.file === ''}
              onClick={() => {
                tell({ kind: 'reveal', place: { file: node.file, range: node.range } });
              }}
            >
              {factsOf(node).map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
              {next.length > 0 && <span>Leads to: {next.join(', ')}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
