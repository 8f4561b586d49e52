import type { GraphChanges } from '../gen/protocol';
import { KINDS } from '../panel/graph';

/** What colours and lines mean; beside the live model also how much of each there is. */
export function Legend({ changes }: { changes: GraphChanges | undefined }) {
  return (
    <ul className="legend" aria-label="Legend">
      {Object.entries(KINDS).map(([kind, name]) => (
        <li key={kind} className={kind}>
          {name}
        </li>
      ))}
      <li className="problem">✗ cannot work</li>
      <li className="unknown">? not known</li>
      <li className="absent">∅ missing or unused</li>
      {changes && (
        <>
          <li className="added">+ added: {changes.added}</li>
          <li className="removed">− removed: {changes.removed}</li>
          <li className="changed">~ changed: {changes.changed}</li>
          <li className="moved">→ moved, of these: {changes.moved}</li>
        </>
      )}
    </ul>
  );
}
