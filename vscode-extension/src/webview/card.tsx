import MarkdownIt from 'markdown-it';
import { useMemo } from 'react';
import type { GraphNode } from '../gen/protocol';
import { factsOf } from '../panel/graph';

/** HTML in what a model says of itself is text. */
const markdown = new MarkdownIt({ html: false, linkify: false });

/** All there is to say of a node: why it is there, and what it is about. */
export function Card({ node }: { node: GraphNode }) {
  const description = useMemo(
    () => (node.description === undefined ? '' : markdown.render(node.description)),
    [node.description],
  );
  return (
    <div className="card nowheel nodrag" role="tooltip" aria-live="polite">
      <ul>
        {factsOf(node).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div dangerouslySetInnerHTML={{ __html: description }} />
    </div>
  );
}
